"""What claims measure: a table of functions from a situation to a number.

To add a measure, write a function and give it a line in ``MEASURES``.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from descent_game.checking.lookup import CheckError
from descent_game.checking.plays import follow
from descent_game.checking.search import SAMPLES, lowest_heading, minima, minimum
from descent_game.game.bot import run_bot
from descent_game.game.directions import heading_of, unit
from descent_game.game.game import Game
from descent_game.game.moves import walk
from descent_game.game.readout import Readout, read
from descent_game.game.track import Termination, Track
from descent_game.level.schema import Policy
from descent_game.losses.curvature import condition_number, eigenvalues
from descent_game.losses.surface import Hessian, Point, Surface
from descent_game.optimizers.base import Optimizer

LONG_RUN = 2000
"""Turns after which a bot counts as never arriving."""
LAST_TURNS = 100
"""Turns over which a bot at rest is watched."""

SEEDS = 100
"""Variants over which luck evens out."""
SCALES = 601
"""Ratios of the two weights' units that are tried, from a thousandth to a thousand."""


@dataclass(frozen=True)
class Situation:
    """What a measure is taken of, in the frame of the level file, not mirrored.

    ``heading`` is None where the move goes down the compass; ``box`` is ``((low1, high1), (low2,
    high2))``. The bot runs in the mirrored frame of the game, which changes no number.
    """

    game: Game
    surface: Surface
    box: tuple[Point, Point]
    w: Point
    bot: Optimizer
    heading: float | None = None
    length: float | None = None
    policy: Policy | None = None

    @property
    def step(self) -> float:
        """The length of the claim's move."""
        if self.length is None:
            raise CheckError("the measure needs a 'step'")
        return self.length

    @property
    def gradient(self) -> Point:
        """The gradient at the claim's point."""
        return self.surface.gradient(self.w)

    @property
    def hessian(self) -> Hessian:
        """The second derivatives at the claim's point."""
        return self.surface.hessian(self.w)

    @property
    def compass(self) -> float:
        """The heading down the gradient, in degrees."""
        slope1, slope2 = self.gradient
        return heading_of((-slope1, -slope2))

    @cached_property
    def minimum(self) -> Point:
        """The lowest point of the map."""
        return minimum(self.surface, self.box)

    def update(self, share: float = 1.0) -> Point:
        """Return the claim's move, or a share of it."""
        cosine, sine = unit(self.compass if self.heading is None else self.heading)
        return share * self.step * cosine, share * self.step * sine

    def readout(self, share: float = 1.0) -> Readout:
        """Return the readout of the claim's move, or of a share of it."""
        update = self.update(share)
        end = self.w[0] + update[0], self.w[1] + update[1]
        return read(self.surface, self.w, end, update, self.gradient)

    def bot_run(self, turns: int, *, stop_at_goal: bool = True) -> Track:
        """Return the bot's run from the claim's point over at most so many turns."""
        variant = self.game.variant
        variant = replace(variant, start=variant.mirror.apply(self.w))
        return run_bot(self.bot, variant, turns, stop_at_goal=stop_at_goal)

    def rest(self) -> Track:
        """Return the bot's run over a very long time, past the goal."""
        return self.bot_run(LONG_RUN, stop_at_goal=False)

    def policy_run(self) -> Track:
        """Return the player's track when the claim's policy plays the level."""
        if self.policy is None:
            raise CheckError("the measure needs a 'policy'")
        game = Game(self.game.level, self.game.seed)
        follow(game, self.policy)
        return game.player


def three_star_share(situation: Situation) -> float:
    """Return on which share of ``SEEDS`` variants the claim's policy earns three stars.

    On one of them luck may win or lose; over many it shows what a play is worth.
    """
    if situation.policy is None:
        raise CheckError("the measure needs a 'policy'")
    won = 0
    for seed in range(1, SEEDS + 1):
        game = Game(situation.game.level, seed)
        follow(game, situation.policy)
        won += game.stars == 3
    return won / SEEDS


def axis_rise(situation: Situation) -> float:
    """Return the least rise per unit over all moves of one weight alone up to the walls."""
    (w1, w2), rises = situation.w, []
    before = situation.surface.value(situation.w)
    for heading in (0.0, 90.0, 180.0, 270.0):
        cosine, sine = unit(heading)
        room = math.hypot(*walk(situation.w, _far(cosine, sine), situation.box).displacement)
        lengths = np.linspace(0.0, room, SAMPLES + 1)[1:] if room > 0.0 else np.empty(0)
        losses = situation.surface.values(w1 + lengths * cosine, w2 + lengths * sine)
        rises += list((losses - before) / lengths)
    return float(min(rises))


