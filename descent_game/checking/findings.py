"""What the level check finds: faults at keys, and findings at lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from descent_game.checking.rules import RULES, Severity
from descent_game.errors import pointed, printable
from descent_game.level.toml.positions import THE_VALUE, KeyPath, Positions, Spot, dotted


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
