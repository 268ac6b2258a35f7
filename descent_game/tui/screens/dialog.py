"""The bases of all dialogs: a screen over another one, closed by at most one answer."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from descent_game.tui.screens.base import FittedScreen
from descent_game.tui.widgets.list_view import ListView
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import Line

Answer = TypeVar("Answer")


class Dialog(FittedScreen, ModalScreen[Answer]):
    """A screen over another one; Escape closes it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]

    _answered = False

    def answer(self, answer: Answer | None = None) -> None:
        """Close with an answer, None for none; only the first call, on top of the stack, counts.

        ``dismiss`` itself removes whatever screen is on top, and does so a second time as well.
        """
        if self.is_active and not self._answered:
            self._answered = True
            self.dismiss(answer)

    def action_close(self) -> None:
        self.answer()


class PageDialog(Dialog[None]):
    """A dialog with a page of text, as high as the text or the screen."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page-box", can_focus=False):
            yield Page(self.lines)

    def lines(self, width: int) -> list[Line]:
        """Return the text."""
        raise NotImplementedError


class ListDialog(Dialog[Answer]):
    """A dialog with a list, which its subclass makes."""

    list_view: ListView

    def compose(self) -> ComposeResult:
        with Vertical(classes="page-box"):
            yield self.list_view
