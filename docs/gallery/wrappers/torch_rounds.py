"""Rounds of K steps of an optimizer of PyTorch: torch_rounds.py METHOD MODULE MAKE [STEP [fresh]], Python over m, p, x, o, start"""
import sys
from importlib import import_module

import torch
from auxopt_adapter import serve_method
from clone import bare_above

method, module, make, step, *fresh = sys.argv[1:] if len(sys.argv) > 4 else [*sys.argv[1:], "o.step()"]
bare_above(module)
names = {"m": import_module(module), "torch": torch}


def prepare(task):
    x, p = torch.nn.Parameter(task.states["x"].clone()), task.parameters
    names.update(p=p, x=x)

    def rounds():
        o = eval(make, names)
        for _ in range(task.round_count):
            start, o = x.detach().clone(), eval(make, names) if fresh else o
            for _ in range(p.K):
                x.grad = task.sample().f(x)
                eval(step, {**names, "o": o, "start": start})
            yield {"x": x}
    return rounds()


serve_method(method, prepare, name=make.split("(")[0], vector=lambda v: torch.tensor(v, dtype=torch.float64))
