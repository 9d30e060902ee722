"""AuxMOM over fractions.Fraction."""
from fractions import Fraction
from aux_mom_over import serve_over

serve_over(Fraction)
