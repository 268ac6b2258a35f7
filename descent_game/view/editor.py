"""The editor's status line, the lines about the cursor, and its help."""

from collections.abc import Sequence
from typing import NamedTuple

from descent_game.checking.findings import Finding
from descent_game.checking.rules import Severity
from descent_game.view.draft import SIGNS, without_place
from descent_game.view.keys import Keys
from descent_game.view.line import (
    BLANK,
    Line,
    Piece,
    hanging,
    line,
    named,
    spread,
    width_of,
    wrapped,
)

PLURALS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}

EDITOR_KEYS = (
    ("ctrl+z, ctrl+y", "undo, redo"),
    ("shift+arrows", "select; F7 all of it"),
    ("ctrl+c, x, v", "copy, cut, paste"),
    ("ctrl+left, right", "word by word"),
    ("ctrl+k, ctrl+u", "delete to the end, to the beginning of the line"),
)
"""The editor's own keys, which are Textual's."""

HOW = "{key:edit.complete} completes what you begin to type; {key:edit.help} lists all keys."
ABOUT = (
    "The text is read and checked while you type. The map is of the last text that could be read;"
    " claims are measured on the level as published. Nothing is written before you save."
)


class EditorStatus(NamedTuple):
    """The state of the file in the editor."""

    name: str
    unsaved: bool
    read_only: bool
    differs: bool
    """Whether the file was changed by something else."""
    checking: bool


def status_line(
    status: EditorStatus, findings: Sequence[Finding], cursor: tuple[int, int], width: int
) -> Line:
    """Return the line above the editor."""
    notices = [
        ("read-only", status.read_only),
        ("unsaved", status.unsaved),
        ("changed by something else", status.differs),
    ]
    left: Line = (Piece("Edit  ", "dim"), Piece(status.name, "strong"))
    left += tuple(Piece(f"  {words}", "player") for words, holds in notices if holds)
    row, column = cursor
    place = Piece(f"  {row + 1}:{column + 1}", "dim")
    counts = _counts(findings)
    if status.checking:
        counts = (Piece("checking ...", "dim"),)
    right = (*counts, place)
    return spread(left, right if width_of(left) + width_of(right) < width else (place,), width)


def _counts(findings: Sequence[Finding]) -> Line:
    pieces: list[Piece] = []
    for severity, (sign, role) in SIGNS.items():
        count = sum(finding.severity is severity for finding in findings)
        if count:
            plural = "s" if count > 1 else ""
            pieces += [Piece(f"{sign} ", role), Piece(f"{count} {PLURALS[severity]}{plural}  ")]
    return tuple(pieces) or (Piece("✓ ", "good"), Piece("nothing found"))


class CursorInfo(NamedTuple):
    """What is known of the line with the cursor: its findings, the worst first, and its key.

    ``proposal`` is what could be claimed there, ``elsewhere`` the number of all findings.
    """

    findings: Sequence[Finding]
    about: str
    proposal: str
    elsewhere: int


def cursor_lines(info: CursorInfo, keys: Keys, width: int, height: int) -> list[Line]:
    """Return what there is to say of the line with the cursor, the most important first."""
    here, about, proposal, elsewhere = info
    if here:
        sign, role = SIGNS[here[0].severity]
        more = f" (and {len(here) - 1} more on this line)" if len(here) > 1 else ""
        words = f"{without_place(here[0])}{more}"
        return _shortened(hanging((Piece(f"{sign} ", role),), words, width), height)
    lines = _shortened(wrapped(about, width, "dim"), height - bool(proposal))
    if proposal:
        lines += wrapped(f"{proposal}; {keys:edit.claim} makes it a claim.", width)
    elif elsewhere:
        lines += wrapped(f"{keys:edit.next} goes to the next finding of {elsewhere}.", width, "dim")
    elif not lines:
        lines = wrapped(keys.fill(HOW), width, "dim")
    return lines[:height]


def _shortened(lines: list[Line], height: int) -> list[Line]:
    """Return the first lines, with a sign where there are more."""
    if len(lines) <= height:
        return lines
    *before, last = lines[height - 1]
    return [*lines[: height - 1], (*before, Piece(f"{last.text[:-1]}…", last.role))]


def editing_help(keys: Sequence[tuple[str, str]], more: Sequence[Line], width: int) -> list[Line]:
    """Return the page; ``keys`` are the screen's own, ``more`` explains the map."""
    lines = [*wrapped(ABOUT, width), BLANK, line("KEYS", "title"), *named(keys, width), BLANK]
    lines += [line("IN THE TEXT", "title"), *named(EDITOR_KEYS, width), BLANK]
    lines.append(line("IN THE MARGIN", "title"))
    for severity, (sign, role) in SIGNS.items():
        lines.append((Piece(f"{sign} ", role), Piece(f"{PLURALS[severity]} on this line")))
    return [*lines, BLANK, *more]
