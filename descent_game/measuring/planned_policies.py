"""Policies that use more than the compass: axes, points in sight, a quadratic model."""

import math
from collections.abc import Iterator
from itertools import cycle

import numpy as np

from descent_game.game.directions import heading_of, unit
from descent_game.game.game import Game
from descent_game.game.half_planes import area_and_centroid, excluded, remaining
from descent_game.game.moves import Move
from descent_game.losses.ranking import lowest_index
from descent_game.losses.surface import Hessian, Point
from descent_game.measuring.candidates import (
    FloatArray,
    losses_after,
    move_along,
    nearest_heading,
    pushes,
)
from descent_game.measuring.compass_policies import SETTLED, StepSize, do_nothing, scaled, to_lowest
from descent_game.measuring.lowest import newton_step
from descent_game.optimizers.base import each_weight


def follow_axes(game: Game, pace: StepSize) -> Iterator[Point]:
    """Move one weight, then the other, the one with the steeper slope first.

    Each goes to the lowest point within the pace's step, or the pace's rate times as far. A weight
    that would not move is skipped.
    """
    units = ((1.0, 0.0), (0.0, 1.0)) if _steeper(game) == 0 else ((0.0, 1.0), (1.0, 0.0))
    for axis in cycle(units):
        push = to_lowest(game, axis, both_ways=True, pace=pace)
        if math.hypot(*push) <= SETTLED:
            push = to_lowest(game, (axis[1], axis[0]), both_ways=True, pace=pace)
        yield push


def turn_axes_to_shift(game: Game, pace: StepSize) -> Iterator[Move]:
    """Move w1 down by the pace's step, then in turn along axes turned to the shift of the slopes.

    In a long ravine the shift points across it, whatever the move was. Along the turned axes each
    move goes to the lowest point within the longest step. All moves are by key.
    """
    rules, (slope1, _) = game.level.rules, game.gradient
    yield Move(180.0 if slope1 > 0.0 else 0.0, pace.step)
    across = nearest_heading(heading_of(game.turns[0].player.readout.shift))
    for heading in cycle((across, across + 90.0)):
        push = to_lowest(game, unit(heading), both_ways=True, pace=StepSize(rules.max_step))
        yield move_along(push, rules, keys=True)


def follow_diagonals(game: Game, pace: StepSize) -> Iterator[Move]:
    """Move along one diagonal, then along the other, the one nearer to the compass first.

    That optimizes the sum of the weights and their difference in turn. Each move goes to the lowest
    point within the pace's step, or the pace's rate times as far. All moves are by key.
    """
    rules, compass = game.level.rules, game.compass
    rising = compass[0] * compass[1] >= 0.0
    for heading in cycle((45.0, 135.0) if rising else (135.0, 45.0)):
        push = to_lowest(game, unit(heading), both_ways=True, pace=pace)
        yield move_along(push, rules, keys=True)


def follow_each_alone(game: Game, pace: StepSize) -> Iterator[Point]:
    """Move both weights at once, each as far as would be best if it moved alone.

    That is its slope over its own curvature, or the pace's rate times as far.
    """
    share = 1.0 if pace.rate is None else pace.rate
    while True:
        (slope1, slope2), hessian = game.gradient, game.shown.hessian(game.position)
        yield -share * slope1 / hessian[0][0], -share * slope2 / hessian[1][1]


def follow_steeper_axis(game: Game, pace: StepSize) -> Iterator[Point]:
    """Move the weight with the steeper slope alone, by the pace's step.

    A step below 0 moves it up.
    """
    while True:
        slope1, slope2 = game.gradient
        axis = (-slope1, 0.0) if _steeper(game) == 0 else (0.0, -slope2)
        yield scaled(axis, pace.step)


def follow_lowest_visible(game: Game, pace: StepSize) -> Iterator[Point]:
    """Go to the lowest point that the keys offer within sight of any visited point."""
    sight, offered = game.level.map.sight, pushes(game.level.rules)
    while True:
        visible = offered
        if sight != "all":
            ends = (np.array(game.position) + offered).T
            seen = np.zeros(len(offered), dtype=bool)
            for visited in game.player.path:
                away1, away2 = ends[0] - visited[0], ends[1] - visited[1]
                seen |= away1 * away1 + away2 * away2 <= (1.0 + SETTLED) * sight * sight
            visible = offered[seen]
        yield _lowest_push(game, visible)


