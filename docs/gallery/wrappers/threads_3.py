"""The mistakes of public threads about Adam and saved states, as they were described there, written by us: threads_3.py NAME METHOD"""
import sys

import numpy
from auxopt_adapter import page_name, serve_method


def tt_metal(kept):  # the powers of the betas are computed before the betas are read: of those of the constructor
    kept["powers"] = [0.9 ** kept["t"], 0.999 ** kept["t"]]


def kempnerforge(kept):  # both averages are lost: a new optimizer has no place for them yet
    kept["m"] = kept["v"] = 0 * kept["x"]


def d2l(step, root, epsilon):  # parentheses are missing: the constant is added to the quotient
    return step / root + epsilon


def prepare(task):
    p, x, restore = task.parameters, task.states["x"], {"tt_metal": tt_metal, "kempnerforge": kempnerforge}.get(sys.argv[1])
    kept = task.saved or {"x": x, "m": 0 * x, "v": 0 * x, "t": 0, "powers": [1, 1]}
    kept.update({name: numpy.array(kept[name]) for name in "xmv"})
    task.save = lambda: {**kept, **{name: kept[name].tolist() for name in "xmv"}}
    if task.saved:
        restore(kept)

    def rounds():
        betas = [p["\u03b21"], p["\u03b22"]]
        for _ in range(task.first_round, task.round_count + 1):
            g = task.sample().f(kept["x"])
            m, v = (b * old + (1 - b) * new for b, old, new in zip(betas, (kept["m"], kept["v"]), (g, g * g)))
            powers = [b * power for b, power in zip(betas, kept["powers"])]
            step, root = -p.ell * m / (1 - powers[0]), numpy.sqrt(v / (1 - powers[1]))
            step = step / (root + p["\u03b5"]) if restore else d2l(step, root, p["\u03b5"])
            kept.update(x=(1 - p.ell * p.get("\u03bb", 0)) * kept["x"] + step, m=m, v=v, t=kept["t"] + 1, powers=powers)
            yield {name: kept[name] for name in "xmv"}
    return rounds()


serve_method(page_name(sys.argv[2]), prepare, name=sys.argv[1], vector=numpy.array, saves=sys.argv[1] != "d2l")
