"""A short list of what may be typed, beside the cursor; the keys stay with the editor."""

from textual.geometry import Offset, Size

from descent_game.authoring.completion import Completion, Option
from descent_game.tui.keys import keys_of
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import ARROW, Line, Piece, shortened

ROWS = 8
"""Options that are shown at a time."""
WIDTH = 46
NAME = 22
"""Columns of an option before what it is."""


class OptionsBox(LineView):
    """Shows options, one of them chosen; hidden while there are none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(self._lines, id=id)
        self.completion: Completion | None = None
        self.chosen = 0
        self.display = False

    @property
    def option(self) -> Option:
        """The chosen option."""
        assert self.completion is not None
        return self.completion.options[self.chosen]

    @property
    def words(self) -> str:
        """What the chosen option is, as there may be no room for beside it; empty while hidden."""
        if self.completion is None or not self.option.note:
            return ""
        name = self.option.text.rstrip(' ={"')
        return f"{name}: {self.option.note}"

    def offer(self, completion: Completion, cursor: Offset, screen: Size) -> None:
        """Show options below the cursor, or above it where there is no room."""
        if self.completion is None or completion.options != self.completion.options:
            self.chosen = 0
        self.completion = completion
        rows = min(len(completion.options), ROWS) + (len(completion.options) > ROWS)
        below = cursor.y + 1 + rows <= screen.height - 3
        x = min(max(cursor.x - completion.typed - 2, 0), screen.width - WIDTH)
        self.styles.offset = (x, cursor.y + 1 if below else cursor.y - rows)
        self.styles.width, self.styles.height = WIDTH, rows
        self.display = True
        self.rewrite()

    def close(self) -> None:
        """Show nothing."""
        self.completion, self.display = None, False

    def move(self, by: int) -> None:
        """Choose the next option or the one before, round and round."""
        if self.completion is not None:
            self.chosen = (self.chosen + by) % len(self.completion.options)
            self.rewrite()

    def _lines(self, width: int, height: int) -> list[Line]:
        options = self.completion.options if self.completion else ()
        first = min(max(self.chosen - ROWS // 2, 0), max(len(options) - ROWS, 0))
        lines = [
            self._line(options[place], width, chosen=place == self.chosen)
            for place in range(first, min(first + ROWS, len(options)))
        ]
        if len(options) > ROWS:
            keys = keys_of(self.screen)
            words = (
                f"  {self.chosen + 1} of {len(options)}; up and down, {keys:edit.complete} takes it"
            )
            lines.append((Piece(words[:width], "dim"),))
        return lines

    @staticmethod
    def _line(option: Option, width: int, *, chosen: bool) -> Line:
        name = f"{ARROW if chosen else ' '} {option.text.strip():<{NAME}} "
        room = max(width - len(name) - 1, 0)
        note = shortened(option.note, room)
        if chosen:
            return (Piece(f"{name}{note}".ljust(width), "cursor"),)
        return Piece(name), Piece(note, "dim")
