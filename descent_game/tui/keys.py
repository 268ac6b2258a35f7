"""The keys that work on a screen now, in words, remapped or not."""

from typing import Any

from textual.screen import Screen

SHARED = ("app.", "list.")
"""How the names of the keys begin that work on every screen, or in every list."""


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
