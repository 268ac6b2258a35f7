"""A widget that shows lines of text in roles, as many as it has room for."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from descent_game.tui.host import depth_of, settings_of
from descent_game.tui.theme import paper_styles, role_styles
from descent_game.tui.widgets.strip_view import StripView
from descent_game.view.line import Line, Paper, Role, seen, seven_bit

Source = Callable[[int, int], Sequence[Line]]
"""What to show in so many columns and rows."""


class LineView(StripView):
    """Shows what ``source(columns, rows)`` returns; ``rewrite`` asks it again.

    Only lines that changed are painted again, so that a key press costs little.
    """

    def __init__(
        self,
        source: Source,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.source = source
        self._shown: list[Line] = []
        self._styles: dict[Role, Style] = {}
        self._papers: dict[Paper, Style] = {}
        self._seven_bit = False

    def rewrite(self) -> None:
        """Show what there is to say now."""
        width, height = self.size
        if not width or not height:
            return
        lines = list(self.source(width, height))[:height]
        lines += [()] * (height - len(lines))
        if self._shown:
            changed = [y for y, new in enumerate(lines) if new != self._shown[y]]
            self.show_rows({y: self._strip(lines[y], width) for y in changed})
        else:
            self._styles = self._role_styles()
            self._seven_bit = settings_of(self).ascii
            self.show_all([self._strip(pieces, width) for pieces in lines])
        self._shown = lines

    def restyle(self) -> None:
        """Show everything again in the looks of now."""
        self._shown = []
        self.rewrite()

    def on_resize(self, event: events.Resize) -> None:
        self.restyle()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._shown:
            self.restyle()

    def _role_styles(self) -> dict[Role, Style]:
        base = Style(bgcolor=self.rich_style.bgcolor)
        dark, depth = self.app.current_theme.dark, depth_of(self.app)
        styles = role_styles(dark=dark, depth=depth)
        styles["ground"] = Style(color=self.rich_style.bgcolor)
        self._papers = paper_styles(dark=dark, depth=depth, ground=self.rich_style.bgcolor)
        return {role: base + style for role, style in styles.items()}

    def _strip(self, pieces: Line, width: int) -> Strip:
        segments = [
            Segment(
                seven_bit(text, role) if self._seven_bit else text,
                self._styles[role] + self._papers[paper] if paper else self._styles[role],
            )
            for text, role, paper in seen(pieces)
            if text
        ]
        return Strip(segments).adjust_cell_length(width, self._styles["text"])
