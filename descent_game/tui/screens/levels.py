"""The list of levels: worlds with their levels, what has been reached and what is next."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from descent_game.catalogue.catalogue import Catalogue
from descent_game.catalogue.pack import BrokenPack
from descent_game.level.schema import Level
from descent_game.player.course_progress import LevelProgress, next_stage, search, trail, worlds
from descent_game.player.record import Record
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words, keys_of
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.screens.search_screen import SearchScreen
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import BLANK, Line, Piece, spread, width_of, wrapped
from descent_game.view.listing import Listing, search_line
from descent_game.view.short_course import LEVEL_IDS, is_complete
from descent_game.view.world_map import (
    TrailView,
    broken_lines,
    stage_lines,
    world_help,
    world_rows,
)

TAGLINES = (
    "why gradient descent works when weights depend on each other",
    "why descent works when weights depend on each other",
)
"""What the game is about; the second one where the first is too long."""
OFFER = "New here? {key:app.tour} is a tour of 60 seconds: the keys, one by one."
QUESTION = (
    "Each slope holds the other weight still: does the gradient miss that moving both would be"
    " better? {key:app.short_course} answers it with five levels in a quarter of an hour."
)
FIRST_SCREEN = "This is the first screen. {key:levels.quit} quits."


class LevelsScreen(SearchScreen):
    """Lists the levels of the course and of packs; the last entries are packs with errors."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Play", id="levels.play", key_display="⏎"),
        Binding("slash", "search", "Search", id="levels.search", tooltip="Search by typing"),
        Binding("f2", "app.replays", "Replays", id="app.replays"),
        Binding("f3", "app.settings", "Settings", id="app.settings"),
        Binding("question_mark", "help", "Help", id="levels.help"),
        Binding("q", "app.leave", "Quit", id="levels.quit", key_display="q"),
        Binding("escape", "back", "Back", id="levels.back", show=False),
    ]

    def __init__(self, record: Record, found: Catalogue | None, current: str | None = None) -> None:
        super().__init__()
        self.stages: Sequence[LevelProgress] = ()
        self.broken: Sequence[BrokenPack] = ()
        self._record = record
        self._loaded = False
        self.list_view = ListView(
            self._listing,
            lambda: range(len(self.stages) + len(self.broken)),
            self._stops,
            lambda text: search(self.stages, text),
            id="levels",
        )
        if found is not None:
            self.fill(found, current)

    @property
    def selected(self) -> int:
        """The selected entry: a level's place, or after the levels that of a broken pack."""
        return self.list_view.selected

    @property
    def levels(self) -> list[Level]:
        """The levels in their order."""
        return [stage.level for stage in self.stages]

    @property
    def selected_level(self) -> Level | None:
        return self.stages[self.selected].level if self.selected < len(self.stages) else None

    def fill(self, found: Catalogue, current: str | None = None) -> None:
        """Show these levels, with the one of address ``current`` selected, else the next one."""
        self._loaded = True
        self.stages, self.broken = trail(found.levels, self._record), found.broken
        places = [n for n, level in enumerate(found.levels) if level.address == current]
        self.list_view.begin_at(places[0] if places else self._walk().next or 0)
        if self.is_mounted:
            self.rewrite()

    def action_open(self) -> None:
        if not self.list_view.entries:
            return
        if self.selected >= len(self.stages):
            self.notify("This pack cannot be used: the reason stands beside it.", timeout=4)
            return
        stage = self.stages[self.selected]
        if self._walk().locked(self.selected):
            words = f"Locked: it opens with a star on {stage.required_words}."
            self.notify(words, markup=False, timeout=4)
        else:
            self.post_message(LevelChosen(stage.level))

    def action_help(self) -> None:
        keys = key_words(self)
        self.app.push_screen(PageScreen("The map", lambda width: world_help(keys, width)))

    def action_back(self) -> None:
        if not self.list_view.end_search():
            self.notify(keys_of(self).fill(FIRST_SCREEN), timeout=2, markup=False)

    def _offers_tour(self) -> bool:
        """Return whether to offer the tour: nothing was played, and the tour was not taken."""
        new = all(stage.best is None and stage.unfinished_turns is None for stage in self.stages)
        return new and not settings_of(self).toured

    def _walk(self) -> TrailView:
        all_open = settings_of(self).all_open
        next_one = next_stage(self.stages, all_open=all_open)
        return TrailView(self.stages, self.selected, next_one, all_open, self._found(), self.broken)

    def _found(self) -> Sequence[int] | None:
        return None if self.list_view.search is None else self.list_view.entries

    def status(self, width: int) -> Line:
        stars = sum(stage.stars for stage in self.stages)
        right: Line = (Piece(f"★ {stars}", "star"), Piece(f" of {3 * len(self.stages)}", "dim"))
        if not self.stages:  # not loaded yet
            right = ()
        room = width - width_of(right) - 2 - len("Descent  ")
        tagline = next((words for words in TAGLINES if len(words) <= room), "")
        left: Line = (Piece("Descent  ", "strong"), Piece(tagline, "dim"))
        if self.list_view.search is not None:
            left = search_line(self.list_view.search, len(self.list_view.entries), "level")
        return spread(left, right, width)

    def _stops(self) -> list[int]:
        """Return the first level of each world."""
        searching = self.list_view.search is not None
        return [] if searching else [world.start for world in worlds(self.stages)]

    def _listing(self, width: int, height: int) -> Listing:
        return Listing(world_rows(self._walk(), width, height))

    def details(self, width: int, height: int) -> list[Line]:
        if not self._loaded:
            return wrapped("Reading the levels ...", width, "dim")
        if not (self.stages or self.broken):
            return wrapped("There are no levels here. Install the game again.", width, "bad")
        if not self.list_view.entries:
            return wrapped("No level is called that. Escape ends the search.", width, "dim")
        if self.selected >= len(self.stages):
            return broken_lines(self.broken[self.selected - len(self.stages)], width)
        lines = stage_lines(self._walk(), width)
        if self._offers_tour():
            lines = [*wrapped(keys_of(self).fill(OFFER), width, "goal"), BLANK, *lines]
        if not is_complete([stage for stage in self.stages if stage.level.id in LEVEL_IDS]):
            lines += [BLANK, *wrapped(keys_of(self).fill(QUESTION), width, "goal")]
        return lines
