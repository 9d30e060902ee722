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
from auxopt_adapter import Options, Unsupported, method_tasks, page_name, serve, serve_loop, serve_method, start_kit

__all__ = ["Batch", "KitModel", "kit_loss", "kit_losses", "verify_loop", "verify_method", "verify_optimizer"]

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


class Batch:
    """One sample of f or of h, where a training loop has a batch of rows."""

    def __init__(self, sample, function="f"):
        self.sample, self.function = sample, function

    def to(self, *_, **__):
        return self

    def __len__(self):
        return 1


class KitModel(torch.nn.Module):
    """A model with x as its only parameter. Its output on a `Batch` is the loss, so the criterion is lambda loss, _: loss."""

    def __init__(self, x):
        torch.nn.Module.__init__(self)
        self.x = torch.nn.Parameter(x.clone())

    def forward(self, batch):
        return kit_loss(batch.sample, [self.x], batch.function).reshape(1)


class _Loader:
    """As many batches a pass as a round has, each with itself as its label."""

    def __init__(self, run, model, count):
        self._run, self._model, self._count, self.dataset, self.batch_size = run, model, count, [None] * count, 1

    def __len__(self):
        return self._count

    def __iter__(self):
        for _ in range(self._count):
            batch = Batch(self._run.sample(self._model.x.detach()))
            yield batch, batch


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


class _Overwritten:
    """The memory of old gradients, which is NaN from now on, and where an optimizer has kept it in place of a copy."""

    def __init__(self, optimizer):
        self._optimizer, self._memory, self._found = optimizer, {}, set()

    def overwrite(self, gradient):
        gradient.fill_(float("nan"))
        self._memory[gradient.untyped_storage().data_ptr()] = gradient  # kept, so that its memory is not used again

    def look(self):
        """Takes down what the optimizer has of it now."""
        kept = {name: value for name, value in vars(self._optimizer).items() if name != "param_groups"}
        self._found |= {path for name, value in kept.items() for path in self._aliases(value, name)}

    def _aliases(self, value, path, depth=0):
        if torch.is_tensor(value):
            return [path] if value.untyped_storage().data_ptr() in self._memory else []
        if depth > 4:
            return []
        if isinstance(value, dict):
            parts = [(value[key], f"{path}[{key!r}]" if isinstance(key, (str, int)) else path) for key in value]
        elif isinstance(value, (list, tuple)):
            parts = [(part, f"{path}[{index}]") for index, part in enumerate(value)]
        else:
            return []
        return [found for part, where in parts for found in self._aliases(part, where, depth + 1)]

    def check(self, params, number):
        """Says so where something is not a number and the optimizer keeps memory of an old gradient."""
        self.look()
        if not self._found:
            return
        states = [{"x": param.detach()} for param in params] + list(self._optimizer.state.values())
        for name, value in ((name, value) for state in states for name, value in state.items()):
            if torch.is_tensor(value) and torch.isnan(value).any():
                raise RuntimeError(f"{name} is not a number after round {number}: {', '.join(sorted(self._found))} of the optimizer is "
                                   "the memory of an old gradient, which was overwritten since: an aliased buffer. Keep a copy "
                                   "(p.grad.clone()), not a reference")


def _backward(loss, params, overwritten):
    """A backward pass into new tensors; what was a gradient before, or shares its memory, is NaN from now on."""
    loss.backward()
    for param in params:
        fresh = param.grad.clone()
        overwritten.overwrite(param.grad)
        param.grad = fresh


def _zero_grad(optimizer, set_to_none):
    """With both kinds of `set_to_none`, where the optimizer has them: those that wrap another one may not."""
    takes = inspect.signature(optimizer.zero_grad).parameters.values()
    if any(one.name == "set_to_none" or one.kind == one.VAR_KEYWORD for one in takes):
        optimizer.zero_grad(set_to_none=set_to_none)
    else:
        optimizer.zero_grad()


def _step(optimizer, params, sample, closure, set_to_none, overwritten, missing=()):
    """A step on one sample, as a training loop makes it; `missing` are the parameters that get no gradient."""
    def evaluate():
        for param in params:
            if param.grad is not None:
                overwritten.overwrite(param.grad)
        overwritten.look()
        _zero_grad(optimizer, set_to_none)
        loss = kit_loss(sample, params)
        _backward(loss, params, overwritten)
        for param in missing:
            param.grad = None
        return loss

    if closure:
        optimizer.step(evaluate)
    else:
        evaluate()
        optimizer.step()


