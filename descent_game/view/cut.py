"""The cut in lines: areas of what each weight adds, the loss and its tangent over them, a scale."""

import math
from collections.abc import Iterator
from itertools import chain, groupby
from typing import NamedTuple

import numpy as np

from descent_game.game.cut import Cut
from descent_game.game.readout import Readout
from descent_game.game.wording import (
    decimals_for,
    degrees,
    exponential,
    plain,
    signed,
    split_texts,
    summed_texts,
)
from descent_game.rendering.stack import (
    CURVE,
    EMPTY,
    FIRST,
    FOG,
    MARK,
    SECOND,
    TANGENT,
    THIRD,
    ZERO,
    Axis,
    Cells,
    Stack,
    axis_of,
    draw_stack,
)
from descent_game.rendering.style import Style
from descent_game.view.aim import arrow
from descent_game.view.folding import NONE, between, headed
from descent_game.view.line import BLANK, Line, Paper, Piece, Role, line, shortened, width_of
from descent_game.view.surroundings import heading_words

WIDE = 76
"""Columns from which on the numbers stand in a column of their own."""
NUMBERS, GUTTER = 26, 8
"""Columns of the numbers, and of the labels of the scale."""
FEET = 2
"""Rows of the axis below."""
LOWEST = 4
"""Rows of the lowest plot."""
UNSEEN = "beyond your sight"

_INKS: dict[int, Role] = {
    EMPTY: "ground", FIRST: "area-w1", SECOND: "area-w2", THIRD: "area-interaction", FOG: "fog",
    CURVE: "player", TANGENT: "compass", MARK: "aim", ZERO: "rule",
}  # fmt: skip
_LETTER_INKS: dict[int, Role] = _INKS | {
    EMPTY: "text", FIRST: "w1", SECOND: "w2", THIRD: "interaction"
}  # fmt: skip
_PAPERS: dict[int, Paper] = {
    EMPTY: "", FIRST: "area-w1", SECOND: "area-w2", THIRD: "area-interaction", FOG: "fog"
}  # fmt: skip
PARTS: tuple[tuple[str, str, Role, Role], ...] = (
    ("w1", "1", "w1", "area-w1"),
    ("w2", "2", "w2", "area-w2"),
    ("interaction", "x", "interaction", "area-interaction"),
)
"""Name, letter, ink and area of each part."""


class Look(NamedTuple):
    """The style of the map, and whether letters stand for areas because there are no colours."""

    style: Style = "braille"
    letters: bool = False


def cut_lines(cut: Cut | None, whose: str, size: tuple[int, int], look: Look) -> list[Line]:
    """Return a cut in lines.

    Args:
        cut: The cut; None where the move leads nowhere.
        whose: What moves, such as ``your aim``.
        size: Columns and rows.
        look: How it is drawn.
    """
    width, height = size
    if cut is None:
        return [headed(Piece("CUT", "title"), line(whose, "dim"), width), line("No step, no cut.")]
    wide = width >= WIDE
    heads = (
        [_head(cut, whose, width)] if wide else [_head(cut, whose, width), _short(cut, width, look)]
    )
    plot = width - (NUMBERS if wide else 0), height - len(heads) - FEET
    lines = [*heads, *_plot(cut, plot, look)] if plot[1] >= LOWEST else heads
    if not wide:
        return lines[:height]
    numbers = _numbers(cut, look)
    below = lines[len(heads) :]
    start = width - NUMBERS + 2
    rows = [
        (*row, Piece(" " * (start - width_of(row))), *beside)
        for row, beside in zip(below, [*numbers, *([BLANK] * len(below))], strict=False)
    ]
    return [*heads, *rows][:height]


def _head(cut: Cut, whose: str, width: int) -> Line:
    return head_of("CUT", cut.heading, f"{cut.name} {plain(cut.step)}", whose, width)


