"""The base of all dialogs: a screen over another one, closed by at most one answer."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from descent_game.tui.screens.base import FittedScreen

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