# eta and a, where an optimizer has them as it is; the rate of heavy-ball is eta a.
_RATES = {
    "sgd": lambda group: (group["lr"], None),
    "sgd-ema": lambda group: (group["lr"], 1 - group["momentum"]),
    "storm": lambda group: (group["lr"], group["a"]),
}


def _is_own(make, dtype):
    """Whether make takes the parameters alone: then the optimizer has rates of its own."""
    is_own = len(inspect.signature(make).parameters) == 1
    if is_own and dtype != torch.float64:
        raise ValueError(f"in {dtype} let the kit choose the parameters: lambda params, options: ...")
    return is_own


def verify_optimizer(make, method, dtype=torch.float64, closure=False, estimate=None, start=None, name=None, scheduler=None):
    """Answers the kit for an optimizer until it says goodbye; where no kit has started the program, starts the kit.

    make(params, options): makes the optimizer. make(params): the optimizer as you use it; every run is judged by the rates that it has,
        round by round.
    method: one of sgd, sgd-ema, heavy-ball, storm.
    dtype: torch.float32 needs make(params, options), for 0.1 is not the same number there.
    closure: True calls optimizer.step(closure); False a backward pass and then optimizer.step().
    estimate: where m is kept, so that it is judged too: the name of an entry of optimizer.state[p], such as "momentum_buffer".
    start: the kind of m^0, where the method has several.
    scheduler(optimizer, steps): makes a scheduler of the learning rate for a run of so many steps. Runs in which the program may
        choose (with make(params) all) are then made with it, stepped after every optimizer.step(), and judged by the rates that it
        has set. Not for heavy-ball, whose rate is not eta.
    """
    is_own = _is_own(make, dtype)
    if method == "heavy-ball" and scheduler:
        raise ValueError("a scheduler is verified where the learning rate is eta: sgd, sgd-ema or storm; for heavy-ball see verify_method, "
                         'method="heavy-ball-torch"')
    if method == "heavy-ball" and is_own:
        return verify_method(make, method, closure=closure, name=name)
    variant, start, options_of, tasks = method_tasks(method, start)
    runs = [0]

    def made(params, options):
        return make(params) if is_own else make(params, options)
    shown = made([torch.nn.Parameter(torch.zeros(1, dtype=dtype)) for _ in range(2)], options_of(0.125, 0.25))
    if is_own and len(shown.param_groups) > 1:
        raise ValueError("an optimizer with several groups is verified by a page: see verify_method")

    def rounds(task, options):
        runs[0] += 1
        params = [torch.nn.Parameter(part.clone()) for part in _split(task.starting_point, _shapes(task.dimension))]
        optimizer = made(params, options)
        overwritten = _Overwritten(optimizer)
        chosen = scheduler(optimizer, task.round_count) if scheduler and task.chooses_schedule else None
        for number in range(1, task.round_count + 1):
            sample = task.draw_snapshot()
            if chosen or is_own:
                rate, weight = _RATES[method](optimizer.param_groups[0]) if is_own else (optimizer.param_groups[0]["lr"], None)
                task.report_parameters(torch.tensor(rate, dtype=dtype).item(), task.momentum_weight if weight is None else float(weight))

            _step(optimizer, params, sample, closure, runs[0] % 2 == 0, overwritten)
            if chosen:
                chosen.step()
            overwritten.check(params, number)
            kept = [optimizer.state[param].get(estimate) if estimate else None for param in params]
            yield _flat(params), None if any(one is None for one in kept) else _flat(kept)

    serve({variant: tasks(rounds)}, name=name or f"{type(shown).__module__}.{type(shown).__qualname__}", version=torch.__version__,
          vector=lambda numbers: torch.tensor(numbers, dtype=dtype), arithmetic=ARITHMETICS[dtype],
          initializations=(start,), single_rounds=False, schedules=("reported",) if scheduler or is_own else (),
          only={"local_step_count": 1, **({"schedule": "reported"} if is_own else {})})


# What PyTorch calls the parameters of pages.
_NAMES = {"\u2113": "lr", "\u03b7": "lr", "\u03bc": "momentum", "\u03c4": "dampening", "\u03bb": "weight_decay", "\u03b5": "eps",
          "\u03b1": "alpha", "\u03b4": "lr_decay", "\u03c1": "rho"}
