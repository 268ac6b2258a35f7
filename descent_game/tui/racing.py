"""The app with a race on its first screen."""

from collections.abc import Sequence

from descent_game.level.schema import Level
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.race import RaceScreen


class RaceApp(DescentApp):
    """Shows ``bots`` racing on a level for so many turns."""

    def __init__(self, level: Level, seed: int | None, bots: Sequence[str], turns: int) -> None:
        super().__init__(level, seed)
        self._race = RaceScreen(level, seed, bots, turns)

    def _first_screen(self) -> GameScreen:
        return self._race
