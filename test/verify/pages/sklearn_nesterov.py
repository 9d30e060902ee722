"""SGDOptimizer of scikit-learn, which MLPRegressor(solver="sgd") uses: python3 sklearn_nesterov.py OPTIONS RATE, Python over p."""
import sys
import numpy
from auxopt_adapter import serve_method
from sklearn.neural_network._stochastic_optimizers import SGDOptimizer
options, rate = sys.argv[1:]
def prepare(task):
    x = task.states["x"].copy()
    optimizer = SGDOptimizer([x], **eval(options, {"p": task.parameters}))
    def rounds():
        for t in range(1, task.round_count + 1):
            optimizer.learning_rate = eval(rate, {"p": task.parameters_at(t)})
            optimizer.update_params([x], [task.sample().f(x)])
            yield {"x": x, "v": optimizer.velocities[0]}
    return rounds()
serve_method("nesterov-sutskever", prepare, name="SGDOptimizer", vector=numpy.array, schedules=["given"])
