"""Programs for `auxopt verify`: the other variants, several at once, and shortcuts. The first argument names one."""
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def g_no_anchor():
    """the local direction forgets - h(x): h(y) + u"""
    def target(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, u):
            s = task.draw_snapshot()
            u = (1 - a) * u + a * s.f(x)
            y = x
            for _ in range(K):
                y = y - eta * (task.draw_local().h(y) + u)
                task.report_step(y)
            return y, u
        return one_round
    serve({"aux-mom-target": target}, name="g_no_anchor", vector=vec)


def g_anchor_other_sample():
    """h at the anchor sees another local sample than h at y"""
    def target(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, u):
            s = task.draw_snapshot()
            u = (1 - a) * u + a * s.f(x)
            y = x
            for _ in range(K):
                y = y - eta * (task.draw_local().h(y) - task.draw_local().h(x) + u)
            return y, u
        return one_round
    serve({"aux-mom-target": target}, name="g_anchor_other_sample", vector=vec)


def g_anchor_cached():
    """h at the anchor is computed once per round, with the snapshot's sample"""
    def target(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, u):
            s = task.draw_snapshot()
            u = (1 - a) * u + a * s.f(x)
            anchor = s.h(x)
            y = x
            for _ in range(K):
                y = y - eta * (task.draw_local().h(y) - anchor + u)
            return y, u
        return one_round
    serve({"aux-mom-target": target}, name="g_anchor_cached", vector=vec)


def g_in_place_anchor():
    """y = x is an alias, in-place steps move the anchor too, so h(y) - h(x) is 0"""
    def target(task):
        eta, a, K, T = check(task)
        mvr = task.variant == "aux-mvr-target"
        def one_round(t, x, xp, u):
            s = task.draw_snapshot()
            g = s.f(x)
            u = g + (1 - a) * (u - s.f(xp)) if mvr else (1 - a) * u + a * g
            y = x
            for _ in range(K):
                z = task.draw_local()
                y -= eta * (z.h(y) - z.h(x) + u)
                task.report_step(y)
            return y, u
        return one_round
    serve({"aux-mom-target": target, "aux-mvr-target": target}, name="g_in_place_anchor", vector=vec)


def g_estimate_difference():
    """the target variant averages f - h instead of f"""
    def target(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, u):
            s = task.draw_snapshot()
            u = s.f(x) - s.h(x) + (1 - a) * (u - (s.f(xp) - s.h(xp)))
            y = x
            for _ in range(K):
                z = task.draw_local()
                y = y - eta * (z.h(y) - z.h(x) + u)
            return y, u
        return one_round
    serve({"aux-mvr-target": target}, name="g_estimate_difference", vector=vec)


def g_anchor_previous():
    """the anchor of h is x^{t-2} instead of x^{t-1}"""
    def target(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, u):
            s = task.draw_snapshot()
            u = s.f(x) + (1 - a) * (u - s.f(xp))
            y = x
            for _ in range(K):
                z = task.draw_local()
                y = y - eta * (z.h(y) - z.h(xp) + u)
                task.report_step(y)
            return y, u
        return one_round
    serve({"aux-mvr-target": target}, name="g_anchor_previous", vector=vec)


def n_f_every_step():
    """naive takes the gradient of f in every step instead of only the first"""
    def naive(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            for _ in range(K):
                x = x - eta * task.draw_snapshot().f(x)
            return x, None
        return one_round
    serve({"naive": naive}, name="n_f_every_step", vector=vec)


def n_k_h_steps():
    """naive makes K steps on h after the step on f (K + 1 in all)"""
    def naive(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            x = x - eta * task.draw_snapshot().f(x)
            for _ in range(K):
                x = x - eta * task.draw_local().h(x)
            return x, None
        return one_round
    serve({"naive": naive}, name="n_k_h_steps", vector=vec)


def s_hidden_momentum():
    """sgd has momentum 0.9"""
    def sgd(task):
        eta, a, K, T = check(task)
        def run():
            x, v = task.starting_point, 0
            for t in range(1, T + 1):
                v = 0.9 * v + task.draw_snapshot().f(x)
                x = x - eta * v
                yield x, None
        return run()
    serve({"sgd": sgd}, name="s_hidden_momentum", vector=vec, single_rounds=False)


def all_one_bad_mvr_target():
    """four variants, of which aux-mvr-target alone lacks the factor 1 - a on the old gradient"""
    def prepare(task):
        eta, a, K, T = check(task)
        v = task.variant
        def g(s, x):
            return s.f(x) if v.endswith("target") else s.f(x) - s.h(x)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            if v == "aux-mvr-target":
                m = s.f(x) + (1 - a) * m - s.f(xp)
            elif v == "aux-mvr":
                m = g(s, x) + (1 - a) * (m - g(s, xp))
            else:
                m = (1 - a) * m + a * g(s, x)
            y = x
            for _ in range(K):
                z = task.draw_local()
                y = y - eta * (z.h(y) - (z.h(x) if v.endswith("target") else 0) + m)
            return y, m
        return one_round
    serve(dict.fromkeys(("aux-mom", "aux-mvr", "aux-mom-target", "aux-mvr-target"), prepare), name="all_one_bad", vector=vec)


def all_closure():
    """late binding of a loop variable: both names run the last variant (aux-mvr)"""
    def make(task, kind):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            if kind == "aux-mvr":
                m = g + (1 - a) * (m - (s.f(xp) - s.h(xp)))
            else:
                m = (1 - a) * m + a * g
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    table = {}
    for name in ("aux-mom", "aux-mvr"):
        table[name] = lambda task: make(task, name)
    serve(table, name="all_closure", vector=vec)


def all_mvr_is_mom():
    """aux-mvr is registered with the AuxMOM function (copy and paste)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom, "aux-mvr": aux_mom}, name="all_mvr_is_mom", vector=vec)


def m_seen_last_grad():
    """the first local step uses the h of the snapshot that is at hand instead of a local sample (saves one gradient)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            h = s.h(x)
            m = (1 - a) * m + a * (s.f(x) - h)
            for k in range(K):
                x = x - eta * ((h if k == 0 else task.draw_local().h(x)) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_seen_last_grad", vector=vec)


def m_clip_huge():
    """x is clipped to [-1e8, 1e8] as a guard against divergence"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = np.clip(x - eta * (task.draw_local().h(x) + m), -1e8, 1e8)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_clip_huge", vector=vec)


def m_flush_small():
    """entries of m below 1e-10 in size are set to zero (sparsified)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            m[np.abs(m) < 1e-10] = 0
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_flush_small", vector=vec)


def m_noise_detect():
    """a shortcut: where two local gradients at one point agree, the noise is taken as zero and the last h is reused for the rest of the round"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            h = s.h(x)
            m = (1 - a) * m + a * (s.f(x) - h)
            reuse = None
            for k in range(K):
                d = task.draw_local().h(x) if reuse is None else reuse
                if k == 0 and np.array_equal(d, h):
                    reuse = d
                x = x - eta * (d + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_noise_detect", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
