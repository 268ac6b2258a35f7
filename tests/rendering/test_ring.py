"""The ring of the step: its radius, what it says of the loss, and where the compass stands."""

import math
from collections.abc import Iterator

import numpy as np
import pytest

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import BRAILLE, DOT_BITS, Canvas
from descent_game.rendering.colour import contrast
from descent_game.rendering.map_layer import MapLayer, draw_map
from descent_game.rendering.overlay import Overlay, compose
from descent_game.rendering.palette import palette
from descent_game.rendering.relief import Terrain
from descent_game.rendering.ring import LEAST_ROWS, Ring
from descent_game.rendering.style import STYLES, Style
from descent_game.rendering.viewport import Viewport
from tests.rendering.losses import SQUARE, bowl, constant, layer

VIEW = Viewport.fit(SQUARE, 61, 31)
HERE = (0.5, -0.5)
FLAT = Terrain(constant, SQUARE)
HEADINGS = [math.radians(5 * k) for k in range(72)]
LEFT_FALLS = tuple(-1.0 if math.cos(angle) < -1e-9 else 1.0 for angle in HEADINGS)
GROWING = tuple(-(1.0 + k) for k in range(72))


def ring_on(base: MapLayer, ring: Ring, compass: Point | None = None) -> Canvas:
    return compose(base, Overlay((HERE,), compass=compass, ring=ring)).canvas


def changed(base: MapLayer, canvas: Canvas) -> list[tuple[int, int]]:
    """Return column and row of the cells that were drawn on, but for the player's."""
    rows, columns = np.nonzero(canvas.glyphs != base.canvas.glyphs)
    cells = zip(columns.tolist(), rows.tolist(), strict=True)
    return [cell for cell in cells if cell != VIEW.cell_of(HERE)]


def dots(base: MapLayer, canvas: Canvas) -> Iterator[Point]:
    """Yield the weights at the braille dots that were drawn."""
    for column, row in changed(base, canvas):
        assert canvas.glyphs[row, column] & ~np.uint32(0xFF) == BRAILLE
        for down, across in zip(*np.nonzero(DOT_BITS & canvas.glyphs[row, column]), strict=True):
            w1, w2 = VIEW.weights_at(column, row)
            step1, step2 = VIEW.scale[0] / 2, VIEW.scale[1] / 4
            yield w1 + (across - 0.5) * step1, w2 - (down - 1.5) * step2


def ring_dots(ring: Ring) -> list[Point]:
    base = layer(FLAT, VIEW)
    return list(dots(base, ring_on(base, ring)))


def reach(ring: Ring) -> list[float]:
    return [math.dist(HERE, dot) for dot in ring_dots(ring)]


@pytest.mark.parametrize("radius", [1.5, 2.0, 3.7])
def test_the_ring_is_as_wide_as_the_step(radius: float) -> None:
    found = reach(Ring(radius))
    assert len(found) > 30
    assert found == pytest.approx([radius] * len(found), abs=VIEW.scale[0])


@pytest.mark.parametrize("radius", [0.0, 1e-9, 0.2])
def test_the_ring_of_a_short_step_can_still_be_seen(radius: float) -> None:
    found = reach(Ring(radius))
    least = LEAST_ROWS * VIEW.row_height
    assert found == pytest.approx([least] * len(found), abs=VIEW.scale[0])
    assert found


def test_what_is_out_of_view_is_left_out() -> None:
    base = layer(FLAT, VIEW)
    assert changed(base, ring_on(base, Ring(1e6, LEFT_FALLS))) == []


def test_the_ring_tells_where_the_loss_falls_by_colour() -> None:
    base = layer(FLAT, VIEW)
    canvas, inks = ring_on(base, Ring(3.0, LEFT_FALLS)), palette().inks
    middle = VIEW.place_of(HERE)[0]
    for column, row in changed(base, canvas):
        ink = inks.falls if column + 0.5 < middle else inks.rises
        if abs(column + 0.5 - middle) > 2.0:  # both in one cell
            assert canvas.ink[row, column] in ink


def test_the_ring_is_thicker_where_the_loss_changes_more() -> None:
    by_quarter = [0, 0, 0, 0]
    for w1, w2 in ring_dots(Ring(3.0, GROWING)):
        angle = math.atan2(w2 - HERE[1], w1 - HERE[0]) % (2 * math.pi)
        by_quarter[int(angle / (math.pi / 2))] += 1
    assert by_quarter[0] < by_quarter[1] < by_quarter[3]


FALLS, RISES = (-1.0,) * 72, (1.0,) * 72
SPIKE = (-9.0, *(-1.0,) * 71)
DOT = VIEW.scale[0] / 2


