"""The context of a cursor in a TOML text, valid or not: its table, its key, what is typed there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from descent_game.level.toml.outline import outline
from descent_game.level.toml.tokens import SIGNS, key_of, parts_of, quotes_at_starts, tokens

What: TypeAlias = Literal["header", "key", "value", "text", "nothing"]

DEEPEST = 20
"""The longest path of keys; levels are not that deep."""

_WORD = re.compile(r"[A-Za-z0-9_.-]*\Z")
"""The word before the cursor: a name, a number, the parts of a dotted key."""


class CursorContext(NamedTuple):
    """The context of a cursor.

    Attributes:
        what: What may be typed there.
        path: The names of the tables and of the key around it.
        word: The part of a name before it.
        before: In a text, everything up to the cursor.
    """

    what: What
    path: tuple[str, ...]
    word: str = ""
    before: str = ""


def cursor_context(lines: Sequence[str], row: int, column: int) -> CursorContext:
    """Return the context of a cursor at a line and a column from 0."""
    states = quotes_at_starts(lines[: row + 1])
    headers = [header for header in outline(lines[: row + 1]) if header.line <= row]
    line = lines[row][:column]
    begins = not states[row] and line.lstrip().startswith("[") and "]" not in line
    if begins and not _is_open(lines, states, row):
        return CursorContext("header", (), line.lstrip().lstrip("["))
    table = headers[-1].path if headers else ()
    if headers and headers[-1].line == row:
        return CursorContext("nothing", table)
    first = _statement(lines, states, row, headers[-1].line + 1 if headers else 0)
    return _read("\n".join([*lines[first:row], line]), table).context()


def keys_of(lines: Sequence[str], row: int) -> set[str]:
    """Return the keys of the table around a line, without the key of the line itself."""
    states, headers = quotes_at_starts(lines), outline(lines)
    first = max((header.line + 1 for header in headers if header.line <= row), default=0)
    last = min((header.line for header in headers if header.line > row), default=len(lines))
    return {
        key[0]
        for number in range(first, last)
        if number != row and not states[number] and (key := key_of(lines[number]))
    }


def _is_open(lines: Sequence[str], states: Sequence[str], row: int) -> bool:
    """Tell whether a line continues a list or an inline table of a line before it."""
    first = _statement(lines, states, row - 1, 0) if row else row
    return first < row and bool(_read("\n".join(lines[first:row]) + "\n", ()).frames)


def _statement(lines: Sequence[str], states: Sequence[str], row: int, lowest: int) -> int:
    """Return the line with the key whose value a line is part of."""
    for number in range(row, lowest - 1, -1):
        if not states[number] and key_of(lines[number]):
            return number
    return min(lowest, row)


@dataclass
class _Reader:
    """The state after reading a part of a statement: open brackets, and the last token."""

    base: tuple[str, ...]
    """The table that a key belongs to."""
    path: tuple[str, ...] = ()
    """The key that a value belongs to."""
    frames: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    expects: Literal["key", "value", "nothing"] = "key"
    last: str = ""

    def context(self) -> CursorContext:
        """Return the context at the end of the text."""
        if self.expects == "nothing" or self.last.startswith("#"):
            return CursorContext("nothing", self.path)
        if self.expects == "key":
            return CursorContext("key", self.base, self.last)
        if self.last[:1] in ('"', "'"):
            before = self.last.lstrip(self.last[0])
            word = _WORD.search(before)
            return CursorContext("text", self.path, word[0] if word else "", before)
        return CursorContext("value", self.path, self.last)

    def take(self, kind: str, piece: str, *, at_end: bool) -> None:
        """Read a token; ``at_end`` where the text ends with it."""
        if kind in SIGNS:
            self._take_sign(piece)
        elif kind == "newline" and not self.frames:
            self.expects, self.last, self.path = "key", "", self.base
        elif kind == "newline":
            self.take_blank()
        elif self.expects == "value" and (not at_end or kind == "text") and kind != "comment":
            self.expects, self.last = "nothing", ""
        elif at_end or kind != "comment":
            self.last = piece

    def take_blank(self) -> None:
        """Read a blank, which ends a value."""
        if self.expects == "value" and self.last:
            self.expects, self.last = "nothing", ""

    def _take_sign(self, sign: str) -> None:
        if sign == "=":
            names = (*self.base, *parts_of(self.last))
            self.path, self.expects = names[:DEEPEST], "value"
        elif sign in "{[":
            self.frames.append((sign, self.base, self.path))
            self.base = self.path if sign == "{" else self.base
            self.expects = "key" if sign == "{" else "value"
        elif self.frames and sign in "}]":
            _, self.base, self.path = self.frames.pop()
            self.expects = "nothing"
        elif self.frames and sign == ",":
            self.expects = "key" if self.frames[-1][0] == "{" else "value"
        self.last = ""


def _read(text: str, table: tuple[str, ...]) -> _Reader:
    """Return the state at the end of a text."""
    reader = _Reader(base=table, path=table)
    end = 0
    for token in tokens(text):
        if token.start > end:
            reader.take_blank()
        end = token.end
        reader.take(token.kind, text[token.start : end], at_end=end == len(text))
    if end < len(text):
        reader.take_blank()
    return reader
