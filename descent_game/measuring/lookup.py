"""Entries of the tables of measures and policies, and looking one up by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from descent_game.errors import THE_VALUE, KeyPath, KeyProblemError

T = TypeVar("T")


@dataclass(frozen=True)
class Documented(Generic[T]):
    """A function with its description and the keys of a level file that it takes."""

    function: T
    words: str
    takes: tuple[str, ...] = ()

    def __str__(self) -> str:
        keys = ", ".join(f"`{key}`" for key in self.takes)
        return f"{self.words}; takes {keys}" if keys else self.words


class CheckError(KeyProblemError):
    """A claim that cannot be measured, or a play that cannot be played, as it is written.

    Args:
        message: What is wrong.
        path: The key, below the table of the claim or the play.
        within: As of ``KeyProblem``.
    """

    def __init__(self, message: str, path: KeyPath = ("measure",), within: int = THE_VALUE) -> None:
        super().__init__(path, message, within)


def find(table: Mapping[str, T], name: str, kind: str) -> T:
    """Return the entry of a table.

    Raises:
        CheckError: There is none; it suggests a similar name, or lists all.
    """
    if name in table:
        return table[name]
    near = get_close_matches(name, table, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(table)}"
    path = ("policy", "follow") if kind == "policy" else (kind,)
    raise CheckError(f"there is no {kind} {name!r}; {hint}", path)