@pytest.mark.parametrize(
    ("changes", "dots_around", "thickness"),
    [((), 1 / 3, 1), (FALLS, 1.0, 3), (RISES, 1 / 3, 3), (SPIKE, 1.0, 1)],
)
def test_how_close_and_how_thick_dots_are(
    changes: tuple[float, ...], dots_around: float, thickness: int
) -> None:
    radius = 3.0
    found = [dot for dot in ring_dots(Ring(radius, changes)) if dot[0] < HERE[0]]  # off the spike
    layers = {round((math.dist(HERE, dot) - radius) / DOT) for dot in found}
    assert layers <= {-2, -1, 0, 1, 2}
    assert len(layers) >= thickness
    most = math.pi * radius / DOT * dots_around * thickness
    assert 0.75 * most < len(found) <= 1.05 * most


@pytest.mark.parametrize(
    ("changes", "cells_around"), [((), 1 / 3), (FALLS, 1.0), (RISES, 1.0), (SPIKE, 1 / 3)]
)
def test_how_close_signs_are(changes: tuple[float, ...], cells_around: float) -> None:
    base = layer(FLAT, VIEW, "ascii")
    middle = VIEW.place_of(HERE)[0]
    drawn = changed(base, ring_on(base, Ring(3.0, changes)))
    found = [cell for cell in drawn if cell[0] + 0.5 < middle]
    most = math.pi * 3.0 / VIEW.scale[0] * cells_around
    assert 0.6 * most < len(found) <= 1.05 * most


@pytest.mark.parametrize("unknown", [math.nan, math.inf, -math.inf, 0.0])
def test_what_is_unknown_or_no_change_is_left_open(unknown: float) -> None:
    changes = tuple(unknown if k < 36 else -1.0 for k in range(72))
    upper = [w2 for _, w2 in ring_dots(Ring(3.0, changes))]
    assert max(upper) < HERE[1] + 3 * VIEW.scale[1]


@pytest.mark.parametrize(
    ("style", "has_hues", "falls", "rises"),
    [
        ("ascii", True, "_", "!"),
        ("ascii", False, "_", "!"),
        ("blocks", True, "-", "+"),
        ("braille", False, "-", "+"),
    ],
)
def test_signs_tell_where_the_loss_falls_without_colours(
    style: Style, has_hues: bool, falls: str, rises: str
) -> None:
    colours = palette("grey", has_hues=has_hues)
    base = draw_map(VIEW, FLAT, style=style, palette=colours)
    canvas = ring_on(base, Ring(3.0, LEFT_FALLS))
    middle = VIEW.place_of(HERE)[0]
    signs = {
        (canvas.text(row)[column], column < middle)
        for column, row in changed(base, canvas)
        if abs(column + 0.5 - middle) > 2.0
    }
    assert signs == {(falls, True), (rises, False)}


@pytest.mark.parametrize("style", STYLES)
def test_without_the_rose_the_ring_tells_nothing(style: Style) -> None:
    base = layer(FLAT, VIEW, style)
    canvas = ring_on(base, Ring(3.0))
    inks = {int(canvas.ink[row, column]) for column, row in changed(base, canvas)}
    assert len(inks) == 1
    assert inks <= {*palette().inks.start}


@pytest.mark.parametrize(("radius", "number"), [(0.9, 0), (4.0, 1)])
def test_on_pale_paper_the_ring_is_dark(radius: float, number: int) -> None:
    base = layer(Terrain(bowl, SQUARE), VIEW)
    canvas = ring_on(base, Ring(radius, tuple(-1.0 for _ in HEADINGS)))
    for column, row in changed(base, canvas):
        assert canvas.ink[row, column] == palette().inks.falls[number]
        assert contrast(canvas.ink[row, column], canvas.paper[row, column]) > 2.3


@pytest.mark.parametrize("radius", [0.1, 2.0, 3.0])
@pytest.mark.parametrize("heading", [0, 40, 90, 200, 315])
def test_the_compass_points_just_outside_the_ring(radius: float, heading: int) -> None:
    base = layer(FLAT, VIEW, "ascii")
    angle = math.radians(heading)
    canvas = ring_on(base, Ring(radius), (math.cos(angle), math.sin(angle)))
    drawn = changed(base, canvas)
    ((column, row),) = [cell for cell in drawn if canvas.text(cell[1])[cell[0]] == "g"]
    w1, w2 = VIEW.weights_at(column, row)
    rows = math.dist(HERE, (w1, w2)) / VIEW.row_height
    assert 0.4 < rows - max(radius / VIEW.row_height, LEAST_ROWS) < 2.0
    along = (w1 - HERE[0]) * math.cos(angle) + (w2 - HERE[1]) * math.sin(angle)
    assert along > 0.95 * math.dist(HERE, (w1, w2))


def test_the_compass_stands_within_a_ring_that_is_not_in_view() -> None:
    base = layer(FLAT, VIEW, "ascii")
    assert any("g" in row for row in ring_on(base, Ring(50.0), (1.0, 0.0)).lines())


def test_the_aim_does_not_cover_the_compass() -> None:
    base = layer(FLAT, VIEW, "ascii")
    for step in np.linspace(2.0, 4.0, 40).tolist():
        overlay = Overlay((HERE,), aim=(-step, 0.0), compass=(-1.0, 0.0), ring=Ring(2.0))
        text = "".join(compose(base, overlay).canvas.lines())
        assert "g" in text
        assert "<" in text
