"""A model whose losses are the kit's, and loaders of its samples, for training loops of PyTorch that own their data."""
import torch
from auxopt_torch import kit_loss


def vector(numbers):
    """What the kit's numbers come as."""
    return torch.tensor(numbers, dtype=torch.float64)


class Batch:
    """One sample of f or of h in place of a batch of rows."""

    def __init__(self, sample, function):
        self.sample, self.function = sample, function

    def to(self, _device):
        return self

    def __len__(self):
        return 1


def both(batch):
    """Data and label."""
    return batch, batch


class Model(torch.nn.Module):
    """x as the only parameter; its output on a batch is the loss."""

    def __init__(self, x):
        torch.nn.Module.__init__(self)
        self.x = torch.nn.Parameter(x.clone())

    def forward(self, batch):
        return kit_loss(batch.sample, [self.x], batch.function).reshape(1)


class Rounds:
    """The loader of f: one batch a round, in equal epochs. Whatever evaluates on it in between gets nothing."""

    dataset = [None]

    def __init__(self, kit, run, model, epochs=1):
        self.kit, self.run, self.model, self.sample = kit, run, model, None
        self.epochs = epochs if run.round_count % epochs == 0 else 1

    def __len__(self):
        return self.run.round_count // self.epochs

    def __iter__(self):
        for _ in range(0 if self.sample else len(self)):
            with self.kit.round() as r:
                self.sample = r.draw_snapshot()
                yield both(Batch(self.sample, "f"))
                self.sample = None
                r.report(self.model.x.detach())
