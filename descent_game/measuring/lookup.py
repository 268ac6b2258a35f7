"""Finding a measure or a policy by the name that a level file gives."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

from descent_game.level.parameters import KeyProblemError
from descent_game.level.toml.positions import THE_VALUE, KeyPath

T = TypeVar("T")


class CheckError(KeyProblemError):
    """A claim or a play that cannot be carried out as it is written.

    ``path`` is the key at fault below the table of the claim or the play.
    """

    def __init__(self, message: str, path: KeyPath = ("measure",), within: int = THE_VALUE) -> None:
        super().__init__(path, message, within)


def find(table: Mapping[str, T], name: str, kind: str) -> T:
    """Return the entry of a table. Raises ``CheckError`` with what is meant or known."""
    if name in table:
        return table[name]
    near = get_close_matches(name, table, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(table)}"
    path = ("policy", "follow") if kind == "policy" else (kind,)
    raise CheckError(f"there is no {kind} {name!r}; {hint}", path)
