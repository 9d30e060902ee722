// ensmallen 2.22, its SGD, MomentumSGD, NesterovMomentumSGD and SVRG: one call of Optimize a round.
// c++ -O1 -I folder-of-auxopt_adapter.h ensmallen.cpp -larmadillo -o ensmallen && ./ensmallen momentum | nesterov | sgd | svrg
#include <ensmallen.hpp>
#include <memory>
#define AUXOPT_HAS_OWN_STATE 1
#include "auxopt_adapter.h"

static bool is_svrg;

struct Kit {  // one function of one sample: f, or in the inner steps of SVRG, where h = f, a local sample at both points
  auxopt_task *task;
  size_t asked = 0;
  long long atom = AUXOPT_FRESH;
  size_t NumFunctions() const { return 1; }
  void Shuffle() {}
  double Evaluate(const arma::mat &, size_t, size_t) { return 0; }
  void Gradient(const arma::mat &x, size_t, arma::mat &g, size_t) {
    const bool is_local = is_svrg && asked > 0;
    if (asked++ % 2 == 1) atom = AUXOPT_FRESH;
    auxopt_gradient(task, is_local ? 'h' : 'f', is_local ? AUXOPT_LOCAL : AUXOPT_SNAPSHOT, x.memptr(), &atom, g.memptr());
  }
  double EvaluateWithGradient(const arma::mat &x, size_t i, arma::mat &g, size_t size) { return Gradient(x, i, g, size), 0; }
};

static const char *check(const auxopt_task *task) {
  const double eta = task->step_size, a = task->momentum_weight;
  return eta > 0 && a > 0 && a <= 1 && task->local_step_count >= 1 && task->round_count >= 1 ? NULL : "out of domain";
}

template <typename Optimizer> static void step(Optimizer &&optimizer, auxopt_task *task, const auxopt_state *from, double *x) {
  Kit kit{task};
  arma::mat point(from->x, task->dimension, 1);
  optimizer.Optimize(kit, point);
  std::copy(point.begin(), point.end(), x);
}

template <typename Update> static void momentum(auxopt_task *task, const auxopt_state *from, double *x, double *) {
  static std::unique_ptr<ens::SGD<Update>> kept;  // resetPolicy = false: its velocity lives on between the rounds of a run
  const double a = task->momentum_weight;
  if (from->round == 1) kept.reset(new ens::SGD<Update>(task->step_size * a, 1, 1, 0, false, Update(1 - a), ens::NoDecay(), false));
  step(*kept, task, from, x);
}

static void sgd(auxopt_task *task, const auxopt_state *from, double *x, double *) {
  step(ens::StandardSGD(task->step_size, 1, 1, 0, false), task, from, x);
}

static void svrg(auxopt_task *task, const auxopt_state *from, double *x, double *) {
  step(ens::SVRG(task->step_size, 1, 1, (size_t)task->local_step_count, 0, false), task, from, x);
}

int main(int, char **words) {
  const std::string name = words[1];
  is_svrg = name == "svrg";
  const auxopt_variant variant = {name == "sgd" ? "sgd" : is_svrg ? "aux-mom-target" : "aux-mom", check,
      name == "sgd" ? sgd : is_svrg ? svrg : name == "nesterov" ? momentum<ens::NesterovMomentumUpdate> : momentum<ens::MomentumUpdate>};
  return auxopt_serve(("ensmallen " + name).c_str(), &variant, 1);
}
