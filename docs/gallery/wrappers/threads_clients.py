"""The mistakes of public threads about clients, as they were described there, written by us: threads_clients.py NAME METHOD"""
import sys

import numpy
from auxopt_adapter import page_name, serve_method


def plato(old, c, steps, p):  # a client sends its new control variate, where the change of it is meant
    new = old - c + steps / (p.K * p["\u03b7_l"])
    return new, new


def pfllib(old, c, steps, p):  # divides by the batches of one epoch, here 1, where those of all epochs are meant
    new = old - c + steps / p["\u03b7_l"]
    return new, new - old


def prepare(task):
    def rounds():
        p, x = task.parameters, task.states["x"]
        c, c_i = 0 * x, {i: 0 * x for i in range(1, p.n + 1)}
        for t in range(1, task.round_count + 1):
            ends, sent = [], []
            for i in task.members("S", t):
                y = x
                for _ in range(p.K):
                    y = y - p["\u03b7_l"] * (task.member(i).f(y) - c_i[i] + c)
                c_i[i], change = globals()[sys.argv[1]](c_i[i], c, x - y, p)
                ends, sent = [*ends, y], [*sent, change]
            x, c = x + p["\u03b7_g"] * sum(y - x for y in ends) / len(ends), c + sum(sent) / p.n
            yield {"x": x, "c": c, "c[i]": c_i}
    return rounds()


serve_method(page_name(sys.argv[2]), prepare, name=sys.argv[1], vector=numpy.array)
