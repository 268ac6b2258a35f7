"""The check of a loss against its own differences finds a gradient that is wrong."""

import numpy as np
import pytest

from descent_game.checking.inspection.surface import gradient_complaints
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Array

BOX = ((-3.0, 3.0), (-2.0, 2.0))
SMOOTH = [
    "(w1 - 1)**2 + 100*(w2 - w1**2)**2",
    "exp(3*w1) + 1e6*w2**2",
    "sin(5*w1)*cos(7*w2) + 1e3",
    "tanh(20*w1) + sqrt(w1**2 + w2**2 + 0.01)",
    "log(w1 + 1) + w2",
    "softplus(4*w1*w2)",
]
KINKED = ["abs(w1 - w2) + w1**2", "maximum(w1, w2) + minimum(w1*w2, 0.3)", "abs(abs(w1) - 1)"]


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
