"""The loop of every Python peer: answers `result` and `time N`, one line each."""
import sys
from time import perf_counter


def serve(run, result):
    """`run` is what is timed; `result` gives the text of what it computes."""
    print("ready", flush=True)
    for line in sys.stdin:
        word, *count = line.split()
        if word == "result":
            print(result(), flush=True)
            continue
        begin = perf_counter()
        for _ in range(int(count[0])):
            run()
        print(repr(perf_counter() - begin), flush=True)