def head_of(view: str, heading: float, step: str, whose: str, width: int) -> Line:
    """Return the head of a view: what it shows, along which heading, and whose step."""
    text = f"{view} {arrow(heading)} {degrees(heading)}, {step}"
    fact = line(shortened(whose, width - len(text) - 1), "dim")
    return headed(Piece(text, "strong"), fact, width)


def _swatch(part: tuple[str, str, Role, Role], look: Look) -> Piece:
    _, letter, ink, area = part
    return Piece(letter, ink) if look.letters else Piece("■", area)


def _short(cut: Cut, width: int, look: Look) -> Line:
    """Return the numbers at the step in one row."""
    if cut.readout is None:
        return _lines_row(cut, width)
    *texts, together = _texts(cut.readout)
    parts = list(zip(PARTS, ("w1", "w2", "both"), texts, strict=True))
    named = [
        (_swatch(part, look), Piece(f" {n} ", part[2]), Piece(f"{t} ")) for part, n, t in parts
    ]
    short = [(_swatch(part, look), Piece(f"{text} ")) for part, _, text in parts]
    total = Piece(f"= {together}", "player")
    forms: list[Line] = [
        (*chain(*named), total),
        tuple(chain(*named)),
        (*chain(*short), total),
        (total,),
    ]
    return next((form for form in forms if width_of(form) <= width), forms[-1])


def _texts(readout: Readout) -> list[str]:
    """Return the parts and their sum as texts; they add up unless they are very long."""
    values = (*readout.alone, readout.interaction, readout.together)
    return [exponential(t, value) for t, value in zip(split_texts(readout), values, strict=True)]


def _lines_row(cut: Cut, width: int) -> Line:
    """Return the loss and the promise at the step in one row, where both have room."""
    decimals = decimals_for(cut.promised, cut.reached or 0.0)
    values: tuple[tuple[str, Role, float | None], ...] = (
        ("together ", "player", cut.reached),
        ("promise ", "compass", cut.promised),
    )
    rows: list[Line] = []
    for name, role, value in values:
        text = "unseen" if value is None else exponential(signed(value, decimals), value)
        rows.append((Piece(name, role), Piece(text)))
    both = (*rows[1], Piece("  "), *rows[0])
    return both if width_of(both) <= width else rows[0]


def _numbers(cut: Cut, look: Look) -> list[Line]:
    """Return the numbers at the step in a column."""
    width = NUMBERS - 2
    readout = cut.readout
    texts = _texts(readout) if readout else [NONE] * 4
    decimals = decimals_for(cut.promised, cut.reached or 0.0)
    if readout:
        decimals = decimals_for(*readout.alone, readout.interaction, readout.together)
        together = texts[3]
    else:
        reached = cut.reached
        together = NONE if reached is None else exponential(signed(reached, decimals), reached)
    promised = exponential(signed(cut.promised, decimals), cut.promised)
    names = ("w1 alone", "w2 alone", "interaction")
    rows = [
        between((_swatch(part, look), Piece(f" {name}", part[2])), line(text), width)
        for part, name, text in zip(PARTS, names, texts, strict=False)
    ]
    curve, tangent = ("⠒⠒", "⠂⠂") if look.style == "braille" else ("●", "•")
    if look.style == "ascii":
        curve, tangent = "@", "~"
    elif look.letters:
        tangent = "~"
    rows += [
        line("─" * width, "rule"),
        between((Piece(f"{curve:<3}", "player"), Piece("together")), line(together), width),
        between((Piece(f"{tangent:<3}", "compass"), Piece("promised")), line(promised), width),
    ]
    if readout and readout.promise:
        share = abs(readout.interaction / readout.promise)
        words = (Piece("interaction", "interaction"), Piece(" is", "dim"))
        rows.append(between(words, line(_percent(share), "strong"), width))
        rows.append(line("of the promise", "dim"))
    if cut.reached is None:
        rows.append(line(f"end {UNSEEN}", "dim"))
    rows.append(_lowest_row(cut, width))
    return [(*row, Piece(" " * max(0, width - width_of(row)))) for row in rows]


