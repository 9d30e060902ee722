"""Runs an optimizer on the vectors of its page: `auxopt print vectors --out vectors` writes them. No package is needed."""
import hashlib
import json
import pathlib


def load(folder, method):
    """The vectors of a page, held to their checksum."""
    files = json.loads(pathlib.Path(folder, "pages-manifest.json").read_text())["files"]
    entry = next(one for one in files if one["method"] == method)
    data = pathlib.Path(folder, entry["name"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"], f"{entry['name']} is not what was published"
    return json.loads(data)["vectors"]


def first_difference(vector, start):
    """None, or where a program leaves the run: (round, name, what is expected, what it has).

    start(parameters, states, sample, mean) gives a function that makes one round and returns its states by name. sample() is a new sample,
    mean has the exact gradients: sample.f(x), mean.f(x), and h likewise.
    """
    draws = iter(vector["draws"])

    class Gradients:
        def __init__(self, number=None):
            for name in {"f", "h"} & vector.keys():
                of = vector[name]["mean"] if number is None else vector[name]["samples"][number]
                setattr(self, name, lambda x, of=of: [
                    sum(a * b for a, b in zip(row, x)) - c for row, c in zip(of["matrix"], of["vector"])])

    one_round = start(vector["parameters"], vector["start"], lambda: Gradients(next(draws)), Gradients())
    for number, expected in enumerate(vector["expected"], 1):
        for name, is_now in one_round(number).items():
            if list(is_now) != expected[name]:
                return number, name, expected[name], list(is_now)
    return None
