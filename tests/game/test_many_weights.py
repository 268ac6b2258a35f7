"""Moves, walls, compass, noise and readout with three weights: nothing in them counts to two."""

from typing import Any

import pytest

from descent_game.game.moves import Update, walk
from descent_game.game.oracle import TiltedSurface, compass_of
from descent_game.game.readout import Plane, interaction_of, promise_of, read
from descent_game.level.schema import RulesSection
from tests.game.test_moves import BOX

W: Any = (1.0, 2.0, 3.0)
PER_WEIGHT = RulesSection(max_step=1.0, turns=10, compass="per-weight")


class Quadratic:
    """The loss ``w1**2 + 2 w2**2 + 3 w3**2 + w1 w3``."""

    def value(self, w: Any) -> float:
        a, b, c = w
        return float(a**2 + 2 * b**2 + 3 * c**2 + a * c)

    def gradient(self, w: Any) -> Any:
        a, b, c = w
        return 2 * a + c, 4 * b, 6 * c + a

    def hessian(self, w: Any) -> Any:
        del w
        return (2.0, 0.0, 1.0), (0.0, 4.0, 0.0), (1.0, 0.0, 6.0)


LOSS: Any = Quadratic()


def test_a_wall_shortens_all_parts_of_an_update() -> None:
    box: Any = (*BOX, BOX[0])
    step: Any = (4.0 * BOX[0][1], 1.0, -1.0)
    origin: Any = (0.0, 0.0, 0.0)
    update = walk(origin, step, box)
    assert (list(update.end), update.at_wall) == ([BOX[0][1], 0.25, -0.25], True)


def test_the_compass_divides_each_slope_by_its_own_curvature() -> None:
    assert LOSS.gradient(W) == (5.0, 8.0, 19.0)
    assert list(compass_of(LOSS, W, PER_WEIGHT)) == [-2.5, -2.0, -19.0 / 6.0]


def test_noise_tilts_every_slope() -> None:
    tilt: Any = (0.5, -1.0, 2.0)
    tilted = TiltedSurface(LOSS, tilt)
    assert list(tilted.gradient(W)) == [5.5, 7.0, 21.0]
    assert tilted.value(W) == pytest.approx(LOSS.value(W) + 0.5 - 2.0 + 6.0)


def test_a_move_in_a_plane_is_split_exactly() -> None:
    e1: Any = (1.0, 0.0, 0.0)
    e2: Any = (0.0, 0.0, 1.0)
    end: Any = (1.5, 2.0, 2.0)
    readout = read(
        LOSS, W, Update((0.5, -1.0), end, at_wall=False), LOSS.gradient(W), Plane(e1, e2)
    )
    assert readout.promise == 0.5 * 5.0 - 19.0
    assert readout.interaction == pytest.approx(-0.5)  # d1 d2 times the coupling of w1 and w3
    assert list(readout.alone) == pytest.approx([2.75, -16.0])
    first: Any = (0.5, 0.0, 0.0)
    second: Any = (0.0, 0.0, -1.0)
    assert interaction_of(LOSS, W, first, second) == pytest.approx(-0.5)
    assert promise_of(LOSS.gradient(W), first) == 2.5
