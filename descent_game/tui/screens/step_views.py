"""What screens with a map share to look inside a step: a slot below the map, or in its place."""

from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from descent_game.tui.host import settings_of
from descent_game.tui.keys import keys_of
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.cut_plot import Look
from descent_game.view.line import Line, line
from descent_game.view.step_views import StepView, Subject, step_view_lines

BOTH, BELOW = 30, 36
"""Rows of a window from which on map and view are seen, and the view has the whole width."""
SHARE, HIGHEST = 0.4, 20
"""Its height below the map, as a share of the window's, and the largest."""

CUT = "The cut: the loss along the step, and what each weight adds"
FILM = "The film: the step at ever shorter lengths"
BACK: dict[StepView, str] = {"cut": "{key:view.cut}: map", "film": "{key:view.film}: map"}
"""What is said where a view is in place of the map."""
STEP_VIEW_KEYS = (
    Binding("c", "look('cut')", "Cut", id="view.cut", show=False, tooltip=CUT),
    Binding("f", "look('film')", "Film", id="view.film", show=False, tooltip=FILM),
)
"""The keys of the views, for the ``BINDINGS`` of a screen."""


class StepViews:
    """Has one view at a time; the key that opened it closes it."""

    step_view: StepView | None = None
    _LINES: ClassVar[tuple[str, str]] = ("#inside", "#below")

    def subject(self, view: StepView) -> Subject:
        """Return what is looked at."""
        raise NotImplementedError

    def map_panel_and_views(self, panel: Widget) -> ComposeResult:
        """Lay out the map with a panel beside it, and the slot of the views."""
        with Horizontal(id="stage"):
            with Vertical(id="left"):
                yield MapView(id="map")
                yield LineView(self._view_lines, id="inside")
            yield panel
        yield LineView(self._view_lines, id="below")

    def action_look(self, view: StepView) -> None:
        self.step_view = None if self.step_view == view else view
        self.place_views()
        self.rewrite_views()

    def place_views(self) -> None:
        """Show map and view as the size of the window allows."""
        screen = cast("Screen[Any]", self)
        rows, shown = screen.size.height, self.step_view is not None
        inside, below = (screen.query_one(name, LineView) for name in self._LINES)
        inside.display = shown and rows < BELOW
        below.display = shown and rows >= BELOW
        screen.query_one(MapView).display = not shown or rows >= BOTH
        height = min(int(SHARE * rows), HIGHEST)
        inside.styles.height = height if rows >= BOTH else "1fr"
        below.styles.height = height

    def rewrite_views(self) -> None:
        """Write the view again, if there is one."""
        if self.step_view is not None:
            screen = cast("Screen[Any]", self)
            for name in self._LINES:
                screen.query_one(name, LineView).rewrite()

    def on_resize(self) -> None:
        if self.step_view is not None:  # a screen without one is laid out by its style sheet
            cast("Screen[Any]", self).call_after_refresh(self.place_views)

    def _view_lines(self, width: int, height: int) -> list[Line]:
        view = self.step_view
        if view is None:
            return [line("")]
        screen = cast("Screen[Any]", self)
        style = settings_of(screen).style
        look = Look(style, letters=style == "ascii" or bool(screen.app.no_color))
        subject = self.subject(view)
        if screen.size.height < BOTH:
            back = keys_of(screen).fill(BACK[view])
            subject = subject._replace(whose=f"{subject.whose}, {back}")
        return step_view_lines(view, subject, (width, height), look)
