"""Programs for `auxopt verify`: habits of other optimizers: clips, decay, momentum, averages. The first argument names one."""
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def m_clip_difference():
    """the difference f - h is clipped to norm 1 before it enters the estimate"""
    def clip_by_norm(g, c=1.0):
        n = np.linalg.norm(g)
        return g * (c / n) if n > c else g
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * clip_by_norm(s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_clip_difference", vector=vec)


def m_clip_direction_large():
    """the local direction is clipped to norm 1e6, so only when it is large"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                d = task.draw_local().h(x) + m
                n = np.sqrt((d * d).sum())
                if n > 1e6:
                    d = d * (1e6 / n)
                x = x - eta * d
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_clip_direction_large", vector=vec)


def m_clip_value():
    """the estimate m is clipped by value to [-10, 10]"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = np.clip((1 - a) * m + a * (s.f(x) - s.h(x)), -10, 10)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_clip_value", vector=vec)


def m_l2():
    """an L2 penalty 1e-4 x is added to the local direction"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        wd = 1e-4
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m + wd * x)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_l2", vector=vec)


def m_adamw_decay():
    """decoupled weight decay shrinks x by 1 - 0.01 eta once per round, before the local steps"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            x = x * (1 - eta * 1e-2)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_adamw_decay", vector=vec)


def m_nesterov():
    """Nesterov's look-ahead: the steps use (1-a) m + a g with the already updated m"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            m = (1 - a) * m + a * g
            look = (1 - a) * m + a * g
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + look)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_nesterov", vector=vec)


def m_nesterov_point():
    """the snapshot gradients are taken at the look-ahead point x - eta (1-a) m instead of at x"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            z = x - eta * (1 - a) * m
            m = (1 - a) * m + a * (s.f(z) - s.h(z))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_nesterov_point", vector=vec)


def m_adam_second_moment():
    """Adam-like: the direction is divided by the root of a second moment"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            v = np.zeros_like(x)
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                g = s.f(x) - s.h(x)
                m = (1 - a) * m + a * g
                v = 0.999 * v + 0.001 * g * g
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m) / (np.sqrt(v) + 1e-8)
                yield x, m
        return run()
    serve({"aux-mom": aux_mom}, name="m_adam_second_moment", vector=vec, single_rounds=False)


def m_local_heavy_ball():
    """the local steps have a heavy-ball momentum 0.9 of their own"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            v = np.zeros_like(x)
            for _ in range(K):
                v = 0.9 * v + task.draw_local().h(x) + m
                x = x - eta * v
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_local_heavy_ball", vector=vec)


def m_average_of_local():
    """a round returns the average of the local points instead of the last one"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            total = np.zeros_like(x)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
                total += x
            return total / K, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_average_of_local", vector=vec)


def m_polyak_report():
    """reports the running average of the iterates instead of the iterate"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            mean = np.zeros_like(x)
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                m = (1 - a) * m + a * (s.f(x) - s.h(x))
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                mean += (x - mean) / t
                yield mean, m
        return run()
    serve({"aux-mom": aux_mom}, name="m_polyak_report", vector=vec, single_rounds=False)


def m_early_stop_step():
    """the local loop stops early when the step is shorter than 1e-6"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                step = eta * (task.draw_local().h(x) + m)
                x = x - step
                if np.linalg.norm(step) < 1e-6:
                    break
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_early_stop_step", vector=vec)


def m_converged_return():
    """a round does nothing when the snapshot gradient of f has norm below 1e-3"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            gf = s.f(x)
            if np.linalg.norm(gf) < 1e-3:
                return x, m
            m = (1 - a) * m + a * (gf - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_converged_return", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
