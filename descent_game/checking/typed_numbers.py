"""Numbers that were typed into a text instead of being measured.

What counts: every number in digits, and every number word from thirteen on. What does not:

- fields (``{claim.shrink}``), and digits that belong to a name (``w1``, ``best2``);
- 0, 1 and 2, which number weights, count sides, halve and square;
- exponents (``s**3``);
- headings: multiples of 5 below 360 before ``degrees`` or a degree sign, or after ``heading``;
- number words up to twelve, unless they count turns or times: "three turns" is a figure of the
  level, and from five on so is "nine times as steep".
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_WORDS = (
    "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety|hundred|thousand|million"
)
_SMALL_WORDS = "three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MULTIPLES = r"(?<![-\w])(?:five|six|seven|eight|nine|ten|eleven|twelve)(?=\s+times\b)"
_NUMBER = re.compile(
    rf"(?<![\w.])(?:\d+(?:,\d{{3}})*(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?%?|\b(?:{_WORDS})\b"
    rf"|(?<![-\w])(?:{_SMALL_WORDS})(?=\s+turns\b)|{_MULTIPLES}|\b(?:half a dozen|dozens?)\b"
    r"|\ba score of\b",
    re.IGNORECASE,
)
_HEADING_BEFORE = re.compile(r"\bheadings?\s+(?:of\s+)?$", re.IGNORECASE)
_DEGREES_AFTER = re.compile(r"\s*(?:°|degrees?\b)")
_FIELD = re.compile(r"\{[^{}]*\}")
SMALL = ("0", "1", "2")


class TypedNumber(NamedTuple):
    """A number as it was typed, and on which character of the text, from 1, it begins."""

    number: str
    at: int


def typed_numbers(text: str) -> list[TypedNumber]:
    """Return the numbers of a text that should be fields."""
    blanked = _FIELD.sub(lambda field: "_" * len(field[0]), text)
    return [
        TypedNumber(match[0], match.start() + 1)
        for match in _NUMBER.finditer(blanked)
        if not _is_allowed(blanked, match)
    ]


def _is_allowed(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    is_exponent = before.rstrip().endswith("**")
    return match[0] in SMALL or is_exponent or _is_heading(before, match[0], after)


def _is_heading(before: str, number: str, after: str) -> bool:
    if not (number.isdecimal() and int(number) % 5 == 0 and int(number) < 360):
        return False
    return bool(_HEADING_BEFORE.search(before) or _DEGREES_AFTER.match(after))


def fields_of(number: str, values: Mapping[str, str]) -> list[str]:
    """Return the names of the fields, of those with these values, that have a typed number."""
    value = _value(number)
    return [name for name, text in values.items() if value is not None and _value(text) == value]


def _value(text: str) -> float | str | None:
    """Return the value of a number or a number word; per cent as a text. None where it is none."""
    plain = text.lower().replace(",", "")
    if plain in _SMALL_WORDS.split("|"):
        return float(_SMALL_WORDS.split("|").index(plain) + 3)
    if re.fullmatch(r"[\d.e+-]+%", plain):
        return plain
    try:
        return float(plain)
    except ValueError:
        return None
