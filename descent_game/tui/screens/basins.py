"""The basins: the whole map, each cell coloured by where a bot would end from there."""

from dataclasses import replace
from time import monotonic
from typing import ClassVar, NamedTuple

import numpy as np
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.worker import Worker, get_current_worker

from descent_game.game.basins import Basins, coarseness, find_basins
from descent_game.game.game import Game
from descent_game.losses.surface import Array
from descent_game.optimizers.base import Optimizer
from descent_game.rendering.regions import Regions
from descent_game.rendering.viewport import Viewport
from descent_game.tui.keys import keys_of
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.map_screens import map_and_panel
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.basins import QUIET, basin_lines, signs_of
from descent_game.view.line import Line, Piece
from descent_game.view.scene import debrief_scene

PROGRESS_SECONDS = 0.1
"""Between two updates of the progress bar."""


class Axis(NamedTuple):
    """The sampled cells along one axis of a view, and for each cell the sample it is drawn as.

    Cells whose centre is off the map have the sample -1.
    """

    cells: Array
    samples: Array


class BasinsScreen(GameScreen):
    """Computes the basins of a game's bots in a thread, and shows them."""

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
        Binding("right,a", "other(1)", "Next bot", id="basins.bot"),
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

    def body(self) -> ComposeResult:
        yield from map_and_panel(LineView(self._panel, id="side"))

    def on_mount(self) -> None:
        self.query_one(MapView).scene = debrief_scene(self.game)
        self.call_after_refresh(self.action_begin)

    def on_resize(self, event: events.Resize) -> None:
        if self._view is not None:
            self.call_after_refresh(self.action_begin)

    def watch_done(self) -> None:
        self.query_one("#side", LineView).rewrite()
        self.refresh_bindings()

    def watch_chosen(self) -> None:
        self.action_begin()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("begin", "stop"):
            return (action == "stop") == (self.done is not None)
        return not (action == "other" and len(self._bots) == 1)

    def action_begin(self) -> None:
        view = self.query_one(MapView).view
        if view is None:
            return
        self._view, self.found = view, None
        self.query_one(MapView).scene = debrief_scene(self.game)
        self._worker = self._compute(view, self._bots[self.chosen])
        self.done = 0.0

    def action_stop(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
        self.done = None

    def action_other(self, by: int) -> None:
        self.chosen = (self.chosen + by) % len(self._bots)

    def action_back(self) -> None:
        self.action_stop()
        super().action_back()

    @work(thread=True, exclusive=True, group="basins")
    def _compute(self, view: Viewport, bot: Optimizer) -> None:
        """Compute the basins, on a coarser grid if every cell would take too long."""
        worker, last_update = get_current_worker(), monotonic()

        def report(share: float) -> bool:
            nonlocal last_update
            if monotonic() - last_update >= PROGRESS_SECONDS and not worker.is_cancelled:
                last_update = monotonic()
                self.app.call_from_thread(self._show_progress, worker, share)
            return not worker.is_cancelled

        w1, w2 = view.cell_centres()
        box1, box2 = self.game.variant.box
        factor = coarseness(self.game.variant, bot, view.columns * view.rows)
        columns, rows = _axis(w1.ravel(), box1, factor), _axis(w2.ravel(), box2, factor)
        found = find_basins(self.game.variant, bot, (w1[:, columns.cells], w2[rows.cells]), report)
        if found is not None and not worker.is_cancelled:
            samples = columns.samples, rows.samples
            self.app.call_from_thread(self._show_basins, worker, found, samples)

    def _show_progress(self, worker: Worker[None], share: float) -> None:
        if worker is self._worker and self.is_attached:
            self.done = share

    def _show_basins(
        self, worker: Worker[None], found: Basins, samples: tuple[Array, Array]
    ) -> None:
        if worker is not self._worker or not self.is_attached:
            return
        columns, rows = samples
        on_map = (rows >= 0)[:, np.newaxis] & (columns >= 0)
        cells = np.where(on_map, found.cells[np.ix_(rows, columns)], -1)
        quiet = frozenset(n for n, basin in enumerate(found.basins) if basin.end in QUIET)
        regions = Regions(cells, signs_of(found), quiet)
        self.found = found
        self.query_one(MapView).scene = replace(debrief_scene(self.game), regions=regions)
        self.set_reactive(BasinsScreen.done, None)
        self.watch_done()

    def status(self, width: int) -> Line:
        return (Piece("Basins  ", "dim"), Piece(self.game.level.title, "strong"))

    def _panel(self, width: int, height: int) -> list[Line]:
        bot = self._bots[self.chosen].describe()
        return basin_lines(bot, self.found, self.done, keys_of(self), (width, height))


def _axis(centres: Array, box: tuple[float, float], factor: int) -> Axis:
    """Return an axis of which every ``factor``-th cell on the map is sampled."""
    inside = np.flatnonzero((box[0] <= centres) & (centres <= box[1]))
    cells = inside[min(factor // 2, max(len(inside) - 1, 0)) :: factor]
    samples = np.full(len(centres), -1)
    samples[inside] = np.minimum(np.arange(len(inside)) // factor, len(cells) - 1)
    return Axis(cells, samples)
