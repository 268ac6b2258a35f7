"""Sentences that say more than one case need a proof, and questions, hints and ideas do."""

from pathlib import Path

import pytest

from descent_game.checking.rules import UNBOUND, Severity
from descent_game.checking.sentences import Sentence, generality
from descent_game.checking.text_rules import Text
from tests.checking.levels import TRUE, changed, found, line_with

GENERAL = {
    "The lowest inertia is best here.": "inertia is best",
    "An inertia of six tenths is best on this ravine.": "inertia of six tenths is best",
    "No fixed settings arrive sooner than the bot.": "No fixed settings",
    "You are quicker than any bot with fixed settings.": "any bot",
    "The best of all constant rates\nis a tenth.": "all constant rates",
    "The best constant\nrate is a tenth.": "best constant rate",
    "Minus the gradient leads home, whatever the learning rate.": "whatever the learning rate",
    "Without inertia descent stays in the hollow.": "Without",
    "The bot never arrives.": "never",
    "A fixed step always bounces.": "always",
    "Every rate above {claim.limit} diverges.": "Every rate",
    "Which rate is best?": "",
    "{claim.never-there} turns of the bot.": "",
    "The best w1 rises when you move w2.": "",
    "It takes each weight to its best value in one step.": "",
    "Twice the weights are always better here.": "",
    "The further the weights go, the surer the prediction, and the loss is never zero.": "",
    "Look at the slope every turn.": "",
}


@pytest.mark.parametrize("words", GENERAL, ids=lambda words: words.split("\n")[0])
def test_words_that_say_more_than_one_case_are_found(words: str) -> None:
    general = generality(Sentence(Text(("text", "why"), "why", words), 1, words))
    expected = GENERAL[words]
    assert (general.words if general else "") == expected
    if general:
        assert words[general.at - 1 :].startswith(expected.split()[0])


UNPROVED = {
    "an idea": (
        ('sentence = "tells how they depend', 'sentence = "Change both weights at once.'),
        "idea =", "nothing proves the idea",
    ),
    "a superlative": (
        ("You took {turns} turns", "No rate is quicker. You took {turns} turns"),
        "No rate is quicker", "nothing proves 'No rate'",
    ),
    "a universal in the second row": (
        ("Bring the loss down to {goal}.", "Bring the loss down;\nthe bot never does."),
        "the bot never", "nothing proves 'never'",
    ),
}  # fmt: skip


def test_hints_without_plays_are_warned_about(tmp_path: Path) -> None:
    first, last = TRUE.index("hint_plays = ["), TRUE.index("[[questions]]")
    text = TRUE[:first] + TRUE[last:]
    warnings = [finding for finding in found(tmp_path, text, 0) if finding.rule == "unbound"]
    assert {finding.severity for finding in warnings} == {UNBOUND} == {Severity.WARNING}
    assert [finding.line for finding in warnings] == [
        line_with(text, '"Change both'),
        line_with(text, '"Look at the inter'),
    ]


def test_questions_without_bounds_are_warned_about(tmp_path: Path) -> None:
    first, last = TRUE.index("right_when = ["), TRUE.index("[[claims]]")
    text = TRUE[:first] + TRUE[last:]
    (warning,) = found(tmp_path, text, 0)
    assert (warning.rule, warning.line) == ("unbound", line_with(text, "ask ="))


@pytest.mark.parametrize("name", UNPROVED)
def test_what_nothing_proves_is_warned_about_at_its_line(tmp_path: Path, name: str) -> None:
    edit, at, says = UNPROVED[name]
    text = changed(edit)
    (warning,) = (each for each in found(tmp_path, text, 0) if each.rule == "unbound")
    assert warning.line == line_with(text, at)
    assert says in warning.message


NO_RATE = ("You took {turns} turns", "No rate is quicker. You took {turns} turns")


def proof(*by: str) -> str:
    listed = ", ".join(f'"{name}"' for name in by)
    return f'\n[[proofs]]\nsentence = "No rate is quicker"\nby = [{listed}]\n'


def test_a_statement_about_all_settings_needs_a_sweep(tmp_path: Path) -> None:
    (warning,) = found(tmp_path, changed(NO_RATE, more=proof("plain")), 0)
    assert "give it a 'sweep'" in warning.message
    sweep = (
        "learning_rate = 0.4 }",
        "learning_rate = 0.4 }\nsweep = { learning_rate = [0.1, 0.6] }",
    )
    assert found(tmp_path, changed(NO_RATE, sweep, more=proof("plain")), 0) == ()


WAIVER = (
    '\n[[waivers]]\nrule = "unbound"\nsentence = "No rate is quicker"\nbecause = "It is a joke."\n'
)


def test_one_sentence_may_be_waived(tmp_path: Path) -> None:
    (note,) = found(tmp_path, changed(NO_RATE, more=WAIVER), 0)
    assert note.severity is Severity.NOTE
    assert note.message.endswith("waived: It is a joke.")


@pytest.mark.parametrize(
    ("edits", "more"),
    [
        ((NO_RATE,), WAIVER.replace('sentence = "No rate is quicker"\n', "")),
        (
            (NO_RATE, ("Bring the loss", "Bots never rest. Bring the loss")),
            WAIVER + WAIVER.replace("No rate is quicker", "Bots never rest"),
        ),
    ],
    ids=["without its words", "two of them"],
)
def test_no_more_may_be_waived(
    tmp_path: Path, edits: tuple[tuple[str, str], ...], more: str
) -> None:
    errors = [e for e in found(tmp_path, changed(*edits, more=more), 0) if e.rule == "waiver"]
    assert ["waived for one sentence" in error.message for error in errors] == [True]


def test_a_waiver_of_other_words_waives_nothing(tmp_path: Path) -> None:
    other = WAIVER.replace("No rate is quicker", "No rate is slower")
    rules = [finding.rule for finding in found(tmp_path, changed(NO_RATE, more=other), 0)]
    assert sorted(rules) == ["unbound", "waiver"]
