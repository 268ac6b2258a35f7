"""The settings that are kept: a file ``settings.toml`` beside the record, ``style = "blocks"``."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from descent_game.player.settings import OPTIONS, Settings, choices_of, with_choice

FILE = "settings.toml"
MAX_BYTES = 16 * 1024
"""Of a file of settings or keys: more than all of them with all comments."""

MOST_DOTS = 20
"""In a line: TOML's reader takes a time that grows with the square of the parts of a dotted key."""


def read_settings(folder: Path) -> tuple[Settings, str]:
    """Return the settings kept in a folder, and what is wrong with the file, if anything."""
    kept, trouble = _read(folder)
    settings, wrong = Settings(), list(_wrong(kept))
    for name, value in kept.items():
        settings = with_choice(settings, name, value if isinstance(value, str) else None)
    return settings, trouble or "".join(f"{folder / FILE}: {words}" for words in wrong[:1])


def keep_settings(folder: Path, before: Settings, after: Settings) -> str:
    """Keep what differs, whole or not at all; return what is wrong, if anything.

    What the environment chose for this run stays out of the file, unless somebody changes it.
    """
    old, new = choices_of(before), choices_of(after)
    kept, trouble = _read(folder)
    if trouble:
        return trouble
    known = {option.name for option in OPTIONS}
    lines = {
        name: value for name, value in kept.items() if name in known and isinstance(value, str)
    }
    lines |= {name: value for name, value in new.items() if old[name] != value}
    text = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
    from descent_game.player.files import write_whole  # noqa: PLC0415 - a start writes nothing

    try:
        write_whole(folder / FILE, text)
    except OSError as error:
        return f"The settings could not be kept: {error.strerror or error}."
    return ""


def is_chosen(folder: Path, name: str) -> bool:
    """Tell whether somebody has chosen the value of an option: in the file, or for this run."""
    option = next(option for option in OPTIONS if option.name == name)
    chosen = (_read(folder)[0].get(name), os.environ.get(option.variable))
    return any(value in option.values for value in chosen if isinstance(value, str))


def _read(folder: Path) -> tuple[dict[str, object], str]:
    return read_small(folder / FILE)


def read_small(path: Path) -> tuple[dict[str, object], str]:
    """Return the tables of a small TOML file, and why it cannot be read, if it cannot."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            return {}, f"{path} cannot be read: it is larger than {MAX_BYTES // 1024} KB"
        text = content.decode().replace("\r\n", "\n")
        if any(line.count(".") > MOST_DOTS for line in text.split("\n") if line[:1] != "#"):
            return {}, f"{path} cannot be read: a line has more than {MOST_DOTS} dots"
        return tomllib.loads(text), ""
    except FileNotFoundError:
        return {}, ""
    except RecursionError:
        return {}, f"{path} cannot be read: lists or tables are nested too deeply"
    except (OSError, ValueError) as error:  # ValueError: no UTF-8, no TOML, a number without end
        return {}, f"{path} cannot be read: {error}"


def _wrong(kept: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with each line of the file, in words."""
    options = {option.name: option for option in OPTIONS}
    for name, value in kept.items():
        if name not in options:
            yield f"{name}: known are {', '.join(options)}"
        elif not isinstance(value, str) or value not in options[name].values:
            yield f"{name}: {value!r} is not one of {', '.join(options[name].values)}"
