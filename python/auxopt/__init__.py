"""Verifies optimizers step by step against the equations of their methods.

`auxopt.pytest` has the tests, `auxopt_adapter` and `auxopt_torch` what connects programs and optimizers of PyTorch to the kit, and the
command `auxopt` is the kit itself, which runs on Node 20 or newer.
"""
