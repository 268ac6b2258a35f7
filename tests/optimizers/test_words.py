from descent_game.optimizers.registry import METHODS, parse_spec
from descent_game.optimizers.words import IN_WORDS, in_words


def test_every_method_has_its_words() -> None:
    assert IN_WORDS.keys() == METHODS.keys()
    assert in_words(parse_spec("newton")).endswith("sees the gradient and the curvature")
