"""The laws of the eight mirrors, and surfaces that are exact mirror images."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.losses.loss import Loss
from descent_game.losses.mirror import MIRRORS, Mirror, MirroredSurface
from descent_game.losses.surface import Point

EACH_MIRROR = pytest.mark.parametrize("mirror", MIRRORS, ids=lambda mirror: mirror.name)
LOPSIDED = Loss("(w1 - 1)**2 + 3*exp(w2/3)*w1 + abs(w2 - w1/2) + w2**3/7")
PROBE = (0.3, -1.7)
numbers = st.floats(-9.0, 9.0)
points = st.tuples(numbers, numbers)


def test_there_are_eight_with_the_identity_first() -> None:
    assert [mirror.name for mirror in MIRRORS] == [
        "identity",
        "flip w2",
        "flip w1",
        "flip w1, flip w2",
        "swap",
        "swap, flip w2",
        "swap, flip w1",
        "swap, flip w1, flip w2",
    ]
    assert len({mirror.apply(PROBE) for mirror in MIRRORS}) == 8


@EACH_MIRROR
def test_they_are_a_group(mirror: Mirror) -> None:
    images = {other.apply(PROBE): other for other in MIRRORS}
    assert {images[mirror.apply(other.apply(PROBE))] for other in MIRRORS} == set(MIRRORS)
    assert images[mirror.inverse.apply(PROBE)] == mirror.inverse
    assert mirror.inverse.inverse == mirror


@EACH_MIRROR
@given(w=points)
def test_undoing_is_exact(mirror: Mirror, w: Point) -> None:
    assert mirror.undo(mirror.apply(w)) == w
    assert mirror.apply(mirror.undo(w)) == w
    assert mirror.inverse.apply(w) == mirror.undo(w)


@EACH_MIRROR
@given(degrees=st.floats(0.0, 359.0))
def test_headings_go_with_directions(mirror: Mirror, degrees: float) -> None:
    angle = math.radians(degrees)
    image = math.radians(mirror.heading(degrees))
    expected = mirror.apply((math.cos(angle), math.sin(angle)))
    assert (math.cos(image), math.sin(image)) == pytest.approx(expected, abs=1e-12)


@EACH_MIRROR
@pytest.mark.parametrize("degrees", [0.0, 45.0, 90.0, 180.0, 270.0, 345.0, 1e-20, -1e-20, 360.0])
def test_headings_stay_in_one_turn(mirror: Mirror, degrees: float) -> None:
    assert 0.0 <= mirror.heading(degrees) < 360.0


@EACH_MIRROR
@given(w=points)
def test_a_mirrored_surface_is_the_exact_image(mirror: Mirror, w: Point) -> None:
    mirrored, image = MirroredSurface(LOPSIDED, mirror), mirror.apply(w)
    value, gradient, hessian = LOPSIDED.derivatives(w)
    assert mirrored.value(image) == LOPSIDED.value(w)
    assert mirrored.gradient(image) == mirror.apply(gradient)
    assert mirrored.derivatives(image) == (value, mirror.apply(gradient), mirrored.hessian(image))
    # The Hessian maps directions to slopes, before the mirror as after it.
    direction = (1.0, 0.25)
    (h11, h12), (_, h22) = hessian
    slopes = h11 * direction[0] + h12 * direction[1], h12 * direction[0] + h22 * direction[1]
    d1, d2 = mirror.apply(direction)
    (m11, m12), (m21, m22) = mirrored.hessian(image)
    assert (m11 * d1 + m12 * d2, m21 * d1 + m22 * d2) == pytest.approx(mirror.apply(slopes))


@EACH_MIRROR
def test_grids_and_creases_are_mirrored_too(mirror: Mirror) -> None:
    mirrored = MirroredSurface(LOPSIDED, mirror)
    w1, w2 = np.meshgrid(np.linspace(-2, 2, 5), np.linspace(-1, 3, 4))
    values, (slopes1, slopes2) = mirrored.values(w1, w2), mirrored.gradients(w1, w2)
    for place in np.ndindex(4, 5):
        w = float(w1[place]), float(w2[place])
        assert values[place] == pytest.approx(mirrored.value(w), rel=1e-14)
        slopes = float(slopes1[place]), float(slopes2[place])
        assert slopes == pytest.approx(mirrored.gradient(w), rel=1e-13, abs=1e-13)
    above, below = mirror.apply((2.0, 1.5)), mirror.apply((2.0, 0.5))
    assert mirrored.creases_between(above, below)
    assert not mirrored.creases_between(above, above)
