# PyTorch bridge of auxopt, beside auxopt_adapter.py (auxopt adapter python, auxopt adapter torch). Python 3.8, PyTorch 2.0 or newer.
# Copyright (c) 2026 the auxopt authors
# SPDX-License-Identifier: MIT
"""Lets auxopt judge an optimizer of PyTorch:

    import torch
    from auxopt_torch import verify_optimizer

    verify_optimizer(lambda params, options: torch.optim.SGD(params, **options), method="sgd-ema")

Run it as a program (python3 mine.py starts auxopt itself), or as auxopt verify --method sgd-ema -- python3 mine.py.

`options` are the method's parameters by their names in PyTorch; options.lr and **options both work:

    sgd         lr                        eta
    sgd-ema     lr, momentum, dampening   eta, 1 - a, 1 - a
    heavy-ball  lr, momentum              eta a, 1 - a
    storm       lr, a                     eta, a; the closure may be called at several points of one sample

The parameters are several tensors of several shapes. Gradients come from a backward pass; the loss is 0 always, because the
kit gives gradients alone. `zero_grad` is called with and without `set_to_none`, run by run. A gradient tensor is overwritten
with NaN as soon as another backward pass begins: who keeps a reference in place of a copy is told so.
"""
import inspect
import os
import re
import sys

import torch
from auxopt_adapter import Options, Unsupported, method_tasks, page_name, serve, serve_method, start_kit

__all__ = ["kit_loss", "kit_losses", "verify_method", "verify_optimizer"]

ARITHMETICS = {torch.float64: "binary64", torch.float32: "binary32", torch.float16: "binary16", torch.bfloat16: "bfloat16"}


class _Loss(torch.autograd.Function):
    """0, whose gradient is that of a sample at the parameters of the forward pass."""

    @staticmethod
    def forward(ctx, gradient, *params):
        ctx.gradient, ctx.at = gradient, [param.detach().clone() for param in params]
        return params[0].new_zeros(())

    @staticmethod
    def backward(ctx, scale):
        gradient = ctx.gradient(_flat(ctx.at))
        return (None, *(part * scale for part in _split(gradient, [at.shape for at in ctx.at])))


def kit_loss(sample, params, function="f"):
    """The loss of one sample (task.draw_snapshot(), for "h" also task.draw_local()) as a scalar tensor: .backward() asks the kit
    for the gradient of f or of h."""
    return _Loss.apply(getattr(sample, function), *params)


class _Losses(torch.autograd.Function):
    """Zeros, one a row, whose gradients are those of the rows at the parameters of the forward pass."""

    @staticmethod
    def forward(ctx, gradients, count, *params):
        ctx.gradients, ctx.at = gradients, [param.detach().clone() for param in params]
        return params[0].new_zeros(count)

    @staticmethod
    def backward(ctx, scales):
        rows = torch.stack([torch.as_tensor(row, dtype=scales.dtype) for row in ctx.gradients(_flat(ctx.at))])
        return (None, None, *_split(scales @ rows, [at.shape for at in ctx.at]))


def kit_losses(minibatch, params, function="f"):
    """The losses of the rows of a minibatch (r.minibatch(rows), for "h" also r.local_minibatch(rows)), a tensor: .mean().backward()
    asks the kit for the gradients of f or of h of its rows."""
    return _Losses.apply(getattr(minibatch, function), len(minibatch), *params)


def _flat(tensors):
    return torch.cat([tensor.detach().reshape(-1) for tensor in tensors])


