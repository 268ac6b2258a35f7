"""Export of the record to another machine, and import.

Results are never read from an export: every game is played again.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct

from descent_game.errors import DescentError, ReplayError, printable
from descent_game.game.game import Game
from descent_game.game.replay import Replay, decode_json, from_json, replay, to_json
from descent_game.game.replay import record as record_of
from descent_game.level.schema import Level
from descent_game.player.record import ABANDONED, Record, level_key, notes_of, time_of
from descent_game.player.storage import transaction

MAX_CHARACTERS = 50_000_000
MAX_GAMES = 100_000
LONGEST_PURPOSE = 300
LONGEST_NAME = 100
"""The most characters of a level's name in messages."""


Choices = Annotated[tuple[Annotated[int, Meta(ge=0, le=99)], ...], Meta(max_length=50)]


class SavedGame(Struct, frozen=True, forbid_unknown_fields=True):
    """One game: its name in the record, the level's key there, and its replay while it is kept."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    level: Annotated[str, Meta(min_length=1, max_length=4_000)]
    seed: int | None
    practice: bool
    saved: Annotated[str, Meta(max_length=40)]
    abandoned: bool = False
    replay: Replay | None = None
    before: Choices = ()
    after: Choices = ()
    hints: Annotated[int, Meta(ge=0, le=10_000)] = 0
    started: Annotated[str, Meta(max_length=40)] = ""
    purpose: Annotated[str, Meta(max_length=LONGEST_PURPOSE)] = ""
    """A homework, for example; "" for the course."""


class SavedRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A whole record; ``answers`` are to questions of no game, by their names."""

    format: Annotated[int, Meta(ge=1, le=1)]
    games: Annotated[tuple[SavedGame, ...], Meta(max_length=MAX_GAMES)]
    answers: Annotated[dict[str, Annotated[int, Meta(ge=1, le=99)]], Meta(max_length=50)] = {}


class Imported(NamedTuple):
    """The result of an import.

    Attributes:
        taken: How many games were added.
        known: How many were in the record before.
        left: Why others were left out.
        unread: How many were not read, since the import was cancelled.
    """

    taken: int
    known: int
    left: tuple[str, ...]
    unread: int = 0

    @property
    def words(self) -> str:
        """The result as lines of text."""
        counts = f"{_games(self.taken)} taken, {_games(self.known)} there already."
        rest = f"{_games(self.unread)} not read yet: the same file again takes more of them."
        left = (f"left out: {reason}" for reason in self.left)
        return "\n".join([counts, *([rest] if self.unread else []), *left])


def export_record(record: Record) -> str:
    """Return the record as JSON text.

    Raises:
        DescentError: It cannot be read.
    """
    try:
        games = tuple(_all_games(record))
        answers = dict(record.connection.execute(_ANSWERS).fetchall())
    except sqlite3.Error as error:
        raise DescentError(f"the record cannot be read: {error}") from None
    return msgspec.json.format(msgspec.json.encode(SavedRecord(1, games, answers))).decode() + "\n"


def import_record(
    text: str,
    record: Record,
    open_level: Callable[[str], Level],
    must_stop: Callable[[], bool] = lambda: False,
) -> Imported:
    """Add the games of an exported record that are not in the record yet.

    Args:
        text: The export.
        record: The record.
        open_level: Returns a level by its key; a game that cannot be played again is left out.
        must_stop: Called before each new game; returns True to cancel.

    Raises:
        DescentError: The text is no export, or the games cannot be saved.
    """
    saved = decode_json(text, SavedRecord, "an exported record", MAX_CHARACTERS)
    known = _known(record)
    taken: list[tuple[SavedGame, tuple[object, ...]]] = []
    left: list[str] = []
    new = [game for game in saved.games if game.id not in known]
    opened: dict[str, Level | DescentError] = {}
    for game in new:
        if must_stop():
            break
        try:
            level = _opened(game.level, opened, open_level)
            taken.append((game, _row(game, level, _played(game, level))))
        except DescentError as error:
            left.append(f"{printable(game.level, LONGEST_NAME)}: {str(error).splitlines()[0]}")
    try:
        with transaction(record.connection):
            record.connection.executemany(_INSERT_GAME, [row for _, row in taken])
            record.connection.executemany(_INSERT_NOTES, [_notes(game) for game, _ in taken])
            purposes = [(game.id, game.purpose) for game, _ in taken if game.purpose]
            record.connection.executemany(_INSERT_PURPOSE, purposes)
            record.connection.executemany(_INSERT_ANSWER, saved.answers.items())
    except sqlite3.Error as error:
        raise DescentError(f"the games could not be kept: {error}") from None
    unread = len(new) - len(taken) - len(left)
    return Imported(len(taken), len(saved.games) - len(new), tuple(left), unread)


