"""How a level is won by its idea on the ground that was played: its own play, or one by rule."""

from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.level.schema import Play
from descent_game.measuring.plays import run_play
from descent_game.view.scene import Way, insight_way

SEARCH = "solver"


def has_insight(game: Game) -> bool:
    """Tell whether there is a way to show."""
    return bool(insight_way(game) or _rules(game))


def find_insight(game: Game) -> Way:
    """Return the way of the idea from the start of this game; empty where there is none.

    A play by rule may search for a second or two.
    """
    way = insight_way(game)
    for play in [] if way else _rules(game):
        try:
            return tuple(run_play(game.level, play, game.seed).player.path)
        except DescentError:
            continue
    return way


def _rules(game: Game) -> list[Play]:
    """Return the plays by rule that earn every star on every variant, a plain search last."""
    plays = [
        play
        for play in game.level.plays
        if play.policy is not None and play.stars == 3 and play.variants
    ]
    return sorted(plays, key=lambda play: play.policy is None or play.policy.follow == SEARCH)
