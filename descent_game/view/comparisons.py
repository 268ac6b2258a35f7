"""Games to compare one with: the play that shows the idea of its level, games on the same map."""

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice

from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.game.replay import replay
from descent_game.level.schema import Level, Play
from descent_game.measuring.plays import run_play
from descent_game.measuring.solver import solved
from descent_game.player.record import Record, level_key

MAX_COMPARISONS = 9
"""More than this nobody walks through."""

CHEAP = 64
"""Rows of data from which on a loss costs too much to be searched while somebody waits."""

SEARCH = "solver"
"""The policy that searches."""


def comparable_games(game: Game, record: Record) -> list[Game]:
    """Return further games on the map of one: the level's insight play, then kept games.

    Games with the same path count once.
    """
    found: list[Game] = []
    seen = [game.player.path]
    for other in islice(_candidates(game, record), 4 * MAX_COMPARISONS):
        if other.player.path not in seen and len(found) < MAX_COMPARISONS:
            seen.append(other.player.path)
            found.append(other)
    return found


def _candidates(game: Game, record: Record) -> Iterator[Game]:
    if insight := _insight(game):
        yield run_play(game.level, insight)
    for kept in record.kept(level_key(game.level)):
        if kept.seed == game.seed:
            with suppress(DescentError):  # the level has changed since
                yield replay(record.replay_of(kept), game.level)


def has_insight(game: Game) -> bool:
    """Return whether the level has a play that shows its idea on the map of this game."""
    return bool(_insight(game) or _by_policy(game))


def insight_game(game: Game) -> Game | None:
    """Return the game of the level's idea on the map of this game, None without one."""
    insight = _insight(game)
    for play in [insight] if insight else _by_policy(game):
        with suppress(DescentError):
            return run_play(game.level, play, game.seed)
    return None


@lru_cache(maxsize=64)
def fewest_turns(level: Level, seed: int | None) -> int | None:
    """Return the fewest turns that anybody is known to take on a map.

    These are the level's insight play and, where a loss costs little, what a search finds; None
    where neither arrives. It may take a second or two, once for each map.
    """
    game = Game(level, seed)
    games = [insight_game(game), *([solved(game)] if game.variant.loss.cost <= CHEAP else [])]
    turns = [each.player.goal_turn for each in games if each is not None]
    return min((turn for turn in turns if turn is not None), default=None)


def _insight(game: Game) -> Play | None:
    """Return the level's insight play by moves, which are those of the published level."""
    plays = (play for play in game.level.plays if play.insight and play.moves)
    return next(plays, None) if game.seed is None else None


def _by_policy(game: Game) -> list[Play]:
    """Return the plays by policy that earn every star on every variant, a plain search last."""
    plays = [
        (play.policy.follow == SEARCH, number, play)
        for number, play in enumerate(game.level.plays)
        if play.policy is not None and play.stars == 3 and play.variants
    ]
    return [play for _, _, play in sorted(plays)]
