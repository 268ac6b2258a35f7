"""How long losses take: derivatives at a point, grids for maps, and grids over data."""

from functools import partial

import numpy as np

from benchmarks.measure import median_seconds, report
from descent_game.losses.dataset import Dataset
from descent_game.losses.formula import parse
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Array
from descent_game.losses.tree import Call, Negative, Operation, walk

FORMULA = "(flat*(w1 + w2 - 2*c)**2 + steep*(w1 - w2)**2)/4 + sin(3*w1)*exp(-w2**2/8) + w1/7"
PARAMETERS = {"flat": 1.0, "steep": 50.0, "c": 2.0}
MEAN_SQUARE = "mean((w1*left + w2*right - centre)**2)"

POINT_BUDGET = 30.0
"""Microseconds, median, for value, gradient and Hessian of about 20 operations."""
MAP_BUDGET = 0.65
DOTS_BUDGET = 5.0
DATA_BUDGET = 200.0
"""Milliseconds, median."""


def main() -> None:
    """Print every figure of losses."""
    loss = Loss(FORMULA, PARAMETERS)
    nodes = walk(parse(FORMULA, ("w1", "w2", *PARAMETERS)))
    operations = sum(isinstance(node, Operation | Negative | Call) for node in nodes)
    points = [(0.1 * k - 5.0, 3.0 - 0.07 * k) for k in range(100)]

    spent = 1e6 / len(points) * median_seconds(lambda: [loss.derivatives(w) for w in points])
    report(f"derivatives at a point, {operations} operations", spent, POINT_BUDGET, "us")
    spent = 1e6 / len(points) * median_seconds(lambda: [loss.value(w) for w in points])
    report(f"value at a point, {operations} operations", spent, POINT_BUDGET, "us")
    spent = 1e6 * median_seconds(lambda: Loss(FORMULA, PARAMETERS).derivatives((1.0, 2.0)))
    report("reading a formula, and its first derivatives", spent, 1000.0, "us")

    for columns, rows, budget in ((120, 40, MAP_BUDGET), (240, 160, DOTS_BUDGET)):
        spent = 1e3 * median_seconds(partial(loss.values, *grid(columns, rows)))
        report(f"loss grid {columns}x{rows}", spent, budget, "ms")
    spent = 1e3 * median_seconds(partial(Loss(MEAN_SQUARE, {}, data()).values, *grid(120, 40)))
    report("loss grid 120x40 over 4,000 rows of data", spent, DATA_BUDGET, "ms")


def grid(columns: int, rows: int) -> tuple[Array, Array]:
    """Return the two weights at every point of a map."""
    w1, w2 = np.meshgrid(np.linspace(-10, 10, columns), np.linspace(-10, 10, rows))
    return w1, w2


def data() -> Dataset:
    """Return 4,000 rows of three columns."""
    columns = np.random.default_rng(1).normal(size=(3, 4000))
    return Dataset(dict(zip(("left", "right", "centre"), columns.tolist(), strict=True)))


if __name__ == "__main__":
    main()
