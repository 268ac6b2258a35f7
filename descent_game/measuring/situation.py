"""The argument of every measure: a variant of a level, a point, a move, a bot, a policy."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from descent_game.errors import FormulaError
from descent_game.game.bot import run_bot
from descent_game.game.directions import heading_of, unit
from descent_game.game.game import Game
from descent_game.game.moves import Update
from descent_game.game.readout import Readout, read
from descent_game.game.track import Track
from descent_game.level.schema import Policy
from descent_game.level.variant import Variant
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Box, Hessian, Point, Surface
from descent_game.measuring.lookup import CheckError
from descent_game.measuring.lowest import minimum
from descent_game.measuring.plays import follow
from descent_game.optimizers.base import Optimizer

LONG_RUN = 2000
"""Turns after which a bot counts as never arriving."""


@lru_cache(maxsize=2)  # the variant that is measured, perhaps with other parameters
def _runs_of(variant: Variant) -> dict[tuple[object, ...], Track]:
    """Return the runs of bots and policies that several claims ask for, empty at first."""
    return {}


@dataclass(frozen=True)
class Situation:
    """What a measure depends on, in the frame of the level file, not mirrored.

    The bot runs in the mirrored frame of the game, which changes no number.

    Attributes:
        game: A game on the variant.
        surface: The loss.
        box: The map, ``((low1, high1), (low2, high2))``.
        w: The claim's point.
        bot: The claim's bot, or the level's.
        heading: The heading of the claim's move in degrees, None for straight downhill.
        length: The length of the claim's move, in the unit of the weights.
        policy: The claim's policy.
        expression: The claim's formula in w1 and w2.
        of: The claim's formulas in the columns of the data.
        most_turns: The most turns of a bot's run.
    """

    game: Game
    surface: Surface
    box: Box
    w: Point
    bot: Optimizer
    heading: float | None = None
    length: float | None = None
    policy: Policy | None = None
    expression: str | None = None
    of: tuple[str, ...] = ()
    most_turns: int = LONG_RUN

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

    @property
    def direction(self) -> Point:
        """The unit vector of the claim's move."""
        return unit(self.compass if self.heading is None else self.heading)

    @cached_property
    def minimum(self) -> Point:
        """The lowest point of the map."""
        return minimum(self.surface, self.box)

    def update(self, share: float = 1.0) -> Point:
        """Return the claim's move, or a share of it."""
        cosine, sine = self.direction
        return share * self.step * cosine, share * self.step * sine

    def readout(self, share: float = 1.0) -> Readout:
        """Return the readout of the claim's move, or of a share of it."""
        update = self.update(share)
        end = self.w[0] + update[0], self.w[1] + update[1]
        return read(self.surface, self.w, Update(update, end, at_wall=False), self.gradient)

    def bot_run(self, turns: int, *, stop_at_goal: bool = True) -> Track:
        """Return the bot's run from the claim's point over at most ``turns`` turns.

        Several claims ask for the same run, and one that never arrives is the same past the goal.
        """
        turns = min(turns, self.most_turns)
        variant, runs = self.game.variant, _runs_of(self.game.variant)
        start = variant.mirror.apply(self.w)
        key = self.bot.name, tuple(self.bot.settings.items()), start, turns
        other = runs.get((*key, not stop_at_goal))
        if other is not None and not other.reached:
            return other
        asked = (*key, stop_at_goal)
        if asked not in runs:
            variant = replace(variant, start=start)
            runs[asked] = run_bot(self.bot, variant, turns, stop_at_goal=stop_at_goal)
        return runs[asked]

    def long_run(self) -> Track:
        """Return the bot's run over ``LONG_RUN`` turns, past the goal."""
        return self.bot_run(LONG_RUN, stop_at_goal=False)

    def values_on_bot_path(self) -> list[float]:
        """Return the claim's expression at every point of the bot's path.

        Raises:
            CheckError: There is no expression, or it cannot be read.
        """
        if self.expression is None:
            raise CheckError("the measure needs an 'expression' in w1 and w2")
        variant = self.game.variant
        try:
            value = Loss(self.expression, variant.parameters).value
        except FormulaError as error:
            raise CheckError(error.message, ("expression",), error.column) from None
        path = self.bot_run(self.game.level.rules.turns).path
        return [value(variant.mirror.undo(w)) for w in path]

    def policy_run(self) -> Track:
        """Return the path of the claim's policy through the level.

        Raises:
            CheckError: There is no policy.
        """
        if self.policy is None:
            raise CheckError("the measure needs a 'policy'")
        level, runs = self.game.level, _runs_of(self.game.variant)
        asked = level, self.game.seed, self.policy
        if asked not in runs:
            game = Game(level, self.game.seed)
            follow(game, self.policy)
            runs[asked] = game.player
        return runs[asked]
