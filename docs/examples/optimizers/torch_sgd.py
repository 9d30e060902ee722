"""auxopt verify --method sgd-ema -- python3 torch_sgd.py [float32]"""
import sys

import torch
from auxopt_torch import verify_optimizer

dtype = torch.float32 if "float32" in sys.argv else torch.float64
verify_optimizer(lambda params, options: torch.optim.SGD(params, **options), method="sgd-ema", dtype=dtype)
