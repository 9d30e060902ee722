"""Programs for `auxopt verify`: AuxMVR. The first argument names one."""
from collections import deque
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def v_no_weight():
    """the correction m - g(x_prev) has weight 1 instead of 1 - a"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = s.f(x) - s.h(x) + (m - (s.f(xp) - s.h(xp)))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_no_weight", vector=vec)


def v_weight_a():
    """the correction has weight a instead of 1 - a"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = s.f(x) - s.h(x) + a * (m - (s.f(xp) - s.h(xp)))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_weight_a", vector=vec)


def v_stored_difference():
    """the old difference is the one stored last round (sample of t-1) instead of the new sample at the old point"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            old = None
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                g = s.f(x) - s.h(x)
                m = g + (1 - a) * (m - (g if old is None else old))
                old = g
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                yield x, m
        return run()
    serve({"aux-mvr": aux_mvr}, name="v_stored_difference", vector=vec, single_rounds=False)


def v_old_point_f_only():
    """at the old point only f is taken, h is forgotten"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = s.f(x) - s.h(x) + (1 - a) * (m - s.f(xp))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_old_point_f_only", vector=vec)


def v_fresh_sample_old():
    """the old point is seen with a fresh sample instead of the round's"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def diff(x):
            s = task.draw_snapshot()
            return s.f(x) - s.h(x)
        def one_round(t, x, xp, m):
            m = diff(x) + (1 - a) * (m - diff(xp))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_fresh_sample_old", vector=vec)


def v_plus_old():
    """the old difference is added instead of subtracted"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = s.f(x) - s.h(x) + (1 - a) * (m + s.f(xp) - s.h(xp))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_plus_old", vector=vec)


def v_alias_previous():
    """x_prev = x is an alias of the array that is updated in place, so the old point is always the new one"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            x_prev = x
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                m = s.f(x) - s.h(x) + (1 - a) * (m - (s.f(x_prev) - s.h(x_prev)))
                x_prev = x
                for _ in range(K):
                    x -= eta * (task.draw_local().h(x) + m)
                yield x, m
        return run()
    serve({"aux-mvr": aux_mvr}, name="v_alias_previous", vector=vec, single_rounds=False)


def v_previous_local():
    """the old point is the last but one local point instead of the start of the last round"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            old = x.copy()
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                m = s.f(x) - s.h(x) + (1 - a) * (m - (s.f(old) - s.h(old)))
                for _ in range(K):
                    old = x.copy()
                    x = x - eta * (task.draw_local().h(x) + m)
                    task.report_step(x)
                yield x, m
        return run()
    serve({"aux-mvr": aux_mvr}, name="v_previous_local", vector=vec, single_rounds=False)


def v_first_round_fresh():
    """round 1 sets m to the first difference whatever the start is"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            xp = None
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                g = s.f(x) - s.h(x)
                m = g if xp is None else g + (1 - a) * (m - s.f(xp) + s.h(xp))
                xp = x.copy()
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                yield x, m
        return run()
    serve({"aux-mvr": aux_mvr}, name="v_first_round_fresh", vector=vec, single_rounds=False)


def v_two_rounds_old():
    """the old point is one round too old (x^{t-3})"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            history = deque([x.copy(), x.copy(), x.copy()], maxlen=3)
            for t in range(1, T + 1):
                history.append(x.copy())
                xp = history[0]
                s = task.draw_snapshot()
                m = s.f(x) - s.h(x) + (1 - a) * (m - (s.f(xp) - s.h(xp)))
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                yield x, m
        return run()
    serve({"aux-mvr": aux_mvr}, name="v_two_rounds_old", vector=vec, single_rounds=False)


def v_spider_refresh():
    """SPIDER/PAGE: every 8th round m is replaced by the plain difference"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        q = 8
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            m = g if t % q == 0 else g + (1 - a) * (m - (s.f(xp) - s.h(xp)))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_spider_refresh", vector=vec)


def v_full_correction():
    """momentum plus correction, where the correction g - g_prev has weight 1 instead of 1 - a"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g, gp = s.f(x) - s.h(x), s.f(xp) - s.h(xp)
            m = (1 - a) * m + a * g + (g - gp)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_full_correction", vector=vec)


def v_storm_decay():
    """STORM's schedule: the weight decays as a / t^(2/3)"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            at = a / t ** (2 / 3)
            s = task.draw_snapshot()
            m = s.f(x) - s.h(x) + (1 - at) * (m - (s.f(xp) - s.h(xp)))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_storm_decay", vector=vec)


def v_global_previous():
    """the previous point is a module global that is not reset between runs (only where the dimension changes)"""
    PREVIOUS = None
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def run():
            nonlocal PREVIOUS
            x, m = task.starting_point, task.initial_correction
            if PREVIOUS is None or len(PREVIOUS) != len(x):
                PREVIOUS = x.copy()
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                m = s.f(x) - s.h(x) + (1 - a) * (m - (s.f(PREVIOUS) - s.h(PREVIOUS)))
                PREVIOUS = x.copy()
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                yield x, m
        return run()
    serve({"aux-mvr": aux_mvr}, name="v_global_previous", vector=vec, single_rounds=False)


def v_clip_correction():
    """the correction is clipped by value to [-5, 5]"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            c = np.clip(m - (s.f(xp) - s.h(xp)), -5, 5)
            m = s.f(x) - s.h(x) + (1 - a) * c
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_clip_correction", vector=vec)


def v_h_not_at_old():
    """h of the old point is taken at the new point (one cached h is used for both)"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            h = s.h(x)
            m = (s.f(x) - h) + (1 - a) * (m - (s.f(xp) - h))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_h_not_at_old", vector=vec)


def v_skip_small_move():
    """the correction is skipped (plain momentum) when x moved less than 1e-4 in norm"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            if np.linalg.norm(x - xp) > 1e-4:
                m = g + (1 - a) * (m - (s.f(xp) - s.h(xp)))
            else:
                m = (1 - a) * m + a * g
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="v_skip_small_move", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
