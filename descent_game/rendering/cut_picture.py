"""Cuts as an SVG picture, one below the other: areas from zero, the loss and its tangent.

It refers to no other file, and has no script.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from descent_game.rendering import svg
from descent_game.rendering.html import escaped
from descent_game.rendering.stack import Axis, FloatArray, Stack, axis_of

WIDE, HIGH = 640, 200
"""Units of a plot."""
LEFT, TOP, BELOW, RIGHT = 16, 40, 64, 16
"""Units around a plot: above it stands its title, below it the axis and its numbers."""
ROWS = 20
"""Rows of the scale, between two of which zero is."""


class Colours(NamedTuple):
    """The colours of a picture, as SVG writes them."""

    background: str
    text: str
    areas: tuple[str, str, str]
    parts: tuple[str, str, str]
    curve: str
    tangent: str

    @property
    def numbers(self) -> tuple[str, ...]:
        """The colours of the numbers: of the three parts, of the loss and of the promise."""
        return *self.parts, self.curve, self.tangent


DARK = Colours(
    "#0b0e13", "#dde4ec",
    ("#35608c", "#5c7034", "#7f3f78"), ("#6cb6ff", "#b5d66b", "#f07be0"),
    "#ffdb6b", "#9be8ff",
)  # fmt: skip
LIGHT = Colours(
    "#ffffff", "#1b2530",
    ("#a9c9ec", "#cfe0a0", "#ebb5e3"), ("#1a5fb4", "#4a6a00", "#9a1b8a"),
    "#7a4b00", "#005a84",
)  # fmt: skip
CHARACTER, SPACE = 8, 12
"""Units of a character of the numbers, and between two of them."""


class Panel(NamedTuple):
    """A cut: its title, what is drawn, where the step ends in words, and numbers with names.

    The numbers are those of the three parts, of the loss and of the promise.
    """

    title: str
    stack: Stack
    step: str
    numbers: tuple[str, ...]


def cut_picture(title: str, panels: Sequence[Panel], colours: Colours) -> str:
    """Return the picture of cuts.

    Args:
        title: The title of the picture.
        panels: The cuts, from top to bottom.
        colours: The colours.
    """
    width, each = LEFT + WIDE + RIGHT, TOP + HIGH + BELOW
    height = TOP + each * len(panels)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" font-family="{svg.FONT}">',
        f"<title>{escaped(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="{colours.background}"/>',
        svg.words(title, (LEFT, 26), colours.text, size=17),
    ]
    for number, panel in enumerate(panels):
        parts.append(f'<g transform="translate({LEFT},{TOP + number * each})">')
        parts += [*_panel(panel, colours), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(panel: Panel, colours: Colours) -> Iterator[str]:
    stack, text = panel.stack, colours.text
    axis = axis_of(stack, ROWS)
    yield svg.words(panel.title, (0, 24), text, size=14)
    yield f'<svg y="{TOP}" width="{WIDE}" height="{HIGH}">'
    yield from _areas(stack, axis, colours)
    zero = _y(axis, 0.0)
    yield f'<path d="M0 {zero:.1f}H{WIDE}" stroke="{text}" stroke-opacity="0.5"/>'
    if stack.mark is not None:
        x = stack.mark * WIDE
        yield f'<path d="M{x:.1f} 0V{HIGH}" stroke="{text}" stroke-dasharray="2 3"/>'
    for line, stroke, dashes in (
        (stack.tangent, colours.tangent, ' stroke-dasharray="6 5"'),
        (stack.curve, colours.curve, ""),
    ):
        path = "".join(_line(line, axis))
        yield f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="2"{dashes}/>'
    yield "</svg>"
    below = TOP + HIGH + 16
    yield svg.words("0", (0, below), text)
    yield svg.words(panel.step, ((stack.mark or 1.0) * WIDE, below), text, anchor="middle")
    x = 0.0
    for number, fill in zip(panel.numbers, colours.numbers, strict=True):
        yield svg.words(number, (x, below + 20), fill)
        x += len(number) * CHARACTER + SPACE


def _areas(stack: Stack, axis: Axis, colours: Colours) -> Iterator[str]:
    """Yield a path for each part: what is above zero, and what is below."""
    sides = [np.zeros(len(stack.curve)), np.zeros(len(stack.curve))]
    for part, fill in zip(stack.parts, colours.areas, strict=True):
        outer = [sides[0] + np.maximum(part, 0.0), sides[1] + np.minimum(part, 0.0)]
        shapes = [_shape(a, b, axis) for a, b in zip(sides, outer, strict=True)]
        yield f'<path fill="{fill}" d="{"".join(shapes)}"/>'
        sides = outer


def _shape(inner: FloatArray, outer: FloatArray, axis: Axis) -> str:
    """Return the area between two lines, in as many pieces as there are runs of numbers."""
    known = np.flatnonzero(np.isfinite(inner) & np.isfinite(outer))
    if not len(known):
        return ""
    pieces = []
    for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1):
        there = [_place(number, outer, axis) for number in run.tolist()]
        back = [_place(number, inner, axis) for number in reversed(run.tolist())]
        pieces.append(f"M{'L'.join([*there, *back])}z")
    return "".join(pieces)


def _line(values: FloatArray, axis: Axis) -> Iterator[str]:
    """Yield the pieces of a line; it begins anew after every gap."""
    starts = True
    for number, value in enumerate(values.tolist()):
        if math.isfinite(value):
            yield f"{'M' if starts else 'L'}{_place(number, values, axis)}"
        starts = not math.isfinite(value)


def _place(number: int, values: FloatArray, axis: Axis) -> str:
    x = number / (len(values) - 1) * WIDE
    return f"{x:.1f} {_y(axis, float(values[number])):.1f}"


def _y(axis: Axis, value: float) -> float:
    """Return where a value stands, far outside at most so far that every reader takes it."""
    return min(max(axis.row_of(value) / ROWS * HIGH, -10.0 * HIGH), 10.0 * HIGH)
