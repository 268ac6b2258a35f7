"""Finding a measure or a policy by the name that a level file gives."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

from descent_game.errors import DescentError

T = TypeVar("T")


class CheckError(DescentError):
    """A claim or a play that cannot be carried out as it is written; ``key`` has what is wrong."""

    def __init__(self, message: str, key: str = "measure") -> None:
        super().__init__(message)
        self.key = key


def find(table: Mapping[str, T], name: str, kind: str) -> T:
    """Return the entry of a table. Raises ``CheckError`` with what is meant or known."""
    if name in table:
        return table[name]
    near = get_close_matches(name, table, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(table)}"
    raise CheckError(f"there is no {kind} {name!r}; {hint}", kind)
