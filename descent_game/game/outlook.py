"""What can still be earned in a game under way, as far as that is certain."""

from collections.abc import Callable

from descent_game.game.game import Game
from descent_game.game.scoring import stars_earned


def possible_stars(game: Game, lowest: Callable[[], float]) -> int:
    """Return the stars that the rest of a game can still earn, 0 where the goal is out of reach.

    No play does better; whether one does as well is not said.

    Args:
        game: The game.
        lowest: Returns the lowest loss of the map; called only where the goal depends on it.
    """
    if game.outcome is not None:
        return game.stars
    turn = game.player.turns
    progress = game.player.progress
    if game.hides_loss:  # nothing is told: as if every turn had been good enough
        progress = progress._replace(held=turn)
    left = game.level.rules.turns - turn
    needed = game.goal.fewest_turns(progress)
    if needed > left or not game.goal.is_within_reach(progress, lowest):
        return 0
    return stars_earned(turn + needed, game.bot, game.level.stars, game.variant.par)
