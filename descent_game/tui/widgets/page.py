"""A page of text in roles that scrolls where it is longer than the screen."""

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events
from textual.widgets import Static

from descent_game.tui.lines import Line, seven_bit
from descent_game.tui.look import role_styles

PageSource = Callable[[int], Sequence[Line]]
"""The lines of a page at a width."""


class Page(Static):
    """Shows all lines of ``source(width)``, however many; its container scrolls."""

    def __init__(self, source: PageSource, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, classes="page-text")
        self.source = source
        self.seven_bit = False

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the text to the new width."""
        if event.size.width != self._wrapped_to:
            self.rewrite()

    _wrapped_to = 0

    def rewrite(self) -> None:
        """Ask for the text again."""
        self._wrapped_to = self.size.width
        styles = role_styles(dark=self.app.current_theme.dark)
        text = Text(no_wrap=True)
        for number, pieces in enumerate(self.source(self.size.width)):
            text.append("\n" if number else "")
            for piece in pieces:
                words = seven_bit(piece.text) if self.seven_bit else piece.text
                text.append(words, styles[piece.role])
        self.update(text)
