import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.catalogue.catalogue import course_files
from descent_game.level.toml.tokens import (
    header_of,
    key_of,
    parts_of,
    quotes_at_starts,
    tokens,
)

ANY_TEXT = st.text("[]{}=\",'#\n ab.\\", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b = 1.5e-3 # c", ["word a.b", "=", "word 1.5e-3", "comment # c"]),
        ("[[x]]", ["[", "[", "word x", "]", "]"]),
        ("""a = ["b\\"#", 'c\\']""", ["word a", "=", "[", 'text "b\\"#"', ",", "text 'c\\'", "]"]),
        ("at = 2026-12-01 23:59:00Z", ["word at", "=", "word 2026-12-01 23:59:00Z"]),
        ("\"\"\n''", ['text ""', "newline", "text ''"]),
        ('"""a\n"b" \\""" """" c', ['text """a\n"b" \\""" """"', "word c"]),
        ('a = "b # c\nd', ["word a", "=", 'open "b # c', "newline", "word d"]),
        ('a = """b\nc = \'d\'', ["word a", "=", 'open """b\nc = \'d\'']),
    ],
)
def test_a_text_is_cut_into_tokens(text: str, expected: list[str]) -> None:
    found = [
        " ".join(dict.fromkeys((kind, text[start:end]))) if kind != "newline" else kind
        for kind, start, end in tokens(text)
    ]
    assert found == expected


@given(ANY_TEXT)
def test_tokens_leave_out_nothing_but_blanks(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert text[at : token.start].strip(" ") == ""
        assert token.start < token.end
        at = token.end
    assert text[at:].strip(" ") == ""


@pytest.mark.parametrize("path", course_files(), ids=lambda path: str(path.stem))
def test_tokens_by_line_are_those_of_the_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    by_line = [
        (token.kind, line[token.start : token.end])
        for line, quotes in zip(lines, quotes_at_starts(lines), strict=True)
        for token in tokens(line, quotes)
    ]
    whole = [
        (token.kind, piece)
        for token in tokens(text)
        if token.kind != "newline"
        for piece in text[token.start : token.end].split("\n")
    ]
    assert [piece for _, piece in by_line] == [piece for _, piece in whole]
    assert [piece for kind, piece in by_line if kind == "comment"] == [
        piece for kind, piece in whole if kind == "comment"
    ]


@pytest.mark.parametrize(
    ("line", "key", "header"),
    [
        ("a-b = 1", ("a-b",), None),
        (" a . 'b.c' = 1", ("a", "b.c"), None),
        ("a == 1", (), None),
        ("a", (), None),
        ("# a = 1", (), None),
        ("[a.b] # c", (), (("a", "b"), False)),
        ("  [[ a ]]", (), (("a",), True)),
        ("[a", (), (("a",), False)),
        ('["a]#".b]', (), (("a]#", "b"), False)),
        ("[1, 2],", (), None),
        ("[]", (), None),
        ("[a] = 1", (), None),
    ],
)
def test_the_beginning_of_a_line_is_known(
    line: str, key: tuple[str, ...], header: tuple[tuple[str, ...], bool] | None
) -> None:
    assert key_of(line) == key
    assert header_of(line) == header


def test_a_dotted_key_has_parts() -> None:
    name = "a.\"b.c\" . 'd'"
    assert parts_of(name) == ("a", "b.c", "d")
    assert tomllib.loads(f"{name} = 1") == {"a": {"b.c": {"d": 1}}}
