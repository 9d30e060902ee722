"""Programs for `auxopt verify`: precision, caps and restarts. The first argument names one."""
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def m_float32_buffer():
    """the momentum buffer is kept in float32 although the program declares binary64"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def run():
            x = task.starting_point
            m = np.zeros(task.dimension, dtype=np.float32)
            m[:] = task.initial_correction
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                m *= 1 - a
                m += a * (s.f(x) - s.h(x))
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                yield x, m
        return run()
    serve({"aux-mom": aux_mom}, name="m_float32_buffer", vector=vec, single_rounds=False)


def m_float32_eta():
    """eta is rounded to float32 (a hyperparameter tensor) while the states are doubles"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        lr = float(np.float32(eta))
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - lr * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_float32_eta", vector=vec)


def m_half_upload():
    """the difference is sent as float16 (compressed) before it enters the estimate"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            with np.errstate(over="ignore"):
                up = (s.f(x) - s.h(x)).astype(np.float16).astype(np.float64)
            m = (1 - a) * m + a * up
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_half_upload", vector=vec)


def m_round_checkpoint():
    """x is rounded to 8 decimals after every round (as if saved and loaded from text)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return np.round(x, 8), m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_round_checkpoint", vector=vec)


def m_restart_zero():
    """the momentum is reset to zero at the start of every 10th round"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            if t % 10 == 0:
                m = np.zeros_like(m)
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_restart_zero", vector=vec)


def m_epoch_refresh():
    """at the start of every epoch of 25 rounds (t = 26, 51, ...) m is replaced by the fresh difference"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            if t > 1 and (t - 1) % 25 == 0:
                m = g
            else:
                m = (1 - a) * m + a * g
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_epoch_refresh", vector=vec)


def m_k_cap():
    """K is capped at 32"""
    MAX_LOCAL = 32
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(min(K, MAX_LOCAL)):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_k_cap", vector=vec)


def m_t_cap():
    """after 100 rounds nothing moves any more (a maximum of iterations)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            if t > 100:
                return x, m
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_t_cap", vector=vec)


def m_t_cap_far():
    """after 500 rounds nothing moves any more (beyond the T that is covered)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            if t > 500:
                return x, m
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_t_cap_far", vector=vec)


def m_a1_plain():
    """a = 1 is treated as "no momentum" and m becomes the gradient of f alone"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            if a == 1:
                m = s.f(x)
            else:
                m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_a1_plain", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
