"""A widget made of ready strips that repaints only the rows that changed."""

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class StripView(Widget):
    """Rows of cells, drawn elsewhere and kept here."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._strips: list[Strip] = []

    def render_line(self, y: int) -> Strip:
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.rich_style)

    def restyle(self) -> None:
        """Draw everything again in the looks of now."""
        self.refresh()

    def show_all(self, strips: Sequence[Strip]) -> None:
        """Show these rows."""
        self._strips = list(strips)
        self.refresh()

    def show_rows(self, rows: dict[int, Strip]) -> None:
        """Replace some rows, which must exist, and repaint only those."""
        for y, strip in rows.items():
            self._strips[y] = strip
        if rows:
            width = self.size.width
            self.refresh(*(Region(0, y, width, 1) for y in rows))
