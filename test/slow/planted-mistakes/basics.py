"""Programs for `auxopt verify`: AuxMOM with an everyday mistake in its equations. The first argument names one."""
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def m_swapped_weights():
    """a and 1-a are swapped in the moving average"""
    def aux_mom(task):
        eta, beta, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = beta * m + (1 - beta) * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_swapped_weights", vector=vec)


def m_difference_sign():
    """the difference is taken as h - f instead of f - h"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            gh = s.h(x)
            gf = s.f(x)
            m = (1 - a) * m + a * (gh - gf)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_difference_sign", vector=vec)


def m_no_dampening():
    """PyTorch momentum without dampening: the new difference enters with weight 1 instead of a"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        momentum, dampening = 1 - a, 0
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = m * momentum
            m += (1 - dampening) * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_no_dampening", vector=vec)


def m_subtracts_m():
    """the local direction is h - m instead of h + m"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m += a * (s.f(x) - s.h(x) - m)
            for _ in range(K):
                x -= eta * (task.draw_local().h(x) - m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_subtracts_m", vector=vec)


def m_target_estimate():
    """the estimate averages f alone (target variant) although the local steps use h + m"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * s.f(x)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_target_estimate", vector=vec)


def m_local_at_anchor():
    """every local gradient of h is taken at the start of the round instead of at the current local point"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            y = x.copy()
            for _ in range(K):
                y -= eta * (task.draw_local().h(x) + m)
            return y, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_local_at_anchor", vector=vec)


def m_k_minus_one():
    """one local step too few (K - 1)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for k in range(1, K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_k_minus_one", vector=vec)


def m_k_plus_one():
    """one local step too many (K + 1)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            k = 0
            while k <= K:
                x = x - eta * (task.draw_local().h(x) + m)
                k += 1
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_k_plus_one", vector=vec)


def m_update_after_steps():
    """the local steps use the old estimate: m is updated only after them"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            y = x
            for _ in range(K):
                y = y - eta * (task.draw_local().h(y) + m)
                task.report_step(y)
            m = (1 - a) * m + a * g
            return y, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_update_after_steps", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
