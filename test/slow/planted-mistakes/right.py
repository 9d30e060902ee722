"""Programs for `auxopt verify`: programs without a mistake, written in unusual ways. The first argument names one."""
import decimal
import math
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def ok_regrouped_mvr():
    """mvr written as a g + (1-a)(m + g - g_old), old point asked first, h before f"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        b = 1 - a
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            old = -s.h(xp) + s.f(xp)
            new = -s.h(x) + s.f(x)
            m = a * new + b * (m + (new - old))
            for _ in range(K):
                z = task.draw_local()
                x = x - eta * m - eta * z.h(x)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mvr": aux_mvr}, name="ok_regrouped_mvr", vector=vec)


def ok_x_only():
    """hidden state, tells x alone and no local points"""
    def prepare(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            xp = x
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                g = s.f(x) - s.h(x)
                m = (1 - a) * m + a * g
                if task.variant == "aux-mvr":
                    m = m + (1 - a) * (g - (s.f(xp) - s.h(xp)))
                xp = x
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                yield x, None
        return run()
    serve({"aux-mom": prepare, "aux-mvr": prepare}, name="ok_x_only", vector=vec, single_rounds=False)


def ok_in_place():
    """preallocated buffers, everything in place, with out= arguments"""
    def prepare(task):
        eta, a, K, T = check(task)
        d = task.dimension
        y, g, anchor = np.empty(d), np.empty(d), np.empty(d)
        tgt = task.variant.endswith("target")
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            np.copyto(g, s.f(x))
            if not tgt:
                np.subtract(g, s.h(x), out=g)
            np.multiply(m, 1 - a, out=m)
            np.multiply(g, a, out=g)
            np.add(m, g, out=m)
            np.copyto(y, x)
            for _ in range(K):
                z = task.draw_local()
                np.copyto(g, z.h(y))
                if tgt:
                    np.copyto(anchor, z.h(x))
                    np.subtract(g, anchor, out=g)
                np.add(g, m, out=g)
                np.multiply(g, eta, out=g)
                np.subtract(y, g, out=y)
                task.report_step(y)
            return y, m
        return one_round
    serve({"aux-mom": prepare, "aux-mom-target": prepare}, name="ok_in_place", vector=vec)


def ok_shortcuts():
    """leaves out what cannot matter: the old point at t = 1 and a = 1, the two equal h in step 1 of the target variant"""
    def prepare(task):
        eta, a, K, T = check(task)
        tgt = task.variant.endswith("target")
        def g(s, x):
            return s.f(x) if tgt else s.f(x) - s.h(x)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            if a == 1:
                m = g(s, x)
            elif t == 1:
                m = (1 - a) * m + a * g(s, x)
            else:
                m = g(s, x) + (1 - a) * (m - g(s, xp))
            y = x
            for k in range(K):
                z = task.draw_local()
                if not tgt:
                    d = z.h(y)
                elif k > 0:
                    d = z.h(y) - z.h(x)
                else:
                    d = 0
                y = y - eta * (d + m)
            return y, m
        return one_round
    serve({"aux-mvr": prepare, "aux-mvr-target": prepare}, name="ok_shortcuts", vector=vec)


def ok_velocity():
    """heavy-ball form: w = eta m is stored, m is not reported"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def run():
            x, w = task.starting_point, eta * task.initial_correction
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                w = (1 - a) * w + (eta * a) * (s.f(x) - s.h(x))
                for _ in range(K):
                    x = x - (eta * task.draw_local().h(x) + w)
                yield x, None
        return run()
    serve({"aux-mom": aux_mom}, name="ok_velocity", vector=vec, single_rounds=False)


