"""The games that were finished: what is kept of them, which stay, and how they are listed."""

import sqlite3
from typing import NamedTuple

KEPT = 50
"""How many finished games of a level are kept; the best one stays even if it is older."""


class KeptGame(NamedTuple):
    """A finished game in the record. ``level`` is its key there, ``saved`` when it ended."""

    id: str
    level: str
    seed: int | None
    practice: bool
    turns: int
    stars: int
    termination: str
    saved: str


def kept_games(connection: sqlite3.Connection, level: str | None = None) -> list[KeptGame]:
    """Return the finished games that can be watched, the latest first. Raises ``sqlite3.Error``."""
    query = (
        f"SELECT {', '.join(KeptGame._fields)} FROM sound_games WHERE {_FINISHED} AND replay != ''"  # noqa: S608 - names of fields
    )
    chosen: tuple[str, ...] = ()
    if level is not None:
        query, chosen = f"{query} AND level = ?", (level,)
    rows = connection.execute(f"{query} ORDER BY number DESC", chosen)
    return [KeptGame(*row)._replace(practice=bool(row[3])) for row in rows]


def best_kept(games: list[KeptGame]) -> KeptGame | None:
    """Return the best of some games: at first sight, by stars, then by turns."""
    return min(games, key=lambda game: (game.practice, -game.stars, game.turns), default=None)


def replay_text(connection: sqlite3.Connection, game_id: str) -> str:
    """Return the replay of a game, ``""`` where it is not kept. Raises ``sqlite3.Error``."""
    row = connection.execute("SELECT replay FROM games WHERE id = ?", (game_id,)).fetchone()
    return str(row[0]) if row else ""


def prune(connection: sqlite3.Connection, level: str) -> None:
    """Let go of the replays of a level's old games. Raises ``sqlite3.Error``.

    The games stay as rows without a replay: the ground that was seen must not earn stars again.
    Games that were played for a homework stay whole: they may still have to be handed in.
    """
    games = kept_games(connection, level)
    best = best_kept(games)
    needed = {name for (name,) in connection.execute("SELECT id FROM played_for")}
    old = [game.id for game in games[KEPT:] if game is not best and game.id not in needed]
    connection.executemany("UPDATE games SET replay = '' WHERE id = ?", [(name,) for name in old])


_FINISHED = "termination IS NOT NULL AND termination != 'abandoned'"
