"""A game of one player and one bot on a variant of a level; deterministic, without a screen."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from descent_game.errors import MoveError
from descent_game.game.bot import run_bot
from descent_game.game.goals import Goal, Progress, build_goal
from descent_game.game.moves import (
    Move,
    Update,
    check_move,
    effective_heading,
    inertia_of,
    is_along,
    push,
    walk,
)
from descent_game.game.oracle import compass_of, shown_in_turn
from descent_game.game.readout import (
    MoveResult,
    interaction_of,
    is_lowest,
    judge,
    promise_of,
    read,
)
from descent_game.game.scoring import stars_earned
from descent_game.game.track import Termination, Track
from descent_game.level.schema import Level
from descent_game.level.variant import Variant, draw_variant
from descent_game.losses.surface import Point, Surface
from descent_game.optimizers.base import each_weight, zeros


class Preview(NamedTuple):
    """What a player may know of a move before making it."""

    heading: float
    update: Update
    promise: float


class Outcome(NamedTuple):
    """How a game ended for the player."""

    termination: Termination
    turns: int
    stars: int


@dataclass(frozen=True)
class Turn:
    """One move of the player and one iteration of the bot.

    Attributes:
        number: The turn, from 1.
        move: What the player chose.
        heading: The heading of the move in degrees, also where the level sets it.
        update: The displacement that resulted, and its end.
        game: The game; the parts of both sides are computed from it on demand.
    """

    number: int
    move: Move
    heading: float
    update: Update
    game: "Game"

    @property
    def player(self) -> MoveResult:
        """The player's part of the turn, computed on demand: grading rarely needs it."""
        start = self.game.player.path[self.number - 1]
        return self.game.move_result(self.number, start, self.update)

    @property
    def bot(self) -> MoveResult | None:
        """The bot's part of the turn, None once its run has ended."""
        return self.game.bot_result(self.number)


