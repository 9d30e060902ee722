"""numpy-ml: the class SGD, whose update gives the next parameter."""
from importlib import import_module

from clone import bare, bare_above
from pages import serve_steps

bare_above("numpy_ml.neural_nets.optimizers.optimizers")
bare("numpy_ml.neural_nets.schedulers", ConstantScheduler=None)
bare("numpy_ml.neural_nets.initializers", SchedulerInitializer=lambda param, lr: lambda: lambda step, loss: lr)
SGD = import_module("numpy_ml.neural_nets.optimizers.optimizers").SGD


def make(p, _x):
    sgd = SGD(lr=p.ell, momentum=p.mu)
    return lambda gradient, x: sgd.update(x, gradient, "x")


serve_steps("heavy-ball", make, "numpy-ml SGD")