_BETA = re.compile("\u03b2_?([0-9\u2080-\u2089])")


def _torch_options(parameters):
    """The parameters of a page by their names in PyTorch, and by those that they have on the page."""
    options = Options({_NAMES.get(name, name): value for name, value in parameters.items()}, also=parameters)
    betas = tuple(options.pop(name) for name in list(options) if _BETA.fullmatch(name))
    if betas:
        options["betas"] = betas
    return options


def _read_parameter(group, name, given):
    """What a group of an optimizer has for a parameter of a page."""
    number, known = _BETA.fullmatch(name), _NAMES.get(name, name)
    if name in given:
        return given[name]
    place = ord(number[1]) % 16 if number else 0
    if f"beta{place}" in group:
        return float(group[f"beta{place}"])
    if 0 < place <= len(group.get("betas", ())):
        return float(group["betas"][place - 1])
    if known not in group:
        raise RuntimeError(f"the optimizer has no {known!r} for the {name} of the page: say it, parameters={{{name!r}: ...}}")
    return float(group[known])


def _read_parameters(optimizer, names, given):
    """The parameters of each group of an optimizer."""
    return [{name: _read_parameter(group, name, given) for name in names} for group in optimizer.param_groups]


def _rehearse(optimizer, scheduler, count, names, given):
    """The parameters of every round as a scheduler sets them, on an optimizer that is not used; one number where they stay."""
    chosen, rounds = scheduler(optimizer, count), []
    for _ in range(count):
        rounds.append(_read_parameters(optimizer, names, given))
        optimizer.step()
        chosen.step()

    def told(values):
        return values if len(set(values)) > 1 else values[0]
    return [{name: told([one[name] for one in groups]) for name in names} for groups in zip(*rounds)]


def _has_gradient(task, place, number):
    """Whether the tensor at this place has a gradient in a round, where some have none."""
    return (number + place + task.message["position"]["number"]) % 3 > 0


def _tell_groups(task, params, optimizer, values, per_tensor, missing_gradients):
    """Says which coordinates each group of an optimizer has, or each tensor, and its parameters, if they are its own."""
    ends = torch.tensor([param.numel() for param in params]).cumsum(0).tolist()
    places = {id(param): place for place, param in enumerate(params)}
    for group, own in zip(optimizer.param_groups, values):
        tensors = [places[id(param)] for param in group["params"]]
        for part in [[one] for one in tensors] if per_tensor else [tensors]:
            coordinates = [i for one in part for i in range(ends[one] - params[one].numel(), ends[one])]
            rounds = [t for t in range(1, task.round_count + 1) if _has_gradient(task, part[0], t)] if missing_gradients else None
            if coordinates:
                task.use(own, coordinates=coordinates, rounds=rounds)


