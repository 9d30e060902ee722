"""Batch reuse in PyTorch: plain SGD beside AuxMOM whose auxiliary h is the loss of one cached batch. Prints one line per round."""
import csv
import pathlib
import torch


class AuxMOM:
    """m = (1 - a) m + a (g_f - g_h) at a snapshot, then local steps x = x - lr (g_h + m) that need only h."""

    def __init__(self, params, lr, a, m=None):
        self.params, self.lr, self.a, self.m = list(params), lr, a, m

    def snapshot(self, f, h):  # two losses at the same parameters
        pairs = zip(torch.autograd.grad(f, self.params), torch.autograd.grad(h, self.params))
        new = [target - auxiliary for target, auxiliary in pairs]
        self.m = new if self.m is None else [(1 - self.a) * m + self.a * d for m, d in zip(self.m, new)]

    def step(self, h):
        for x, g, m in zip(self.params, torch.autograd.grad(h, self.params), self.m):
            x.data -= self.lr * (g + m)


def train(method, lr, seed, rounds=60, local_steps=8):
    torch.manual_seed(seed)
    net = torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.Tanh(), torch.nn.Linear(16, 1))
    loss = lambda rows: torch.nn.functional.binary_cross_entropy_with_logits(net(X[rows])[:, 0], y[rows])
    cached = torch.randperm(len(X))[:96]  # read once, used in every round
    optimizer = AuxMOM(net.parameters(), lr, a=0.2) if method == "aux-mom" else torch.optim.SGD(net.parameters(), lr)
    for _ in range(rounds):
        fresh = torch.randint(len(X), (32,))  # the rows that are expensive to get
        if method == "sgd":
            optimizer.zero_grad()
            loss(fresh).backward()
            optimizer.step()
        else:
            optimizer.snapshot(loss(fresh), loss(cached))
            for _ in range(local_steps):
                optimizer.step(loss(cached))
        yield loss(slice(None)).item()


torch.set_num_threads(1)
if __name__ == "__main__":
    table = list(csv.reader(open(pathlib.Path(__file__).parent.parent / "penguins.csv")))[1:]
    X = torch.tensor([[float(value) for value in row[2:6]] for row in table])
    X, y = (X - X.mean(0)) / X.std(0), torch.tensor([float(row[6] == "male") for row in table])
    runs = {method: [list(train(method, 1, seed)) for seed in range(5)] for method in ("sgd", "aux-mom")}
    for t in range(60):
        print(t + 1, *(f"{method} {value:.4f}" for method in runs for value in sorted(run[t] for run in runs[method])))
