"""Who uploaded a submission and when, from Gradescope's metadata."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

MAX_BYTES = 4 * 1024 * 1024


class Upload(NamedTuple):
    """The time of an upload and the names of its uploaders; both may be unknown."""

    created: datetime | None
    names: frozenset[str]

    def is_by(self, student: str) -> bool:
        """Tell whether the id in a submission is one of its uploader's names."""
        return student.strip().casefold() in self.names


def read_upload(path: Path, known: Mapping[str, str] | None = None) -> Upload:
    """Return what ``submission_metadata.json`` holds; nothing is known where it cannot be read.

    Args:
        path: The file.
        known: The ids of students by their addresses, where there is a roster.
    """
    try:
        with path.open("rb") as file:
            metadata = json.loads(file.read(MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        metadata = None
    if not isinstance(metadata, dict):
        return Upload(None, frozenset())
    users = metadata.get("users")
    names = {
        name
        for user in (users if isinstance(users, list) else [])
        if isinstance(user, dict)
        for name in _names(user, known or {})
    }
    return Upload(_time(metadata.get("created_at")), frozenset(names))


def _names(user: dict[str, Any], known: Mapping[str, str]) -> set[str]:
    """Return the names of a user: address, its part before the @, student number, roster's id."""
    email = user.get("email")
    names = {str(user[key]) for key in ("sid", "name") if user.get(key)}
    if isinstance(email, str):
        address = email.strip().casefold()
        names |= {address, address.partition("@")[0]}
        if address in known:
            names.add(known[address])
    return {name.strip().casefold() for name in names}


def _time(text: object) -> datetime | None:
    """Return a time with its zone, None where there is none."""
    try:
        time = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return time if time.tzinfo is not None else None
