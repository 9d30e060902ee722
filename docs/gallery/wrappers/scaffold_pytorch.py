"""Local training of SCAFFOLD-PyTorch, without fedlab, which its trainer takes its class and its server from."""
import sys

from auxopt_adapter import connect
from batches import Batch, Model, both, vector
from clone import CLONE, bare

for name in ("fedlab", "fedlab.core", "fedlab.utils"):
    bare(name)
bare("fedlab.core.client", ClientTrainer=object)
bare("fedlab.utils.serialization", SerializationTool=None)
bare("data", get_dataloader=None)
bare("utils", evaluate=None, get_data_batch=lambda *_: both(Batch(run.draw_local(), "h")))
bare("tqdm", trange=lambda count, desc: range(count))
sys.path.insert(0, CLONE)
from scaffold import SCAFFOLDTrainer  # noqa: E402

kit = connect(["aux-mom"], name="SCAFFOLDTrainer", vector=vector)
for run in kit.runs():
    model, trainer = Model(run.starting_point), SCAFFOLDTrainer.__new__(SCAFFOLDTrainer)
    trainer.__dict__.update(id=0, lr=run.step_size, criterion=lambda loss, _label: loss, device="cpu")
    trainer.trainloader = trainer.iter_trainloader = None
    for _ in range(run.round_count):
        with kit.round() as r:
            sample, x = r.draw_snapshot(), model.x.detach().clone()
            trainer.c_local = [sample.h(x)]
            trainer._train(model, [sample.f(x)], run.local_step_count)
            r.report(model.x.detach())
