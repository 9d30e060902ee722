"""Programs for `auxopt verify`: state that is kept, lost or reported wrongly, and coordinates that are left out. The first argument names one."""
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def m_first_round_g():
    """in round 1 m is set to the first difference whatever the start is"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            m = g if t == 1 else (1 - a) * m + a * g
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_first_round_g", vector=vec)


def m_ignores_m0():
    """the run always starts from m = 0 even where m0 is given"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def run():
            x = task.starting_point
            m = np.zeros_like(x)
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                m = (1 - a) * m + a * (s.f(x) - s.h(x))
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                    task.report_step(x)
                yield x, m
        return run()
    serve({"aux-mom": aux_mom}, name="m_ignores_m0", vector=vec, single_rounds=False)


def m_global_buffer():
    """the momentum buffer is a module global, kept from the last run when the dimension is the same"""
    STATE = {}
    def aux_mom(task):
        eta, a, K, T = check(task)
        def run():
            x = task.starting_point
            m = STATE.setdefault(task.dimension, task.initial_correction)
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                m *= 1 - a
                m += a * (s.f(x) - s.h(x))
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                yield x, m
        return run()
    serve({"aux-mom": aux_mom}, name="m_global_buffer", vector=vec, single_rounds=False)


def m_unrolled_tail():
    """the update of m goes in blocks of 4 coordinates and forgets the tail"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            d = len(m)
            for i in range(0, d - d % 4, 4) if d >= 4 else range(0, 1):
                m[i:i + 4] = (1 - a) * m[i:i + 4] + a * g[i:i + 4]
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_unrolled_tail", vector=vec)


def m_block_128():
    """a fixed workspace of 128 coordinates: coordinates from 128 on never move"""
    BLOCK = 128
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                step = eta * (task.draw_local().h(x) + m)
                x[:BLOCK] -= step[:BLOCK]
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_block_128", vector=vec)


def m_last_slice():
    """an off-by-one slice [:-1] leaves the last coordinate of m un-decayed when d > 1"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            n = len(m) - 1 if len(m) > 1 else 1
            m[:n] *= 1 - a
            m += a * g
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_last_slice", vector=vec)


def m_a_floor():
    """the weight a is clamped from below at 0.01"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        a = max(a, 0.01)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_a_floor", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
