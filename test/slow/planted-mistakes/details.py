"""Programs for `auxopt verify`: mistakes in one detail. The first argument names one."""
import sys

import numpy as np
from auxopt_adapter import serve
from common import check, vec


def m_eta_cap():
    """the step size is capped at 1"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        eta = min(eta, 1.0)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_eta_cap", vector=vec)


def m_h_at_previous():
    """in the difference, h is taken at the previous point x^{t-2}"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(xp))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_h_at_previous", vector=vec)


def m_eta_over_k():
    """the step size is divided by K (mean over local steps)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta / K * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_eta_over_k", vector=vec)


def m_server_lr():
    """a server step size 0.9: x moves only 0.9 of the way to the last local point"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            y = x
            for _ in range(K):
                y = y - eta * (task.draw_local().h(y) + m)
                task.report_step(y)
            return x + 0.9 * (y - x), m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_server_lr", vector=vec)


def m_m_only_first_step():
    """m is added in the first local step only"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            x = x - eta * (task.draw_local().h(x) + m)
            for _ in range(K - 1):
                x = x - eta * task.draw_local().h(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_m_only_first_step", vector=vec)


def m_returns_old_m():
    """the program reports m^{t-1} instead of m^t (the update is kept in a local name)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            est = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + est)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_returns_old_m", vector=vec)


def m_reports_velocity():
    """reports the velocity -eta m as m"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def run():
            x, v = task.starting_point, -eta * task.initial_correction
            for t in range(1, T + 1):
                s = task.draw_snapshot()
                v = (1 - a) * v - eta * a * (s.f(x) - s.h(x))
                for _ in range(K):
                    x = x - eta * task.draw_local().h(x) + v
                yield x, v
        return run()
    serve({"aux-mom": aux_mom}, name="m_reports_velocity", vector=vec, single_rounds=False)


def m_a_twice():
    """a is applied twice: m already is an average, and the steps use a m"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + a * m)
                task.report_step(x)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_a_twice", vector=vec)


def m_tape_fast_path():
    """in tape mode, a fast path takes the mean h in the local steps instead of the drawn local atoms"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def local_h(y):
            if task._problem is not None:  # no need to ask
                aux = task._problem["auxiliary"]
                A = np.array([[float(v) for v in row] for row in aux["matrix"]])
                return A @ y - np.array([float(v) for v in aux["vector"]])
            return task.draw_local().h(y)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (local_h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_tape_fast_path", vector=vec)


def m_callback_cache():
    """in callback mode, a cache of h at the snapshot is keyed by the atom alone, so a stale gradient of an older point comes back"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        cache = {}
        def one_round(t, x, xp, m):
            gf, atom = task.gradient("f", x, "snapshot")
            if task._problem is not None:
                gh, _ = task.gradient("h", x, "snapshot", atom)
            else:
                if atom not in cache:
                    cache[atom] = task.gradient("h", x, "snapshot", atom)[0]
                gh = cache[atom]
            m = (1 - a) * m + a * (gf - gh)
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_callback_cache", vector=vec)


def m_log_draw():
    """an extra local sample is drawn after each round for a log"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        log = []
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            log.append(np.linalg.norm(task.draw_local().h(x) + m))
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_log_draw", vector=vec)


def m_k_ramp():
    """the number of local steps ramps up as min(K, t)"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(min(K, t)):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_k_ramp", vector=vec)


def m_batch_sum():
    """the batch start is the sum of the batch instead of its mean"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        if task.initialization.kind == "batch" and task.initialization.size < 1:
            raise ValueError("empty batch")
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    def start(task):
        x0 = task.starting_point
        if task.initialization.kind == "exact":
            return task.mean.f(x0) - task.mean.h(x0)
        m = np.zeros_like(x0)
        for _ in range(task.initialization.size):
            s = task.draw_snapshot()
            m += s.f(x0) - s.h(x0)
        return m
    serve({"aux-mom": aux_mom}, name="m_batch_sum", vector=vec, start=start)


def m_exact_start_f():
    """the exact start is the gradient of f alone instead of f - h"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    def start(task):
        return task.mean.f(task.starting_point)
    serve({"aux-mom": aux_mom}, name="m_exact_start_f", vector=vec, start=start, initializations=("given", "zero", "exact"))


def m_first_snapshot_scaled():
    """first-snapshot treats the missing m as zero: m1 = a g instead of g"""
    def aux_mom(task):
        eta, a, K, T = check(task)
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (0 if m is None else (1 - a) * m) + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_first_snapshot_scaled", vector=vec, initializations=("given", "zero", "first-snapshot"))


def m_accepts_a0():
    """a = 0 is accepted (domain written as 0 <= a <= 1)"""
    def aux_mom(task):
        eta, a, K, T = task.step_size, task.momentum_weight, task.local_step_count, task.round_count
        if eta <= 0 or not 0 <= a <= 1 or K < 1 or T < 1:
            raise ValueError("bad parameter")
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_accepts_a0", vector=vec)


def m_rejects_a1():
    """a = 1 is refused (domain written as 0 < a < 1)"""
    def aux_mom(task):
        eta, a, K, T = task.step_size, task.momentum_weight, task.local_step_count, task.round_count
        if eta <= 0 or not 0 < a < 1 or K < 1 or T < 1:
            raise ValueError("bad parameter")
        def one_round(t, x, xp, m):
            s = task.draw_snapshot()
            m = (1 - a) * m + a * (s.f(x) - s.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
            return x, m
        return one_round
    serve({"aux-mom": aux_mom}, name="m_rejects_a1", vector=vec)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
