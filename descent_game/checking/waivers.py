"""Rules that a level breaks on purpose: what it waives becomes a note with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from descent_game.checking.findings import Fault, Finding
from descent_game.checking.rules import RULES, Severity
from descent_game.level.schema import Waiver
from descent_game.level.suggestions import suggestion


def waived(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> list[Finding]:
    """Return the findings, with notes in place of those that the level waives."""
    return [_waived(finding, waivers) for finding in findings]


def waiver_faults(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> Iterator[Fault]:
    """Yield the waivers that name no rule that can be waived, and those that waive nothing."""
    waivable = [name for name, rule in RULES.items() if rule.waivable]
    for place, waiver in enumerate(waivers):
        if waiver.rule not in waivable:
            known = suggestion(waiver.rule, waivable)
            message = f"{waiver.rule!r} is no rule that can be waived{known}"
            yield Fault("waiver", ("waivers", place, "rule"), message)
        elif not any(_covers(waiver, finding) for finding in findings):
            where = f" at {waiver.key!r}" if waiver.key else ""
            message = f"the level does not break {waiver.rule!r}{where}; take the waiver out"
            yield Fault("waiver", ("waivers", place), message)


def _waived(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    for waiver in waivers:
        if _covers(waiver, finding):
            message = f"{finding.message}; waived: {waiver.because}"
            return replace(finding, severity=Severity.NOTE, message=message)
    return finding


def _covers(waiver: Waiver, finding: Finding) -> bool:
    is_at = waiver.key is None or finding.key == waiver.key
    return RULES[finding.rule].waivable and finding.rule == waiver.rule and is_at
