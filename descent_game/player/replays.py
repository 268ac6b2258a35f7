"""The finished games of the record: how they are listed, and which replays are pruned."""

import sqlite3
from typing import NamedTuple

KEPT = 50
"""Replays that are kept of each level: the latest ones, and the best."""


class KeptGame(NamedTuple):
    """A finished game; ``level`` is its key in the record, ``saved`` when it ended."""

    id: str
    level: str
    seed: int | None
    practice: bool
    turns: int
    stars: int
    termination: str
    saved: str


def kept_games(connection: sqlite3.Connection, level: str | None = None) -> list[KeptGame]:
    """Return the finished games that have a replay, the latest first.

    Raises:
        sqlite3.Error: The record cannot be read.
    """
    query = (
        f"SELECT {', '.join(KeptGame._fields)} FROM sound_games WHERE {_FINISHED} AND replay != ''"  # noqa: S608 - names of fields
    )
    chosen: tuple[str, ...] = ()
    if level is not None:
        query, chosen = f"{query} AND level = ?", (level,)
    rows = connection.execute(f"{query} ORDER BY number DESC", chosen)
    return [KeptGame(*row)._replace(practice=bool(row[3])) for row in rows]


def best_kept(games: list[KeptGame]) -> KeptGame | None:
    """Return the best of some games: without practice, by stars, then by turns."""
    return min(games, key=lambda game: (game.practice, -game.stars, game.turns), default=None)


def replay_text(connection: sqlite3.Connection, game_id: str) -> str:
    """Return the replay of a game as JSON, "" where it was pruned.

    Raises:
        sqlite3.Error: The record cannot be read.
    """
    row = connection.execute("SELECT replay FROM games WHERE id = ?", (game_id,)).fetchone()
    return str(row[0]) if row else ""


def prune(connection: sqlite3.Connection, level: str) -> None:
    """Delete the replays of a level's old games.

    The games stay as rows without a replay, since a variant that was seen earns no stars again.
    Games for a homework keep theirs: they may still have to be handed in.

    Raises:
        sqlite3.Error: The record cannot be written.
    """
    games = kept_games(connection, level)
    best = best_kept(games)
    needed = {name for (name,) in connection.execute("SELECT id FROM played_for")}
    old = [game.id for game in games[KEPT:] if game is not best and game.id not in needed]
    connection.executemany("UPDATE games SET replay = '' WHERE id = ?", [(name,) for name in old])


_FINISHED = "termination IS NOT NULL AND termination != 'abandoned'"
