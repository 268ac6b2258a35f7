"""What runs for one browser tab: the game on the screen that the server draws elsewhere."""

import os

from textual import messages
from textual.drivers.web_driver import WebDriver

from descent_game.tui.app import DescentApp

PATIENCE = 3.0
"""Seconds in which a game whose server is gone has to end by itself."""


class GuestDriver(WebDriver):
    """Talks to the server through pipes, and ends the process when the server is gone."""

    def run_input_thread(self) -> None:
        """Pass on input until there is no more: then the server has died, however it did."""
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        self._app.post_message(messages.ExitApp())
        if not self.exit_event.wait(PATIENCE):
            os._exit(1)  # what was played is kept after every move


if __name__ == "__main__":
    DescentApp().run()
