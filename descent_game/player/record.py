"""What a player has reached: stars at first sight, variants seen, games left unfinished."""

import os
import sqlite3
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary, finalize

from descent_game.catalogue.catalogue import course_folder
from descent_game.catalogue.data_folder import data_folder
from descent_game.errors import LevelError, ReplayError
from descent_game.game.attempts import Attempt, Seed
from descent_game.game.game import Game
from descent_game.game.replay import Replay, from_json, record, replay, to_json
from descent_game.level.schema import Level
from descent_game.player.replays import KeptGame, kept_games, prune, replay_text
from descent_game.player.storage import open_storage, transaction

ABANDONED = "abandoned"
"""Stands for the termination of a game that was given up for another."""


class Best(NamedTuple):
    """The best result at first sight of any variant of a level."""

    stars: int
    turns: int | None


class AttemptNotes(NamedTuple):
    """The answers before and after a game, and how many hints were taken.

    Answers are choices from 1, one a question, as far as the questions were answered.
    """

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    hints: int = 0


NO_NOTES = AttemptNotes()


class Finished(NamedTuple):
    """A finished game as it is kept; times are this machine's."""

    replay: Replay
    notes: AttemptNotes
    started: str
    ended: str


class Unfinished(NamedTuple):
    """A game that was left before its end."""

    attempt: Attempt
    game: Game
    notes: AttemptNotes = NO_NOTES


class Record:
    """The games of one player, kept after every move. Practice earns nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._connection, self.notice, self.lasting = open_storage(folder or data_folder())
        finalize(self, self._connection.close)  # whoever forgets to close it leaves no open file
        self._ids: WeakKeyDictionary[Game, str] = WeakKeyDictionary()
        self._owed: WeakKeyDictionary[Game, str] = WeakKeyDictionary()
        self._failed = False

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, for what else this package asks of it."""
        return self._connection

    @property
    def keeps(self) -> bool:
        """Whether what was to be kept last is kept, and lasts when the program has ended."""
        return self.lasting and not self._failed

    @property
    def is_empty(self) -> bool:
        """Whether the file is a record in which nothing is kept: no game, no homework."""
        query = "SELECT EXISTS (SELECT 1 FROM games) OR EXISTS (SELECT 1 FROM homework)"
        try:
            (keeps,) = self._connection.execute(query).fetchone()
        except sqlite3.Error:
            return False
        return self.lasting and not keeps

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def save(self, attempt: Attempt, game: Game, notes: AttemptNotes | None = None) -> None:
        """Keep a game as it stands now, under way or finished, with its answers and hints.

        A write that fails (a full disk, another instance that holds the file) is left to the next
        move; ``notice`` says so.
        """
        if not game.turns:
            return
        row = (
            self._ids.setdefault(game, uuid.uuid4().hex),
            level_key(attempt.level),
            attempt.seed,
            attempt.practice,
            game.player.turns,
            game.stars,
            game.player.termination,
            to_json(record(game)),
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
        try:
            with transaction(self._connection):
                places = ", ".join("?" * len(row))
                query = f"INSERT OR REPLACE INTO games VALUES ({places})"  # noqa: S608 - only question marks
                self._connection.execute(query, row)
                if notes is not None:
                    self._keep(game, notes)
                if game in self._owed:
                    self._connection.execute(_INSERT_PURPOSE, (row[0], self._owed[game]))
                if game.player.termination is not None:
                    prune(self._connection, row[1])
        except sqlite3.Error as error:
            self._fail(f"The last move could not be kept: {error}.")
        else:
            self.notice, self._failed = "", False
            self._owed.pop(game, None)

    def kept(self, level: str | None = None) -> list[KeptGame]:
        """Return the finished games that can be watched, of one level (by its key) or all."""
        try:
            return kept_games(self._connection, level)
        except sqlite3.Error as error:
            self.notice = f"The record cannot be read: {error}."
            return []

    def replay_of(self, kept: KeptGame) -> Replay:
        """Return the replay of a kept game. Raises ``ReplayError`` where it cannot be read."""
        try:
            return from_json(replay_text(self._connection, kept.id))
        except sqlite3.Error as error:
            raise ReplayError(f"the record cannot be read: {error}") from None

    def note(self, game: Game, notes: AttemptNotes) -> None:
        """Save the answers and hints of a saved game, with the time of the first one."""
        if game not in self._ids:
            return
        try:
            self._keep(game, notes)
        except sqlite3.Error as error:
            self._fail(f"The last answer or hint could not be kept: {error}.")

    def _fail(self, notice: str) -> None:
        self.notice, self._failed = notice, True

    def _keep(self, game: Game, notes: AttemptNotes) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        before, after = (" ".join(map(str, answers)) for answers in notes[:2])
        self._connection.execute(_INSERT_NOTES, (self._ids[game], before, after, notes.hints, now))

    def dedicate(self, game: Game, purpose: str) -> None:
        """Note what a game is played for, such as a homework; it stays whole for as long.

        Where this cannot be kept now it is kept together with the next move.
        """
        try:
            name = self._ids.setdefault(game, uuid.uuid4().hex)
            self._connection.execute(_INSERT_PURPOSE, (name, purpose))
        except sqlite3.Error:
            self._owed[game] = purpose

    def finished(self, level: Level, purpose: str | None = None) -> list[Finished]:
        """Return the finished games of a level in the order in which they ended.

        With a purpose only those that were played for it.
        """
        query = (
            "SELECT replay, before, after, hints, started, saved, purpose FROM sound_games AS games"
            " LEFT JOIN said ON games.id = said.id LEFT JOIN played_for ON games.id = played_for.id"
            " WHERE level = ? AND termination IS NOT NULL AND replay != ''"
            " AND termination != 'abandoned' ORDER BY number"
        )
        found = []
        for text, before, after, hints, started, ended, what_for in self._rows(query, level):
            if purpose is not None and what_for != purpose:
                continue
            try:
                recorded = from_json(text)
            except ReplayError as error:
                self.notice = f"A finished game of {level.title} cannot be read: {error}."
            else:
                notes = notes_of(before, after, hints)
                found.append(Finished(recorded, notes, time_of(started), ended))
        return found

    def seen(self, level: Level) -> frozenset[Seed]:
        """Return the seeds of the variants that were played."""
        rows = self._rows("SELECT DISTINCT seed FROM games WHERE level = ?", level)
        return frozenset(seed for (seed,) in rows if seed is None or isinstance(seed, int))

    def best(self, level: Level) -> Best | None:
        """Return the best result at first sight, None where no game was finished."""
        rows = self._rows(
            "SELECT stars, turns, termination FROM sound_games WHERE level = ? AND NOT practice"
            " AND termination IS NOT NULL AND termination != 'abandoned'"
            " ORDER BY stars DESC, turns LIMIT 1",
            level,
        )
        if not rows:
            return None
        stars, turns, termination = rows[0]
        return Best(stars, turns if termination == "goal" else None)

    def stars(self, level: Level) -> int:
        """Return the stars earned on a level."""
        best = self.best(level)
        return best.stars if best else 0

    def unfinished_turns(self, level: Level) -> int | None:
        """Return how many turns the game left unfinished has, None where there is none."""
        rows = self._rows(_UNFINISHED.format("turns"), level)
        return int(rows[0][0]) if rows else None

    def unfinished(self, level: Level) -> Unfinished | None:
        """Return the game that was left last, played again to where it was.

        A game that cannot be (its level has changed since) stays in the record, but is no longer
        offered.
        """
        columns = "games.id, practice, replay, before, after, hints"
        for game_id, practice, text, *notes in self._rows(_UNFINISHED.format(columns), level):
            with suppress(ReplayError, LevelError):
                game = replay(from_json(text), level, finished=False)
                self._ids[game] = game_id
                attempt = Attempt(level, game.seed, practice=bool(practice))
                return Unfinished(attempt, game, notes_of(*notes))
            self._abandon(game_id)
        return None

    def abandon(self, level: Level) -> None:
        """Give up the games of a level that were left."""
        for (game_id,) in self._rows(_UNFINISHED.format("games.id"), level):
            self._abandon(game_id)

    def _abandon(self, game_id: str) -> None:
        with suppress(sqlite3.Error):
            self._connection.execute(
                "UPDATE games SET termination = ? WHERE id = ?", (ABANDONED, game_id)
            )

    def _rows(self, query: str, level: Level) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, (level_key(level),)).fetchall()
        except sqlite3.Error as error:
            self.notice = f"The record cannot be read: {error}."
            return []


