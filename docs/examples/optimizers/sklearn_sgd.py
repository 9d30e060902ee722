"""The momentum of scikit-learn's MLPRegressor(solver="sgd") is AuxMOM with h = 0, K = 1, the start `zero` and rate eta a.

auxopt verify --method heavy-ball -- python3 sklearn_sgd.py
"""
import numpy
import sklearn
from auxopt_adapter import Unsupported, serve
from sklearn.neural_network._stochastic_optimizers import SGDOptimizer  # what the estimator itself uses


def aux_mom(task):
    eta, a = task.step_size, task.momentum_weight
    if not (eta > 0 and 0 < a <= 1 and task.local_step_count >= 1 and task.round_count >= 1):
        raise ValueError("a parameter is out of its domain")
    if task.local_step_count > 1:
        raise Unsupported("more than one local step")

    def rounds():
        x = task.starting_point
        optimizer = SGDOptimizer([x], learning_rate_init=eta * a, momentum=1 - a, nesterov=False)
        for _ in range(task.round_count):
            optimizer.update_params([x], [task.draw_snapshot().f(x)])
            yield x, None  # its velocity is -eta m, up to rounding: it cannot tell m itself

    return rounds()


serve(
    {"aux-mom": aux_mom},
    name="scikit-learn SGDOptimizer",
    version=sklearn.__version__,
    vector=numpy.array,
    initializations=("zero",),
    single_rounds=False,
)
