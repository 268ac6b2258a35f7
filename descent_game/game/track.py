"""A side's way through a game, player or bot: where it has been, and how it ended."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from descent_game.game.goals import Goal, Progress
from descent_game.losses.surface import Point


class Termination(StrEnum):
    """Why a side's game ended."""

    GOAL = "goal"
    OUT_OF_TURNS = "out of turns"
    RESIGNED = "resigned"
    DIVERGED = "diverged"
    NON_FINITE = "non-finite"


@dataclass
class Track:
    """``path[k]`` and ``losses[k]`` after turn k, the start included; ``displacements[k]`` follows.

    ``goal_turn`` is the first turn after which the goal was met. ``termination`` is None while the
    side plays on. A bot that left the map keeps its last finite point. ``ease`` makes the
    thresholds of the goal easier, or harder.
    """

    goal: Goal
    path: list[Point]
    losses: list[float]
    progress: Progress
    displacements: list[Point] = field(default_factory=list)
    goal_turn: int | None = None
    termination: Termination | None = None
    ease: float = 0.0

    @classmethod
    def begin(cls, goal: Goal, start: Point, loss: float, ease: float = 0.0) -> "Track":
        """Return the track of a side that stands at the start."""
        return cls(goal, [start], [loss], Progress.begin(loss), ease=ease)

    @property
    def turns(self) -> int:
        """Turns taken."""
        return len(self.displacements)

    @property
    def reached(self) -> bool:
        """Whether the goal was met."""
        return self.goal_turn is not None

    def leave(self, displacement: Point, end: Point, loss: float) -> None:
        """Note a turn that ends off the map or without a finite loss: it never meets the goal."""
        self.path.append(end)
        self.losses.append(loss)
        self.displacements.append(displacement)

    def add(
        self, displacement: Point, end: Point, loss: float, promise: Callable[[], float]
    ) -> None:
        """Note a turn, and what it means for the goal."""
        self.leave(displacement, end, loss)
        if not math.isfinite(loss):
            return
        self.progress = self.goal.advance(self.progress, loss, promise, self.ease)
        if self.progress.reached and self.goal_turn is None:
            self.goal_turn = self.turns
