"""The finished games: choose one to watch again."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
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
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import Line
from descent_game.view.listing import Listing, Row
from descent_game.view.replays import game_lines, game_row, heading, nothing_lines


class ReplaysScreen(GameScreen):
    """Lists the finished games that are kept, the latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "watch", "Watch", id="replays.watch", key_display="⏎"),
        Binding("l", "narrow", "This level only", id="replays.level"),
        Binding("escape", "back", "Back", id="replays.back"),
    ]

    def __init__(self, record: Record, levels: Sequence[Level], current: str | None = None) -> None:
        super().__init__()
        self._levels = {level_key(level): level for level in levels}
        self._titles = {key: level.title for key, level in self._levels.items()}
        self._all = record.kept()
        self._record = record
        self._level = current if any(game.level == current for game in self._all) else None
        self.list_view = ListView(self._listing, lambda: range(len(self.games)), id="levels")

    @property
    def games(self) -> list[KeptGame]:
        """The games that are listed."""
        return [game for game in self._all if self._level in (None, game.level)]

    def compose(self) -> ComposeResult:
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield self.list_view
            yield LineView(self._detail, id="detail")
        yield Footer()

    def on_list_view_selected(self) -> None:
        self._rewrite()

    def on_list_view_opened(self) -> None:
        self.action_watch()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action not in ("watch", "narrow") or bool(self._all)

    def action_narrow(self) -> None:
        """List the games of the chosen one's level only, or all again."""
        if self._level is None and self.games:
            self._level = self.games[self.list_view.selected].level
        else:
            self._level = None
        self.list_view.begin_at(0)
        self._rewrite()

    def action_watch(self) -> None:
        if not self.games:
            return
        kept = self.games[self.list_view.selected]
        try:
            level = self._levels.get(kept.level) or open_level(kept.level)
            game = replay(self._record.replay_of(kept), level)
        except DescentError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.post_message(ReplayRequested(game))

    def action_back(self) -> None:
        self.post_message(BackRequested())

    def _rewrite(self) -> None:
        for view in self.query(LineView):
            view.rewrite()

    def _status(self, width: int, height: int) -> list[Line]:
        del width, height
        title = None if self._level is None else self._titles.get(self._level, self._level)
        return [heading(title, len(self.games))]

    def _listing(self, width: int, height: int) -> Listing:
        del height
        games = self.games
        if not games:
            return Listing((), nothing_lines(width, keeps=self._record.persistent))
        titles, here = self._titles, self.list_view.selected
        return Listing(
            [
                Row(game_row(game, titles.get(game.level, game.level), width, here=n == here), n)
                for n, game in enumerate(games)
            ]
        )

    def _detail(self, width: int, height: int) -> list[Line]:
        del height
        games = self.games
        if not games:
            return []
        return game_lines(games[self.list_view.selected], self._titles, width)