def verify_method(make, method, dtype=torch.float64, closure=False, states=None, parameters=None, schedules=False, name=None,
                  scheduler=None, per_tensor=False, missing_gradients=False, step=None, shapes=None):
    """Answers the kit for an optimizer as the method of a page; where no kit has started the program, starts the kit:

        verify_method(lambda params: torch.optim.SGD(params, lr=0.1, momentum=0.9), method="heavy-ball-torch")

    make(params): the optimizer as you use it; it is judged with the parameters that it has. make(params, options): the kit chooses
        the parameters, run by run: by the names of PyTorch (options.lr, options.betas; **options gives these) and by those of the page (options.eta, options.beta1).
    method: the name of a page (auxopt print page), or the file of one.
    dtype, closure: as at `verify_optimizer`; torch.float32 needs make(params, options), for 0.1 is not the same number there.
    states: {"b": "momentum_buffer"}: where the optimizer keeps the other vectors of the page, so that they are judged too; or a function
        of optimizer and params that gives the tensors.
    parameters: {"\u03bd": 0.7}: what make(params) has under no name that PyTorch gives it.
    schedules: True where the parameters may be changed from step to step in optimizer.param_groups, as schedulers do.
    scheduler(optimizer, steps): with make(params), your scheduler for a run of so many steps, stepped after every optimizer.step(). Its
        rates are told beforehand, from a rehearsal without gradients, and the run is judged by them.
    per_tensor: True where the page is about each tensor alone, as LARS and LAMB are, whose norms are those of one tensor.

    missing_gradients: True where every tensor is to have no gradient (None) in some rounds, as layers that a step does not use: it must stay
        as it is then, with its state and its step counter. Implies per_tensor.

    step(optimizer, params, sample, t): in place of one backward pass and optimizer.step(), a step of your own, as SAM needs two passes: the
        losses of a sample are kit_loss(sample, params).
    shapes(d): the shapes of the tensors, which have d numbers together; by default two tensors.

    Where make(params) has several groups, each of them is judged with its own parameters. params are two tensors, or one in one dimension:
    params[:1] and params[1:] make two groups of both.
    """
    is_own = _is_own(make, dtype)
    if scheduler and not is_own:
        raise ValueError("a scheduler of your own goes with rates of your own: lambda params: ...")
    start_kit(method)
    version, runs = torch.__version__, [0]
    told = dict(states or {})

    def prepare(task):
        point, *others = task.states
        if others:
            raise Unsupported(f"a start of {', '.join(others)}")
        runs[0] += 1
        params = [torch.nn.Parameter(part.clone()) for part in _split(task.states[point], (shapes or _shapes)(task.dimension))]
        optimizer = make(params) if is_own else make(params, _torch_options(task.parameters))
        names, given = list(task.parameters), parameters or {}
        values = [None] * len(optimizer.param_groups)
        if scheduler:
            other = make([torch.nn.Parameter(param.detach().clone()) for param in params])
            values = _rehearse(other, scheduler, task.round_count, names, given)
        elif is_own:
            values = _read_parameters(optimizer, names, given)
        if per_tensor or missing_gradients or len(values) > 1:
            _tell_groups(task, params, optimizer, values, per_tensor or missing_gradients, missing_gradients)
        elif is_own:
            task.use(values[0])
        return rounds(task, point, params, optimizer)

    def rounds(task, point, params, optimizer):
        overwritten = _Overwritten(optimizer)
        chosen = scheduler(optimizer, task.round_count) if scheduler else None
        for number in range(1, task.round_count + 1):
            if schedules and not is_own:
                for group in optimizer.param_groups:
                    now = {key: value for key, value in task.parameters_at(number).items() if isinstance(task.message["parameters"][key], list)}
                    group.update({key: value for key, value in _torch_options(now).items() if key in group})
            missing = [param for place, param in enumerate(params) if missing_gradients and not _has_gradient(task, place, number)]
            if step:
                step(optimizer, params, task.sample(), number)
            else:
                _step(optimizer, params, task.sample(), closure, runs[0] % 2 == 0, overwritten, missing)
            if chosen:
                chosen.step()
            overwritten.check(params, number)
            kept = {one: key(optimizer, params) if callable(key) else [optimizer.state[param].get(key) for param in params]
                    for one, key in told.items()}
            yield {point: _flat(params), **{one: _flat(parts) for one, parts in kept.items() if all(map(torch.is_tensor, parts))}}

    serve_method(page_name(method), prepare, name=name or os.path.basename(sys.argv[0]), version=version,
                 vector=lambda numbers: torch.tensor(numbers, dtype=dtype), arithmetic=ARITHMETICS[dtype],
                 schedules=["given"] if schedules and not is_own else [], own_parameters=is_own)


def verify_loop(loop, method, samples=1, dtype=torch.float64, name=None):
    """Answers the kit for a training loop that owns its data and its steps; where no kit has started the program, starts the kit:

        verify_loop(lambda task, model, loader: Trainer(model, lr=task.parameters.eta).fit(loader, epochs=task.round_count), method="sgd")

    loop(task, model, loader): called once a run. model is a `KitModel`; a pass through the loader is a round, and a batch is a sample.
    samples: how many batches a round has, such as lambda p: p.K.
    method, dtype: as at `verify_method`.
    """
    start_kit(method)

    def whole(task, run):
        model = KitModel(next(iter(task.states.values())))
        loop(task, model, _Loader(run, model, run.samples))
        return model.x.detach()

    serve_loop(page_name(method), whole, name=name or os.path.basename(sys.argv[0]), samples=samples, version=torch.__version__,
               vector=lambda numbers: torch.tensor(numbers, dtype=dtype), arithmetic=ARITHMETICS[dtype])
