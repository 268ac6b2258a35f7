"""Policies: plays by rule, naive ones and the ideas of the levels."""

import math
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import NamedTuple, TypeAlias

import numpy as np

from descent_game.game.directions import heading_of, unit
from descent_game.game.game import Game
from descent_game.game.moves import MAX_INERTIA, Move, step_ladder, walk
from descent_game.losses.curvature import eigenvalues
from descent_game.losses.ranking import lowest_index
from descent_game.losses.surface import Hessian, Point
from descent_game.measuring.candidates import by_key, move_along, nearest, pushes, reached
from descent_game.measuring.lookup import CheckError, find
from descent_game.measuring.lowest import newton_step
from descent_game.measuring.search import lowest_length
from descent_game.measuring.solver import solve

SAFETY = 0.85
"""The share of the longest step that keeps its promise that a careful player takes."""

ON_FLOOR = 1.1
"""How many times the lowest curvature the compass may feel and still point along the floor."""

LOW = 0.02
"""The share of its highest rate at which a cycle begins and ends."""

KEPT = 0.7
"""What is kept of a step when the compass swings round."""

SETTLED = 1e-9
"""A weight whose best place is this close has arrived."""


class Pace(NamedTuple):
    """How far a policy goes: at most ``step``, and by ``rate`` where the level gives one."""

    step: float
    rate: float | None = None


Policy: TypeAlias = Callable[[Game, Pace], Iterator[Point | Move]]
"""Yields the push or the move that it wants, turn by turn; the game is played in between."""


def policy_named(name: str) -> Policy:
    """Return a policy. Raises ``CheckError`` where there is none of that name."""
    return find(POLICIES, name, "policy")


def do_nothing(game: Game, pace: Pace) -> Iterator[Point]:
    """Stay where the level starts."""
    while True:
        yield 0.0, 0.0


