"""The game process of one browser tab; its screen is drawn in the browser."""

import os

from textual import messages
from textual.drivers.web_driver import WebDriver

from descent_game.tui.app import DescentApp

END_SECONDS = 3.0
"""How long a game may take to end by itself when its server is gone."""


class GuestDriver(WebDriver):
    """Connects with the server by pipes, and ends the process when the server is gone."""

    def run_input_thread(self) -> None:
        """Read input until it ends, which means that the server has ended."""
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        self._app.post_message(messages.ExitApp())
        if not self.exit_event.wait(END_SECONDS):
            os._exit(1)  # what was played is kept after every move


if __name__ == "__main__":
    DescentApp().run()
