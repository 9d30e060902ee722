/** The closed list of generators: kind, key, sign, and how it is printed. */
export const generatorList: readonly string[] = [
  'parameter a positive a',
  'parameter abar nonnegative \\bar a',
  'parameter eta positive \\eta',
  'parameter K positive K',
  'parameter L nonnegative L',
  'parameter delta nonnegative \\delta',
  'parameter varD nonnegative \\sigma_D^2',
  'parameter varD1 nonnegative \\sigma_{D,1}^2',
  'parameter varh nonnegative \\sigma_h^2',
  'parameter varf nonnegative \\sigma_f^2',
  'parameter F0 nonnegative F_0',
  'parameter e0 nonnegative e_0',
  'parameter firstWeight nonnegative \\omega',
  'parameter mixing any \\theta',
];
