/* Second moments in FLINT integers over one shared scale. argv[1] is the data file. */
#include "loop.h"
#include "tokens.h"

typedef struct {
  long places, noise_count;
  fmpz_t factor, excess;
  row_t *mean;
  long *noise_at;
  row_t *noise;
  fmpz *added; /* what the noise adds in a step */
} step_t;

static fmpz_t base, total, power;
static long size, half, T, K, start_places, gradient_places, total_places;
static fmpz *start, *values, *made, *column, *product;
static row_t gradient;
static step_t snapshot, local;

/* Where entry (i, j) is: row after row of the upper half. */
static long position(long i, long j) {
  return i <= j ? i * size - i * (i - 1) / 2 + j - i : position(j, i);
}

static void read_step(step_t *step) {
  step->places = read_long();
  fmpz_init(step->factor), fmpz_init(step->excess);
  read_whole(step->factor);
  read_whole(step->excess);
  step->mean = malloc((size_t)size * sizeof(row_t));
  for (long r = 0; r < size; r += 1) read_row(step->mean + r);
  step->noise_count = read_long();
  step->noise = malloc((size_t)(step->noise_count + 1) * sizeof(row_t));
  step->noise_at = malloc((size_t)(step->noise_count + 1) * sizeof(long));
  step->added = _fmpz_vec_init(step->noise_count + 1);
  for (long e = 0; e < step->noise_count; e += 1) {
    step->noise_at[e] = read_long();
    read_row(step->noise + e);
  }
}

static void take(step_t *step) {
  for (long e = 0; e < step->noise_count; e += 1) apply_row(step->added + e, step->noise + e, values);
  for (long c = 0; c < size; c += 1) {
    for (long r = 0; r < size; r += 1) fmpz_set(column + r, values + position(r, c));
    for (long r = 0; r < size; r += 1) apply_row(product + r * size + c, step->mean + r, column);
  }
  for (long i = 0; i < size; i += 1) {
    for (long j = i; j < size; j += 1) {
      fmpz *entry = made + position(i, j);
      apply_row(entry, step->mean + j, product + i * size);
      if (!fmpz_is_one(step->excess)) fmpz_mul(entry, entry, step->excess);
    }
  }
  for (long e = 0; e < step->noise_count; e += 1) {
    fmpz_add(made + step->noise_at[e], made + step->noise_at[e], step->added + e);
  }
  fmpz *last = values;
  values = made, made = last;
}

static void run(void) {
  long places = start_places;
  _fmpz_vec_set(values, start, half);
  fmpz_zero(total);
  total_places = start_places + gradient_places;
  for (long t = 0; t < T; t += 1) {
    take(&snapshot);
    places += snapshot.places;
    for (long k = 0; k < K; k += 1) {
      fmpz_pow_ui(power, base, (ulong)(places + gradient_places - total_places));
      fmpz_mul(total, total, power);
      apply_row(power, &gradient, values);
      fmpz_add(total, total, power);
      total_places = places + gradient_places;
      take(&local);
      places += local.places;
    }
  }
}

static void print_result(void) {
  run();
  print_whole(total);
  putchar(' ');
  fmpz_pow_ui(power, base, (ulong)total_places);
  print_whole(power);
}

int main(int argc, char **argv) {
  open_tokens(argc, argv);
  fmpz_init(base), fmpz_init(total), fmpz_init(power);
  read_whole(base);
  size = read_long(), T = read_long(), K = read_long(), start_places = read_long();
  half = size * (size + 1) / 2;
  start = _fmpz_vec_init(half), values = _fmpz_vec_init(half), made = _fmpz_vec_init(half);
  column = _fmpz_vec_init(size), product = _fmpz_vec_init(size * size);
  for (long i = 0; i < half; i += 1) read_whole(start + i);
  gradient_places = read_long();
  read_row(&gradient);
  read_step(&snapshot);
  read_step(&local);
  serve(run, print_result);
  return 0;
}
