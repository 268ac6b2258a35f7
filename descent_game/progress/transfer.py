"""The record as a file that people can carry: from one machine, or browser, to another."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from descent_game.errors import DescentError, ReplayError, quoted
from descent_game.game.replay import from_json
from descent_game.game.track import Termination
from descent_game.progress.storage import open_storage

FORMAT = 1
MAX_BYTES = 32 * 1024 * 1024
"""Tens of thousands of games; a larger file is no record."""
ENDINGS = {None, "abandoned", *Termination}


class Imported(NamedTuple):
    """What came of an import, in games."""

    added: int
    known: int

    @property
    def words(self) -> str:
        """The same as people read it."""
        games = "1 game" if self.added == 1 else f"{self.added} games"
        return f"{games} added, {self.known} known already."


class _Game(msgspec.Struct, frozen=True):
    """What every game of a record has; a file may have more."""

    id: str
    level: str
    practice: int
    turns: int
    stars: int
    replay: str
    saved: str
    seed: int | None = None
    termination: str | None = None


def export_games(folder: Path) -> str:
    """Return every game of the record in a folder as JSON text."""
    with closing(open_storage(folder).connection) as connection:
        rows = connection.execute("SELECT * FROM games ORDER BY saved, id")
        names = [column[0] for column in rows.description]
        games = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps({"format": FORMAT, "games": games}, indent=1)


def import_games(folder: Path, content: bytes) -> Imported:
    """Add the games of an export to the record in a folder, all of them or none.

    A game that is there already stays, unless it has come further in the file. Raises
    ``DescentError`` where the file is not an export.
    """
    games = _read(content)
    with closing(open_storage(folder).connection) as connection:
        known = {row[1] for row in connection.execute("PRAGMA table_info(games)")}
        added = 0
        connection.execute("BEGIN IMMEDIATE")
        try:
            for game in games:
                added += _add(connection, {k: v for k, v in game.items() if k in known})
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            connection.execute("ROLLBACK")
            raise DescentError(f"the record cannot be written: {error}") from None
    return Imported(added, len(games) - added)


def _add(connection: sqlite3.Connection, game: dict[str, Any]) -> int:
    """Add one game and return how many were: 0 where it is known and no further."""
    names = ", ".join(game)
    changes = ", ".join(f"{name} = excluded.{name}" for name in game)
    cursor = connection.execute(
        f"INSERT INTO games ({names}) VALUES ({', '.join('?' * len(game))})"  # noqa: S608 - columns
        f" ON CONFLICT (id) DO UPDATE SET {changes} WHERE excluded.turns > games.turns",
        tuple(game.values()),
    )
    return cursor.rowcount


def _read(content: bytes) -> list[dict[str, Any]]:
    """Return the games of an export. Raises ``DescentError`` for anything else."""
    if len(content) > MAX_BYTES:
        raise DescentError(f"a record of more than {MAX_BYTES // 1024**2} MB is too large")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DescentError(f"not a record of games: {error}") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DescentError(f"not a record of games of format {FORMAT}")
    games = document.get("games")
    if not isinstance(games, list):
        raise DescentError("not a record of games: 'games' is missing; it is a list")
    for number, game in enumerate(games, start=1):
        _check(game, number)
    return games


def _check(game: Any, number: int) -> None:
    try:
        found = msgspec.convert(game, _Game, strict=True)
        from_json(found.replay)
    except (msgspec.ValidationError, ReplayError) as error:
        raise DescentError(f"game {number}: {error}") from None
    if found.termination not in ENDINGS or not (0 <= found.stars <= 3):
        raise DescentError(f"game {number}: not a result: {quoted(found.termination)}")
    if any(not isinstance(value, str | int | float | None) for value in game.values()):
        raise DescentError(f"game {number}: a value is neither a text nor a number")
