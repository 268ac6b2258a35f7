"""Digests of the sections of a level that matter for play; its prose has none."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from descent_game.level.parameters import DIGITS
from descent_game.level.schema import Level

PLAY_SECTIONS = ("loss", "map", "start", "rules", "goal", "bot", "noise", "stars", "variants")
ROUNDED_SECTIONS = ("goal", "bot")
LENGTH = 16
"""Hexadecimal digits of a digest: 64 bits, enough against accidental collisions."""


@lru_cache(maxsize=64)  # every replay of a level needs them
def section_digests(level: Level) -> dict[str, str]:
    """Return the digests of the sections that can change a game, by their names.

    Data are part of the digest of the loss. The dictionary is shared: it is to be read only.
    """
    digests = {}
    for section in PLAY_SECTIONS:
        content = msgspec.to_builtins(getattr(level, section))
        data = level.dataset or level.picture
        if section == "loss" and data is not None:
            content = {**content, "data": data.digest}
        if section in ROUNDED_SECTIONS and level.rounded and _has_formula(content):
            content = {**content, "digits": DIGITS}
        digests[section] = _digest(content)
    return digests


def level_digest(level: Level) -> str:
    """Return one digest of a level's id and all these sections."""
    return _digest([level.id, section_digests(level)])


def _has_formula(content: Mapping[str, Any]) -> bool:
    """Tell whether a goal or a bot has a number that is written as a formula."""
    numbers = content.get("settings", content)
    names = ("schedule", "kind", "optimizer")
    return any(isinstance(each, str) for name, each in numbers.items() if name not in names)


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
