"""What the class report keeps of a game: a few counts, and the way in the published map's frame."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.game.readout import Verdict
from descent_game.game.scoring import beats_bot
from descent_game.level.variant import draw_variant
from descent_game.losses.surface import Point

DECIMALS = 4


class Answers(NamedTuple):
    """The choices made before and after a game, from 1, 0 for none; question by question."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


class Facts(NamedTuple):
    """A game in figures. ``hints`` and ``answers`` are what the student's machine said.

    ``way`` is the path as it would lie on the published map: mirrored back, and moved so that it
    begins at the published start. ``diverged`` games ended higher than they began, or without a
    finite loss.
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
    way: tuple[Point, ...]


def facts_of(game: Game, hints: int = 0, answers: Answers | None = None) -> Facts:
    """Return the figures of a finished game."""
    turn, losses = game.player.goal_turn, game.player.losses
    strides = [turn.player for turn in game.turns]
    return Facts(
        level=game.level.id,
        reached=game.player.reached,
        beat_bot=turn is not None and beats_bot(turn, game.bot, game.level.stars),
        stars=game.stars,
        turns=game.player.turns,
        diverged=not (math.isfinite(losses[-1]) and losses[-1] <= losses[0]),
        verdicts=Counter(stride.verdict for stride in strides),
        at_wall=sum(stride.at_wall for stride in strides),
        hints=hints,
        answers=answers or Answers(),
        way=_on_published_map(game),
    )


def _on_published_map(game: Game) -> tuple[Point, ...]:
    undone: Sequence[Point] = [game.variant.mirror.undo(point) for point in game.player.path]
    start = draw_variant(game.level).start
    shift = start[0] - undone[0][0], start[1] - undone[0][1]
    return tuple(
        (round(w1 + shift[0], DECIMALS), round(w2 + shift[1], DECIMALS)) for w1, w2 in undone
    )
