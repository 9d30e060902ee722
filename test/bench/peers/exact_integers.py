"""AuxMOM in gmpy2 integers over one shared scale: the algorithm of the shared-scale engine. argv[1] is the data file."""
import sys
from gmpy2 import mpz
from loop import serve
from tokens import format_ratios, read_tokens

token = read_tokens(sys.argv[1])
whole = lambda: mpz(token())


def rows(count):
    return [[(token(), whole()) for _ in range(token())] for _ in range(count)]


class Family:
    """Steps of one kind: what they change, what moves it, and what forces it."""

    def __init__(self):
        self.places, self.factor = token(), whole()
        self.changed = [token() for _ in range(token())]
        self.unchanged = [token() for _ in range(token())]
        count = len(self.changed)
        self.atoms = [(rows(count), rows(count)) for _ in range(token())]

    def advance(self, z, places, atoms):
        """One step an atom; the forcing of an atom is made once and then only raised to the scale."""
        known = {}
        start = list(z)
        for step, atom in enumerate(atoms):
            moving, forcing = self.atoms[atom]
            if atom in known:
                forced, at = known[atom]
                raised = self.factor ** (step - at)
                forced = [value * raised for value in forced]
            else:
                forced = [sum(k * start[c] for c, k in row) for row in forcing]
                if step:
                    raised = self.factor**step
                    forced = [value * raised for value in forced]
            known[atom] = forced, step
            made = [sum(k * z[c] for c, k in row) + f for row, f in zip(moving, forced)]
            for entry, value in zip(self.changed, made):
                z[entry] = value
        raised = self.factor ** len(atoms)
        for entry in self.unchanged:
            z[entry] *= raised
        return places + self.places * len(atoms)


base, size, d, start_places = whole(), token(), token(), token()
start = [whole() for _ in range(size)]
snapshot, local = Family(), Family()
T, K = token(), token()
draws = [([token()], [token() for _ in range(K)]) for _ in range(T)]


def run():
    z, places = list(start), start_places
    for atom, atoms in draws:
        places = snapshot.advance(z, places, atom)
        places = local.advance(z, places, atoms)
    return z[:d], places


def result():
    x, places = run()
    return format_ratios((value, base**places) for value in x)


serve(run, result)
