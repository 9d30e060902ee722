"""AuxMOM on JAX arrays, in single precision, to be verified: auxopt verify -- python3 aux_mom_jax.py"""
try:
    import jax.numpy as jnp
except ImportError:
    raise SystemExit("skipped: JAX is not installed")
from auxopt_adapter import serve  # written by: auxopt adapter python --out auxopt_adapter.py


def single(numbers):
    return jnp.array(numbers, dtype=jnp.float32)


def aux_mom(task):
    eta, a = task.step_size, task.momentum_weight
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


# XLA on a CPU sets subnormal numbers to zero.
serve({"aux-mom": aux_mom}, name="aux-mom-jax", vector=single, arithmetic="binary32", subnormals="flushed")
