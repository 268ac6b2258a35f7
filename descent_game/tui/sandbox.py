"""The app with the sandbox on its first screen."""

from descent_game.authoring.sketch import Sketch
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.sandbox import BOTS, SandboxScreen


class SandboxApp(DescentApp):
    """Shows a sketch."""

    def __init__(self, sketch: Sketch) -> None:
        super().__init__()
        self._sketch = sketch

    def _first_screen(self) -> GameScreen:
        usual = self._sketch.bot == Sketch().bot
        return SandboxScreen(self._sketch, BOTS if usual else (self._sketch.bot, *BOTS[1:]))
