"""What is said of a level while it is written: claims with their numbers, and findings."""

from descent_game.checking.workshop import Draft, Proof
from descent_game.tui.lines.line import BLANK, Line, Piece, line, wrapped

CLAIM = 18
"""Columns of a claim's name."""


def draft_lines(
    draft: Draft, proof: Proof | None, solution: str, width: int, *, mapped: bool = True
) -> list[Line]:
    """Return trouble with the file; else the claims measured, what the check finds, the solution.

    Without a proof the check is still at work. ``mapped`` tells whether there is a map to see.
    """
    lines = [line("THE FILE", "title")]
    if draft.trouble:
        lines += _paragraphs(draft.trouble, width)
        told = "is of the last file that could be read" if mapped else "comes once it can be read"
        return [*lines, BLANK, *wrapped(f"The map {told}.", width, "dim")]
    lines += wrapped("It can be read.", width, "good")
    if proof is None:
        return [*lines, BLANK, *wrapped("Checking ...", width, "dim")]
    lines += [BLANK, line("CLAIMS", "title"), *_claims(proof, width)]
    lines += [BLANK, line("FINDINGS, AS PUBLISHED", "title"), *_findings(proof, width)]
    if solution:
        lines += [BLANK, line("SOLUTION", "title"), *wrapped(solution, width)]
    return lines


def _claims(proof: Proof, width: int) -> list[Line]:
    if not proof.measured and not proof.unmeasured:
        return wrapped("None yet: what makes the lesson true?", width, "dim")
    lines: list[Line] = []
    for found in proof.measured:
        mark = Piece("✗ ", "bad") if found.complaint else Piece("✓ ", "good")
        name = f"{found.claim.name:<{CLAIM}} "
        lines.append((mark, Piece(name), Piece(found.text, "strong")))
        if found.complaint:
            lines += [(Piece("  "), *row) for row in wrapped(found.complaint, width - 2, "bad")]
    for name, reason in proof.unmeasured:
        lines.append((Piece("✗ ", "bad"), Piece(name)))
        lines += [(Piece("  "), *row) for row in wrapped(reason, width - 2, "bad")]
    return lines


def _findings(proof: Proof, width: int) -> list[Line]:
    if not proof.findings:
        return wrapped("None. Variants: descent level check.", width, "good")
    lines: list[Line] = []
    for finding in proof.findings:
        lines += [*_paragraphs(finding, width), BLANK]
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
