"""Losses beside SymPy: derivatives at a point, and reading a formula."""

from collections.abc import Callable
from functools import partial
from typing import Any

import sympy

from benchmarks.measure import ratio, report
from descent_game.losses import formula
from descent_game.losses.loss import Loss
from tests.losses.literature import CASES

FORMULAS = {case.name: case.formula for case in CASES[:12]}
POINTS = [(0.1 * k - 5.0, 3.0 - 0.07 * k) for k in range(100)]
WEIGHTS = sympy.symbols("w1 w2", real=True)
POINT_BUDGET = 1.5
READING_BUDGET = 1 / 20


def main() -> None:
    """Print every figure of losses."""
    found = [_at_points(Loss(text, {}), _built(text)) for text in FORMULAS.values()]
    report("derivatives at a point: the least of 12 functions / SymPy", min(found), POINT_BUDGET)
    report("derivatives at a point: the most of 12 functions / SymPy", max(found), POINT_BUDGET)
    reading = ratio(_read_all, lambda: [_built(text) for text in FORMULAS.values()], repeats=5)
    report("reading 12 formulas / SymPy's building", reading, READING_BUDGET)


def _at_points(loss: Loss, reference: Callable[[float, float], object]) -> float:
    return ratio(partial(_each, loss.derivatives), partial(_each, lambda w: reference(*w)))


def _each(work: Callable[[tuple[float, float]], object]) -> None:
    for point in POINTS:
        work(point)


def _read_all() -> None:
    formula._parsed.cache_clear()
    for text in FORMULAS.values():
        Loss(text, {}).derivatives((1.0, 2.0))


def _built(text: str) -> Callable[[float, float], Any]:
    """Return value, gradient and Hessian as SymPy makes them of a formula."""
    known = {"w1": WEIGHTS[0], "w2": WEIGHTS[1], "e": sympy.E}
    value = sympy.sympify(text, locals=known)
    slopes = [sympy.diff(value, weight) for weight in WEIGHTS]
    curvature = [sympy.diff(slopes[i], WEIGHTS[j]) for i, j in ((0, 0), (0, 1), (1, 1))]
    made: Callable[[float, float], Any] = sympy.lambdify(
        WEIGHTS, [value, *slopes, *curvature], modules="math", cse=True
    )
    made(1.0, 2.0)
    return made


if __name__ == "__main__":
    main()