def _percent(share: float) -> str:
    return f"{share:.0%}" if share < 100.0 else f"x {plain(share)}"


def _lowest_row(cut: Cut, width: int) -> Line:
    if cut.lowest is None:
        return line("no lowest point inside", "dim")
    at, value = float(cut.distances[cut.lowest]), float(cut.together[cut.lowest])
    where = (Piece("○ ", "aim"), Piece("lowest at ", "dim"), Piece(plain(at)))
    return between(where, line(exponential(signed(value, decimals_for(value)), value)), width)


def stack_of(cut: Cut) -> Stack:
    """Return what is drawn of a cut: nothing that the player may not know."""
    parts = [np.where(cut.split, part, math.nan) for part in (*cut.alone, cut.interaction)]
    defined = np.isfinite(np.sum(parts, axis=0))
    first, second, third = (np.where(defined, part, math.nan) for part in parts)
    last = float(cut.distances[-1])
    return Stack(
        parts=(first, second, third),
        curve=np.where(cut.seen, cut.together, math.nan),
        tangent=np.where(cut.seen, cut.promise, math.nan),
        fog=cut.on_map & ~cut.seen,
        mark=cut.step / last,
        lowest=None if cut.lowest is None else float(cut.distances[cut.lowest]) / last,
    )


def _plot(cut: Cut, size: tuple[int, int], look: Look) -> list[Line]:
    columns, rows = size[0] - GUTTER, size[1]
    stack = stack_of(cut)
    axis = axis_of(stack, rows)
    cells = draw_stack(stack, axis, (columns, rows), look.style, letters=look.letters)
    _write_fog(cells, stack)
    labels = _labels(axis, rows)
    lines: list[Line] = [
        (Piece(f"{labels.get(row, ''):>{GUTTER - 1}} ", "dim"), *plot_pieces(cells, row, look))
        for row in range(rows)
    ]
    return [*lines, *_feet(cut, columns, look)]


def plot_pieces(cells: Cells, row: int, look: Look) -> list[Piece]:
    """Return a row of cells as pieces."""
    inks = _LETTER_INKS if look.letters else _INKS
    columns = zip(
        cells.glyphs[row].tolist(),
        cells.inks[row].tolist(),
        cells.papers[row].tolist(),
        strict=True,
    )
    return [
        Piece("".join(chr(glyph) for glyph, _, _ in run), inks[ink], _PAPERS[paper])
        for (ink, paper), run in groupby(columns, lambda cell: cell[1:])
    ]


