"""Words that are still those of the level that a new one was made from, as its comment says."""

import re
from collections.abc import Iterator
from functools import lru_cache

from descent_game.catalogue.catalogue import find_known_level
from descent_game.checking.findings import Fault
from descent_game.checking.text_rules import texts_of
from descent_game.errors import DescentError
from descent_game.level.schema import Level

_SOURCE = re.compile(r"^# \S+: made from '([^'\n]+)'", re.MULTILINE)


def copied_faults(level: Level, text: str) -> Iterator[Fault]:
    """Yield the words that a level has from another, which the text of its file names."""
    made = _SOURCE.search(text)
    words = _words(made[1]) if made and made[1] != level.id else frozenset[str]()
    for own in texts_of(level):
        if made and own.text in words:
            yield Fault("copied", own.path, f"still the words of {made[1]!r}")


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    """Return the words of a level of the course or of a pack, none of any other."""
    try:
        level = find_known_level(name).read()
    except DescentError:
        return frozenset()
    return frozenset(own.text for own in texts_of(level) if own.text)
