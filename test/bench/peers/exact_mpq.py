"""AuxMOM over gmpy2.mpq."""
from gmpy2 import mpq
from aux_mom_over import serve_over

serve_over(mpq)
