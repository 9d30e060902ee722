"""Checks of optimizers as tests of pytest.

    import torch
    from auxopt.pytest import check_optimizer

    test_sgd = check_optimizer(lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9), method="heavy-ball-torch")

The kit makes runs of the optimizer and judges every step by the equations of the page. Each family of its cases is a test of its own:

    short    numbers of few bits, so that nothing is rounded in the first rounds
    full     numbers with all bits of the format
    edge     parameters near the ends of their domains
    small    small parameters
    others   everything else: the handshake, the refusal of bad parameters, programs that are judged by a variant

(With parameters of its own an optimizer has those in every family; starts, gradients, sizes and lengths differ.)
"""
import json
import os
import random
import re
import subprocess
import sys
from fnmatch import fnmatchcase

import pytest

from .kit import KitMissing, kit_command

__all__ = ["check_optimizer", "check_program"]

FAMILIES = ("short", "full", "edge", "small", "others")
_SHOWN = 3  # likely mistakes


def check_optimizer(make, method, *, expectations=None, **bridge):
    """Tests of an optimizer of PyTorch, to be the value of a name test_... of a module.

    make, method: as at `auxopt_torch.verify_method`; so are the further arguments dtype, closure, states, parameters,
        schedules, scheduler and per_tensor.
    expectations: a file of known failures with reasons; they are expected to fail, strictly.

    Files are looked for from the root folder of pytest.
    """
    def serve(name):
        from auxopt_torch import verify_method
        verify_method(make, method, name=name, **bridge)
    return _test_of(method, expectations, serve=serve)


def check_program(command, method=None, *, expectations=None):
    """Tests of a program in any language that speaks to the kit: check_program(["node", "mine.mjs"], method="nesterov-torch")."""
    return _test_of(method, expectations, command=list(command))


def _test_of(method, expectations, serve=None, command=None):
    if "PYTEST_CURRENT_TEST" in os.environ:
        raise RuntimeError("a check is made where the module is read, not inside of a test: test_mine = check_optimizer(...)")

    @pytest.mark.parametrize("family", FAMILIES)
    def test(family, request):
        node, reports = request.node, request.config.stash[_REPORTS]
        key = (str(node.path), node.originalname)
        if key not in reports:
            if getattr(node, "cls", None) is not None:
                pytest.fail("a check belongs to a module, not to a class", pytrace=False)
            words = command or [sys.executable, "-m", "auxopt.serve", os.path.relpath(node.path, request.config.rootpath), node.originalname]
            reports[key] = _verify(request.config, words, method, expectations, node.originalname)
        report = reports[key]
        if isinstance(report, str):
            reports[key] = report.splitlines()[0]  # the whole is told once
            pytest.fail(report, pytrace=False)
        _judge(node, family, report, request.config.stash[_SEED])
    test.serve = serve
    return test


def _verify(config, words, method, expectations, name):
    """The report of the kit; a text where there is none."""
    asked = ["--json", "--seed", str(config.stash[_SEED])]
    for option, value in (("--method", method), ("--expectations", expectations)):
        asked += [option, str(value)] if value is not None else []
    folder = config.getoption("--auxopt-certificates")
    if folder is not None:
        os.makedirs(folder, exist_ok=True)
        asked += ["--certificate", os.path.join(folder, f"{name}.json"), "--badge", os.path.join(folder, f"{name}.svg"), "--force"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}
    environment.pop("PYTEST_CURRENT_TEST", None)
    try:
        made = subprocess.run([*kit_command(), "verify", *asked, "--", *words], cwd=config.rootpath, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False)
    except KitMissing as error:
        return str(error)
    return json.loads(made.stdout) if made.returncode in (0, 1) else made.stderr.strip() or f"the kit ended with {made.returncode}"


def _family(case):
    found = re.search(r"^L\d+/[^/]+/([a-z]+)-\d+$", case)
    return found[1] if found and found[1] in FAMILIES else "others"


def _judge(node, family, report, seed):
    """Passes, skips, fails or is expected to fail, as the cases of the family did."""
    cases = [one for one in report["results"] if _family(one["id"]) == family]
    failing = [one for one in cases if one["verdict"] not in ("pass", "unsupported")]
    expectations = report.get("expectations", {"known": [], "stale": []})
    reasons = {one["id"]: one["reason"] for one in expectations["known"]}
    unexpected = [one for one in failing if one["id"] not in reasons]
    stale = [one for one in expectations["stale"] if _concerns(one["case"], family, report)]
    if unexpected or stale:
        lines = _explain(unexpected, len(cases), report.get("search")) if unexpected else []
        lines += [f"[XPASS(strict)] expected to fail: {one['case']}: {one['problem']}" for one in stale]
        pytest.fail("\n".join([*lines, f'again: pytest "{node.nodeid}" --auxopt-seed {seed}']), pytrace=False)
    if failing:
        pytest.xfail("; ".join(sorted({reasons[one["id"]] for one in failing})))
    if not any(one["verdict"] == "pass" for one in cases):
        pytest.skip(cases[0]["message"] if cases else "the program has no such cases")


def _concerns(pattern, family, report):
    """Whether an entry of an expectations file is about a family; one that matches no case is about the others."""
    plain = re.sub(r"[\[?]", lambda found: f"[{found[0]}]", pattern)
    matched = {_family(one["id"]) for one in report["results"] if fnmatchcase(one["id"], plain)}
    return family in (matched or {"others"})


def _fact(label, text):
    return f"  {label:<12}{text}"


def _line(label, formula):
    facts = [_fact(label, formula["should"]), _fact("yours is", formula["is"] or "nothing")]
    return facts + ([_fact("", formula["condition"])] if "condition" in formula else [])


def _explain(failing, count, search):
    first = failing[0]
    lines = [f"{len(failing)} of {count} cases fail, first {first['id']}", *first.get("message", first["verdict"]).splitlines()]
    likely = first.get("diagnosis", [])[:_SHOWN]
    if search and not likely:
        lines.append(f"none of {search['tried']} changes of the page explains all failures")
    for index, one in enumerate(likely):
        if "formula" in one:
            lines += _line("or instead" if index else "should be", one["formula"])
            lines += _line("and", one["second"]) if "second" in one else []
        else:
            lines += [_fact("or" if index else "mistake", one["mistake"]), _fact("to fix it", one["fix"])]
    return lines + ([f"its log: {first['log'].strip()}"] if first.get("log", "").strip() else [])


_SEED, _REPORTS = pytest.StashKey(), pytest.StashKey()


def pytest_addoption(parser):
    group = parser.getgroup("auxopt", "checks of optimizers")
    group.addoption("--auxopt-seed", type=int, metavar="N", help="seed of the data of all cases (default: a new one each time)")
    group.addoption("--auxopt-certificates", metavar="DIR", help="write a certificate and a badge of every check into this folder")


def pytest_configure(config):
    seed = config.getoption("--auxopt-seed")
    config.stash[_SEED] = random.SystemRandom().randrange(2**31) if seed is None else seed
    config.stash[_REPORTS] = {}


def pytest_report_header(config):
    return f"auxopt: --auxopt-seed {config.stash[_SEED]}"
