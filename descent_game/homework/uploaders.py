"""The uploader of a file, from the name that a learning platform gave it.

Canvas names files ``lovelaceada_LATE_4211_98765_name.json``, Moodle puts them into folders such as
``Ada Lovelace_12345_assignsubmission_file``. Other names have no uploader in them.
"""

import re
from typing import NamedTuple

from descent_game.homework.assignment import student_key
from descent_game.homework.roster import Roster, RosterStudent

_CANVAS = re.compile(r"^([^_/]+)_(?:LATE_)?(\d+)_\d+_[^/]+$")
_MOODLE = re.compile(r"^(.+)_(\d+)_assignsubmission_[a-z]+_?$")


class Uploader(NamedTuple):
    """A person of a platform: a key that is unique on the platform, and the name."""

    key: str
    name: str


def uploader_of(source: str) -> Uploader | None:
    """Return who uploaded a file, None where its name does not have it."""
    *folders, name = source.split("/")
    if canvas := _CANVAS.match(name):
        return Uploader(f"canvas {canvas[2]}", canvas[1])
    for folder in reversed(folders):
        if moodle := _MOODLE.match(folder):
            return Uploader(f"moodle {moodle[2]}", moodle[1])
    return None


def students_by_name(roster: Roster | None) -> dict[str, RosterStudent | None]:
    """Return the student of each normalized name, None where several students share it."""
    found: dict[str, RosterStudent | None] = {}
    for student in roster.students if roster else ():
        forms = {form for name in (student.id, *student.names) for form in _forms(name)}
        for form in forms:
            found[form] = student if found.get(form, student) is student else None
    return found


def normalized(name: str) -> str:
    """Return a name in lower case with letters and digits only, as Canvas writes it."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _forms(name: str) -> set[str]:
    """Return the normalized rotations of a name: first names may come last."""
    words = student_key(name).split()
    return {normalized("".join(words[place:] + words[:place])) for place in range(len(words))}
