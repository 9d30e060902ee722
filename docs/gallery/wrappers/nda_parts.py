"""The optimizers of Network-Distributed-Algorithm without its networks, for which it needs cvxpy and networkx."""
from types import SimpleNamespace

from clone import bare

bare("nda", log=SimpleNamespace(info=print, debug=print))
bare("cvxpy")
bare("networkx")
optimizers = bare("nda.optimizers")
from nda.optimizers.optimizer import Optimizer  # noqa: E402

optimizers.Optimizer = Optimizer
from nda.optimizers.centralized.SVRG import SVRG  # noqa: E402
from nda.optimizers.centralized_distributed.DANE import DANE  # noqa: E402


class Problem:
    """One machine whose gradients are those of the kit."""

    n_agent, m, m_total, is_smooth, x_min = 1, 1, 1, True, None

    def grad_g(self, w):
        return 0 * w
