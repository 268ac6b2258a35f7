"""Dialogs that show a long text or a few choices, and the notice of a small window."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from descent_game.tui.screens.dialog import ListDialog, PageDialog
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import BLANK, Line, Piece, line, wrapped
from descent_game.view.listing import Listing, Row

SMALLEST = Size(80, 24)
"""Columns and rows of the smallest terminal that the screens are laid out for."""


class PageScreen(PageDialog):
    """A text to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,q,question_mark,w", "close", "Close", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", show=False),
        Binding("home", "scroll(-9999)", "Top", show=False),
        Binding("end", "scroll(9999)", "Bottom", show=False),
    ]

    def __init__(self, title: str, source: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self._title = title
        self._source = source

    def lines(self, width: int) -> list[Line]:
        keys = (Piece("Escape closes, arrows scroll.", "dim"),)
        return [line(self._title, "player"), BLANK, *self._source(width), BLANK, keys]


class Choice(NamedTuple):
    """A key, what it does, and the answer that it gives."""

    key: str
    text: str
    answer: str


GO_BACK = Choice("esc", "go back", "")


class ChoiceScreen(ListDialog[str]):
    """Asks for one of a few choices; Escape, or Enter at once, chooses none of them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Choose", show=False)]

    def __init__(self, question: str, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self._question = question
        self._choices = (*choices, GO_BACK)
        self.list_view = ListView(self._listing, lambda: range(len(self._choices)))
        self.list_view.begin_at(len(choices))

    def on_key(self, event: events.Key) -> None:
        for choice in self._choices:
            if event.key == choice.key:
                event.stop()
                self.answer(choice.answer)

    def action_open(self) -> None:
        self.answer(self._choices[self.list_view.selected].answer or None)

    def _listing(self, width: int, height: int) -> Listing:
        rows = []
        for number, (key, text, _) in enumerate(self._choices):
            mark = "▸" if number == self.list_view.selected else " "
            rows.append(Row((Piece(f"{mark} {key:>3}", "player"), Piece(f"  {text}")), number))
        return Listing(rows, [*wrapped(self._question, width, "strong"), BLANK])


class TooSmallScreen(ModalScreen[None]):
    """Covers the screen until the window is large enough again."""

    def compose(self) -> ComposeResult:
        yield Static(
            f"Please make the window larger:\n{SMALLEST.width} columns by {SMALLEST.height} rows.",
            markup=False,
        )


def fits(size: Size) -> bool:
    """Return whether a terminal of this size is large enough."""
    return size.width >= SMALLEST.width and size.height >= SMALLEST.height
