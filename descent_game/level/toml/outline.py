"""The tables and keys of a TOML text by line, also while it is typed and is no TOML.

``positions`` has every place of a text that is TOML; this goes on where a text is none.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from descent_game.level.toml.tokens import header_of, key_of, quotes_at_starts, tokens


class Header(NamedTuple):
    """A line that begins a table; ``path`` are the parts of its name, lines count from 0."""

    line: int
    path: tuple[str, ...]
    is_list: bool


class Assignment(NamedTuple):
    """A line that gives a key a value.

    ``table`` is the table it is in, ``first`` the line where that begins; ``text`` is the value
    where it is a text in quotes.
    """

    table: tuple[str, ...]
    first: int
    key: str
    text: str


def outline(lines: Iterable[str]) -> list[Header]:
    """Return the headers of the tables, in their order."""
    lines = list(lines)
    found = []
    for number, (line, quotes) in enumerate(zip(lines, quotes_at_starts(lines), strict=True)):
        if not quotes and "[" in line and (header := header_of(line)):
            found.append(Header(number, *header))
    return found


def assignments(lines: Iterable[str]) -> Iterator[Assignment]:
    """Yield the lines that give a key a value, with their tables; dotted keys are left out."""
    lines = list(lines)
    headers = {header.line: header.path for header in outline(lines)}
    table: tuple[str, ...] = ()
    first = 0
    for number, (line, quotes) in enumerate(zip(lines, quotes_at_starts(lines), strict=True)):
        if number in headers:
            table, first = headers[number], number
        elif not quotes and len(key := key_of(line)) == 1:
            yield Assignment(table, first, key[0], _text_value(line))


def _text_value(line: str) -> str:
    """Return the text in quotes that a key gets on its line, nothing where it gets another."""
    value = next((token for token in list(tokens(line))[2:3] if token.kind == "text"), None)
    return line[value.start + 1 : value.end - 1] if value else ""
