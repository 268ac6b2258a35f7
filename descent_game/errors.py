"""Every error that bad input can cause: one small hierarchy.

Messages are one line, quote the input, say where it stood and what is allowed. What a level may
meet in play (the goal, a wall, a non-finite loss) is a value, never one of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_QUOTE = 40
"""Characters of an input that a message repeats."""


def quoted(value: object) -> str:
    """Return an input as a message repeats it: in the words of TOML, cut where it is long."""
    if isinstance(value, bool):
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


class DescentError(Exception):
    """Bad input of any kind; ``str(error)`` is fit to be shown to the person who gave it."""


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
    """An optimizer, a schedule or one of their settings that does not exist or is out of range."""


class MoveError(DescentError):
    """A move that the rules of the level do not allow."""


class ReplayError(DescentError):
    """A replay that cannot be read, or that belongs to another version of its level."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: ``file:line: key: message``."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"


class LevelError(DescentError):
    """A level file that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
