"""An optimizer of PyTorch by a page: torch_page.py METHOD MODULE MAKE; MAKE is Python over the module m, parameters p, options o"""
import sys
from importlib import import_module

import torch
from auxopt_torch import verify_method
from clone import bare_above

method, module, make = sys.argv[1:]
bare_above(module)
names = {"m": import_module(module), "torch": torch}
verify_method(lambda p, o: eval(make, {**names, "p": p, "o": o}), method, name=make.split("(")[0])
