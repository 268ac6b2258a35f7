"""Where the keys and values of a TOML text stand, for messages: tomllib keeps no positions."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from descent_game.errors import Problem, printable

KeyPath: TypeAlias = tuple[str | int, ...]
"""A key by its tables and list positions, as in ``("questions", 0, "ask")``."""

THE_KEY = -1
"""Says that a message is about a key itself, not about its value."""
THE_VALUE = 0
"""Says that a message is about a value; from 1 on, about that character of a text."""

DEEPEST = 40
"""Levels of nesting after which positions are no longer noted."""

_BLANK = re.compile(r"(?:[ \t]|#[^\n]*)*")
_BLANK_LINES = re.compile(r"(?:\s|#[^\n]*)*")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|(?!""")"(?:[^"\\\n]|\\.)*"'
    r"|(?!''')'[^'\n]*'",
    re.DOTALL,
)
_TOKEN = re.compile(r"[0-9.]+|\w+|.")
_WORD = re.compile(r"(?:\d{4}-\d\d-\d\d (?=\d))?[^\s,\]}#]+")
"""A value without quotes; a date may have a blank before its time."""
_CHARACTER = re.compile(
    r"(?:\\[ \t]*\r?\n\s*)*+(\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|.|\Z)", re.DOTALL
)
"""The next character of a text in double quotes, or its end. A backslash at the end of a line, the
break and the blanks after it are no characters."""


class Place(NamedTuple):
    """Where a key and its value begin, in characters from the start of the text."""

    key: int
    value: int


class Spot(NamedTuple):
    """A place as people find it: line and column from 1, and the line itself.

    ``end_column`` is the column after the last character that is meant, on the same line.
    """

    line: int
    column: int
    source: str
    end_column: int


