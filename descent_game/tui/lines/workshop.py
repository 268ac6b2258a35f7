"""What is said of a level while it is written: claims with their numbers, and findings."""

from descent_game.checking.workshop import Draft, Proof
from descent_game.tui.lines.line import BLANK, Line, Piece, line, wrapped

CLAIM = 18
"""Columns of a claim's name."""


def draft_lines(draft: Draft, proof: Proof | None, solution: str, width: int) -> list[Line]:
    """Return trouble with the file; else the claims measured, what the check finds, the solution.

    Without a proof the check is still at work.
    """
    lines = [line("THE FILE", "title")]
    if draft.trouble:
        lines += _paragraphs(draft.trouble, width)
        lines += [BLANK, *wrapped("The map is of the last file that could be read.", width, "dim")]
        return lines
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
    for row in text.split("\n"):
        indented = row.startswith("    ")
        lines += [line(row[2:][:width], "dim")] if indented else wrapped(row, width, "bad")
    return lines
