"""Findings of the level check: faults at keys, findings at lines, and waivers."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from descent_game.checking.rules import RULES, Severity
from descent_game.errors import KeyProblem, Problem, caret_lines, printable
from descent_game.level.schema import Waiver
from descent_game.level.suggestions import suggestion
from descent_game.level.toml.positions import Positions, Spot

UNBOUND = "unbound"
"""The rule about sentences that nothing proves."""


@dataclass(frozen=True)
class _OfRule:
    """A base class, so that ``rule`` is the first field of ``Fault``."""

    rule: str


@dataclass(frozen=True)
class Fault(KeyProblem, _OfRule):
    """A problem found by a rule.

    ``near`` is a part of the text by which its line is found, ``sentence`` the one that it is in.
    """

    near: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Finding(Problem):
    """A problem with its place, and the rule and the severity of what was found."""

    rule: str = "schema"
    severity: Severity = Severity.ERROR
    sentence: str = ""

    def __str__(self) -> str:
        parts = [f"{printable(self.file)}:{self.line}:{self.column}", self.key]
        parts += [] if self.severity is Severity.ERROR else [str(self.severity)]
        return ": ".join([part for part in parts if part] + [f"{self.message} [{self.rule}]"])

    @property
    def shown(self) -> str:
        """The same, and under it the line with a caret below the column."""
        return "\n".join([str(self), *caret_lines(self.source, self.column)])


def located(faults: Iterable[Fault], file: str, text: str) -> list[Finding]:
    """Return the faults of a file as findings, in the order of its lines.

    Args:
        faults: The faults.
        file: The file as findings name it.
        text: What it holds.
    """
    positions, rows = Positions(text), text.split("\n")
    found = []
    for fault in faults:
        spot = _spot_near(rows, positions.spot(fault.path, fault.within), fault.near)
        found.append(
            Finding(
                fault.path,
                fault.message,
                fault.within,
                file=file,
                rule=fault.rule,
                severity=RULES[fault.rule].severity,
                sentence=fault.sentence,
                **spot._asdict(),
            )
        )
    return sorted(found, key=lambda finding: (finding.line, finding.column))


def _spot_near(rows: Sequence[str], first: Spot, near: str) -> Spot:
    """Return the first occurrence of a text from a key's line on; the key itself without one."""
    if not near:
        return first
    for number in range(first.line, len(rows) + 1):
        row = rows[number - 1].rstrip("\r")
        if near in row:
            column = row.index(near) + 1
            return Spot(number, column, row, column + len(near))
    return first


def waived(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> list[Finding]:
    """Return the findings; those that the level waives become notes."""
    return [_waived(finding, waivers) for finding in findings]


def waiver_faults(
    findings: Sequence[Finding], waivers: Sequence[Waiver], undecided: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield the waivers that name no rule that can be waived, and those that waive nothing.

    Args:
        findings: What the rules found.
        waivers: The waivers of the level.
        undecided: Rules that may be broken on variants that were not tried.
    """
    waivable = [name for name, rule in RULES.items() if rule.waivable]
    for index, waiver in enumerate(waivers):
        if waiver.rule not in waivable:
            known = suggestion(waiver.rule, waivable)
            message = f"{waiver.rule!r} is no rule that can be waived{known}"
            yield Fault("waiver", ("waivers", index, "rule"), message)
        elif waiver.rule == UNBOUND and (waiver.sentence is None or _is_second(index, waivers)):
            message = f"{UNBOUND!r} is waived for one sentence of a level, which 'sentence' names"
            yield Fault("waiver", ("waivers", index), message)
        elif waiver.rule not in undecided and not any(_covers(waiver, each) for each in findings):
            where = f" at {waiver.key!r}" if waiver.key else ""
            where += f" in {waiver.sentence!r}" if waiver.sentence else ""
            message = f"the level does not break {waiver.rule!r}{where}; take the waiver out"
            yield Fault("waiver", ("waivers", index), message)


def _is_second(index: int, waivers: Sequence[Waiver]) -> bool:
    return any(waiver.rule == UNBOUND for waiver in waivers[:index])


def _waived(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    for waiver in waivers:
        if _covers(waiver, finding):
            message = f"{finding.message}; waived: {waiver.because}"
            return replace(finding, severity=Severity.NOTE, message=message)
    return finding


def _covers(waiver: Waiver, finding: Finding) -> bool:
    is_at = waiver.key is None or finding.key == waiver.key
    is_at = is_at and (waiver.sentence is None or waiver.sentence in finding.sentence)
    return RULES[finding.rule].waivable and finding.rule == waiver.rule and is_at
