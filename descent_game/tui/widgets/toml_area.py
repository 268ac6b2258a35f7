"""An editor for TOML: colours, marks in the margin, names that Tab completes."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from descent_game.errors import CONTROL_CHARACTERS
from descent_game.level.toml.tokens import quotes_at_starts
from descent_game.tui.host import settings_of
from descent_game.tui.theme import role_styles
from descent_game.view.line import Role, seven_bit
from descent_game.view.toml import LONGEST, spans


@cache
def _styles(dark: bool) -> dict[Role, Style]:
    return role_styles(dark=dark)


MAX_STRIPS = 1_000
"""Rows that are kept as they were drawn."""


class Mark(NamedTuple):
    """A sign in the margin of a line, and its role."""

    sign: str
    role: Role


class TomlArea(TextArea):
    """A TextArea for TOML. Lines count from 0.

    It overrides private methods of Textual, which ``tests/test_private_names.py`` pins.
    """

    def __init__(self, text: str, *, id: str | None = None, read_only: bool = False) -> None:  # noqa: A002
        self._quotes: list[str] = []
        self._marks: dict[int, Mark] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}
        super().__init__(
            text,
            id=id,
            read_only=read_only,
            show_line_numbers=True,
            tab_behavior="focus",
            soft_wrap=max(map(len, text.split("\n")), default=0) <= LONGEST,
            compact=True,
            max_checkpoints=1_000,
        )
        self.cursor_blink = False

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.document.lines

    @property
    def plain_text(self) -> str:
        """The text with plain ends of lines, whatever the file has."""
        return "\n".join(self.document.lines)

    def get_component_rich_style(
        self, *names: str, partial: bool = False, default: Style | None = None
    ) -> Style:
        """Return the style of a part; the line with the cursor keeps its colours."""
        partial = partial or names == ("text-area--cursor-line",)
        return super().get_component_rich_style(*names, partial=partial, default=default)

    def complete(self, typed: int, text: str) -> None:
        """Put a text in the place of the last characters that were typed.

        What stands behind the cursor already, such as a closing quote, is not written twice.
        """
        row, column = self.cursor_location
        behind = self.document[row][column:]
        ends = range(min(len(text), len(behind)), 0, -1)
        twice = next(
            (n for n in ends if behind.startswith(text[-n:]) and not text[-n].isalnum()), 0
        )
        self.history.checkpoint()
        self.replace(text, (row, column - typed), (row, column + twice))
        self.move_cursor((row, column - typed + len(text)))

    def replace_all(self, text: str) -> None:
        """Replace the whole text, as one change that can be undone; keep the cursor's place."""
        place = self.cursor_location
        self.replace(text, (0, 0), self.document.end)
        self.move_cursor(self.clamp_visitable(place))

    def mark(self, marks: Mapping[int, Mark]) -> None:
        """Put signs into the margin."""
        if marks != self._marks:
            self._marks = dict(marks)
            self._line_cache.clear()
            self.refresh()

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; marks below stay with their lines. What no file may hold is left out."""
        edit.text = CONTROL_CHARACTERS.sub("", edit.text.replace("\r\n", "\n").replace("\r", "\n"))
        before, top = self.document.line_count, edit.top[0]
        result = super().edit(edit)
        more = self.document.line_count - before
        if more and self._marks:
            self._marks = {
                line + (more if line > top else 0): mark for line, mark in self._marks.items()
            }
        return result

    def get_line(self, line_index: int) -> Text:
        """Return a line in its colours."""
        line = super().get_line(line_index)
        styles = _styles(self.app.current_theme.dark)
        for start, end, role in spans(line.plain, self._quotes[line_index]):
            line.stylize(styles[role], start, end)
        return line

    def _build_highlight_map(self) -> None:
        """Note which lines begin within a text; Textual calls this after every change."""
        super()._build_highlight_map()
        self._quotes = quotes_at_starts(self.document.lines)

    def _render_line(self, y: int) -> Strip:
        """Return a row, with the sign of its line at the end of the margin.

        Rows that the cursor has nothing to do with are kept: a key changes one row.
        """
        row, places = y + self.scroll_offset[1], self.wrapped_document._offset_to_line_info
        if row >= len(places):
            return super()._render_line(y)
        line, section = places[row]
        mark = self._marks.get(line) if section == 0 else None
        if self._is_touched(line):
            return self._marked(super()._render_line(y), mark)
        key = (
            line, section, self.document[line], self._quotes[line], mark, self.gutter_width,
            self.size, self.scroll_offset[0], self._theme.base_style,
        )  # fmt: skip
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > MAX_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._marked(super()._render_line(y), mark)
        return strip

    def _is_touched(self, line: int) -> bool:
        """Return whether cursor, selection or a bracket's partner are on a line."""
        bracket = self.matching_bracket_location
        first, last = sorted((self.selection.start[0], self.selection.end[0]))
        return first <= line <= last or (bracket is not None and bracket[0] == line)

    def _marked(self, strip: Strip, mark: Mark | None) -> Strip:
        """Return a row with a sign in its margin."""
        if mark is None:
            return strip
        at = self.gutter_width - 2
        style = _styles(self.app.current_theme.dark)[mark.role]
        sign = seven_bit(mark.sign) if settings_of(self).ascii else mark.sign
        below = next(iter(strip.crop(at, at + 1)), Segment(" "))
        paper = Style(bgcolor=below.style.bgcolor if below.style else None)
        return Strip.join(
            [strip.crop(0, at), Strip([Segment(sign, paper + style)], 1), strip.crop(at + 1)]
        )
