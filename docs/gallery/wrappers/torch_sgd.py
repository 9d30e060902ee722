"""torch.optim.SGD: python3 torch_sgd.py sgd-ema | heavy-ball | sgd [float32]"""
import sys

import torch
from auxopt_torch import verify_optimizer

dtype = torch.float32 if "float32" in sys.argv else torch.float64
verify_optimizer(lambda params, options: torch.optim.SGD(params, **options), method=sys.argv[1], dtype=dtype)
