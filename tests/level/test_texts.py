"""Texts in rows: paragraphs are wrapped, what is indented keeps its rows."""

from descent_game.level.texts import text_rows

TEXT = """
A paragraph of some
words.

    side   value
    one    0.5

    2*(1 + r)

The end.
"""


def test_paragraphs_are_wrapped_and_indented_rows_are_kept() -> None:
    assert text_rows(TEXT, 14) == [
        "A paragraph of", "some words.", "", "    side", "value", "    one    0.5", "",
        "    2*(1 + r)", "", "The end.",
    ]  # fmt: skip
    assert text_rows(TEXT, 20)[2:6] == ["", "    side   value", "    one    0.5", ""]


def test_a_width_of_nothing_does_not_fail() -> None:
    assert text_rows("ab", 0) == ["a", "b"]
