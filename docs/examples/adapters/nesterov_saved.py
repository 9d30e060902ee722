"""Nesterov's momentum, saved and restored: auxopt verify --method nesterov.md -- python3 nesterov_saved.py"""
import pickle
from auxopt_adapter import serve_method  # written by: auxopt adapter python --out auxopt_adapter.py


def nesterov(task):
    lr, mu = task.parameters["ℓ"], task.parameters["μ"]
    kept = pickle.loads(task.saved) if task.saved else {"x": task.states["x"], "b": 0 * task.states["x"]}
    task.save = lambda: pickle.dumps(kept)  # bytes, or anything that JSON knows

    def rounds():
        for t in range(task.first_round, task.round_count + 1):
            x, b = kept["x"], kept["b"]
            g = task.sample().f(x)
            b = mu * b + g
            x = x - lr * (g + mu * b)
            kept.update(x=x, b=b)
            yield kept

    return rounds()


serve_method("nesterov", nesterov, name="nesterov-saved", saves=True)
