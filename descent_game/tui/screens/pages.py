"""Pages over a screen: a long text, a few choices, a window that is too small."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from descent_game.tui.screens.dialog import Dialog
from descent_game.tui.widgets.list_view import ListView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import BLANK, Line, Piece, line, wrapped
from descent_game.view.listing import Listing, Row

SMALLEST = Size(80, 24)
"""The smallest terminal in which everything has its place."""


class PageScreen(Dialog[None]):
    """A text to read; any of the usual keys closes it."""

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

    def compose(self) -> ComposeResult:
        """Lay out the text in a box that scrolls."""
        with VerticalScroll(classes="page-box", can_focus=False):
            yield Page(self._lines)

    def action_scroll(self, rows: int) -> None:
        """Scroll the text."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def _lines(self, width: int) -> list[Line]:
        keys = (Piece("Escape closes, arrows scroll.", "dim"),)
        return [line(self._title, "player"), BLANK, *self._source(width), BLANK, keys]


class Choice(NamedTuple):
    """A key, what it does, and the answer it stands for."""

    key: str
    text: str
    answer: str


GO_BACK = Choice("esc", "go back", "")


class ChoiceScreen(Dialog[str]):
    """Asks for one of a few keys; Escape, or Enter at once, means none of them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Choose", show=False)]

    def __init__(self, question: str, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self._question = question
        self._choices = (*choices, GO_BACK)
        self.list_view = ListView(self._listing, lambda: range(len(self._choices)))
        self.list_view.begin_at(len(choices))

    def compose(self) -> ComposeResult:
        with Vertical(classes="page-box"):
            yield self.list_view

    def on_key(self, event: events.Key) -> None:
        for choice in self._choices:
            if event.key == choice.key:
                event.stop()
                self.answer(choice.answer)

    def on_list_view_opened(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        self.answer(self._choices[self.list_view.selected].answer or None)

    def _listing(self, width: int, height: int) -> Listing:
        del height
        rows = []
        for number, (key, text, _) in enumerate(self._choices):
            here = number == self.list_view.selected
            pieces = Piece(f"{'▸' if here else ' '} {key:>3}", "player"), Piece(f"  {text}")
            rows.append(Row(pieces, number))
        return Listing(rows, [*wrapped(self._question, width, "strong"), BLANK])


class TooSmallScreen(ModalScreen[None]):
    """Covers everything until the window is large enough again."""

    def compose(self) -> ComposeResult:
        """Say what is needed."""
        yield Static(
            f"Please make the window larger:\n{SMALLEST.width} columns by {SMALLEST.height} rows.",
            markup=False,
        )


def fits(size: Size) -> bool:
    """Tell whether everything has its place in a terminal of this size."""
    return size.width >= SMALLEST.width and size.height >= SMALLEST.height
