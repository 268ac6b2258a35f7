"""Stars: one for the goal, two for beating the bot, three for par."""

from descent_game.game.track import Track
from descent_game.level.schema import StarsSection


def stars_earned(turns: int, bot: Track, stars: StarsSection, par: int) -> int:
    """Return the 1 to 3 stars for meeting the goal.

    Args:
        turns: The turn on which it was met.
        bot: The run of the level's bot.
        stars: The level's rule for stars.
        par: The turns for three stars.
    """
    if not beats_bot(turns, bot, stars):
        return 1
    return 3 if turns <= par else 2


def beats_bot(turns: int, bot: Track, stars: StarsSection) -> bool:
    """Tell whether a number of turns earns the second star.

    They have to be fewer than the bot needs, or at most ``stars.two`` where the level has it.
    """
    if stars.two is not None:
        return turns <= stars.two
    return bot.goal_turn is None or turns < bot.goal_turn
