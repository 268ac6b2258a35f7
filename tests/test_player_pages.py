"""The pages for players name what the program has: every setting, and keys that do something."""

import re

import pytest
from textual.binding import Binding

from descent_game.player.settings import OPTIONS, Option
from descent_game.tui.screens.debrief import DebriefScreen
from descent_game.tui.screens.play import PlayScreen
from tests.guide import DOCS, ROOT

SETTINGS = (DOCS / "settings.md").read_text(encoding="utf-8")
PLAYING = (DOCS / "playing.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| .+ \| `(\w+)` \|(.*)\| (.+) \|$", SETTINGS, re.MULTILINE)
SIGNS = {
    "?": "question_mark", "+": "plus", "-": "minus", "[": "left_square_bracket",
    "]": "right_square_bracket", ",": "comma", ".": "full_stop",
}  # fmt: skip
"""What Textual calls the keys that are no letters."""


def test_the_page_has_a_row_for_each_setting() -> None:
    assert [variable for variable, _, _ in ROWS] == [option.variable for option in OPTIONS]


@pytest.mark.parametrize(
    ("option", "values"), list(zip(OPTIONS, [values for *_, values in ROWS], strict=True))
)
def test_a_row_names_all_values(option: Option, values: str) -> None:
    assert set(re.findall(r"`(\w+)`", values)) == set(option.values)


def keys_in_table(text: str) -> set[str]:
    """Return the keys of one sign that stand in the first column of the first table of a text."""
    table = text.partition("| key | does |")[2].partition("\n\n")[0]
    cells = [row.split("|")[1].replace("`", "") for row in table.splitlines()[2:]]
    return {
        key for cell in cells for key in cell.split(", ") for key in key.split() if len(key) == 1
    }


@pytest.mark.parametrize(
    ("text", "screen"),
    [
        (README, PlayScreen),
        (PLAYING, PlayScreen),
        (PLAYING.partition("In the debrief:")[2], DebriefScreen),
    ],
    ids=["README", "playing", "debrief"],
)
def test_the_keys_of_a_table_do_something(
    text: str, screen: type[PlayScreen] | type[DebriefScreen]
) -> None:
    bindings = [binding for binding in screen.BINDINGS if isinstance(binding, Binding)]
    bound = {key for binding in bindings for key in binding.key.split(",")}
    named = {SIGNS.get(key, key) for key in keys_in_table(text)}
    assert len(named) >= 6
    assert {key for key in named if not key.isdigit()} <= bound
