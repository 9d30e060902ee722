"""svrg_backward of variance_reduced_neural_networks: an epoch is a round, its data one full gradient and then K local samples."""
import copy
from contextlib import ExitStack

import numpy
import torch
from auxopt_adapter import connect
from batches import Batch, Model, both, vector
from clone import notebook

code = notebook("SVRG.ipynb", 2, torch=torch, nn=torch.nn, np=numpy, copy=copy, F=None, Variable=lambda value: value, n_samples=1)


class Network(Model, code["Net"]):
    """The loops of theirs on the parameter of ours."""


class Data:
    """Passes in turn: the snapshot of a round, then its K local samples."""

    is_full = False

    def __iter__(self):
        self.is_full = not self.is_full
        if self.is_full:
            self.round = stack.enter_context(kit.round())
            return (yield both(Batch(self.round.draw_snapshot(), "f")))
        for _ in range(run.local_step_count):
            yield both(Batch(run.draw_local(), "h"))
        self.round.report(network.x.detach())
        stack.close()


kit = connect(["aux-mom-target"], name="svrg_backward", vector=vector)
for run in kit.runs():
    network, stack = Network(run.starting_point), ExitStack()
    network.svrg_backward(Data(), lambda loss, _label: loss, run.round_count, run.step_size)
