# Python adapter of auxopt, for `auxopt verify -- python3 your_program.py`. Python 3.8 or newer, standard library only.
# Copyright (c) 2026 the auxopt authors
# SPDX-License-Identifier: MIT
"""Lets auxopt judge an optimizer that is written in Python: NumPy, PyTorch, JAX or plain.

    from auxopt_adapter import serve

    def aux_mom(task):
        eta, a, K = task.step_size, task.momentum_weight, task.local_step_count
        if not (eta > 0 and 0 < a <= 1 and K >= 1):
            raise ValueError("out of domain")             # a ValueError here rejects the case
        def one_round(t, x, x_previous, m):               # x^(t-1), x^(t-2), m^(t-1)
            sample = task.draw_snapshot()                 # one joint sample of f and h
            m = (1 - a) * m + a * (sample.f(x) - sample.h(x))
            for _ in range(K):
                x = x - eta * (task.draw_local().h(x) + m)
                task.report_step(x)                       # optional
            return x, m                                   # x^t, m^t
        return one_round

    serve({"aux-mom": aux_mom}, name="mine")

An optimizer with a hidden state returns a generator instead of `one_round`: it yields (x, m), or (x, None), after every
round. Then say `single_rounds=False`. A program whose loop is its own asks for the runs itself: see `connect`. An optimizer
as libraries have them needs less: see `serve_optimizer`, and auxopt_torch.py for PyTorch. Everything else is at `serve` and
`Task`.
"""
import base64
import json
import math
import os
import re
import shutil
import stat
import sys
import threading
import traceback
import unicodedata
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from inspect import isgenerator, isgeneratorfunction
from numbers import Integral, Rational
from types import SimpleNamespace

__all__ = ["Minibatch", "Options", "Sample", "Task", "Unsupported", "Vector", "connect", "method_tasks", "page_name", "serve", "serve_loop",
           "serve_gradients", "serve_method", "serve_optimizer", "start_kit"]

PROTOCOL = {"major": 1, "minor": 9}
VARIANTS = ("aux-mom", "aux-mvr", "aux-mom-target", "aux-mvr-target", "naive", "sgd")
INITIALIZATIONS = ("given", "zero", "exact", "batch", "first-snapshot", "none")


class Unsupported(Exception):
    """Raise it, with the name of what is missing, for an honest gap: the case then counts as not tested."""


class _KitGone(BaseException):
    """The kit closed its end. Not an Exception, so that no `except Exception` of an algorithm swallows it."""


class Vector(list):
    """A list of numbers with the +, - and * of a vector, so that plain Python needs no package. Never changed in place."""

    __slots__ = ()

    def _map2(self, other, function):
        if len(self) != len(other):
            raise ValueError(f"vectors of {len(self)} and {len(other)} coordinates do not go together")
        return Vector(map(function, self, other))

    def __add__(self, other):
        return self._map2(other, lambda a, b: a + b)

    __radd__ = __iadd__ = __add__

    def __sub__(self, other):
        return self._map2(other, lambda a, b: a - b)

    def __rsub__(self, other):
        return self._map2(other, lambda a, b: b - a)

    def __mul__(self, scale):
        if isinstance(scale, (list, tuple)):
            raise TypeError("a vector is multiplied by a number, not by a vector")
        return Vector([a * scale for a in self])

    __rmul__ = __imul__ = __mul__

    def __truediv__(self, scale):
        return Vector([a / scale for a in self])

    def __neg__(self):
        return Vector([-a for a in self])


def _only(kind, make, name):
    """A check for exact arithmetic, which a float would silently spoil."""
    def check(value):
        if isinstance(value, (kind, Integral)):
            return make(value)
        raise TypeError(f"{name} arithmetic is declared, and {value!r} is a {type(value).__name__}")
    return check


# How numbers come in, how they are checked on their way out, how they are written, by declared arithmetic. Floating point
# travels as binary64: float() widens NumPy's and PyTorch's narrower numbers exactly, repr() is the shortest that reads back.
_BINARY = (float, float, repr)
_FORMATS = {
    "binary64": _BINARY, "binary32": _BINARY, "binary16": _BINARY, "bfloat16": _BINARY,
    "decimal": (Decimal, _only(Decimal, Decimal, "decimal"), str),
    "rational": (Fraction, _only(Rational, Fraction, "rational"), str),
}


class Sample:
    """One random sample: every gradient that is taken from it sees the same."""

    __slots__ = ("_ask", "_draw", "_atoms", "_key")

    def __init__(self, ask, draw, joint):
        self._ask, self._draw, self._atoms = ask, draw, {}
        self._key = {"f": "f", "h": "f"} if joint else {"f": "f", "h": "h"}

    def _take(self, function, at):
        key = self._key[function]
        gradient, atom = self._ask(function, self._draw, at, self._atoms.get(key))
        if self._draw == "snapshot" or self._draw == "local":
            self._atoms[key] = atom
        return gradient

    def f(self, at):
        """The gradient of f at a point. Local samples know h only."""
        return self._take("f", at)

    def h(self, at):
        """The gradient of h at a point."""
        return self._take("h", at)


class Minibatch:
    """One random minibatch: every gradient that is taken from it sees the same rows. Its length is their number."""

    __slots__ = ("_ask", "_what", "_size")

    def __init__(self, ask, what, size):
        self._ask, self._what, self._size = ask, what, size

    def __len__(self):
        return self._size

    def _take(self, function, at):
        gradients, self._what = self._ask(function, at, self._what)
        return gradients

    def f(self, at):
        """The list of the gradients of f of every row at a point: the mean is yours to make."""
        return self._take("f", at)

    def h(self, at):
        """The list of the gradients of h of every row at a point."""
        return self._take("h", at)


