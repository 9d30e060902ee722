"""autograd.misc.optimizers.sgd: its loop asks for gradients by a function of x and the step."""
import sys
from contextlib import ExitStack

import numpy
from auxopt_adapter import connect
from clone import CLONE

sys.path.insert(0, CLONE)
from autograd.misc.optimizers import sgd  # noqa: E402

kit = connect(["aux-mom"], name="autograd sgd", vector=numpy.array)
for run in kit.runs():
    stack, opened = ExitStack(), []

    def finish(x):
        if opened:
            opened.pop().report(x)
            stack.close()

    def gradient(x, _step):
        finish(x)
        opened.append(stack.enter_context(kit.round()))
        return opened[0].draw_snapshot().f(x)

    finish(sgd(gradient, run.starting_point, num_iters=run.round_count, step_size=run.step_size, mass=1 - run.momentum_weight))