def follow_gradient(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the gradient: by the pace's step, or by its rate times the length of the slope.

    A step below 0 goes up the gradient.
    """
    while True:
        slope = math.hypot(*game.gradient)
        step = pace.step if pace.rate is None else min(pace.step, pace.rate * slope)
        yield _scaled(_downhill(game), step)


def halve_after_climbing(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the compass, half as far as before whenever the last step went up."""
    step = pace.step
    while True:
        yield _scaled(_downhill(game), step)
        if game.turns[-1].player.readout.together >= 0.0:
            step /= 2.0


def shorten_on_swing(game: Game, pace: Pace) -> Iterator[Point]:
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
        yield _scaled(compass, step)


def one_cycle(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the compass at a rate that rises to the pace's rate and falls, once in par turns.

    It rises and falls in straight lines, from and to ``LOW`` of the highest rate, and stays there.
    """
    highest, half = 1.0 if pace.rate is None else pace.rate, game.variant.par / 2.0
    while True:
        height = max(0.0, 1.0 - abs(len(game.turns) / half - 1.0))
        rate = highest * (LOW + (1.0 - LOW) * height)
        yield _scaled(game.compass, min(pace.step, rate * math.hypot(*game.gradient)))


def stand_at_goal(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the compass as ``follow_gradient`` does, until the loss shown is at the goal.

    Then stand still for ever: good luck, kept.
    """
    goal, downhill = game.goal.loss, follow_gradient(game, pace)
    while not game.known_loss(game.player, game.player.turns) <= goal:
        yield next(downhill)
    yield from do_nothing(game, pace)


def keep_half_the_promise(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the compass, after the first step so far that half of the promise is kept.

    On a bowl a step s keeps the share 1 - s/(2*s0) of its promise, where s0 ends at the lowest
    point ahead; it grows and shrinks with the slope.
    """
    step, slope = pace.step, math.hypot(*game.gradient)
    while True:
        yield _scaled(_downhill(game), step)
        stride, before, slope = game.turns[-1].player, slope, math.hypot(*game.gradient)
        lost = -stride.readout.surprise / stride.readout.promise
        step = math.hypot(*stride.displacement) / (2.0 * lost) * slope / before


def trust_promises(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the compass at a rate that doubles after a kept promise and halves after a broken.

    Kept is more than three quarters of it, broken less than one: how a trust region grows and
    shrinks (Nocedal and Wright, Numerical Optimization, 2006, algorithm 4.1).
    """
    rate = 1.0 if pace.rate is None else pace.rate
    while True:
        yield _scaled(game.compass, min(pace.step, rate * math.hypot(*game.gradient)))
        readout = game.turns[-1].player.readout
        kept = readout.together / readout.promise if readout.promise else 0.0
        rate *= 2.0 if kept > 0.75 else 0.5 if kept < 0.25 else 1.0


def settle_then_leap(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the compass at the pace's rate until it points along the floor, then leap.

    The leap ends at the lowest point ahead. The compass counts as pointing along the floor where
    the curvature along it is within a tenth of the lowest there is.
    """
    while True:
        slope, hessian = game.gradient, game.shown.hessian(game.position)
        (h11, h12), (_, h22) = hessian
        length, (d1, d2) = math.hypot(*slope), _scaled(game.compass, 1.0)
        along = h11 * d1 * d1 + 2.0 * h12 * d1 * d2 + h22 * d2 * d2
        on_floor = along <= ON_FLOOR * eigenvalues(hessian)[0]
        rate = 1.0 / along if on_floor or pace.rate is None else pace.rate
        yield _scaled(game.compass, rate * length)


def follow_gradient_to_lowest(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the compass to the lowest point within the pace's step."""
    while True:
        yield _to_lowest(game, _downhill(game), both_ways=False, pace=pace)


def follow_axes(game: Game, pace: Pace) -> Iterator[Point]:
    """Move one weight, then the other, the one with the steeper slope first.

    Each goes to the lowest point within the pace's step, or by the pace's rate times as far. A
    weight that is settled is passed over.
    """
    units = ((1.0, 0.0), (0.0, 1.0)) if _steeper(game) == 0 else ((0.0, 1.0), (1.0, 0.0))
    for axis in cycle(units):
        push = _to_lowest(game, axis, both_ways=True, pace=pace)
        if math.hypot(*push) <= SETTLED:
            push = _to_lowest(game, (axis[1], axis[0]), both_ways=True, pace=pace)
        yield push


def turn_axes_to_shift(game: Game, pace: Pace) -> Iterator[Move]:
    """Move w1 down by the pace's step, then move in turn along axes turned to the slopes' shift.

    In a long ravine the shift points across it, wherever the move went. Along the turned axes each
    move goes to the lowest point within the longest step. All moves are by key.
    """
    rules, (slope1, _) = game.level.rules, game.gradient
    yield Move(180.0 if slope1 > 0.0 else 0.0, pace.step)
    across = by_key(heading_of(game.turns[0].player.readout.shift))
    for heading in cycle((across, across + 90.0)):
        push = _to_lowest(game, unit(heading), both_ways=True, pace=Pace(rules.max_step))
        yield move_along(push, rules, keys=True)


def follow_diagonals(game: Game, pace: Pace) -> Iterator[Move]:
    """Move along one diagonal, then along the other, the one nearer to the compass first.

    That settles the sum of the weights and their difference, one at a time. Each move goes to the
    lowest point within the longest step. All moves are by key.
    """
    rules, compass = game.level.rules, game.compass
    rising = compass[0] * compass[1] >= 0.0
    for heading in cycle((45.0, 135.0) if rising else (135.0, 45.0)):
        push = _to_lowest(game, unit(heading), both_ways=True, pace=pace)
        yield move_along(push, rules, keys=True)


def follow_each_alone(game: Game, pace: Pace) -> Iterator[Point]:
    """Move both weights at once, each as far as would be best if it moved alone.

    That is its slope over its own curvature, or the pace's rate times as far.
    """
    share = 1.0 if pace.rate is None else pace.rate
    while True:
        (slope1, slope2), hessian = game.gradient, game.shown.hessian(game.position)
        yield -share * slope1 / hessian[0][0], -share * slope2 / hessian[1][1]


def follow_steeper_axis(game: Game, pace: Pace) -> Iterator[Point]:
    """Move the weight with the steeper slope alone, by the pace's step.

    A step below 0 moves it up.
    """
    while True:
        slope1, slope2 = game.gradient
        axis = (-slope1, 0.0) if _steeper(game) == 0 else (0.0, -slope2)
        yield _scaled(axis, pace.step)


def follow_lowest_visible(game: Game, pace: Pace) -> Iterator[Point]:
    """Go to the lowest point that the keys offer within sight of any visited point."""
    sight, offered = game.level.map.sight, pushes(game.level.rules)
    while True:
        position, visible = np.array([game.position]), offered
        if sight != "all":
            ends = position + offered
            seen = [np.hypot(*(ends - visited).T) <= sight for visited in game.player.path]
            visible = offered[np.any(seen, axis=0)]
        _, losses = reached(game, position, visible)
        lowest = visible[lowest_index(losses)]
        yield float(lowest[0]), float(lowest[1])


def follow_lowest_around(game: Game, pace: Pace) -> Iterator[Point]:
    """Go to the lowest point that the keys offer within the pace's step, seen or not."""
    offered = pushes(game.level.rules)
    near = offered[np.hypot(*offered.T) <= pace.step * (1.0 + SETTLED)]
    while True:
        _, losses = reached(game, np.array([game.position]), near)
        lowest = near[lowest_index(losses)]
        yield float(lowest[0]), float(lowest[1])


def follow_bot(game: Game, pace: Pace) -> Iterator[Point]:
    """Make the bot's updates, turn by turn, and then stand still."""
    yield from game.bot.displacements
    yield from do_nothing(game, pace)


def probe_and_solve(game: Game, pace: Pace) -> Iterator[Point]:
    """Probe along a diagonal, then make the move that the first readout asks for."""
    inward = [-math.copysign(1.0, w) for w in game.position]
    yield _scaled((inward[0], inward[1]), pace.step)
    hessian = _hessian_from_first_readout(game)
    while True:
        yield newton_step(game.gradient, hessian)


def probe_equal_inputs(game: Game, pace: Pace) -> Iterator[Point]:
    """Move w1 alone downhill by the pace's step, then make the move that the slopes ask for.

    Where both inputs vary equally much, as two neighbouring pixels do, both weights have the same
    curvature: by how much the slope of w1 shifts. The coupling is the shift of the other slope.
    """
    slope1, slope2 = game.gradient
    yield math.copysign(pace.step, -slope1), 0.0
    moved = game.turns[0].player.displacement[0]
    after1, after2 = game.gradient
    own, coupling = (after1 - slope1) / moved, (after2 - slope2) / moved
    while True:
        yield newton_step(game.gradient, ((own, coupling), (coupling, own)))


def follow_gradient_with_inertia(game: Game, pace: Pace) -> Iterator[Move]:
    """Step down the compass as ``follow_gradient`` does, always with the highest inertia."""
    for push in follow_gradient(game, pace):
        yield Move(None, min(math.hypot(*push), pace.step), MAX_INERTIA)


def follow_gradient_with_half_inertia(game: Game, pace: Pace) -> Iterator[Move]:
    """Step down the compass as ``follow_gradient`` does, keeping half of the velocity. By key."""
    steps = step_ladder(game.level.rules.max_step)
    for push in follow_gradient(game, pace):
        length = min(math.hypot(*push), pace.step)
        yield Move(None, nearest(steps, length), 0.5)


def travel_then_stop(game: Game, pace: Pace) -> Iterator[Move]:
    """Push with the highest inertia where the compass goes along, slide where it goes against.

    Where it goes against at a tenth of the first loss or lower, drop the inertia for good and step
    down the compass as ``follow_gradient`` does. All steps are by key.
    """
    steps, low = step_ladder(game.level.rules.max_step), game.loss / 10.0
    against = False
    while not (against and game.loss <= low):
        yield Move(None, steps[-1] if against else pace.step, MAX_INERTIA)
        compass, velocity = game.compass, game.velocity
        against = compass[0] * velocity[0] + compass[1] * velocity[1] < 0.0
    for push in follow_gradient(game, pace):
        yield Move(None, nearest(steps, math.hypot(*push)), 0.0)


def glide(game: Game, pace: Pace) -> Iterator[Point]:
    """Push so that the update is a share of the way to the lowest point: the pace's rate.

    The first push goes down the compass; its readout tells the way, as in ``probe_and_solve``. The
    push makes up for what the inertia does by itself.
    """
    yield _scaled(game.compass, pace.step)
    hessian, share = _hessian_from_first_readout(game), 1.0 if pace.rate is None else pace.rate
    inertia = game.level.rules.inertia
    while True:
        way, slide = newton_step(game.gradient, hessian), 0.0 if inertia == "player" else inertia
        yield (
            share * way[0] - slide * game.velocity[0],
            share * way[1] - slide * game.velocity[1],
        )


def keep_promises(game: Game, pace: Pace) -> Iterator[Point]:
    """Step down the compass, each step corrected by how well the last one kept its promise."""
    tolerance = game.goal.tolerance
    if tolerance is None:
        reason = "policy 'keep-promise' needs a goal of kind 'keep-promise'"
        raise CheckError(reason, ("policy", "follow"))
    step, slope = pace.step, math.hypot(*game.gradient)
    while True:
        yield _scaled(_downhill(game), step)
        stride, before, slope = game.turns[-1].player, slope, math.hypot(*game.gradient)
        mismatch = abs(stride.readout.surprise / stride.readout.promise)
        longest = math.hypot(*stride.displacement) * tolerance / mismatch * slope / before
        step = longest * (pace.rate or SAFETY)


POLICIES: dict[str, Policy] = {
    "nothing": do_nothing,
    "gradient": follow_gradient,
    "halve": halve_after_climbing,
    "shorten-on-swing": shorten_on_swing,
    "one-cycle": one_cycle,
    "stand-at-goal": stand_at_goal,
    "half-promise": keep_half_the_promise,
    "trust": trust_promises,
    "settle-then-leap": settle_then_leap,
    "lowest-ahead": follow_gradient_to_lowest,
    "axes": follow_axes,
    "turn-to-shift": turn_axes_to_shift,
    "diagonals": follow_diagonals,
    "each-alone": follow_each_alone,
    "steeper-axis": follow_steeper_axis,
    "lowest-visible": follow_lowest_visible,
    "lowest-around": follow_lowest_around,
    "bot": follow_bot,
    "probe-and-solve": probe_and_solve,
    "equal-inputs": probe_equal_inputs,
    "glide": glide,
    "highest-inertia": follow_gradient_with_inertia,
    "half-inertia": follow_gradient_with_half_inertia,
    "travel-then-stop": travel_then_stop,
    "keep-promise": keep_promises,
    "solver": lambda game, pace: iter(solve(game)),
}
"""Every policy by the name that level files use."""

BACKWARDS = ("gradient", "steeper-axis")
"""The policies that with a step below 0 go the opposite way: the idea of some levels."""


def _downhill(game: Game) -> Point:
    slope1, slope2 = game.gradient
    return -slope1, -slope2


def _steeper(game: Game) -> int:
    """Return which weight has the steeper slope, 0 or 1; the first where both are as steep."""
    return lowest_index([-abs(slope) for slope in game.gradient])


def _scaled(vector: Point, length: float) -> Point:
    norm = math.hypot(*vector)
    return (length * (vector[0] / norm), length * (vector[1] / norm)) if norm else (0.0, 0.0)


def _to_lowest(game: Game, vector: Point, *, both_ways: bool, pace: Pace) -> Point:
    unit = _scaled(vector, 1.0)
    back = _room(game, (-unit[0], -unit[1]), pace.step) if both_ways else 0.0
    ahead = _room(game, unit, pace.step)
    length = lowest_length(game.shown, game.position, unit, (-back, ahead))
    length *= 1.0 if pace.rate is None else pace.rate
    return length * unit[0], length * unit[1]


def _room(game: Game, unit: Point, longest: float) -> float:
    """Return how far one can go before the wall, at most so far."""
    push = longest * unit[0], longest * unit[1]
    return math.hypot(*walk(game.position, push, game.variant.box).displacement)


def _hessian_from_first_readout(game: Game) -> Hessian:
    """Return the curvatures and the coupling that explain a readout, exact on any bowl."""
    stride = game.turns[0].player
    (slope1, slope2), (d1, d2) = game.variant.surface.gradient(stride.start), stride.displacement
    alone1, alone2 = stride.readout.alone
    coupling = stride.readout.interaction / (d1 * d2)
    return (
        (2.0 * (alone1 - slope1 * d1) / d1**2, coupling),
        (coupling, 2.0 * (alone2 - slope2 * d2) / d2**2),
    )
