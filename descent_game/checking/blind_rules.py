"""Blind plays: rules that know no lesson must not earn three stars."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice
from typing import NamedTuple, TypeAlias

from descent_game.checking.binding_rules import is_lesson
from descent_game.checking.findings import Fault
from descent_game.checking.trials import COMPUTATION_ERRORS, Trial
from descent_game.errors import MoveError
from descent_game.game.aiming import (
    Aim,
    after_move,
    along,
    at_last_rate,
    first_aim,
    first_step,
    offers_rate,
)
from descent_game.game.cut import aimed_cut
from descent_game.game.game import Game
from descent_game.game.moves import Move, step_ladder
from descent_game.level.schema import Level, Play
from descent_game.losses.ranking import lowest_index
from descent_game.losses.surface import Point

BLIND = "blind"
"""The name of the rule."""
ENOUGH = 20
"""Variants from which on it is decided whether a level breaks the rule."""
ALLOWED_SHARE = 0.05
"""On at most this share of a level's variants, rounded up, a blind play may earn three stars."""
SHARE_OF_A_SETTING = 0.5
"""The same for the best of many settings, which nobody knows beforehand."""
RATES = tuple(0.002 * 1.3**k for k in range(40))
"""Constant rates that are tried where the level sets the heading."""

ON_AXES = ("steeper-axis", "axes", "gradient")
HALVING = ("halve", "gradient")

Moves: TypeAlias = Iterator[Move]


class BlindPlay(NamedTuple):
    """A play by rule.

    Attributes:
        words: What it does.
        policies: The policies of level files that do the same, or less: a play with one of them
            and ``stars = 3`` says that this is the idea.
        moves: Yields the moves of a game.
        by_rate: Whether its steps are a rate times the slope.
    """

    words: str
    policies: tuple[str, ...]
    moves: Callable[[Game], Moves]
    by_rate: bool = False


def blind_faults(trials: Sequence[Trial]) -> Iterator[Fault]:
    """Yield the blind plays that earn three stars on more than a few of a lesson's variants.

    Of plays with one setting the one that does so most often is named.
    """
    level = trials[0].level
    if not is_lesson(level):
        return
    for play in _blind_plays(level):
        if not _is_meant(play, level.plays):
            allowed = math.ceil(ALLOWED_SHARE * len(trials))
            yield from _fault(play, _winners(play, trials, allowed), len(trials))
    for grid in _grids(level):
        if not _is_meant(grid[0], level.plays):
            allowed = math.ceil(SHARE_OF_A_SETTING * len(trials))
            tried = [(play, _winners(play, trials, allowed)) for play in grid]
            yield from _fault(*max(tried, key=lambda each: len(each[1])), len(trials))


def _grids(level: Level) -> Iterator[list[BlindPlay]]:
    """Yield the blind plays with one setting: constant steps, and constant rates."""
    rules = level.rules
    gradient = ("gradient",)
    yield [
        BlindPlay(f"a step of {step:.3g} down the compass every turn", gradient, down(step))
        for step in step_ladder(rules.max_step)[1:]
    ]
    if rules.moves == "gradient" and rules.inertia != "player":
        yield [
            BlindPlay(f"a constant rate of {rate:.3g}", gradient, down_by_rate(rate), by_rate=True)
            for rate in RATES
        ]


def _winners(play: BlindPlay, trials: Sequence[Trial], allowed: int) -> list[Trial]:
    """Return the trials on which a play wins if they are more than are allowed, else none.

    It stops as soon as they cannot be.
    """
    won: list[Trial] = []
    for number, trial in enumerate(trials):
        if len(won) + len(trials) - number <= allowed:
            return []
        if _wins(play, trial):
            won.append(trial)
    return won if len(won) > allowed else []


def _fault(play: BlindPlay, won: Sequence[Trial], tried: int) -> Iterator[Fault]:
    if not won:
        return
    where = ", ".join(trial.name or "as published" for trial in won[:3])
    share = f"{len(won)} of {tried} maps: {where}{', ...' if len(won) > 3 else ''}"
    yield Fault(BLIND, ("stars", "par"), f"par is made by {play.words} on {share}")


def _is_meant(blind: BlindPlay, plays: Sequence[Play]) -> bool:
    """Tell whether a play of the level says that this is its idea."""
    policies = (play.policy for play in plays if play.policy and play.stars == 3)
    return any(
        policy.follow in blind.policies and (policy.rate is not None) is blind.by_rate
        for policy in policies
    )


def _wins(blind: BlindPlay, trial: Trial) -> bool:
    """Tell whether a play earns three stars; False where it, or the variant, is not allowed."""
    try:
        game = Game(trial.level, trial.seed)
        for move in islice(blind.moves(game), game.variant.par):
            game.play(move)
            if game.player.termination is not None:
                break
    except COMPUTATION_ERRORS:
        return False
    return game.stars == 3


