"""Policies that step along the compass and differ in the length of the step."""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from descent_game.game.game import Game
from descent_game.game.moves import MAX_INERTIA, Move, step_ladder, walk
from descent_game.losses.curvature import eigenvalues
from descent_game.losses.surface import Point
from descent_game.measuring.candidates import nearest_step
from descent_game.measuring.lookup import CheckError
from descent_game.measuring.search import lowest_length

SAFETY = 0.85
"""The default share of the longest step that keeps its promise."""

ON_FLOOR = 1.1
"""The most that the curvature along the compass may be, as a multiple of the lowest, on a floor."""

LOW = 0.02
"""The rate at which a cycle begins and ends, as a share of its highest."""

KEPT = 0.7
"""The default factor for a step when the compass reverses."""

SETTLED = 1e-9
"""The largest distance of a weight from its best value at which it does not move any more."""


class StepSize(NamedTuple):
    """The keys of a policy for the length of its steps: at most ``step``; ``rate`` if given."""

    step: float
    rate: float | None = None


PolicyFunction: TypeAlias = Callable[[Game, StepSize], Iterator[Point | Move]]
"""Yields a push in weights or a move for each turn; the game is played between them."""


def do_nothing(game: Game, pace: StepSize) -> Iterator[Point]:
    """Stay where the level starts."""
    while True:
        yield 0.0, 0.0


