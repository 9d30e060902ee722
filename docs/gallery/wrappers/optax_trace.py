"""optax: the code of optax.trace, then times -lr; NumPy stands in for JAX, and the names of types for themselves."""
import sys
from collections import namedtuple
from importlib import import_module
from types import SimpleNamespace

import numpy
from clone import bare, bare_above
from pages import serve_steps


class Types:
    """Any name of a type."""
    GradientTransformation = namedtuple("GradientTransformation", "init update")

    def __getattr__(self, _):
        return object


bare("jax", tree=SimpleNamespace(map=lambda f, *trees, **_: f(*trees)), lax=None, numpy=numpy, typing=Types(), Array=object)
sys.modules["jax.numpy"] = numpy
bare_above("optax.transforms._accumulation")
bare("optax._src", base=Types(), numerics=None, utils=SimpleNamespace(canonicalize_dtype=lambda dtype: dtype))
tree = bare("optax.tree", zeros_like=lambda x, dtype: numpy.zeros_like(x), cast=lambda x, dtype: x)
sys.modules["optax"].tree = tree
trace = import_module("optax.transforms._accumulation").trace


def make(p, x):
    transformation = trace(p.mu, nesterov="nesterov" in sys.argv[1])
    state = [transformation.init(x)]

    def step(gradient, x):
        updates, state[0] = transformation.update(gradient, state[0])
        return x + -p.ell * updates
    return step


serve_steps(sys.argv[1], make, "optax.trace")
