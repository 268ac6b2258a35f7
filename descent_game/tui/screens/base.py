"""What every screen shares: the width that decides its layout."""

from textual.screen import Screen

NARROW, WIDE, HUGE = 0, 100, 160
"""Columns from which the layouts change."""


class GameScreen(Screen[None]):
    """A whole screen of the game."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (NARROW, "-narrow"),
        (WIDE, "-wide"),
        (HUGE, "-huge"),
    ]
