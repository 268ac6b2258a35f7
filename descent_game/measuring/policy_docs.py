"""What every policy does, in words for people who write plays, and which keys it takes."""

from collections.abc import Mapping

from descent_game.game.moves import MAX_INERTIA
from descent_game.measuring.measure_docs import Doc
from descent_game.measuring.policies import KEPT, SAFETY

_STEP = ("step",)
_RATE = ("rate",)
_BOTH = ("step", "rate")

POLICIES_IN_WORDS: Mapping[str, Doc] = {
    # what anybody tries
    "nothing": Doc("stays where the level starts"),
    "bot": Doc("makes the bot's steps, and stands still once the bot has ended"),
    "gradient": Doc(
        "steps straight downhill, or by rate times the slope; a step below 0 goes straight uphill",
        _BOTH,
    ),
    "steeper-axis": Doc(
        "moves the weight with the steeper slope downhill; a step below 0 moves it uphill", _STEP
    ),
    "axes": Doc(
        "moves one weight, then the other, the steeper one first, each to its lowest point within "
        "the step, or rate times as far",
        _BOTH,
    ),
    "lowest-ahead": Doc(
        "goes downhill to the lowest point within the step, or rate times as far", _BOTH
    ),
    "lowest-visible": Doc(
        "goes to the lowest point that the keys offer within sight of anywhere it was"
    ),
    "lowest-around": Doc(
        "goes to the lowest point that the keys offer within the step, seen or not", _STEP
    ),
    # how far
    "halve": Doc("steps downhill, and half as far after every step that went up", _STEP),
    "shorten-on-swing": Doc(
        f"steps down the compass; keeps rate ({KEPT:g} unless given) of the step whenever that has "
        "turned by more than a right angle",
        _BOTH,
    ),
    "one-cycle": Doc(
        "steps down the compass at a rate that rises to rate (1 unless given) and falls, once in "
        "par turns",
        _BOTH,
    ),
    "stand-at-goal": Doc("does as gradient until the loss shown is at the goal, then stays", _BOTH),
    "half-promise": Doc(
        "steps downhill, first by the step, then so far that half of the promise is kept", _STEP
    ),
    "trust": Doc(
        "steps at a rate, rate (1 unless given) at first: twice it when over 3/4 of the promise "
        "were kept, half of it under 1/4",
        _BOTH,
    ),
    "keep-promise": Doc(
        f"for goals of that kind: steps downhill, from turn 2 on rate ({SAFETY:g} unless given) of "
        "what keeps its promise",
        _BOTH,
    ),
    "settle-then-leap": Doc(
        "steps down the compass by rate times the slope until it points along the floor, and from "
        "there to the lowest point ahead",
        _RATE,
    ),
    # both weights together
    "each-alone": Doc(
        "moves both weights at once, each by its slope over its own curvature, or rate times as "
        "far",
        _RATE,
    ),
    "diagonals": Doc(
        "moves along the diagonals in turn, each time to the lowest point within the step, or rate "
        "times as far; by key",
        _BOTH,
    ),
    "turn-to-shift": Doc(
        "moves w1 downhill, then in turn along axes turned to how the slopes shifted, to the "
        "lowest point each time; by key",
        _STEP,
    ),
    "probe-and-solve": Doc(
        "makes a diagonal step, then goes to the bottom of the bowl that its readout describes",
        _STEP,
    ),
    "equal-inputs": Doc(
        "moves w1 downhill, then goes to the bottom of the bowl that the shift of the slopes "
        "describes if both curvatures are the same",
        _STEP,
    ),
    # speed
    "glide": Doc(
        "pushes down the compass, then so that, with what the inertia does, rate (1 unless given) "
        "of the way to the bottom is gone",
        _BOTH,
    ),
    "highest-inertia": Doc(f"does as gradient, always with an inertia of {MAX_INERTIA:g}", _BOTH),
    "half-inertia": Doc("does as gradient, always with an inertia of 0.5; by key", _BOTH),
    "travel-then-stop": Doc(
        f"pushes with inertia {MAX_INERTIA:g} and slides on uphill; low down it drops the inertia "
        "and does as gradient; by key",
        _BOTH,
    ),
    # the best
    "solver": Doc("makes the moves that `descent level solve` finds, by key"),
}
"""By the name in ``policies.POLICIES``; every policy has its words."""
