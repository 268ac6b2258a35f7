"""A game in one line, to be shared: level, turns, stars, bot, and the losses as a spark line."""

import math
from collections.abc import Sequence

from descent_game.game.account import bot_words, turns_words
from descent_game.game.game import Game
from descent_game.game.track import Termination
from descent_game.view.line import star_signs

SPARKS = "▁▂▃▄▅▆▇█"
WIDEST = 24
"""Signs of the longest spark line; longer games show evenly chosen turns."""
MOST_DECADES = 6.0
"""Losses further below the highest than so many powers of ten share the lowest sign."""


def result_line(game: Game, *, practice: bool = False) -> str:
    """Return the result of a game in one line."""
    ground = "" if game.seed is None else f" (variant {game.seed})"
    stars = "practice" if practice else star_signs(game.stars)
    bot = f"bot {game.variant.bot.name} {bot_words(game.bot)}"
    return f"Descent: {game.level.title}{ground}, {_ended(game)} {stars}, {bot} {spark(game)}"


def spark(game: Game) -> str:
    """Return the player's losses as a spark line."""
    return spark_line(game.player.losses)


def spark_line(losses: Sequence[float]) -> str:
    """Return losses as signs of eight heights, on a logarithmic scale where all are above 0.

    A loss that is not finite is a ``?``.
    """
    if len(losses) > WIDEST:
        last = len(losses) - 1
        losses = [losses[round(n * last / (WIDEST - 1))] for n in range(WIDEST)]
    known = [loss for loss in losses if math.isfinite(loss)]
    heights = _heights(known)
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    signs = iter(_sign(height, low, high) for height in heights)
    return "".join(next(signs) if math.isfinite(loss) else "?" for loss in losses)


def _heights(losses: Sequence[float]) -> list[float]:
    high = max(losses, default=0.0)
    if high <= 0.0 or min(losses) < 0.0:
        return list(losses)
    floor = max(high * 10.0**-MOST_DECADES, 5e-324)
    return [math.log10(max(loss, floor)) for loss in losses]


def _sign(height: float, low: float, high: float) -> str:
    share = (height / 2 - low / 2) / (high / 2 - low / 2) if high > low else 0.0  # no overflow
    return SPARKS[min(int(share * len(SPARKS)), len(SPARKS) - 1)]


def _ended(game: Game) -> str:
    turns = turns_words(game.player.turns)
    if game.player.reached:
        return turns
    words = "given up" if game.player.termination is Termination.RESIGNED else "not there"
    return f"{words} after {turns}"
