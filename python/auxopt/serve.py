"""Serves a check of a test file to the kit: python3 -m auxopt.serve tests/test_mine.py test_sgd"""
import auxopt_adapter  # noqa: F401  first: what is printed from here on has no place in the protocol
import importlib
import os
import sys


def load(path):
    """A test file as pytest imports it: from the first folder above it that is no package."""
    folder, file = os.path.split(os.path.abspath(path))
    names = [os.path.splitext(file)[0]]
    while os.path.exists(os.path.join(folder, "__init__.py")):
        folder, name = os.path.split(folder)
        names.insert(0, name)
    sys.path.insert(0, folder)
    return importlib.import_module(".".join(names))


if __name__ == "__main__":
    FILE, NAME = sys.argv[1:]
    getattr(load(FILE), NAME).serve(NAME)
