"""The colours of TOML, line by line: what every span of a line is."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from descent_game.level.toml.tokens import header_of, tokens
from descent_game.view.line import Role

LONGEST = 2_000
"""Characters of a line; longer ones are data, and stay plain."""

_VALUE = re.compile(r"[+-]?(?:\.?\d[\w.:+ -]*|inf|nan)|true|false")
_FIELD = re.compile(r"\{[A-Za-z0-9_.-]+\}")
ROLES: dict[str, Role] = {
    "comment": "dim",
    "text": "good",
    "header": "player",
    "key": "compass",
    "value": "ghost",
}


class Span(NamedTuple):
    """Columns of a line, from 0, that have a role."""

    start: int
    end: int
    role: Role


def spans(line: str, quotes: str = "") -> Iterator[Span]:
    """Yield the spans of a line; ``quotes`` are those of a text that it begins in."""
    if len(line) > LONGEST:
        return
    found = list(tokens(line, quotes))
    if not quotes and header_of(line):
        header = [token for token in found if token.kind != "comment"]
        yield Span(header[0].start, header[-1].end, ROLES["header"])
        found = found[len(header) :]
    for token, after in pairwise([*found, None]):
        assert token is not None
        piece = line[token.start : token.end]
        if token.kind in ("text", "open"):
            yield from _text(line, token.start, token.end)
        elif token.kind == "comment":
            yield Span(token.start, token.end, ROLES["comment"])
        elif token.kind == "word" and after is not None and line[after.start] == "=":
            yield Span(token.start, token.end, ROLES["key"])
        elif token.kind == "word" and _VALUE.fullmatch(piece):
            yield Span(token.start, token.end, ROLES["value"])


def _text(line: str, start: int, end: int) -> Iterator[Span]:
    """Yield a text, and the fields in it."""
    if start < end:
        yield Span(start, end, ROLES["text"])
    for field in _FIELD.finditer(line, start, end):
        yield Span(field.start(), field.end(), "star")
