"""The run of a bot: one iteration a turn, until the goal, the edge of the map or the last turn."""

import math
from collections.abc import Sequence
from operator import add
from typing import Any

from descent_game.game.goals import build_goal
from descent_game.game.oracle import DefinedOracle, shown_in_turn
from descent_game.game.readout import promise_of
from descent_game.game.track import Termination, Track
from descent_game.level.variant import Variant
from descent_game.losses.surface import Box, Point
from descent_game.optimizers.base import Optimizer, Oracle


def run_bot(
    optimizer: Optimizer,
    variant: Variant,
    turns: int,
    *,
    stop_at_goal: bool = True,
    ease: float = 0.0,
) -> Track:
    """Return the run of a bot: one iteration a turn from the start of the variant.

    A weight that has no slope where the bot stands is not moved.

    Args:
        optimizer: The bot's method, with its settings.
        variant: The level in numbers.
        turns: The largest number of iterations.
        stop_at_goal: Whether the run ends at the goal.
        ease: A difference of losses by which the goal is easier.

    Returns:
        The track. It has diverged where a point or a loss is not finite or off the map.
    """
    return run_changing([(0, optimizer)], variant, turns, stop_at_goal=stop_at_goal, ease=ease)


def run_changing(
    bots: Sequence[tuple[int, Optimizer]],
    variant: Variant,
    turns: int,
    *,
    stop_at_goal: bool = False,
    ease: float = 0.0,
) -> Track:
    """Return the run of a bot whose settings change in mid-run; its state is kept.

    Args:
        bots: The settings, each with the first turn from which they hold; the first is 0. All have
            to be of one method.
        variant: As of ``run_bot``.
        turns: As of ``run_bot``.
        stop_at_goal: As of ``run_bot``.
        ease: As of ``run_bot``.
    """
    start = variant.start
    track = Track.begin(build_goal(variant.goal), start, variant.surface.value(start), ease)
    (_, optimizer), *changes = bots
    state = optimizer.init(start)
    exact = DefinedOracle(variant.surface) if variant.noise is None else None
    for turn in range(turns):
        while changes and changes[0][0] <= turn:
            _, optimizer = changes.pop(0)
        oracle = exact or DefinedOracle(shown_in_turn(variant, turn + 1))
        state = _iterate(optimizer, state, oracle, variant, track)
        if track.termination is None and track.reached and stop_at_goal:
            track.termination = Termination.GOAL
        if track.termination is not None:
            return track
    track.termination = Termination.OUT_OF_TURNS
    return track


def _iterate(
    optimizer: Optimizer, state: Any, oracle: Oracle, variant: Variant, track: Track
) -> Any:
    """Add one iteration to the track and return the method's new state."""
    w = track.path[-1]
    displacement, state = optimizer.update(oracle, state, w)
    end: Point = tuple(map(add, w, displacement))
    if all(map(math.isfinite, end)):
        loss = variant.surface.value(end)
        if is_inside(end, variant.box) and math.isfinite(loss):
            track.add(displacement, end, loss, lambda: promise_of(oracle.gradient(w), displacement))
            return state
        track.append(displacement, end, loss)
    track.termination = Termination.DIVERGED
    return state


def is_inside(w: Point, box: Box) -> bool:
    """Tell whether a point is on the map, its walls included."""
    return box[0][0] <= w[0] <= box[0][1] and box[1][0] <= w[1] <= box[1][1]
