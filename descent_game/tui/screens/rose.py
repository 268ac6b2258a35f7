"""The rose: the change of the loss by a step in every heading; the step can be changed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from descent_game.game.aiming import step_from
from descent_game.tui.screens.dialog import PageDialog
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import Line
from descent_game.view.rose import Source, rose_page


class RoseScreen(PageDialog):
    """Shows the petals that ``source`` returns for a step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,o,enter", "close", "Close", show=False),
        Binding("up,right,plus", "stretch(1)", "Longer", show=False),
        Binding("down,left,minus", "stretch(-1)", "Shorter", show=False),
        Binding("pageup,shift+up", "stretch(5)", "3 times longer", show=False),
        Binding("pagedown,shift+down", "stretch(-5)", "3 times shorter", show=False),
    ]

    step: reactive[float] = reactive(0.0, init=False, repaint=False)

    def __init__(self, source: Source, step: float, longest: float, heading: float | None) -> None:
        super().__init__()
        self.set_reactive(RoseScreen.step, step)
        self._source = source
        self._longest = longest
        self._heading = heading

    def watch_step(self) -> None:
        self.query_one(Page).rewrite()

    def action_stretch(self, by: int) -> None:
        self.step = step_from(self.step, by, self._longest)

    def lines(self, width: int) -> list[Line]:
        return rose_page(self._source, self.step, self._heading, (width, self.app.size.height - 2))
