"""The path of one side, player or bot, through a game, and how it ended."""

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
    """The path of one side.

    Attributes:
        goal: The goal of the level.
        path: The points after each turn, the start first.
        losses: The losses at those points.
        progress: The progress towards the goal.
        displacements: The updates: ``displacements[k]`` leads from ``path[k]`` to ``path[k + 1]``.
        goal_turn: The first turn after which the goal was met, None while it is not.
        termination: Why the side's game ended, None while it plays on. A bot that left the map
            keeps its last finite point.
        ease: A difference of losses by which the goal is easier; below 0, harder.
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
        """Return the track of a side at the start, where the loss is ``loss``."""
        return cls(goal, [start], [loss], Progress.begin(loss), ease=ease)

    @property
    def turns(self) -> int:
        """Turns taken."""
        return len(self.displacements)

    @property
    def reached(self) -> bool:
        """Whether the goal was met."""
        return self.goal_turn is not None

    def append(self, displacement: Point, end: Point, loss: float) -> None:
        """Add a turn that does not count for the goal: off the map, or without a finite loss."""
        self.path.append(end)
        self.losses.append(loss)
        self.displacements.append(displacement)

    def add(
        self, displacement: Point, end: Point, loss: float, promise: Callable[[], float]
    ) -> None:
        """Add a turn and update the progress; ``promise`` returns the promise of its update."""
        self.append(displacement, end, loss)
        if not math.isfinite(loss):
            return
        self.progress = self.goal.advance(self.progress, loss, promise, self.ease)
        if self.progress.reached and self.goal_turn is None:
            self.goal_turn = self.turns
