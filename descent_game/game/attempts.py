"""Attempts at a level: the next variant to play, and which plays are practice."""

from collections.abc import Set
from typing import NamedTuple

from descent_game.errors import LevelError
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant

MAX_TRIES = 50
"""Seeds that are tried before the published level is offered again as practice."""
Seed = int | None
"""A variant's seed; None is the published level."""

PERSONAL = 10**9
"""Seeds from this one on are per student; they are never shown as a variant's number."""


class Attempt(NamedTuple):
    """An attempt at one variant. Only the first attempt at a variant earns stars."""

    level: Level
    seed: Seed = None
    practice: bool = False


def has_variants(level: Level) -> bool:
    """Tell whether a seed can change the level."""
    drawn = level.loss.drawn.values()
    return level.variants.mirrors or any(p.between or p.choices for p in drawn)


def next_attempt(level: Level, seen: Set[Seed]) -> Attempt:
    """Return an attempt at the first unseen variant: the published level, then seeds 1, 2, ...

    Seeds whose variant cannot be drawn are skipped; the level check reports them. Without an unseen
    variant it is the published level as practice.

    Args:
        level: The level.
        seen: The seeds that were played.
    """
    if None not in seen or not has_variants(level):
        return Attempt(level, None, practice=None in seen)
    unseen = (seed for seed in range(1, len(seen) + MAX_TRIES) if seed not in seen)
    for seed in unseen:
        if can_be_played(level, seed):
            return Attempt(level, seed)
    return Attempt(level, None, practice=True)


def can_be_played(level: Level, seed: Seed) -> bool:
    """Tell whether the variant of a seed can be drawn."""
    try:
        draw_variant(level, seed)
    except LevelError:
        return False
    return True


def attempt_at(level: Level, seed: Seed, seen: Set[Seed]) -> Attempt:
    """Return an attempt at one variant: practice where it has been seen."""
    return Attempt(level, seed, practice=seed in seen)


def variant_words(seed: Seed) -> str:
    """Return the name of a variant for people."""
    if seed is None:
        return "as published"
    return f"variant {seed}" if seed < PERSONAL else "your own map"
