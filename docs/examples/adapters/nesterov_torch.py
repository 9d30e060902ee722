"""torch.optim.SGD by the same page: auxopt verify --method nesterov.md -- python3 nesterov_torch.py"""
try:
    import torch
except ImportError:
    raise SystemExit("skipped: PyTorch is not installed")
from auxopt_adapter import serve_method  # written by: auxopt adapter python --out auxopt_adapter.py


def nesterov(task):
    p = task.parameters

    def rounds():
        x = torch.nn.Parameter(task.states["x"])
        optimizer = torch.optim.SGD([x], lr=p.ell, momentum=p.mu, nesterov=True)
        for t in range(1, task.round_count + 1):
            x.grad = task.sample().f(x)
            optimizer.step()
            yield {"x": x, "b": optimizer.state[x]["momentum_buffer"]}

    return rounds()


serve_method("nesterov", nesterov, name="torch.optim.SGD", version=torch.__version__,
             vector=lambda numbers: torch.tensor(numbers, dtype=torch.float64))
