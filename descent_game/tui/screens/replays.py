"""The list of finished games: one is selected to watch again."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from descent_game.catalogue.catalogue import open_level
from descent_game.errors import DescentError
from descent_game.game.replay import replay
from descent_game.level.schema import Level
from descent_game.player.record import Record, level_key
from descent_game.player.replays import KeptGame
from descent_game.tui.messages import ReplayRequested
from descent_game.tui.screens.search_screen import SearchScreen
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import Line, wrapped
from descent_game.view.listing import Listing, Row, search_line
from descent_game.view.replays import game_lines, game_row, heading, nothing_lines


class ReplaysScreen(SearchScreen):
    """Lists the kept games, the latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Watch", id="replays.watch", key_display="⏎"),
        Binding("l", "filter", "This level only", id="replays.level"),
        Binding("slash", "search", "Search", id="replays.search", tooltip="Search by typing"),
        Binding("escape", "back", "Back", id="replays.back"),
    ]

    def __init__(self, record: Record, levels: Sequence[Level], current: str | None = None) -> None:
        super().__init__()
        self._levels = {level_key(level): level for level in levels}
        self._titles = {key: level.title for key, level in self._levels.items()}
        self._all = record.kept()
        self._record = record
        self._level = current if any(game.level == current for game in self._all) else None
        self.list_view = ListView(
            self._listing, lambda: range(len(self.games)), id="levels", find=self._find
        )

    @property
    def games(self) -> list[KeptGame]:
        """The listed games, before a search."""
        return [game for game in self._all if self._level in (None, game.level)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("open", "filter", "search") or bool(self._all)

    def action_filter(self) -> None:
        if self._level is None and self.games:
            self._level = self.games[self.list_view.selected].level
        else:
            self._level = None
        self.list_view.end_search()
        self.list_view.begin_at(0)
        self.rewrite()

    def action_open(self) -> None:
        if not self.list_view.entries:
            return
        kept = self.games[self.list_view.selected]
        try:
            level = self._levels.get(kept.level) or open_level(kept.level)
            game = replay(self._record.replay_of(kept), level)
        except DescentError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.post_message(ReplayRequested(game))

    def _find(self, text: str) -> list[int]:
        """Return the games whose level's title or name holds every word of a text."""
        words = text.lower().split()
        names = [f"{self._title(game.level)} {game.level}".lower() for game in self.games]
        return [n for n, name in enumerate(names) if all(word in name for word in words)]

    def _title(self, level: str) -> str:
        return self._titles.get(level, level)

    def status(self, width: int) -> Line:
        if self.list_view.search is not None:
            return search_line(self.list_view.search, len(self.list_view.entries), "game")
        return heading(self._level and self._title(self._level), len(self.games))

    def _listing(self, width: int, height: int) -> Listing:
        games, selected = self.games, self.list_view.selected
        if not games:
            return Listing((), nothing_lines(width, keeps=self._record.persistent))
        rows = [
            Row(game_row(games[n], self._title(games[n].level), width, here=n == selected), n)
            for n in self.list_view.entries
        ]
        return Listing(rows)

    def details(self, width: int, height: int) -> list[Line]:
        if self.games and not self.list_view.entries:
            return wrapped("No game's level is called that. Escape ends the search.", width, "dim")
        game = self.games[self.list_view.selected] if self.games else None
        return game_lines(game, self._title(game.level), width) if game else []
