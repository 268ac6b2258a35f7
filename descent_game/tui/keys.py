"""The keys that work on a screen now, for help pages, texts and the command palette."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

from descent_game.player.settings import OPTIONS, Settings, with_choice
from descent_game.tui.host import keymap_of
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.keys import Keys

SHARED = ("app.", "list.")
"""Prefixes of the ids of bindings that work on every screen, or in every list."""

NAMES = {"pageup": "Page up", "pagedown": "Page down"}
"""Keys whose name in a sentence is not Textual's name with a capital letter."""


def key_words(screen: Screen[Any]) -> list[tuple[str, str]]:
    """Return each action's keys and what they do, in the order of the screen's bindings."""
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        own = binding.id and (binding.id.startswith(SHARED) or active.node is screen)
        if not active.enabled or not binding.description or not own:
            continue
        shown = screen.app.get_key_display(binding)
        name = binding.action
        if shown not in keys.setdefault(name, []):
            keys[name].append(shown)
        words[name] = binding.tooltip or binding.description
    return [(" ".join(keys[name]), words[name]) for name in keys]


def keys_of(node: Screen[Any] | App[Any]) -> Keys:
    """Return the keys in force for the actions of a screen and its app, for use in texts."""
    owners = (type(node),) if isinstance(node, App) else (type(node.app), type(node))
    return Keys(partial(_key_of, keymap_of(node.app), default_keys(*owners)))


@cache
def default_keys(*owners: type[DOMNode]) -> dict[str, str]:
    """Return the keys that the actions of lists and of ``owners`` have unless they are remapped."""
    all_owners: list[type[DOMNode]] = [ListView, *owners]
    return {
        binding.id: binding.key
        for owner in all_owners
        for base in reversed(owner.mro())
        for binding in base.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    }


def _key_of(keymap: Mapping[str, str], defaults: Mapping[str, str], action: str) -> str:
    return written_key(keymap.get(action, defaults[action]).split(",")[0])


def written_key(key: str) -> str:
    """Return a key as a sentence writes it: ``Enter``, ``F3``, ``ctrl+s``, ``?``."""
    *modifiers, name = key.split("+")
    shown = name if len(name) == 1 else format_key(name)
    if len(shown) > 1 or not shown.isascii():
        shown = NAMES.get(name, name.capitalize())
    return "+".join([*modifiers, shown])


def setting_commands(
    settings: Settings, choose: Callable[[Settings], None]
) -> Iterator[SystemCommand]:
    """Yield a palette command for every value of every setting."""
    for option in OPTIONS:
        for value, words in option.values.items():
            change = partial(choose, with_choice(settings, option.name, value))
            yield SystemCommand(f"{option.title}: {value}", words, change)


def key_commands(screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield a palette command for every action that has a key on the screen now."""
    bindings: dict[str, Binding] = {}
    for active in screen.active_bindings.values():
        if active.enabled and active.binding.id and active.node is screen:
            bindings.setdefault(active.binding.action, active.binding)
    for binding in bindings.values():
        key = screen.app.get_key_display(binding)
        run = partial(screen.run_action, binding.action)
        yield SystemCommand(binding.tooltip or binding.description, f"key {key}", run)
