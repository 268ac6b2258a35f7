"""The database of the record: a SQLite file in the platform's data folder.

Every change is one transaction, so that a killed process loses nothing that was written. A file
that cannot be read is renamed, never deleted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

FILE = "record.sqlite3"
VERSION = 1
PATIENCE = 5.0
"""Seconds to wait for another instance's lock; a write takes milliseconds."""

TABLES = """
CREATE TABLE IF NOT EXISTS games (
    id TEXT PRIMARY KEY,
    level TEXT NOT NULL,
    seed INTEGER,
    practice INTEGER NOT NULL,
    turns INTEGER NOT NULL,
    stars INTEGER NOT NULL,
    termination TEXT,
    replay TEXT NOT NULL,
    saved TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS games_by_level ON games (level);
CREATE TABLE IF NOT EXISTS said (
    id TEXT PRIMARY KEY,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    hints INTEGER NOT NULL,
    started TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS homework (
    path TEXT NOT NULL,
    student TEXT NOT NULL,
    opened TEXT NOT NULL,
    PRIMARY KEY (path, student)
);
CREATE TABLE IF NOT EXISTS played_for (
    id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS answers (
    question TEXT PRIMARY KEY,
    choice INTEGER NOT NULL
);
"""
SOUND = """
CREATE TEMP VIEW sound_games AS SELECT rowid AS number, * FROM games WHERE
    typeof(id) = 'text' AND length(id) BETWEEN 1 AND 100
    AND typeof(level) = 'text' AND length(level) BETWEEN 1 AND 4000
    AND (seed IS NULL OR typeof(seed) = 'integer' AND seed >= 0)
    AND typeof(practice) = 'integer'
    AND typeof(turns) = 'integer' AND turns BETWEEN 0 AND 100000
    AND typeof(stars) = 'integer' AND stars BETWEEN 0 AND 3
    AND (termination IS NULL OR typeof(termination) = 'text')
    AND typeof(replay) = 'text'
    AND typeof(saved) = 'text' AND length(saved) <= 40;
"""
"""The games with plausible values, since SQLite keeps any type in any column. ``number`` is their
order by the last save, independent of the clock."""


class Storage(NamedTuple):
    """An open database.

    Attributes:
        connection: The connection.
        notice: What is wrong with it, as a sentence; "" where nothing is.
        persistent: Whether it is a file, not in memory.
    """

    connection: sqlite3.Connection
    notice: str = ""
    persistent: bool = True


def open_storage(folder: Path) -> Storage:
    """Return the database in a folder, a new one where there is none that can be read.

    Where no file can be written (a full disk, a folder without permission) it is in memory, and the
    notice says so.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = _connect(path)
        return Storage(connection, _damage(connection, path))
    except sqlite3.OperationalError as error:  # locked, unwritable, full: the file may be sound
        return _in_memory(path, str(error))
    except sqlite3.DatabaseError as error:
        return _afresh(path, str(error))
    except OSError as error:
        return _in_memory(path, error.strerror or str(error))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make all changes within a ``with`` block or none.

    Raises:
        sqlite3.Error: They cannot be written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _afresh(path: Path, reason: str) -> Storage:
    """Rename a damaged file and make a new one."""
    kept = path.with_name(f"{path.name}.damaged-{datetime.now():%Y%m%d-%H%M%S-%f}")
    try:
        for suffix in ("-wal", "-shm", ""):  # the file last: while it is there, it is found
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(kept.with_name(kept.name + suffix))
        connection = _connect(path)
    except (OSError, sqlite3.DatabaseError) as error:
        return _in_memory(path, str(error))
    return Storage(connection, f"The record could not be read ({reason}). It is kept as {kept}.")


def _in_memory(path: Path, reason: str) -> Storage:
    notice = f"Nothing will be kept when you leave: {path} cannot be used ({reason})."
    connection = _prepared(
        sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    )
    return Storage(connection, notice, persistent=False)


def _damage(connection: sqlite3.Connection, path: Path) -> str:
    """Return a sentence about games whose values are not plausible, "" if all are.

    Raises:
        sqlite3.Error: The file cannot be read.
    """
    query = "SELECT (SELECT count(*) FROM games) - (SELECT count(*) FROM sound_games)"
    (count,) = connection.execute(query).fetchone()
    if not count:
        return ""
    games, they = ("1 game", "It stays") if count == 1 else (f"{count} games", "They stay")
    return f"{games} of the record cannot be read and will be passed over. {they} in {path}."


def _connect(path: Path) -> sqlite3.Connection:
    # A record that nothing uses any more may be closed by another thread than opened it.
    connection = sqlite3.connect(
        path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        return _prepared(connection)
    except sqlite3.DatabaseError:
        connection.close()
        raise


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return the connection with its tables.

    Raises:
        sqlite3.DatabaseError: The file is damaged, or of a newer version.
    """
    connection.text_factory = lambda content: content.decode(errors="replace")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise sqlite3.OperationalError("it was written by a newer version of Descent")
    # With a write-ahead log NORMAL is safe when a process is killed, and consistent after a crash.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
    connection.execute("PRAGMA temp_store = MEMORY")
    # All in one transaction: a table of another shape is found before anything is written.
    connection.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; {SOUND}")
    connection.execute("SELECT 1 FROM sound_games LIMIT 1")
    connection.execute("COMMIT")
    return connection
