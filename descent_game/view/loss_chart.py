"""The loss race: both sides' losses by turn, on a logarithmic scale where that helps."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.game.goals import GOAL_DIGITS
from descent_game.game.summary import loss_name
from descent_game.game.track import Track
from descent_game.game.wording import fitted, plain
from descent_game.view.dots import DotPicture
from descent_game.view.line import Line, Piece, Role
from descent_game.view.sides import BOT, YOU

NAME = 7
"""Columns of the numbers beside the chart."""
NARROWEST, LOWEST = 8, 2
"""Columns and rows of the smallest chart."""
LOG_FROM = 20.0
"""From this ratio of highest to lowest on, the scale is logarithmic."""
HUGEST = 1e12


GOAL = "goal"
GLYPHS: dict[Role, str] = {"player": YOU.name[0], "bot": BOT.name[0]}


class Scale(NamedTuple):
    """Losses from ``low`` to ``high`` as shares of a height, 0 to 1."""

    low: float
    high: float
    logarithmic: bool

    @classmethod
    def over(cls, losses: Sequence[float]) -> "Scale":
        """Return the scale that holds all losses that a chart can show."""
        known = [loss for loss in losses if abs(loss) < HUGEST] or [0.0]
        low, high = min(known), max(known)
        above = min((loss for loss in known if loss > 0.0), default=0.0)
        logarithmic = low >= 0.0 and above > 0.0 and high / above >= LOG_FROM
        return cls(max(above, high * 1e-6) if logarithmic else low, high, logarithmic)

    def share(self, loss: float) -> float:
        """Return how high a loss stands; beyond the scale, or not a number, at its ends."""
        if math.isnan(loss) or loss >= self.high:
            return 1.0
        if loss <= self.low:
            return 0.0
        if self.logarithmic:
            return math.log(loss / self.low) / math.log(self.high / self.low)
        return (loss - self.low) / (self.high - self.low)


@lru_cache(maxsize=2)
def chart_lines(game: Game, turn: int, width: int, rows: int) -> list[Line]:
    """Return the losses up to a turn in so many rows, title and turns included.

    Kept from key press to key press: what has been played does not change.
    """
    columns, height = width - NAME, rows - 2
    if columns < NARROWEST or height < LOWEST:
        return []
    runs: list[tuple[Sequence[float], Role]] = [
        (_known(game, game.bot, turn), "bot"),
        (_known(game, game.player, turn), "player"),
    ]
    goal = math.nan if game.hides_loss else game.goal.loss
    goals = [goal] if math.isfinite(goal) else []
    scale = Scale.over([*goals, *(loss for losses, _ in runs for loss in losses)])
    canvas = _Chart(DotPicture(columns, height), (columns, height), scale, game.level.rules.turns)
    for loss in goals:
        canvas.level(loss, "goal")
    for losses, role in runs:
        canvas.run(losses, role)
    for losses, role in runs:
        canvas.end(losses, role)
    title = f"{loss_name(game).upper()} BY TURN" + (" (log scale)" if scale.logarithmic else "")
    last = f"{game.level.rules.turns}"
    return [
        (Piece(title[:width], "title"),),
        *_framed(canvas.picture.lines(), scale, goal),
        (Piece(f"{'turn':>{NAME - 1}} 0", "dim"), Piece(f"{last:>{columns - 1}}", "dim")),
    ]


def _known(game: Game, track: Track, turn: int) -> list[float]:
    """Return the losses of a side up to a turn, as far as the player may know them."""
    return [game.known_loss(track, number) for number in range(min(turn, track.turns) + 1)]


def _framed(rows: list[Line], scale: Scale, goal: float) -> list[Line]:
    names = [""] * len(rows)
    names[0], names[-1] = fitted(scale.high, NAME - 1), fitted(scale.low, NAME - 1)
    text = plain(goal, GOAL_DIGITS)
    if scale.low == goal and len(text) < NAME:
        names[-1] = text
    return [
        (Piece(f"{name:>{NAME - 1}} ", "dim"), *row) for name, row in zip(names, rows, strict=True)
    ]


class _Chart(NamedTuple):
    """A picture of ``size`` cells whose width is so many turns."""

    picture: DotPicture
    size: tuple[int, int]
    scale: Scale
    turns: int

    def level(self, loss: float, role: Role) -> None:
        for x in range(0, self.size[0] * 2, 4):
            self.picture.dot(x, self._y(loss), role)
        self.picture.write(2 * (self.size[0] - len(GOAL)), self._y(loss), GOAL, role)

    def end(self, losses: Sequence[float], role: Role) -> None:
        """Mark the end of a run with the glyph that its side has on the map."""
        glyph = GLYPHS[role]
        self.picture.write(self._x(len(losses) - 1), self._y(losses[-1]), glyph, role)

    def run(self, losses: Sequence[float], role: Role) -> None:
        places = [(self._x(turn), self._y(loss)) for turn, loss in enumerate(losses)]
        self.picture.dot(*places[0], role)
        for (x, y), (x2, y2) in pairwise(places):
            parts = max(abs(x2 - x), abs(y2 - y), 1)
            for part in range(parts + 1):
                share = part / parts
                self.picture.dot(round(x + (x2 - x) * share), round(y + (y2 - y) * share), role)

    def _x(self, turn: int) -> int:
        return round(turn / self.turns * (self.size[0] * 2 - 1))

    def _y(self, loss: float) -> int:
        return round((1.0 - self.scale.share(loss)) * (self.size[1] * 4 - 1))
