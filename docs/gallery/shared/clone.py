"""Parts of a repository that was cloned to $CLONE, without what the rest of it needs."""
import json
import os
import sys
from types import ModuleType

CLONE = os.environ.get("CLONE", "")


def bare(name, **contents):
    """A package of the clone whose __init__ is not run, or a module that has these contents alone."""
    module = sys.modules[name] = ModuleType(name)
    module.__path__ = [os.path.join(CLONE, *name.split("."))]
    module.__dict__.update(contents)
    return module


def bare_above(module):
    """The packages that a module of the clone lies in, none of whose __init__ is run; does nothing for what is installed."""
    parts = module.split(".")
    if os.path.exists(os.path.join(CLONE, parts[0])):
        for end in range(1, len(parts)):
            bare(".".join(parts[:end]))
    sys.path.insert(0, CLONE)


def notebook(path, *numbers, **contents):
    """What these cells of a notebook define, in a namespace that has these contents."""
    with open(os.path.join(CLONE, path), encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    for number in numbers:
        exec("".join(cells[number]["source"]), contents)  # pylint: disable=exec-used
    return contents
