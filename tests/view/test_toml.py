import pytest

from descent_game.catalogue.catalogue import course_files
from descent_game.level.toml.tokens import quotes_at_starts
from descent_game.view.toml import LONGEST, spans


@pytest.mark.parametrize(
    ("line", "quotes", "expected"),
    [
        ("[[claims]]  # why", "", [("[[claims]]", "player"), ("# why", "dim")]),
        ("a-b = 1.5e-3", "", [("a-b", "compass"), ("1.5e-3", "ghost")]),
        ('a = "x # {par}"', "", [("a", "compass"), ('"x # {par}"', "good"), ("{par}", "star")]),
        ("w = [1, true]", "", [("w", "compass"), ("1", "ghost"), ("true", "ghost")]),
        ('a = """x', "", [("a", "compass"), ('"""x', "good")]),
        ("[a] = 1", '"""', [("[a] = 1", "good")]),
        ('x""" # y', '"""', [('x"""', "good"), ("# y", "dim")]),
        ("  [345, 6.0],", "", [("345", "ghost"), ("6.0", "ghost")]),
        ("x" * (LONGEST + 1), "", []),
    ],
)
def test_a_line_has_its_colours(line: str, quotes: str, expected: list[tuple[str, str]]) -> None:
    found = [(line[start:end], role) for start, end, role in spans(line, quotes)]
    assert found == expected


def test_every_line_of_the_course_is_within_its_columns() -> None:
    for path in course_files():
        lines = path.read_text(encoding="utf-8").split("\n")
        for line, quotes in zip(lines, quotes_at_starts(lines), strict=True):
            assert all(0 <= s.start < s.end <= len(line) for s in spans(line, quotes))
