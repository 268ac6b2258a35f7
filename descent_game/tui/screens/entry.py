"""A dialog with a line to type in: a move, a bot, a point, a name."""

from collections.abc import Callable
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from descent_game.errors import DescentError
from descent_game.game.move_text import parse_move
from descent_game.game.moves import Move, check_move
from descent_game.level.schema import RulesSection
from descent_game.tui.screens.dialog import Dialog

Value = TypeVar("Value")


class EntryScreen(Dialog[Value]):
    """Asks for a text and answers with its value.

    Args:
        question: What to type.
        parse: Returns the value of a text; raises ``DescentError`` for one that is not allowed.
        hint: What the keys do.
    """

    def __init__(
        self,
        question: str,
        parse: Callable[[str], Value],
        hint: str = "Enter takes it, Escape goes back.",
    ) -> None:
        super().__init__()
        self._question = question
        self._parse = parse
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="page-box"):
            yield Static(self._question, markup=False)
            yield Input(select_on_focus=False, max_length=300)
            yield Static(self._hint, id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            value = self._parse(event.value)
        except DescentError as error:
            self.query_one("#problem", Static).update(str(error))
        else:
            self.answer(value)


def move_entry(rules: RulesSection, axes: float) -> EntryScreen[Move]:
    """Return the dialog that asks for a move; ``axes`` is the angle of turned axes in degrees."""
    given = rules.moves == "gradient"
    heading, inertia = "" if given else "heading ", rules.inertia == "player"
    example = {"gradient": "0.5", "free": "35 0.5", "axis": "90 0.5"}[rules.moves]
    form = f"{heading}step{' inertia' if inertia else ''}, such as {example}"

    def parse(text: str) -> Move:
        words = text.split()
        move = parse_move(["-", *words] if given and words[:1] != ["-"] else words)
        check_move(move, rules, axes)
        return move

    question = f"Type a move: {form}{' 0.9' if inertia else ''}"
    return EntryScreen(question, parse, "Enter aims at it, Escape goes back.")
