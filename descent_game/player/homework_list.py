"""The homework that a player has begun: assignment files with the student's ids."""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from descent_game.player.record import Record


class Begun(NamedTuple):
    """A homework that was begun; the file may have been moved since."""

    path: Path
    student: str


def remember(record: Record, path: Path, student: str) -> None:
    """Save that a homework is played; nothing raises where the record cannot be written."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with suppress(sqlite3.Error):
        record.connection.execute(
            "INSERT OR REPLACE INTO homework VALUES (?, ?, ?)", (_named(path), student, now)
        )


def begun(record: Record) -> list[Begun]:
    """Return the homework that was begun, the latest first."""
    try:
        rows = record.connection.execute(
            "SELECT path, student FROM homework ORDER BY rowid DESC"
        ).fetchall()
    except sqlite3.Error:
        return []
    return [
        Begun(Path(os.fsdecode(path)), student)
        for path, student in rows
        if isinstance(path, str | bytes) and isinstance(student, str)
    ]


def _named(path: Path) -> str | bytes:
    """Return a path for the record: as bytes where it is no text."""
    name = str(path.resolve())
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name
