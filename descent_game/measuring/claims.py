"""Claims: statements of a level that are measured on the level or a variant of it."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from msgspec import structs

from descent_game.errors import THE_KEY, KeyPath, KeyProblemError
from descent_game.game.bot import is_inside
from descent_game.game.game import Game
from descent_game.game.wording import plain
from descent_game.level.parameters import number
from descent_game.level.schema import Claim
from descent_game.level.suggestions import suggestion
from descent_game.level.variant import resolver_of
from descent_game.losses.surface import Point
from descent_game.measuring.lookup import CheckError, find
from descent_game.measuring.measures import MEASURES
from descent_game.measuring.situation import LONG_RUN, Situation
from descent_game.measuring.sweeps import given_keys, swept
from descent_game.optimizers.mirrored import mirrored


class Bound(NamedTuple):
    """A bound of a claim: its key in the file, how it bounds, and the number."""

    key: str
    kind: Literal["equals", "at_least", "at_most"]
    number: float


KINDS: tuple[Literal["equals", "at_least", "at_most"], ...] = ("equals", "at_least", "at_most")

SWEEP_RUN = 2
"""How many times the turns of the level a bot of a sweep may take."""

ROUNDING = 1e-12
"""The largest value that is written as 0."""


class Measured(NamedTuple):
    """A claim with its measured value.

    Attributes:
        claim: The claim.
        value: What was measured.
        complaint: Why the claim does not hold; "" where it holds.
        bound: The key of the bound that does not hold.
    """

    claim: Claim
    value: float
    complaint: str = ""
    bound: str = ""

    @property
    def text(self) -> str:
        """The value as text."""
        value = 0.0 if abs(self.value) < ROUNDING else self.value
        return "too many" if value == math.inf else plain(value)


def measure(claim: Claim, game: Game) -> Measured:
    """Return a claim measured on the variant of a game; the moves of the game do not matter.

    Args:
        claim: The claim.
        game: A game on the variant.

    Raises:
        DescentError: The measure does not exist or cannot be taken.
    """
    longest = SWEEP_RUN * game.level.rules.turns if claim.sweep else LONG_RUN
    values = [_value(each, game, longest) for each in swept(claim, game)]
    game = _given(claim, game)
    value = _farthest(claim, values, bounds_of(claim, game))
    for bound in bounds_of(claim, game):
        if not _holds(claim, value, bound):
            return Measured(claim, value, _complaint(claim, value, bound, game), bound.key)
    return Measured(claim, value)


def _value(claim: Claim, game: Game, longest: int) -> float:
    """Return what a claim measures, less what ``minus`` names; bots run for ``longest`` turns."""
    taken = find(MEASURES, claim.measure, "measure")
    try:
        situation = replace(situation_of(claim, _given(claim, game)), most_turns=longest)
        value = float(taken.function(situation))
    except (ArithmeticError, IndexError, ValueError) as error:
        reason = f"{claim.measure} cannot be measured there: {error}"
        raise CheckError(f"claim {claim.name!r}: {reason}") from None
    if claim.minus is None:
        return value
    other = structs.replace(claim, minus=None, **given_keys(claim.minus))
    return value - _value(other, game, longest)


def _farthest(claim: Claim, values: Sequence[float], bounds: Sequence[Bound]) -> float:
    """Return the value of a sweep that is nearest to breaking a bound, or furthest beyond it."""
    if any(map(math.isnan, values)):
        return math.nan
    if broken := [v for v in values for bound in bounds if not _holds(claim, v, bound)]:
        return broken[0]
    return max(values) if bounds and bounds[0].kind == "at_most" else min(values)


def bounds_of(claim: Claim, game: Game) -> tuple[Bound, ...]:
    """Return a claim's bounds as numbers; ``between`` makes two."""
    given = ((kind, getattr(claim, kind)) for kind in KINDS)
    bounds = [
        Bound(kind, kind, _number(expression, (kind,), game))
        for kind, expression in given
        if expression is not None
    ]
    if claim.between is not None:
        low, high = (_number(b, ("between", i), game) for i, b in enumerate(claim.between))
        bounds += [Bound("between", "at_least", low), Bound("between", "at_most", high)]
    return tuple(bounds)


def _given(claim: Claim, game: Game) -> Game:
    """Return the game with the parameters that a claim gives other values."""
    if not claim.given:
        return game
    loss, parameters = game.level.loss, dict(game.variant.parameters)
    if unknown := sorted(set(claim.given) - set(parameters)):
        reason = f"'given' has no parameter {unknown[0]!r}{suggestion(unknown[0], [*parameters])}"
        raise CheckError(reason, ("given", unknown[0]), THE_KEY)
    for name, expression in claim.given.items():
        parameters[name] = _number(expression, ("given", name), game)
    level = structs.replace(game.level, loss=structs.replace(loss, parameters=parameters))
    return Game(level, game.seed)


def situation_of(claim: Claim, game: Game) -> Situation:
    """Return the argument for the measure of a claim, on the variant of a game.

    Raises:
        KeyProblemError: An expression cannot be evaluated, or the point is off the map.
    """
    variant, level = game.variant, game.level
    resolver = resolver_of(level, game.seed)
    situation = Situation(
        game=game,
        surface=variant.loss,
        box=level.map.box,
        w=resolver.start,
        bot=variant.bot,
        heading=_number_or_none(claim.heading, "heading", game),
        length=_number_or_none(claim.step, "step", game),
        policy=claim.policy,
        expression=claim.expression,
        of=claim.of or (),
    )
    if claim.bot is not None:
        bot = resolver.optimizer(claim.bot, ("bot",))
        situation = replace(situation, bot=mirrored(bot, variant.mirror))
    return replace(situation, w=_place(claim, situation))


def _place(claim: Claim, situation: Situation) -> Point:
    """Return the point at which a claim is measured."""
    if claim.at == "start":
        return situation.w
    if claim.at == "minimum":
        return situation.minimum
    parameters = situation.game.variant.parameters
    w1, w2 = (number(w, parameters, ("at", i)) for i, w in enumerate(claim.at))
    if not is_inside((w1, w2), situation.box):
        raise KeyProblemError(("at",), f"({w1:g}, {w2:g}) is not on the map")
    return w1, w2


def holds(claim: Claim, value: float, game: Game) -> bool:
    """Tell whether a claim would hold on the variant of a game if it measured a value."""
    return all(_holds(claim, value, bound) for bound in bounds_of(claim, _given(claim, game)))


def _holds(claim: Claim, value: float, bound: Bound) -> bool:
    if bound.kind == "equals":
        return abs(value - bound.number) <= claim.tolerance * max(1.0, abs(bound.number))
    return value >= bound.number if bound.kind == "at_least" else value <= bound.number


def _complaint(claim: Claim, value: float, bound: Bound, game: Game) -> str:
    words = f"{bound.kind.replace('_', ' ')} {bound.number:g}"
    if bound.key == "between":
        low, high = (b.number for b in bounds_of(claim, game) if b.key == "between")
        words = f"between {low:g} and {high:g}"
    what = claim.measure if claim.minus is None else f"the difference of {claim.measure}"
    return f"{claim.say!r}: {what} is {value:g}, not {words}"


def _number_or_none(expression: float | str | None, key: str, game: Game) -> float | None:
    return None if expression is None else _number(expression, (key,), game)


def _number(expression: float | str, path: KeyPath, game: Game) -> float:
    """Return the value of an expression at a key below the claim."""
    return number(expression, game.variant.parameters, path)
