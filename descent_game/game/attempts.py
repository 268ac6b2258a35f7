"""Attempts at a level: which variant comes next, and when a play is practice."""

from collections.abc import Set
from typing import NamedTuple

from descent_game.errors import LevelError
from descent_game.level.schema import DrawnParameter, Level
from descent_game.level.variant import draw_variant

TRIED = 50
"""Unseen seeds that are tried before the published level is offered again."""
Seed = int | None
"""A variant's seed; None is the published level."""


DRAWN = 10**9
"""Seeds from here on were drawn for one person; people cannot read them, and need not."""


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

    A level without variants is the same map every time. Seeds of which nothing can be played are
    passed over; the level check finds them.
    """
    if None not in seen or not has_variants(level):
        return Attempt(level, None, practice=None in seen)
    unseen = (seed for seed in range(1, len(seen) + TRIED) if seed not in seen)
    for seed in unseen:
        if can_be_played(level, seed):
            return Attempt(level, seed)
    return Attempt(level, None, practice=True)


def can_be_played(level: Level, seed: Seed) -> bool:
    """Tell whether a map can be drawn."""
    try:
        draw_variant(level, seed)
    except LevelError:
        return False
    return True


def attempt_at(level: Level, seed: Seed, seen: Set[Seed]) -> Attempt:
    """Return an attempt at one variant: practice where it has been seen."""
    return Attempt(level, seed, practice=seed in seen)


def variant_words(seed: Seed) -> str:
    """Return what people call a map."""
    if seed is None:
        return "as published"
    return f"variant {seed}" if seed < DRAWN else "your own map"
