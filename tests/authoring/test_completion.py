import pytest

from descent_game.authoring.completion import about, complete
from descent_game.measuring.measures import MEASURES
from descent_game.optimizers.registry import METHODS

BASE = """format = 1
[loss]
formula = "w1"
[loss.parameters]
steep = 3.0
[[claims]]
name = "cond"
"""


def place(text: str) -> tuple[list[str], int, int]:
    before, _, after = (BASE + text).partition("|")
    return (
        (before + after).split("\n"),
        before.count("\n"),
        len(before.rpartition("\n")[2]),
    )


def offered(text: str) -> list[str]:
    return [option.text for option in complete(*place(text)).options]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[lo|", ["loss]", "loss.net]", "loss.parameters]", "loss.columns]", "loss.image]",
                  "loss.image.pixels]"]),
        ("[[cl|", ["claims]]"]),
        ("[map]\nsi|", ["sight = "]),
        ("[map]\nsi| = 1", ["sight"]),
        ("[map]\nw1 = 1\nw|", ["w2 = "]),
        ("[map]\nisovalues = |", ['"linear"', '"log"']),
        ('[map]\ninstruments = ["com|', ['compass"']),
        ("[variants]\nmirrors = |", ["true", "false"]),
        ('[[claims]]\nmeasure = "condition|', ['condition_number"']),
        ("[[plays]]\npol|", ["policy = { "]),
        ('[[plays]]\npolicy = { follow = "grad|', ['gradient"']),
        ('[start]\nw = ["st|', ["steep"]),
        ('[loss]\nformula = "s|', ["steep", "sin(", "sqrt(", "sigmoid(", "softplus(", "sum("]),
        ('[text]\nbrief = """\n{claim.|', ["claim.cond}"]),
        ('[text]\nbrief = """\ncl|', []),
        ('[bot]\noptimizer = "momentum"\nmo|', ["momentum = "]),
        ('[[claims]]\nbot = { optimizer = "adam", b|', ["b1 = ", "b2 = "]),
        ('[bot]\nschedule = "co|', ["constant\"", "cosine\""]),
        ('[text]\nhint_plays = ["|\n[[plays]]\nname = "go far"', ['go far"']),
        ('[text]\nhint_plays = ["go f|\n[[plays]]\nname = "go far"', ['go far"']),
        ('[[proofs]]\nby = ["go far", "c|\n[[plays]]\nname = "go far"', ['cond"']),
        ('[[proofs]]\nby = ["|\n[[plays]]\nname = "go far"', ['go far"', 'cond"']),
        ('[[questions]]\nright_when = [\n  { measure = "conditi|', ['condition_number"']),
        ('[[questions]]\nright_when = [\n  { eq|', ["equals = "]),
        ('[[claims]]\nbot = { optimizer = "gd" }\nsweep = { st|', ["step = "]),
        ("[rules]\nmax_step = 2|", []),
        ("# fo|", []),
    ],
)  # fmt: skip
def test_what_may_stand_there_is_offered(text: str, expected: list[str]) -> None:
    assert offered(text) == expected


def test_names_are_those_of_the_program() -> None:
    assert offered('[[claims]]\nmeasure = "|') == [f'{name}"' for name in sorted(MEASURES)]
    assert offered('[bot]\noptimizer = "|') == [f'{name}"' for name in sorted(METHODS)]


def test_names_are_offered_with_what_they_are() -> None:
    (option,) = complete(*place('[[claims]]\nmeasure = "minim|')).options
    assert option.note.startswith("how many minima are inside the map")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[rules]\nmax_step = 2.|0", "max_step: a number above 0"),
        ("[rules]\nmax_|step = 2.0", "max_step: a number above 0"),
        ("[rules]\nmax_step = 2.0 |", "max_step: a number above 0"),
        ("[nosuch]\na = 2.0 |", ""),
        ('[[claims]]\nmeasure = "lo|ss"', "loss: the loss at the point; takes `at`"),
        ('[[claims]]\nmeasure = "lo|s"', "measure: the name of a measure"),
        ('[[plays]]\npolicy = { follow = "noth|ing" }', "nothing: stays where the level starts"),
        ('[bot]\nopti|mizer = "gd"', "gd: straight down the slope"),
    ],
)
def test_what_a_key_allows_is_told(text: str, words: str) -> None:
    assert about(*place(text)) == words
