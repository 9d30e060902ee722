"""The plan of a pilot in PyTorch, from where the pilot left off. `python3 train_aux.py` alone says what it is.

    from train_aux import train
    train(model, f, h)

f(sample) is the loss of `model` on the batch of f that this number names, h(sample) that of the auxiliary; equal numbers must be equal
batches. The parameters of the model, one after the other, are the vector that the pilot's program was asked about. After a break the same
call goes on from the file `state`. Where f is above f at x⁰, on equal batches, or a loss or a gradient is no finite number, the run goes back
to the state that was kept last, with half of the step size; the rounds between are lost. Losses that only grow later are seen at the next check:
after 1, 2, 4, … rounds and then every `every`.
"""
import json
import math
import os
import random
import sys
import torch
from torch.nn.utils import parameters_to_vector, vector_to_parameters

PLAN = json.loads(r"""@PLAN@""")


def schedule(plan):
    """η and a of every round."""
    eta, rounds, c = plan["parameters"]["stepSize"], plan["parameters"]["roundCount"], plan["weightPerStepSize"]
    for t in range(rounds):
        lr = eta * min(1, 2 * (1 - (t + 0.5) / rounds)) ** 3
        yield lr, 1 if c is None else min(1, c * lr)  # None: there is no m


def train(model, f, h=None, state="train_aux.pt", every=100, seed=1, on_round=None, checks=16, plan=PLAN):
    """Runs the rounds of the plan that are left; returns the state, whose "x" are the parameters.

    state: the file that the run goes on from, written every `every` rounds at least. seed: of the numbers of samples.
    checks: batches of f on which a state is compared with x⁰ before it is kept: losses without gradients. An end that is above the
    start of the plan on 7/8 of them is not taken.
    on_round(t, loss of f on the batch of the round): for a log; what it raises stops the run.
    """
    params = list(model.parameters())
    like = {"dtype": params[0].dtype, "device": params[0].device}
    variant, steps = plan["method"], plan["parameters"]["localStepCount"]
    now = {"t": 0, "since": 0, "factor": 1.0, "plan": json.dumps(plan, sort_keys=True), "seed": seed}
    for name, key in (("x", "startingPoint"), ("m", "correction"), ("v", "velocity"), ("before", "previousPoint")):
        now[name] = torch.tensor(plan.get(key, []), **like)
    if os.path.exists(state):
        kept = torch.load(state, weights_only=True)
        if (kept["plan"], kept["seed"]) != (now["plan"], seed):
            raise SystemExit(f"{state}: it is of another plan or seed; name another file with state=, or remove it")
        now = kept
    if len(now["x"]) != sum(p.numel() for p in params):
        raise SystemExit(f"the model has {sum(p.numel() for p in params)} parameters, the plan {len(now['x'])}")

    def save():
        torch.save(now, state + ".new")
        os.replace(state + ".new", state)  # whole, whenever the run is stopped

    def draw(kind, *place):
        return random.Random(f"{seed} {kind} {place}").getrandbits(31)

    def gradient(loss, x, sample):
        vector_to_parameters(x, params)
        value = loss(sample)
        g = parameters_to_vector(torch.autograd.grad(value, params))
        if not (math.isfinite(value.item()) and torch.isfinite(g).all()):
            raise FloatingPointError(f"the loss {value.item()} or its gradient is not finite")
        return g.detach(), value.item()

    def losses(x):
        vector_to_parameters(x, params)
        with torch.no_grad():
            return [float(f(draw("check", i))) for i in range(checks)]

    def take(t, lr, a):
        sample, x = draw("snapshot", t), now["x"]
        g, loss = gradient(f, x, sample)
        if variant == "sgd":
            now["x"] = x - lr * g
        elif variant == "momentum":
            now["v"] = 0.9 * now["v"] + g
            now["x"] = x - lr * now["v"]
        else:
            d = g - gradient(h, x, sample)[0]
            m = (1 - a) * now["m"] + a * d
            if variant == "aux-mvr":
                m = m + (1 - a) * (d - gradient(f, now["before"], sample)[0] + gradient(h, now["before"], sample)[0])
            y = x
            for k in range(steps):
                y = y - lr * (gradient(h, y, draw("local", t, k))[0] + m)
            now.update(x=y, m=m, before=x)
        return loss

    settings = list(schedule(plan))
    start = torch.tensor(plan["startingPoint"], **like)
    at_start, ceiling = losses(start), sum(losses(torch.tensor(plan["origin"], **like)))
    save()
    while now["t"] < len(settings):
        t = now["t"]
        lr, a = settings[t]
        try:
            loss = take(t, now["factor"] * lr, a)
            now["t"], now["since"] = t + 1, now["since"] + 1
            is_last = now["t"] == len(settings)
            if is_last or now["since"] % every == 0 or now["since"] & (now["since"] - 1) == 0:
                if not sum(losses(now["x"])) <= ceiling:
                    raise FloatingPointError("the mean loss is above that at x0")
                save()
        except FloatingPointError as error:
            now = torch.load(state, weights_only=True)
            now.update(t=t + 1, since=0, factor=now["factor"] / 2)
            if now["factor"] < 1e-6:
                print(f"train_aux: ends in round {t + 1} where it was kept last: {error}, however small the steps are", file=sys.stderr)
                break
            save()
            continue
        if on_round is not None:
            on_round(t + 1, loss)
    worse = sum(not end <= begin for end, begin in zip(losses(now["x"]), at_start))
    if worse >= 7 / 8 * checks:  # above where it began, and not by chance: 14 of 16 once in 480
        now["x"] = start
        save()
    vector_to_parameters(now["x"], params)
    return now


if __name__ == "__main__":
    print(f"{PLAN['method']}: {json.dumps(PLAN['parameters'])} on {len(PLAN['startingPoint'])} parameters")
    print("Import it where your model is: from train_aux import train; train(model, f, h)")