def ok_fraction():
    """fractions, the average as m + a (g - m), Vector of the adapter"""
    def prepare(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            new = m + a * (g - m)
            if task.variant == "aux-mvr":
                new = new + (1 - a) * (g - s.f(xp) + s.h(xp))
            for _ in range(K):
                x = x - eta * (new + task.draw_local().h(x))
                task.report_step(x)
            return x, new
        return one_round
    serve({"aux-mom": prepare, "aux-mvr": prepare}, name="ok_fraction", arithmetic="rational")


def ok_single():
    """float32 that is declared, lerp form"""
    def single(v):
        return np.array(v, dtype=np.float32)
    def prepare(task):
        check(task)
        eta, a = np.float32(task.step_size), np.float32(task.momentum_weight)
        if not (eta > 0 and 0 < a <= 1):
            raise ValueError("out of domain in single precision")
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            g = s.f(x) - s.h(x)
            if task.variant == "aux-mvr":
                m = g + (np.float32(1) - a) * (m - (s.f(xp) - s.h(xp)))
            else:
                m += a * (g - m)
            for _ in range(task.local_step_count):
                x -= eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": prepare, "aux-mvr": prepare}, name="ok_single", vector=single, arithmetic="binary32")


def ok_logs():
    """keeps a log: asks f and h of the round's sample again at the same point, exact mean gradients in callback mode"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        log = []
        def one_round(t, x, xp, m):
            log.append(float(np.linalg.norm(task.mean.f(x))))
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            log.append(float(np.linalg.norm(s.f(x) - s.h(x) - m)))
            for _ in range(K):
                z = task.draw_local()
                x = x - eta * (z.h(x) + m)
            log.append(float(np.linalg.norm(task.mean.h(x))))
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="ok_logs", vector=vec)


def ok_storm_ahead():
    """STORM as published: draws the sample of the next round at the old point before it tells x"""
    def aux_mvr(task):
        eta, a, K, T = check(task)
        def run():
            x, m = task.starting_point, task.initial_correction
            s, old = task.draw_snapshot(), None
            for t in range(1, T + 1):
                g = s.f(x) - s.h(x)
                m = (1 - a) * m + a * g if old is None else g + (1 - a) * (m - old)
                start = x
                for _ in range(K):
                    x = x - eta * (task.draw_local().h(x) + m)
                if t < T:
                    s = task.draw_snapshot()
                    old = s.f(start) - s.h(start)
                yield x, m
        return run()
    serve({"aux-mvr": aux_mvr}, name="ok_storm_ahead", vector=vec, single_rounds=False)


def ok_displacement():
    """local steps by the sum of gradients: y = x - eta (sum of h + k m)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            total, y = np.zeros_like(x), x
            for k in range(1, K + 1):
                total += task.draw_local().h(y)
                y = x - eta * (total + k * m)
            return y, m
        return one_round
    serve({"aux-mom": aux_mom}, name="ok_displacement", vector=vec)


def ok_residual_state():
    """stores e = m - g of the last round as its state and rebuilds m from it, fsum per coordinate"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            f, h = s.f(x).tolist(), s.h(x).tolist()
            m = [math.fsum((mi, -a * mi, a * fi, -a * hi)) for mi, fi, hi in zip(m.tolist(), f, h)]
            y = x.tolist()
            for _ in range(K):
                z = task.draw_local().h(y).tolist()
                y = [math.fsum((yi, -eta * zi, -eta * mi)) for yi, zi, mi in zip(y, z, m)]
                task.report_step(y)
            return y, m
        return one_round
    serve({"aux-mom": aux_mom}, name="ok_residual_state", vector=vec)


def ok_decimal():
    """decimals with a high, trapped precision"""
    decimal.getcontext().prec = 20000
    decimal.getcontext().traps[decimal.Inexact] = True
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = m - a * m + a * s.f(x) - a * s.h(x)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="ok_decimal", arithmetic="decimal")


def ok_baselines():
    """one function for three variants; sgd is naive with K = 1"""
    def base(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            y = x - eta * task.draw_snapshot().f(x)
            for _ in range(1, K):
                y = y - eta * task.draw_local().h(y)
            return y, None
        def mom_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return mom_round if task.variant == "aux-mom" else one_round
    serve({"naive": base, "sgd": base, "aux-mom": base}, name="ok_baselines", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