class Positions:
    """The positions in a TOML text, as far as it is one."""

    def __init__(self, text: str) -> None:
        scanner = _Scanner(text)
        scanner.scan()
        self._text = text
        self._places = scanner.places
        self._ends = scanner.ends
        self._characters: dict[int, Sequence[int]] = {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.twice = scanner.twice
        """Where the first key stands that is there twice, None where there is none."""
        self.unclosed = scanner.unclosed
        """Where a text or a list begins that has no end, None where all have."""

    def spot(self, path: KeyPath, within: int = THE_VALUE) -> Spot:
        """Return where a key or its value stands, or the nearest table around it that is there."""
        offset, character = self.order(path, within)
        if character == 0:
            return self.spot_at(offset)
        if offset not in self._characters:  # messages may be about many characters of one text
            self._characters[offset] = _characters(self._text, offset)
        found = self._characters[offset]
        return self.spot_at(found[min(character, len(found)) - 1])

    def order(self, path: KeyPath, within: int = THE_VALUE) -> tuple[int, int]:
        """Return the order of what ``spot`` returns, without the search for it.

        That is where a key or value begins, and which of its characters is meant: from 1, or 0.
        """
        exact = path in self._places
        while path not in self._places:
            path = path[:-1]
        place = self._places[path]
        return (place.value, within) if exact and within != THE_KEY else (place.key, 0)

    def spot_at(self, offset: int) -> Spot:
        """Return the spot of a character, counted from 0, and of what begins there."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        end_of_line = self._text.find("\n", start)
        source = self._text[start : end_of_line if end_of_line >= 0 else None].rstrip("\r")
        column = offset - start + 1
        end = self._ends.get(offset, offset + len(word_at(source, column))) - start + 1
        return Spot(line, column, source, max(column + 1, min(end, len(source) + 1)))


def word_at(source: str, column: int) -> str:
    """Return what begins at a column of a line: a number or a name, else a single character."""
    match = _TOKEN.match(source, column - 1)
    return match[0] if match else " "


def dotted(path: KeyPath) -> str:
    """Return a key path as an author writes it; list positions count from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return printable("".join(parts).removeprefix("."))


def problem_at(file: Path, spot: Spot, path: KeyPath, message: str) -> Problem:
    """Return what is wrong with a key, at its spot."""
    return Problem(
        str(file), spot.line, dotted(path), message, spot.column, spot.source, spot.end_column, path
    )


class _Scanner:
    """Goes through a text once. What is not TOML ends the scan; nothing raises."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[KeyPath, Place] = {(): Place(0, 0)}
        self.ends: dict[int, int] = {}
        """Where what begins at an offset ends: parts of keys, headers of tables, values."""
        self.twice: int | None = None
        self.unclosed: int | None = None
        self._counts: dict[KeyPath, int] = {}

    def scan(self) -> None:
        table: KeyPath = ()
        while self._skip(_BLANK_LINES) < len(self.text):
            before = self.at
            if self.text[self.at] == "[":
                table = self._header()
            elif not self._pair(table):
                return
            if self.at == before:
                return

    def _skip(self, pattern: re.Pattern[str]) -> int:
        self.at = _past(pattern, self.text, self.at)
        return self.at

    def _takes(self, sign: str) -> bool:
        """Tell whether a sign comes next, and go past it."""
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    def _key(self) -> list[tuple[str, int]]:
        """Return the parts of a dotted key with their offsets."""
        parts = []
        while match := _PART.match(self.text, self._skip(_BLANK)):
            parts.append((match[0].strip("\"'"), match.start()))
            self.ends[match.start()] = self.at = match.end()
            self._skip(_BLANK)
            if not self._takes("."):
                break
        return parts

    def _header(self) -> KeyPath:
        start, is_list = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if is_list else 1
        path: KeyPath = ()
        parts = self._key()
        for number, (part, _) in enumerate(parts, start=1):
            path = (*path, part)
            if is_list and number == len(parts):
                self._counts[path] = self._counts.get(path, -1) + 1
                self.places.setdefault(path, Place(start, start))
            if path in self._counts:
                path = (*path, self._counts[path])
        self.places.setdefault(path, Place(start, start))
        self._takes("]]" if is_list else "]")
        self.ends[start] = self.at
        self._skip(_BLANK)
        return path

    def _pair(self, table: KeyPath) -> bool:
        """Note a key and its value. Return False where the text is no such thing."""
        parts = self._key()
        if not parts or not self._takes("="):
            return False
        value = self._skip(_BLANK)
        path = table
        for number, (part, offset) in enumerate(parts, start=1):
            path = (*path, part)
            if number == len(parts) and path in self.places and self.twice is None:
                self.twice = offset
            self.places.setdefault(path, Place(offset, value))
        return self._value(path)

    def _value(self, path: KeyPath) -> bool:
        start = self.at
        whole = len(path) <= DEEPEST and self._any_value(path)
        self.ends[start] = self.at
        return whole

    def _any_value(self, path: KeyPath) -> bool:
        if self._takes("["):
            return self._list(path)
        if self._takes("{"):
            return self._inline_table(path)
        quoted = self.text[self.at : self.at + 1] in ('"', "'")
        match = (_STRING if quoted else _WORD).match(self.text, self.at)
        if match is None:
            self.unclosed = self.at if quoted else None
            return False
        self.at = match.end()
        return True

    def _list(self, path: KeyPath) -> bool:
        start, position = self.at - 1, 0
        while not self._takes("]"):
            if self._skip(_BLANK_LINES) >= len(self.text):
                self.unclosed = start
                return False
            if self._takes("]"):
                break
            self.places.setdefault((*path, position), Place(self.at, self.at))
            if not self._value((*path, position)):
                return False
            position += 1
            self._skip(_BLANK_LINES)
            self._takes(",")
        return True

    def _inline_table(self, path: KeyPath) -> bool:
        while self._skip(_BLANK_LINES) < len(self.text) and not self._takes("}"):
            if not self._pair(path):
                return False
            self._skip(_BLANK_LINES)
            self._takes(",")
        return True


def _characters(text: str, start: int) -> Sequence[int]:
    """Return where the characters of the text value at ``start`` stand, and at last its end."""
    match = _STRING.match(text, start)
    if match is None:
        return [start]
    quote = next(sign for sign in ('"""', "'''", '"', "'") if text.startswith(sign, start))
    at, end = start + len(quote), match.end() - len(quote)
    if len(quote) == 3 and (newline := re.compile(r"\r?\n").match(text, at)):
        at = newline.end()
    if quote[0] == "'":
        return range(at, end + 1)
    return [found.start(1) for found in _CHARACTER.finditer(text, at, end)]


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where something that begins at an offset ends, else the offset."""
    match = pattern.match(text, at)
    return match.end() if match else at
