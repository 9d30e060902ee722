/** What may be in the package, and how large it may be. */
import type { Listing } from './pack.js';

/** The most that the package may be; budget.json has the numbers. */
export interface Budget {
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly fileCount: number;
}

/** Every path of the package fits one of these. */
const allowed: readonly RegExp[] = [
  /^(README\.md|CHANGELOG\.md|LICENSE|package\.json)$/,
  /^dist\/(src|spec|proofs-checks)\/[a-z0-9/-]+(\.js|\.d\.ts)$/,
  /^\.github\/actions\/verify\/action\.yml$/,
  // the specification and the reference, to be read
  /^spec\/[a-z0-9/-]+\.ts$/,
  /^spec\/(README|algorithms|language)\.md$/,
  /^spec\/methods\/[a-z0-9-]+\.md$/,
  /^src\/(reference|fast)\/[a-z-]+\.ts$/,
  /^spec\/schemas\/[a-z-]+\.schema\.json$/,
  /^spec\/vectors\/(hand|hard-members|v1|witnesses)\/[a-z0-9-]+\.json$/,
  /^src\/verify\/adapters\/assets\/(?:auxopt_(?:adapter\.(?:py|h)|torch\.py)|train_aux\.(?:py|mjs))$/,
  /^proofs-checks\/coq\/(?:theory\/[A-Za-z_]+\.v|record\.json)$/,
  /^docs\/(decisions|experiments|faq|formats|guide|learn|theory)\/[a-z0-9-]+\.md$/,
  /^docs\/playground\/README\.md$/,
  /^docs\/(guide|theory|experiments\/results)\/[a-z-]+\.svg$/,
  /^docs\/examples\/[a-z0-9-]+\.(json|csv|mjs|py)$/,
  /^docs\/examples\/adapters\/[a-z_-]+(\.test)?\.(mjs|py|c|md)$/,
  /^docs\/examples\/(training|vectors)\/[a-z_-]+\.(mjs|py)$/,
  /^docs\/gallery\/([a-z-]+\.(md|mjs|json)|certificates\/[a-z-]+\.json|(wrappers|shared)\/[a-z_-]+\.(mjs|py|cpp|md))$/,
];

/** Never in the package, although a pattern above may fit it. */
const forbidden: readonly RegExp[] = [/^dist\/docs\//, /\.map$/, /\.tsbuildinfo$/];

/** The share of the budget that the package fills at least: below, the budget is too wide to notice growth. */
const leastShare = 0.8;

/** The source of a built file; undefined for any other. */
function sourceOf(path: string): string | undefined {
  const built = /^dist\/(.*?)(?:\.d\.ts|\.js)$/.exec(path)?.[1];
  return built === undefined ? undefined : `${built}.ts`;
}

/**
 * Everything that is wrong with the contents of a package, in sentences.
 *
 * @param hasSource - whether a source file is in the checkout; without it a built file is a left-over of an older build.
 */
export function findContentProblems(
  { files, size, unpackedSize }: Listing,
  budget: Budget,
  hasSource: (path: string) => boolean,
): readonly string[] {
  const problems = files.flatMap(({ path }) => {
    if (forbidden.some((pattern) => pattern.test(path))) return [`${path} must not be in the package`];
    if (!allowed.some((pattern) => pattern.test(path)))
      return [`${path} fits no pattern of what may be in the package`];
    const source = sourceOf(path);
    return source === undefined || hasSource(source)
      ? []
      : [`${path} is left over from an older build: run npm run clean, then build`];
  });
  const sizes = [
    ['packed bytes', size, budget.packedBytes],
    ['unpacked bytes', unpackedSize, budget.unpackedBytes],
    ['files', files.length, budget.fileCount],
  ] as const;
  for (const [what, is, most] of sizes) {
    if (is > most) problems.push(`${is} ${what}: the budget is ${most}`);
    if (is < leastShare * most) problems.push(`${is} ${what}: lower the budget of ${most}`);
  }
  return problems;
}
