"""The commands of the palette: what the keys do, and how the screen looks."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.app import SystemCommand
from textual.screen import Screen

from descent_game.player.settings import OPTIONS, Settings, with_choice

Choose = Callable[[Settings], None]


def look_commands(settings: Settings, choose: Choose) -> Iterator[SystemCommand]:
    """Yield the commands that change a setting."""
    for option in OPTIONS:
        for value, words in option.values.items():
            change = partial(choose, with_choice(settings, option.name, value))
            yield SystemCommand(f"{option.title}: {value}", words, change)


def key_commands(screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield a command for everything that a key does on the screen now."""
    seen = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.id and active.node is screen:
            if binding.action in seen:
                continue
            seen.add(binding.action)
            key = screen.app.get_key_display(binding)
            run = partial(screen.run_action, binding.action)
            yield SystemCommand(binding.tooltip or binding.description, f"key {key}", run)