class _Session:
    """What the tasks of variants and of methods share: numbers, and gradients from the kit."""

    def __init__(self, message, arithmetic, vector, link):
        self._read, self._check, self._write = _FORMATS[arithmetic]
        self._vector, self._link = vector, link
        self.session, self.dimension, self.message = message["session"], message["dimension"], message
        self._problem, self._affine = message.get("problem"), {}
        self._head = '"session":' + json.dumps(self.session)
        self._asking = {(function, draw): '{"type":"oracle",%s,"function":"%s","draw":"%s","at":["'
                        % (self._head, function, draw)
                        for function in "fh" for draw in ("snapshot", "local", "mean")}

    def _numbers(self, values):
        """A vector of the algorithm's as a list of numbers of the declared arithmetic."""
        try:
            numbers = list(map(self._check, values.tolist() if hasattr(values, "tolist") else values))
        except TypeError as error:
            raise TypeError(f"a vector of {self.dimension} numbers is expected, not {values!r} (a state that is a number is not reported): {error}") from error
        if len(numbers) != self.dimension:
            raise ValueError(f"a vector of {self.dimension} numbers is expected, not {values!r}")
        return numbers

    def _text(self, numbers):
        return '","'.join(map(self._write, numbers))

    def _ask_kit(self, function, draw, at, atom, member=None):
        tail = '"],"member":%d}\n' % member if member else '"]}\n' if atom is None else '"],"atom":%d}\n' % atom
        self._link.send(self._asking[function, draw] + self._text(self._numbers(at)) + tail)
        answer = self._link.receive()
        try:
            return self._vector(list(map(self._read, answer["gradient"]))), answer["atom"]
        except KeyError:
            raise SystemExit(f"auxopt_adapter: the kit sent {answer!r} in place of a gradient") from None

    def _compute(self, holder, function, draw, atom, at):
        """A gradient of the problem that tape mode sends."""
        key = function, draw, atom
        if key not in self._affine:
            part = holder["target" if function == "f" else "auxiliary"]
            self._affine[key] = ([list(map(self._read, row)) for row in part["matrix"]],
                                 list(map(self._read, part["vector"])))
        matrix, constant = self._affine[key]
        point = self._numbers(at)
        return self._vector([sum(a * b for a, b in zip(row, point)) - c for row, c in zip(matrix, constant)]), atom

    def _finite(self, text):
        value = self._read(text)
        if not math.isfinite(value):
            raise ValueError(f"{text!r} is not a finite number")
        return value

    def _read_state(self, values, name):
        if len(values) != self.dimension:
            raise ValueError(f"{name} has {len(values)} coordinates, and the dimension is {self.dimension}")
        return [self._finite(value) for value in values]


_EARLY = object()  # in place of an m^0 before the run begins


