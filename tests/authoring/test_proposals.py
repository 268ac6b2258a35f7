from pathlib import Path

import pytest

from descent_game.authoring.proposals import claim_text, proposals, with_claim
from descent_game.checking.level_check import inspect
from descent_game.checking.trials import Trial
from tests.levels_for_tests import level_text, write_level

DRAWN = "[loss.parameters]\nsteep = { value = 40.0, between = [30.0, 50.0] }\nflat = 2.0"


def claims(folder: Path, text: str) -> dict[str, str]:
    """Return what would be claimed, by measure, after all of it was claimed and holds."""
    level = write_level(folder, text)
    made = {}
    for proposal in proposals(Trial(level)):
        claim = claim_text(level, proposal)
        made[proposal.kind.measure] = claim.partition("equals = ")[2]
        text, _ = with_claim(text, claim)
    level = write_level(folder, text)
    found = inspect(level.path, "level", 2).findings
    assert not [str(one) for one in found if one.rule in ("claim", "margin", "schema")]
    assert len(level.claims) == len(made)
    assert not list(proposals(Trial(level)))
    return made


@pytest.mark.parametrize(
    ("formula", "loss", "expected"),
    [
        ("(w1**2 + 40*w2**2)/2", "", "40\n"),
        ("(w1**2 + 40.123456789*w2**2)/2", "", "40.1235\ntolerance = 0.0001\n"),
        ("(w1**2 + steep*w2**2)/2", DRAWN, '"steep"\n'),
        ("(flat*w1**2 + steep*w2**2)/2", DRAWN, '"steep/flat"\n'),
        ("(w1**2 + (steep+1)*w2**2)/2", DRAWN, "41\nvariants = false\n"),
    ],
)
def test_what_is_measured_is_claimed_and_holds(
    tmp_path: Path, formula: str, loss: str, expected: str
) -> None:
    made = claims(tmp_path, level_text(formula, loss=loss))
    assert made["condition_number"] == expected
    assert made["coupling_size"] == "0\n"


def test_what_is_claimed_is_not_proposed(tmp_path: Path) -> None:
    claim = '[[claims]]\nname = "minima"\nsay = "One"\nmeasure = "minima"\nequals = 1'
    level = write_level(tmp_path, level_text(more=claim))
    named = {proposal.kind.measure: proposal for proposal in proposals(Trial(level))}
    assert "minima" not in named
    assert 'name = "saddles"' in claim_text(level, named["saddles"])


def test_nothing_is_measured_for_somebody_who_has_left(tmp_path: Path) -> None:
    assert not list(proposals(Trial(write_level(tmp_path, level_text())), lambda: False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\n", "a = 1\n\n[[claims]]\n"),
        ("[[claims]]\n\n# plays\n[[plays]]", "[[claims]]\n\n[[claims]]\n\n# plays\n[[plays]]"),
        ("[a]\n[[plays]]\n[b]", "[a]\n\n[[claims]]\n\n[[plays]]\n[b]"),
        ("", "[[claims]]\n"),
    ],
)  # fmt: skip
def test_claims_stand_together_before_the_plays(text: str, expected: str) -> None:
    made, row = with_claim(text, "[[claims]]\n")
    assert made == expected
    assert made.split("\n")[row] == "[[claims]]"
