"""The base of screens with a list to search and the selected entry's details beside it."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from descent_game.tui.screens.base import GameScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import Line


class SearchScreen(GameScreen):
    """A list, which the subclass makes, and details; Escape ends a search first."""

    list_view: ListView

    def body(self) -> ComposeResult:
        with Horizontal(id="stage"):
            yield self.list_view
            yield LineView(self.details, id="detail")

    def details(self, width: int, height: int) -> list[Line]:
        """Return what is known of the selected entry."""
        raise NotImplementedError

    def on_list_view_changed(self) -> None:
        self.rewrite()

    def action_search(self) -> None:
        self.list_view.action_search()

    def action_back(self) -> None:
        if not self.list_view.end_search():
            super().action_back()
