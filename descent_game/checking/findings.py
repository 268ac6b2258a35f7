"""What the level check finds: rules, faults at keys, and findings at lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from descent_game.errors import pointed, printable
from descent_game.level.toml.positions import THE_VALUE, KeyPath, Positions, Spot, dotted


class Severity(StrEnum):
    """How bad a finding is: only errors make a check fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(NamedTuple):
    """What a rule asks for; a level may waive the ``waivable`` ones with a reason."""

    severity: Severity
    asks: str
    waivable: bool = True


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: Mapping[str, Rule] = {
    "unreadable": Rule(_ERROR, "the file can be opened", waivable=False),
    "schema": Rule(_ERROR, "every key exists and has an allowed value", waivable=False),
    "id": Rule(_ERROR, "no two files have the same id", waivable=False),
    "place": Rule(_ERROR, "the folder is the world's and no two levels share a place"),
    "requires": Rule(_ERROR, "requirements exist and form no circle", waivable=False),
    "data-file": Rule(_ERROR, "every data file and every column is used", waivable=False),
    "unused": Rule(_ERROR, "every parameter and every column is used"),
    "text-length": Rule(_ERROR, "texts fit a screen of 80x24"),
    "typed-number": Rule(_ERROR, "numbers in texts are fields"),
    "bot-field": Rule(_ERROR, "texts tell turns of the bot where it arrives"),
    "question": Rule(_ERROR, "questions have one right answer"),
    "whole": Rule(_WARNING, "hints, a why page, a question, claims and plays are there"),
    "copied": Rule(_NOTE, "which words are those of the level that this one was made from"),
    "gradient": Rule(_ERROR, "the gradient agrees with differences of the loss"),
    "kink": Rule(_NOTE, "where the slope jumps"),
    "undefined": Rule(_NOTE, "where there is no loss or no slope"),
    "lowest": Rule(_WARNING, "a second search finds nothing lower than the lowest point"),
    "variant": Rule(_ERROR, "every variant can be drawn", waivable=False),
    "start": Rule(_ERROR, "the start is on the map and not at the goal yet", waivable=False),
    "nothing": Rule(_ERROR, "doing nothing does not reach the goal"),
    "goal": Rule(_ERROR, "some play reaches the goal"),
    "claim": Rule(_ERROR, "every claim holds"),
    "play": Rule(_ERROR, "every reference play earns the stars it says"),
    "keys": Rule(_ERROR, "the moves of reference plays can be made by key"),
    "margin": Rule(_ERROR, "nothing is decided by less than a relative 1e-6"),
    "two-stars": Rule(_ERROR, "the bot reaches the goal, or [stars] two says what earns two stars"),
    "par": Rule(_ERROR, "some play makes par, and par earns three stars"),
    "naive": Rule(_ERROR, "no naive play makes par"),
    "waiver": Rule(_ERROR, "waivers name a rule that the level breaks", waivable=False),
}
"""Every rule by the name that findings and waivers use."""


class Fault(NamedTuple):
    """Something wrong at a key, or ``within`` it as positions say.

    ``near`` is a piece of the text that says which of its lines.
    """

    rule: str
    path: KeyPath
    message: str
    near: str = ""
    within: int = THE_VALUE


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in a file: ``file:line:column: key: message``; ``source`` is the line.

    ``end_column`` is the column after the last character at fault, on that line.
    """

    file: str
    line: int
    key: str
    severity: Severity
    rule: str
    message: str
    column: int = 1
    source: str = ""
    end_column: int = 2

    def __str__(self) -> str:
        parts = [f"{printable(self.file)}:{self.line}:{self.column}", self.key]
        parts += [] if self.severity is Severity.ERROR else [str(self.severity)]
        return ": ".join([part for part in parts if part] + [f"{self.message} [{self.rule}]"])

    @property
    def shown(self) -> str:
        """The same, and under it the line with a caret below the column."""
        return "\n".join([str(self), *pointed(self.source, self.column)])


def located(faults: Iterable[Fault], file: str, text: str) -> list[Finding]:
    """Return the faults of a file as findings, in the order of its lines."""
    positions, rows = Positions(text), text.split("\n")
    found = []
    for fault in faults:
        spot = _spot_near(rows, positions.spot(fault.path, fault.within), fault.near)
        found.append(
            Finding(
                file=file,
                line=spot.line,
                key=dotted(fault.path),
                severity=RULES[fault.rule].severity,
                rule=fault.rule,
                message=fault.message,
                column=spot.column,
                source=spot.source,
                end_column=spot.end_column,
            )
        )
    return sorted(found, key=lambda finding: (finding.line, finding.column))


def _spot_near(rows: Sequence[str], first: Spot, near: str) -> Spot:
    """Return the first spot from a key's line on where a piece of text stands."""
    if not near:
        return first
    for number in range(first.line, len(rows) + 1):
        row = rows[number - 1].rstrip("\r")
        if near in row:
            column = row.index(near) + 1
            return Spot(number, column, row, column + len(near))
    return first
