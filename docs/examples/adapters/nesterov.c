/* Nesterov's momentum in C, by its page: auxopt verify --method nesterov.md -- ./nesterov */
#include "auxopt_adapter.h" /* written by: auxopt adapter c --out auxopt_adapter.h */

/* Why the parameters are rejected, or NULL. */
static const char *check(const auxopt_task *task) {
  const double mu = auxopt_parameter(task, "μ");
  if (!(auxopt_parameter(task, "ℓ") > 0)) return "ℓ must be greater than 0";
  return mu > 0 && mu < 1 ? NULL : "μ must be in (0, 1)";
}

static void nesterov(auxopt_task *task, long long t, double *const *states) {
  const double lr = auxopt_parameter(task, "ℓ"), mu = auxopt_parameter(task, "μ");
  double *x = states[0], *b = states[1], *g = task->work[0];
  (void)t; /* no line of the page counts rounds */
  auxopt_gradient(task, 'f', AUXOPT_SNAPSHOT, x, NULL, g);
  for (size_t i = 0; i < task->dimension; i++) {
    b[i] = mu * b[i] + g[i];
    x[i] -= lr * (g[i] + mu * b[i]);
  }
}

int main(void) {
  static const char *const states[] = {"x", "b", NULL}; /* b from 0, as on the page */
  static const auxopt_method methods[] = {{"nesterov", states, check, nesterov}};
  return auxopt_serve_methods("nesterov-in-c", methods, 1);
}
