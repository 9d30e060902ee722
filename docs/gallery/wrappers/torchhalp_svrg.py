"""SVRG of torchhalp, K calls of step a round: its loader is the full gradient, its closure without data a local sample, twice."""
import os

import torch
from auxopt_adapter import connect
from batches import Batch, Model, vector
from clone import bare

bare("torchhalp")
bare("torchhalp.optim")
from torchhalp.optim.svrg import SVRG  # noqa: E402


class Loader(list):
    batch_size = 1


kit = connect(["aux-mom-target"], name="torchhalp SVRG", vector=vector)
for run in kit.runs():
    model, loader, asked = Model(run.starting_point), Loader([None]), []

    def closure(data=None, target=None):
        if data is None:
            asked.append(asked[-1] if len(asked) % 2 else run.draw_local())
        loss = model(data or Batch(asked[-1], "h"))
        loss.backward()
        return loss

    optimizer = SVRG(model.parameters(), lr=run.step_size, T=run.local_step_count, data_loader=loader)
    for _ in range(run.round_count):
        with kit.round() as r:
            loader[0] = (Batch(r.draw_snapshot(), "f"), None)
            for _ in range(run.local_step_count):
                optimizer.step(closure)
            r.report(model.x.detach())
