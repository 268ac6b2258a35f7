"""The base of all dialogs: a screen over another one that answers at most once."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from descent_game.tui.screens.base import Fitted

Answer = TypeVar("Answer")


class Dialog(Fitted, ModalScreen[Answer]):
    """A screen over another one; Escape closes it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]

    _answered = False

    def answer(self, answer: Answer | None = None) -> None:
        """Close with an answer, None without; only the first call, on top of the stack, counts.

        ``dismiss`` itself takes away whatever screen is on top, and a second time as well.
        """
        if self.is_active and not self._answered:
            self._answered = True
            self.dismiss(answer)

    def action_close(self) -> None:
        """Close without an answer."""
        self.answer()
