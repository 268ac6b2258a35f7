"""Messages about texts that are no TOML: what to write instead, from tomllib's reason."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from descent_game.level.toml.positions import Positions, Spot, word_at
from descent_game.level.toml.tokens import header_of


class Case(NamedTuple):
    """A mistake: what to write instead, and patterns of the text before and after the spot."""

    advice: str
    before: str = ""
    rest: str = ""

    def fits(self, before: str, rest: str) -> bool:
        """Tell whether a line, cut in two at the spot, is of this case."""
        ends = re.search(rf"(?:{self.before})$", before.rstrip())
        return ends is not None and re.match(self.rest, rest) is not None


_DATE = r"=\s*\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?)?"
_OF_A_TIME = r"[Tt ]?[-+:.\d]|[TtZz]"
_DAY_FIRST = r"=\s*(?:0|\d+\.\d+)"
_TIME = "write a date and its time with a zone, as in 2026-12-01T23:59:00+01:00"

ADVICE: Mapping[str, tuple[Case, ...]] = {
    "Invalid value": (
        Case("a value is missing after '='", rest=r"\s*(#|$)"),
        Case("one '=' is enough", rest="="),
        Case("write true or false, in lower case", rest=r"(?i:true|false)\b"),
        Case("a number begins with a digit, as in 0.5", rest=r"[+-]?\.\d"),
        Case('texts stand in straight quotes: "..."', rest="[\u2018-\u201f\u00ab\u00bb`]"),
        Case("a list stands in [ ]", rest=r"\("),
        Case("there is no such value: leave the key out", rest=r"(?i:null|none|nil)\b"),
        Case('texts stand in quotes, "...", and numbers without; lists in [ ]'),
    ),
    "Expected newline": (
        Case(f"this is no time; {_TIME}; hours go from 00 to 23", before=_DATE, rest=_OF_A_TIME),
        Case(f"this is no date; {_TIME}", before=r"=\s*\d{4}", rest=r"[-/]\d"),
        Case(f"this is no date; {_TIME}", before=_DAY_FIRST, rest=r"\d?(?:\.\d\d?)?\.\d{4}\b"),
        Case("numbers are written with a point, as in 0.5", before=r"\d", rest=r",\d"),
        Case("a number ends in a digit, as in 5.0", before=r"\d", rest=r"\."),
        Case("several values stand in a list, [ ]", rest=r""",\s*[-+\d"'\[{]"""),
        Case("a number has no 0 in front", before=r"(?<!\w)0", rest=r"\d"),
        Case("every key has a line of its own, and nothing ends it", rest="[,;]"),
        Case("a number stands alone, without a unit; a text stands in quotes", before=r"\d"),
        Case("the keys of a table begin on the next line", before=r"^\s*\[.*\]"),
        Case("a text that has ' in it stands in double quotes", before="'"),
        Case('a text ends at its second "; write \\" for one that belongs to it', before='"'),
        Case("nothing but a comment may follow here"),
    ),
    "Expected '=' after a key": (
        Case("a key is one word: join its words by _", before=r"^\s*\w+", rest=r"\w[\w ]*="),
        Case("write '=' between a key and its value"),
    ),
    "Invalid date": (Case(f"there is no such date or time; {_TIME}"),),
    "Illegal character": (
        Case('the quote at the end is missing; several lines stand in """', rest="$"),
        Case("a text holds no such character: take it out"),
    ),
    "Found invalid character": (Case("a comment holds no such character"),),
    "Unescaped": (Case("write \\\\ for a backslash, or put the text in single quotes"),),
    "Invalid hex": (Case("\\u takes four hexadecimal digits, \\U eight"),),
    "Expected ']]'": (Case("a table that begins with [[ ends with ]]"),),
    "Expected ']'": (Case("the name of a table ends with ]"),),
    "Invalid statement": (Case("a line is key = value, or the name of a table in [ ]"),),
    "Invalid initial": (
        Case("no comma stands before }", before=",", rest=r"\}"),
        Case("a table in { } stays on one line", before="[{,]", rest=r"(#|$)"),
        Case("a key is missing here: letters, digits, _ and -"),
    ),
    "Unclosed array": (Case("a comma is missing between two items, or ] after the last"),),
    "Unclosed inline": (Case("a comma is missing between two keys, or } on the same line"),),
    "Cannot redefine": (Case("this table has been written already"),),
}
"""The cases by the beginning of tomllib's reason; the first that fits applies."""


def toml_fault(text: str, message: str) -> tuple[str, Spot]:
    """Return a message about a text that is no TOML, and its place.

    Args:
        text: The whole text.
        message: That of ``tomllib``, which ends in a line and a column.
    """
    reason, _, place = message.rpartition(" (at ")
    positions = Positions(text)
    spot = positions.spot_at(len(text.rstrip()))
    if found := re.fullmatch(r"line (\d+), column (\d+)\)", place):
        spot = _spot(text.split("\n")[int(found[1]) - 1].rstrip("\r"), int(found[1]), int(found[2]))
    if reason.startswith(("Cannot overwrite", "Duplicate")) and positions.twice is not None:
        return "this key is there twice", positions.spot_at(positions.twice)
    if reason.startswith(("Unclosed", "Unterminated")) and positions.unclosed is not None:
        spot = positions.spot_at(positions.unclosed)
        sign = re.match(r'"""|\'\'\'|[\["\']', spot.source[spot.column - 1 :])
        return f"the end of what begins here is missing: {_ending(sign)}", spot
    if reason.startswith(("Cannot declare", "Cannot overwrite", "Cannot mutate")):
        return _twice(reason, text, spot)
    if reason.startswith("Unescaped") and "\\" in spot.source[: spot.column - 1]:
        column = spot.source.rindex("\\", 0, spot.column - 1) + 1
        spot = spot._replace(column=column, end_column=max(column + 1, spot.column))
    for beginning, cases in ADVICE.items():
        if reason.startswith(beginning):
            before, rest = spot.source[: spot.column - 1], spot.source[spot.column - 1 :]
            return next(case.advice for case in cases if case.fits(before, rest)), spot
    return reason, spot


def _spot(source: str, line: int, column: int) -> Spot:
    return Spot(line, column, source, column + len(word_at(source, column)))


def _ending(sign: re.Match[str] | None) -> str:
    return "]" if sign is None or sign[0] == "[" else sign[0]


def _twice(reason: str, text: str, spot: Spot) -> tuple[str, Spot]:
    """Return the message about a table whose name has a value already, and its place."""
    header = header_of(spot.source)
    if header is None:
        return "this name has a value already", spot
    path, is_list = header
    name, column = ".".join(path), spot.source.index("[") + 1
    spot = Spot(spot.line, column, spot.source, spot.source.index("]") + 2)
    above = text.split("\n")[: spot.line - 1]
    if is_list and any(header_of(row) == (path, False) for row in above):
        return f"a table [{name}] is there already: write [[{name}]] each time for a list", spot
    if reason.startswith("Cannot declare"):
        return f"the table [{name}] is there already: put all its keys under one", spot
    return f"{name!r} has a value already: put these keys where it stands", spot
