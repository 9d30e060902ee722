/* AuxMOM in FLINT integers over one shared scale: the algorithm of the shared-scale engine. argv[1] is the data file. */
#include "loop.h"
#include "tokens.h"

/* Steps of one kind: what they change, what moves it, and what forces it. */
typedef struct {
  long places, changed_count, unchanged_count, atom_count;
  long *changed, *unchanged;
  row_t *moving, *forcing; /* atom by atom, changed entry by changed entry */
  fmpz *forced;            /* likewise: the forcing of the atoms that have occurred */
  long *forced_at;         /* the step whose scale it has; -1 before */
  fmpz_t factor, raised;
} family_t;

static fmpz_t base;
static long size, d, start_places, T, K, places;
static fmpz *start, *z, *made;
static long *draws;
static family_t snapshot, local;

static long *read_longs(long *count) {
  *count = read_long();
  long *values = malloc((size_t)(*count + 1) * sizeof(long));
  for (long i = 0; i < *count; i += 1) values[i] = read_long();
  return values;
}

static void read_family(family_t *family) {
  family->places = read_long();
  fmpz_init(family->factor);
  fmpz_init(family->raised);
  read_whole(family->factor);
  family->changed = read_longs(&family->changed_count);
  family->unchanged = read_longs(&family->unchanged_count);
  family->atom_count = read_long();
  long n = family->changed_count, all = n * family->atom_count;
  family->moving = malloc((size_t)all * sizeof(row_t));
  family->forcing = malloc((size_t)all * sizeof(row_t));
  family->forced = _fmpz_vec_init(all);
  family->forced_at = malloc((size_t)family->atom_count * sizeof(long));
  for (long atom = 0; atom < family->atom_count; atom += 1) {
    for (long r = 0; r < n; r += 1) read_row(family->moving + atom * n + r);
    for (long r = 0; r < n; r += 1) read_row(family->forcing + atom * n + r);
  }
}

/* One step an atom; the forcing of an atom is made once and then only raised to the scale. It reads unchanged entries alone. */
static void advance(family_t *family, const long *atoms, long count) {
  long n = family->changed_count;
  for (long atom = 0; atom < family->atom_count; atom += 1) family->forced_at[atom] = -1;
  for (long step = 0; step < count; step += 1) {
    long atom = atoms[step];
    fmpz *forced = family->forced + atom * n;
    if (family->forced_at[atom] < 0) {
      for (long r = 0; r < n; r += 1) apply_row(forced + r, family->forcing + atom * n + r, z);
      family->forced_at[atom] = 0;
    }
    if (step > family->forced_at[atom]) {
      fmpz_pow_ui(family->raised, family->factor, (ulong)(step - family->forced_at[atom]));
      for (long r = 0; r < n; r += 1) fmpz_mul(forced + r, forced + r, family->raised);
      family->forced_at[atom] = step;
    }
    for (long r = 0; r < n; r += 1) {
      apply_row(made + r, family->moving + atom * n + r, z);
      fmpz_add(made + r, made + r, forced + r);
    }
    for (long r = 0; r < n; r += 1) fmpz_swap(z + family->changed[r], made + r);
  }
  fmpz_pow_ui(family->raised, family->factor, (ulong)count);
  for (long u = 0; u < family->unchanged_count; u += 1) {
    fmpz_mul(z + family->unchanged[u], z + family->unchanged[u], family->raised);
  }
  places += family->places * count;
}

static void run(void) {
  _fmpz_vec_set(z, start, size);
  places = start_places;
  for (long t = 0; t < T; t += 1) {
    const long *round = draws + t * (K + 1);
    advance(&snapshot, round, 1);
    advance(&local, round + 1, K);
  }
}

static void print_result(void) {
  fmpz_t denominator;
  run();
  fmpz_init(denominator);
  fmpz_pow_ui(denominator, base, (ulong)places);
  for (long i = 0; i < d; i += 1) {
    if (i > 0) putchar(' ');
    print_whole(z + i);
    putchar(' ');
    print_whole(denominator);
  }
  fmpz_clear(denominator);
}

int main(int argc, char **argv) {
  open_tokens(argc, argv);
  fmpz_init(base);
  read_whole(base);
  size = read_long(), d = read_long(), start_places = read_long();
  start = _fmpz_vec_init(size), z = _fmpz_vec_init(size), made = _fmpz_vec_init(size);
  for (long i = 0; i < size; i += 1) read_whole(start + i);
  read_family(&snapshot);
  read_family(&local);
  T = read_long(), K = read_long();
  draws = malloc((size_t)(T * (K + 1)) * sizeof(long));
  for (long i = 0; i < T * (K + 1); i += 1) draws[i] = read_long();
  serve(run, print_result);
  return 0;
}
