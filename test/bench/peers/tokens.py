"""Reads whole numbers in base 16 from a data file, one after another."""
import sys


def read_tokens(path):
    with open(path) as file:
        numbers = (int(word, 16) for word in file.read().split())
    return lambda: next(numbers)


def format_ratios(ratios):
    """Pairs of whole numbers as text."""
    return " ".join(f"{int(n):x} {int(d):x}" for n, d in ratios)
