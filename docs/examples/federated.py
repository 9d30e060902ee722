"""Gradients of federated learning, for `auxopt advise -- python3 federated.py` and `auxopt advise --pilot 200 -- …`.

f is the mean loss of four clients, h the loss of one of them. A snapshot draw asks one client, all equally likely; the
auxiliary is on this machine, so its gradients have no noise. The clients are those of setting-federated-client.json.
"""
import json
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# Beside the script, where somebody copied it to; else where this repository, or an installed package beside docs/, keeps it.
sys.path += [os.path.join(HERE, "../..", at, "src/verify/adapters/assets") for at in ("", "node_modules/auxopt")]
from auxopt_adapter import serve_gradients  # noqa: E402

with open(os.path.join(HERE, "setting-federated-client.json"), encoding="utf-8") as file:
    PROBLEM = json.load(file)


def affine(part):
    """x -> matrix x - vector, for a function of the problem."""
    matrix = [[float(entry) for entry in row] for row in part["matrix"]]
    vector = [float(entry) for entry in part["vector"]]
    return lambda x: [sum(a * b for a, b in zip(row, x)) - c for row, c in zip(matrix, vector)]


MEAN = {"f": affine(PROBLEM["target"]), "h": affine(PROBLEM["auxiliary"])}
CLIENTS = [affine({**PROBLEM["target"], **atom["target"]}) for atom in PROBLEM["snapshotAtoms"]]


def gradient(function, x, draw, sample):
    if draw == "snapshot" and function == "f":
        return random.Random(sample).choice(CLIENTS)(x)  # equal samples ask the same client
    return MEAN[function](x)


def value(x):
    """f(x) = (Ax - b)ᵀx/2 - bᵀx/2 + c, by which a pilot compares runs."""
    slope, b = MEAN["f"](x), [float(entry) for entry in PROBLEM["target"]["vector"]]
    return sum(xi * (g - bi) for xi, g, bi in zip(x, slope, b)) / 2 + float(PROBLEM["target"].get("constant", 0))


if __name__ == "__main__":
    serve_gradients(gradient, dimension=PROBLEM["dimension"], starting_point=map(float, PROBLEM["startingPoint"]),
                    name="federated", value=value)
