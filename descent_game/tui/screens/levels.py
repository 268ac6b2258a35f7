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
from descent_game.tui.keys import key_words
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import BLANK, Line, Piece, spread, width_of, wrapped
from descent_game.view.world_map import (
    Row,
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
OFFER = "New here? F1 is a tour of 60 seconds: the keys, one by one."
COMMANDS = "q?/"
"""Signs that are keys of the map while nothing is searched for; all others begin a search."""


class LevelsScreen(GameScreen):
    """Lets people choose a level. ``search`` is what has been typed, None while nobody searches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "select(-1)", "Up", id="levels.up", show=False),
        Binding("down", "select(1)", "Down", id="levels.down", show=False),
        Binding("enter,space", "play", "Play", id="levels.play", key_display="⏎"),
        Binding("slash", "search", "Search", id="levels.search", tooltip="Search by typing"),
        Binding("f2", "app.replays", "Replays", id="app.replays"),
        Binding("f3", "app.settings", "Settings", id="app.settings"),
        Binding("question_mark", "help", "Help", id="levels.help"),
        Binding("q", "app.leave", "Quit", id="levels.quit", key_display="q"),
        Binding("escape", "back", "Back", id="levels.back", show=False),
        Binding("home", "end(0)", "First level", id="levels.first", show=False),
        Binding("end", "end(-1)", "Last level", id="levels.last", show=False),
        Binding("pageup", "world(-1)", "World before", id="levels.world_up", show=False),
        Binding("pagedown", "world(1)", "Next world", id="levels.world_down", show=False),
    ]

    selected: reactive[int] = reactive(0, init=False, repaint=False)
    search: reactive[str | None] = reactive(None, init=False, repaint=False)

    def __init__(self, record: Record, found: Catalogue | None, current: str | None = None) -> None:
        super().__init__()
        self.stages: Sequence[LevelProgress] = ()
        self.broken: Sequence[BrokenPack] = ()
        self._record = record
        self._read = False
        self._rows: list[Row] = []
        self._first = 0
        if found is not None:
            self.fill(found, current)

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
        self.set_reactive(LevelsScreen.selected, places[0] if places else self._walk().next or 0)
        if self.is_mounted:
            self.rewrite()

    def compose(self) -> ComposeResult:
        """Lay out the trail and what is known of the selected level."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield LineView(self._trail, id="levels")
            yield LineView(self._detail, id="detail")
        yield Footer()

    def rewrite(self) -> None:
        """Show everything as it is now."""
        for view in self.query(LineView):
            view.rewrite()

    def watch_selected(self) -> None:
        """Show another level."""
        self.rewrite()

    def watch_search(self) -> None:
        """Go to the first level that is found, and show what is."""
        found = self._found()
        if found and self.selected not in found:
            self.selected = found[0]
        self.rewrite()

    def on_key(self, event: events.Key) -> None:
        """Search for what is typed."""
        if self.search is not None and event.key == "backspace":
            self.search = self.search[:-1] or None
        elif event.is_printable and event.character and self._searches(event.character):
            self.search = (self.search or "") + event.character
        else:
            return
        event.prevent_default().stop()

    def action_search(self) -> None:
        """Begin to search."""
        self.search = ""

    def action_select(self, by: int) -> None:
        """Go along the trail, or along what was found."""
        places = self._places()
        if places:
            here = places.index(self.selected) if self.selected in places else 0
            self.selected = places[min(max(here + by, 0), len(places) - 1)]

    def action_end(self, place: int) -> None:
        """Go to the first level (0) or to the last (-1)."""
        places = self._places()
        if places:
            self.selected = places[place]

    def action_world(self, by: int) -> None:
        """Go to the nearest start of a world that way, or to the end of the trail."""
        places = self._places()
        starts = [world.start for world in worlds(self.stages)] if self.search is None else []
        if by < 0 and places:
            self.selected = max((n for n in starts if n < self.selected), default=places[0])
        elif places:
            self.selected = min((n for n in starts if n > self.selected), default=places[-1])

    def action_play(self) -> None:
        """Play the selected level, if it is open."""
        if not self._places():
            return
        if self.selected >= len(self.stages):
            self.notify("This pack cannot be used: the reason stands beside it.", timeout=4)
            return
        stage = self.stages[self.selected]
        if self._walk().locked(self.selected):
            told = f"Locked: it opens with a star on {stage.missing_words}."
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
            self.notify("This is the first screen. q quits.", timeout=2)

    def on_click(self, event: events.Click) -> None:
        """Choose a level with the mouse; a second click plays it."""
        if event.widget is None or event.widget.id != "levels":
            return
        y = self._first + event.get_content_offset_capture(event.widget).y
        place = self._rows[y].place if y < len(self._rows) else None
        if place is not None and place == self.selected:
            self.action_play()
        elif place is not None:
            self.selected = place

    def on_mouse_scroll_up(self) -> None:
        """Go back along the trail."""
        self.action_select(-1)

    def on_mouse_scroll_down(self) -> None:
        """Go on along the trail."""
        self.action_select(1)

    def _searches(self, sign: str) -> bool:
        """Tell whether a sign that was typed belongs to a search."""
        if self.search:
            return True
        return sign not in (COMMANDS if self.search is None else "") and sign != " "

    def _offers_tour(self) -> bool:
        """Tell whether the tour is worth an offer: nothing was played, and it was not taken."""
        new = all(stage.best is None and stage.waiting is None for stage in self.stages)
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

    def _trail(self, width: int, height: int) -> list[Line]:
        self._rows = world_rows(self._walk(), width, height)
        here = [n for n, row in enumerate(self._rows) if row.place == self.selected]
        cursor = here[-1] if here else 0  # a world's heading means its first level, too
        self._first = max(0, min(cursor - height // 2, len(self._rows) - height))
        return [row.line for row in self._rows[self._first :]]

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
        offer = [*wrapped(OFFER, width, "goal"), BLANK] if self._offers_tour() else []
        return offer + stage_lines(self._walk(), width)