def _write_fog(cells: Cells, stack: Stack) -> None:
    """Write into the fog what it is, where it is wide enough."""
    rows = cells.glyphs.shape[0]
    hidden = np.flatnonzero((cells.inks == FOG).sum(axis=0) >= rows - 1)
    runs = np.split(hidden, np.flatnonzero(np.diff(hidden) > 1) + 1) if len(hidden) else []
    run = max(runs, key=len, default=hidden)
    if len(run) >= len(UNSEEN) + 2:
        start = int(run[0]) + (len(run) - len(UNSEEN)) // 2
        cells.glyphs[rows // 2, start : start + len(UNSEEN)] = [ord(sign) for sign in UNSEEN]
        cells.inks[rows // 2, start : start + len(UNSEEN)] = MARK


def _round_step(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is at most so much."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(factor * power for factor in (1.0, 2.0, 5.0) if factor * power <= most * 1.000001)


def _labels(axis: Axis, rows: int) -> dict[int, str]:
    """Return changes of the loss at round numbers, by the row that each is in."""
    if not 0.0 < axis.unit < math.inf:
        return {}
    step = _round_step(axis.unit * rows / 2.0)
    decimals = max(0, -math.floor(math.log10(step)))
    labels: dict[int, str] = {}
    for number in range(-12, 13):
        place = axis.row_of(number * step)
        if 0.0 <= place <= rows:
            row = min(int(place), rows - 1)
            text = signed(number * step, decimals) if number else "0"
            labels.setdefault(row, text if len(text) < GUTTER else f"{number * step:+.0e}")
    labels[min(axis.above, rows - 1)] = "0"
    return labels


def _feet(cut: Cut, columns: int, look: Look) -> list[Line]:
    """Return the axis of distances: round numbers, and the end of the step."""
    last = float(cut.distances[-1])
    mark = min(int(cut.step / last * columns), columns - 1)
    rule, words = ["─"] * columns, [" "] * columns
    label = f"{cut.name} {plain(cut.step)}"
    start = min(max(mark - len(label) // 2, 0), columns - len(label))
    stride = _round_step(last / 3.0)
    number = 0
    while number * stride <= last:
        text = plain(number * stride)
        column = min(int(number * stride / last * columns), columns - 1)
        left = max(column - len(text) // 2, 0)
        if left + len(text) <= columns:
            rule[column] = "┴"
            if left + len(text) < start or left > start + len(label):
                words[left : left + len(text)] = text
        number += 1
    space = Piece(" " * GUTTER)
    ruled = "".join(rule)
    return [
        (
            space,
            Piece(ruled[:mark], "rule"),
            Piece("^" if look.style == "ascii" else "▲", "aim"),
            Piece(ruled[mark + 1 :], "rule"),
        ),
        (
            space,
            Piece("".join(words[:start]), "dim"),
            Piece(label, "aim"),
            Piece("".join(words[start + len(label) :]).rstrip(), "dim"),
        ),
    ]


SHARES = (0.25, 0.5, 0.75, 1.0, 1.25)
"""The distances in plain text, in steps."""
TEXT_NAMES = ("distance", "promise", "together", "w1 alone", "w2 alone", "interaction")
TEXT_COLUMN = 12


def cut_sentences(cut: Cut, whose: str) -> list[str]:
    """Return a cut in eight lines of plain text: a table, and where it ends and is lowest."""
    columns = list(_text_columns(cut))
    rows = [
        f"  {name:<12}" + "".join(f"{column[number]:>{TEXT_COLUMN}}" for column in columns)
        for number, name in enumerate(TEXT_NAMES)
    ]
    lowest = "no lowest point inside"
    if cut.lowest is not None:
        at, value = float(cut.distances[cut.lowest]), float(cut.together[cut.lowest])
        text = exponential(signed(value, decimals_for(value)), value)
        lowest = f"lowest at {plain(at)}, by {text}"
    unseen = "" if bool((cut.seen | ~cut.on_map).all()) else f"; {NONE} is {UNSEEN}"
    return [
        f"The cut of {whose}, towards {heading_words(cut.heading)}: changes of the loss.",
        *rows,
        f"The {cut.name} ends at {plain(cut.step)}; {lowest}{unseen}.",
    ]


def _text_columns(cut: Cut) -> Iterator[tuple[str, ...]]:
    """Yield what stands at each distance; the parts add up to what they do together as printed."""
    places = [int(np.argmin(np.abs(cut.distances - share * cut.step))) for share in SHARES]
    places = [place for place in places if cut.on_map[place]]
    first, second = cut.alone
    values = [
        float(values[place])
        for place in places
        for values in (cut.promise, cut.together, first, second, cut.interaction)
        if cut.split[place] or values is cut.promise
    ]
    decimals = decimals_for(*values)
    for place in places:
        parts = (float(first[place]), float(second[place]), float(cut.interaction[place]))
        whole, promise = float(cut.together[place]), float(cut.promise[place])
        texts = summed_texts(parts, whole, decimals) if cut.split[place] else (NONE,) * 3
        yield tuple(
            _short_text(text, value)
            for text, value in (
                (plain(float(cut.distances[place])), 0.0),
                (signed(promise, decimals), promise),
                (signed(whole, decimals) if cut.seen[place] else NONE, whole),
                *zip(texts, parts, strict=False),
            )
        )


def _short_text(text: str, value: float) -> str:
    """Return a number's text, or the number with an exponent where it would fill its column."""
    return text if len(text) < TEXT_COLUMN else f"{value:+.2e}"
