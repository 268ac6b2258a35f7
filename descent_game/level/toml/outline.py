"""The tables and keys of a TOML text by line, also of a text that is not valid yet.

``positions`` has the positions in valid texts only up to the first mistake.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from descent_game.level.toml.tokens import header_of, key_of, quotes_at_starts, tokens


class Header(NamedTuple):
    """A line that begins a table.

    Attributes:
        line: The line, from 0.
        path: The parts of its name.
        is_list: Whether it is one table of a list.
    """

    line: int
    path: tuple[str, ...]
    is_list: bool


class Assignment(NamedTuple):
    """A line with a key and its value.

    Attributes:
        table: The table that it is in.
        first: The line, from 0, where the table begins.
        key: The key.
        text: The value where it is a text in quotes, else "".
    """

    table: tuple[str, ...]
    first: int
    key: str
    text: str


def outline(lines: Iterable[str]) -> list[Header]:
    """Return the headers of the tables in the order of the text."""
    lines = list(lines)
    found = []
    for number, (line, quotes) in enumerate(zip(lines, quotes_at_starts(lines), strict=True)):
        if not quotes and "[" in line and (header := header_of(line)):
            found.append(Header(number, *header))
    return found


def assignments(lines: Iterable[str]) -> Iterator[Assignment]:
    """Yield the lines with a key and its value, except those with dotted keys."""
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
    """Return the value of a key on its line where it is a text in quotes, else ""."""
    value = next((token for token in list(tokens(line))[2:3] if token.kind == "text"), None)
    return line[value.start + 1 : value.end - 1] if value else ""
