"""The settings and keys of a player: files beside the record, variables for one run.

``settings.toml`` has lines such as ``style = "blocks"``, ``keys.toml`` ``"move" = "space"``.
"""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from descent_game.rendering.palettes import SCHEMES
from descent_game.rendering.style import Style

SETTINGS_FILE = "settings.toml"
KEYS_FILE = "keys.toml"
MAX_BYTES = 16 * 1024
"""The most bytes of either file."""
MAX_DOTS = 20
"""The most dots of a line: tomllib's time grows with the square of the parts of a key."""

Pace: TypeAlias = Literal["slow", "normal", "fast"]

PACES: dict[Pace, float] = {"slow": 2.5, "normal": 1.0, "fast": 0.5}
"""The factors for the durations of animations."""


@dataclass(frozen=True)
class Settings:
    """The settings of a player.

    Attributes:
        style: The style of the map.
        scheme: The colour scheme of the map.
        light: Whether the theme is light.
        animate: Whether anything is animated.
        pace: The speed of animations.
        all_open: Whether levels are open that require stars on others.
        toured: Whether the guided tour was taken or skipped.
    """

    style: Style = "braille"
    scheme: str = "bathymetric"
    light: bool = False
    animate: bool = True
    pace: Pace = "normal"
    all_open: bool = False
    toured: bool = False

    @property
    def ascii(self) -> bool:
        """Whether the whole screen keeps to 7-bit characters."""
        return self.style == "ascii"

    @property
    def slowness(self) -> float:
        """The factor for the durations of animations."""
        return PACES[self.pace]

    @classmethod
    def from_environment(cls, kept: "Settings | None" = None) -> "Settings":
        """Return the settings of a file with those that variables of the environment set."""
        settings = kept or cls()
        if os.environ.get("TEXTUAL_ANIMATIONS") == "none":
            settings = with_choice(settings, "motion", "none")
        for option in OPTIONS:
            settings = with_choice(settings, option.name, os.environ.get(option.variable))
        return settings


class Option(NamedTuple):
    """One setting.

    Attributes:
        name: Its key in the file.
        variable: Its variable of the environment.
        title: Its title on the screen.
        values: The allowed values with their descriptions.
    """

    name: str
    variable: str
    title: str
    values: Mapping[str, str]


OPTIONS = (
    Option(
        "style",
        "DESCENT_STYLE",
        "Map style",
        {
            "braille": "bands with fine dotted lines",
            "blocks": "bands in half blocks, no braille",
            "ascii": "7-bit characters only, for any font",
        },
    ),
    Option(
        "colours",
        "DESCENT_COLOURS",
        "Map colours",
        {name: scheme.description for name, scheme in SCHEMES.items()},
    ),
    Option(
        "theme",
        "DESCENT_THEME",
        "Theme",
        {"dark": "light text on a dark background", "light": "dark text on a light background"},
    ),
    Option(
        "motion",
        "DESCENT_ANIMATIONS",
        "Motion",
        {
            "normal": "moves glide, the fog lifts",
            "slow": "the same, at leisure",
            "fast": "the same, in half the time",
            "none": "nothing moves",
        },
    ),
    Option(
        "levels",
        "DESCENT_LEVELS",
        "Levels",
        {"trail": "a level opens with a star on those it builds on", "all": "every level is open"},
    ),
    Option(
        "tour",
        "DESCENT_TOUR",
        "Guided tour",
        {"offer": "60 seconds, offered before the first game", "done": "not offered any more"},
    ),
)
"""All settings, for the file, the environment, the command line and the screen."""


def choices_of(settings: Settings) -> dict[str, str]:
    """Return the values of settings by the names of the options."""
    return {
        "style": settings.style,
        "colours": settings.scheme,
        "theme": "light" if settings.light else "dark",
        "motion": settings.pace if settings.animate else "none",
        "levels": "all" if settings.all_open else "trail",
        "tour": "done" if settings.toured else "offer",
    }


def with_choice(settings: Settings, name: str, value: str | None) -> Settings:
    """Return the settings with one option changed; a value that it does not have is ignored."""
    values = {option.name: option.values for option in OPTIONS}
    if value not in values.get(name, {}):
        return settings
    changes: dict[str, dict[str, Any]] = {
        "style": {"style": value},
        "colours": {"scheme": value},
        "theme": {"light": value == "light"},
        "motion": {"animate": True, "pace": value} if value in PACES else {"animate": False},
        "levels": {"all_open": value == "all"},
        "tour": {"toured": value == "done"},
    }
    return replace(settings, **changes[name])


