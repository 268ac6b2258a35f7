"""The colours of TOML, line by line: what every stretch of a line is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from descent_game.view.line import Role

LONGEST = 2_000
"""Characters of a line; longer ones are data, and stay plain."""

_REST = {'"""': re.compile(r'(?:[^\\]|\\.)*?("""|$)'), "'''": re.compile(r".*?('''|$)")}
_PIECE = re.compile(
    r"(?P<comment>#.*)"
    r'|(?P<text>"""(?:[^\\]|\\.)*?(?:"""|$)|\'\'\'.*?(?:\'\'\'|$)'
    r'|"(?:[^"\\]|\\.)*"?|\'[^\']*\'?)'
    r"|(?P<header>^\s*\[\[?[^\[\]=,]*\]?\]?(?=\s*(?:#|$)))"
    r"|(?P<key>[A-Za-z0-9_.-]+(?=\s*=))"
    r"|(?P<value>[+-]?(?:\d[\w.+-]*|\.\d+|inf|nan)|\b(?:true|false)\b)"
)
_FIELD = re.compile(r"\{[A-Za-z0-9_.-]+\}")
ROLES: dict[str, Role] = {
    "comment": "dim",
    "text": "good",
    "header": "player",
    "key": "compass",
    "value": "ghost",
}


class Stretch(NamedTuple):
    """Columns of a line, from 0, that have a role."""

    start: int
    end: int
    role: Role


def stretches(line: str, quotes: str = "") -> Iterator[Stretch]:
    """Yield the stretches of a line; ``quotes`` are those of a text that it begins in."""
    at = 0
    if len(line) > LONGEST:
        return
    if quotes and (rest := _REST[quotes].match(line)):
        at = rest.end()
        yield from _text(line, 0, at)
    for piece in _PIECE.finditer(line, at):
        kind = piece.lastgroup or ""
        if kind == "text":
            yield from _text(line, piece.start(), piece.end())
        else:
            yield Stretch(piece.start(), piece.end(), ROLES[kind])


def _text(line: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield a text, and the fields in it."""
    if start < end:
        yield Stretch(start, end, ROLES["text"])
    for field in _FIELD.finditer(line, start, end):
        yield Stretch(field.start(), field.end(), "star")
