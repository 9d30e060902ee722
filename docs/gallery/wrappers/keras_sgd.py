"""Keras: update_step of keras.optimizers.SGD; NumPy stands in for its backend, and an empty class for the base of its optimizers."""
import sys
from importlib import import_module
from types import SimpleNamespace

import numpy
from clone import bare, bare_above
from pages import serve_steps


class Optimizer:
    """What update_step calls of its base."""

    def __init__(self, **_):
        self.momentums = [0.0]

    def _get_variable_index(self, _):
        return 0

    def assign(self, variable, value):
        variable[...] = value

    def assign_add(self, variable, value):
        variable += value

    def assign_sub(self, variable, value):
        variable -= value


bare_above("keras.src.optimizers.sgd")
bare("keras.src.ops", cast=lambda x, _: x, subtract=numpy.subtract, multiply=numpy.multiply)
bare("keras.src.api_export", keras_export=lambda _: lambda of: of)
bare("keras.src.optimizers.optimizer", Optimizer=Optimizer, base_optimizer_keyword_args="")
SGD = import_module("keras.src.optimizers.sgd").SGD


def make(p, x):
    sgd = SGD(p.ell, momentum=p.mu, nesterov="nesterov" in sys.argv[1])
    sgd.momentum, sgd.nesterov, sgd.momentums = p.mu, "nesterov" in sys.argv[1], [numpy.zeros_like(x)]

    def step(gradient, x):
        x = x.copy()
        sgd.update_step(gradient, x, p.ell)
        return x
    return step


serve_steps(sys.argv[1], make, "keras.optimizers.SGD")
