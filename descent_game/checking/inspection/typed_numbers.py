"""Numbers that were typed into a text by hand, and so are not measured.

What counts: every number in digits, and every number word from thirteen on. What does not:

- fields (``{claim.shrink}``), and digits that belong to a name (``w1``, ``best2``);
- 0, 1 and 2, which number weights, count sides, halve and square;
- exponents (``s**3``);
- headings: multiples of 5 below 360 before ``degrees`` or a degree sign, or after ``heading``;
- number words up to twelve, unless they count turns: "three turns" is a figure of the level.
"""

import re
from typing import NamedTuple

_WORDS = (
    "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety|hundred|thousand|million"
)
_SMALL_WORDS = "three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBER = re.compile(
    rf"(?<![\w.])(?:\d+(?:,\d{{3}})*(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?%?|\b(?:{_WORDS})\b"
    rf"|(?<![-\w])(?:{_SMALL_WORDS})(?=\s+turns\b)",
    re.IGNORECASE,
)
_HEADING_BEFORE = re.compile(r"\bheadings?\s+(?:of\s+)?$", re.IGNORECASE)
_DEGREES_AFTER = re.compile(r"\s*(?:°|degrees?\b)")
_FIELD = re.compile(r"\{[^{}]*\}")
SMALL = ("0", "1", "2")


class TypedNumber(NamedTuple):
    """A number as it was typed, and the line of the text in which it stands."""

    number: str
    line: str


def typed_numbers(text: str) -> list[TypedNumber]:
    """Return the numbers of a text that should be fields."""
    blanked = _FIELD.sub(lambda field: "_" * len(field[0]), text)
    return [
        TypedNumber(match[0], _line_at(text, match.start()))
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


def _line_at(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]
