"""The record of a player: results, variants seen, unfinished games, answers and hints."""

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
from descent_game.level.digests import section_digests
from descent_game.level.schema import Level
from descent_game.player.replays import KeptGame, kept_games, prune, replay_text
from descent_game.player.storage import open_storage, transaction

ABANDONED = "abandoned"
"""The termination, in the record, of a game that was given up for another."""


class Best(NamedTuple):
    """The best result of a level on variants that were new to the player.

    Attributes:
        stars: The stars.
        turns: The turns to the goal, None where it was not reached.
        earlier: Whether the level was an earlier version of what it is now.
    """

    stars: int
    turns: int | None
    earlier: bool = False


class AttemptNotes(NamedTuple):
    """The answers before and after a game, and how many hints were taken.

    Answers are choices from 1, one a question, as far as the questions were answered.
    """

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    hints: int = 0


NO_NOTES = AttemptNotes()


class Finished(NamedTuple):
    """A finished game of the record; times are by this machine's clock."""

    replay: Replay
    notes: AttemptNotes
    started: str
    ended: str


class Unfinished(NamedTuple):
    """An unfinished game."""

    attempt: Attempt
    game: Game
    notes: AttemptNotes = NO_NOTES


class Record:
    """The games of one player, saved after every move.

    Args:
        folder: The folder of the database, None for the default.

    Attributes:
        connection: The database.
        notice: What is wrong with the record, as a sentence; "" where nothing is.
        persistent: Whether it is in a file, not in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.connection, self.notice, self.persistent = open_storage(folder or data_folder())
        finalize(self, self.connection.close)  # where close() is not called
        self._ids: WeakKeyDictionary[Game, str] = WeakKeyDictionary()
        self._unsaved_purposes: WeakKeyDictionary[Game, str] = WeakKeyDictionary()
        self._failed = False

    @property
    def is_saved(self) -> bool:
        """Whether the last change was saved to a file."""
        return self.persistent and not self._failed

    @property
    def is_empty(self) -> bool:
        """Whether it is a file without any game or homework."""
        query = "SELECT EXISTS (SELECT 1 FROM games) OR EXISTS (SELECT 1 FROM homework)"
        try:
            (keeps,) = self.connection.execute(query).fetchone()
        except sqlite3.Error:
            return False
        return self.persistent and not keeps

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    def save(self, attempt: Attempt, game: Game, notes: AttemptNotes | None = None) -> None:
        """Save a game, finished or not.

        Where that fails (a full disk, another instance that locks the file) ``notice`` says so, and
        the next move saves it.

        Args:
            attempt: The attempt that the game is of.
            game: The game; one without a turn is not saved.
            notes: Its answers and hints, None to leave them unchanged.
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
            with transaction(self.connection):
                places = ", ".join("?" * len(row))
                query = f"INSERT OR REPLACE INTO games VALUES ({places})"  # noqa: S608 - only question marks
                self.connection.execute(query, row)
                if notes is not None:
                    self._keep(game, notes)
                if game in self._unsaved_purposes:
                    self.connection.execute(_INSERT_PURPOSE, (row[0], self._unsaved_purposes[game]))
                if game.player.termination is not None:
                    prune(self.connection, row[1])
        except sqlite3.Error as error:
            self._fail(f"The last move could not be kept: {error}.")
        else:
            self.notice, self._failed = "", False
            self._unsaved_purposes.pop(game, None)

    def kept(self, level: str | None = None) -> list[KeptGame]:
        """Return the finished games that have a replay, of one level (by its key) or all."""
        try:
            return kept_games(self.connection, level)
        except sqlite3.Error as error:
            self.notice = f"The record cannot be read: {error}."
            return []

    def replay_of(self, kept: KeptGame) -> Replay:
        """Return the replay of a finished game.

        Raises:
            ReplayError: It cannot be read.
        """
        try:
            return from_json(replay_text(self.connection, kept.id))
        except sqlite3.Error as error:
            raise ReplayError(f"the record cannot be read: {error}") from None

    def save_notes(self, game: Game, notes: AttemptNotes) -> None:
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
        self.connection.execute(_INSERT_NOTES, (self._ids[game], before, after, notes.hints, now))

    def replace(self, game: Game, by: Game) -> None:
        """Save a game from now on in place of another one, whose last move was taken back."""
        if game in self._ids:
            self._ids[by] = self._ids.pop(game)

    def set_purpose(self, game: Game, purpose: str) -> None:
        """Save the purpose of a game, such as a homework; its replay is then never pruned.

        Where that fails it is saved with the next move.
        """
        try:
            name = self._ids.setdefault(game, uuid.uuid4().hex)
            self.connection.execute(_INSERT_PURPOSE, (name, purpose))
        except sqlite3.Error:
            self._unsaved_purposes[game] = purpose

    def answer_to(self, question: str) -> int | None:
        """Return the choice, from 1, that was given to a question of no game; None before it."""
        try:
            rows = self.connection.execute(
                "SELECT choice FROM answers WHERE question = ?", (question,)
            ).fetchall()
        except sqlite3.Error:
            return None
        return next((choice for (choice,) in rows if isinstance(choice, int)), None)

    def save_answer(self, question: str, choice: int) -> None:
        """Save the answer to a question of no game. Where that fails ``notice`` says so."""
        try:
            self.connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?)", (question, choice)
            )
        except sqlite3.Error as error:
            self._fail(f"The guess could not be kept: {error}.")

    def finished(self, level: Level, purpose: str | None = None) -> list[Finished]:
        """Return the finished games of a level in the order in which they ended.

        Args:
            level: The level.
            purpose: Only games that were played for it, None for all.
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
        """Return the best result without practice, None where no game was finished."""
        rows = self._rows(
            "SELECT stars, turns, termination, replay FROM sound_games"
            " WHERE level = ? AND NOT practice AND termination IS NOT NULL"
            " AND termination != 'abandoned'"
            " ORDER BY stars DESC, turns LIMIT 1",
            level,
        )
        if not rows:
            return None
        stars, turns, termination, text = rows[0]
        return Best(stars, turns if termination == "goal" else None, _is_earlier(text, level))

    def unfinished_turns(self, level: Level) -> int | None:
        """Return the turns of the latest unfinished game, None where there is none."""
        rows = self._rows(_UNFINISHED.format("turns"), level)
        return int(rows[0][0]) if rows else None

    def unfinished(self, level: Level) -> Unfinished | None:
        """Return the latest unfinished game, played again up to its last move.

        One that cannot be played again, as its level has changed, is abandoned.
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
        """Abandon the unfinished games of a level."""
        for (game_id,) in self._rows(_UNFINISHED.format("games.id"), level):
            self._abandon(game_id)

    def _abandon(self, game_id: str) -> None:
        with suppress(sqlite3.Error):
            self.connection.execute(
                "UPDATE games SET termination = ? WHERE id = ?", (ABANDONED, game_id)
            )

    def _rows(self, query: str, level: Level) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(query, (level_key(level),)).fetchall()
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
LONGEST_TIME = 40
"""The most characters of a time."""


