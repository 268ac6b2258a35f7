import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.errors import THE_KEY, THE_VALUE, KeyPath
from descent_game.level.toml.positions import Positions
from tests.work import calls

TEXT = '''# a comment with [brackets] and = signs
id = "a"

[text]
brief = """
not = "a key"
[not.a.table]
"""
debrief = \'\'\'
also = "no key" # \'\'\'
tail = "x = [1" # y = 2

[loss.parameters]
c = { value = 1,  between = [1, 2] }
"quoted key" = [
  1,  # = [
  "]",
]
after . dotted = 3
times = [2026-12-01 23:59:00+01:00, 2026-12-01,
  2026-12-01T23:59:00Z]

[[plays]]
name = "one"
[plays.policy]
follow = "x"
[[plays]]
name = "two"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("id",), 2),
        (("text",), 4),
        (("text", "brief"), 5),
        (("text", "debrief"), 9),
        (("text", "tail"), 11),
        (("loss", "parameters"), 13),
        (("loss", "parameters", "c"), 14),
        (("loss", "parameters", "c", "between"), 14),  # inside an inline table: its key's line
        (("loss", "parameters", "quoted key"), 15),
        (("loss", "parameters", "after", "dotted"), 19),
        (("loss", "parameters", "times", 1), 20),
        (("loss", "parameters", "times", 2), 21),
        (("plays", 0), 23),
        (("plays", 0, "name"), 24),
        (("plays", 0, "policy", "follow"), 26),
        (("plays", 1), 27),
        (("plays", 1, "name"), 28),
        (("nowhere", 3, "to", "be", "found"), 1),
    ],
)
def test_lines_of_keys(path: KeyPath, line: int) -> None:
    tomllib.loads(TEXT)  # the text is what it pretends to be
    assert Positions(TEXT).spot(path, THE_KEY).line == line


values = st.sampled_from(
    [
        "1",
        '"text"',
        "[\n1,\n2\n]",
        '"""\nmany\nlines = 3\n"""',
        "'''\n[x]\n'''",
        "{ a = 1 } # b = 2",
    ]
)


@given(st.lists(values, min_size=1, max_size=12))
def test_every_key_is_found_on_the_line_where_it_is_written(written: list[str]) -> None:
    text, expected = "", {}
    for number, value in enumerate(written):
        expected[(f"key{number}",)] = text.count("\n") + 1
        text += f"key{number} = {value}\n"
    document: dict[str, Any] = tomllib.loads(text)
    positions = Positions(text)
    assert {path: positions.spot(path, THE_KEY).line for path in expected} == expected
    assert set(document) == {path[0] for path in expected}
    assert positions.twice is None
    assert positions.unclosed is None


@pytest.mark.parametrize(
    ("path", "within", "points_at"),
    [
        (("a",), 0, '"one'),
        (("a",), 1, "one"),
        (("a",), 3, "e t"),
        (("b",), 1, "two\n"),
        (("b",), 5, "and"),
        (("c",), 3, "\\u0041"),
        (("c",), 4, "z"),
        (("d", 1), 0, "'y'"),
        (("d", 1), 1, "y'"),
        (("e", "in", "x"), 0, "7"),
        (("e", "in", "x"), -1, "x = 7"),
        (("e", "list", 1, "z"), 0, "3"),
        (("d", 9), 0, "d = "),
    ],
)
def test_values_and_the_characters_in_them_are_found(
    path: KeyPath, within: int, points_at: str
) -> None:
    text = (
        'a = "one two"\nb = """\ntwo\nand"""\nc = "x\\"\\u0041z"\nd = [ "x", # first\n \'y\' ]\n'
        "e = { in = { x = 7 }, list = [{ z = 2 }, { z = 3 }] }\n"
    )
    tomllib.loads(text)
    spot = Positions(text).spot(path, within)
    rest = "\n".join(text.split("\n")[spot.line - 1 :])[spot.column - 1 :]
    assert rest.startswith(points_at)
    assert spot.source == text.split("\n")[spot.line - 1]


@pytest.mark.parametrize(
    ("within", "offset"),
    [(1, 8), (2, 9), (3, 14), (4, 20), (5, 22), (6, 26), (99, 26)],
)
def test_a_continued_line_has_no_characters_of_its_own(within: int, offset: int) -> None:
    text = 'a = """\nxy\\\n  \\u0041\\tz\\\n\n"""\n'
    assert tomllib.loads(text) == {"a": "xyA\tz"}
    spot = Positions(text).spot(("a",), within)
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    assert starts[spot.line - 1] + spot.column - 1 == offset


def test_a_text_is_gone_through_once_however_many_of_its_characters_are_meant() -> None:
    positions = Positions(f'a = "{"x" * 5_000}"')
    assert calls(lambda: [positions.spot(("a",), n) for n in range(1, 5_001, 10)]) < 20_000


@given(st.text(alphabet="a.[]{}=\"'#\\\n ,1", max_size=60))
def test_what_is_not_toml_never_raises_and_never_hangs(text: str) -> None:
    assert Positions(text).spot(("a", 0)).line >= 1


@pytest.mark.parametrize(
    ("path", "within", "marked"),
    [
        (("id",), THE_KEY, "id"),
        (("id",), THE_VALUE, '"a"'),
        (("text",), THE_KEY, "[text]"),
        (("text", "brief"), THE_VALUE, '"""'),  # to the end of its first line
        (("text", "tail"), 5, "["),
        (("text", "tail"), 6, "1"),
        (("loss", "parameters", "c"), THE_VALUE, "{ value = 1,  between = [1, 2] }"),
        (("loss", "parameters", "c", "between"), THE_KEY, "between"),
        (("loss", "parameters", "c", "between"), THE_VALUE, "[1, 2]"),
        (("loss", "parameters", "c", "between", 1), THE_VALUE, "2"),
        (("loss", "parameters", "quoted key"), THE_KEY, '"quoted key"'),
        (("loss", "parameters", "quoted key"), THE_VALUE, "["),
        (("loss", "parameters", "after", "dotted"), THE_KEY, "dotted"),
        (("plays", 1), THE_KEY, "[[plays]]"),
        (("plays", 1, "missing"), THE_KEY, "[[plays]]"),
    ],
)
def test_what_is_meant_ends_where_it_ends(path: KeyPath, within: int, marked: str) -> None:
    spot = Positions(TEXT).spot(path, within)
    assert spot.source[spot.column - 1 : spot.end_column - 1] == marked
