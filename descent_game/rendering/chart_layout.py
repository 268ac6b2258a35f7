"""The layout of a chart of losses: labels, marks, ticks and the goal around the lines.

They are rounded to cells as the lines are, so that each is in the row of what it belongs to.
``chart_scale`` decides which losses of a run are drawn.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from string import ascii_lowercase, ascii_uppercase
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from descent_game.rendering.chart_labels import Ending, labels_of
from descent_game.rendering.chart_scale import Scale, end_of, number, ticks_of
from descent_game.rendering.style import Style
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE

Part: TypeAlias = Literal["dim", "title", "goal", "rule"]
"""The roles of what belongs to no run; the caller chooses those of the runs."""
RoleT = TypeVar("RoleT", bound=str)
Row: TypeAlias = tuple[tuple[str, RoleT | Part], ...]
"""Pieces of text with their roles, without spaces at the end."""
Dots: TypeAlias = list[tuple[float, float]]
"""The vertices of a line, across and up from the bottom left."""
GAP = (math.nan, math.nan)
"""A gap in a line between the vertices before and after it."""

DOTS: dict[Style, tuple[int, int]] = {
    "braille": (DOTS_WIDE, DOTS_HIGH),
    "blocks": (2, 2),
    "ascii": (1, 1),
}
"""Dots of a cell, across and up, of which lines are made."""

TURN, GOAL = "turn", " goal "
ROOMY = 10
"""The rows from which on the axis of turns has its own row above its numbers."""
GOAL_DIGITS = 4


@dataclass(frozen=True)
class Run(Generic[RoleT]):
    """Losses by turn, from turn ``start`` on.

    Attributes:
        name: The label.
        glyph: The mark, one character; in the ascii style a letter replaces one that is not 7-bit.
        role: The role of its line.
        losses: The losses.
        start: The turn of the first one.
        note: A label instead of the last loss, such as ``off the map``.
    """

    name: str
    glyph: str
    role: RoleT
    losses: Sequence[float]
    start: int = 0
    note: str = ""


@dataclass(frozen=True)
class Chart(Generic[RoleT]):
    """What a chart shows, on any size.

    Attributes:
        runs: Those that come first are drawn above the others.
        title: The first row; without one there is no such row.
        goal: The loss to be at or below; NaN for none.
        turns: The last turn of the axis; None for the last of the runs.
        turn: The last turn up to which runs are drawn; None for all of it. The scale is that of
            all losses, so that a chart which grows keeps its scale.
    """

    runs: Sequence[Run[RoleT]]
    title: str = "loss by turn"
    goal: float = math.nan
    turns: int | None = None
    turn: int | None = None


class Cell(NamedTuple):
    """A cell that lines cross, with the number of the line on top."""

    row: int
    column: int
    glyph: str
    line: int


class _Signs(NamedTuple):
    """The characters of axes and marks."""

    wall: str
    tick: str
    corner: str
    floor: str
    post: str
    goal: str
    grid: str
    at_most: str
    cut: str


_UNICODE = _Signs("│", "┤", "└", "─", "┬", "╌", "·", "≤", "…")
_ASCII = _Signs("|", "+", "+", "-", "+", "-", ".", "<=", "~")


@dataclass(frozen=True)
class Field:
    """The cells in which runs are drawn; places across and up are counted in dots as well."""

    columns: int
    rows: int
    turns: int
    scale: Scale
    style: Style

    @property
    def dots(self) -> tuple[int, int]:
        """Dots across and up: braille dots, quarters of a cell (blocks), whole cells (ascii)."""
        wide, high = DOTS[self.style]
        return self.columns * wide, self.rows * high

    def x(self, turn: int) -> int:
        """Return how many dots from the left a turn is."""
        return round(min(turn / self.turns, 1.0) * (self.dots[0] - 1))

    def y(self, loss: float) -> int:
        """Return how many dots from the bottom a loss is."""
        return round(self.scale.share(loss) * (self.dots[1] - 1))

    def column_of(self, turn: int) -> int:
        """Return the column of a turn."""
        return self.x(turn) * self.columns // self.dots[0]

    def row_of(self, loss: float) -> int:
        """Return the row of a loss, 0 at the top."""
        return self.rows - 1 - self.y(loss) * self.rows // self.dots[1]


Plotter: TypeAlias = Callable[[dict[int, Dots], Sequence[str], Field], Iterable[Cell]]
"""What draws lines between dots, by their numbers, with the glyphs of all runs."""


class Drawing(Generic[RoleT]):
    """The layout of one chart in one size and style.

    Args:
        chart: What is shown.
        kept: The losses of each run as ``kept_losses`` returns them.
        scale: The scale of losses.
        size: Columns and rows.
        style: The style of the map.
    """

    def __init__(
        self,
        chart: Chart[RoleT],
        kept: Sequence[list[float]],
        scale: Scale,
        size: tuple[int, int],
        style: Style,
    ) -> None:
        self.chart, self.scale, self.size = chart, scale, size
        self.style, self.signs = style, _ASCII if style == "ascii" else _UNICODE
        self.glyphs = _glyphs([run.glyph for run in chart.runs], style)
        last = max(run.start + len(run.losses) - 1 for run in chart.runs)
        self.turns = max(last if chart.turns is None else chart.turns, 1)
        self.now = self.turns if chart.turn is None else chart.turn
        self.lines = self._lines(kept)
        foot = 2 if size[1] >= ROOMY else 1
        self.height = size[1] - bool(chart.title) - foot
        field = self._field(size[0])
        self.names = self._names(field)
        self.gutter = max(len(TURN), *(len(label) for label, _ in self.names.values()))
        room = size[0] - self.gutter - 1
        self.labels = labels_of(self._endings(field), room, self.height, self.signs.cut)
        self.field = self._field(room - self.labels.width)

    def rows(self, plotter: Plotter) -> list[Row[RoleT]]:
        """Return everything, joined into rows; the lines are drawn by ``plotter``."""
        cells = self._cells(plotter)
        title: list[Row[RoleT]] = [self._title()] if self.chart.title else []
        body = [self._row(row, cells[row]) for row in range(self.height)]
        rows = [*title, *body, *self._foot()]
        return [tuple(map(_seven_bit, row)) for row in rows] if self.style == "ascii" else rows

    def _lines(self, kept: Sequence[list[float]]) -> dict[int, list[float]]:
        """Return by number the losses of each run that can be drawn, as far as they are."""
        lines: dict[int, list[float]] = {}
        for index, (run, losses) in enumerate(zip(self.chart.runs, kept, strict=True)):
            known = losses[: max(self.now - run.start + 1, 0)]
            if known:
                lines[index] = known[: end_of(known, self.scale)]
        return lines

    def _field(self, columns: int) -> Field:
        return Field(columns, self.height, self.turns, self.scale, self.style)

    def _names(self, field: Field) -> dict[int, tuple[str, Part]]:
        """Return what stands left of the axis: ticks, the floor, the goal with its value."""
        names: dict[int, tuple[str, Part]] = {
            tick.row: (tick.label, "dim")
            for tick in ticks_of(self.scale, self.height, field.row_of)
        }
        lowest = number(self.scale.loss_at(self.scale.low))
        if any(map(self.scale.is_below, chain.from_iterable(self.lines.values()))):
            names[self.height - 1] = (f"{self.signs.at_most}{lowest}", "dim")
        if math.isfinite(self.chart.goal):
            names[field.row_of(self.chart.goal)] = (number(self.chart.goal, GOAL_DIGITS), "goal")
        widest = self.size[0] // 2
        return {row: name for row, name in names.items() if len(name[0]) <= widest}

    def _endings(self, field: Field) -> list[Ending[RoleT]]:
        """Return the end of each run, from high to low; that of one without a line at the top."""
        endings: list[tuple[float, Ending[RoleT]]] = []
        marks = set[tuple[int, int]]()
        heights: dict[tuple[int, ...], str] = {}
        for index, run in enumerate(self.chart.runs):
            losses = self.lines.get(index)
            if losses is None and run.start > self.now:
                continue
            end, row, twin = -1, 0, ""
            if losses:
                end, row = run.start + len(losses) - 1, field.row_of(losses[-1])
                line = (run.start, *map(field.y, losses))
                twin = heights.get(line, "")
                heights.setdefault(line, self.glyphs[index])
            is_beside = end >= self.turns and (end, row) not in marks
            marks.add((end, row))
            glyph, value = self.glyphs[index], self._value(run)
            ending = Ending(glyph, run.role, run.name, value, row, twin, is_beside)
            endings.append((losses[-1] if losses else math.inf, ending))
        return [ending for _, ending in sorted(endings, key=lambda ending: -ending[0])]

    def _value(self, run: Run[RoleT]) -> str:
        """Return the second part of a label: the note of a run that has ended, or its loss."""
        known = run.losses[: self.now - run.start + 1]
        if run.note and len(known) == len(run.losses):
            return run.note
        return number(math.nan if any(map(math.isnan, known)) or not known else known[-1])

    def _cells(self, plotter: Plotter) -> list[list[tuple[str, RoleT | Part]]]:
        """Return the cells of the field: grid, goal, lines and marks, each over the one before."""
        field, runs = self.field, self.chart.runs
        cells: list[list[tuple[str, RoleT | Part]]] = [
            [(" ", "dim")] * field.columns for _ in range(field.rows)
        ]
        for row, (_, role) in self.names.items():
            for turn in self._turn_ticks():
                cells[row][field.column_of(turn)] = (self.signs.grid, "rule")
            if role == "goal":
                cells[row] = [(self.signs.goal, role)] * field.columns
        lines = {index: self._dots(index) for index in self.lines}
        for row, column, glyph, index in plotter(lines, self.glyphs, field):
            cells[row][column] = (glyph, runs[index].role)
        for index in sorted(self.lines, reverse=True):
            losses, run = self.lines[index], runs[index]
            column = field.column_of(run.start + len(losses) - 1)
            cells[field.row_of(losses[-1])][column] = (self.glyphs[index], run.role)
        for row, (_, role) in self.names.items():
            if role == "goal":
                _write_goal(cells[row])
        return cells

    def _dots(self, index: int) -> Dots:
        """Return the vertices of a line in dots; of many in one column the highest and lowest."""
        start, losses = self.chart.runs[index].start, self.lines[index]
        dots = [(self.field.x(start + n), self.field.y(loss)) for n, loss in enumerate(losses)]
        corners: Dots = []
        for x, group in groupby(dots, key=lambda dot: dot[0]):
            heights = [y for _, y in group]
            if len(heights) > 3:  # one upright line shows all of them
                corners += [(x, heights[0]), GAP, (x, min(heights)), (x, max(heights)), GAP]
                heights = heights[-1:]
            corners += [(x, y) for y in heights]
        return [corner for corner, _ in groupby(corners)]

    def _title(self) -> Row[RoleT]:
        """Return the title and, right of it, the kind of scale as far as it fits."""
        title, room = self.chart.title, self.size[0]
        for words in (self.scale.words, self.scale.words[:3]):
            gap = room - len(title) - len(words) - 2
            if words and gap >= 0:
                return (title, "title"), (f" {self.signs.floor * gap} ", "rule"), (words, "dim")
        return ((title[:room], "title"),)

    def _row(self, row: int, cells: Sequence[tuple[str, RoleT | Part]]) -> Row[RoleT]:
        name, role = self.names.get(row, ("", "dim"))
        wall = self.signs.tick if name else self.signs.wall
        beside = self.labels.rows.get(row, ())
        return _joined([(name.rjust(self.gutter), role), (wall, "rule"), *cells, *beside])

    def _foot(self) -> list[Row[RoleT]]:
        """Return the axis of turns, where there is room, and its numbers."""
        numbers, line = [" "] * self.field.columns, [self.signs.floor] * self.field.columns
        for turn in self._turn_ticks():
            column, text = self.field.column_of(turn), str(turn)
            line[column] = self.signs.post
            start = min(max(column - (len(text) - 1) // 2, 0), self.field.columns - len(text))
            numbers[start : start + len(text)] = text
        axis = "".join(numbers)
        rows: list[Row[RoleT]] = [((f"{TURN:>{self.gutter}} {axis}".rstrip(), "dim"),)]
        if self.size[1] < ROOMY:
            return rows
        axis = " " * self.gutter + self.signs.corner + "".join(line)
        return [((axis, "rule"),), *rows]

    def _turn_ticks(self) -> list[int]:
        """Return whole turns at round distances, and the last one."""
        room = len(str(self.turns)) + 2
        steps = (factor * 10**power for power in range(10) for factor in (1, 2, 5))
        step = next(n for n in steps if n * self.field.columns >= room * self.turns)
        most = self.field.columns - room
        inner = [n for n in range(0, self.turns, step) if self.field.column_of(n) < most]
        return [*inner, self.turns]


def _write_goal(row: list[tuple[str, RoleT | Part]]) -> None:
    """Write the goal's label on its line where no run crosses it."""
    free = "".join("-" if role == "goal" else " " for _, role in row)
    start = free.find("-" * (len(GOAL) + 2))
    if start >= 0:
        row[start + 1 : start + 1 + len(GOAL)] = [(letter, "goal") for letter in GOAL]


def _joined(
    cells: Sequence[tuple[str, RoleT | Part]],
) -> Row[RoleT]:
    """Return cells as the longest pieces of one role, without spaces at the end."""
    pieces = [
        ("".join(text for text, _ in group), role)
        for role, group in groupby(cells, key=lambda cell: cell[1])
    ]
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if pieces:
        pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    return tuple(pieces)


def _seven_bit(piece: tuple[str, RoleT | Part]) -> tuple[str, RoleT | Part]:
    return piece[0].encode("ascii", "replace").decode(), piece[1]


def _glyphs(wanted: Sequence[str], style: Style) -> list[str]:
    """Return the glyphs of runs; in the ascii style letters for those that are not 7-bit."""
    if style != "ascii":
        return list(wanted)
    free = (letter for letter in ascii_uppercase + ascii_lowercase if letter not in wanted)
    return [glyph if glyph.isascii() else next(free, "?") for glyph in wanted]