def _blind_plays(level: Level) -> Iterator[BlindPlay]:
    """Yield the blind plays that the rules of a level allow."""
    rules = level.rules
    longest, default = rules.max_step, first_step(level)
    if rules.moves != "gradient":
        yield BlindPlay("the first aim, kept until it leads uphill", ("gradient",), confirming)
    if offers_rate(level):
        words = "the learning rate of the first aim, down the compass"
        yield BlindPlay(words, ("gradient",), at_first_rate, by_rate=True)
    steps = (("longest", longest), ("first", default))
    for name, step in steps:
        yield BlindPlay(f"the {name} step down the compass", ("gradient",), down(step))
        words = f"the {name} step down the compass, half of it after a move uphill"
        yield BlindPlay(words, HALVING, halving(step))
    yield BlindPlay("steps to where the bot stands", ("bot",), chasing(default))
    if rules.moves == "free":
        words = "the longest step along the steeper axis"
        yield BlindPlay(words, ON_AXES, down(longest, on_axes=True))
        words = "the steeper axis, with half the step after a move uphill"
        yield BlindPlay(words, HALVING, halving(longest, on_axes=True))
    if "cut" in level.map.instruments:
        words = "the lowest point that the cut shows along the compass and the axes"
        yield BlindPlay(words, ("lowest-ahead", "axes"), lowest_of_cuts)
    if rules.moves != "gradient":
        words = "one weight, then the other, the longest step"
        yield BlindPlay(words, ON_AXES, in_turn(longest))
        words = f"{words}, half of its own after a move uphill"
        yield BlindPlay(words, ("halve", *ON_AXES), in_turn(longest, halved=True))


def confirming(game: Game) -> Moves:
    """Yield the moves of a player who changes no aim: it turns by itself where it leads uphill."""
    aim = first_aim(game)
    while True:
        yield aim.move
        aim = after_move(game, aim)


def at_first_rate(game: Game) -> Moves:
    """Yield the moves of a player who goes down the compass at the rate of the first aim."""
    aim = first_aim(game)
    while True:
        yield aim.move
        with suppress(MoveError):
            aim = at_last_rate(game, aim)
        aim = along(aim, game.compass, game.level.rules, game.axes)


def down(step: float, *, on_axes: bool = False) -> Callable[[Game], Moves]:
    """Return the rule that steps down the compass, or its larger part, always as far."""

    def moves(game: Game) -> Moves:
        while True:
            yield _move(game, _downhill(game, on_axes=on_axes), step)

    return moves


def halving(step: float, *, on_axes: bool = False) -> Callable[[Game], Moves]:
    """Return the rule that steps as ``down`` and halves its step after every move uphill."""

    def moves(game: Game) -> Moves:
        length = step
        while True:
            yield _move(game, _downhill(game, on_axes=on_axes), length)
            if not game.turns[-1].player.readout.together < 0.0:
                length /= 2.0

    return moves


def in_turn(step: float, *, halved: bool = False) -> Callable[[Game], Moves]:
    """Return the rule that moves w1, then w2, downhill, always as far.

    With ``halved`` each weight has a step of its own, half as long after its moves uphill.
    """

    def moves(game: Game) -> Moves:
        lengths = [step, step]
        for weight in cycle((0, 1)):
            first, second = game.compass
            along_weight = (0.0, second) if weight else (first, 0.0)
            yield _move(game, along_weight, lengths[weight])
            if halved and not game.turns[-1].player.readout.together < 0.0:
                lengths[weight] /= 2.0

    return moves


def lowest_of_cuts(game: Game) -> Moves:
    """Yield the moves of a player who goes to the lowest point that any of five cuts shows.

    They lead along the compass and both ways along each weight, as far as steps may be.
    """
    longest = game.level.rules.max_step
    while True:
        offered: list[tuple[float, Move]] = []
        for vector in (game.compass, (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)):
            with suppress(MoveError):  # an axis that the rules do not allow
                offered += _points_of_cut(game, _move(game, vector, longest))
        yield offered[lowest_index([change for change, _ in offered])][1]


def _points_of_cut(game: Game, move: Move) -> list[tuple[float, Move]]:
    """Return the changes at all points of a cut that are seen, and the moves that end there."""
    cut = aimed_cut(game, move, parts=False)
    if cut is None:
        return [(0.0, move._replace(step=0.0))]
    known = cut.seen & (cut.distances <= cut.step)
    pairs = zip(cut.together[known].tolist(), cut.distances[known].tolist(), strict=True)
    return [(change, move._replace(step=step)) for change, step in pairs]


def down_by_rate(rate: float) -> Callable[[Game], Moves]:
    """Return the rule that steps down the compass by a rate times the slope."""

    def moves(game: Game) -> Moves:
        longest = game.level.rules.max_step
        while True:
            yield _move(game, game.compass, min(rate * math.hypot(*game.gradient), longest))

    return moves


def chasing(first: float) -> Callable[[Game], Moves]:
    """Return the rule that goes to where the bot stands, at first and in place of 0 downhill."""

    def moves(game: Game) -> Moves:
        longest = game.level.rules.max_step
        while True:
            there = game.bot.path[min(len(game.turns), game.bot.turns)]
            way = there[0] - game.position[0], there[1] - game.position[1]
            length = math.hypot(*way)
            if length < 1e-6 * longest or game.level.rules.moves == "gradient":
                step = min(first, max(length, first / 10.0))
                yield _move(game, game.compass, step)
            else:
                yield _move(game, way, min(length, longest))

    return moves


def _downhill(game: Game, *, on_axes: bool) -> Point:
    first, second = game.compass
    if not on_axes:
        return first, second
    return (first, 0.0) if abs(first) >= abs(second) else (0.0, second)


def _move(game: Game, vector: Point, step: float) -> Move:
    rules = game.level.rules
    heading = None if rules.moves == "gradient" else 0.0
    inertia = 0.0 if rules.inertia == "player" else None
    return along(Aim(heading, step, inertia), vector, rules, game.axes).move