def _shapes(dimension):
    """A scalar, or two tensors that have two axes where their sizes allow it; of many parameters a kernel of four axes and a bias first."""
    def shape(size):
        return next(((size // k, k) for k in (3, 2) if size % k == 0), (size,))
    if dimension >= 100:
        return [(4, 2, 3, 3), (4,), *_shapes(dimension - 76)]
    return [()] if dimension == 1 else [shape(dimension // 2), shape(dimension - dimension // 2)]


def _split(flat, shapes):
    sizes = [torch.Size(shape).numel() for shape in shapes]
    return [part.reshape(shape) for part, shape in zip(flat.split(sizes), shapes)]


def _backward(loss, params, overwritten):
    """A backward pass into new tensors; what was a gradient before, or shares its memory, is NaN from now on."""
    loss.backward()
    for param in params:
        fresh = param.grad.clone()
        _overwrite(param.grad, overwritten)
        param.grad = fresh


def _overwrite(gradient, overwritten):
    gradient.fill_(float("nan"))
    overwritten[gradient.untyped_storage().data_ptr()] = gradient  # kept, so that its memory is not used again


def _aliases(value, overwritten, path="", depth=0):
    """Where in an optimizer there are tensors that share the memory of overwritten gradients."""
    if torch.is_tensor(value):
        return [path] if value.untyped_storage().data_ptr() in overwritten else []
    if depth > 4:
        return []
    if isinstance(value, dict):
        parts = [(value[key], f"{path}[{key!r}]" if isinstance(key, (str, int)) else path) for key in value]
    elif isinstance(value, (list, tuple)):
        parts = [(part, f"{path}[{index}]") for index, part in enumerate(value)]
    else:
        return []
    return [found for part, where in parts for found in _aliases(part, overwritten, where, depth + 1)]


def _explain(optimizer, overwritten):
    kept = {name: value for name, value in vars(optimizer).items() if name != "param_groups"}
    found = sorted({path for name, value in kept.items() for path in _aliases(value, overwritten, name)})
    where = f"{', '.join(found)} of the optimizer is" if found else "something that it kept is"
    return (f"{where} the memory of an old gradient, which was overwritten since: an aliased buffer. "
            "Keep a copy (p.grad.clone()), not a reference")


def _step(optimizer, params, sample, closure, set_to_none, overwritten):
    """A step on one sample, as a training loop makes it."""
    def evaluate():
        for param in params:
            if param.grad is not None:
                _overwrite(param.grad, overwritten)
        optimizer.zero_grad(set_to_none=set_to_none)
        loss = kit_loss(sample, params)
        _backward(loss, params, overwritten)
        return loss

    if closure:
        optimizer.step(evaluate)
    else:
        evaluate()
        optimizer.step()


def _check(optimizer, params, number, overwritten):
    if torch.isnan(_flat(params)).any():
        raise RuntimeError(f"x is not a number after round {number}: {_explain(optimizer, overwritten)}")


def verify_optimizer(make, method, dtype=torch.float64, closure=False, estimate=None, start=None, name=None, scheduler=None):
    """Answers the kit for an optimizer until it says goodbye; where no kit has started the program, starts the kit.

    make(params, options): makes the optimizer.
    method: one of sgd, sgd-ema, heavy-ball, storm.
    closure: True calls optimizer.step(closure); False a backward pass and then optimizer.step().
    estimate: where m is kept, so that it is judged too: the name of an entry of optimizer.state[p], such as "momentum_buffer".
    start: the kind of m^0, where the method has several.
    scheduler(optimizer, steps): makes a scheduler of the learning rate for a run of so many steps. Runs in which the program may
        choose are then made with it, stepped after every optimizer.step(), and judged by the rates that it has set. Not for
        heavy-ball, whose rate is not eta.
    """
    if scheduler and method == "heavy-ball":
        raise ValueError("a scheduler is verified where the learning rate is eta: sgd, sgd-ema or storm, not heavy-ball")
    variant, start, options_of, tasks = method_tasks(method, start)
    shown = type(make([torch.nn.Parameter(torch.zeros(2, dtype=dtype))], options_of(0.125, 0.25)))
    runs = [0]

    def rounds(task, options):
        runs[0] += 1
        overwritten = {}
        params = [torch.nn.Parameter(part.clone()) for part in _split(task.starting_point, _shapes(task.dimension))]
        optimizer = make(params, options)
        chosen = scheduler(optimizer, task.round_count) if scheduler and task.chooses_schedule else None
        for number in range(1, task.round_count + 1):
            sample = task.draw_snapshot()
            if chosen:
                rate = torch.tensor(optimizer.param_groups[0]["lr"], dtype=dtype)
                task.report_parameters(rate.item(), task.momentum_weight)

            _step(optimizer, params, sample, closure, runs[0] % 2 == 0, overwritten)
            if chosen:
                chosen.step()
            _check(optimizer, params, number, overwritten)
            kept = [optimizer.state[param].get(estimate) if estimate else None for param in params]
            yield _flat(params), None if any(one is None for one in kept) else _flat(kept)

    serve({variant: tasks(rounds)}, name=name or f"{shown.__module__}.{shown.__qualname__}", version=torch.__version__,
          vector=lambda numbers: torch.tensor(numbers, dtype=dtype), arithmetic=ARITHMETICS[dtype],
          initializations=(start,), single_rounds=False, schedules=("reported",) if scheduler else (), only={"local_step_count": 1})


# What PyTorch calls the parameters of pages.
_NAMES = {"\u2113": "lr", "\u03b7": "lr", "\u03bc": "momentum", "\u03c4": "dampening", "\u03bb": "weight_decay", "\u03b5": "eps"}
_BETA = re.compile("\u03b2([0-9])")


def _torch_options(parameters):
    """The parameters of a page by their names in PyTorch; others keep their own."""
    options = Options({_NAMES.get(name, name): value for name, value in parameters.items()})
    betas = tuple(options.pop(name) for name in list(options) if _BETA.fullmatch(name))
    if betas:
        options["betas"] = betas
    return options


def _read_parameter(optimizer, name):
    """What an optimizer says of a parameter of a page."""
    group = optimizer.param_groups[0]
    number = _BETA.fullmatch(name)
    if number and "betas" in group:
        return float(group["betas"][int(number[1]) - 1])
    known = _NAMES.get(name, name)
    if known not in group:
        raise RuntimeError(f"the optimizer has no {known!r} for the {name} of the page: say it, parameters={{{name!r}: ...}}")
    return float(group[known])


def _rehearse(optimizer, scheduler, count, names, given):
    """The parameters of every round as a scheduler sets them, on an optimizer that is not used; one number where they stay."""
    chosen, seen = scheduler(optimizer, count), {name: [] for name in names}
    for _ in range(count):
        for name, values in seen.items():
            values.append(given[name] if name in given else _read_parameter(optimizer, name))
        optimizer.step()
        chosen.step()
    return {name: values if len(set(values)) > 1 else values[0] for name, values in seen.items()}


def verify_method(make, method, dtype=torch.float64, closure=False, states=None, parameters=None, schedules=False, name=None,
                  scheduler=None):
    """Answers the kit for an optimizer as the method of a page; where no kit has started the program, starts the kit:

        verify_method(lambda params: torch.optim.SGD(params, lr=0.1, momentum=0.9), method="heavy-ball-torch")

    make(params): the optimizer as you use it; it is judged with the parameters that it has. make(params, options): the kit chooses
        the parameters, run by run: options.lr, options.momentum, ..., and the names of the page for those that PyTorch has no name for.
    method: the name of a page (auxopt print page), or the file of one.
    dtype, closure: as at `verify_optimizer`; torch.float32 needs make(params, options), for 0.1 is not the same number there.
    states: {"b": "momentum_buffer"}: where the optimizer keeps the other vectors of the page, so that they are judged too.
    parameters: {"\u03bd": 0.7}: what make(params) has under no name that PyTorch gives it.
    schedules: True where the parameters may be changed from step to step in optimizer.param_groups, as schedulers do.
    scheduler(optimizer, steps): with make(params), your scheduler for a run of so many steps, stepped after every optimizer.step(). Its
        rates are told beforehand, from a rehearsal without gradients, and the run is judged by them.
    """
    is_own = len(inspect.signature(make).parameters) == 1
    if scheduler and not is_own:
        raise ValueError("a scheduler of your own goes with rates of your own: lambda params: ...")
    if is_own and dtype != torch.float64:
        raise ValueError(f"in {dtype} let the kit choose the parameters: lambda params, options: ...")
    start_kit(method)
    version, runs = torch.__version__, [0]
    told = dict(states or {})

    def prepare(task):
        point, *others = task.states
        if others:
            raise Unsupported(f"a start of {', '.join(others)}")
        runs[0] += 1
        params = [torch.nn.Parameter(part.clone()) for part in _split(task.states[point], _shapes(task.dimension))]
        optimizer = make(params) if is_own else make(params, _torch_options(task.parameters))
        names, given = list(task.parameters), parameters or {}
        if scheduler:
            other = make([torch.nn.Parameter(param.detach().clone()) for param in params])
            task.use(_rehearse(other, scheduler, task.round_count, names, given))
        elif is_own:
            task.use({one: given[one] if one in given else _read_parameter(optimizer, one) for one in names})
        return rounds(task, point, params, optimizer)

    def rounds(task, point, params, optimizer):
        overwritten = {}
        chosen = scheduler(optimizer, task.round_count) if scheduler else None
        for number in range(1, task.round_count + 1):
            if schedules and not is_own:
                for group in optimizer.param_groups:
                    group.update({key: value for key, value in _torch_options(task.parameters_at(number)).items() if key in group})
            _step(optimizer, params, task.sample(), closure, runs[0] % 2 == 0, overwritten)
            if chosen:
                chosen.step()
            _check(optimizer, params, number, overwritten)
            kept = {one: [optimizer.state[param].get(key) for param in params] for one, key in told.items()}
            yield {point: _flat(params), **{one: _flat(parts) for one, parts in kept.items() if all(map(torch.is_tensor, parts))}}

    serve_method(page_name(method), prepare, name=name or os.path.basename(sys.argv[0]), version=version,
                 vector=lambda numbers: torch.tensor(numbers, dtype=dtype), arithmetic=ARITHMETICS[dtype],
                 schedules=["given"] if schedules and not is_own else [], own_parameters=is_own)
