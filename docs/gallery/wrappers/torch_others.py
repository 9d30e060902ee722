"""Optimizers of PyTorch that are not the method sgd-ema: python3 torch_others.py NAME"""
import sys

import torch
from auxopt_torch import verify_optimizer
from torch.optim import SGD, Adam, AdamW, RMSprop

make = {
    "no-dampening": lambda params, o: SGD(params, lr=o.lr, momentum=o.momentum),
    "nesterov": lambda params, o: SGD(params, lr=o.lr, momentum=o.momentum, nesterov=o.momentum > 0),
    "weight-decay": lambda params, o: SGD(params, weight_decay=0.01, **o),
    "adam": lambda params, o: Adam(params, lr=o.lr),
    "adamw": lambda params, o: AdamW(params, lr=o.lr),
    "rmsprop": lambda params, o: RMSprop(params, lr=o.lr),
}[sys.argv[1]]
verify_optimizer(make, method="sgd-ema")
