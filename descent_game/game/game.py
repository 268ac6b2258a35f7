"""A game: one level, one player, one bot. Pure and deterministic; it knows no screen."""

import math
from dataclasses import dataclass
from functools import cached_property, partial
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
from descent_game.game.readout import MoveResult, interaction_of, judge, promise_of, read
from descent_game.game.scoring import stars_earned
from descent_game.game.track import Termination, Track
from descent_game.level.schema import Level
from descent_game.level.variant import Variant, draw_variant
from descent_game.losses.surface import Point, Surface


class Preview(NamedTuple):
    """What is known of a move before it is made."""

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
    """One player move and one bot iteration; the bot has no stride once its run has ended."""

    number: int
    move: Move
    heading: float
    update: Update
    game: "Game"

    @cached_property
    def player(self) -> MoveResult:
        """The player's part of the turn, read out when somebody asks: graders rarely do."""
        start = self.game.player.path[self.number - 1]
        return self.game.stride(self.number, start, self.update)

    @cached_property
    def bot(self) -> MoveResult | None:
        """The bot's part of the turn, read out when somebody asks."""
        return self.game.bot_result(self.number)


class Game:
    """The player's way down one variant of a level against its bot.

    ``axes`` is how far the player has turned the axes, in degrees. Without a seed the published
    level is played. A game that was ``judged`` before, perhaps on another machine, is played again:
    what is doubtful is decided for the player. Raises ``LevelError`` where the level cannot be
    drawn with that seed.

    >>> from descent_game import Game, Move, load_level
    >>> game = Game(load_level("first-light"), seed=7)
    >>> readout = game.play(Move(heading=180.0, step=1.0)).player.readout
    >>> split = readout.alone[0] + readout.alone[1] + readout.interaction
    >>> abs(readout.together - split) < 1e-9
    True
    >>> game.outcome is None, len(game.player.path)
    (True, 2)
    """

    def __init__(self, level: Level, seed: int | None = None, *, judged: bool = False) -> None:
        self.level = level
        self.seed = seed
        self.judged = judged
        self.variant: Variant = draw_variant(level, seed)
        self.velocity: Point = (0.0, 0.0)
        self.axes = 0.0
        self.turns: list[Turn] = []
        self.goal: Goal = build_goal(self.variant.goal)
        start = self.variant.start
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
        """The gradient that the compass shows in the coming turn, with the level's noise."""
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
        """Return a side's loss after a turn as far as the player may know it now."""
        if not self.hides_loss:
            return track.losses[turn]
        return self._shown_in(turn + 1).value(track.path[turn])

    def held_out_loss(self, w: Point) -> float | None:
        """Return the loss on the rows that are not descended, None where a level holds none out."""
        return None if self.variant.held_out is None else self.variant.held_out.value(w)

    @property
    def slack(self) -> float:
        """By how much the losses of another machine may differ from those here."""
        return self.goal.slack(self.player.losses[0])

    @cached_property
    def bot(self) -> Track:
        """The bot's whole run: it does not depend on the player."""
        harder = -self.slack if self.judged else 0.0
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
            return 0  # whatever the bot did: its run takes a while
        return stars_earned(goal_turn, self.bot, self.level.stars, self.variant.par)

    @property
    def compass(self) -> Point:
        """The vector along which the compass points in the coming turn."""
        return compass_of(self._shown_in(len(self.turns) + 1), self.position, self.level.rules)

    def preview(self, move: Move) -> Preview:
        """Return what the move would do as far as the player may know: where to, what promise.

        Raises ``MoveError`` where the rules forbid it.
        """
        heading, update = self._aimed(move)
        return Preview(heading, update, promise_of(self.gradient, update.displacement))

    def _aimed(self, move: Move) -> tuple[float, Update]:
        """Return where a move heads and what it does."""
        rules = self.level.rules
        check_move(move, rules, self.axes)
        compass = self.compass if move.heading is None else (0.0, 0.0)
        pushed, kept = push(move, compass, rules), inertia_of(move, rules)
        displacement = (
            kept * self.velocity[0] + pushed[0],
            kept * self.velocity[1] + pushed[1],
        )
        return effective_heading(move, compass), walk(self.position, displacement, self.variant.box)

    def play(self, move: Move) -> Turn:
        """Make a move. Raises ``MoveError`` where the rules forbid it or the game is over."""
        if self.player.termination is not None:
            raise MoveError(f"the game is over: {self.player.termination}")
        turn = Turn(len(self.turns) + 1, move, *self._aimed(move), self)
        heading, update = turn.heading, turn.update
        loss = self.variant.surface.value(update.end)
        self.player.add(update.displacement, update.end, loss, lambda: turn.player.readout.promise)
        if self.level.rules.moves == "axis" and not is_along(heading, self.axes):
            self.axes = heading % 90.0
        self.velocity = (0.0, 0.0) if update.at_wall else update.displacement
        self.turns.append(turn)
        self.player.termination = self._termination()
        return turn

    def interaction_with_last(self, turn: Turn) -> float | None:
        """Return what a move and the one before did only together.

        None where there is none before, where both went along one line, or where the loss differs
        from turn to turn.
        """
        if turn.number < 2 or self._hidden:
            return None
        before, now = self.turns[turn.number - 2].player, turn.player
        first, second = before.displacement, now.displacement
        if not (any(first) and any(second)) or not _are_across(first, second):
            return None
        return interaction_of(self.variant.surface, before.start, first, second)

    def resign(self) -> None:
        """End the game where it stands."""
        if self.player.termination is None:
            self.player.termination = Termination.RESIGNED

    def is_reached(self, ease: float) -> bool:
        """Tell whether the last turn meets the goal where every threshold is easier by ``ease``."""
        start, *losses = self.player.losses
        progress = Progress.begin(start)
        for turn, loss in zip(self.turns, losses, strict=True):
            promise = partial(_promise_of, turn)
            progress = self.goal.advance(progress, loss, promise, ease)
        return progress.reached

    def decide(self, *, reached: bool) -> None:
        """Let the player be at the goal or not after the last turn, as it was judged before."""
        self.player.goal_turn = len(self.turns) if reached else None
        self.player.termination = self._termination()

    def bot_result(self, number: int) -> MoveResult | None:
        """Return the bot's part of a turn (from 1), None where its run ended before."""
        if not 1 <= number <= self.bot.turns:
            return None
        start, end = self.bot.path[number - 1 : number + 1]
        update = Update(self.bot.displacements[number - 1], end, at_wall=False)
        return self.stride(number, start, update)

    def stride(self, turn: int, start: Point, update: Update) -> MoveResult:
        """Return one side's part of a turn, read out from what it may know of the loss."""
        shown = self._shown_in(turn)
        surface = shown if self._hidden else self.variant.surface
        readout = read(surface, start, update, shown.gradient(start))
        return MoveResult(
            start=start,
            displacement=update.displacement,
            end=update.end,
            loss=self.variant.surface.value(update.end),
            readout=readout,
            verdict=judge(
                readout.promise, readout.together, moved=update.displacement != (0.0, 0.0)
            ),
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


def _promise_of(turn: Turn) -> float:
    return turn.player.readout.promise


def _are_across(first: Point, second: Point) -> bool:
    """Tell whether two updates are at right angles, but for rounding."""
    dot = promise_of(first, second)
    return abs(dot) <= 1e-9 * math.hypot(*first) * math.hypot(*second)
