"""Policies that plan by more than the compass: axes, points in sight, a model of the bowl."""

import math
from collections.abc import Iterator
from itertools import cycle

import numpy as np

from descent_game.game.directions import heading_of, unit
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.losses.ranking import lowest_index
from descent_game.losses.surface import Hessian, Point
from descent_game.measuring.candidates import by_key, move_along, pushes, reached
from descent_game.measuring.compass_policies import SETTLED, Pace, do_nothing, scaled, to_lowest
from descent_game.measuring.lowest import newton_step


def follow_axes(game: Game, pace: Pace) -> Iterator[Point]:
    """Move one weight, then the other, the one with the steeper slope first.

    Each goes to the lowest point within the pace's step, or by the pace's rate times as far. A
    weight that is settled is passed over.
    """
    units = ((1.0, 0.0), (0.0, 1.0)) if _steeper(game) == 0 else ((0.0, 1.0), (1.0, 0.0))
    for axis in cycle(units):
        push = to_lowest(game, axis, both_ways=True, pace=pace)
        if math.hypot(*push) <= SETTLED:
            push = to_lowest(game, (axis[1], axis[0]), both_ways=True, pace=pace)
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
        push = to_lowest(game, unit(heading), both_ways=True, pace=Pace(rules.max_step))
        yield move_along(push, rules, keys=True)


def follow_diagonals(game: Game, pace: Pace) -> Iterator[Move]:
    """Move along one diagonal, then along the other, the one nearer to the compass first.

    That settles the sum of the weights and their difference, one at a time. Each move goes to the
    lowest point within the longest step. All moves are by key.
    """
    rules, compass = game.level.rules, game.compass
    rising = compass[0] * compass[1] >= 0.0
    for heading in cycle((45.0, 135.0) if rising else (135.0, 45.0)):
        push = to_lowest(game, unit(heading), both_ways=True, pace=pace)
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
        yield scaled(axis, pace.step)


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
    yield scaled((inward[0], inward[1]), pace.step)
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


def glide(game: Game, pace: Pace) -> Iterator[Point]:
    """Push so that the update is a share of the way to the lowest point: the pace's rate.

    The first push goes down the compass; its readout tells the way, as in ``probe_and_solve``. The
    push makes up for what the inertia does by itself.
    """
    yield scaled(game.compass, pace.step)
    hessian, share = _hessian_from_first_readout(game), 1.0 if pace.rate is None else pace.rate
    inertia = game.level.rules.inertia
    while True:
        way, slide = newton_step(game.gradient, hessian), 0.0 if inertia == "player" else inertia
        yield (
            share * way[0] - slide * game.velocity[0],
            share * way[1] - slide * game.velocity[1],
        )


def _steeper(game: Game) -> int:
    """Return which weight has the steeper slope, 0 or 1; the first where both are as steep."""
    return lowest_index([-abs(slope) for slope in game.gradient])


def _hessian_from_first_readout(game: Game) -> Hessian:
    """Return the curvatures and the coupling that explain a readout, exact on any bowl."""
    move = game.turns[0].player
    (slope1, slope2), (d1, d2) = game.variant.surface.gradient(move.start), move.displacement
    alone1, alone2 = move.readout.alone
    coupling = move.readout.interaction / (d1 * d2)
    return (
        (2.0 * (alone1 - slope1 * d1) / d1**2, coupling),
        (coupling, 2.0 * (alone2 - slope2 * d2) / d2**2),
    )
