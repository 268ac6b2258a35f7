"""Measuring and printing: every figure is a ratio to a reference that is measured in between."""

import time
from collections.abc import Callable
from statistics import median


def ratio(ours: Callable[[], object], theirs: Callable[[], object], repeats: int = 31) -> float:
    """Return how many times as long our call takes as theirs: in turns, medians."""
    return ratio_of(lambda: _seconds(ours), lambda: _seconds(theirs), repeats)


def ratio_of(ours: Callable[[], float], theirs: Callable[[], float], repeats: int) -> float:
    """Return the ratio of the medians of two figures that are taken in turns.

    The first of each does not count, where there are several.
    """
    pairs = [(ours(), theirs()) for _ in range(repeats)]
    counted = pairs[1:] or pairs
    return median(mine for mine, _ in counted) / median(other for _, other in counted)


def report(name: str, figure: float, budget: float, unit: str = "x") -> None:
    """Print one figure beside the most it may be."""
    verdict = "held" if figure <= budget else "MISSED"
    print(f"{name:<72}{figure:8.3g} {unit:<2} budget {budget:g} {unit:<2} {verdict}", flush=True)


def without(name: str, reason: str) -> None:
    """Print that a figure cannot be had here, as its reference is not there."""
    print(f"{name:<72} not measured: {reason}", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
