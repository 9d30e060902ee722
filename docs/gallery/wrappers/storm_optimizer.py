"""STORM of STORM-Optimizer. A huge w holds its learning rate k/(w + sum of squares)^(1/3) constant, and so c·lr² = a."""
import math

import torch
from auxopt_torch import verify_optimizer
from clone import notebook

STORM = notebook("STORM_optimizer.ipynb", 1, torch=torch, math=math, Optimizer=torch.optim.Optimizer)["STORM"]
W = 2.0**120
verify_optimizer(lambda params, o: STORM(params, k=o.lr * W ** (1 / 3), w=W, c=o.a / o.lr**2), method="storm", closure=True)
