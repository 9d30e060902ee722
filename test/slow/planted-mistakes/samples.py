"""Programs for `auxopt verify`: samples that are reused or confused, and schedules. The first argument names one."""
import math
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def m_two_samples():
    """f and h of the snapshot see two different samples"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def diff(x):
            return task.draw_snapshot().f(x) - task.draw_snapshot().h(x)
        def one_round(t, x, xp, m):
            m = (1 - a) * m + a * diff(x)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_two_samples", vector=vec)


def m_one_local_sample():
    """one local sample is drawn per round and used for all K steps"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            batch = task.draw_local()
            for _ in range(K):
                x = x - eta * (batch.h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_one_local_sample", vector=vec)


def m_local_uses_snapshot():
    """the local steps use the snapshot sample's h instead of fresh local samples"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (s.h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_local_uses_snapshot", vector=vec)


def m_bias_correction():
    """Adam's bias correction: the steps use m / (1 - (1-a)^t)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            m_hat = m / (1 - (1 - a) ** t)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m_hat)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_bias_correction", vector=vec)


def m_a_is_one_over_t():
    """the weight is max(a, 1/t) (debiased start) instead of a"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            w = max(a, 1.0 / t)
            m = (1 - w) * m + w * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_a_is_one_over_t", vector=vec)


def m_decay_one_over_t():
    """the step size decays as eta / t"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            lr = eta / t
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - lr * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_decay_one_over_t", vector=vec)


def m_decay_sqrt_local():
    """the step size decays over all local steps as eta / sqrt(1 + number of local steps so far)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for k in range(K):
                x = x - eta / np.sqrt(1 + (t - 1) * K + k) * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_decay_sqrt_local", vector=vec)


def m_cosine():
    """the step size follows a cosine schedule over the T rounds"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            lr = eta * 0.5 * (1 + math.cos(math.pi * (t - 1) / T))
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - lr * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_cosine", vector=vec)


def m_warmup():
    """a linear warm-up of the step size over the first 5 rounds"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        warmup = 5
        def one_round(t, x, xp, m):
            lr = eta * min(1.0, t / warmup)
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - lr * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_warmup", vector=vec)


def m_lr_milestone():
    """the step size is divided by 10 after 75% of the rounds (a milestone of a scheduler)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        milestones = [int(0.75 * T)]
        def one_round(t, x, xp, m):
            lr = eta * 0.1 ** sum(1 for q in milestones if q and t > q)
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - lr * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_lr_milestone", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
