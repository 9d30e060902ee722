"""AuxMOM in NumPy. argv: the data file, and `expressions` or `in-place`."""
import sys
import numpy as np
from loop import serve

data = np.fromfile(sys.argv[1])
d, T, K = (int(value) for value in data[:3])
A, b, B, c, x0 = np.split(data[5:], np.cumsum([d * d, d, d * d, d]))
A, B = A.reshape(d, d), B.reshape(d, d)
eta, a = data[3:5].tolist()
g, h = np.empty(d), np.empty(d)


def in_place():
    """Every operation into a buffer."""
    x, m = x0.copy(), np.zeros(d)
    for _ in range(T):
        np.dot(A, x, out=g)
        np.subtract(g, b, out=g)
        np.dot(B, x, out=h)
        np.subtract(h, c, out=h)
        np.subtract(g, h, out=g)
        np.multiply(g, a, out=g)
        np.multiply(m, 1 - a, out=m)
        np.add(m, g, out=m)
        for _ in range(K):
            np.dot(B, x, out=g)
            np.subtract(g, c, out=g)
            np.add(g, m, out=g)
            np.multiply(g, eta, out=g)
            np.subtract(x, g, out=x)
    return x


def expressions():
    """The equations as they stand."""
    x, m = x0, np.zeros(d)
    for _ in range(T):
        m = (1 - a) * m + a * ((A @ x - b) - (B @ x - c))
        for _ in range(K):
            x = x - eta * (B @ x - c + m)
    return x


run = expressions if sys.argv[2] == "expressions" else in_place
serve(run, lambda: " ".join(map(repr, run().tolist())))