def best_heading_error(situation: Situation) -> float:
    """Return the angle in degrees between the best heading of a step and the compass."""
    best = lowest_heading(situation.surface, situation.w, situation.step)
    return _angle(best, situation.compass)


def bot_leaves(situation: Situation) -> float:
    """Return on which turn the bot leaves the map, infinity where it never does."""
    run = situation.bot_run(LONG_RUN)
    return float(run.turns) if run.termination is Termination.DIVERGED else math.inf


def bot_longest_step(situation: Situation) -> float:
    """Return the length of the bot's longest update within the level's turns."""
    run = situation.bot_run(situation.game.level.rules.turns)
    return max(math.hypot(*displacement) for displacement in run.displacements)


def bot_moves(situation: Situation) -> float:
    """Return in how many of the level's turns the bot moves at all."""
    run = situation.bot_run(situation.game.level.rules.turns)
    return float(sum(displacement != (0.0, 0.0) for displacement in run.displacements))


def bot_rest_loss(situation: Situation) -> float:
    """Return the mean loss of the bot over the last turns of a very long run."""
    losses = situation.rest().losses[-LAST_TURNS:]
    return sum(losses) / len(losses)


def bot_reversals(situation: Situation) -> float:
    """Return in how many of the level's turns the bot goes back by more than a right angle."""
    ways = situation.bot_run(situation.game.level.rules.turns).displacements
    return float(sum(a[0] * b[0] + a[1] * b[1] < 0.0 for a, b in pairwise(ways)))


def bot_shrink(situation: Situation) -> float:
    """Return the share of its distance to the minimum that the bot keeps over turns 3 and 4."""
    path = situation.bot_run(4).path
    goal = situation.game.variant.mirror.apply(situation.minimum)
    return math.dist(path[4], goal) / math.dist(path[2], goal)


def bot_travel(situation: Situation) -> float:
    """Return how far the bot is from where it began after the level's turns."""
    path = situation.bot_run(situation.game.level.rules.turns).path
    return math.dist(path[0], path[-1])


def compass_error(situation: Situation) -> float:
    """Return the angle in degrees between the compass and the straight way to the minimum."""
    (w1, w2), goal = situation.w, situation.minimum
    return _angle(heading_of((goal[0] - w1, goal[1] - w2)), situation.compass)


def curvature_along(situation: Situation) -> float:
    """Return the second derivative along the claim's heading, ``u . H u``."""
    cosine, sine = unit(situation.compass if situation.heading is None else situation.heading)
    (h11, h12), (_, h22) = situation.hessian
    return h11 * cosine**2 + 2.0 * h12 * cosine * sine + h22 * sine**2


def own_rates_error(situation: Situation) -> float:
    """Return the angle in degrees between the per-weight compass and the way to the minimum."""
    (slope1, slope2), (w1, w2), goal = situation.gradient, situation.w, situation.minimum
    (h11, _), (_, h22) = situation.hessian
    return _angle(
        heading_of((goal[0] - w1, goal[1] - w2)), heading_of((-slope1 / h11, -slope2 / h22))
    )


def scaled_condition(situation: Situation) -> float:
    """Return the condition number once every weight is measured by its own curvature."""
    (h11, _), (_, h22) = situation.hessian
    return condition_number(_scaled(situation.hessian, h11**-0.5, h22**-0.5))


def best_scaled_condition(situation: Situation) -> float:
    """Return the lowest condition number of all scales of the two weights, by search."""
    (h11, _), (_, h22) = situation.hessian
    ratios = np.logspace(-3.0, 3.0, SCALES)
    tried = [_scaled(situation.hessian, h11**-0.5, ratio * h22**-0.5) for ratio in ratios]
    return min(map(condition_number, tried))


def turned_coupling(situation: Situation) -> float:
    """Return the size of the coupling along axes turned to the claim's heading, ``|u . H v|``."""
    cosine, sine = unit(situation.compass if situation.heading is None else situation.heading)
    (h11, h12), (_, h22) = situation.hessian
    return abs((h22 - h11) * cosine * sine + h12 * (cosine**2 - sine**2))


def shift_error(situation: Situation) -> float:
    """Return the angle in degrees between the shift of a move of w1 and the steepest curvature."""
    (h11, h12), _ = situation.hessian
    steep = eigenvalues(situation.hessian)[1]
    across = heading_of((h12, steep - h11)) if h12 else 0.0
    error = _angle(heading_of((h11, h12)), across)
    return min(error, 180.0 - error)


def mismatch(situation: Situation) -> float:
    """Return the surprise of a move as a share of its promise."""
    readout = situation.readout()
    return abs(readout.surprise / readout.promise)


