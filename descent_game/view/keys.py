"""Names of keys in texts: ``{key:move}`` stands for the key that moves, remapped or not."""

from collections.abc import Callable

ARROWS = ("Left", "Right", "Up", "Down")


class Keys:
    """The keys in force. As a field of a format string it takes actions: ``f"{keys:move}"``.

    Args:
        key_of: Returns an action's key as a sentence writes it, such as ``Enter``; the action is
            called by its name in ``keys.toml``.
    """

    def __init__(self, key_of: Callable[[str], str]) -> None:
        self._key_of = key_of

    def __format__(self, actions: str) -> str:
        names = [self._key_of(action) for action in actions.split()]
        for prefix, word in ("", "Arrows"), ("shift+", "shift and arrows"):
            if {*names} == {prefix + arrow for arrow in ARROWS}:
                return word
        return " ".join(names)

    def fill(self, text: str) -> str:
        """Return a text with its fields ``{key:action}`` filled in."""
        return text.format(key=self)
