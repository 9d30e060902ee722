"""AuxMOM on NumPy, in single precision, to be verified: auxopt verify -- python3 aux_mom_numpy.py"""
try:
    import numpy
except ImportError:
    raise SystemExit("skipped: NumPy is not installed")
from auxopt_adapter import serve  # written by: auxopt adapter python --out auxopt_adapter.py


def single(numbers):
    return numpy.array(numbers, dtype=numpy.float32)


def aux_mom(task):
    eta, a = numpy.float32(task.step_size), numpy.float32(task.momentum_weight)
    if not (eta > 0 and 0 < a <= 1 and task.local_step_count >= 1 and task.round_count >= 1):
        raise ValueError("a parameter is out of its domain")

    def one_round(t, x, x_previous, m):
        sample = task.draw_snapshot()
        m = (1 - a) * m + a * (sample.f(x) - sample.h(x))
        for _ in range(task.local_step_count):
            x = x - eta * (task.draw_local().h(x) + m)
            task.report_step(x)
        return x, m

    return one_round


serve({"aux-mom": aux_mom}, name="aux-mom-numpy", vector=single, arithmetic="binary32")
