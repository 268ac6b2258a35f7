"""The short course: levels that are there, briefs that fit, sentences that the levels prove."""

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.catalogue.short_course import QUESTION, STEPS, short_course
from descent_game.game.game import Game
from descent_game.level.digests import section_digests
from descent_game.level.schema import Level
from descent_game.level.texts import fill_in
from descent_game.measuring.text_fields import text_values
from descent_game.view.line import wrapped

LEVELS = short_course()
BRIEF_ROWS = 6
"""Rows of 68 columns that a brief takes at most."""


def test_its_levels_are_those_of_the_course_with_other_briefs() -> None:
    assert [level.id for level in LEVELS] == [step.level for step in STEPS]
    for level in LEVELS:
        original = open_level(level.id)
        assert level.address == original.address
        assert level.path == original.path
        assert section_digests(level) == section_digests(original)
        assert level.text.brief != original.text.brief
        assert level.requires == ()


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_briefs_are_short_and_their_fields_known(level: Level) -> None:
    brief = fill_in(level.text.brief, text_values(Game(level)))
    assert "{" not in brief
    assert len(wrapped(brief, 68)) <= BRIEF_ROWS


def test_the_question_has_an_answer_in_five_sentences() -> None:
    assert 1 <= QUESTION.answer <= len(QUESTION.choices)
    assert len({step.answer for step in STEPS}) == 5
    assert all(step.answer.endswith(".") for step in STEPS)


PROVED = {
    "steepest": ["slope", "axis-rate"],
    "the-objection": ["near-floor", "leap", "leap-alone-1", "leap-alone-2"],
    "zoom": ["surprise-ratio"],
    "no-hidden-valley": ["convex", "coupled"],
    "crease-stuck": ["axis-rise", "together"],
}
"""The claims that each sentence of the answer rests on; the level check proves them."""


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_each_sentence_rests_on_claims_of_its_level(level: Level) -> None:
    assert {*PROVED[level.id]} <= {claim.name for claim in level.claims}
