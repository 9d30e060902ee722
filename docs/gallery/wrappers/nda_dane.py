"""DANE of Network-Distributed-Algorithm with gradient descent as its local optimizer, one update a round."""
import numpy
from auxopt_adapter import connect
from nda_parts import DANE, Problem


class Machine(Problem):
    """A gradient of no machine is that of f; of the machine it is that of h, of the snapshot's sample where the round begins."""

    def grad_h(self, w, i=None, j=None):
        if i is None:
            return self.sample.f(w)
        return (self.sample if w is optimizer.x else run.draw_local()).h(w)


kit = connect(["aux-mom"], name="nda DANE", vector=numpy.array)
for run in kit.runs():
    problem, K = Machine(), run.local_step_count
    optimizer = DANE(problem, mu=0, local_n_iters=K, local_optimizer="GD", delta=run.step_size, x_0=run.starting_point)
    for _ in range(run.round_count):
        with kit.round() as r:
            problem.sample = r.draw_snapshot()
            optimizer.update()
            r.report(optimizer.x)
