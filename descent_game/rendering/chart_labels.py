"""Labels beside the ends of a chart's lines, moved apart where several end in one row."""

from collections.abc import Sequence
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

RoleT = TypeVar("RoleT", bound=str)
Dim: TypeAlias = Literal["dim"]
Pieces: TypeAlias = tuple[tuple[str, RoleT], ...]

SHARE = 0.45
"""The largest share of a chart's columns for names."""
CLUSTER = 0.25
"""The same where there is room for glyphs only."""
LEAST_PLOT = 16
"""The fewest columns that are left for lines."""
CUT_NAME = 12
"""Characters of names that are cut."""


class Ending(NamedTuple, Generic[RoleT]):
    """The end of a line with its label.

    Attributes:
        glyph: The line's mark.
        role: Its role.
        name: The first part of the label.
        value: The second part.
        row: The row of the end.
        twin: The glyph of a line that covers this one wholly, "" for none.
        is_beside: Whether the line's mark is visible at the right edge, next to its label.
    """

    glyph: str
    role: RoleT
    name: str
    value: str
    row: int
    twin: str
    is_beside: bool


class Labels(NamedTuple, Generic[RoleT]):
    """The labels by row, and their columns; 0 where the marks suffice."""

    rows: dict[int, Pieces[RoleT | Dim]]
    width: int


def labels_of(endings: Sequence[Ending[RoleT]], room: int, rows: int, cut: str) -> Labels[RoleT]:
    """Return the labels that fit beside a chart.

    They are names with values, names, cut names, or the glyphs of the lines that end in a row.

    Args:
        endings: The ends of the lines, from high to low.
        room: The columns of the chart with its labels and a gap of one column.
        rows: The rows of the chart.
        cut: The mark of a cut name.
    """
    most = min(int(room * SHARE), room - LEAST_PLOT)
    if len(endings) <= rows:
        longest = max((len(ending.name) for ending in endings), default=0)
        for has_value, name in ((True, longest), (False, longest), (False, CUT_NAME)):
            labels = [_label(ending, name, has_value, cut) for ending in endings]
            width = max((3 + len("".join(words)) for words in labels), default=0)
            if width <= most:
                return Labels(_placed(endings, labels, rows), width)
    return _clustered(endings, max(int(room * CLUSTER), 2), cut)


def spread_rows(wanted: Sequence[int], rows: int) -> list[int]:
    """Return different rows in the same order, each as near as possible to the wanted one."""
    placed: list[int] = []
    for row in wanted:
        placed.append(max(row, placed[-1] + 1) if placed else max(row, 0))
    limit = rows - 1
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - 1
    return placed


def _label(ending: Ending[RoleT], longest: int, has_value: bool, cut: str) -> tuple[str, str]:
    """Return a name of at most ``longest`` characters, and the second part of the label."""
    name = ending.name
    if len(name) > longest:
        name = name[: longest - len(cut)] + cut
    value = f"= {ending.twin}" if ending.twin else ending.value if has_value else ""
    return name, f" {value}" if value else ""


def _placed(
    endings: Sequence[Ending[RoleT]], texts: Sequence[tuple[str, str]], rows: int
) -> dict[int, Pieces[RoleT | Dim]]:
    """Return labels by row, each with its glyph unless its mark is beside it."""
    order = sorted(range(len(endings)), key=lambda index: endings[index].row)
    places = spread_rows([endings[index].row for index in order], rows)
    labels: dict[int, Pieces[RoleT | Dim]] = {}
    for index, row in zip(order, places, strict=True):
        ending, (name, value) = endings[index], texts[index]
        glyph = " " if ending.is_beside and row == ending.row else ending.glyph
        labels[row] = ((f" {glyph} {name}", ending.role), (value, "dim"))
    return labels


def _clustered(endings: Sequence[Ending[RoleT]], most: int, cut: str) -> Labels[RoleT]:
    """Return the glyphs of the lines that end in each row, where marks cover each other."""
    if all(ending.is_beside for ending in endings):
        return Labels({}, 0)
    clusters: dict[int, list[Ending[RoleT]]] = {}
    for ending in endings:
        clusters.setdefault(ending.row, []).append(ending)
    width = min(max(map(len, clusters.values())), most - 1)
    labels: dict[int, Pieces[RoleT | Dim]] = {}
    for row, members in clusters.items():
        shown = members if len(members) <= width else members[: width - len(cut)]
        glyphs = [(ending.glyph, ending.role) for ending in shown]
        labels[row] = ((" ", "dim"), *glyphs, (cut if len(shown) < len(members) else "", "dim"))
    return Labels(labels, width + 1)
