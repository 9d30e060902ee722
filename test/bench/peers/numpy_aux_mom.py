"""AuxMOM in NumPy, every operation into a buffer: argv is the data file, and `expressions` for plain expressions instead."""
import sys
import numpy as np
from loop import serve

data = np.fromfile(sys.argv[1])
d, T, K = (int(value) for value in data[:3])
eta, a = (float(value) for value in data[3:5])
A, b, B, c, x0 = np.split(data[5:], np.cumsum([d * d, d, d * d, d]))
A, B = A.reshape(d, d), B.reshape(d, d)
x, m, g, h = np.empty(d), np.empty(d), np.empty(d), np.empty(d)


def in_place():
    x[:] = x0
    m[:] = 0
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
    x, m = x0, np.zeros(d)
    for _ in range(T):
        m = (1 - a) * m + a * ((A @ x - b) - (B @ x - c))
        for _ in range(K):
            x = x - eta * (B @ x - c + m)
    return x


run = expressions if sys.argv[2:] == ["expressions"] else in_place
serve(run, lambda: " ".join(map(repr, run().tolist())))
