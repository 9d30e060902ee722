"""Chainer: update_core_cpu of the rule of an optimizer, loaded alone, with empty bases: chainer_rules.py METHOD MODULE RULE"""
import sys
from importlib import import_module
from types import SimpleNamespace

import numpy
from clone import bare, bare_above
from pages import serve_steps

method, module, rule = sys.argv[1:]
bare_above(f"chainer.optimizers.{module}")
bare("chainer", types=bare("chainer.types", TYPE_CHECKING=False))
bare("chainer.backends", cuda=None, intel64=SimpleNamespace(mdarray=()))
bare("chainer.optimizer", UpdateRule=object, GradientMethod=object, Hyperparameter=SimpleNamespace,
     HyperparameterProxy=lambda name: None)
Rule = getattr(import_module(f"chainer.optimizers.{module}"), rule)


def make(p, x):
    own = Rule.__new__(Rule)
    own.hyperparam, own.state = SimpleNamespace(lr=p.ell, momentum=p.mu), {"v": numpy.zeros_like(x)}

    def step(gradient, x):
        param = SimpleNamespace(grad=gradient, data=x.copy())
        own.update_core_cpu(param)
        return param.data
    return step


serve_steps(method, make, f"chainer {rule}")
