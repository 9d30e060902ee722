"""Where the kit is, and how it is started."""
import os
import shutil
import subprocess
import sys

BUNDLED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_kit", "auxopt.mjs")


class KitMissing(RuntimeError):
    """The kit, or the Node that it runs on, is not there."""


def kit_command():
    """The words that start the kit: the file that $AUXOPT_KIT names (dist/src/cli/main.js of a checkout, or of a package of npm), or else
    the one that came with this package. Nothing is looked for in a registry."""
    script = os.environ.get("AUXOPT_KIT", BUNDLED)
    if not os.path.isfile(script):
        raise KitMissing(f"there is no kit at {script}: let $AUXOPT_KIT name the main.js of auxopt, or install a whole wheel of it")
    node = os.environ.get("AUXOPT_NODE") or shutil.which("node")
    if node is None:
        raise KitMissing("the kit runs on Node, and there is no node on the PATH: install Node 20 or newer, or let $AUXOPT_NODE name it")
    return [node, script]


def main():
    """The command `auxopt`. What spreads over worker threads needs their files, which the package of npm has."""
    if sys.argv[1:2] in (["check"], ["demo"], ["merge"], ["proofs"]) and "AUXOPT_KIT" not in os.environ:
        raise SystemExit(f"auxopt: {sys.argv[1]} is not part of the Python package; install auxopt from its npm package for it")
    try:
        raise SystemExit(subprocess.call([*kit_command(), *sys.argv[1:]]))
    except KitMissing as error:
        raise SystemExit(f"auxopt: {error}") from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
