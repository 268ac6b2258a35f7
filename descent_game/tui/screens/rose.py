"""The rose: the change of the loss by a step in every heading; the step can be changed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive

from descent_game.game.moves import LADDER
from descent_game.tui.screens.dialog import Dialog
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import Line
from descent_game.view.rose import Source, rose_page

MAX_SHORTER = 30
"""Rungs of the ladder that the step can be shorter than the aim's."""


class RoseScreen(Dialog[None]):
    """Shows the petals that ``source`` returns for a step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,o,enter", "close", "Close", show=False),
        Binding("up,right,plus", "stretch(1)", "Longer", show=False),
        Binding("down,left,minus", "stretch(-1)", "Shorter", show=False),
        Binding("pageup,shift+up", "stretch(5)", "3 times longer", show=False),
        Binding("pagedown,shift+down", "stretch(-5)", "3 times shorter", show=False),
    ]

    rungs: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(self, source: Source, step: float, longest: float, heading: float | None) -> None:
        super().__init__()
        self._source = source
        self._step = step
        self._longest = longest
        self._heading = heading

    @property
    def step(self) -> float:
        """The step that is shown."""
        return min(self._step * LADDER**self.rungs, self._longest)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page-box", can_focus=False):
            yield Page(self._lines)

    def watch_rungs(self) -> None:
        self.query_one(Page).rewrite()

    def action_stretch(self, by: int) -> None:
        if by > 0 and self.step >= self._longest:
            return
        self.rungs = max(self.rungs + by, -MAX_SHORTER)

    def _lines(self, width: int) -> list[Line]:
        return rose_page(self._source, self.step, self._heading, (width, self.app.size.height - 2))
