"""Measuring and printing: every figure beside its budget."""

import statistics
import time
from collections.abc import Callable


def median_seconds(work: Callable[[], object], repeats: int = 101) -> float:
    """Return the median time of a call, after one that does not count."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def report(name: str, figure: float, budget: float, unit: str) -> None:
    """Print one figure beside the most it may be."""
    verdict = "held" if figure <= budget else "MISSED"
    print(f"{name:<52}{figure:9.2f} {unit:<5} budget {budget:g} {unit:<5} {verdict}")
