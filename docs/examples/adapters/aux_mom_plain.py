"""AuxMOM and AuxMVR in plain Python, to be verified: auxopt verify -- python3 aux_mom_plain.py"""
from auxopt_adapter import serve  # written by: auxopt adapter python --out auxopt_adapter.py


def check(task):
    if not task.step_size > 0:
        raise ValueError("the step size must be positive")
    if not 0 < task.momentum_weight <= 1:
        raise ValueError("the momentum weight must be in (0, 1]")
    if task.local_step_count < 1 or task.round_count < 1:
        raise ValueError("there must be a local step and a round")


def local_steps(task, x, m):
    for _ in range(task.local_step_count):
        x = x - task.step_size * (task.draw_local().h(x) + m)
        task.report_step(x)
    return x


def aux_mom(task):
    check(task)
    a = task.momentum_weight

    def one_round(t, x, x_previous, m):
        sample = task.draw_snapshot()
        m = (1 - a) * m + a * (sample.f(x) - sample.h(x))
        return local_steps(task, x, m), m

    return one_round


def aux_mvr(task):
    check(task)
    a = task.momentum_weight

    def one_round(t, x, x_previous, m):
        sample = task.draw_snapshot()
        now = sample.f(x) - sample.h(x)
        before = sample.f(x_previous) - sample.h(x_previous)
        m = (1 - a) * m + a * now + (1 - a) * (now - before)
        return local_steps(task, x, m), m

    return one_round


serve({"aux-mom": aux_mom, "aux-mvr": aux_mvr}, name="aux-mom-plain")
