"""A dialog with a line to type in: a move, a bot, a point, a name."""

from collections.abc import Callable
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from descent_game.errors import DescentError
from descent_game.game.aiming import Aim
from descent_game.game.move_text import move_form, parse_aim
from descent_game.game.moves import check_move
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


def move_entry(aim: Aim, rules: RulesSection, axes: float) -> EntryScreen[Aim]:
    """Return the dialog that asks for a move.

    Args:
        aim: The aim of now, which has what the player leaves out.
        rules: The rules of the level.
        axes: The angle of turned axes in degrees.
    """
    form, example = move_form(rules)

    def parse(text: str) -> Aim:
        typed = parse_aim(text, aim, rules)
        check_move(typed.move, rules, axes)
        return typed

    alone = "" if form == "step" else "; or the step alone"
    question = f"Type a move: {form}, such as {example}{alone}"
    return EntryScreen(question, parse, "Enter aims at it, Escape goes back.")
