"""Names beside the ends of a chart's lines, moved apart where several end in one row."""

from collections.abc import Sequence
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

RoleT = TypeVar("RoleT", bound=str)
Dim: TypeAlias = Literal["dim"]
Pieces: TypeAlias = tuple[tuple[str, RoleT], ...]

SHARE = 0.45
"""The part of a chart's columns that names may take."""
CLUSTER = 0.25
"""The same where there is room for glyphs only."""
LEAST_PLOT = 16
"""Columns of lines that names leave."""
CUT_NAME = 12


class Ending(NamedTuple, Generic[RoleT]):
    """Where a line ends, and what is told there.

    ``twin`` is the glyph of a line that hides this one wholly, ``""`` for none. ``is_beside``
    says that the mark of this line is in sight at the edge, beside its name.
    """

    glyph: str
    role: RoleT
    name: str
    value: str
    row: int
    twin: str
    is_beside: bool


class Labels(NamedTuple, Generic[RoleT]):
    """Pieces by row, and the columns that they take; 0 where marks say everything."""

    rows: dict[int, Pieces[RoleT | Dim]]
    width: int


def labels_of(endings: Sequence[Ending[RoleT]], room: int, rows: int, cut: str) -> Labels[RoleT]:
    """Return the names that fit beside a chart of ``room`` columns, names included.

    They are names with losses, names, names that are cut (marked with ``cut``), or the glyphs of
    the lines that end in a row. A gap of one column is part of the width.
    """
    most = min(int(room * SHARE), room - LEAST_PLOT)
    if len(endings) <= rows:
        longest = max((len(ending.name) for ending in endings), default=0)
        for has_value, name in ((True, longest), (False, longest), (False, CUT_NAME)):
            told = [_told(ending, name, has_value, cut) for ending in endings]
            width = max((3 + len("".join(words)) for words in told), default=0)
            if width <= most:
                return Labels(_placed(endings, told, rows), width)
    return _clustered(endings, max(int(room * CLUSTER), 2), cut)


def spread_rows(wanted: Sequence[int], rows: int) -> list[int]:
    """Return rows of their own, in the order that is given, as near as can be to those wanted."""
    placed: list[int] = []
    for row in wanted:
        placed.append(max(row, placed[-1] + 1) if placed else max(row, 0))
    limit = rows - 1
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - 1
    return placed


def _told(ending: Ending[RoleT], longest: int, has_value: bool, cut: str) -> tuple[str, str]:
    """Return a name of at most so many characters, and what follows it."""
    name = ending.name
    if len(name) > longest:
        name = name[: longest - len(cut)] + cut
    value = f"= {ending.twin}" if ending.twin else ending.value if has_value else ""
    return name, f" {value}" if value else ""


def _placed(
    endings: Sequence[Ending[RoleT]], told: Sequence[tuple[str, str]], rows: int
) -> dict[int, Pieces[RoleT | Dim]]:
    """Return names by row, each with its glyph unless its mark stands beside it."""
    order = sorted(range(len(endings)), key=lambda place: endings[place].row)
    places = spread_rows([endings[place].row for place in order], rows)
    labels: dict[int, Pieces[RoleT | Dim]] = {}
    for place, row in zip(order, places, strict=True):
        ending, (name, value) = endings[place], told[place]
        glyph = " " if ending.is_beside and row == ending.row else ending.glyph
        labels[row] = ((f" {glyph} {name}", ending.role), (value, "dim"))
    return labels


def _clustered(endings: Sequence[Ending[RoleT]], most: int, cut: str) -> Labels[RoleT]:
    """Return the glyphs of the lines that end in each row, where a mark hides another."""
    if all(ending.is_beside for ending in endings):
        return Labels({}, 0)
    clusters: dict[int, list[Ending[RoleT]]] = {}
    for ending in endings:
        clusters.setdefault(ending.row, []).append(ending)
    width = min(max(map(len, clusters.values())), most - 1)
    labels: dict[int, Pieces[RoleT | Dim]] = {}
    for row, members in clusters.items():
        shown = members if len(members) <= width else members[: width - len(cut)]
        told = [(ending.glyph, ending.role) for ending in shown]
        labels[row] = ((" ", "dim"), *told, (cut if len(shown) < len(members) else "", "dim"))
    return Labels(labels, width + 1)
