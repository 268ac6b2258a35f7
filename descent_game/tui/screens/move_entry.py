"""A line to type an exact move in."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from descent_game.errors import MoveError
from descent_game.game.move_text import parse_move
from descent_game.game.moves import Move, check_move
from descent_game.level.schema import RulesSection
from descent_game.tui.screens.dialog import Dialog


class MoveEntryScreen(Dialog[Move]):
    """Asks for ``heading step``; answers with a move that the rules allow, or None."""

    def __init__(self, rules: RulesSection, axes: float) -> None:
        super().__init__()
        self._rules = rules
        self._axes = axes

    def compose(self) -> ComposeResult:
        """Lay out the question, the line and what is wrong with it."""
        with Vertical(classes="page-box"):
            yield Static(f"Type a move: {self._form()}", markup=False)
            yield Input(select_on_focus=False)
            yield Static("Enter aims at it, Escape goes back.", id="trouble", markup=False)

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, or say what is wrong."""
        event.stop()
        try:
            move = parse_move(self._words(event.value))
            check_move(move, self._rules, self._axes)
        except MoveError as error:
            self.query_one("#trouble", Static).update(str(error))
        else:
            self.answer(move)

    def _words(self, text: str) -> list[str]:
        """Return the words of a move; where the level gives the heading it may be left out."""
        words = text.split()
        given = self._rules.moves == "gradient" and words[:1] != ["-"]
        return ["-", *words] if given else words

    def _form(self) -> str:
        heading = "" if self._rules.moves == "gradient" else "heading "
        inertia = " inertia" if self._rules.inertia == "player" else ""
        example = {"gradient": "0.5", "free": "35 0.5", "axis": "90 0.5"}[self._rules.moves]
        return f"{heading}step{inertia}, such as {example}{' 0.9' if inertia else ''}"
