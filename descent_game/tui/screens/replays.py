"""The finished games: choose one to watch again."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Footer

from descent_game.catalogue.catalogue import open_level
from descent_game.errors import DescentError
from descent_game.game.replay import replay
from descent_game.level.schema import Level
from descent_game.player.record import Record, level_key
from descent_game.player.replays import KeptGame
from descent_game.tui.messages import BackRequested, ReplayRequested
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import Line
from descent_game.view.replays import game_lines, game_row, heading, nothing_lines

CHOOSE = Binding.Group("choose", compact=True)


class ReplaysScreen(GameScreen):
    """Lists the finished games that are kept, the latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "select(-1)", "Up", id="replays.up", group=CHOOSE),
        Binding("down", "select(1)", "Choose", id="replays.down", group=CHOOSE, tooltip="Down"),
        Binding("enter,space", "watch", "Watch", id="replays.watch", key_display="⏎"),
        Binding("l", "narrow", "This level only", id="replays.level"),
        Binding("pageup", "select(-10)", "Ten up", id="replays.page_up", show=False),
        Binding("pagedown", "select(10)", "Ten down", id="replays.page_down", show=False),
        Binding("home", "select(-1000000)", "Latest", id="replays.first", show=False),
        Binding("end", "select(1000000)", "Oldest", id="replays.last", show=False),
        Binding("escape", "back", "Back", id="replays.back"),
    ]

    selected: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(self, record: Record, levels: Sequence[Level], current: str | None = None) -> None:
        super().__init__()
        self._levels = {level_key(level): level for level in levels}
        self._titles = {key: level.title for key, level in self._levels.items()}
        self._all = record.kept()
        self._record = record
        self._level = current if any(game.level == current for game in self._all) else None
        self._first = 0

    @property
    def games(self) -> list[KeptGame]:
        """The games that are listed."""
        return [game for game in self._all if self._level in (None, game.level)]

    def compose(self) -> ComposeResult:
        """Lay out the list and what is known of the chosen game."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield LineView(self._list, id="levels")
            yield LineView(self._detail, id="detail")
        yield Footer()

    def watch_selected(self) -> None:
        """Show another game."""
        self._rewrite()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to choose and to watch where there is something."""
        del parameters
        return action not in ("select", "watch", "narrow") or bool(self._all)

    def action_select(self, by: int) -> None:
        """Go up or down the list."""
        self.selected = min(max(self.selected + by, 0), max(len(self.games) - 1, 0))

    def action_narrow(self) -> None:
        """List the games of the chosen one's level only, or all again."""
        if self._level is None and self.games:
            self._level = self.games[self.selected].level
        else:
            self._level = None
        self.set_reactive(ReplaysScreen.selected, 0)
        self._rewrite()

    def action_watch(self) -> None:
        """Watch the chosen game."""
        if not self.games:
            return
        kept = self.games[self.selected]
        try:
            level = self._levels.get(kept.level) or open_level(kept.level)
            game = replay(self._record.replay_of(kept), level)
        except DescentError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.post_message(ReplayRequested(game))

    def action_back(self) -> None:
        """Leave the list."""
        self.post_message(BackRequested())

    def on_click(self, event: events.Click) -> None:
        """Choose a game with the mouse; a second click watches it."""
        if event.widget is None or event.widget.id != "levels":
            return
        number = self._first + event.get_content_offset_capture(event.widget).y
        if number == self.selected:
            self.action_watch()
        elif number < len(self.games):
            self.selected = number

    def on_mouse_scroll_up(self) -> None:
        """Go up."""
        self.action_select(-1)

    def on_mouse_scroll_down(self) -> None:
        """Go down."""
        self.action_select(1)

    def _rewrite(self) -> None:
        for view in self.query(LineView):
            view.rewrite()

    def _status(self, width: int, height: int) -> list[Line]:
        del width, height
        title = None if self._level is None else self._titles.get(self._level, self._level)
        return [heading(title, len(self.games))]

    def _list(self, width: int, height: int) -> list[Line]:
        games = self.games
        if not games:
            return nothing_lines(width, keeps=self._record.lasting)
        self._first = max(0, min(self.selected - height // 2, len(games) - height))
        shown = enumerate(games[self._first : self._first + height], start=self._first)
        return [
            game_row(game, self._titles.get(game.level, game.level), width, here=n == self.selected)
            for n, game in shown
        ]

    def _detail(self, width: int, height: int) -> list[Line]:
        del height
        games = self.games
        if not games:
            return []
        return game_lines(games[self.selected], self._titles, width)
