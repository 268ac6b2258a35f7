"""Which numbers in a text count as typed by hand."""

import pytest

from descent_game.checking.typed_numbers import TypedNumber, fields_of, typed_numbers

TYPED = [
    ("The loss ends at 0.05.", ["0.05"]),
    ("It takes 12 turns, not 46.", ["12", "46"]),
    ("A tenth, or 10%, of 1,024", ["10%", "1,024"]),
    ("It is 50x steeper, by 1e-6 or .5", ["50", "1e-6", ".5"]),
    ("about fifty times, twenty-four turns, a Hundred", ["fifty", "twenty", "Hundred"]),
    ("the compass is 37 degrees off, or 400 degrees", ["37", "400"]),
    ("3*d1 + s**3/6", ["3", "6"]),
    ("nine times as steep, a dozen, half a dozen", ["nine", "dozen", "half a dozen"]),
    ("from 1/7 to 2/9", ["7", "9"]),
]
ALLOWED = [
    "Two weights, w1 and w2, slope 1 and slope 2; a factor between 1 and 2.",
    "{claim.shrink} of it, in {turns} turns, at {claim.best-12}",
    "best1*d1**2/2 + s**3 + x ** 4",
    "heading 45, headings of 135, 90 degrees to the left, 315° and 5 degree",
    "one, two, three, ten, twelve; half, a tenth, a third",
    "four times as large, twice; nine tenths",
    "-1 is the cosine, 0 for the slope of |0|",
]


@pytest.mark.parametrize(("text", "numbers"), TYPED)
def test_a_typed_number_is_found(text: str, numbers: list[str]) -> None:
    assert [found.number for found in typed_numbers(text)] == numbers


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_no_measurement_is_let_through(text: str) -> None:
    assert typed_numbers(text) == []


def test_a_typed_number_is_told_with_its_place() -> None:
    assert typed_numbers("one\nline has 3.5 of it\nlast") == [TypedNumber("3.5", 14)]


@pytest.mark.parametrize(
    ("number", "fields"),
    [
        ("2.37", ["claim.start"]),
        ("2.370", ["claim.start"]),
        ("1,024", ["claim.rows"]),
        ("10%", ["claim.share"]),
        ("9", ["bot.turns"]),
        ("Nine", ["bot.turns"]),
        ("6", ["max_step", "two"]),
        ("10", []),
        ("2.4", []),
        ("hundred", []),
    ],
)
def test_the_fields_of_a_typed_number_are_found(number: str, fields: list[str]) -> None:
    values = {
        "claim.start": "2.37", "claim.rows": "1024", "claim.share": "10%", "bot.turns": "9",
        "max_step": "6", "two": "6", "bot.took": "took 9 turns", "claim.never": "too many",
    }  # fmt: skip
    assert fields_of(number, values) == fields
