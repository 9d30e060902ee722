/** Measured constants for a person. */
import type { ConstantsFile, ConstantText } from '../../advise/index.js';
import { print, table } from './text.js';

/** What each constant is called. */
const names: Readonly<Record<string, string>> = {
  smoothness: 'L',
  hessianSimilarity: 'δ (A2)',
  meanSquareSimilarity: 'δ (A5)',
  suboptimality: 'F₀ = f(x⁰) − inf f',
  correctionError: 'E₀ = ‖∇f(x⁰) − ∇h(x⁰)‖²',
  targetVariance: 'σ_f²',
  snapshotVariance: 'σ_D²',
  snapshotAuxiliaryVariance: 's_h²',
  noiseCovariance: 'noise covariance',
  noiseCorrelation: 'noise correlation',
  localVariance: 'σ_h²',
};

export function printConstants({ name, affineDifference, constants, measurement }: ConstantsFile): void {
  print(`${name}${affineDifference === true ? ', with affine gradients' : ''}`);
  print(
    table(
      ['constant', 'value', 'at least', 'at most', 'kind'],
      Object.entries<ConstantText>({ ...constants }).map(([key, constant]) => [
        names[key] ?? key,
        short(constant.value),
        short(constant.lower),
        short(constant.upper),
        constant.kind,
      ]),
      [1, 2, 3],
    ),
  );
  if (measurement === undefined) return;
  const { gradients, confidence, assumptions, warnings } = measurement;
  print(
    `It took ${gradients.target} gradients of f and ${gradients.auxiliary} of h. Confidence: ${confidence}.`,
  );
  for (const line of [...assumptions, ...warnings]) print(`- ${line}`);
}

function short(text: string | undefined): string {
  if (text === undefined) return '';
  const value = Number(text);
  return Number.isFinite(value) && text.length > 8 ? value.toPrecision(6) : text;
}
