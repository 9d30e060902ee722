"""AuxMOM as its equations stand, over any kind of exact numbers. argv[1] is the data file."""
import sys
from loop import serve
from tokens import format_ratios, read_tokens


def serve_over(number):
    """`number` makes one from a numerator and a denominator."""
    token = read_tokens(sys.argv[1])
    read = lambda: number(token(), token())
    vector = lambda: [read() for _ in range(d)]
    affine = lambda: ([vector() for _ in range(d)], vector())
    d, T, K = token(), token(), token()
    eta, a = read(), read()
    rest = number(1, 1) - a
    snapshot_atoms = [(affine(), affine()) for _ in range(token())]
    local_atoms = [affine() for _ in range(token())]
    x0 = vector()
    draws = [(token(), [token() for _ in range(K)]) for _ in range(T)]
    zero = number(0, 1)

    def gradient(sample, at):
        matrix, shift = sample
        return [sum((m * x for m, x in zip(row, at)), zero) - s for row, s in zip(matrix, shift)]

    def run():
        x, m = x0, [zero] * d
        for atom, local in draws:
            target, auxiliary = snapshot_atoms[atom]
            f, h = gradient(target, x), gradient(auxiliary, x)
            m = [rest * mi + a * (fi - hi) for mi, fi, hi in zip(m, f, h)]
            for i in local:
                x = [xi - eta * (hi + mi) for xi, hi, mi in zip(x, gradient(local_atoms[i], x), m)]
        return x

    serve(run, lambda: format_ratios(value.as_integer_ratio() for value in run()))
