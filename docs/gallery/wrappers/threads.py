"""The mistakes of public threads as they were described there, written by us: threads.py NAME METHOD"""
import sys

import numpy
from auxopt_adapter import page_name, serve_method


def warp(p, x, task, s):  # momentum arrives as weight_decay, dampening as momentum, weight_decay as dampening
    g = task.sample().f(x) + p.mu * x
    s["b"] = g if s["b"] is None else p.tau * s["b"] + (1 - p["\u03bb"]) * g
    return x - p.ell * s["b"]


def aidotnet(p, x, task, s):  # v + mu g, where mu v + g is meant
    s["b"] = (0 if s["b"] is None else s["b"]) + p.mu * task.sample().f(x)
    return x - p.ell * s["b"]


def mlx(p, x, task, _):  # without momentum it returns before the decay is added
    return x - p.ell * task.sample().f(x)


def flower(p, x, task, _):  # the gradient of mu |y - x|, where mu/2 |y - x|^2 is meant
    y = x
    for _ in range(p.K):
        away, size = y - x, numpy.linalg.norm(y - x)
        y = y - p.eta * (task.sample().f(y) + (p["\u03bc"] / size * away if size else 0))
    return y


def fedbiomed(p, x, task, _):  # the correction is added
    sample, y = task.sample(), x
    c_i, c = sample.h(x), sample.f(x)
    for _ in range(p.K):
        y = y - p.eta * (task.sample().h(y) + c_i - c)
    return y


def prepare(task):
    def rounds(x, state):
        for _ in range(task.round_count):
            x = globals()[sys.argv[1]](task.parameters, x, task, state)
            yield {"x": x}
    return rounds(task.states["x"], {"b": None})


serve_method(page_name(sys.argv[2]), prepare, name=sys.argv[1], vector=numpy.array)
