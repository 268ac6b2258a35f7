import pytest

from descent_game.optimizers.descriptions import IN_WORDS, RATES_IN_WORDS, in_words
from descent_game.optimizers.registry import METHODS, SCHEDULES, parse_spec


def test_every_method_has_its_words() -> None:
    assert IN_WORDS.keys() == METHODS.keys()
    assert in_words(parse_spec("newton")).endswith("sees the gradient and the curvature")


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("coordinate:cap=0.5", "no step longer than 0.5"),
        ("gd:learning_rate=1,schedule=exponential,factor=0.9", "shrinks every turn"),
        ("gd:learning_rate=0.01,schedule=exponential,factor=1.25", "grows every turn"),
        ("momentum:learning_rate=1,momentum=0.9,schedule=one-cycle,turns=9", "falls once"),
    ],
)
def test_settings_that_change_what_a_method_does_have_their_words(spec: str, words: str) -> None:
    assert RATES_IN_WORDS.keys() | {"constant"} == SCHEDULES.keys()
    assert words in in_words(parse_spec(spec))
