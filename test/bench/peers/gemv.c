/* AuxMOM in C with one plain matrix-vector product, as a compiler vectorises it. argv[1] is the data file. */
#include "loop.h"

static size_t d;
static long T, K;
static double eta, a;
static double *A, *b, *B, *c, *x0, *x, *m, *g, *h;

/* out = M x - v; the sum is split into eight so that the compiler may use vectors without reordering anything itself. */
static void gradient(const double *restrict M, const double *restrict v, const double *restrict at,
                     double *restrict out) {
  for (size_t i = 0; i < d; i += 1) {
    const double *row = M + i * d;
    double part[8] = {0};
    size_t j = 0;
    for (; j + 8 <= d; j += 8)
      for (size_t p = 0; p < 8; p += 1) part[p] += row[j + p] * at[j + p];
    double sum = ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
    for (; j < d; j += 1) sum += row[j] * at[j];
    out[i] = sum - v[i];
  }
}

static void run(void) {
  memcpy(x, x0, d * sizeof(double));
  for (size_t i = 0; i < d; i += 1) m[i] = 0;
  for (long t = 0; t < T; t += 1) {
    gradient(A, b, x, g);
    gradient(B, c, x, h);
    for (size_t i = 0; i < d; i += 1) m[i] = (1 - a) * m[i] + a * (g[i] - h[i]);
    for (long k = 0; k < K; k += 1) {
      gradient(B, c, x, g);
      for (size_t i = 0; i < d; i += 1) x[i] -= eta * (g[i] + m[i]);
    }
  }
}

static void print_result(void) {
  run();
  for (size_t i = 0; i < d; i += 1) printf(i ? " %.17g" : "%.17g", x[i]);
}

int main(int argc, char **argv) {
  double head[5];
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL || fread(head, sizeof(double), 5, file) != 5) return fputs("no data file\n", stderr), 1;
  d = (size_t)head[0], T = (long)head[1], K = (long)head[2], eta = head[3], a = head[4];
  size_t count = 2 * d * d + 3 * d;
  double *all = malloc((count + 4 * d) * sizeof(double));
  if (all == NULL || fread(all, sizeof(double), count, file) != count) return fputs("the data end early\n", stderr), 1;
  fclose(file);
  A = all, b = A + d * d, B = b + d, c = B + d * d, x0 = c + d;
  x = x0 + d, m = x + d, g = m + d, h = g + d;
  serve(run, print_result);
  return 0;
}
