"""SVRG of Network-Distributed-Algorithm, one update a round."""
import numpy
from auxopt_adapter import connect
from nda_parts import SVRG, Problem


class Rows(Problem):
    """A gradient without rows is the full one; one of rows is a local sample, at u and then at the snapshot."""

    local = None

    def grad_h(self, w, i=None, j=None):
        if j is None:
            return self.sample.f(w)
        local, self.local = (self.local, None) if self.local else (run.draw_local(),) * 2
        return local.h(w)


kit = connect(["aux-mom-target"], name="nda SVRG", vector=numpy.array)
for run in kit.runs():
    problem = Rows()
    optimizer = SVRG(problem, n_inner_iters=run.local_step_count, eta=run.step_size, x_0=run.starting_point)
    for _ in range(run.round_count):
        with kit.round() as r:
            problem.sample = r.draw_snapshot()
            optimizer.update()
            r.report(optimizer.x)
