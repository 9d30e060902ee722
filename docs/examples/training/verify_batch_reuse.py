"""The class AuxMOM of batch_reuse.py, checked by the kit: auxopt verify --level 2 -- python3 verify_batch_reuse.py"""
import torch
from auxopt_adapter import connect
from auxopt_torch import kit_loss
from batch_reuse import AuxMOM

kit = connect(["aux-mom"], name="batch_reuse.AuxMOM", initializations=("zero", "first-snapshot"),
              vector=lambda numbers: torch.tensor(numbers, dtype=torch.float64))
for run in kit.runs():
    x, m = torch.nn.Parameter(run.starting_point), run.initial_correction
    optimizer = AuxMOM([x], run.step_size, run.momentum_weight, m=None if m is None else [m])
    for _ in range(run.round_count):
        with kit.round() as r:
            sample = r.draw_snapshot()  # one draw for both functions
            optimizer.snapshot(kit_loss(sample, [x]), kit_loss(sample, [x], "h"))
            for _ in range(run.local_step_count):
                optimizer.step(kit_loss(r.draw_local(), [x], "h"))
            r.report(x.detach(), optimizer.m[0])