def _known(record: Record) -> set[object]:
    """Return the ids of all games in the record, also of damaged ones."""
    try:
        return {name for (name,) in record.connection.execute("SELECT id FROM games")}
    except sqlite3.Error as error:
        raise DescentError(f"the record cannot be read: {error}") from None


def _opened(
    name: str, opened: dict[str, Level | DescentError], open_level: Callable[[str], Level]
) -> Level:
    """Return a level, which is read once for many games.

    Raises:
        DescentError: It cannot be read.
    """
    if name not in opened:
        try:
            opened[name] = open_level(name)
        except DescentError as error:
            opened[name] = error
    found = opened[name]
    if isinstance(found, DescentError):
        raise found
    return found


def _games(count: int) -> str:
    return "1 game" if count == 1 else f"{count} games"


def _all_games(record: Record) -> Iterator[SavedGame]:
    """Yield every game of the record; a replay that cannot be read is left out."""
    for row in record.connection.execute(_ALL):
        name, level, seed, practice, saved, termination, text, *words, started, purpose = row
        recorded = None
        with suppress(ReplayError):
            recorded = from_json(text)
        abandoned = termination == ABANDONED
        notes = (*notes_of(*words), time_of(started))
        why = purpose[:LONGEST_PURPOSE] if isinstance(purpose, str) else ""
        yield SavedGame(name, level, seed, bool(practice), saved, abandoned, recorded, *notes, why)


def _row(game: SavedGame, level: Level, played: Game | None) -> tuple[object, ...]:
    """Return a game as a row of the record; one without a replay has no result."""
    ended = ABANDONED if played is None or game.abandoned else played.player.termination
    turns, stars = (played.player.turns, played.stars) if played else (0, 0)
    text = to_json(record_of(played)) if played else ""
    key = level_key(level)
    return game.id, key, game.seed, game.practice, turns, stars, ended, text, game.saved


def _notes(game: SavedGame) -> tuple[object, ...]:
    """Return the answers and hints of a game as a row of the record."""
    before, after = (" ".join(map(str, choices)) for choices in (game.before, game.after))
    return game.id, before, after, game.hints, game.started


def _played(game: SavedGame, level: Level) -> Game | None:
    """Return the game played again, None where its replay was pruned."""
    if game.replay is None:
        return None
    if game.replay.seed != game.seed:
        raise ReplayError(f"its replay is of variant {game.replay.seed}, not {game.seed}")
    return replay(game.replay, level)


_ALL = (
    "SELECT games.id, level, seed, practice, saved, termination, replay,"
    " before, after, hints, started, purpose"
    " FROM sound_games AS games LEFT JOIN said ON games.id = said.id"
    " LEFT JOIN played_for ON games.id = played_for.id ORDER BY number"
)
_ANSWERS = (
    "SELECT question, choice FROM answers"
    " WHERE typeof(choice) = 'integer' AND choice BETWEEN 1 AND 99 AND length(question) <= 100"
)
_INSERT_ANSWER = "INSERT OR IGNORE INTO answers VALUES (?, ?)"
_INSERT_PURPOSE = "INSERT OR IGNORE INTO played_for VALUES (?, ?)"
_INSERT_NOTES = (
    "INSERT OR IGNORE INTO said (id, before, after, hints, started) VALUES (?, ?, ?, ?, ?)"
)
_INSERT_GAME = (
    "INSERT OR IGNORE INTO games"
    " (id, level, seed, practice, turns, stars, termination, replay, saved)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