def read_settings(folder: Path) -> tuple[Settings, str]:
    """Return the settings in a folder's file, and what is wrong with it; "" if nothing."""
    kept, trouble = _read_toml(folder / SETTINGS_FILE)
    settings, problems = Settings(), list(_problems(kept))
    for name, value in kept.items():
        settings = with_choice(settings, name, value if isinstance(value, str) else None)
    return settings, trouble or "".join(
        f"{folder / SETTINGS_FILE}: {words}" for words in problems[:1]
    )


def write_settings(folder: Path, before: Settings, after: Settings) -> str:
    """Write the settings that differ; return why that failed, "" if it did not.

    Settings from the environment are not written unless they were changed.

    Args:
        folder: The folder of the file.
        before: The settings before the change.
        after: The settings after it.
    """
    old, new = choices_of(before), choices_of(after)
    kept, trouble = _read_toml(folder / SETTINGS_FILE)
    if trouble:
        return trouble
    known = {option.name for option in OPTIONS}
    lines = {
        name: value for name, value in kept.items() if name in known and isinstance(value, str)
    }
    lines |= {name: value for name, value in new.items() if old[name] != value}
    text = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
    return _write(folder / SETTINGS_FILE, text, "settings")


def is_chosen(folder: Path, name: str) -> bool:
    """Tell whether an option is set in the file or by the environment."""
    option = next(option for option in OPTIONS if option.name == name)
    chosen = (_read_toml(folder / SETTINGS_FILE)[0].get(name), os.environ.get(option.variable))
    return any(value in option.values for value in chosen if isinstance(value, str))


def _read_toml(path: Path) -> tuple[dict[str, object], str]:
    """Return the values of a TOML file, and why it cannot be read; "" if it can."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            return {}, f"{path} cannot be read: it is larger than {MAX_BYTES // 1024} KB"
        text = content.decode().replace("\r\n", "\n")
        if any(line.count(".") > MAX_DOTS for line in text.split("\n") if line[:1] != "#"):
            return {}, f"{path} cannot be read: a line has more than {MAX_DOTS} dots"
        return tomllib.loads(text), ""
    except FileNotFoundError:
        return {}, ""
    except RecursionError:
        return {}, f"{path} cannot be read: lists or tables are nested too deeply"
    except (OSError, ValueError) as error:  # ValueError: no UTF-8, no TOML, a number without end
        return {}, f"{path} cannot be read: {error}"


def _problems(kept: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with each line of the file, as a phrase."""
    options = {option.name: option for option in OPTIONS}
    for name, value in kept.items():
        if name not in options:
            yield f"{name}: known are {', '.join(options)}"
        elif not isinstance(value, str) or value not in options[name].values:
            yield f"{name}: {value!r} is not one of {', '.join(options[name].values)}"


FORMER_ACTIONS = {
    f"{screen}.{former}": f"list.{action}"
    for screen in ("assignments", "homework", "levels", "replays")
    for former, action in {
        "up": "up", "down": "down", "first": "first", "last": "last", "page_up": "page_up",
        "page_down": "page_down", "world_up": "page_up", "world_down": "page_down",
    }.items()
}  # fmt: skip
"""Names of actions in key files of 0.1.0, when every list had its own."""


def read_keymap(folder: Path) -> tuple[dict[str, str], str]:
    """Return the keys by the ids of their bindings, and why the file is wrong, if it is."""
    path = folder / KEYS_FILE
    keys, trouble = _read_toml(path)
    if trouble:
        return {}, trouble
    bad = next((name for name, key in keys.items() if not isinstance(key, str)), None)
    good = {
        FORMER_ACTIONS.get(name, name): key for name, key in keys.items() if isinstance(key, str)
    }
    if bad is None:
        return good, ""
    return good, f'{path}: {bad}: expected a key in quotes, such as "move" = "space"'


def write_keymap(folder: Path, keys: dict[str, str]) -> str:
    """Write the keys; return why that failed, "" if it did not."""
    text = "".join(f"{json.dumps(name)} = {json.dumps(key)}\n" for name, key in keys.items())
    return _write(folder / KEYS_FILE, text, "keys")


def _write(path: Path, text: str, content: str) -> str:
    """Write a file, whole or not at all; return why that failed, "" if it did not."""
    from descent_game.player.files import write_whole  # noqa: PLC0415 - a start writes nothing

    try:
        write_whole(path, text)
    except OSError as error:
        return f"The {content} could not be kept: {error.strerror or error}."
    return ""
