"""Second moments in Python integers over one shared scale. argv[1] is the data file."""
import sys
from loop import serve
from tokens import format_ratios, read_tokens

token = read_tokens(sys.argv[1])
form = lambda: [(token(), token()) for _ in range(token())]
apply = lambda terms, at: sum(k * at[p] for p, k in terms)

base, size, T, K, start_places = (token() for _ in range(5))
half = size * (size + 1) // 2
start = [token() for _ in range(half)]
gradient_places, gradient = token(), form()
# row after row of the upper half
position = lambda i, j: min(i, j) * size - min(i, j) * (min(i, j) - 1) // 2 + abs(i - j)
column_positions = [[position(r, c) for r in range(size)] for c in range(size)]


class Step:
    def __init__(self):
        self.places, self.factor, self.excess = token(), token(), token()
        self.mean = [form() for _ in range(size)]
        self.noise = [(token(), form()) for _ in range(token())]

    def __call__(self, values):
        noise = [(p, apply(terms, values)) for p, terms in self.noise]
        columns = [[values[p] for p in positions] for positions in column_positions]
        product = [[apply(row, column) for column in columns] for row in self.mean]
        made = [apply(self.mean[j], product[i]) * self.excess for i in range(size) for j in range(i, size)]
        for p, value in noise:
            made[p] += value
        return made


snapshot, local = Step(), Step()


def run():
    values, places = start, start_places
    total, total_places = 0, start_places + gradient_places
    for _ in range(T):
        for k in range(K):
            # the snapshot draw moves m alone: the point of step 1 is the same before it and after it
            if k == 0:
                values, places = snapshot(values), places + snapshot.places
            total *= base ** (places + gradient_places - total_places)
            total += apply(gradient, values)
            total_places = places + gradient_places
            values, places = local(values), places + local.places
    return total, total_places


def result():
    total, places = run()
    return format_ratios([(total, base**places)])


serve(run, result)
