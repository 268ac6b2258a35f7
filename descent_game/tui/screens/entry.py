"""A line to type something in, held to a check before it is taken."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from descent_game.errors import DescentError
from descent_game.tui.screens.dialog import Dialog


class EntryScreen(Dialog[str]):
    """Asks for a text; answers with one that ``check`` does not raise ``DescentError`` for."""

    def __init__(self, ask: str, check: Callable[[str], None], value: str = "") -> None:
        super().__init__()
        self._ask = ask
        self._check = check
        self._value = value

    def compose(self) -> ComposeResult:
        """Lay out the question, the line and what is wrong with it."""
        with Vertical(classes="page-box"):
            yield Static(self._ask, markup=False)
            yield Input(self._value, select_on_focus=False, max_length=300)
            yield Static("Enter takes it, Escape goes back.", id="trouble", markup=False)

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, or say what is wrong."""
        event.stop()
        try:
            self._check(event.value)
        except DescentError as error:
            self.query_one("#trouble", Static).update(str(error))
        else:
            self.answer(event.value)
