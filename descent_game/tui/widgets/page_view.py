"""A page of text in roles: as high as its text, in a container that scrolls."""

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events
from textual.widgets import Static

from descent_game.tui.host import depth_of, settings_of
from descent_game.tui.theme import role_styles
from descent_game.view.line import Line, seen, seven_bit

PageSource = Callable[[int], Sequence[Line]]
"""The lines of a page at a width."""


class Page(Static):
    """Shows all lines of ``source(width)``, however many; ``rewrite`` asks for them again."""

    def __init__(self, source: PageSource, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, classes="page-text")
        self.source = source
        self._wrapped_to = 0
        self._shown: list[Line] | None = None

    def on_resize(self, event: events.Resize) -> None:
        if self.content_size.width != self._wrapped_to:
            self.rewrite()

    def rewrite(self) -> None:
        """Show the text of now."""
        width = self._wrapped_to = self.content_size.width
        lines = list(self.source(width)) if width else None
        if lines is None or lines == self._shown:
            return  # to show the same again would cost a new layout
        self._shown = lines
        styles = role_styles(dark=self.app.current_theme.dark, depth=depth_of(self.app))
        ascii_only = settings_of(self).ascii
        text = Text(no_wrap=True)
        for number, pieces in enumerate(lines):
            text.append("\n" if number else "")
            for piece in seen(pieces):
                words = seven_bit(piece.text, piece.role) if ascii_only else piece.text
                text.append(words, styles[piece.role])
        self.update(text)

    def restyle(self) -> None:
        """Show the text in the looks of now."""
        self._shown = None
        self.rewrite()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._wrapped_to:
            self.restyle()
