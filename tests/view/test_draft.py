"""The report beside a level that is being written."""

from pathlib import Path

import pytest

from descent_game.authoring.draft import draft_findings, draft_of
from descent_game.view.draft import draft_lines, editing_lines
from descent_game.view.line import plain_text
from tests.checking.levels import changed

NO_RATE = ("You took {turns} turns", "No rate is quicker. You took {turns} turns")


def report(text: str, *, beside_editor: bool) -> list[str]:
    draft = draft_of(text, Path("true-level.toml"))
    *_, found = draft_findings(draft)
    if beside_editor:
        lines = editing_lines(draft, found, "", 100, current=True)
    else:
        lines = draft_lines(draft, found, "", 100)
    return [plain_text(line) for line in lines]


@pytest.mark.parametrize("beside_editor", [True, False], ids=["edit", "watch"])
def test_texts_stand_beside_their_proofs(beside_editor: bool) -> None:
    claim = ('measure = "coupling"\nequals = "coupling"', 'measure = "coupling"\nequals = 0.8')
    rows = report(changed(NO_RATE, claim), beside_editor=beside_editor)
    rows = rows[rows.index("TEXTS AND THEIR PROOFS") :]
    for first, below in (
        ("✗    6 idea: One probe of both", "= claim coupling: coupling equals 0.8 does not hold"),
        ("!   47 debrief: No rate is quicker.", "= nothing proves it"),
        ("✓   56 hint 1: Change both weights", "= play 'the longest step down the compass'"),
        ("✓   67 wrong choice: Raising both again", "at most -0.1 does not hold, it is 0.45"),
        ("✓   68 answer: Raising one and", "at most -0.1 holds, it is -0.45"),
    ):
        (row,) = (n for n, text in enumerate(rows) if text.startswith(first))
        assert below in rows[row + 1], rows[row + 1]
