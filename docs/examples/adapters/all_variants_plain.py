"""All six variants in plain Python, over any arithmetic: auxopt verify -- python3 all_variants_plain.py [rational]"""
import sys
from auxopt_adapter import serve  # written by: auxopt adapter python --out auxopt_adapter.py


def difference(sample, x):
    return sample.f(x) - sample.h(x)


def target(sample, x):
    return sample.f(x)


def prepare(task):
    """The round of any variant: what it averages, whether it reduces variance, which way its local steps go."""
    eta, a = task.step_size, task.momentum_weight
    if not (eta > 0 and 0 < a <= 1 and task.local_step_count >= 1 and task.round_count >= 1):
        raise ValueError("a parameter is out of its domain")
    if task.variant == "sgd" and task.local_step_count != 1:
        raise ValueError("sgd makes one local step a round")
    if task.initialization.kind == "batch" and not task.initialization.size >= 1:
        raise ValueError("a batch has at least one draw")
    is_target = task.variant.endswith("-target")
    gradient = target if is_target else difference

    def estimate(t, x, x_previous, m):
        sample = task.draw_snapshot()
        now = gradient(sample, x)
        if m is None:  # round 1 of first-snapshot
            return now
        m = (1 - a) * m + a * now
        if "mvr" in task.variant and t > 1:
            m = m + (1 - a) * (now - gradient(sample, x_previous))
        return m

    def auxiliary_round(t, x, x_previous, m):
        m = estimate(t, x, x_previous, m)
        y = x
        for _ in range(task.local_step_count):
            local = task.draw_local()
            y = y - eta * ((local.h(y) - local.h(x) if is_target else local.h(y)) + m)
            task.report_step(y)
        return y, m

    def baseline_round(t, x, x_previous, m):
        for k in range(task.local_step_count):
            x = x - eta * (task.draw_snapshot().f(x) if k == 0 else task.draw_local().h(x))
            task.report_step(x)
        return x, None

    return baseline_round if task.variant in ("naive", "sgd") else auxiliary_round


def start(task):
    """The correction before round 1: the exact one, or a mean over a batch of draws."""
    gradient = target if task.variant.endswith("-target") else difference
    if task.initialization.kind == "exact":
        return gradient(task.mean, task.starting_point)
    size = task.initialization.size
    samples = [gradient(task.draw_snapshot(), task.starting_point) for _ in range(size)]
    return sum(samples[1:], samples[0]) / size


serve(
    dict.fromkeys(("aux-mom", "aux-mvr", "aux-mom-target", "aux-mvr-target", "naive", "sgd"), prepare),
    name="all-variants-plain",
    arithmetic=sys.argv[1] if len(sys.argv) > 1 else "binary64",
    start=start,
    initializations=("given", "zero", "exact", "batch", "first-snapshot", "none"),
)