def follow_lowest_around(game: Game, pace: StepSize) -> Iterator[Point]:
    """Go to the lowest point that the keys offer within the pace's step, seen or not."""
    offered = pushes(game.level.rules)
    near = offered[np.hypot(*offered.T) <= pace.step * (1.0 + SETTLED)]
    while True:
        yield _lowest_push(game, near)


def follow_middle(game: Game, pace: StepSize) -> Iterator[Move]:
    """Go to the middle of what no gradient has excluded yet (Levin's method of centres of gravity).

    On a convex loss each move made in full excludes at least ``1/e`` of what was left
    (Gruenbaum, Partitions of mass-distributions and of convex bodies by hyperplanes,
    Pacific Journal of Mathematics, 1960). All moves are by key.
    """
    while corners := remaining(game.variant.box, excluded(game)):
        _, (w1, w2) = area_and_centroid(corners)
        here1, here2 = game.position
        yield move_along((w1 - here1, w2 - here2), game.level.rules, keys=True)


def follow_bot(game: Game, pace: StepSize) -> Iterator[Point]:
    """Make the bot's updates, turn by turn, and then stand still."""
    yield from game.bot.displacements
    yield from do_nothing(game, pace)


def probe_and_solve(game: Game, pace: StepSize) -> Iterator[Point]:
    """Step along a diagonal, then make Newton's step with the Hessian from the first readout."""
    inward = [-math.copysign(1.0, w) for w in game.position]
    yield scaled((inward[0], inward[1]), pace.step)
    hessian = _hessian_from_first_readout(game)
    while True:
        yield newton_step(game.gradient, hessian)


def probe_equal_inputs(game: Game, pace: StepSize) -> Iterator[Point]:
    """Move w1 alone downhill by the pace's step, then make Newton's step from the slopes' shift.

    Inputs of equal variance, such as two neighbouring pixels, give both weights the same curvature:
    the shift of the slope of w1 per unit. The coupling is that of the other slope.
    """
    slope1, slope2 = game.gradient
    yield math.copysign(pace.step, -slope1), 0.0
    moved = game.turns[0].player.displacement[0]
    after1, after2 = game.gradient
    own, coupling = (after1 - slope1) / moved, (after2 - slope2) / moved
    while True:
        yield newton_step(game.gradient, ((own, coupling), (coupling, own)))


def glide(game: Game, pace: StepSize) -> Iterator[Point]:
    """Push so that each update is the pace's rate times Newton's step.

    The first push goes along the compass; its readout gives the Hessian, as in ``probe_and_solve``.
    What the inertia moves by itself is subtracted from the push.
    """
    yield scaled(game.compass, pace.step)
    hessian, share = _hessian_from_first_readout(game), 1.0 if pace.rate is None else pace.rate
    inertia = game.level.rules.inertia
    kept = 0.0 if inertia == "player" else inertia
    while True:
        newton = newton_step(game.gradient, hessian)
        yield each_weight(lambda d, v: share * d - kept * v, newton, game.velocity)


def _lowest_push(game: Game, offered: FloatArray) -> Point:
    w1, w2 = offered[lowest_index(losses_after(game, offered))].tolist()
    return w1, w2


def _steeper(game: Game) -> int:
    """Return which weight has the steeper slope, 0 or 1; the first where both are as steep."""
    return lowest_index([-abs(slope) for slope in game.gradient])


def _hessian_from_first_readout(game: Game) -> Hessian:
    """Return the Hessian from the first readout; exact where the loss is quadratic.

    ``h_ii = 2 (alone_i - g_i d_i) / d_i**2`` and ``h12 = interaction / (d1 d2)``.
    """
    move = game.turns[0].player
    (slope1, slope2), (d1, d2) = game.variant.surface.gradient(move.start), move.displacement
    alone1, alone2 = move.readout.alone
    coupling = move.readout.interaction / (d1 * d2)
    return (
        (2.0 * (alone1 - slope1 * d1) / d1**2, coupling),
        (coupling, 2.0 * (alone2 - slope2 * d2) / d2**2),
    )
