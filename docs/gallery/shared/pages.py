"""Programs of a page that change a vector by one gradient after another."""
import numpy
from auxopt_adapter import serve_method


def serve_steps(method, make, name, version="0"):
    """make(p, x), p the parameters of the page, gives what takes a gradient and gives the next x."""
    def prepare(task):
        x = task.states["x"]
        step = make(task.parameters, x)

        def rounds(x):
            for _ in range(task.round_count):
                x = step(task.sample().f(x), x)
                yield {"x": x}
        return rounds(x)

    serve_method(method, prepare, name=name, version=version, vector=numpy.array)
