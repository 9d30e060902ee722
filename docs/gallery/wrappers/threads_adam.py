"""The mistakes of public threads about Adam and saved states, as they were described there, written by us: threads_adam.py NAME METHOD"""
import sys

import numpy
from auxopt_adapter import page_name, serve_method

NAME = sys.argv[1]


def restore(kept):
    if NAME == "tt_metal":  # the powers of the betas are computed before the betas are read: of those of the constructor
        kept["powers"] = [0.9 ** kept["t"], 0.999 ** kept["t"]]
    if NAME == "kempnerforge":  # both averages are lost: a new optimizer has no place for them yet
        kept["m"] = kept["v"] = 0 * kept["x"]


def step_of(m, v, rests, p):
    if NAME == "convnetjs":  # the corrections multiply, where they are meant to divide
        return -p.ell * m * rests[0] / (numpy.sqrt(v * rests[1]) + p["\u03b5"])
    if NAME == "holocron":  # the corrections are made in place: what is kept is corrected again in the next step
        m /= rests[0]
        return -p.ell * m / (numpy.sqrt(v / rests[1]) + p["\u03b5"])
    step, root = -p.ell * m / rests[0], numpy.sqrt(v / rests[1])
    if NAME == "d2l":  # parentheses are missing: the constant is added to the quotient
        return step / root + p["\u03b5"]
    return step / (root + p["\u03b5"])


def prepare(task):
    p, x = task.parameters, task.states["x"]
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
            step = step_of(m, v, [1 - power for power in powers], p)
            kept.update(x=(1 - p.ell * p.get("\u03bb", 0)) * kept["x"] + step, m=m, v=v, t=kept["t"] + 1, powers=powers)
            yield {name: kept[name] for name in "xmv"}
    return rounds()


serve_method(page_name(sys.argv[2]), prepare, name=NAME, vector=numpy.array, saves=sys.argv[2] == "adamw")
