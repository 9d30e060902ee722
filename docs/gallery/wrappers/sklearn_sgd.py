"""scikit-learn: python3 sklearn_sgd.py [nesterov]"""
import sys

import numpy
import sklearn
from auxopt_adapter import connect
from sklearn.neural_network._stochastic_optimizers import SGDOptimizer  # what MLPRegressor(solver="sgd") uses

kit = connect(["aux-mom"], name="scikit-learn SGDOptimizer", version=sklearn.__version__, vector=numpy.array)
for run in kit.runs():
    x, eta, a = run.starting_point, run.step_size, run.momentum_weight
    optimizer = SGDOptimizer([x], learning_rate_init=eta * a, momentum=1 - a, nesterov="nesterov" in sys.argv)
    for _ in range(run.round_count):
        with kit.round() as r:
            optimizer.update_params([x], [r.draw_snapshot().f(x)])
            r.report(x)
