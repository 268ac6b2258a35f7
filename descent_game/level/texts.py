"""The fields of a level's texts: ``{bot.turns}`` is filled in from a measurement.

Not ``str.format``: level files come from strangers, and its fields reach into objects.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

_FIELD = re.compile(r"\{([^{}]*)\}")
_BRACED = re.compile(rf"{_FIELD.pattern}|[{{}}]")

GAME_FIELDS = (
    "turns",
    "took",
    "turns_allowed",
    "max_step",
    "loss",
    "held_out",
    "start_loss",
    "goal",
    "tolerance",
    "noise",
    "hold",
    "par",
    "two",
    "stars",
    "bot.name",
    "bot.turns",
    "bot.took",
    "bot.loss",
    "bot.held_out",
)
"""The fields of a game; ``claim.NAME`` is the measured value of a claim."""


def text_rows(text: str, width: int) -> list[str]:
    """Return a text's paragraphs in rows of a width, a blank row between two.

    An indented paragraph keeps its rows: formulas and tables.
    """
    rows: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        parts = paragraph.split("\n") if paragraph.startswith("  ") else [paragraph]
        rows += ["", *(row for part in parts for row in textwrap.wrap(part, max(width, 1)))]
    return rows[1:]


def unknown_fields(text: str, claims: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield a message for every unknown field of a text, and its character, from 1.

    Args:
        text: The text.
        claims: The names of the level's claims.
    """
    known = [*GAME_FIELDS, *(f"claim.{name}" for name in claims)]
    for field in _BRACED.finditer(text):
        name = field[1]
        if name is None:
            yield f"{field[0]!r} stands alone; a field is a name in braces", field.start() + 1
        elif name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean '{{{near[0]}}}'?" if near else f"known: {', '.join(known)}"
            yield f"unknown field '{{{name}}}'; {hint}", field.start() + 1


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its fields replaced by values; a field without a value stays as it is."""
    return _FIELD.sub(lambda field: values.get(field[1], field[0]), text)
