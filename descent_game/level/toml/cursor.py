"""Where a cursor stands in the TOML text of a level, valid or not: in which table, at which key."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from descent_game.level.toml.outline import outline, parts_of, quotes_at_starts

What: TypeAlias = Literal["header", "key", "value", "text", "nothing"]

DEEPEST = 20
"""Names of a path after which nothing is known; a level has no such depth."""

_KEY = re.compile(r"""\s*[A-Za-z0-9_."'-]+\s*=(?!=)""")
_TOKEN = re.compile(
    r"(?P<comment>#[^\n]*)"
    r'|(?P<text>"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)|\'\'\'.*?(?:\'{3,5}|\Z)'
    r'|"(?:[^"\\\n]|\\.)*(?:"|\Z|(?=\n))|\'[^\'\n]*(?:\'|\Z|(?=\n)))'
    r"|(?P<word>[^\s=,{}\[\]#\"']+)"
    r"|(?P<sign>[={}\[\],])"
    r"|(?P<space>\s+)",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z0-9_.-]*\Z")
"""What is being typed before the cursor: a name, a number, the parts of a dotted key."""


class Spot(NamedTuple):
    """Where a cursor stands.

    ``path`` are the names of the tables and of the key around it; ``word`` is what has been typed
    of a name before it. In a ``text`` all of it up to the cursor is ``before``.
    """

    what: What
    path: tuple[str, ...]
    word: str = ""
    before: str = ""


def spot_at(lines: Sequence[str], row: int, column: int) -> Spot:
    """Return where a cursor stands, by line and column from 0."""
    states = quotes_at_starts(lines[: row + 1])
    headers = [header for header in outline(lines[: row + 1]) if header.line <= row]
    line = lines[row][:column]
    begins = not states[row] and line.lstrip().startswith("[") and "]" not in line
    if begins and not _is_open(lines, states, row):
        return Spot("header", (), line.lstrip().lstrip("["))
    table = headers[-1].path if headers else ()
    if headers and headers[-1].line == row:
        return Spot("nothing", table)
    first = _statement(lines, states, row, headers[-1].line + 1 if headers else 0)
    return _read("\n".join([*lines[first:row], line]), table).spot()


def keys_of(lines: Sequence[str], row: int) -> set[str]:
    """Return the keys that the table around a line has already, but for the line's own."""
    states, headers = quotes_at_starts(lines), outline(lines)
    first = max((header.line + 1 for header in headers if header.line <= row), default=0)
    last = min((header.line for header in headers if header.line > row), default=len(lines))
    return {
        part
        for number in range(first, last)
        if number != row and not states[number] and _KEY.match(lines[number])
        for part in parts_of(lines[number].partition("=")[0])[:1]
    }


def _is_open(lines: Sequence[str], states: Sequence[str], row: int) -> bool:
    """Tell whether a line goes on with the list or the table of a line before it."""
    first = _statement(lines, states, row - 1, 0) if row else row
    return first < row and bool(_read("\n".join(lines[first:row]) + "\n", ()).frames)


def _statement(lines: Sequence[str], states: Sequence[str], row: int, lowest: int) -> int:
    """Return the line in which the key begins that a line belongs to."""
    for number in range(row, lowest - 1, -1):
        if not states[number] and _KEY.match(lines[number]):
            return number
    return min(lowest, row)


@dataclass
class _Reader:
    """What has been read of a statement: its open brackets, and what its last piece is."""

    base: tuple[str, ...]
    """The table that a key belongs to."""
    path: tuple[str, ...] = ()
    """The key that a value belongs to."""
    frames: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    expects: Literal["key", "value", "nothing"] = "key"
    last: str = ""

    def spot(self) -> Spot:
        """Return where the text ends."""
        if self.expects == "nothing" or self.last.startswith("#"):
            return Spot("nothing", self.path)
        if self.expects == "key":
            return Spot("key", self.base, self.last)
        if self.last[:1] in ('"', "'"):
            before = self.last.lstrip(self.last[0])
            word = _WORD.search(before)
            return Spot("text", self.path, word[0] if word else "", before)
        return Spot("value", self.path, self.last)

    def take(self, kind: str, piece: str, *, at_end: bool) -> None:
        """Go past a piece of the text."""
        if kind == "sign":
            self._take_sign(piece)
        elif kind == "space":
            if "\n" in piece and not self.frames:
                self.expects, self.last, self.path = "key", "", self.base
            elif self.expects == "value" and self.last:
                self.expects, self.last = "nothing", ""
        elif self.expects == "value" and (not at_end or _is_closed_text(piece)):
            self.expects, self.last = "nothing", ""
        else:
            self.last = piece

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
    """Return what a text has come to at its end."""
    reader = _Reader(base=table, path=table)
    for token in _TOKEN.finditer(text):
        reader.take(token.lastgroup or "", token[0], at_end=token.end() == len(text))
    return reader


def _is_closed_text(piece: str) -> bool:
    quotes = next((q for q in ('"""', "'''", '"', "'") if piece.startswith(q)), "")
    return bool(quotes) and len(piece) >= 2 * len(quotes) and piece.endswith(quotes)
