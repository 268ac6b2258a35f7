"""Sweeps of claims: the same measure for all settings of a bot, a policy or a move in a range."""

import math
from itertools import product
from typing import Any

from msgspec import structs

from descent_game.errors import THE_KEY
from descent_game.game.game import Game
from descent_game.level.parameters import number
from descent_game.level.schema import BotSection, Claim, Section
from descent_game.measuring.lookup import CheckError

VALUES = {1: 40, 2: 13}
"""Values of each setting that are tried, by the number of settings."""


def swept(claim: Claim, game: Game) -> list[Claim]:
    """Return the claims that a sweep stands for, one for each setting; the claim without one.

    Values are at even distances; where both ends are above 0, at even ratios.

    Args:
        claim: The claim.
        game: A game on the variant, whose parameters the ends of the ranges may name.

    Raises:
        CheckError: A range is no range, or no setting of the claim has that name.
    """
    if not claim.sweep:
        return [claim]
    count = VALUES[len(claim.sweep)]
    ranges = [_range(name, claim, game, count) for name in claim.sweep]
    base = structs.replace(claim, sweep={})
    return [
        _with(base, dict(zip(claim.sweep, values, strict=True)), game)
        for values in product(*ranges)
    ]


def given_keys(section: Section) -> dict[str, Any]:
    """Return the keys of a table that have other values than they have unless given."""
    fields = structs.fields(section)
    found = ((field, getattr(section, field.name)) for field in fields)
    return {
        field.name: value
        for field, value in found
        if value != (field.default_factory() if callable(field.default_factory) else field.default)
    }


def _range(name: str, claim: Claim, game: Game, count: int) -> list[float]:
    """Return the values of a setting that are tried, from the lowest to the highest."""
    parameters = game.variant.parameters
    ends = claim.sweep[name]
    low, high = (number(end, parameters, ("sweep", name, i)) for i, end in enumerate(ends))
    if not low < high:
        raise CheckError(f"[{low:g}, {high:g}] is not [lowest, highest]", ("sweep", name))
    shares = [k / (count - 1) for k in range(count)]
    if low > 0.0 and name != "heading":
        return [low * math.exp(share * math.log(high / low)) for share in shares]
    return [low + share * (high - low) for share in shares]


def _with(claim: Claim, values: dict[str, float], game: Game) -> Claim:
    """Return a claim with other settings: of its policy, of its move, or else of its bot."""
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if claim.policy is not None and name in ("step", "rate"):
            policy = changes.get("policy", claim.policy)
            changes["policy"] = structs.replace(policy, **{name: value})
        elif name in ("step", "heading"):
            changes[name] = value
        elif claim.policy is not None:
            raise CheckError(
                f"a policy has no {name!r} to sweep; it has step, rate", ("sweep", name), THE_KEY
            )
        else:
            bot: BotSection = changes.get("bot", claim.bot or game.level.bot)
            changes["bot"] = structs.replace(bot, settings={**bot.settings, name: value})
    return structs.replace(claim, **changes)
