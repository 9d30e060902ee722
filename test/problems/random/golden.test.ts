/** Pinned cases: a change of the generator changes every stored seed, so it must not go unnoticed. */
import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../../src/exact/index.js';
import {
  createRandomProblem,
  createRandomRational,
  formatProblemFile,
  toProblemFile,
  type RandomProblemOptions,
} from '../../../src/problems/index.js';

const text = (options: RandomProblemOptions): string =>
  formatProblemFile(toProblemFile(createRandomProblem(1, 0, options).problemCase));

describe('the case of seed 1 and index 0', () => {
  it('is pinned', () => {
    expect(text({})).toBe(`{
  "format": "auxopt-problem/1",
  "name": "random quadratic 1/0",
  "dimension": 1,
  "target": { "matrix": [["0.3"]], "vector": ["0.3"] },
  "auxiliary": { "matrix": [["0.279"]], "vector": ["0.279"] },
  "localAtoms": [
    { "probability": "0.8", "auxiliary": { "vector": ["1.179"] } },
    { "probability": "0.2", "auxiliary": { "vector": ["-3.321"] } }
  ],
  "variant": "sgd",
  "parameters": { "stepSize": "0.3", "momentumWeight": "0.2", "localStepCount": 1, "roundCount": 17 },
  "initialization": { "kind": "none" },
  "startingPoint": ["-0.06"],
  "seed": 381807
}
`);
  });

  it('is pinned in two dimensions with multiplicative noise, constants included', () => {
    const options = {
      dimension: 2,
      commuting: false,
      snapshotNoise: 'multiplicative',
      variants: ['aux-mvr'],
    } as const;
    expect(text(options)).toBe(`{
  "format": "auxopt-problem/1",
  "name": "random quadratic 1/0",
  "dimension": 2,
  "target": { "matrix": [["0.2616", "-0.0288"], ["-0.0288", "0.2784"]], "vector": ["0.348", "-0.864"] },
  "auxiliary": {
    "matrix": [["0.2608378176", "-0.0211891968"], ["-0.0211891968", "0.2602621824"]],
    "vector": ["-5.675594592", "-9.801975744"]
  },
  "snapshotAtoms": [
    {
      "probability": "0.5",
      "target": { "matrix": [["0.2706", "-0.0368"], ["-0.0198", "0.2794"]] },
      "auxiliary": { "matrix": [["0.2518378176", "-0.0131891968"], ["-0.0301891968", "0.2592621824"]] }
    },
    {
      "probability": "0.5",
      "target": { "matrix": [["0.2526", "-0.0208"], ["-0.0378", "0.2774"]] },
      "auxiliary": { "matrix": [["0.2698378176", "-0.0291891968"], ["-0.0121891968", "0.2612621824"]] }
    }
  ],
  "localAtoms": [
    { "probability": "0.8", "auxiliary": { "vector": ["-5.775594592", "-10.601975744"] } },
    { "probability": "0.2", "auxiliary": { "vector": ["-5.275594592", "-6.601975744"] } }
  ],
  "variant": "aux-mvr",
  "parameters": { "stepSize": "0.3", "momentumWeight": "0.2", "localStepCount": 6, "roundCount": 9 },
  "initialization": { "kind": "zero" },
  "startingPoint": ["-0.11", "0.1"],
  "seed": 883779
}
`);
    const { smoothness, hessianSimilarity, meanSquareSimilarity, suboptimality, minimizer, localVariance } =
      createRandomProblem(1, 0, options).constants;
    expect(
      [smoothness, hessianSimilarity, meanSquareSimilarity, suboptimality, ...minimizer].map(formatRatio),
    ).toEqual(['0.3', '0.021', '0.03277', '1.59797148', '1', '-3']);
    expect(localVariance && formatRatio(localVariance)).toBe('2.6');
  });
});

describe('the rational case of seed 1 and index 0', () => {
  it('is pinned', () => {
    const { blueprint, constants } = createRandomRational(1, 0);
    const { target, difference, parameters, variant, initialization, startingPoint } = blueprint;
    const wellTexts = ({ wells }: typeof target) =>
      wells.map(({ depth, slope, centre }) => [depth, slope, centre].map(formatRatio));
    expect(wellTexts(target)).toEqual([['5', '2', '1']]);
    expect(difference.kind === 'wells' && wellTexts(difference)).toEqual([['-5', '1', '-1']]);
    expect([variant, initialization]).toEqual(['aux-mvr-target', { kind: 'batch', size: 2 }]);
    expect([parameters.stepSize, parameters.momentumWeight, ...startingPoint].map(formatRatio)).toEqual([
      '0.006',
      '0.8',
      '0',
    ]);
    expect([parameters.localStepCount, parameters.roundCount]).toEqual([2, 1]);
    const { smoothness, hessianSimilarity, suboptimality } = constants;
    expect([smoothness, hessianSimilarity, suboptimality].map(formatRatio)).toEqual(['40', '10', '4']);
  });
});
