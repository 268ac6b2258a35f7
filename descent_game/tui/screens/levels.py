"""The levels of the course, by world, with what has been reached."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Footer

from descent_game.game.account import turns_words
from descent_game.level.course import world_title
from descent_game.level.schema import Level
from descent_game.progress.record import Best, Record
from descent_game.tui.lines.line import (
    BLANK,
    Line,
    Piece,
    Role,
    line,
    named,
    spread,
    width_of,
    wrapped,
)
from descent_game.tui.lines.rules import moves_words
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.widgets.line_view import LineView

CHOOSE = Binding.Group("choose", compact=True)
TAGLINE = "why gradient descent works when weights depend on each other"


class LevelsScreen(GameScreen):
    """Lets people choose a level."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "select(-1)", "Up", id="levels.up", group=CHOOSE),
        Binding("down", "select(1)", "Down", id="levels.down", group=CHOOSE),
        Binding("enter,space", "play", "Play", id="levels.play", key_display="⏎"),
        Binding("q,escape", "app.leave", "Quit", id="levels.quit", key_display="q"),
    ]

    selected: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(
        self, record: Record, levels: Sequence[Level] | None, current: str | None = None
    ) -> None:
        super().__init__()
        self.levels: Sequence[Level] = ()
        self.best: dict[str, Best | None] = {}
        self.waiting: dict[str, int | None] = {}
        self._record = record
        self._read = False
        if levels is not None:
            self.fill(levels, current)

    def fill(self, levels: Sequence[Level], current: str | None = None) -> None:
        """List these levels; ``current`` is the one to begin with, else the first without stars."""
        self._read = True
        self.levels = levels
        self.best = {level.id: self._record.best(level) for level in levels}
        self.waiting = {level.id: self._record.unfinished_turns(level) for level in levels}
        places = [n for n, level in enumerate(levels) if level.id == current]
        self.set_reactive(LevelsScreen.selected, places[0] if places else self._first_open())
        if self.is_mounted:
            self.watch_selected()

    def compose(self) -> ComposeResult:
        """Lay out the list and what is known of the selected level."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield LineView(self._list, id="levels")
            yield LineView(self._detail, id="detail")
        yield Footer()

    def watch_selected(self) -> None:
        """Show another level."""
        for view in self.query(LineView):
            view.rewrite()

    def action_select(self, by: int) -> None:
        """Go up or down the list."""
        if self.levels:
            self.selected = min(max(self.selected + by, 0), len(self.levels) - 1)

    def action_play(self) -> None:
        """Play the selected level."""
        if self.levels:
            self.post_message(LevelChosen(self.levels[self.selected]))

    def on_click(self, event: events.Click) -> None:
        """Choose a level with the mouse; a second click plays it."""
        if event.widget is None or event.widget.id != "levels":
            return
        number = self._places.get(self._first + event.get_content_offset_capture(event.widget).y)
        if number is not None and number == self.selected:
            self.action_play()
        elif number is not None:
            self.selected = number

    def _first_open(self) -> int:
        """Return the first level without a star."""
        open_ones = [n for n, level in enumerate(self.levels) if not self._stars(level)]
        return open_ones[0] if open_ones else 0

    def _stars(self, level: Level) -> int:
        best = self.best[level.id]
        return best.stars if best else 0

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        stars = sum(map(self._stars, self.levels))
        right = (Piece(f"★ {stars}", "star"), Piece(f" of {3 * len(self.levels)}", "dim"))
        left: Line = (Piece("Descent  ", "strong"), Piece(TAGLINE, "dim"))
        if width_of(left) + width_of(right) + 2 > width:
            left = left[:1]
        return [spread(left, right, width)]

    def _list(self, width: int, height: int) -> list[Line]:
        lines: list[Line] = []
        self._places: dict[int, int] = {}
        cursor = 0
        world = None
        for number, level in enumerate(self.levels):
            if level.world != world:
                lines += [BLANK, line(world_title(level.world).upper(), "title")]
                world = level.world
            if number == self.selected:
                cursor = len(lines)
            self._places[len(lines)] = number
            lines.append(self._row(number, level, width))
        self._first = max(0, min(cursor - height // 2, len(lines) - height))
        return lines[self._first :]

    def _row(self, number: int, level: Level, width: int) -> Line:
        earned = self._stars(level)
        marker = "▸ " if number == self.selected else "  "
        role: Role = "cursor" if number == self.selected else "text"
        name = f"{marker}{level.title}"
        stars = "★" * earned + "☆" * (3 - earned)
        room = max(width - len(stars) - 1, 1)
        return Piece(f"{name[:room]:<{room}} ", role), Piece(stars, "star" if earned else "dim")

    def _detail(self, width: int, height: int) -> list[Line]:
        del height
        if not self._read:
            return wrapped("Reading the levels ...", width, "dim")
        if not self.levels:
            return wrapped("There are no levels here. Install the game again.", width, "bad")
        level = self.levels[self.selected]
        lines = [line(level.title, "player"), BLANK]
        if self.best[level.id] is not None:  # the idea is for finding first
            lines += [*wrapped(level.idea, width), BLANK]
        return [*lines, *_facts(level, width), BLANK, *self._result(level, width)]

    def _result(self, level: Level, width: int) -> list[Line]:
        turns = self.waiting[level.id]
        if turns is not None:
            words = f"A game is waiting for you after {turns_words(turns)}."
            return wrapped(words, width, "compass")
        best = self.best[level.id]
        if best is None:
            return wrapped("Not played yet.", width, "dim")
        if best.turns is None:
            return wrapped("Played, the goal not reached yet.", width, "dim")
        return wrapped(f"Best: {best.stars} of 3 stars, {turns_words(best.turns)}.", width)


def _facts(level: Level, width: int) -> list[Line]:
    rules = level.rules
    sight = "the whole map" if level.map.sight == "all" else "fog beyond a short sight"
    facts = [
        ("Moves", moves_words(rules)),
        ("Turns", f"at most {rules.turns}"),
        ("Sight", sight),
        ("Bot", level.bot.optimizer),
    ]
    return named(facts, width)