_INSERT_NOTES = (
    "INSERT INTO said VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
    " before = excluded.before, after = excluded.after, hints = excluded.hints"
)
_INSERT_PURPOSE = "INSERT OR REPLACE INTO played_for VALUES (?, ?)"
_UNFINISHED = (
    "SELECT {} FROM sound_games AS games LEFT JOIN said ON games.id = said.id"
    " WHERE level = ? AND termination IS NULL ORDER BY number DESC"
)
MOST_CHOICES = 50
MOST_HINTS = 10_000
LONGEST_STAMP = 40
"""Characters of a time."""


def notes_of(before: object, after: object, hints: object) -> AttemptNotes:
    """Return the notes in a row of the record; all is None in a game without any.

    Of a damaged row nothing is taken.
    """
    first, last = map(_choices, (before, after))
    number = hints if isinstance(hints, int) and 0 <= hints <= MOST_HINTS else 0
    return AttemptNotes(first, last, number)


def time_of(started: object) -> str:
    """Return the time in a row of the record, none where it is damaged."""
    return started[:LONGEST_STAMP] if isinstance(started, str) else ""


def _choices(answers: object) -> tuple[int, ...]:
    words = answers.split() if isinstance(answers, str) else []
    sound = all(word.isascii() and word.isdecimal() and len(word) <= 2 for word in words)
    return tuple(map(int, words)) if sound and len(words) <= MOST_CHOICES else ()


def level_key(level: Level) -> str:
    """Return what a level is called in the record: its address, for a stranger's file its path."""
    if level.pack or level.path.resolve().is_relative_to(course_folder()):
        return level.address
    return os.fsencode(level.path.resolve()).decode(errors="backslashreplace")
