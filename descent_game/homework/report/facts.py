"""Figures of one game for the class report: counts, and its path on the published map."""

import math
from array import array
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.game.readout import Verdict
from descent_game.game.scoring import beats_bot
from descent_game.losses.surface import Point


class Answers(NamedTuple):
    """The choices made before and after a game, from 1, 0 for none; question by question."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


class Facts(NamedTuple):
    """Figures of one game.

    Attributes:
        diverged: Whether it ended higher than it began, or without a finite loss.
        hints: Hints taken, as the student's machine reported.
        answers: The answers that it reported.
        flat_path: The path on the published map (mirrored back, and moved so that it begins at the
            published start) as ``w1, w2, w1, ...``, packed since a class has many.
    """

    level: str
    reached: bool
    beat_bot: bool
    stars: int
    turns: int
    diverged: bool
    verdicts: Mapping[Verdict, int]
    at_wall: int
    hints: int
    answers: Answers
    flat_path: "array[float]"

    @property
    def path(self) -> list[Point]:
        """The path on the published map."""
        return list(zip(self.flat_path[::2], self.flat_path[1::2], strict=True))


def facts_of(
    game: Game, published_start: Point, hints: int = 0, answers: Answers | None = None
) -> Facts:
    """Return the figures of a finished game.

    Args:
        game: The game.
        published_start: Where its level starts as published.
        hints: How many hints were taken.
        answers: The answers before and after it.
    """
    turn, losses = game.player.goal_turn, game.player.losses
    moves = [turn.player for turn in game.turns]
    return Facts(
        level=game.level.id,
        reached=game.player.reached,
        beat_bot=turn is not None and beats_bot(turn, game.bot, game.level.stars),
        stars=game.stars,
        turns=game.player.turns,
        diverged=not (math.isfinite(losses[-1]) and losses[-1] <= losses[0]),
        verdicts=Counter(move.verdict for move in moves),
        at_wall=sum(move.at_wall for move in moves),
        hints=hints,
        answers=answers or Answers(),
        flat_path=_on_published_map(game, published_start),
    )


def _on_published_map(game: Game, start: Point) -> "array[float]":
    undone = [game.variant.mirror.undo(point) for point in game.player.path]
    shift = start[0] - undone[0][0], start[1] - undone[0][1]
    return array("f", (w + by for point in undone for w, by in zip(point, shift, strict=True)))
