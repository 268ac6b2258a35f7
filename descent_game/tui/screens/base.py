"""What every screen shares: the width that decides its layout."""

from textual.screen import Screen

from descent_game.level.schema import Level

NARROW, WIDE, HUGE = 0, 100, 160
"""Columns from which the layouts change."""


class GameScreen(Screen[None]):
    """A whole screen of the game."""

    level: Level | None = None
    """The level that the screen is about."""
    demonstrates = False
    """Whether this is a demonstration, which nobody plays."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (NARROW, "-narrow"),
        (WIDE, "-wide"),
        (HUGE, "-huge"),
    ]

    @property
    def under_way(self) -> bool:
        """Whether a game would be lost if the screen went away."""
        return False
