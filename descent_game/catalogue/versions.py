"""Versions of a level: as it is, and as games of earlier releases were played on it."""

from collections.abc import Mapping
from functools import lru_cache

import msgspec
from msgspec import Struct

from descent_game.catalogue.catalogue import course_folder
from descent_game.level.digests import section_digests
from descent_game.level.schema import (
    BotSection,
    GoalSection,
    Level,
    LossSection,
    MapSection,
    NoiseSection,
    RulesSection,
    StarsSection,
    StartSection,
    TextSection,
    VariantsSection,
)

EARLIER_FILE = "earlier.json"
"""The file of the course with the sections of levels that have changed since a release."""


class EarlierSections(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a level was in an earlier release: the sections that can change a game, and ghosts."""

    loss: LossSection
    map: MapSection
    start: StartSection
    rules: RulesSection
    goal: GoalSection
    bot: BotSection
    ghosts: tuple[BotSection, ...] = ()
    stars: StarsSection
    noise: NoiseSection | None = None
    variants: VariantsSection = VariantsSection()


def version_with(digests: Mapping[str, str], level: Level) -> Level | None:
    """Return the version of a level that has these digests of its sections, None without one."""
    return next((each for each in versions(level) if section_digests(each) == digests), None)


@lru_cache(maxsize=64)
def versions(level: Level) -> tuple[Level, ...]:
    """Return the versions of a level that games may have been played on, the present one first.

    Levels of the course are known as they were in each release. Until 0.2.0 formulas for goals
    and bots were not rounded.
    """
    found = [level]
    if level.pack is None and level.path.parent.parent == course_folder():
        found += (_as_it_was(level, former) for former in _earlier().get(level.id, ()))
    return tuple(version for each in found for version in roundings(each))


def roundings(level: Level) -> tuple[Level, ...]:
    """Return a level, and as releases before 0.2.0 played it where formulas were not rounded."""
    exact = msgspec.structs.replace(level, rounded=False)
    return (level,) if section_digests(exact) == section_digests(level) else (level, exact)


def _as_it_was(level: Level, former: EarlierSections) -> Level:
    """Return a level with the sections of an earlier release, and no words about its play."""
    text = TextSection(
        brief="This game is of an earlier version of the level.",
        debrief="This game was played on an earlier version of the level.",
    )
    return msgspec.structs.replace(
        level, **msgspec.structs.asdict(former), text=text, questions=(), claims=(), plays=()
    )


@lru_cache(maxsize=1)
def _earlier() -> dict[str, list[EarlierSections]]:
    """Return the earlier versions of the course's levels by id, the latest release first."""
    path = course_folder() / EARLIER_FILE
    return msgspec.json.decode(path.read_bytes(), type=dict[str, list[EarlierSections]])
