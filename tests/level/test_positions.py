import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.level.positions import KeyPath, key_lines, line_of

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
        (("plays", 0), 21),
        (("plays", 0, "name"), 22),
        (("plays", 0, "policy", "follow"), 24),
        (("plays", 1), 25),
        (("plays", 1, "name"), 26),
        (("nowhere", 3, "to", "be", "found"), 1),
    ],
)
def test_lines_of_keys(path: KeyPath, line: int) -> None:
    tomllib.loads(TEXT)  # the text is what it pretends to be
    assert line_of(key_lines(TEXT), path) == line


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
    found = key_lines(text)
    assert {path: found[path] for path in expected} == expected
    assert {path for path in found if len(path) == 1} == {(key,) for key in document}
