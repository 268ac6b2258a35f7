"""Charts of losses by turn, as rows of cells with roles; the only module that uses plotext.

plotext draws the lines of the runs. Its coordinates are whole dots (whole cells in ascii style), so
that only ``chart_layout`` rounds, and marks are in the rows of their lines. Its one figure per
process is locked, so that any thread may draw.
"""

import re
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import NamedTuple, TypeVar

from descent_game.rendering.chart_layout import GAP, Cell, Chart, Dots, Drawing, Field, Row
from descent_game.rendering.chart_scale import cap_of, kept_losses, scale_of
from descent_game.rendering.style import Style

RoleT = TypeVar("RoleT", bound=str)

NARROWEST, LOWEST = 20, 4
"""Columns and rows of the smallest chart."""
NOTHING = "no finite loss to draw"
MARKERS: dict[Style, str] = {"braille": "braille", "blocks": "hd"}
"""plotext's markers for lines of dots; in the ascii style lines are made of glyphs."""

_FIGURE = Lock()
_COLOURED = re.compile(r"(?:\x1b\[([\d;]*)m)?([^\x1b]*)")
_COLOUR = re.compile(r"38;5;(\d+)$")


class _Plot(NamedTuple):
    """A line for plotext."""

    dots: Dots
    marker: str
    colour: int


def draw_chart(chart: Chart[RoleT], size: tuple[int, int], *, style: Style) -> list[Row[RoleT]]:
    """Return a chart as rows of pieces with roles.

    Args:
        chart: What is shown; without a finite loss it is a message.
        size: Columns and rows; smaller than ``NARROWEST`` x ``LOWEST`` there is no chart.
        style: The style of the map.

    Returns:
        As many rows as ``size`` has, none wider than its columns.
    """
    columns, rows = size
    if columns < NARROWEST or rows < LOWEST:
        return []
    cap = cap_of([run.losses for run in chart.runs], chart.goal)
    kept = [kept_losses(run.losses, cap) for run in chart.runs]
    scale = scale_of(kept, chart.goal)
    if scale is None:
        title: list[Row[RoleT]] = [((chart.title[:columns], "title"),)] if chart.title else []
        word: list[Row[RoleT]] = [*title, ((NOTHING[:columns], "dim"),)]
        return [*word, *([()] * (rows - len(word)))]
    return Drawing(chart, kept, scale, size, style).rows(plotted)


def plotted(lines: dict[int, Dots], glyphs: Sequence[str], field: Field) -> Iterator[Cell]:
    """Yield every cell that lines cross, with the lowest number of its lines.

    A cell has the dots of all its lines, except in the ascii style: one plot gives the line on top,
    another one of all lines, joined with gaps, the dots.
    """
    order = sorted(lines, reverse=True)
    marker = MARKERS.get(field.style)
    plot = [_Plot(lines[index], marker or glyphs[index], index) for index in order]
    owned = _parsed(_built(plot, field))
    if marker is None or len(plot) < 2:
        yield from owned
        return
    joined = [dot for index in order for dot in (*lines[index], GAP)]
    whole = {
        (cell.row, cell.column): cell.glyph
        for cell in _parsed(_built([_Plot(joined, marker, 0)], field))
    }
    for cell in owned:
        yield cell._replace(glyph=whole[cell.row, cell.column])


def _built(plots: Sequence[_Plot], field: Field) -> str:
    """Return what plotext draws, with the number of each line for its colour."""
    import plotext  # noqa: PLC0415 - a seventh of a second, only where a chart is drawn

    with _FIGURE:  # plotext has one figure for the whole process
        plotext.clear_figure()
        plotext.limit_size(False, False)  # each clearing limits it to the terminal's size again
        plotext.plotsize(field.columns, field.rows)
        plotext.theme("clear")
        plotext.frame(False)
        plotext.xfrequency(0)
        plotext.yfrequency(0)
        plotext.xlim(0, max(field.dots[0] - 1, 1))
        plotext.ylim(0, max(field.dots[1] - 1, 1))
        for dots, marker, colour in plots:
            x, y = zip(*dots, strict=True)
            plotext.plot(list(x), list(y), marker=marker, color=colour)
        return str(plotext.build())


def _parsed(built: str) -> Iterator[Cell]:
    """Yield the cells that are no spaces, with their colours for numbers."""
    for row, line in enumerate(built.splitlines()):
        column, index = 0, 0
        for code, text in _COLOURED.findall(line):
            if colour := _COLOUR.match(code):
                index = int(colour[1])
            for glyph in text:
                if glyph != " ":
                    yield Cell(row, column, glyph, index)
                column += 1
