"""Which homework a player has begun: the assignment's file, and under which id."""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from descent_game.player.record import Record


class Begun(NamedTuple):
    """A homework that was begun. The file may have moved since."""

    path: Path
    student: str


def remember(record: Record, path: Path, student: str) -> None:
    """Note that a homework is played; where the record cannot be written it is played all the same.

    A file that was moved is found under its new place from then on.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with suppress(sqlite3.Error):
        record.connection.execute(
            "INSERT OR REPLACE INTO homework VALUES (?, ?, ?)", (_named(path), student, now)
        )


def begun(record: Record) -> list[Begun]:
    """Return what was begun, the latest first."""
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
    """Return a path as the record keeps it: as bytes where it is no text."""
    name = str(path.resolve())
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name
