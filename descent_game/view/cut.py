"""The cut in lines: its plot, and the numbers at the end of the step beside it."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from descent_game.game.cut import Cut
from descent_game.game.readout import Readout
from descent_game.game.wording import (
    change,
    decimals_for,
    degrees,
    exponential,
    plain,
    signed,
    split_texts,
    summed_texts,
)
from descent_game.view.aim import arrow
from descent_game.view.cut_plot import UNSEEN, Look, cut_plot
from descent_game.view.folding import NONE, between, headed
from descent_game.view.line import BLANK, Line, Piece, Role, line, shortened, width_of
from descent_game.view.surroundings import heading_words

WIDE = 76
"""Columns from which on the numbers stand in a column of their own."""
NUMBERS = 26
"""Columns of the numbers."""
FEET = 2
"""Rows of the axis below."""
LOWEST = 4
"""Rows of the lowest plot."""

PARTS: tuple[tuple[str, str, Role, Role], ...] = (
    ("w1", "1", "w1", "area-w1"),
    ("w2", "2", "w2", "area-w2"),
    ("interaction", "x", "interaction", "area-interaction"),
)
"""Name, letter, ink and area of each part."""


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
    lines = [*heads, *cut_plot(cut, plot, look)] if plot[1] >= LOWEST else heads
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
    plainly = [(Piece(f"{n} ", part[2]), Piece(f"{t} ")) for part, n, t in parts]
    total = Piece(f"= {together}", "player")
    forms: list[Line] = [
        (*chain(*named), total),
        tuple(chain(*named)),
        (*chain(*plainly), total),
        tuple(chain(*plainly)),
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
        text = (
            _hidden(cut, "unseen") if value is None else exponential(signed(value, decimals), value)
        )
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
        rows.append(line(f"end {_hidden(cut, UNSEEN)}", "dim"))
    rows.append(_lowest_row(cut, width))
    return [(*row, Piece(" " * max(0, width - width_of(row)))) for row in rows]


def _hidden(cut: Cut, unseen: str) -> str:
    """Return why nobody knows what the step does: it is ``unseen``, or leads off the map."""
    end = int(np.argmin(np.abs(cut.distances - cut.step)))
    return unseen if cut.on_map[end] else "off the map"


def _percent(share: float) -> str:
    return f"{share:.0%}" if share < 100.0 else f"x {plain(share)}"


def _lowest_row(cut: Cut, width: int) -> Line:
    if cut.lowest is None:
        return line("no lowest point inside", "dim")
    at, value = float(cut.distances[cut.lowest]), float(cut.together[cut.lowest])
    where = (Piece("○ ", "aim"), Piece("lowest at ", "dim"), Piece(plain(at)))
    return between(where, line(change(value)), width)


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
        lowest = f"lowest at {plain(at)}, by {change(value)}"
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
