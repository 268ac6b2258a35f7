"""Measures of one move from a point: its promise, its parts and its surprise."""

from descent_game.measuring.measure import MOVE, Measure, size
from descent_game.measuring.situation import Situation


def mismatch(situation: Situation) -> float:
    """Return the surprise of a move as a share of its promise."""
    readout = situation.readout()
    return abs(readout.surprise / readout.promise)


MOVE_MEASURES: dict[str, Measure] = {
    "loss_after": Measure(
        lambda s: s.surface.value(s.w) + s.readout().together,
        "the loss at the end of the move",
        MOVE,
    ),
    "promise": Measure(
        lambda s: s.readout().promise,
        "the change of the loss that the slope promises: the slope along the move times its length",
        MOVE,
    ),
    "together": Measure(
        lambda s: s.readout().together,
        "the change of the loss by the whole move, negative where it falls",
        MOVE,
    ),
    "alone_1": Measure(
        lambda s: s.readout().alone[0],
        "the change of the loss if w1 alone makes its part of the move",
        MOVE,
    ),
    "alone_2": Measure(
        lambda s: s.readout().alone[1],
        "the change of the loss if w2 alone makes its part of the move",
        MOVE,
    ),
    "interaction": Measure(
        lambda s: s.readout().interaction,
        "what the parts do only together: together - alone_1 - alone_2",
        MOVE,
    ),
    "surprise": Measure(
        lambda s: s.readout().surprise, "what was not promised: together - promise", MOVE
    ),
    "mismatch": size(
        mismatch,
        "the size of the surprise over that of the promise, 0 if all is kept",
        MOVE,
        kind="share",
    ),
    "kept": Measure(
        lambda s: s.readout().together / s.readout().promise,
        "the share of the promise that is kept: together over promise",
        MOVE,
        kind="share",
    ),
    "drop_rate": Measure(
        lambda s: -s.readout().together / s.step,
        "by how much the loss falls per unit of the move's length",
        MOVE,
    ),
    "surprise_ratio": Measure(
        lambda s: s.readout().surprise / s.readout(0.5).surprise,
        "the surprise over that of half the move, 4 where the loss is quadratic",
        MOVE,
    ),
    "interaction_ratio": Measure(
        lambda s: s.readout().interaction / s.readout(0.5).interaction,
        "the interaction over that of half the move, 4 where the loss is quadratic",
        MOVE,
    ),
}
"""By the names that level files use."""
