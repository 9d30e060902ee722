"""AuxMOM over decimal.Decimal, with digits to spare; a rounding would be an error."""
from decimal import Decimal, Inexact, getcontext
from aux_mom_over import serve_over

getcontext().prec = 1_000_000
getcontext().traps[Inexact] = True
serve_over(lambda n, d: Decimal(n) / Decimal(d))
