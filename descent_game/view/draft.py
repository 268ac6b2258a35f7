"""The report on a level being written: claims with their numbers, and findings."""

from collections.abc import Sequence

from descent_game.authoring.draft import Draft, DraftFindings
from descent_game.checking.bindings import UNPROVED
from descent_game.checking.findings import Finding
from descent_game.checking.rules import Severity
from descent_game.view.line import BLANK, Line, Piece, Role, hanging, indented, line, wrapped

CLAIM = 18
"""Columns of a claim's name."""
SIGNS: dict[Severity, tuple[str, Role]] = {
    Severity.ERROR: ("✗", "bad"),
    Severity.WARNING: ("!", "player"),
    Severity.NOTE: ("·", "dim"),
}
"""Sign and role of findings, in the margin and in the list."""
NUMBER = 5
"""Columns of a line's number."""


def draft_lines(
    draft: Draft, report: DraftFindings | None, solution: str, width: int, *, mapped: bool = True
) -> list[Line]:
    """Return trouble with the file; else the solution, the claims, what the check finds.

    Without a report the check is still at work. ``mapped`` tells whether there is a map to see.
    """
    lines = [line("THE FILE", "title")]
    if draft.problems:
        for problem in draft.problems:
            lines += _paragraphs(problem.shown, width)
        text = "is of the last file that could be read" if mapped else "comes once it can be read"
        return [*lines, BLANK, *wrapped(f"The map {text}.", width, "dim")]
    lines += wrapped("It can be read.", width, "good")
    if report is None:
        return [*lines, BLANK, *wrapped("Checking ...", width, "dim")]
    lines += _solution(solution, width, before=[BLANK])
    lines += [BLANK, line("CLAIMS", "title"), *_claims(report, width)]
    lines += [BLANK, line("FINDINGS, AS PUBLISHED", "title"), *_findings(report, width)]
    return lines + _bindings(report, width)


def editing_lines(
    draft: Draft, report: DraftFindings | None, solution: str, width: int, *, current: bool
) -> list[Line]:
    """Return the report beside an editor, which shows the lines themselves.

    Unless it is ``current``, the report is that of the last text that could be read.
    """
    if draft.problems:
        lines = [line("TO MEND", "title"), *_numbered(draft.problems, width), BLANK]
        words = "Map and claims are of the last text that could be read."
        lines += [*wrapped(words, width, "dim"), BLANK] if report is not None else []
    else:
        lines = []
    if report is None:
        return lines or wrapped("Checking ...", width, "dim")
    asked = _solution(solution, width)
    lines += [*asked, BLANK] if asked else []
    lines += [line("CLAIMS" if current else "CLAIMS, BEFORE THE CHANGE", "title")]
    lines += _claims(report, width)
    if current:
        lines += [
            BLANK,
            line("FINDINGS, AS PUBLISHED", "title"),
            *_numbered(report.findings, width),
            *_bindings(report, width),
        ]
    if report.proposals and not draft.problems:
        lines += [BLANK, line("TO CLAIM", "title")]
        for proposal in report.proposals:
            lines += wrapped(proposal.words, width, "dim")
    return lines


def _solution(solution: str, width: int, *, before: Sequence[Line] = ()) -> list[Line]:
    """Return what was asked for above all that was not; nothing where nothing was."""
    if not solution:
        return []
    return [*before, line("SOLUTION", "title"), *wrapped(solution, width)]


def _numbered(findings: Sequence[Finding] | None, width: int) -> list[Line]:
    """Return findings with their lines, errors first."""
    if findings is None:
        return wrapped("Checking ...", width, "dim")
    if not findings:
        return wrapped("None. Variants: descent level check.", width, "good")
    lines: list[Line] = []
    for finding in sorted(findings, key=lambda found: list(SIGNS).index(found.severity)):
        sign, role = SIGNS[finding.severity]
        head = Piece(f"{sign} ", role), Piece(f"{finding.line:>{NUMBER - 1}} ")
        lines += hanging(head, without_place(finding), width)
    return lines


def _bindings(report: DraftFindings, width: int) -> list[Line]:
    """Return the texts with what proves them, under a title; nothing where there are none."""
    lines = [BLANK, line("TEXTS AND THEIR PROOFS", "title")] if report.bindings else []
    for binding in report.bindings:
        sign = Piece("✓ ", "good") if binding.sound else Piece("✗ ", "bad")
        sign = sign if binding.proofs else Piece("! ", "player")
        head = sign, Piece(f"{binding.line:>{NUMBER - 1}} ")
        lines += hanging(head, f"{binding.kind}: {binding.words}", width)
        for proof in binding.proofs or (UNPROVED,):
            lines += indented(wrapped(f"= {proof}", width - NUMBER - 2, "dim"), NUMBER + 2)
    return lines


def without_place(finding: Finding) -> str:
    """Return a finding without its place."""
    return f"{finding.key}: {finding.message}" if finding.key else finding.message


def _claims(report: DraftFindings, width: int) -> list[Line]:
    if not report.measured and not report.unmeasured:
        return wrapped("None yet: what makes the lesson true?", width, "dim")
    lines: list[Line] = []
    for found in report.measured:
        mark = Piece("✗ ", "bad") if found.complaint else Piece("✓ ", "good")
        name = f"{found.claim.name:<{CLAIM}} "
        lines.append((mark, Piece(name), Piece(found.text, "strong")))
        if found.complaint:
            lines += indented(wrapped(found.complaint, width - 2, "bad"), 2)
    for name, reason in report.unmeasured:
        lines.append((Piece("✗ ", "bad"), Piece(name)))
        lines += indented(wrapped(reason, width - 2, "bad"), 2)
    return lines


def _findings(report: DraftFindings, width: int) -> list[Line]:
    if report.findings is None:
        return wrapped("Checking ...", width, "dim")
    if not report.findings:
        return wrapped("None. Variants: descent level check.", width, "good")
    lines: list[Line] = []
    for finding in report.findings:
        lines += [*_paragraphs(finding.shown, width), BLANK]
    return lines[:-1]


def _paragraphs(text: str, width: int) -> list[Line]:
    """Return lines of which the indented ones, source and caret, keep their columns."""
    lines: list[Line] = []
    first = 0
    rows = text.split("\n")
    for number, row in enumerate(rows):
        if not row.startswith("    "):
            lines += wrapped(row, width, "bad")
            continue
        below = rows[number + 1] if number + 1 < len(rows) else ""
        if below.strip() == "^":  # of a long line the part around the caret
            first = max(0, min(len(below) - 2 - width // 2, len(row) - 2 - width))
        lines.append(line(_part(row[2:], first, width), "dim"))
    return lines


def _part(text: str, first: int, width: int) -> str:
    """Return what of a line can be seen, with a sign where it goes on."""
    part = text[first : first + width]
    if first and part[:1].strip():
        part = f"…{part[1:]}"
    return f"{part[:-1]}…" if len(text) > first + width else part
