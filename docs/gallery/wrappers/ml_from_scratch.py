"""StochasticGradientDescent of ML-From-Scratch."""
import numpy
from auxopt_adapter import connect
from clone import bare

bare("mlfromscratch")
bare("mlfromscratch.deep_learning")
bare("mlfromscratch.utils", make_diagonal=None, normalize=None)  # what the rest of the file needs
from mlfromscratch.deep_learning.optimizers import StochasticGradientDescent  # noqa: E402

kit = connect(["aux-mom"], name="ML-From-Scratch StochasticGradientDescent", vector=numpy.array)
for run in kit.runs():
    x, optimizer = run.starting_point, StochasticGradientDescent(run.step_size, 1 - run.momentum_weight)
    for _ in range(run.round_count):
        with kit.round() as r:
            x = optimizer.update(x, r.draw_snapshot().f(x))
            r.report(x)
