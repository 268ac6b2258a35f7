"""The keys: what each does, screen by screen, and how to remap them."""

import textwrap
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from descent_game.tui.host import drop_repeats
from descent_game.tui.screens.dialog import ListDialog
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import BLANK, Line, Piece, Role, line, wrapped
from descent_game.view.listing import Listing, Row

MODIFIERS = frozenset({"shift", "ctrl", "alt", "super", "hyper", "meta"})
"""Keys that some terminals send for themselves."""

WORDS = 38
"""Columns of an action's description."""

FIXED = frozenset({"escape", "ctrl+p", "ctrl+q", "ctrl+c", "ctrl+z"})
"""Keys that cannot be remapped."""


class Action(NamedTuple):
    """An action of one kind of screen; ``id`` is its name in ``keys.toml``."""

    screen: str
    id: str
    words: str
    default: str


SCREENS = {
    "The map of the levels": "levels:LevelsScreen",
    "Before the game": "brief:BriefScreen",
    "In play": "play:PlayScreen",
    "After the game": "debrief:DebriefScreen",
    "Demonstrations": "demo:DemoScreen",
    "Replays": "replays:ReplaysScreen",
    "A replay": "watch:WatchScreen",
    "Basins": "basins:BasinsScreen",
    "The short course": "short_course:ShortCourseScreen",
    "A homework": "homework:HomeworkScreen",
    "The list of homework": "assignments:AssignmentsScreen",
    "A race": "race:RaceScreen",
    "The sandbox": "sandbox:SandboxScreen",
    "A level that is written": "level_watch:LevelWatchScreen",
    "The editor of levels": "edit:EditScreen",
}
"""Where each screen whose keys can be remapped is, by its name for players."""


def all_bindings(app: Sequence[BindingType]) -> dict[str, Sequence[BindingType]]:
    """Return the bindings of every kind of screen by its name; ``app`` has those of the app."""
    found = {"Everywhere": app, "Lists": ListView.BINDINGS}
    for title, place in SCREENS.items():
        module, _, name = place.partition(":")
        found[title] = getattr(import_module(f"descent_game.tui.screens.{module}"), name).BINDINGS
    return found


def all_actions(app: Sequence[BindingType]) -> list[Action]:
    """Return the actions of all screens that can be remapped; ``app`` has the app's bindings."""
    found: dict[str, Action] = {}
    for name, bindings in all_bindings(app).items():
        for binding in bindings:
            if isinstance(binding, Binding) and binding.id and binding.key not in FIXED:
                words = binding.tooltip or binding.description
                action = Action(name, binding.id, words, binding.key)
                found.setdefault(binding.id, action)
    return list(found.values())


class KeysScreen(ListDialog[None]):
    """Lists the actions; after Enter, the next key pressed becomes the selected action's key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Change", show=False),
        Binding("delete,backspace", "reset", "Usual key", show=False),
    ]

    capturing: reactive[bool] = reactive(False, init=False, repaint=False)

    def __init__(
        self,
        actions: Sequence[Action],
        keys: dict[str, str],
        change: Callable[[dict[str, str]], None],
    ) -> None:
        super().__init__()
        self._actions = list(actions)
        self._keys = dict(keys)
        self._change = change
        self._refusal = ""
        self.list_view = ListView(self._listing, lambda: range(len(self._actions)))

    def on_list_view_changed(self) -> None:
        self._refusal = ""
        self.list_view.rewrite()

    def watch_capturing(self) -> None:
        self.list_view.rewrite()

    def on_key(self, event: events.Key) -> None:
        if not self.capturing or event.key in MODIFIERS:
            return
        event.prevent_default().stop()
        drop_repeats(self)
        if event.key != "escape":
            self._take(event.key)
        self.capturing = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (self.capturing and action in ("open", "reset", "close"))

    def action_open(self) -> None:
        self._refusal = ""
        self.capturing = True

    def action_reset(self) -> None:
        if self._keys.pop(self._actions[self.list_view.selected].id, None) is not None:
            self._change(self._keys)
        self.list_view.rewrite()

    def _take(self, key: str) -> None:
        action = self._actions[self.list_view.selected]
        taken = [
            other.words
            for other in self._actions
            if other.screen == action.screen
            and other.id != action.id
            and key in self._keys_of(other)
        ]
        if key in FIXED or taken:
            meaning = taken[0] if taken else "something else, always"
            self._refusal = f"{self.app.get_key_display(Binding(key, '', ''))}: {meaning}."
            return
        self._keys[action.id] = key
        self._change(self._keys)

    def _keys_of(self, action: Action) -> list[str]:
        return self._keys.get(action.id, action.default).split(",")

    def _listing(self, width: int, height: int) -> Listing:
        how = "Enter changes a key, Delete takes the usual one, Escape closes."
        rows: list[Row] = []
        screen = ""
        for number, action in enumerate(self._actions):
            if action.screen != screen:
                screen = action.screen
                rows += [Row(BLANK), Row(line(screen.upper(), "title"))]
            rows += [Row(each, number) for each in self._row(number, action, width)]
        return Listing(rows, [line("Keys", "player"), *wrapped(how, width)])

    def _row(self, number: int, action: Action, width: int) -> list[Line]:
        here = number == self.list_view.selected
        role: Role = "cursor" if here else "text"
        shown = [self.app.get_key_display(Binding(key, "", "")) for key in self._keys_of(action)]
        keys = " ".join(shown) if not (here and self.capturing) else "press the key ..."
        changed = " (changed)" if action.id in self._keys else ""
        room = max(width - WORDS - 4, 10)
        first, *rest = textwrap.wrap(action.words, WORDS)
        rows: list[Line] = [
            (
                Piece(f"{'▸' if here else ' '} {first:<{WORDS}}", role),
                Piece(f"  {keys}{changed}"[:room], "strong" if here else "text"),
            ),
            *(line(f"  {more:<{WORDS}}", role) for more in rest),
        ]
        if here and self._refusal:
            rows += wrapped(f"Taken: {self._refusal}", width, "bad")
        return rows
