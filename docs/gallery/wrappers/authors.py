"""The loops of Rotated_Helper_Experiment.ipynb: python3 authors.py early | later | mvr [EPOCHS [kept]]"""
import copy
import sys

import torch
from auxopt_adapter import connect
from batches import Batch, Model, Rounds, both, vector
from clone import notebook

kind, epochs, kept = sys.argv[1], int((sys.argv + ["1"])[2]), "kept" in sys.argv
cell, loop, variant = {"early": (13, "AUXMOM", "aux-mom-target"), "later": (14, "AUXMOM", "aux-mom"),
                       "mvr": (20, "AUXMVR", "aux-mvr-target")}[kind]
code = notebook("Rotated_Helper_Experiment.ipynb", 12, cell, torch=torch, copy=copy, tqdm=iter, device="cpu",
                loss_fn=lambda loss, _label: loss)


class Auxiliary:
    """The loader of h: local samples without end; in the later code the first of a round is that of the snapshot."""

    def __iter__(self):
        seen = None
        while True:
            is_first, seen = kind == "later" and seen is not rounds.sample, rounds.sample
            yield both(Batch(rounds.sample if is_first else run.draw_local(), "h"))


class KeptModel(Model):
    """zero_grad as it was by default before PyTorch 2.0: it keeps the tensors of the gradients."""

    def zero_grad(self, set_to_none=False):
        super().zero_grad(set_to_none=False)


kit = connect([variant], name=f"OptAuxInf {loop}", vector=vector, initializations=("first-snapshot",),
              snapshot_draws="independent" if kind == "later" else "joint")
for run in kit.runs():
    model = (KeptModel if kept else Model)(run.starting_point)
    rounds = Rounds(kit, run, model, epochs)
    code.update(train_dataloaderF=rounds, train_dataloaderH=Auxiliary(), test_dataloader=Rounds(kit, run, model))
    code["test_dataloader"].sample = True  # nothing to test on
    code[loop](run.local_step_count, [run.step_size] * run.round_count, run.momentum_weight, model, code["loss_fn"], rounds.epochs)
