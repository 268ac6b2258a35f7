"""Claims: the statements that make a lesson true, measured on a level or a variant of it."""

import math
from dataclasses import replace
from typing import NamedTuple

from descent_game.checking.lookup import CheckError, find
from descent_game.checking.measures import MEASURES, Situation
from descent_game.game.game import Game
from descent_game.game.wording import plain
from descent_game.level.schema import Claim
from descent_game.level.variant import number, optimizer_of, start_of
from descent_game.losses.surface import Point
from descent_game.optimizers.mirrored import mirrored

BOUNDS = ("equals", "at_least", "at_most")


class Measured(NamedTuple):
    """A claim with what was measured, and what is wrong with that (nothing where it holds).

    ``bound`` is the key of the bound that does not hold.
    """

    claim: Claim
    value: float
    complaint: str = ""
    bound: str = ""

    @property
    def text(self) -> str:
        """The value as people write it."""
        return "too many" if self.value == math.inf else plain(self.value)


def measure(claim: Claim, game: Game) -> Measured:
    """Return a claim measured on a game's variant, whatever was played there.

    Raises ``DescentError`` where the measure does not exist or cannot be taken.
    """
    take = find(MEASURES, claim.measure, "measure")
    try:
        value = float(take(_situation(claim, game)))
    except (ArithmeticError, IndexError, ValueError) as error:
        reason = f"{claim.measure} cannot be measured there: {error}"
        raise CheckError(f"claim {claim.name!r}: {reason}") from None
    for bound in BOUNDS:
        if complaint := _complaint(claim, value, bound, game):
            return Measured(claim, value, complaint, bound)
    return Measured(claim, value)


def measure_all(game: Game) -> tuple[Measured, ...]:
    """Return every claim of the game's level, measured on its variant."""
    return tuple(measure(claim, game) for claim in game.level.claims)


def bound_of(claim: Claim, bound: str, game: Game) -> float | None:
    """Return one of a claim's bounds as a number, None where it has none."""
    return _number(claim, bound, game)


def _situation(claim: Claim, game: Game) -> Situation:
    variant, level = game.variant, game.level
    parameters = variant.parameters
    situation = Situation(
        game=game,
        surface=variant.loss,
        box=(level.map.w1, level.map.w2),
        w=start_of(level, parameters),
        bot=variant.bot,
        heading=_number(claim, "heading", game),
        length=_number(claim, "step", game),
        policy=claim.policy,
    )
    if claim.bot is not None:
        bot = optimizer_of(claim.bot, parameters, ("claims", claim.name, "bot"))
        situation = replace(situation, bot=mirrored(bot, variant.mirror))
    return replace(situation, w=_place(claim, situation))


def _place(claim: Claim, situation: Situation) -> Point:
    """Return where a claim is measured."""
    if claim.at == "start":
        return situation.w
    if claim.at == "minimum":
        return situation.minimum
    parameters = situation.game.variant.parameters
    w1, w2 = (number(w, parameters, ("claims", claim.name, "at")) for w in claim.at)
    return w1, w2


def _complaint(claim: Claim, value: float, bound: str, game: Game) -> str:
    wanted = bound_of(claim, bound, game)
    if wanted is None:
        return ""
    holds = {
        "equals": abs(value - wanted) <= claim.tolerance * max(1.0, abs(wanted)),
        "at_least": value >= wanted,
        "at_most": value <= wanted,
    }[bound]
    words = bound.replace("_", " ")
    return "" if holds else f"{claim.say!r}: {claim.measure} is {value:g}, not {words} {wanted:g}"


def _number(claim: Claim, key: str, game: Game) -> float | None:
    """Return the number that one of a claim's keys stands for."""
    expression = getattr(claim, key)
    if expression is None:
        return None
    return number(expression, game.variant.parameters, ("claims", claim.name, key))
