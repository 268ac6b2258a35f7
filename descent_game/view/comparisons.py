"""Which other games can be watched beside one: those on the same ground."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.moves import move_from_file
from descent_game.game.replay import replay
from descent_game.player.record import Record, level_key

MAX_COMPARISONS = 9
"""More than this nobody walks through."""


def comparable_games(game: Game, record: Record) -> list[Game]:
    """Return further games on the ground of one: the level's own play, then kept ones.

    Games that went the same way count once.
    """
    found: list[Game] = []
    seen = [game.player.path]
    for other in islice(_candidates(game, record), 4 * MAX_COMPARISONS):
        if other.player.path not in seen and len(found) < MAX_COMPARISONS:
            seen.append(other.player.path)
            found.append(other)
    return found


def _candidates(game: Game, record: Record) -> Iterator[Game]:
    insight = next((play for play in game.level.plays if play.insight and play.moves), None)
    if game.seed is None and insight is not None:
        shown = Game(game.level)
        for move in insight.moves or ():
            if shown.outcome is None:
                shown.play(move_from_file(move))
        yield shown
    for kept in record.kept(level_key(game.level)):
        if kept.seed == game.seed:
            with suppress(DescentError):  # the level has changed since
                yield replay(record.replay_of(kept), game.level)