class Task(_Session):
    """What an algorithm is asked to do, and what it may ask.

    variant, step_size (eta), momentum_weight (a), local_step_count (K), round_count (T), dimension (d);
    initialization.kind and .size (of a batch); starting_point (x^0), given_correction (m^0 of the kind "given", else None)
    and initial_correction (m^0 of any kind; before the run begins it raises a RuntimeError) are fresh vectors each time; mean is the sample
    of the exact gradients, for the kind "exact" alone.

    Where eta or a is a schedule, step_size and momentum_weight are those of the current round (read them in every round), and
    step_sizes and momentum_weights are the lists of all. Where eta changes from one local step to the next, local_step_sizes has
    the K of the current round, step_size the first of them, and step_sizes those of all rounds, one after the other. Where
    chooses_schedule is true, the algorithm chooses both in every round, from these, and says so with report_parameters.

    Where draws are minibatches, sampling is "drawn" (draw_minibatch: the kit draws) or the law by which the program draws rows itself
    (minibatch(rows)) out of row_count, batch_size a time; local_row_count and local_batch_size are those of the local steps. A run
    of single draws (sampling is None) looks like one epoch of minibatches of one row, each of them a fresh sample: one loop is enough.
    """

    def __init__(self, message, arithmetic, vector, joint, link):
        super().__init__(message, arithmetic, vector, link)
        parameters, initialization = message["parameters"], message["initialization"]
        self.variant = message["variant"]
        self.local_step_count, self.round_count = parameters["localStepCount"], parameters["roundCount"]
        self._etas = self._per_round(parameters, "stepSize")
        per_step = any(isinstance(eta, list) for eta in self._etas)
        self.step_sizes = [eta for entry in self._etas for eta in self._per_step(entry)] if per_step else self._etas
        self.momentum_weights = self._per_round(parameters, "momentumWeight")
        self.chooses_schedule = message.get("schedule") == "reported"
        sampling = message.get("sampling", {})
        self.sampling = sampling.get("kind")
        rounds = max(self.round_count, 1)
        self.row_count, self.batch_size = sampling.get("rowCount", rounds), sampling.get("batchSize", 1)
        self.local_row_count = sampling.get("localRowCount", rounds * max(self.local_step_count, 1))
        self.local_batch_size = sampling.get("localBatchSize", 1)
        self.initialization = SimpleNamespace(kind=initialization["kind"], size=initialization.get("size"))
        self._x0 = self._read_state(message["x0"], "x0")
        self._m0 = self._read_state(message["m0"], "m0") if "m0" in message else None
        if self.initialization.kind == "given" and self._m0 is None:
            raise ValueError("the initialization is given, and m0 is not there")
        self._initial = _EARLY
        self._ask = self._ask_kit if self._problem is None else self._ask_tape
        self._joint = joint or self._problem is not None  # the tape names one atom a round
        self.mean = Sample(self._ask, "mean", True)
        self._begin(0)

    starting_point = property(lambda self: self._vector(list(self._x0)))
    given_correction = property(lambda self: None if self._m0 is None else self._vector(list(self._m0)))

    @property
    def initial_correction(self):
        if self._initial is _EARLY:
            raise RuntimeError("initial_correction is not known yet: read it where the rounds of a run begin, in the generator; "
                               "a function of one round gets m instead")
        return None if self._initial is None else self._vector(list(self._initial))

    def draw_snapshot(self):
        """A new joint sample of f and h."""
        return Sample(self._ask, "snapshot", self._joint)

    def draw_local(self):
        """A new sample of h."""
        sample = Sample(self._ask, "local", True)
        if self._problem is not None:  # the tape has one for each step, whether it is used or not
            drawn, atoms = self._drawn["local"], self._problem["tape"]["rounds"][max(self._round - 1, 0)]["local"]
            if self._round > 0 and drawn < len(atoms):
                self._drawn["local"], sample._atoms["f"] = drawn + 1, atoms[drawn]
        return sample

    def draw_minibatch(self):
        """A new minibatch of f and h, of rows that the kit draws."""
        return self._minibatch("snapshot", '"size":%d' % self.batch_size, self.batch_size)

    def draw_local_minibatch(self):
        """A new minibatch of h, of rows that the kit draws."""
        return self._minibatch("local", '"size":%d' % self.local_batch_size, self.local_batch_size)

    def minibatch(self, rows):
        """A new minibatch of f and h, of these rows, numbered from 0."""
        return self._minibatch("snapshot", *self._rows(rows))

    def local_minibatch(self, rows):
        """A new minibatch of h, of these rows."""
        return self._minibatch("local", *self._rows(rows))

    @staticmethod
    def _rows(rows):
        numbers = [int(row) for row in rows]
        return '"rows":%s' % numbers, len(numbers)

    def _minibatch(self, draw, what, size):
        if self.sampling is None:
            sample = self.draw_local() if draw == "local" else self.draw_snapshot()
            return Minibatch(lambda function, at, _: ([sample._take(function, at)], None), None, 1)

        def ask(function, at, drawn):
            self._link.send('{"type":"minibatch",%s,"function":"%s","draw":"%s","at":["%s"],%s}\n'
                            % (self._head, function, draw, self._text(self._numbers(at)), drawn))
            answer = self._link.receive()
            try:
                gradients = [self._vector(list(map(self._read, one))) for one in answer["gradients"]]
                return gradients, '"atom":%d' % answer["atom"]
            except KeyError:
                raise SystemExit(f"auxopt_adapter: the kit sent {answer!r} in place of gradients") from None
        return Minibatch(ask, what, size)

    def report_step(self, y):
        """Tells the point after a local step: optional, but for all local steps of a round or none."""
        self._told += 1
        self._link.tell('{"type":"state",%s,"round":%d,"step":%d,"y":["%s"]}\n'
                        % (self._head, self._round, self._told, self._text(self._numbers(y))))

    def report_parameters(self, step_size=None, momentum_weight=None):
        """Tells eta (or a list of K, one a local step) and a of the current round: needed where the algorithm chooses them, else
        optional and checked."""
        def text(value):
            if isinstance(value, (list, tuple)):
                return "[%s]" % ",".join(map(text, value))
            return '"%s"' % self._write(self._check(value))
        told = (("stepSize", step_size), ("momentumWeight", momentum_weight))
        self._used = "".join(',"%s":%s' % (name, text(value)) for name, value in told if value is not None)

    def _per_step(self, entry):
        """One value for each local step; one of the round is repeated."""
        return entry if isinstance(entry, list) else [entry] * max(self.local_step_count, 1)

    def _per_round(self, parameters, name):
        """One entry for each round, a number or a list with one a local step; a constant is repeated."""
        values = parameters[name]
        if not isinstance(values, list):
            return [self._finite(values)] * max(self.round_count, 1)
        if len(values) != self.round_count:
            raise ValueError(f"{name} has {len(values)} values, and there are {self.round_count} rounds")
        for value in values:
            if isinstance(value, list) and len(value) != self.local_step_count:
                raise ValueError(f"an entry of {name} has {len(value)} values, and there are {self.local_step_count} local steps")
        return [list(map(self._finite, value)) if isinstance(value, list) else self._finite(value) for value in values]

    def gradient(self, function, at, draw, atom=None):
        """(gradient, atom) by wire names, for those who keep their own books of atoms."""
        return self._ask(function, draw, at, atom)

    _ahead, _round = False, 0

    def _begin(self, number):
        self._drawn = {"snapshot": int(self._ahead and number == self._round + 1), "local": 0}
        self._round, self._told, self._ahead, self._used = number, 0, False, ""
        index = min(max(number, 1), len(self._etas)) - 1
        self.local_step_sizes, self.momentum_weight = self._per_step(self._etas[index]), self.momentum_weights[index]
        self.step_size = self.local_step_sizes[0]

    def _tell(self, x, m):
        """The state after the current round; gives back the numbers that were told."""
        x, m = self._numbers(x), None if m is None else self._numbers(m)
        correction = "" if m is None else ',"m":["%s"]' % self._text(m)
        self._link.tell('{"type":"state",%s,"round":%d,"x":["%s"]%s%s}\n'
                        % (self._head, self._round, self._text(x), correction, self._used))
        return x, m

    def _ask_tape(self, function, draw, at, atom):
        if draw == "mean":
            holder, atom = self._problem, 0
        else:
            atom = self._next_atom(draw) if atom is None else atom
            holder = self._problem[draw + "Atoms"][atom]
        if draw == "local" and function == "f":
            raise LookupError("local samples know h only")
        return self._compute(holder, function, draw, atom, at)

    def _next_atom(self, draw):
        tape, index = self._problem["tape"], self._drawn[draw]
        self._drawn[draw] += 1
        if self._round == 0:
            atoms = tape["initial"] if draw == "snapshot" else []
        else:
            atoms = tape["rounds"][self._round - 1][draw]
            atoms = atoms if draw == "local" else [atoms]
        if draw == "snapshot" and index == 1 and self._round > 0 and self._may_look_ahead():
            self._ahead = True  # STORM as published draws the sample of the next round before this one is told
            return tape["rounds"][min(self._round, len(tape["rounds"]) - 1)]["snapshot"]
        if index >= len(atoms):
            raise LookupError(f"the tape has no further {draw} draw in round {self._round}")
        return atoms[index]

    def _may_look_ahead(self):
        """After the local steps; where the round needs its point once more, also before them."""
        drawn = self._drawn["local"] + self.variant.endswith("-target")  # whose first step needs no sample
        is_after_steps = drawn >= len(self._problem["tape"]["rounds"][self._round - 1]["local"])
        return self.variant.startswith("aux-mvr") or (self.variant.startswith("aux-mom") and is_after_steps)


