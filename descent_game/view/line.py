"""Lines of text in roles: what a panel says, before any colour."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len

from descent_game.errors import visible
from descent_game.level.texts import text_rows

Role: TypeAlias = Literal[
    "text",
    "dim",
    "title",
    "strong",
    "player",
    "bot",
    "ghost",
    "ghost-2",
    "ghost-3",
    "badge-ghost-2",
    "badge-ghost-3",
    "good",
    "bad",
    "compass",
    "aim",
    "goal",
    "star",
    "rule",
    "w1",
    "w2",
    "interaction",
    "area-w1",
    "area-w2",
    "area-interaction",
    "fog",
    "ground",
    "held-out",
    "badge-player",
    "badge-bot",
    "badge-ghost",
    "cursor",
]
"""What a piece of text means; the theme says how that looks. ``ground`` is what it stands on."""
Paper: TypeAlias = Literal["", "area-w1", "area-w2", "area-interaction", "fog"]
"""What a piece of text stands on; usually the ground of the widget."""


class Piece(NamedTuple):
    """Text in one role, perhaps on a paper of its own."""

    text: str
    role: Role = "text"
    paper: Paper = ""


Line: TypeAlias = tuple[Piece, ...]
BLANK: Line = ()
ARROW = "\u203a"
"""From a world to its level; to the next of some values."""
BEFORE = "\u2039"
"""To the value before."""


def line(text: str, role: Role = "text") -> Line:
    """Return a line in one role."""
    return (Piece(text, role),)


def wrapped(text: str, width: int, role: Role = "text") -> list[Line]:
    """Return a text's paragraphs, wrapped to a width, a blank line between two."""
    return [line(row, role) if row else BLANK for row in text_rows(text, width)]


def width_of(pieces: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(piece.text) for piece in pieces)


def indented(lines: Sequence[Line], columns: int) -> list[Line]:
    """Return lines with so many spaces before each."""
    return [(Piece(" " * columns), *row) for row in lines]


def hanging(head: Line, text: str, width: int, role: Role = "text") -> list[Line]:
    """Return a head and a text beside it, wrapped within ``width`` columns in all."""
    indent = width_of(head)
    first, *rest = wrapped(text, width - indent, role) or [BLANK]
    return [(*head, *first), *indented(rest, indent)]


def named(facts: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Return texts with their names before them, in columns."""
    column = max(len(name) for name, _ in facts) + 2
    heads: list[Line] = [(Piece(f"{name:<{column}}", "dim"),) for name, _ in facts]
    pairs = zip(heads, facts, strict=True)
    return [row for head, (_, text) in pairs for row in hanging(head, text, width)]


def labelled(label: str, text: str, width: int) -> list[Line]:
    """Return a wrapped text that begins with a label in a colour of its own."""
    (first, *_), *rest = wrapped(f"{label}  {text}", width)
    return [(Piece(label, "compass"), Piece(first.text[len(label) :])), *rest]


def shortened(text: str, room: int) -> str:
    """Return a text in at most ``room`` characters, the last an ellipsis where it goes on."""
    return text if len(text) <= room else f"{text[: max(room - 1, 0)]}…"


def counted(count: int, noun: str) -> str:
    """Return a number of things, such as ``1 game`` or ``2 games``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def star_signs(stars: int) -> str:
    """Return three signs, of which the first ``stars`` are filled."""
    return "★" * stars + "☆" * (3 - stars)


def spread(left: Line, right: Line, width: int) -> Line:
    """Return a line with one part at its left end and one at its right."""
    gap = width - width_of(left) - width_of(right)
    return (*left, Piece(" " * max(gap, 1)), *right)


def seen(pieces: Line) -> Line:
    """Return a line as it may reach a terminal: nothing in it is a command."""
    if all(piece.text.isprintable() for piece in pieces):
        return pieces
    return tuple(piece._replace(text=visible(piece.text)) for piece in pieces)


def plain_text(pieces: Line) -> str:
    """Return a line without its roles."""
    return "".join(piece.text for piece in pieces)


_UPPER_DOTS, _LOWER_DOTS = 0x1B, 0xE4
"""Bits of a braille cell's dots in its upper and in its lower half."""


def _dots_as_text(bits: int) -> str:
    if bits & _UPPER_DOTS and bits & _LOWER_DOTS:
        return ":"
    return "'" if bits & _UPPER_DOTS else "." if bits else " "


_SEVEN_BIT = str.maketrans(
    {
        "★": "*",
        "☆": "-",
        "●": "@",
        "○": "o",
        "◆": "B",
        "▲": "C",
        "■": "D",
        "▼": "E",
        "°": "d",
        ARROW: ">",
        BEFORE: "<",
        "·": "-",
        "─": "-",
        "━": "=",
        "•": "o",
        "∘": "o",
        "▀": "=",
        "▒": "#",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "┃": "|",
        "│": "|",
        "←": "<",
        "→": ">",
        "↑": "^",
        "↓": "v",
        "↗": "/",
        "↙": "/",
        "↖": "\\",
        "↘": "\\",
        "┴": "+",
        "✓": "+",
        "✗": "x",
        "…": "~",
        "▸": ">",
        "⏎": "Ent",
        "»": ">",
        "“": '"',
        "”": '"',
        **dict.fromkeys("▖▗", "-"),
        **dict(zip("▁▂▃▄▅▆▇█", "_.-=+*%#", strict=True)),
        **{chr(0x2800 + bits): _dots_as_text(bits) for bits in range(256)},
    }
)


_MARKS: dict[Role, str] = {"player": "x", "bot": "~", "aim": "'", "compass": "g", "rule": "."}
"""What dots become in 7-bit characters, by what they draw: the same as on the map."""
_BRAILLE = re.compile("[\u2801-\u28ff]")


def seven_bit(text: str, role: Role = "text") -> str:
    """Return a text in 7-bit characters: symbols by likeness, letters without their accents.

    Anything else becomes ``?``.

    Dots take the mark of their ``role``, so that no line is distinguished by colour alone.
    """
    if role in _MARKS:
        text = _BRAILLE.sub(_MARKS[role], text)
    translated = text.translate(_SEVEN_BIT)
    return translated if translated.isascii() else "".join(map(_without_accent, translated))


def _without_accent(sign: str) -> str:
    first = unicodedata.normalize("NFKD", sign)[0]
    return first if first.isascii() else "?"
