"""Nesterov's momentum, to be verified by its page: auxopt verify --method nesterov.md -- python3 nesterov_plain.py"""
from auxopt_adapter import serve_method  # written by: auxopt adapter python --out auxopt_adapter.py


def nesterov(task):
    lr, mu = task.parameters["ℓ"], task.parameters["μ"]

    def rounds():
        x = task.states["x"]
        b = 0 * x
        for t in range(1, task.round_count + 1):
            g = task.sample().f(x)
            b = mu * b + g
            x = x - lr * (g + mu * b)
            yield {"x": x, "b": b}

    return rounds()


serve_method("nesterov", nesterov, name="nesterov-plain")
