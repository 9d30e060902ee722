"""torch.optim.SGD with momentum = dampening = 1 - a is AuxMOM with h = 0, K = 1 and the start `first-snapshot`.

auxopt verify --method sgd-ema -- python3 torch_sgd.py [binary32]
"""
import sys

import torch
from auxopt_adapter import Unsupported, serve

arithmetic = sys.argv[1] if len(sys.argv) > 1 else "binary64"
precision = {"binary64": torch.float64, "binary32": torch.float32}[arithmetic]


def tensor(numbers):
    return torch.tensor(numbers, dtype=precision)


def aux_mom(task):
    eta, a = task.step_size, task.momentum_weight
    if not (eta > 0 and 0 < a <= 1 and task.local_step_count >= 1 and task.round_count >= 1):
        raise ValueError("a parameter is out of its domain")
    if task.local_step_count > 1:
        raise Unsupported("more than one local step")

    def rounds():
        x = task.starting_point
        optimizer = torch.optim.SGD([x], lr=eta, momentum=1 - a, dampening=1 - a)
        for _ in range(task.round_count):
            x.grad = task.draw_snapshot().f(x)
            optimizer.step()
            yield x, optimizer.state[x].get("momentum_buffer")  # at a = 1 torch keeps none

    return rounds()


serve(
    {"aux-mom": aux_mom},
    name="torch.optim.SGD",
    version=torch.__version__,
    vector=tensor,
    arithmetic=arithmetic,
    initializations=("first-snapshot",),
    single_rounds=False,
)
