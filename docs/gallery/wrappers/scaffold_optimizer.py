"""ScaffoldOptimizer of ki-ljl/Scaffold-Federated-Learning, K steps a round with the controls of the round's own point."""
import sys

from auxopt_adapter import connect
from batches import Batch, Model, vector
from clone import CLONE

sys.path.insert(0, CLONE)
from ScaffoldOptimizer import ScaffoldOptimizer  # noqa: E402

kit = connect(["aux-mom"], name="ScaffoldOptimizer", vector=vector)
for run in kit.runs():
    model = Model(run.starting_point)
    optimizer = ScaffoldOptimizer(model.parameters(), lr=run.step_size, weight_decay=1e-4)
    for _ in range(run.round_count):
        with kit.round() as r:
            sample, x = r.draw_snapshot(), model.x.detach().clone()
            c, c_i = {"x": sample.f(x)}, {"x": sample.h(x)}
            for _ in range(run.local_step_count):
                optimizer.zero_grad()
                model(Batch(run.draw_local(), "h")).backward()
                optimizer.step(c, c_i)
            r.report(model.x.detach())