def follow_gradient(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the gradient: by the pace's step, or by its rate times the length of the slope.

    A step below 0 goes up the gradient.
    """
    while True:
        slope = math.hypot(*game.gradient)
        step = pace.step if pace.rate is None else min(pace.step, pace.rate * slope)
        yield scaled(downhill(game), step)


def halve_after_climbing(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the compass, half as far as before whenever the last step went up."""
    step = pace.step
    while True:
        yield scaled(downhill(game), step)
        if game.turns[-1].player.readout.together >= 0.0:
            step /= 2.0


def shorten_on_swing(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the compass; shorten the step whenever the compass points back.

    Back is more than a right angle from the turn before; the pace's rate is what is kept of the
    step then, seven tenths unless it is given.
    """
    step, last = pace.step, game.compass
    while True:
        compass = game.compass
        if compass[0] * last[0] + compass[1] * last[1] < 0.0:
            step *= KEPT if pace.rate is None else pace.rate
        last = compass
        yield scaled(compass, step)


def one_cycle(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the compass at a rate that rises to the pace's rate and falls, once in par turns.

    It rises and falls in straight lines, from and to ``LOW`` of the highest rate, and stays there.
    """
    highest, half = 1.0 if pace.rate is None else pace.rate, game.variant.par / 2.0
    while True:
        height = max(0.0, 1.0 - abs(len(game.turns) / half - 1.0))
        rate = highest * (LOW + (1.0 - LOW) * height)
        yield scaled(game.compass, min(pace.step, rate * math.hypot(*game.gradient)))


def stand_at_goal(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the gradient as ``follow_gradient`` does until the loss shown is at the goal.

    Then make steps of 0.
    """
    goal, downhill = game.goal.loss, follow_gradient(game, pace)
    while not game.known_loss(game.player, game.player.turns) <= goal:
        yield next(downhill)
    yield from do_nothing(game, pace)


def keep_half_the_promise(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the gradient; after the first step so far that half of the promise is kept.

    Where the loss is quadratic a step s keeps the share ``1 - s/(2 s0)`` of its promise; s0 ends at
    the lowest point of the line, and is proportional to the slope.
    """
    step, slope = pace.step, math.hypot(*game.gradient)
    while True:
        yield scaled(downhill(game), step)
        move, before, slope = game.turns[-1].player, slope, math.hypot(*game.gradient)
        lost = -move.readout.surprise / move.readout.promise
        step = math.hypot(*move.displacement) / (2.0 * lost) * slope / before


def trust_promises(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the compass at a rate that doubles after a kept promise and halves after a broken.

    Kept is more than three quarters of it, broken less than one: how a trust region grows and
    shrinks (Nocedal and Wright, Numerical Optimization, 2006, algorithm 4.1).
    """
    rate = 1.0 if pace.rate is None else pace.rate
    while True:
        yield scaled(game.compass, min(pace.step, rate * math.hypot(*game.gradient)))
        readout = game.turns[-1].player.readout
        kept = readout.together / readout.promise if readout.promise else 0.0
        rate *= 2.0 if kept > 0.75 else 0.5 if kept < 0.25 else 1.0


def settle_then_leap(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step along the compass at the pace's rate; along the floor to the lowest point ahead.

    The compass is along the floor where the curvature along it is at most ``ON_FLOOR`` times the
    lowest eigenvalue of the Hessian.
    """
    while True:
        slope, hessian = game.gradient, game.shown.hessian(game.position)
        (h11, h12), (_, h22) = hessian
        length, (d1, d2) = math.hypot(*slope), scaled(game.compass, 1.0)
        along = h11 * d1 * d1 + 2.0 * h12 * d1 * d2 + h22 * d2 * d2
        on_floor = along <= ON_FLOOR * eigenvalues(hessian)[0]
        rate = 1.0 / along if on_floor or pace.rate is None else pace.rate
        yield scaled(game.compass, rate * length)


def follow_gradient_to_lowest(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the compass to the lowest point within the pace's step."""
    while True:
        yield to_lowest(game, downhill(game), both_ways=False, pace=pace)


def keep_promises(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step down the gradient; the last mismatch gives the longest step that keeps its promise."""
    tolerance = game.goal.tolerance
    if tolerance is None:
        reason = "policy 'keep-promise' needs a goal of kind 'keep-promise'"
        raise CheckError(reason, ("policy", "follow"))
    step, slope = pace.step, math.hypot(*game.gradient)
    while True:
        yield scaled(downhill(game), step)
        move, before, slope = game.turns[-1].player, slope, math.hypot(*game.gradient)
        mismatch = abs(move.readout.surprise / move.readout.promise)
        longest = math.hypot(*move.displacement) * tolerance / mismatch * slope / before
        step = longest * (pace.rate or SAFETY)


def follow_gradient_with_inertia(game: Game, pace: StepSize) -> Iterator[Move]:
    """Step down the compass as ``follow_gradient`` does, always with the highest inertia."""
    for push in follow_gradient(game, pace):
        yield Move(None, min(math.hypot(*push), pace.step), MAX_INERTIA)


def follow_gradient_with_half_inertia(game: Game, pace: StepSize) -> Iterator[Move]:
    """Step down the compass as ``follow_gradient`` does, keeping half of the velocity. By key."""
    steps = step_ladder(game.level.rules.max_step)
    for push in follow_gradient(game, pace):
        length = min(math.hypot(*push), pace.step)
        yield Move(None, nearest_step(steps, length), 0.5)


def travel_then_stop(game: Game, pace: StepSize) -> Iterator[Move]:
    """Push with the highest inertia while the compass points along the velocity, else coast.

    Once it points against the velocity at a tenth of the first loss or lower, drop the inertia and
    step down the gradient as ``follow_gradient`` does. All steps are by key.
    """
    steps, low = step_ladder(game.level.rules.max_step), game.loss / 10.0
    against = False
    while not (against and game.loss <= low):
        yield Move(None, steps[-1] if against else pace.step, MAX_INERTIA)
        compass, velocity = game.compass, game.velocity
        against = compass[0] * velocity[0] + compass[1] * velocity[1] < 0.0
    for push in follow_gradient(game, pace):
        yield Move(None, nearest_step(steps, math.hypot(*push)), 0.0)


def downhill(game: Game) -> Point:
    """Return minus the gradient that is shown."""
    slope1, slope2 = game.gradient
    return -slope1, -slope2


def scaled(vector: Point, length: float) -> Point:
    """Return a vector with another length; a zero vector stays as it is."""
    norm = math.hypot(*vector)
    return (length * (vector[0] / norm), length * (vector[1] / norm)) if norm else (0.0, 0.0)


def to_lowest(game: Game, vector: Point, *, both_ways: bool, pace: StepSize) -> Point:
    """Return the push along a vector to the lowest point within the pace's step.

    Args:
        game: The game.
        vector: The direction.
        both_ways: Whether the point may lie in the opposite direction.
        pace: Its ``rate``, if given, is a factor for the push.
    """
    unit = scaled(vector, 1.0)
    back = _room(game, (-unit[0], -unit[1]), pace.step) if both_ways else 0.0
    ahead = _room(game, unit, pace.step)
    length = lowest_length(game.shown, game.position, unit, (-back, ahead))
    length *= 1.0 if pace.rate is None else pace.rate
    return length * unit[0], length * unit[1]


def _room(game: Game, unit: Point, longest: float) -> float:
    """Return the distance to the wall along a unit vector, at most ``longest``."""
    push = longest * unit[0], longest * unit[1]
    return math.hypot(*walk(game.position, push, game.variant.box).displacement)
