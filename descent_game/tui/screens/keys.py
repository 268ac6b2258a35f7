"""The keys: what each does, screen by screen, and how to give an action another one."""

import textwrap
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive

from descent_game.tui.host import drop_repeats
from descent_game.tui.screens.dialog import Dialog
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import BLANK, Line, Piece, Role, line, wrapped
from descent_game.view.listing import Listing, Row

MODIFIERS = frozenset({"shift", "ctrl", "alt", "super", "hyper", "meta"})
"""Some terminals send these as keys of their own."""

WORDS = 38
"""Columns of what an action does."""

FIXED = frozenset({"escape", "ctrl+p", "ctrl+q", "ctrl+c", "ctrl+z"})
"""Keys that always mean the same."""


class Action(NamedTuple):
    """Something that keys do on one kind of screen, by the name it has in ``keys.toml``."""

    screen: str
    id: str
    words: str
    usual: str


def actions_of(screens: Sequence[tuple[str, Sequence[BindingType]]]) -> list[Action]:
    """Return everything that can be given another key, from the bindings of the screens."""
    found: dict[str, Action] = {}
    for name, bindings in screens:
        for binding in bindings:
            if isinstance(binding, Binding) and binding.id and binding.key not in FIXED:
                words = binding.tooltip or binding.description
                action = Action(name, binding.id, words, binding.key)
                found.setdefault(binding.id, action)
    return list(found.values())


class KeysScreen(Dialog[None]):
    """Lists the actions; Enter takes the next key that is pressed for one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask", "Change", show=False),
        Binding("delete,backspace", "forget", "Usual key", show=False),
    ]

    asking: reactive[bool] = reactive(False, init=False, repaint=False)

    def __init__(
        self,
        actions: Sequence[Action],
        keys: dict[str, str],
        keep: Callable[[dict[str, str]], None],
    ) -> None:
        super().__init__()
        self._actions = list(actions)
        self._keys = dict(keys)
        self._keep = keep
        self._trouble = ""
        self.list_view = ListView(self._listing, lambda: range(len(self._actions)))

    def compose(self) -> ComposeResult:
        with Vertical(classes="page-box"):
            yield self.list_view

    def on_list_view_selected(self) -> None:
        self._trouble = ""
        self.list_view.rewrite()

    def on_list_view_opened(self) -> None:
        self.action_ask()

    def watch_asking(self) -> None:
        self.list_view.rewrite()

    def on_key(self, event: events.Key) -> None:
        """Take the key that was asked for."""
        if not self.asking or event.key in MODIFIERS:
            return
        event.prevent_default().stop()
        drop_repeats(self)
        if event.key != "escape":
            self._take(event.key)
        self.asking = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return not (self.asking and action in ("ask", "forget", "close"))

    def action_ask(self) -> None:
        """Ask for a key."""
        self._trouble = ""
        self.asking = True

    def action_forget(self) -> None:
        """Give the action its usual keys again."""
        if self._keys.pop(self._actions[self.list_view.selected].id, None) is not None:
            self._keep(self._keys)
        self.list_view.rewrite()

    def _take(self, key: str) -> None:
        action = self._actions[self.list_view.selected]
        taken = [
            other.words
            for other in self._actions
            if other.screen == action.screen and other.id != action.id and key in self._of(other)
        ]
        if key in FIXED or taken:
            meaning = taken[0] if taken else "something else, always"
            self._trouble = f"{self.app.get_key_display(Binding(key, '', ''))}: {meaning}."
            return
        self._keys[action.id] = key
        self._keep(self._keys)

    def _of(self, action: Action) -> list[str]:
        return self._keys.get(action.id, action.usual).split(",")

    def _listing(self, width: int, height: int) -> Listing:
        del height
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
        shown = [self.app.get_key_display(Binding(key, "", "")) for key in self._of(action)]
        keys = " ".join(shown) if not (here and self.asking) else "press the key ..."
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
        if here and self._trouble:
            rows += wrapped(f"Taken: {self._trouble}", width, "bad")
        return rows
