"""Who uploaded a submission, and when, by Gradescope's own word."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

MAX_BYTES = 4 * 1024 * 1024


class Upload(NamedTuple):
    """When it was uploaded, and the names of those who did; both may be unknown."""

    created: datetime | None
    names: frozenset[str]

    def is_by(self, student: str) -> bool:
        """Tell whether the name in a submission is one of its uploader's."""
        return student.strip().casefold() in self.names


def read_upload(path: Path, known: Mapping[str, str] | None = None) -> Upload:
    """Return what ``submission_metadata.json`` says; a file that cannot be read says nothing.

    ``known`` gives the student's id in the course for addresses, where there is a roster.
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
    """Return what a user may be called: address, what stands before the @, number, roster's id."""
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
