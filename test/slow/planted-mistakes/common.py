"""What all programs share: a right check of the parameters, and vectors of doubles."""
import numpy as np


def check(task):
    eta, a, K, T = task.step_size, task.momentum_weight, task.local_step_count, task.round_count
    if not (eta > 0 and 0 < a <= 1 and K >= 1 and T >= 1):
        raise ValueError("a parameter is out of its domain")
    if task.variant == "sgd" and K != 1:
        raise ValueError("sgd makes one step a round")
    return eta, a, K, T


def vec(numbers):
    return np.array(numbers, dtype=np.float64)
