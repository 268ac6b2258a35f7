import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from descent_game.catalogue.catalogue import course_files
from descent_game.level.toml.cursor import DEEPEST, CursorContext, cursor_context, keys_of
from descent_game.level.toml.outline import Header, outline
from descent_game.level.toml.tokens import quotes_at_starts


def spot(text: str) -> CursorContext:
    """Return the spot of the sign | in a text."""
    before, _, after = text.partition("|")
    row, column = before.count("\n"), len(before.rpartition("\n")[2])
    return cursor_context((before + after).split("\n"), row, column)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|", CursorContext("key", ())),
        ("fo|", CursorContext("key", (), "fo")),
        ("[lo|", CursorContext("header", (), "lo")),
        ("a = 1\n[[cl|", CursorContext("header", (), "cl")),
        ("[loss]\nform|", CursorContext("key", ("loss",), "form")),
        ("[loss]\nformula = |", CursorContext("value", ("loss", "formula"))),
        ("variants = tr|", CursorContext("value", ("variants",), "tr")),
        (
            '[loss]\nformula = "w1 + ste|',
            CursorContext("text", ("loss", "formula"), "ste", "w1 + ste"),
        ),
        (
            "[loss.parameters]\na = { value = 1, be|",
            CursorContext("key", ("loss", "parameters", "a"), "be"),
        ),
        ('[map]\nx = [\n "a",\n "co|', CursorContext("text", ("map", "x"), "co", "co")),
        (
            '[text]\nbrief = """\n[hi] {bot.|',
            CursorContext("text", ("text", "brief"), "bot.", "\n[hi] {bot."),
        ),
        ("[[plays]]\nmoves = [\n  [1, 2],\n  [|", CursorContext("value", ("plays", "moves"))),
        (
            '[[plays]]\npolicy = { step = 1, follow = "|',
            CursorContext("text", ("plays", "policy", "follow")),
        ),
        ("[x]\na = [{ b = 1 }, { c|", CursorContext("key", ("x", "a"), "c")),
        ("[x]\nbot.optim|", CursorContext("key", ("x",), "bot.optim")),
        ('[x]\nbot.optimizer = "|', CursorContext("text", ("x", "bot", "optimizer"))),
        ("[x]\na = [\n1, # one\n|", CursorContext("value", ("x", "a"))),
        ("[x]\nword = |", CursorContext("value", ("x", "word"))),
        ("[x]\na = [\n1,\n]\nb|", CursorContext("key", ("x",), "b")),
        ("a = 1 |", CursorContext("nothing", ("a",))),
        ('a = "x"|', CursorContext("nothing", ("a",))),
        ("a = 1 # b|", CursorContext("nothing", ("a",))),
        ("[x] |", CursorContext("nothing", ("x",))),
    ],
)
def test_a_cursor_is_in_a_table_and_at_a_key(text: str, expected: CursorContext) -> None:
    assert spot(text) == expected


def test_the_keys_of_a_table_are_known_but_for_the_one_on_the_line() -> None:
    lines = ["a = 1", "[x]", 'b = """', "c = 1", '"""', "d = 1", "e = 2", "[y]", "f = 1"]
    assert keys_of(lines, 6) == {"b", "d"}


def test_texts_of_many_lines_and_headers_are_told_apart() -> None:
    text = '[a]\nb = """\n[c]\n\\""" [d]\n"""\n[[e.f]] # "\'\'\'"\ng = \'\'\'\n[h]\'\'\'\n  [i]'
    lines = text.split("\n")
    assert quotes_at_starts(lines) == ["", "", '"""', '"""', '"""', "", "", "'''", ""]
    assert outline(lines) == [
        Header(0, ("a",), is_list=False),
        Header(5, ("e", "f"), is_list=True),
        Header(8, ("i",), is_list=False),
    ]


@given(st.integers(0, 36), st.integers(0), st.integers(0))
def test_every_place_of_every_level_is_a_spot(number: int, row: int, column: int) -> None:
    files = course_files()
    lines = files[number % len(files)].read_text(encoding="utf-8").split("\n")
    row %= len(lines)
    assert cursor_context(lines, row, column % (len(lines[row]) + 1)).what


@given(st.text("[]{}=\",'#\n ab.\\", max_size=40))
@example("''=\na")
def test_no_text_is_too_broken(text: str) -> None:
    lines = text.split("\n")
    assert cursor_context(lines, len(lines) - 1, len(lines[-1]))
    keys_of(lines, len(lines) - 1)


def test_tables_in_tables_are_followed_no_deeper_than_any_level_goes() -> None:
    spot = cursor_context(["a = " + "{ b = " * 1_000], 0, 6_000)
    assert spot.path == ("a", *"b" * (DEEPEST - 1))