class Game:
    """A game on one variant of a level, against its bot.

    Args:
        level: The level.
        seed: The seed of the variant, None for the published level.
        replayed: Whether a finished game, perhaps of another machine, is played again: where
            rounding decides, the player is given the benefit of the doubt.

    Attributes:
        variant: The level in numbers.
        player: The player's path.
        turns: The turns so far.
        velocity: The last update, 0 after a wall.
        axes: By how many degrees the player of an axis level has turned the axes.

    Raises:
        LevelError: The level cannot be drawn with that seed.

    >>> from descent_game import Game, Move, load_level
    >>> game = Game(load_level("first-light"), seed=7)
    >>> readout = game.play(Move(heading=180.0, step=1.0)).player.readout
    >>> split = readout.alone[0] + readout.alone[1] + readout.interaction
    >>> abs(readout.together - split) < 1e-9
    True
    >>> game.outcome is None, len(game.player.path)
    (True, 2)
    """

    def __init__(self, level: Level, seed: int | None = None, *, replayed: bool = False) -> None:
        self.level = level
        self.seed = seed
        self.replayed = replayed
        self.variant: Variant = draw_variant(level, seed)
        start = self.variant.start
        self.velocity: Point = zeros(start)
        self.axes = 0.0
        self.turns: list[Turn] = []
        self.goal: Goal = build_goal(self.variant.goal)
        self._results: dict[tuple[int, Update, bool], MoveResult] = {}
        self.player = Track.begin(self.goal, start, self.variant.surface.value(start))

    @property
    def position(self) -> Point:
        """Where the player stands."""
        return self.player.path[-1]

    @property
    def loss(self) -> float:
        """The loss where the player stands."""
        return self.player.losses[-1]

    @property
    def gradient(self) -> Point:
        """The gradient that the player is shown in the coming turn, with the level's noise."""
        return self._shown_in(len(self.turns) + 1).gradient(self.position)

    @property
    def hides_loss(self) -> bool:
        """Whether the true loss is kept from the player, as some levels do until the end."""
        return self._hidden and self.player.termination is None

    @property
    def shown(self) -> Surface:
        """The loss as far as the player may know it now: true, or with the coming turn's noise."""
        return self._shown_in(len(self.turns) + 1) if self.hides_loss else self.variant.surface

    def known_loss(self, track: Track, turn: int) -> float:
        """Return the loss of one side after a turn, with noise where the true one is hidden."""
        if not self.hides_loss:
            return track.losses[turn]
        return self._shown_in(turn + 1).value(track.path[turn])

    def held_out_loss(self, w: Point) -> float | None:
        """Return the loss on the held-out rows at a point, None in levels without them."""
        return None if self.variant.held_out is None else self.variant.held_out.value(w)

    @property
    def slack(self) -> float:
        """By how much the losses of another machine may differ, in units of the loss."""
        return self.goal.slack(self.player.losses[0])

    @cached_property
    def bot(self) -> Track:
        """The bot's whole run, which does not depend on the player."""
        harder = -self.slack if self.replayed else 0.0
        return run_bot(self.variant.bot, self.variant, self.level.rules.turns, ease=harder)

    @cached_property
    def ghosts(self) -> tuple[Track, ...]:
        """The runs of the level's further bots."""
        turns = self.level.rules.turns
        return tuple(run_bot(ghost, self.variant, turns) for ghost in self.variant.ghosts)

    @property
    def outcome(self) -> Outcome | None:
        """How the game ended, or None while it goes on."""
        if self.player.termination is None:
            return None
        return Outcome(self.player.termination, self.player.turns, self.stars)

    @property
    def stars(self) -> int:
        """Stars earned so far, 0 to 3."""
        goal_turn = self.player.goal_turn
        if goal_turn is None:
            return 0  # without the bot's run, which takes a while
        return stars_earned(goal_turn, self.bot, self.level.stars, self.variant.par)

    @property
    def compass(self) -> Point:
        """The vector along which the compass points in the coming turn."""
        return self.compass_in(len(self.turns) + 1)

    def compass_in(self, turn: int) -> Point:
        """Return the vector along which the compass pointed in a turn, counted from 1."""
        return compass_of(self._shown_in(turn), self.player.path[turn - 1], self.level.rules)

    def preview(self, move: Move) -> Preview:
        """Return heading, update and promise of a move without making it.

        Raises:
            MoveError: The rules forbid it.
        """
        heading, update = self._aimed(move)
        return Preview(heading, update, promise_of(self.gradient, update.displacement))

    def _aimed(self, move: Move) -> tuple[float, Update]:
        """Return the heading and the update of a move: ``inertia * velocity + push``."""
        rules = self.level.rules
        check_move(move, rules, self.axes)
        compass = self.compass if move.heading is None else zeros(self.position)
        pushed, kept = push(move, compass, rules), inertia_of(move, rules)
        displacement = each_weight(lambda v, p: kept * v + p, self.velocity, pushed)
        return effective_heading(move, compass), walk(self.position, displacement, self.variant.box)

    def play(self, move: Move) -> Turn:
        """Make a move and return its turn.

        Raises:
            MoveError: The rules forbid it, or the game is over.
        """
        if self.player.termination is not None:
            raise MoveError(f"the game is over: {self.player.termination}")
        turn = Turn(len(self.turns) + 1, move, *self._aimed(move), self)
        heading, update = turn.heading, turn.update
        loss = self.variant.surface.value(update.end)
        self.player.add(update.displacement, update.end, loss, lambda: turn.player.readout.promise)
        if self.level.rules.moves == "axis" and not is_along(heading, self.axes):
            self.axes = heading % 90.0
        self.velocity = zeros(update.end) if update.at_wall else update.displacement
        self.turns.append(turn)
        self.player.termination = self._termination()
        return turn

    def interaction_with_last(self, turn: Turn) -> float | None:
        """Return the interaction of a move with the one before.

        None where there is none before, where the two are not at right angles, or while the loss
        that is shown differs from turn to turn.
        """
        if turn.number < 2 or self.hides_loss:
            return None
        before, now = self.turns[turn.number - 2].player, turn.player
        first, second = before.displacement, now.displacement
        if not (any(first) and any(second)) or not _are_across(first, second):
            return None
        return interaction_of(self.variant.surface, before.start, first, second)

    def resign(self) -> None:
        """End the game; nothing changes where it has ended."""
        if self.player.termination is None:
            self.player.termination = Termination.RESIGNED

    def is_reached(self, ease: float) -> bool:
        """Tell whether the last turn meets the goal where every threshold is easier by ``ease``."""
        start, *losses = self.player.losses
        progress = Progress.begin(start)
        for turn, loss in zip(self.turns, losses, strict=True):
            progress = self.goal.advance(
                progress,
                loss,
                lambda: turn.player.readout.promise,  # noqa: B023 - called at once or not at all
                ease,
            )
        return progress.reached

    def decide(self, *, reached: bool) -> None:
        """Set whether the last turn meets the goal, as it was decided when it was played first."""
        self.player.goal_turn = len(self.turns) if reached else None
        self.player.termination = self._termination()

    def bot_result(self, number: int) -> MoveResult | None:
        """Return the bot's part of a turn (from 1), None where its run ended before."""
        if not 1 <= number <= self.bot.turns:
            return None
        start, end = self.bot.path[number - 1 : number + 1]
        update = Update(self.bot.displacements[number - 1], end, at_wall=False)
        return self.move_result(number, start, update)

    def move_result(self, turn: int, start: Point, update: Update) -> MoveResult:
        """Return one side's part of a turn (from 1), with the readout of the loss.

        That is the loss that the player may know now; the promise is the one that was shown.
        """
        key = (turn, update, self.hides_loss)
        if key not in self._results:
            self._results[key] = self._move_result(turn, start, update)
        return self._results[key]

    def _move_result(self, turn: int, start: Point, update: Update) -> MoveResult:
        shown = self._shown_in(turn)
        surface = shown if self.hides_loss else self.variant.surface
        readout = read(surface, start, update, shown.gradient(start))
        return MoveResult(
            start=start,
            displacement=update.displacement,
            end=update.end,
            loss=self.variant.surface.value(update.end),
            readout=readout,
            verdict=judge(readout.promise, readout.together, moved=any(update.displacement)),
            is_lowest=is_lowest(surface, update, readout),
            at_wall=update.at_wall,
            crossed_crease=surface.creases_between(start, update.end),
        )

    def _termination(self) -> Termination | None:
        if not math.isfinite(self.loss):
            return Termination.NON_FINITE
        if self.player.reached:
            return Termination.GOAL
        return Termination.OUT_OF_TURNS if self.player.turns == self.level.rules.turns else None

    @property
    def _hidden(self) -> bool:
        noise = self.variant.noise
        return noise is not None and noise.hides_loss

    def _shown_in(self, turn: int) -> Surface:
        return shown_in_turn(self.variant, turn)


def _are_across(first: Point, second: Point) -> bool:
    """Tell whether two updates are at right angles, up to rounding."""
    dot = promise_of(first, second)
    return abs(dot) <= 1e-9 * math.hypot(*first) * math.hypot(*second)
