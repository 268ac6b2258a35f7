"""What every screen of the game shares."""

from textual.screen import Screen

from descent_game.level.schema import Level


class GameScreen(Screen[None]):
    """A whole screen of the game."""

    level: Level | None = None
    """The level that the screen is about."""
    demonstrates = False
    """Whether this is a demonstration, which nobody plays."""

    @property
    def under_way(self) -> bool:
        """Whether a game would be lost if the screen went away."""
        return False
