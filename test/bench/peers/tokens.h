/* Reads whole numbers in base 16 from a data file, one after another. */
#ifndef TOKENS_H
#define TOKENS_H
#include <flint/fmpz.h>
#include <flint/fmpz_vec.h>

static FILE *tokens;

static void open_tokens(int argc, char **argv) {
  tokens = argc > 1 ? fopen(argv[1], "r") : NULL;
  if (tokens == NULL) {
    fputs("no data file\n", stderr);
    exit(1);
  }
}

static void read_whole(fmpz_t value) {
  static char word[1 << 20];
  if (fscanf(tokens, "%1048575s", word) != 1 || fmpz_set_str(value, word, 16) != 0) {
    fputs("the data end early\n", stderr);
    exit(1);
  }
}

static long read_long(void) {
  fmpz_t value;
  fmpz_init(value);
  read_whole(value);
  long result = fmpz_get_si(value);
  fmpz_clear(value);
  return result;
}

/* The entries of one row of a map. */
typedef struct {
  long count;
  long *columns;
  fmpz *coefficients;
} row_t;

static void read_row(row_t *row) {
  row->count = read_long();
  row->columns = malloc((size_t)(row->count + 1) * sizeof(long));
  row->coefficients = _fmpz_vec_init(row->count + 1);
  for (long c = 0; c < row->count; c += 1) {
    row->columns[c] = read_long();
    read_whole(row->coefficients + c);
  }
}

/* sum = the row times a vector. */
static void apply_row(fmpz_t sum, const row_t *row, const fmpz *vector) {
  if (row->count == 0) fmpz_zero(sum);
  for (long c = 0; c < row->count; c += 1) {
    if (c == 0) fmpz_mul(sum, row->coefficients, vector + row->columns[0]);
    else fmpz_addmul(sum, row->coefficients + c, vector + row->columns[c]);
  }
}

static void print_whole(const fmpz_t value) {
  char *text = fmpz_get_str(NULL, 16, value);
  fputs(text, stdout);
  flint_free(text);
}
#endif
