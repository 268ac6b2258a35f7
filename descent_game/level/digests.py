"""Digests of a level by section: of what matters for play, not of its prose."""

import hashlib
import json
from functools import lru_cache
from typing import Any

import msgspec

from descent_game.level.schema import Level, LevelKey

PLAY_SECTIONS = ("loss", "map", "start", "rules", "goal", "bot", "noise", "stars", "variants")
LENGTH = 16
"""Hexadecimal digits of a digest: 64 bits, plenty against accidents."""


def section_digests(level: Level) -> dict[str, str]:
    """Return the digest of every section that can change a game; data count as the loss's."""
    return dict(_digests(LevelKey(level)))


@lru_cache(maxsize=64)
def _digests(key: LevelKey) -> dict[str, str]:
    """Return a level's digests; kept, since every replay of a level asks for them."""
    level, digests = key.level, {}
    for section in PLAY_SECTIONS:
        content = msgspec.to_builtins(getattr(level, section))
        data = level.dataset or level.picture
        if section == "loss" and data is not None:
            content = {**content, "data": data.digest}
        digests[section] = _digest(content)
    return digests


def level_digest(level: Level) -> str:
    """Return one digest for the whole of a level's play."""
    return _digest([level.id, section_digests(level)])


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
