"""Pages over a screen: a long text, a few choices, a window that is too small."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from descent_game.tui.screens.dialog import Dialog
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import BLANK, Line, Piece, line, wrapped

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


class ChoiceScreen(Dialog[str]):
    """Asks for one of a few keys; Escape means none of them."""

    def __init__(self, question: str, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay out question and choices."""
        with VerticalScroll(classes="page-box", can_focus=False):
            yield Page(self._lines)

    def on_key(self, event: events.Key) -> None:
        """Answer with the choice of the key."""
        for choice in self._choices:
            if event.key == choice.key:
                event.stop()
                self.answer(choice.answer)

    def _lines(self, width: int) -> list[Line]:
        lines = [*wrapped(self._question, width, "strong"), BLANK]
        for key, text, _ in (*self._choices, Choice("esc", "go back", "")):
            lines.append((Piece(f"{key:>3}", "player"), Piece(f"  {text}")))
        return lines


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
