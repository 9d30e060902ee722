"""The mistakes of public threads about clients, saved states and Adam, as they were described there, written by us: threads_2.py NAME METHOD"""
import sys

import numpy
from auxopt_adapter import page_name, serve_method


def plato(_old, new, _steps, _p):  # a client sends its new control variate, where the change of it is meant
    return new, new


def pfllib(old, new, steps, p):  # divides by the batches of one epoch, here 1, where those of all epochs are meant
    new = new + steps / p["\u03b7_l"] - steps / (p.K * p["\u03b7_l"])
    return new, new - old


def tt_metal(kept, _p):  # the powers of the betas are computed before the betas are read: of those of the constructor
    kept["powers"] = [0.9 ** kept["t"], 0.999 ** kept["t"]]


def kempnerforge(kept, _p):  # both averages are lost: a new optimizer has no place for them yet
    kept["m"] = kept["v"] = 0 * kept["x"]


def d2l(step, root, p):  # parentheses are missing: the constant is added to the quotient
    return p.ell * step / root - p["\u03b5"]


def scaffold(task, mistake):
    p, x = task.parameters, task.states["x"]
    c, c_i = 0 * x, {i: 0 * x for i in range(1, p.n + 1)}
    for t in range(1, task.round_count + 1):
        ends, sent = [], []
        for i in task.members("S", t):
            y = x
            for _ in range(p.K):
                y = y - p["\u03b7_l"] * (task.member(i).f(y) - c_i[i] + c)
            c_i[i], change = mistake(c_i[i], c_i[i] - c + (x - y) / (p.K * p["\u03b7_l"]), x - y, p)
            ends, sent = [*ends, y], [*sent, change]
        x, c = x + p["\u03b7_g"] * sum(y - x for y in ends) / len(ends), c + sum(sent) / p.n
        yield {"x": x, "c": c, "c_i": c_i}


def adamw(task, restore=None, change=lambda step, root, p: p.ell * step / (root + p["\u03b5"])):
    p, x = task.parameters, task.states["x"]
    kept = task.saved or {"x": x, "m": 0 * x, "v": 0 * x, "t": 0, "powers": [1, 1]}
    kept.update({name: numpy.array(kept[name]) for name in "xmv"})
    task.save = lambda: {**kept, **{name: kept[name].tolist() for name in "xmv"}}
    if task.saved:
        restore(kept, p)

    def rounds():
        betas, decay = [p["\u03b21"], p["\u03b22"]], p.get("\u03bb", 0)
        for _ in range(task.first_round, task.round_count + 1):
            x, g = kept["x"], task.sample().f(kept["x"])
            m, v = (b * old + (1 - b) * new for b, old, new in zip(betas, (kept["m"], kept["v"]), (g, g * g)))
            powers = [b * power for b, power in zip(betas, kept["powers"])]
            step = change(m / (1 - powers[0]), numpy.sqrt(v / (1 - powers[1])), p)
            kept.update(x=(1 - p.ell * decay) * x - step, m=m, v=v, t=kept["t"] + 1, powers=powers)
            yield {name: kept[name] for name in "xmv"}
    return rounds()


programs = {
    "plato": lambda task: scaffold(task, plato),
    "pfllib": lambda task: scaffold(task, pfllib),
    "tt_metal": lambda task: adamw(task, tt_metal),
    "kempnerforge": lambda task: adamw(task, kempnerforge),
    "d2l": lambda task: adamw(task, change=d2l),
}
serve_method(page_name(sys.argv[2]), programs[sys.argv[1]], name=sys.argv[1], vector=numpy.array,
             saves=sys.argv[1] in ("tt_metal", "kempnerforge"))
