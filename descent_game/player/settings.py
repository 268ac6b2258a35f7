"""How the game looks and moves, as far as people may choose: kept, and overridden for one run."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, TypeAlias

from descent_game.rendering.palettes import SCHEMES
from descent_game.rendering.style import Style

Pace: TypeAlias = Literal["slow", "normal", "fast"]

PACES: dict[Pace, float] = {"slow": 2.5, "normal": 1.0, "fast": 0.5}
"""How many times as long as usual a motion takes."""


@dataclass(frozen=True)
class Settings:
    """The style of the map, its colours, light or dark, motion and its pace, what is open.

    ``toured`` says that the guided tour was taken or skipped.
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
        """How many times as long as usual a motion takes."""
        return PACES[self.pace]

    @classmethod
    def from_environment(cls, kept: "Settings | None" = None) -> "Settings":
        """Return the settings that were kept, with what the environment's variables name."""
        settings = kept or cls()
        if os.environ.get("TEXTUAL_ANIMATIONS") == "none":
            settings = with_choice(settings, "motion", "none")
        for option in OPTIONS:
            settings = with_choice(settings, option.name, os.environ.get(option.variable))
        return settings


class Option(NamedTuple):
    """One thing to choose: its key in the file, its variable, its title and its values."""

    name: str
    variable: str
    title: str
    values: Mapping[str, str]
    """What each value means, in words."""


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
        {"dark": "light words on a dark ground", "light": "dark words on a light ground"},
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
"""Everything to choose, for the file, the environment, the command line and the screen alike."""


def choices_of(settings: Settings) -> dict[str, str]:
    """Return the values that settings stand for, by the names of the options."""
    return {
        "style": settings.style,
        "colours": settings.scheme,
        "theme": "light" if settings.light else "dark",
        "motion": settings.pace if settings.animate else "none",
        "levels": "all" if settings.all_open else "trail",
        "tour": "done" if settings.toured else "offer",
    }


def with_choice(settings: Settings, name: str, value: str | None) -> Settings:
    """Return the settings with one option chosen; a value that it does not have changes nothing."""
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
