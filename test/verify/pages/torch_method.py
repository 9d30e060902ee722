"""An optimizer of PyTorch as a method: METHOD OPTIMIZER STATES, the last two Python over x, the parameters p and the state s of x."""
import sys
import torch
from auxopt_adapter import serve_method
method, make, states = sys.argv[1:]
def prepare(task):
    x = torch.nn.Parameter(task.states["x"].clone())
    optimizer = eval(make, {"torch": torch, "x": x, "p": task.parameters})
    def rounds():
        for t in range(1, task.round_count + 1):
            optimizer.param_groups[0]["lr"] = next(iter(task.parameters_at(t).values()))
            x.grad = task.sample().f(x)
            optimizer.step()
            yield {"x": x, **eval(states, {"s": optimizer.state[x]})}
    return rounds()
serve_method(method, prepare, name=make, vector=lambda v: torch.tensor(v, dtype=torch.float64), schedules=["given"])
