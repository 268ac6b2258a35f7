"""The check of a loss against its own differences finds a gradient that is wrong."""

from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from descent_game.checking.loss_rules import gradient_complaints, surface_faults
from descent_game.checking.trials import Trial
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Array
from tests.levels_for_tests import make_level

BOX = ((-3.0, 3.0), (-2.0, 2.0))
SMOOTH = [
    "(w1 - 1)**2 + 100*(w2 - w1**2)**2",
    "exp(3*w1) + 1e6*w2**2",
    "sin(5*w1)*cos(7*w2) + 1e3",
    "tanh(20*w1) + sqrt(w1**2 + w2**2 + 0.01)",
    "log(w1 + 1) + w2",
    "softplus(4*w1*w2)",
    "sin(1e6*w1)*cos(2e5*w2)",  # faster than the longest differences
    "w1**2 + w2**2 + 1e-3*sin(1e5*w2)",
    "cos(500*w1*w2) + 1e3",
]
KINKED = [
    "abs(w1 - w2) + w1**2",
    "maximum(w1, w2) + minimum(w1*w2, 0.3)",
    "abs(abs(w1) - 1)",
    "abs(sin(3e5*w1))",
]


class Tampered(Loss):
    """A loss whose slope along w2 is off by a thousandth."""

    def gradients(self, w1: Array, w2: Array) -> tuple[Array, Array]:
        slope1, slope2 = super().gradients(w1, w2)
        return slope1, np.asarray(slope2) * 1.001


@pytest.mark.parametrize("formula", [*SMOOTH, *KINKED])
def test_an_exact_gradient_passes(formula: str) -> None:
    assert list(gradient_complaints(Loss(formula), BOX)) == []


@pytest.mark.parametrize("formula", SMOOTH)
def test_a_gradient_off_by_a_thousandth_is_found(formula: str) -> None:
    (complaint,) = gradient_complaints(Tampered(formula), BOX)
    assert complaint.startswith("dL/dw2 at (")


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("w1**2 + w2**2", []),
        ("sqrt(w1**2) + w2**2", ["no finite slope on lines, e.g. at (0, -2)"]),
        ("sqrt(w1**2) + 1e6*sqrt(w2**2)", ["no finite slope on lines, e.g. at (0, -2)"]),
        ("1e6 + sqrt((w1 - w2)**2)", ["no finite slope on lines, e.g. at (-2, -2)"]),
        ("sqrt(abs(w2 - 0.1*w1**2))", ["no finite slope on lines, e.g. at (0, 0)"]),
        ("sqrt(w1**2 + w2**2)", ["no finite slope at single points, e.g. at (0, 0)"]),
        ("1/(w1**2 + w2**2)", ["no finite loss at single points, e.g. at (0, 0)"]),
        ("1/w1", ["no finite loss on lines, e.g. at (0, -2)"]),
        ("1/(w1 - w2)**2", ["no finite loss on lines, e.g. at (-2, -2)"]),
        ("log(w1)", ["no finite loss on 50.0% of the map, e.g. at (-3, -2)"]),
        ("1 - cos(sqrt(w1**2 + w2**2))", []),  # a slope of 0, as the limit from all sides
    ],
)
def test_what_is_missing_is_measured_as_what_it_is(
    tmp_path: Path, formula: str, told: list[str]
) -> None:
    level = make_level(tmp_path, formula, start="[2, 1]", goal="loss = -1e300")
    with np.errstate(all="ignore"):
        box = replace(level, map=replace(level.map, w1=BOX[0], w2=BOX[1]))
        faults = [fault for fault in surface_faults(Trial(box)) if fault.rule == "undefined"]
    assert [fault.message for fault in faults] == [f"there is {words}" for words in told]
