"""The map of the worlds: their levels as a trail, with what has been reached and what is next."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Footer

from descent_game.catalogue.catalogue import Catalogue
from descent_game.catalogue.pack import BrokenPack
from descent_game.level.schema import Level
from descent_game.player.course_progress import LevelProgress, next_stage, search, trail, worlds
from descent_game.player.record import Record
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words, keys_of
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import BLANK, Line, Piece, spread, width_of, wrapped
from descent_game.view.listing import Listing
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
FIRST_SCREEN = "This is the first screen. {key:levels.quit} quits."


class LevelsScreen(GameScreen):
    """Lets people choose a level. ``search`` is what has been typed, None while nobody searches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "play", "Play", id="levels.play", key_display="⏎"),
        Binding("slash", "search", "Search", id="levels.search", tooltip="Search by typing"),
        Binding("f2", "app.replays", "Replays", id="app.replays"),
        Binding("f3", "app.settings", "Settings", id="app.settings"),
        Binding("question_mark", "help", "Help", id="levels.help"),
        Binding("q", "app.leave", "Quit", id="levels.quit", key_display="q"),
        Binding("escape", "back", "Back", id="levels.back", show=False),
    ]

    search: reactive[str | None] = reactive(None, init=False, repaint=False)

    def __init__(self, record: Record, found: Catalogue | None, current: str | None = None) -> None:
        super().__init__()
        self.stages: Sequence[LevelProgress] = ()
        self.broken: Sequence[BrokenPack] = ()
        self._record = record
        self._read = False
        self.list_view = ListView(self._listing, self._places, self._stops, id="levels")
        if found is not None:
            self.fill(found, current)

    @property
    def selected(self) -> int:
        """The place of the cursor; after the levels come broken packs."""
        return self.list_view.selected

    @property
    def levels(self) -> list[Level]:
        """The levels on the map, in their order."""
        return [stage.level for stage in self.stages]

    @property
    def pointed_at(self) -> Level | None:
        """The level that the cursor is on."""
        return self.stages[self.selected].level if self.selected < len(self.stages) else None

    def fill(self, found: Catalogue, current: str | None = None) -> None:
        """Show these levels; ``current`` is the one to begin with, else what is next."""
        self._read = True
        self.stages, self.broken = trail(found.levels, self._record), found.broken
        places = [n for n, level in enumerate(found.levels) if level.address == current]
        self.list_view.begin_at(places[0] if places else self._walk().next or 0)
        if self.is_mounted:
            self.rewrite()

    def compose(self) -> ComposeResult:
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield self.list_view
            yield LineView(self._detail, id="detail")
        yield Footer()

    def rewrite(self) -> None:
        """Show everything as it is now."""
        for view in self.query(LineView):
            view.rewrite()

    def on_list_view_selected(self) -> None:
        self.rewrite()

    def on_list_view_opened(self) -> None:
        self.action_play()

    def watch_search(self) -> None:
        """Go to the first level that is found, and show what is."""
        found = self._found()
        if found and self.selected not in found:
            self.list_view.selected = found[0]
        self.rewrite()

    def on_key(self, event: events.Key) -> None:
        """Search for what is typed."""
        if self.search is not None and event.key == "backspace":
            self.search = self.search[:-1] or None
        elif event.is_printable and event.character and self._searches(event):
            self.search = (self.search or "") + event.character
        else:
            return
        event.prevent_default().stop()

    def action_search(self) -> None:
        """Begin to search."""
        self.search = ""

    def action_play(self) -> None:
        """Play the selected level, if it is open."""
        if not self._places():
            return
        if self.selected >= len(self.stages):
            self.notify("This pack cannot be used: the reason stands beside it.", timeout=4)
            return
        stage = self.stages[self.selected]
        if self._walk().locked(self.selected):
            told = f"Locked: it opens with a star on {stage.required_words}."
            self.notify(told, markup=False, timeout=4)
        else:
            self.post_message(LevelChosen(stage.level))

    def action_help(self) -> None:
        """Explain every sign and every key."""
        keys = key_words(self)
        self.app.push_screen(PageScreen("The map", lambda width: world_help(keys, width)))

    def action_back(self) -> None:
        """Stop searching; where nobody searches, say how to leave."""
        if self.search is not None:
            self.search = None
        else:
            self.notify(keys_of(self).fill(FIRST_SCREEN), timeout=2, markup=False)

    def _searches(self, event: events.Key) -> bool:
        """Tell whether a character that was typed belongs to a search: all that are no keys do."""
        if self.search is None:
            return event.key not in self.active_bindings
        return bool(self.search) or event.key != "space"

    def _offers_tour(self) -> bool:
        """Tell whether the tour is worth an offer: nothing was played, and it was not taken."""
        new = all(stage.best is None and stage.unfinished_turns is None for stage in self.stages)
        return new and not settings_of(self).toured

    def _walk(self) -> TrailView:
        all_open = settings_of(self).all_open
        next_one = next_stage(self.stages, all_open=all_open)
        return TrailView(self.stages, self.selected, next_one, all_open, self._found(), self.broken)

    def _found(self) -> list[int] | None:
        return None if self.search is None else search(self.stages, self.search)

    def _places(self) -> list[int]:
        """Return the places that the cursor may have; after the levels come broken packs."""
        found = self._found()
        return list(range(len(self.stages) + len(self.broken))) if found is None else found

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        stars = sum(stage.stars for stage in self.stages)
        right: Line = (Piece(f"★ {stars}", "star"), Piece(f" of {3 * len(self.stages)}", "dim"))
        if not self.stages:  # not read yet
            right = ()
        room = width - width_of(right) - 2 - len("Descent  ")
        told = next((words for words in TAGLINES if len(words) <= room), "")
        left: Line = (Piece("Descent  ", "strong"), Piece(told, "dim"))
        if self.search is not None:
            count = len(self._places())
            found = "no level" if not count else "1 level" if count == 1 else f"{count} levels"
            left = (
                Piece("Search: ", "dim"),
                Piece(f"{self.search}│", "strong"),
                Piece(f"  {found}", "dim"),
            )
        return [spread(left, right, width)]

    def _stops(self) -> list[int]:
        """Return where the worlds start, which the page keys go to."""
        return [world.start for world in worlds(self.stages)] if self.search is None else []

    def _listing(self, width: int, height: int) -> Listing:
        return Listing(world_rows(self._walk(), width, height))

    def _detail(self, width: int, height: int) -> list[Line]:
        del height
        if not self._read:
            return wrapped("Reading the levels ...", width, "dim")
        if not (self.stages or self.broken):
            return wrapped("There are no levels here. Install the game again.", width, "bad")
        if not self._places():
            return wrapped("No level is called that. Escape ends the search.", width, "dim")
        if self.selected >= len(self.stages):
            return broken_lines(self.broken[self.selected - len(self.stages)], width)
        offer = (
            [*wrapped(keys_of(self).fill(OFFER), width, "goal"), BLANK]
            if self._offers_tour()
            else []
        )
        return offer + stage_lines(self._walk(), width)
