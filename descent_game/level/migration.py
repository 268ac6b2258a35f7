"""A level file of an older format, brought to the format of this program."""

from pathlib import Path
from typing import Any, NoReturn

from descent_game.errors import LevelError, quoted
from descent_game.level import formats
from descent_game.level.loading import level_from_text, parse_toml
from descent_game.level.positions import KeyPath, Positions, problem_at

KEY = ("format",)


def migrate(text: str, path: Path) -> str:
    """Return a level file's text in this program's format, unchanged where it is in it already.

    ``path`` is what messages call the file. Raises ``LevelError`` for a file that says no format or
    one that is not known, and for one that is still not good afterwards.
    """
    version = _format_of(text, path)
    if version == formats.FORMAT:
        return text
    while version < formats.FORMAT:
        text = _with_format(formats.STEPS[version](text), version + 1)
        version += 1
    level_from_text(text, path)
    return text


def _format_of(text: str, path: Path) -> int:
    """Return the format that a file says, if there is a way from it to this program's."""
    document: dict[str, Any] = parse_toml(text, path)
    if "format" not in document:
        known = f"this program reads format {formats.FORMAT}"
        _refuse(text, path, (), f"'format' is missing: say which format the file has; {known}")
    version = document["format"]
    if type(version) is not int:
        _refuse(text, path, KEY, f"{quoted(version)} is not the number of a format")
    if version > formats.FORMAT:
        _refuse(text, path, KEY, formats.other_format(version))
    if any(number not in formats.STEPS for number in range(version, formats.FORMAT)):
        oldest = min([*formats.STEPS, formats.FORMAT])
        told = f"there is no format {quoted(version)}; the oldest is format {oldest}"
        _refuse(text, path, KEY, told)
    return version


def _refuse(text: str, path: Path, key: KeyPath, message: str) -> NoReturn:
    raise LevelError((problem_at(path, Positions(text).spot(key), key, message),))


def _with_format(text: str, version: int) -> str:
    """Return a text that says another format."""
    spot = Positions(text).spot(KEY)
    lines = text.split("\n")
    before, after = spot.source[: spot.column - 1], spot.source[spot.end_column - 1 :]
    lines[spot.line - 1] = f"{before}{version}{after}"
    return "\n".join(lines)
