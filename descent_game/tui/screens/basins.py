"""The basins: the whole map, each cell by where a bot would end from there."""

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import ClassVar, NamedTuple

import numpy as np
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Footer
from textual.worker import Worker, get_current_worker

from descent_game.game.basins import Basins, coarseness, find_basins
from descent_game.game.game import Game
from descent_game.losses.surface import Array
from descent_game.optimizers.base import Optimizer
from descent_game.rendering.regions import Regions
from descent_game.rendering.viewport import Viewport
from descent_game.tui.keys import keys_of
from descent_game.tui.messages import BackRequested
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.map_layout import stage
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.basins import QUIET, basin_lines, signs_of
from descent_game.view.line import Line, Piece
from descent_game.view.scene import debrief_scene

NEWS = 0.1
"""Seconds between two pieces of news on how far it is."""


class Axis(NamedTuple):
    """The cells of one axis that are computed, and for each cell which of those stands for it.

    Cells whose middle is off the map have -1.
    """

    chosen: Array
    stands: Array


class Places(NamedTuple):
    """Which of the cells of a view are computed."""

    columns: Axis
    rows: Axis


class BasinsScreen(GameScreen):
    """Computes the basins of a game's bots in a thread of its own, and shows them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "begin",
            "Again",
            id="basins.begin",
            key_display="⏎",
            tooltip="Compute again",
        ),
        Binding("x", "stop", "Stop", id="basins.stop"),
        Binding("left", "other(-1)", "Bot before", id="basins.bot_before", show=False),
        Binding("right,b", "other(1)", "Next bot", id="basins.bot"),
        Binding("escape", "back", "Back", id="basins.back"),
    ]

    done: reactive[float | None] = reactive(None, init=False, repaint=False)
    chosen: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(self, game: Game) -> None:
        super().__init__()
        self.game = game
        self.level = game.level
        self.found: Basins | None = None
        self._bots: list[Optimizer] = [game.variant.bot, *game.variant.ghosts]
        self._worker: Worker[None] | None = None
        self._view: Viewport | None = None

    def compose(self) -> ComposeResult:
        """Lay out map and panel."""
        yield LineView(self._status, id="status")
        yield from stage(self._panel)
        yield Footer()

    def on_mount(self) -> None:
        """Show the map, and begin once it has been laid out."""
        self.query_one(MapView).scene = debrief_scene(self.game)
        self.call_after_refresh(self.action_begin)

    def on_resize(self, event: events.Resize) -> None:
        """Compute what there is to see now."""
        del event
        if self._view is not None:
            self.call_after_refresh(self.action_begin)

    def watch_done(self) -> None:
        """Say how far it is."""
        self.query_one("#side", LineView).rewrite()
        self.refresh_bindings()

    def watch_chosen(self) -> None:
        """Take another bot."""
        self.action_begin()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is."""
        del parameters
        if action in ("begin", "stop"):
            return (action == "stop") == (self.done is not None)
        return not (action == "other" and len(self._bots) == 1)

    def action_begin(self) -> None:
        """Compute the basins for what is in view."""
        view = self.query_one(MapView).view
        if view is None:
            return
        self._view, self.found = view, None
        self.query_one(MapView).scene = debrief_scene(self.game)
        work = partial(self._compute, view, self._bots[self.chosen])
        self._worker = self.run_worker(work, thread=True, exclusive=True, group="basins")
        self.done = 0.0

    def action_stop(self) -> None:
        """Give the computation up."""
        if self._worker is not None:
            self._worker.cancel()
        self.done = None

    def action_other(self, by: int) -> None:
        """Show another of the level's bots."""
        self.chosen = (self.chosen + by) % len(self._bots)

    def action_back(self) -> None:
        """Leave; what is being computed is given up."""
        self.action_stop()
        self.post_message(BackRequested())

    def _compute(self, view: Viewport, bot: Optimizer) -> None:
        """Compute in a thread of its own; a coarser grid where every cell would take too long."""
        worker, told = get_current_worker(), [monotonic()]

        def go_on(share: float) -> bool:
            if monotonic() - told[0] >= NEWS and not worker.is_cancelled:
                told[0] = monotonic()
                self.app.call_from_thread(self._progress, worker, share)
            return not worker.is_cancelled

        w1, w2 = view.cell_centres()
        factor = coarseness(self.game.variant, bot, view.columns * view.rows)
        places = self._places(view, factor)
        some = w1[:, places.columns.chosen], w2[places.rows.chosen]
        found = find_basins(self.game.variant, bot, some, go_on)
        if found is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._take, worker, view, found, factor)

    def _places(self, view: Viewport, factor: int) -> "Places":
        """Return which cells are computed, and which stands for which."""
        w1, w2 = view.cell_centres()
        box1, box2 = self.game.variant.box
        return Places(_axis(w1.ravel(), box1, factor), _axis(w2.ravel(), box2, factor))

    def _progress(self, worker: Worker[None], share: float) -> None:
        if worker is self._worker and self.is_attached:
            self.done = share

    def _take(self, worker: Worker[None], view: Viewport, found: Basins, factor: int) -> None:
        """Show what was found, each place as large as the grid is coarse."""
        if worker is not self._worker or not self.is_attached:
            return
        columns, rows = (axis.stands for axis in self._places(view, factor))
        on_map = (rows >= 0)[:, np.newaxis] & (columns >= 0)
        cells = np.where(on_map, found.cells[np.ix_(rows, columns)], -1)
        quiet = frozenset(n for n, basin in enumerate(found.basins) if basin.end in QUIET)
        regions = Regions(cells, signs_of(found), quiet)
        self.found = found
        self.query_one(MapView).scene = replace(debrief_scene(self.game), regions=regions)
        self.set_reactive(BasinsScreen.done, None)
        self.watch_done()

    def _status(self, width: int, height: int) -> list[Line]:
        del width, height
        return [(Piece("Basins  ", "dim"), Piece(self.game.level.title, "strong"))]

    def _panel(self, width: int, height: int) -> list[Line]:
        bot = self._bots[self.chosen].describe()
        return basin_lines(bot, self.found, self.done, keys_of(self), (width, height))


def _axis(centres: Array, box: tuple[float, float], factor: int) -> Axis:
    """Return which cells of an axis to compute where only each so many are; all are on the map."""
    inside = np.flatnonzero((box[0] <= centres) & (centres <= box[1]))
    chosen = inside[min(factor // 2, max(len(inside) - 1, 0)) :: factor]
    stands = np.full(len(centres), -1)
    stands[inside] = np.minimum(np.arange(len(inside)) // factor, len(chosen) - 1)
    return Axis(chosen, stands)
