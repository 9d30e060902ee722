"""Clients of BalajiAI/Federated-Learning: python3 federated_learning.py SCAFFOLD | Mime. The server's messages are of this round."""
import importlib
import sys

from auxopt_adapter import connect
from batches import Batch, Model, both, vector
from clone import bare

kind = sys.argv[1]
for name in ("src", "src.algorithms", f"src.algorithms.{kind}"):
    bare(name)
Client = importlib.import_module(f"src.algorithms.{kind}.client").Client


class Network(Model):
    """What the client computes at the server's point is the gradient of the snapshot, of all its data."""

    def forward(self, batch):
        return Model.forward(self, Batch(sample, "h") if self is client.x else batch)


class Data:
    """Local samples; at that time the iterators of PyTorch had a method next()."""

    dataset, batch_size, __iter__ = [None], 1, lambda self: self

    def next(self):
        batch = Batch(run.draw_local(), "h")
        batch.float = batch.long = lambda: batch
        return both(batch)

    __next__ = next


kit = connect(["aux-mom"], name=f"{kind} client", vector=vector)
for run in kit.runs():
    controls = [[]] if kind == "SCAFFOLD" else []
    client = Client(0, Data(), "cpu", run.local_step_count, lambda loss, _label: loss, run.step_size, *controls)
    client.y = Network(run.starting_point)
    for _ in range(run.round_count):
        with kit.round() as r:
            sample, client.x, x = r.draw_snapshot(), client.y, client.y.x.detach().clone()
            client.server_c = client.control_variate = [sample.f(x)]
            client.client_c, client.state, client.beta = [sample.h(x) for _ in controls], [0 * x], 0
            client.client_update()
            r.report(client.y.x.detach())
