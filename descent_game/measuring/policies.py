"""Policies, the plays by rule of level files: the table of all of them.

A new policy is a function from a ``Game`` and a ``StepSize`` that yields pushes or moves (in
``compass_policies.py`` or ``planned_policies.py``) and a row in ``POLICIES``.
"""

from dataclasses import dataclass

from descent_game.game.moves import MAX_INERTIA
from descent_game.measuring import compass_policies as compass
from descent_game.measuring import planned_policies as planned
from descent_game.measuring.compass_policies import KEPT, SAFETY, PolicyFunction
from descent_game.measuring.lookup import Documented
from descent_game.measuring.solver import solve


@dataclass(frozen=True)
class Policy(Documented[PolicyFunction]):
    """A policy: its function, what it does in words, and the keys that it takes.

    ``signed_step``: a step below 0 goes the opposite way, which is the idea of some levels.
    """

    signed_step: bool = False


_STEP = ("step",)
_RATE = ("rate",)
_BOTH = ("step", "rate")

POLICIES: dict[str, Policy] = {
    # plays without insight
    "nothing": Policy(compass.do_nothing, "stays where the level starts"),
    "bot": Policy(
        planned.follow_bot, "makes the bot's steps, and stands still once the bot has ended"
    ),
    "gradient": Policy(
        compass.follow_gradient,
        "steps straight downhill, or by rate times the slope; a step below 0 goes straight uphill",
        _BOTH,
        signed_step=True,
    ),
    "steeper-axis": Policy(
        planned.follow_steeper_axis,
        "moves the weight with the steeper slope downhill; a step below 0 moves it uphill",
        _STEP,
        signed_step=True,
    ),
    "axes": Policy(
        planned.follow_axes,
        "moves one weight, then the other, the steeper one first, each to its lowest point within "
        "the step, or rate times as far",
        _BOTH,
    ),
    "lowest-ahead": Policy(
        compass.follow_gradient_to_lowest,
        "goes downhill to the lowest point within the step, or rate times as far",
        _BOTH,
    ),
    "lowest-visible": Policy(
        planned.follow_lowest_visible,
        "goes to the lowest point that the keys offer within sight of anywhere it was",
    ),
    "lowest-around": Policy(
        planned.follow_lowest_around,
        "goes to the lowest point that the keys offer within the step, seen or not",
        _STEP,
    ),
    "middle": Policy(
        planned.follow_middle,
        "goes to the middle of what no gradient has excluded yet, as on a convex loss; by key",
    ),
    # how far
    "halve": Policy(
        compass.halve_after_climbing,
        "steps downhill, and half as far after every step that went up",
        _STEP,
    ),
    "shorten-on-swing": Policy(
        compass.shorten_on_swing,
        f"steps down the compass; keeps rate ({KEPT:g} unless given) of the step whenever that has "
        "turned by more than a right angle",
        _BOTH,
    ),
    "one-cycle": Policy(
        compass.one_cycle,
        "steps down the compass at a rate that rises to rate (1 unless given) and falls, once in "
        "par turns",
        _BOTH,
    ),
    "stand-at-goal": Policy(
        compass.stand_at_goal,
        "does as gradient until the loss shown is at the goal, then stays",
        _BOTH,
    ),
    "half-promise": Policy(
        compass.keep_half_the_promise,
        "steps downhill, first by the step, then so far that half of the promise is kept",
        _STEP,
    ),
    "trust": Policy(
        compass.trust_promises,
        "steps at a rate, rate (1 unless given) at first: twice it when over 3/4 of the promise "
        "were kept, half of it under 1/4",
        _BOTH,
    ),
    "keep-promise": Policy(
        compass.keep_promises,
        f"for goals of that kind: steps downhill, from turn 2 on rate ({SAFETY:g} unless given) of "
        "what keeps its promise",
        _BOTH,
    ),
    "settle-then-leap": Policy(
        compass.settle_then_leap,
        "steps down the compass by rate times the slope until it points along the floor, and from "
        "there to the lowest point ahead",
        _RATE,
    ),
    # both weights together
    "each-alone": Policy(
        planned.follow_each_alone,
        "moves both weights at once, each by its slope over its own curvature, or rate times as "
        "far",
        _RATE,
    ),
    "diagonals": Policy(
        planned.follow_diagonals,
        "moves along the diagonals in turn, each time to the lowest point within the step, or rate "
        "times as far; by key",
        _BOTH,
    ),
    "turn-to-shift": Policy(
        planned.turn_axes_to_shift,
        "moves w1 downhill, then in turn along axes turned to how the slopes shifted, to the "
        "lowest point each time; by key",
        _STEP,
    ),
    "probe-and-solve": Policy(
        planned.probe_and_solve,
        "makes a diagonal step, then goes to the bottom of the bowl that its readout describes",
        _STEP,
    ),
    "equal-inputs": Policy(
        planned.probe_equal_inputs,
        "moves w1 downhill, then goes to the bottom of the bowl that the shift of the slopes "
        "describes if both curvatures are the same",
        _STEP,
    ),
    # speed
    "glide": Policy(
        planned.glide,
        "pushes down the compass, then so that, with what the inertia does, rate (1 unless given) "
        "of the way to the bottom is gone",
        _BOTH,
    ),
    "highest-inertia": Policy(
        compass.follow_gradient_with_inertia,
        f"does as gradient, always with an inertia of {MAX_INERTIA:g}",
        _BOTH,
    ),
    "half-inertia": Policy(
        compass.follow_gradient_with_half_inertia,
        "does as gradient, always with an inertia of 0.5; by key",
        _BOTH,
    ),
    "travel-then-stop": Policy(
        compass.travel_then_stop,
        f"pushes with inertia {MAX_INERTIA:g} and slides on uphill; low down it drops the inertia "
        "and does as gradient; by key",
        _BOTH,
    ),
    # the best
    "solver": Policy(
        lambda game, pace: iter(solve(game)),
        "makes the moves that `descent level solve` finds, by key",
    ),
}
"""Every policy by the name that level files use."""