def slope_ratio(situation: Situation) -> float:
    """Return the larger of the two slopes over the smaller, infinity where that is 0."""
    smaller, larger = sorted(map(abs, situation.gradient))
    return larger / smaller if smaller > 0.0 else math.inf


def turns(track: Track) -> float:
    """Return the turns that a track took to the goal, infinity where it never arrived."""
    return math.inf if track.goal_turn is None else float(track.goal_turn)


Measure = Callable[[Situation], float]

MEASURES: dict[str, Measure] = {
    "loss": lambda s: s.surface.value(s.w),
    "slope": lambda s: math.hypot(*s.gradient),
    "slope_1": lambda s: s.gradient[0],
    "slope_2": lambda s: s.gradient[1],
    "slope_size_1": lambda s: abs(s.gradient[0]),
    "slope_size_2": lambda s: abs(s.gradient[1]),
    "larger_slope": lambda s: max(map(abs, s.gradient)),
    "slope_ratio": slope_ratio,
    "curvature_1": lambda s: s.hessian[0][0],
    "curvature_2": lambda s: s.hessian[1][1],
    "coupling": lambda s: s.hessian[0][1],
    "coupling_size": lambda s: abs(s.hessian[0][1]),
    "turned_coupling": turned_coupling,
    "shift_error": shift_error,
    "best_2_shift": lambda s: s.hessian[0][1] / s.hessian[1][1],
    "lowest_curvature": lambda s: eigenvalues(s.hessian)[0],
    "highest_curvature": lambda s: eigenvalues(s.hessian)[1],
    "alone_rate": lambda s: 2.0 / max(s.hessian[0][0], s.hessian[1][1]),
    "stable_rate": lambda s: 2.0 / eigenvalues(s.hessian)[1],
    "condition_number": lambda s: condition_number(s.hessian),
    "curvature_along": curvature_along,
    "minima": lambda s: float(len(minima(s.surface, s.box))),
    "distance": lambda s: math.dist(s.w, s.minimum),
    "compass_error": compass_error,
    "own_rates_error": own_rates_error,
    "scaled_condition": scaled_condition,
    "best_scaled_condition": best_scaled_condition,
    "loss_after": lambda s: s.surface.value(s.w) + s.readout().together,
    "promise": lambda s: s.readout().promise,
    "alone_1": lambda s: s.readout().alone[0],
    "alone_2": lambda s: s.readout().alone[1],
    "interaction": lambda s: s.readout().interaction,
    "together": lambda s: s.readout().together,
    "drop_rate": lambda s: -s.readout().together / s.step,
    "surprise": lambda s: s.readout().surprise,
    "mismatch": mismatch,
    "kept": lambda s: s.readout().together / s.readout().promise,
    "surprise_ratio": lambda s: s.readout().surprise / s.readout(0.5).surprise,
    "interaction_ratio": lambda s: s.readout().interaction / s.readout(0.5).interaction,
    "best_heading_error": best_heading_error,
    "axis_rise": axis_rise,
    "bot_turns": lambda s: turns(s.bot_run(LONG_RUN)),
    "bot_final_loss": lambda s: s.bot_run(s.game.level.rules.turns).losses[-1],
    "bot_moves": bot_moves,
    "bot_shrink": bot_shrink,
    "bot_leaves": bot_leaves,
    "bot_reversals": bot_reversals,
    "bot_travel": bot_travel,
    "bot_longest_step": bot_longest_step,
    "bot_last_step": lambda s: math.hypot(*s.rest().displacements[-1]),
    "bot_rest_loss": bot_rest_loss,
    "turns": lambda s: turns(s.policy_run()),
    "final_loss": lambda s: s.policy_run().losses[-1],
    "three_star_share": three_star_share,
}
"""Every measure by the name that level files use."""

COUNTS = frozenset({"minima", "bot_turns", "bot_moves", "bot_leaves", "bot_reversals", "turns"})
"""The measures that are whole numbers, which no rounding moves across a bound."""


def _scaled(hessian: Hessian, scale1: float, scale2: float) -> Hessian:
    """Return a Hessian in weights that are measured in these units."""
    (h11, h12), (_, h22) = hessian
    coupling = scale1 * scale2 * h12
    return (scale1 * scale1 * h11, coupling), (coupling, scale2 * scale2 * h22)


def _angle(heading: float, other: float) -> float:
    """Return the angle between two headings, from 0 to 180 degrees."""
    return abs((heading - other + 180.0) % 360.0 - 180.0)


def _far(cosine: float, sine: float) -> Point:
    return 1e9 * cosine, 1e9 * sine
