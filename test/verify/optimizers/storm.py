"""STORM in PyTorch, right or with a mistake: verified by test/verify/real-optimizers.test.ts."""
import sys
import torch
from auxopt_torch import verify_optimizer

class Storm(torch.optim.Optimizer):
    """d <- g(x, xi) + (1 - a)(d - g(x before, xi)), x <- x - lr d; the closure is called at both points."""
    mistake = sys.argv[1] if len(sys.argv) > 1 else ""

    def __init__(self, params, lr, a):
        super().__init__(params, {"lr": lr, "a": a})
        self.steps = 0

    @torch.no_grad()
    def step(self, closure):
        self.steps += 1
        with torch.enable_grad():
            closure()
        params = [p for group in self.param_groups for p in group["params"]]
        here = [p.grad if self.mistake == "alias" else p.grad.clone() for p in params]
        old = here
        now = [p.clone() for p in params]
        if self.state[params[0]] and self.mistake != "stale":
            for p in params:
                p.copy_(self.state[p]["before"])
            with torch.enable_grad():
                closure()
            old = [p.grad for p in params]
        for p, g, o, x in zip(params, here, old, now):
            state = self.state[p]
            if self.mistake == "stale" and state:
                o = state["g"]
            restart = not state or (self.mistake == "epoch" and self.steps % 4 == 1)
            state["d"] = g.clone() if restart else g + (1 - self.defaults["a"]) * (state["d"] - o)
            state["before"] = x
            state["g"] = g
            p.copy_(x - self.defaults["lr"] * state["d"])

verify_optimizer(lambda params, options: Storm(params, **options), method="storm", closure=True)
