"""SAGA, to be verified by its page: auxopt verify --method saga -- python3 saga_plain.py"""
from auxopt_adapter import serve_method  # written by: auxopt adapter python --out auxopt_adapter.py


def saga(task):
    lr, n = task.parameters["η"], task.parameters["n"]

    def rounds():
        x, table = task.states["x"], task.family("g")  # the given g[1], g[2], …: {1: …, 2: …}
        for t in range(1, task.round_count + 1):
            [j] = task.members("j", t)                 # the index that is drawn in round t
            d = task.member(j).f(x)                    # the exact gradient of component j
            mean = sum((table[i] for i in range(1, n + 1)), 0 * x) / n
            x = x - lr * (d - table[j] + mean)
            table[j] = d
            yield {"x": x, "g[i]": table}

    return rounds()


serve_method("saga", saga, name="saga-plain")