def _is_driven():
    """Whether standard input is a pipe, as it is when the kit starts the program."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


if _is_driven():
    sys.stdout = sys.stderr  # print() has no place in the protocol; serve() sees to everything else that writes


class _Link:
    """The pipes to the kit. What anything else writes to standard output goes to standard error from now on."""

    def __init__(self):
        self._lines, self._out, self._waiting = os.fdopen(os.dup(0), "rb"), os.dup(1), ""
        for pipe in (self._lines.fileno(), self._out):
            try:
                os.set_blocking(pipe, True)
            except (AttributeError, OSError):
                pass  # Windows, where pipes block
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        os.close(nothing)
        sys.__stdout__.flush()  # what was printed before
        sys.stdout = sys.stderr

    def tell(self, text):
        """Sends a state with the next question or answer: a call for each would take longer than the round."""
        self._waiting += text
        if len(self._waiting) > 1 << 16:
            self.send("")

    def send(self, text):
        data = (self._waiting + text).encode()
        self._waiting = ""
        try:
            while data:
                data = data[os.write(self._out, data):]
        except BrokenPipeError:
            raise _KitGone from None

    def receive(self):
        line = self._lines.readline()
        if not line.endswith(b"\n"):
            raise _KitGone
        try:
            message = json.loads(line)
        except ValueError as error:
            raise SystemExit(f"auxopt_adapter: the kit sent a line that is not JSON: {error}") from None
        if not isinstance(message, dict):
            raise SystemExit(f"auxopt_adapter: the kit sent {message!r}, not an object")
        return message


class Options(dict):
    """Parameters by name: options.lr is options["lr"], and a Greek letter has its name in ASCII too: options.eta, options["mu"].

    also: other names of the same parameters, which **options does not give.
    """

    def __init__(self, values, also=()):
        super().__init__(values)
        self._also = dict(also)

    def __missing__(self, key):
        key = "epsilon" if key == "eps" else key
        known = {**self._also, **self}
        found = [value for name, value in known.items() if key in (name, _ascii(name))]
        if not found:
            raise KeyError(f"there is no parameter {key}: {', '.join(known)}")
        return found[0]

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None


def _ascii(name):
    """beta1 for a beta with a subscript: what a page may have in place of a letter that not every keyboard has."""
    letters = [letter if letter.isascii() else
               "ell" if letter == "\u2113" else unicodedata.normalize("NFKC", letter) for letter in name]
    return "".join(part if part.isascii() else unicodedata.name(part, part).split()[-1].lower() for part in letters)


def _packed(state):
    """What a program saves as a text: bytes in base 64, anything else as JSON."""
    if isinstance(state, (bytes, bytearray)):
        return "bytes " + base64.b64encode(state).decode()
    return "json " + json.dumps(state)


def _unpacked(text):
    kind, _, state = text.partition(" ")
    return base64.b64decode(state) if kind == "bytes" else json.loads(state)


class MethodTask(_Session):
    """A run of a method, by the names of its page.

    parameters are those of round 1 (parameters_at(t) of every round: they differ where the kit gives a schedule), states the vectors
    that the page leaves open, fresh each time; round_count is T. sample() is a new joint sample of f and h, mean that of the exact gradients.
    states is a dict by names; the members of a family c[i] are "c[1]", "c[2]", ..., and family("c") is {1: ..., 2: ...}.

    A program that saves (saves=True) sets `save` to a function without arguments, which gives bytes or anything that JSON knows. In another
    process `saved` is what it gave, and first_round the round to go on with; else they are None and 1.
    """

    save = saved = None
    first_round = 1

    def __init__(self, message, arithmetic, vector, link):
        super().__init__(message, arithmetic, vector, link)
        self.method, self.round_count, self._given = message["method"], message["rounds"], message["parameters"]
        self._states = {name: self._read_state(values, name) for name, values in message["states"].items()}
        for name, values in self._given.items():
            if isinstance(values, list) and len(values) != self.round_count:
                raise ValueError(f"{name} has {len(values)} values, and there are {self.round_count} rounds")
        self.parameters, self._own = self.parameters_at(1), {}
        self._drawn, self._ask = 0, self._ask_kit if self._problem is None else self._ask_tape
        self.mean = Sample(self._ask, "mean", True)
        self._told = message.get("told", {})
        if "restore" in message:
            self.saved = _unpacked(message["restore"]["state"])
            self.first_round = message["restore"]["round"] + 1
        self._next = self.first_round

    def use(self, parameters=None, coordinates=None, rounds=None):
        """Says which parameters the run is made with, by the names of the page, where the program has its own alone (own_parameters=True).

        One that the page lets change `each round` may be a list with a value a round. With coordinates, numbered from 0, it says a group of
        them, such as a tensor: the page is about each group alone, and each may have parameters of its own. Call it once a group.
        rounds: those in which the group has a gradient, in order; in the others it is to stay as it is, and its t does not count.
        """
        def text(name, value):
            if isinstance(value, (list, tuple)):
                return [text(name, one) for one in value]
            return value if isinstance(self._given.get(name), int) else self._write(self._check(value))
        told = {} if parameters is None else {"parameters": {name: text(name, value) for name, value in parameters.items()}}
        if coordinates is None:
            self._own = told
        else:
            own = {} if rounds is None else {"rounds": list(rounds)}
            self._own.setdefault("groups", []).append({"coordinates": list(map(int, coordinates)), **told, **own})
        self.parameters = self.parameters if parameters is None else Options(parameters)

    states = property(lambda self: {name: self._vector(list(values)) for name, values in self._states.items()})

    def family(self, name):
        """The given states of a family, by the numbers of its members."""
        return {int(key[len(name) + 1:-1]): value for key, value in self.states.items() if key.startswith(name + "[")}

    def parameters_at(self, number):
        """The values of round t = `number`; of a parameter with a value a step the list of them."""
        def read(value):
            if isinstance(value, list):
                return [read(one) for one in value]
            return value if isinstance(value, int) else self._finite(value)
        return Options({name: read(values[number - 1] if isinstance(values, list) else values) for name, values in self._given.items()})

    def sample(self):
        """A new joint sample of f and h."""
        sample = Sample(self._ask, "snapshot", True)
        if self._problem is not None:
            sample._atoms["f"] = self._problem["tape"][self._drawn]
            self._drawn += 1
        return sample

    def member(self, number):
        """The exact gradients of one sample by its number, from 1: of client i of n."""
        return Sample(lambda *question: self._ask(*question, number), "mean", True)

    def members(self, name, t, place=0):
        """The members of a set that the page draws in round t, or of an index the only one; `place` counts the draws of a round from 0."""
        return list(self._told[name][t - 1][place])

    def coin(self, name, t, place=0):
        """Whether a coin of the page is 1 in round t."""
        return bool(self._told[name][t - 1][place])

    def _ask_tape(self, function, draw, at, atom, member=None):
        if member is not None:
            draw, atom = "snapshot", member - 1
        holder = self._problem if draw == "mean" else self._problem["snapshotAtoms"][atom]
        return self._compute(holder, function, draw, atom or 0, at)

    def _report(self, number, states):
        # a family is a dict: "c[i]": {1: ..., 2: ...}
        flat = [(f"{name.split('[')[0]}[{one}]", vector) for name, family in states.items() if isinstance(family, dict) for one, vector in family.items()]
        flat += [(name, vector) for name, vector in states.items() if not isinstance(vector, dict)]
        told = ",".join('%s:["%s"]' % (json.dumps(name), self._text(self._numbers(vector))) for name, vector in flat)
        self._link.tell('{"type":"state",%s,"round":%d,"states":{%s}}\n' % (self._head, number, told))


class _Server:
    def __init__(self, variants, start, single_rounds, hello, make_task, methods=None, make_method_task=None):
        self._variants, self._start, self._single_rounds = variants, start, single_rounds
        self._hello, self._make_task = hello, make_task
        self._methods, self._make_method_task = methods or {}, make_method_task
        self._task = self._algorithm = None

    def respond(self, request):
        """The answer to a request, without its id."""
        kind = request.get("type")
        try:
            if kind == "hello":
                return self._hello
            if kind in ("close", "bye"):
                self._task = None
            elif kind == "open":
                self._task = None
                self._open(request)
            elif kind == "openMethod":
                self._task = None
                self._open_method(request)
            elif kind == "run" and isinstance(self._task, MethodTask) and self._task.session == request["session"]:
                self._run_method(self._task, request)
            elif kind == "save" and isinstance(self._task, MethodTask) and self._task.session == request["session"]:
                if self._task.save is None:
                    raise Unsupported("save")
                return {"type": "saved", "state": _packed(self._task.save())}
            elif kind in ("run", "step"):
                if self._task is None or self._task.session != request["session"]:
                    raise LookupError(f"no session {request['session']} is open")
                (self._run if kind == "run" else self._step)(self._task, request)
            else:
                raise Unsupported(f"requests of type {kind}")
            return {"type": "ok", **(self._task._own if kind == "openMethod" else {})}
        except Unsupported as gap:
            return {"type": "unsupported", "capability": str(gap) or "something"}
        except Exception as error:  # pylint: disable=broad-except
            frames = traceback.extract_tb(error.__traceback__)
            frame = ([one for one in frames if one.filename != __file__] or frames)[-1]
            where = f"{os.path.basename(frame.filename)}:{frame.lineno}"
            message = (str(error) or type(error).__name__)[:2000]
            if kind in ("open", "openMethod") and isinstance(error, ValueError):
                print(f"auxopt_adapter: rejected at {where}: {message}", file=sys.stderr, flush=True)
                return {"type": "rejected", "code": "bad-input", "message": message}
            self._task = None
            traceback.print_exc()
            sys.stderr.flush()
            return {"type": "error", "message": f"{type(error).__name__}: {message} ({where})"}

    def _open(self, request):
        kinds = self._hello["capabilities"]["initializations"]
        if request["variant"] not in self._variants:
            raise Unsupported(f"variant {request['variant']}")
        task = self._make_task(request)
        self._algorithm = self._variants[request["variant"]](task)  # bad parameters are rejected before all else
        if task.initialization.kind not in kinds:
            raise Unsupported(f"initialization {task.initialization.kind}")
        if not callable(self._algorithm) and not isgenerator(self._algorithm):
            raise RuntimeError(f"{request['variant']} returned {self._algorithm!r}, not a function or a generator")
        self._task = task

    def _open_method(self, request):
        if request["method"] not in self._methods:
            raise Unsupported(f"method {request['method']}")
        task = self._make_method_task(request)
        self._algorithm = self._methods[request["method"]](task)
        if not isgenerator(self._algorithm):
            raise RuntimeError(f"{request['method']} returned {self._algorithm!r}, not a generator")
        self._task = task

    def _run_method(self, task, request):
        for number in range(task._next, task._next + request["rounds"]):
            states = next(self._algorithm, None)
            if not isinstance(states, dict):
                raise RuntimeError(f"a round yields its vectors by name, such as {{'x': x}}, not {states!r} (round {number})")
            task._report(number, states)
            task._next = number + 1

    def _run(self, task, request):
        task._begin(0)
        x, m = previous, _ = task._tell(task._x0, self._initial_correction(task))
        task._initial = m
        for number in range(1, request["rounds"] + 1):
            task._begin(number)
            old = x
            x, m = self._round(task, number, x, previous, m)
            previous = old

    def _step(self, task, request):
        if not self._single_rounds or isgenerator(self._algorithm):
            raise Unsupported("single rounds")
        state = request["state"]
        task._begin(state["round"])
        m = task._read_state(state["m"], "m") if "m" in state else None
        x, previous = (task._read_state(state[name], name) for name in ("x", "xPrevious"))
        self._round(task, state["round"], x, previous, m)

    def _round(self, task, number, x, previous, m):
        """Makes and tells a round. The algorithm gets vectors of its own: it may change them in place."""
        if isgenerator(self._algorithm):
            result = next(self._algorithm, None)
            if result is None:
                raise RuntimeError(f"the generator ended before it yielded round {number}")
        else:
            fresh = [None if values is None else task._vector(list(values)) for values in (x, previous, m)]
            result = self._algorithm(number, *fresh)
        if not isinstance(result, tuple) or len(result) != 2:
            raise RuntimeError(f"a round gives (x, m), or (x, None) where there is no m, not {result!r}")
        return task._tell(*result)

    def _initial_correction(self, task):
        kind = task.initialization.kind
        if kind == "given":
            return task._m0
        if kind == "zero":
            return [task._read(0)] * task.dimension
        if kind in ("exact", "batch"):
            if self._start is None:
                raise Unsupported(f"initialization {kind}")
            return self._start(task)
        return None


def serve(variants, name, version="0", vector=Vector, arithmetic="binary64", start=None, initializations=None,
          snapshot_draws="joint", single_rounds=True, subnormals=None, schedules=(), minibatches=(), only=None):
    """Answers the kit on standard input and output until it says goodbye.

    variants: {"aux-mom": prepare, …}; prepare(task) checks the parameters and gives one_round or a generator.
    vector: makes the algorithm's vectors from lists of numbers, such as numpy.array. Vectors come back as anything that has
        .tolist() or yields numbers.
    arithmetic: what states are computed in: binary64, binary32, binary16, bfloat16, decimal (decimal.Decimal) or rational
        (fractions.Fraction).
    start: start(task) gives m^0 of the kinds "exact" and "batch", from task.mean or from task.draw_snapshot().
    initializations: the kinds of m^0 that the algorithms know. In round 1 of "first-snapshot", and wherever there is no
        correction, m is None.
    snapshot_draws: "independent" where f and h of a round cannot see one joint sample.
    single_rounds: False where a round cannot be made from just any state.
    subnormals: "flushed" where the machine sets them to zero.
    schedules: "given" where the algorithms follow schedules of eta and a, "given-per-step" where also eta of every local step,
        "reported" where they can choose and report them.
    minibatches: "drawn" where the algorithms take minibatches that the kit draws; where they draw rows themselves, the law of their
        sampler: "replacement"; "epochs", in which every row comes once and the last minibatch may be smaller; "epochs-dropped",
        which leave that one out.
    only: what alone the algorithms support, and the verdict is then about: {"momentum_weight": 1} for a = 1,
        {"local_step_count": 1} for K = 1, {"largest_dimension": 20} for d <= 20, {"schedule": "reported"} for rates of their own.
    """
    kinds = initializations or ("given", "zero", "none") + (("exact", "batch") if start else ())
    for one, prepare in variants.items():
        if isgeneratorfunction(prepare):
            raise TypeError(f"{one} is a generator function: let it check the parameters and return a generator")
    link, server = _start(variants, name, version, vector, arithmetic, start, kinds, snapshot_draws, single_rounds, subnormals,
                          schedules, minibatches, only)
    _serve(link, server)


def serve_method(method, prepare, name, version="0", vector=Vector, arithmetic="binary64", subnormals=None, schedules=(),
                 checks_parameters=False, saves=False, own_parameters=False, oracle_modes=("callback",)):
    """Answers the kit for a method that has a page (auxopt verify --method page.md -- python3 mine.py) until it says goodbye:

        def nesterov(task):
            mu, lr = task.parameters.mu, task.parameters.lr          # the names of the page; Greek letters by their names too
            def rounds():
                x, b = task.states["x"], task.states["b"]
                for t in range(1, task.round_count + 1):
                    g = task.sample().f(x)
                    b = mu * b + g
                    x = x - lr * (g + mu * b)
                    yield {"x": x, "b": b}                           # after every round: x, and what else is kept
            return rounds()

        serve_method("nesterov", nesterov, name="mine")

    method: the name on the page. prepare(task) gives the generator, or is a generator itself; where checks_parameters is True it raises a ValueError for a
        parameter outside of its domain, and is asked for some.
    schedules: "given" where it follows parameters that change from round to round (task.parameters_at(t)), "given-per-step" where
        also from step to step.
    saves: True where prepare sets task.save, and goes on after task.saved, which a former process gave, with round task.first_round.
    oracle_modes: ("tape",) where no gradient is asked for: each run comes with its problem and its draws (task.message["problem"]), and
        sample() and mean compute from them. Draw in the order of the page then.
    own_parameters: True where the program is configured already: prepare(task) says with task.use({"mu": 0.9, ...}), by the names of
        the page, what it runs with, and is judged by that.
    """
    if isgeneratorfunction(prepare) and (checks_parameters or saves or own_parameters):
        raise TypeError(f"{method} is a generator function: let it return a generator, so that it checks or tells parameters and sets task.save at once")
    capabilities = {"variants": [], "methods": [method], "arithmetic": arithmetic, "oracleModes": list(oracle_modes), "snapshotDraws": "joint"}
    if own_parameters:
        schedules, capabilities["only"] = [*schedules, "reported"], {"schedule": "reported"}
    optional = {"subnormals": subnormals, "schedules": list(schedules), "checksParameters": checks_parameters, "saves": saves}
    capabilities.update({key: value for key, value in optional.items() if value})
    link = _connect()
    hello = {"type": "hello", "protocol": PROTOCOL, "capabilities": capabilities,
             "implementation": {"name": name, "version": version, "language": "python"}}
    server = _Server({}, None, False, hello, None, {method: prepare}, lambda message: MethodTask(message, arithmetic, vector, link))
    _serve(link, server)


class _Stopped(BaseException):
    """Ends a loop that goes on after the last round of a run."""


class Loop:
    """A run of a program that owns its loop, in a thread that is awake only while the kit waits for it.

    gradient(x): the gradient of f at x, of a new sample; sample(x): the sample alone, where x is the point at that time. Every `samples`
        of them begin a round, and so end the one before at x.
    end_round(states): ends a round, for who asks by task.sample() and the like; states as in serve_method.
    """

    def __init__(self, task, loop, samples):
        self.task, self.samples, self._asked = task, samples, 0
        self._awake, self._paused, self._ended, self._error = threading.Semaphore(0), threading.Semaphore(0), None, None
        self._is_begun = self._is_over = self._is_stopped = False
        task._ask, self._ask = self._first, task._ask
        task.mean = Sample(task._ask, "mean", True)
        self._thread = threading.Thread(target=self._run, args=(loop,), daemon=True)
        self._thread.start()
        self._paused.acquire()
        if self._error is not None:  # a parameter that is rejected
            raise self._error

    def _run(self, loop):
        try:
            last = loop(self.task, self)
            if self._asked % self.samples:
                raise RuntimeError(f"the loop ended after {self._asked} gradients, and a round has {self.samples}")
            self._ended = self._states(last) if last is not None else None
        except _Stopped:
            return
        except BaseException as error:  # pylint: disable=broad-except
            self._error = error
        self._is_over = True
        self._paused.release()

    def _pause(self):
        self._paused.release()
        self._awake.acquire()
        if self._is_stopped:
            raise _Stopped

    def _first(self, *question):
        if not self._is_begun:
            self._is_begun = True
            self._pause()
        return self._ask(*question)

    def _states(self, states):
        return states if isinstance(states, dict) else {next(iter(self.task.states)): states}

    def gradient(self, x):
        return self.sample(x).f(x)

    def sample(self, x):
        if self._asked % self.samples == 0 and self._asked:
            self.end_round(x)
        self._asked += 1
        return self.task.sample()

    def end_round(self, states):
        self._ended = self._states(states)
        self._pause()

    def rounds(self):
        """The generator that serve_method wants."""
        try:
            while True:
                self._ended = None
                if not self._is_over:
                    self._awake.release()
                    self._paused.acquire()
                if self._error is not None:
                    raise self._error
                if self._ended is None:
                    raise RuntimeError("the loop ended too early, or without the last x, which it is to return (or to give to end_round)")
                yield self._ended
        finally:
            self._is_stopped = True
            self._awake.release()


def serve_loop(method, loop, name, samples=1, **how):
    """As serve_method, for a program that owns its loop, which need not be turned inside out:

        serve_loop("sgd", lambda task, run: their_sgd(run.gradient, task.states["x"], steps=task.round_count, rate=task.parameters.ell), name="theirs")

    loop(task, run): called once a run; asks run.gradient(x), which is a new sample each time, and returns the last x or the last states. See `Loop`.
    samples: how many gradients a round has; samples(parameters) where they depend on parameters.
    """
    def prepare(task):
        return Loop(task, loop, samples(task.parameters) if callable(samples) else samples).rounds()
    serve_method(method, prepare, name, **how)


def _serve(link, server):
    """Answers until the kit says goodbye."""
    try:
        while not _answer(link, server, link.receive()):
            pass
    except _KitGone:
        return
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _connect():
    """The pipes to the kit."""
    if sys.stdin.isatty():
        raise SystemExit("This program is started by the kit: auxopt verify -- python3 " + os.path.basename(sys.argv[0]))
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)  # exact fractions have thousands of digits
    return _Link()


def _answer(link, server, request):
    """Answers one request; whether it was the last."""
    answer = server.respond(request)
    link.send(json.dumps({**answer, "id": request.get("id", "")}) + "\n")
    return request.get("type") == "bye"


def _limits(only):
    """What alone is supported, in the words of the protocol."""
    known = {"momentum_weight": ("momentumWeight", lambda value: "1" if value == 1 else None),
             "local_step_count": ("localStepCount", lambda value: 1 if value == 1 else None),
             "largest_dimension": ("largestDimension", lambda value: value if type(value) is int and value > 0 else None),
             "schedule": ("schedule", lambda value: value if value == "reported" else None)}
    limits = {}
    for name, value in dict(only).items():
        written, check = known.get(name, (None, lambda _: None))
        if check(value) is None:
            raise ValueError(f"only={{{name!r}: {value!r}}} is none of momentum_weight: 1, local_step_count: 1, "
                             "largest_dimension: a whole number from 1 on, schedule: 'reported'")
        limits[written] = check(value)
    return limits


def _start(variants, name, version, vector, arithmetic, start, kinds, snapshot_draws, single_rounds, subnormals, schedules,
           minibatches, only=None):
    """The pipes to the kit, and what answers it."""
    checks = (("variant", variants, VARIANTS), ("arithmetic", [arithmetic], tuple(_FORMATS)),
              ("initialization", kinds, INITIALIZATIONS), ("snapshot_draws", [snapshot_draws], ("joint", "independent")),
              ("kind of schedule", schedules, ("given", "given-per-step", "reported")),
              ("law of minibatches", minibatches, ("drawn", "replacement", "epochs", "epochs-dropped")))
    for what, given, known in checks:
        for one in given:
            if one not in known:
                raise ValueError(f"{one!r} is no {what}: one of {', '.join(known)} is expected")
    link = _connect()
    capabilities = {"variants": list(variants), "arithmetic": arithmetic, "oracleModes": ["callback", "tape"],
                    "snapshotDraws": snapshot_draws, "initializations": list(kinds), "singleRounds": bool(single_rounds)}
    if schedules:
        capabilities["schedules"] = list(schedules)
    if minibatches:
        capabilities["minibatches"] = list(minibatches)
    if subnormals:
        capabilities["subnormals"] = subnormals
    if only:
        capabilities["only"] = _limits(only)
    hello = {"type": "hello", "protocol": PROTOCOL, "capabilities": capabilities,
             "implementation": {"name": name, "version": version, "language": "python"}}
    server = _Server(variants, start, single_rounds, hello,
                     lambda message: Task(message, arithmetic, vector, snapshot_draws == "joint", link))
    return link, server


class Round:
    """One round of a run, as `with kit.round() as r:` gives it. Its samples are those of the task."""

    def __init__(self, task):
        self.draw_snapshot, self.draw_local, self.report_step = task.draw_snapshot, task.draw_local, task.report_step
        self.draw_minibatch, self.draw_local_minibatch = task.draw_minibatch, task.draw_local_minibatch
        self.minibatch, self.local_minibatch = task.minibatch, task.local_minibatch
        self.report_parameters = task.report_parameters
        self._task, self._is_told = task, False

    def report(self, x, m=None):
        """Tells x^t, and m^t where there is one."""
        if self._is_told:
            raise RuntimeError("a round is reported once")
        self._is_told = True
        self._task._tell(x, m)


class Kit:
    """The kit, for a program whose loop is its own: see `connect`."""

    def __init__(self, link, server):
        self._link, self._server, self._made, self._open = link, server, 0, None

    def runs(self):
        """The runs that the kit asks for, one after the other; each is a `Task`."""
        try:
            while True:
                request = self._link.receive()
                if request.get("type") == "run" and self._server._task is not None:
                    yield from self._run(self._server._task, request)
                elif _answer(self._link, self._server, request):
                    return
        except _KitGone:
            return

    def _run(self, task, request):
        self._made, self._open = 0, task
        task._begin(0)
        task._initial = task._tell(task._x0, self._server._initial_correction(task))[1]
        yield task
        self._open, made, due = None, self._made, request["rounds"]
        answer = {"type": "ok"} if made == due else {
            "type": "error", "message": f"the program made {made} rounds of a run, and {due} were asked for"}
        self._link.send(json.dumps({**answer, "id": request["id"]}) + "\n")

    @contextmanager
    def round(self):
        """The next round of the current run; it must be reported before the `with` block ends."""
        if self._open is None:
            raise RuntimeError("a round is made inside the loop over kit.runs()")
        self._made += 1
        self._open._begin(self._made)
        this = Round(self._open)
        yield this
        if not this._is_told:
            raise RuntimeError(f"round {self._made} was not reported: r.report(x), or r.report(x, m)")


def connect(variants, name, version="0", vector=Vector, arithmetic="binary64", initializations=("zero", "none"),
            snapshot_draws="joint", subnormals=None, minibatches=(), schedules=(), check=None, only=None):
    """The kit for a program that keeps its own loop, such as a training loop with a sampler of its own:

        kit = connect(["aux-mom"], name="mine")
        for run in kit.runs():                                # run.step_size, run.momentum_weight, run.round_count, …
            x, m = run.starting_point, run.initial_correction
            for _ in range(run.round_count):
                with kit.round() as r:
                    m = (1 - run.momentum_weight) * m + run.momentum_weight * r.draw_snapshot().f(x)
                    x = x - run.step_size * m
                    r.report(x, m)                            # or r.report(x)

    The parameters are as at `serve`. check(run) is called before a run is: a ValueError that it raises rejects the parameters, which
    auxopt verify without --method asks for; with --method or --level 2 they are inside the domain always. Single rounds are not
    asked for. An error of the program ends it: the kit reports that, and goes on with a new process.
    """
    def prepare(task):
        if check is not None:
            check(task)
        return (_ for _ in ())

    link, server = _start({one: prepare for one in variants}, name, version, vector, arithmetic,
                          None, initializations, snapshot_draws, False, subnormals, schedules, minibatches, only)
    return Kit(link, server)


# Methods without an auxiliary: their variant, their starts (the first one is the default), and their own parameters from eta and a.
METHODS = {
    "sgd": ("sgd", ("none",), lambda eta, a: {"lr": eta}),
    "sgd-ema": ("aux-mom", ("first-snapshot", "zero"),
                lambda eta, a: {"lr": eta, "momentum": 1 - a, "dampening": 1 - a}),
    "heavy-ball": ("aux-mom", ("zero",), lambda eta, a: {"lr": eta * a, "momentum": 1 - a}),
    "storm": ("aux-mvr", ("first-snapshot",), lambda eta, a: {"lr": eta, "a": a}),
}


def method_tasks(method, start=None):
    """What bridges of optimizers share: the variant of a method, its start, its parameters, and what makes `serve` prepare a task.

    Where no kit has started the program, starts the kit, which starts it again.
    """
    if method not in METHODS:
        raise ValueError(f"{method!r} is no method of the bridges: one of {', '.join(METHODS)} is expected")
    variant, starts, own = METHODS[method]
    if start not in (None, *starts):
        raise ValueError(f"{start!r} is no start of {method}: one of {', '.join(starts)} is expected")
    start_kit(method)

    def options_of(eta, a):
        return Options(own(eta, a))

    def tasks(rounds):
        def prepare(task):
            eta, a = task.step_size, task.momentum_weight
            if not (eta > 0 and 0 < a <= 1 and task.local_step_count >= 1 and task.round_count >= 1):
                raise ValueError("a parameter is out of its domain")
            return rounds(task, options_of(eta, a))
        return prepare

    return variant, start or starts[0], options_of, tasks


def serve_optimizer(make, method, name, version="0", vector=Vector, arithmetic="binary64", start=None):
    """Answers the kit for an optimizer of pure functions, as optax has them:

        serve_optimizer(lambda options: optax.sgd(options.lr, options.momentum), method="heavy-ball", name="optax.sgd",
                        vector=jax.numpy.array)

    make(options) gives an object with init and update, or the pair of them: state = init(x), then updates, state =
    update(gradient, state, x) and x = x + updates.
    The methods and their options are those of `METHODS`: sgd, sgd-ema and heavy-ball. STORM, which sees a sample at two points,
    is written with `serve` or `connect`.
    """
    variant, start, _, tasks = method_tasks(method, start)

    def rounds(task, options):
        made = make(options)
        init, update = (made.init, made.update) if hasattr(made, "init") else made
        x = task.starting_point
        state = init(x)
        for _ in range(task.round_count):
            updates, state = update(task.draw_snapshot().f(x), state, x)
            x = x + updates
            yield x, None

    serve({variant: tasks(rounds)}, name, version, vector, arithmetic, initializations=(start,), single_rounds=False,
          only={"local_step_count": 1})


def start_kit(method):
    """Replaces this program by the kit, which starts it again; does nothing where a kit has started it."""
    if os.environ.get("AUXOPT_PEER") or _is_driven():
        return
    found = shutil.which("auxopt")
    kit = [found] if found else [shutil.which("npx") or "npx", "auxopt"]
    words = [*kit, "verify", "--method", method, "--", sys.executable, *sys.argv]
    sys.stdout.flush()
    os.execv(words[0], words)


def page_name(method):
    """The name of a method that is given as the file of its page, or by name."""
    if not re.search(r"[./]", method):
        return method
    with open(method, encoding="utf-8") as file:
        found = re.search(r"^method +(\S+)", file.read(), re.MULTILINE)
    if found is None:
        raise ValueError(f"{method} has no line that begins with 'method NAME'")
    return found[1]


def serve_gradients(gradient, dimension, starting_point, name, value=None, rows=None, prices=None):
    """Answers `auxopt advise` for gradients of f and h, on standard input and output, until goodbye.

    gradient(function, x, draw, sample): function is "f" or "h", x a list of numbers. draw is "mean" (the exact gradient;
        sample is None), "snapshot" (f and h of one sample belong together) or "local" (h alone). Equal samples of one kind of
        draw must give the same randomness: seed a generator with `sample`.
    value(x): f at x, exactly; optional, and then a pilot compares runs by it.
    rows: {"target": b, "auxiliary": c, "mean": n}, how many rows of the data a gradient of each kind looks at; "mean" may be
        left out. Optional: with it a pilot knows what gradients cost, and speaks of epochs.
    prices: {"auxiliary": c, "mean": m}, what a gradient of h, and the exact one of f, costs in samples of f, where rows do not
        tell, as for a quantised model; "mean" may be left out. Optional.
    """
    link = _Link()
    read, check, write = _FORMATS["binary64"]
    hello = {"type": "hello", "protocol": PROTOCOL,
             "implementation": {"name": name, "version": "0", "language": "python"},
             "capabilities": {"variants": [], "arithmetic": "binary64", "oracleModes": ["callback"],
                              "snapshotDraws": "joint", "gradients": True, **({"values": True} if value else {})}}

    def texts(values):
        return [write(check(value)) for value in (values.tolist() if hasattr(values, "tolist") else values)]

    def respond(request):
        kind = request.get("type")
        if kind == "hello":
            return hello
        if kind == "describe":
            return {"type": "source", "name": name, "dimension": dimension, "startingPoint": texts(starting_point),
                    **({"rows": rows} if rows else {}), **({"prices": prices} if prices else {})}
        if kind == "gradient":
            at = [read(value) for value in request["at"]]
            made = gradient(request["function"], at, request["draw"], request.get("sample"))
            return {"type": "gradient", "gradient": texts(made)}
        if kind == "value" and value:
            return {"type": "value", "value": texts([value([read(entry) for entry in request["at"]])])[0]}
        if kind == "bye":
            return {"type": "ok"}
        return {"type": "unsupported", "capability": f"requests of type {kind}"}

    try:
        while True:
            request = link.receive()
            try:
                answer = respond(request)
            except Exception as error:  # pylint: disable=broad-except
                traceback.print_exc()
                sys.stderr.flush()
                answer = {"type": "error", "message": f"{type(error).__name__}: {error}"[:2000]}
            link.send(json.dumps({**answer, "id": request.get("id", "")}) + "\n")
            if request.get("type") == "bye":
                return
    except _KitGone:
        return
