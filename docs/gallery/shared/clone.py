"""Parts of a repository that was cloned to $CLONE, without what the rest of it needs."""
import json
import os
import sys
from types import ModuleType

CLONE = os.environ["CLONE"]


def bare(name, **contents):
    """A package of the clone whose __init__ is not run, or a module that has these contents alone."""
    module = sys.modules[name] = ModuleType(name)
    module.__path__ = [os.path.join(CLONE, *name.split("."))]
    module.__dict__.update(contents)
    return module


def notebook(path, *numbers, **contents):
    """What these cells of a notebook define, in a namespace that has these contents."""
    with open(os.path.join(CLONE, path), encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    for number in numbers:
        exec("".join(cells[number]["source"]), contents)  # pylint: disable=exec-used
    return contents