def notes_of(before: object, after: object, hints: object) -> AttemptNotes:
    """Return the notes in a row of the record; values that cannot be right are ignored.

    The arguments are None in a game without notes.
    """
    first, last = map(_choices, (before, after))
    number = hints if isinstance(hints, int) and 0 <= hints <= MOST_HINTS else 0
    return AttemptNotes(first, last, number)


def time_of(started: object) -> str:
    """Return the time in a row of the record, "" where it cannot be right."""
    return started[:LONGEST_TIME] if isinstance(started, str) else ""


def _choices(answers: object) -> tuple[int, ...]:
    words = answers.split() if isinstance(answers, str) else []
    sound = all(word.isascii() and word.isdecimal() and len(word) <= 2 for word in words)
    return tuple(map(int, words)) if sound and len(words) <= MOST_CHOICES else ()


def _is_earlier(text: str, level: Level) -> bool:
    """Tell whether a replay is of an earlier version of a level; False where it is damaged."""
    try:
        return from_json(text).digests != section_digests(level)
    except ReplayError:
        return False


def level_key(level: Level) -> str:
    """Return the key of a level in the record: its address, for other files the path."""
    if level.pack or level.path.resolve().is_relative_to(course_folder()):
        return level.address
    return os.fsencode(level.path.resolve()).decode(errors="backslashreplace")
