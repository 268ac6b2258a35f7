"""Attempts at a level: which variant comes next, and when a play is practice."""

from collections.abc import Set
from typing import NamedTuple

from descent_game.level.schema import DrawnParameter, Level

Seed = int | None
"""A variant's seed; None is the published level."""


class Attempt(NamedTuple):
    """A play of one variant. Stars are earned at first sight only; the rest is practice."""

    level: Level
    seed: Seed = None
    practice: bool = False


def has_variants(level: Level) -> bool:
    """Tell whether a seed can change the level."""
    drawn = [p for p in level.loss.parameters.values() if isinstance(p, DrawnParameter)]
    return level.variants.mirrors or any(p.between or p.choices for p in drawn)


def next_attempt(level: Level, seen: Set[Seed]) -> Attempt:
    """Return the first variant not seen yet: the published level, then seeds 1, 2, ...

    A level without variants is the same map every time.
    """
    if None not in seen or not has_variants(level):
        return Attempt(level, None, practice=None in seen)
    return Attempt(level, next(seed for seed in range(1, len(seen) + 2) if seed not in seen))


def attempt_at(level: Level, seed: Seed, seen: Set[Seed]) -> Attempt:
    """Return an attempt at one variant: practice where it has been seen."""
    return Attempt(level, seed, practice=seed in seen)
