"""Stars: one for the goal, two for beating the bot, three for par."""

from descent_game.game.track import Track
from descent_game.level.schema import StarsSection


def stars_earned(turns: int | None, bot: Track, stars: StarsSection, par: int) -> int:
    """Return 0 to 3 stars for meeting the goal on turn ``turns`` (None: not met)."""
    if turns is None:
        return 0
    if not beats_bot(turns, bot, stars):
        return 1
    return 3 if turns <= par else 2


def beats_bot(turns: int, bot: Track, stars: StarsSection) -> bool:
    """Tell whether a number of turns earns the second star.

    That is fewer than the bot needs, or the level's own number where the lesson is that its bot
    cannot arrive.
    """
    if stars.two is not None:
        return turns <= stars.two
    return bot.goal_turn is None or turns < bot.goal_turn
