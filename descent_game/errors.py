"""Every error that bad input can cause: one small hierarchy.

Messages are one line, quote the input, say where it stood and what is allowed. What a level may
meet in play (the goal, a wall, a non-finite loss) is a value, never one of these.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""A key by its tables and list positions, as in ``("questions", 0, "ask")``."""

THE_KEY = -1
"""Says that a message is about a key itself, not about its value."""
THE_VALUE = 0
"""Says that a message is about a value; from 1 on, about that character of a text."""

LONGEST_QUOTE = 40
"""Characters of an input that a message repeats."""
LONGEST_LINE = 90
"""Characters of a file's line that are shown under a message."""
COMMAND = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What no text has any use for, and terminals obey: control characters, turns of direction."""


UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    r"\ufeff\ud800-\udfff]|\r(?!\n)"
)
"""What is not to reach a terminal as it is: commands, turns of direction, and what has no width."""


def visible(text: str) -> str:
    """Return lines of text in which nothing commands a terminal: ``\\u001b`` for an escape.

    What is printed, and what a screen shows, goes through here. The text of a JSON or TOML
    document keeps its meaning: both read what is written so.
    """
    if text.isprintable():
        return text
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def printable(text: str, most: int | None = None) -> str:
    """Return a line of a stranger's without what would upset whatever shows it, ``most`` of it."""
    return "".join(_shown(sign) for sign in text[:most])


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else " " if sign.isspace() else "?"


def quoted(value: object) -> str:
    """Return an input as a message repeats it: in the words of TOML, cut where it is long."""
    if isinstance(value, bool | date | time):
        return str(value).lower()
    if isinstance(value, str):
        return repr(_cut(value))
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "a list of tables"
    try:
        return _cut(repr(value))
    except (ValueError, RecursionError):  # integers of thousands of digits, lists in lists
        return f"a very large {'number' if isinstance(value, int) else 'list'}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}..."


def pointed(source: str, column: int) -> list[str]:
    """Return a line of a file and a caret under its column; nothing for a line that is empty.

    Of a long line the part around the column is shown.
    """
    if not source.strip():
        return []
    first = max(0, column - 1 - LONGEST_LINE // 2) if len(source) > LONGEST_LINE else 0
    part = source[first : first + LONGEST_LINE]
    return [f"    {printable(part).rstrip()}", f"    {' ' * (column - 1 - first)}^"]


class DescentError(Exception):
    """Bad input of any kind; ``str(error)`` is fit to be shown to the person who gave it.

    >>> from descent_game import DescentError, Loss
    >>> try:
    ...     Loss("w1**2 + w3")
    ... except DescentError as error:
    ...     print(error)
    column 9: unknown name 'w3'; known: w1, w2
    """

    @property
    def shown(self) -> str:
        """The message as a command prints it; files are shown with the line at fault."""
        return str(self)


class FormulaError(DescentError):
    """A formula that cannot be read; ``column`` counts its characters from 1."""

    def __init__(self, message: str, formula: str, column: int) -> None:
        super().__init__(message, formula, column)
        self.message = message
        self.formula = formula
        self.column = column

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}"


class DataError(DescentError):
    """Rows of data that cannot be read or used."""


class SettingError(DescentError):
    """An optimizer, a schedule or one of their settings that does not exist or is out of range.

    ``setting`` is the key at fault, such as ``learning_rate``, where it is one; ``unknown`` says
    that there is no such setting.
    """

    def __init__(self, message: str, setting: str = "", *, unknown: bool = False) -> None:
        super().__init__(message)
        self.setting = setting
        self.unknown = unknown


class MoveError(DescentError):
    """A move that the rules of the level do not allow."""


class ReplayError(DescentError):
    """A replay that cannot be read, or that belongs to another version of its level."""


def dotted(path: KeyPath) -> str:
    """Return a key path as an author writes it; list positions count from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return printable("".join(parts).removeprefix("."))


@dataclass(frozen=True)
class KeyProblem:
    """One thing wrong with a file, as it is found: at a key, by what reads values.

    Attributes:
        path: The key, empty for the file as a whole.
        message: What is wrong and what is allowed, in one line.
        within: ``THE_VALUE``, ``THE_KEY``, or which character of a text is meant, from 1.
    """

    path: KeyPath
    message: str
    within: int = THE_VALUE

    @property
    def key(self) -> str:
        """The path as people write it."""
        return dotted(self.path)


class KeyProblemError(DescentError):
    """Something wrong with the value of one key of a file, or within it."""

    def __init__(self, path: KeyPath, message: str, within: int = THE_VALUE) -> None:
        super().__init__(message)
        self.problem = KeyProblem(path, message, within)


@dataclass(frozen=True)
class Problem(KeyProblem):
    """The same with its place, as it is printed: ``file:line:column: key: message``.

    Attributes:
        file: The file as messages name it.
        line: Counted from 1, as columns are.
        column: The first character at fault.
        source: The line itself, where it is known.
        end_column: The column after the last character at fault, on that line.
    """

    file: str = ""
    line: int = 1
    column: int = 1
    source: str = ""
    end_column: int = 2

    def __str__(self) -> str:
        where = f"{printable(self.file)}:{self.line}:{self.column}"
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"

    @property
    def shown(self) -> str:
        """The same, and under it the line with a caret below the column."""
        return "\n".join([str(self), *pointed(self.source, self.column)])


class LevelError(DescentError):
    """A level file that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    @property
    def shown(self) -> str:
        """Every problem with its line."""
        return "\n".join(problem.shown for problem in self.problems)
