/* AuxMOM and AuxMVR in C, behind the verification protocol. cc -std=c99 -O2 -o aux_mom aux_mom.c */
#include "auxopt_adapter.h" /* written by: auxopt adapter c --out auxopt_adapter.h */

/* Why the parameters are rejected, or NULL. Comparisons are written so that NaN fails them too. */
static const char *check(const auxopt_task *task) {
  if (!(task->step_size > 0)) return "the step size must be greater than 0";
  if (!(task->momentum_weight > 0 && task->momentum_weight <= 1)) return "the momentum weight must be in (0, 1]";
  if (task->local_step_count < 1) return "there must be at least one local step";
  if (task->round_count < 1) return "there must be at least one round";
  return NULL;
}

/* g = g_f(at) - g_h(at): f and h see the sample of this atom. */
static void difference(auxopt_task *task, const double *at, long long *atom, double *g) {
  double *g_h = task->work[0];
  auxopt_gradient(task, 'f', AUXOPT_SNAPSHOT, at, atom, g);
  auxopt_gradient(task, 'h', AUXOPT_SNAPSHOT, at, atom, g_h);
  for (size_t i = 0; i < task->dimension; i++) g[i] -= g_h[i];
}

/* The K local steps from x^{t-1} to x^t: y = y - eta (g_h(y) + m), a new sample every time. */
static void local_steps(auxopt_task *task, const double *from, const double *m, double *y) {
  double *g_h = task->work[0];
  for (size_t i = 0; i < task->dimension; i++) y[i] = from[i];
  for (long long k = 1; k <= task->local_step_count; k++) {
    auxopt_gradient(task, 'h', AUXOPT_LOCAL, y, NULL, g_h);
    for (size_t i = 0; i < task->dimension; i++) y[i] -= task->step_size * (g_h[i] + m[i]);
    auxopt_report_step(task, y);
  }
}

static void aux_mom(auxopt_task *task, const auxopt_state *from, double *x, double *m) {
  const double a = task->momentum_weight;
  double *g = task->work[1];
  long long atom = AUXOPT_FRESH;
  difference(task, from->x, &atom, g);
  for (size_t i = 0; i < task->dimension; i++) m[i] = (1 - a) * from->m[i] + a * g[i];
  local_steps(task, from->x, m, x);
}

static void aux_mvr(auxopt_task *task, const auxopt_state *from, double *x, double *m) {
  const double a = task->momentum_weight;
  double *g = task->work[1], *g_previous = task->work[2];
  long long atom = AUXOPT_FRESH;
  difference(task, from->x, &atom, g);
  difference(task, from->x_previous, &atom, g_previous); /* the same sample at the old point */
  for (size_t i = 0; i < task->dimension; i++)
    m[i] = (1 - a) * from->m[i] + a * g[i] + (1 - a) * (g[i] - g_previous[i]);
  local_steps(task, from->x, m, x);
}

int main(void) {
  static const auxopt_variant variants[] = {{"aux-mom", check, aux_mom}, {"aux-mvr", check, aux_mvr}};
  return auxopt_serve("aux-mom-in-c", variants, 2);
}
