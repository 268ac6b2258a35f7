"""Small levels for tests, written as level files are."""

from pathlib import Path

from descent_game.level.loading import read_level
from descent_game.level.schema import Level

TEMPLATE = """
format = 1
id = "{id}"
title = "A level"
world = "test-world"
order = 1
idea = "An idea."

[loss]
formula = "{formula}"
{loss}

[map]
w1 = [-5.0, 5.0]
w2 = [-5.0, 5.0]
{map}

[start]
w = {start}

[rules]
max_step = {max_step}
turns = {turns}
{rules}

[goal]
{goal}

[bot]
{bot}

[stars]
par = 4
{more}

[text]
brief = "A brief."
debrief = "A debrief."
"""

BOWL = "((w1-2)**2+(w2-1)**2)/2"


def level_text(
    formula: str = BOWL,
    *,
    id: str = "test-level",  # noqa: A002 - the key of the file
    loss: str = "",
    map: str = "",  # noqa: A002 - the table of the file
    start: str = "[-3.0, -3.0]",
    max_step: str = "2.0",
    turns: str = "14",
    rules: str = "",
    goal: str = "loss = 0.02",
    bot: str = 'optimizer = "gd"\nlearning_rate = 0.3',
    more: str = "",
) -> str:
    """Return the text of a level file: a round bowl, changed where an argument says so."""
    return TEMPLATE.format(
        formula=formula, id=id, loss=loss, map=map, start=start, max_step=max_step, turns=turns,
        rules=rules, goal=goal, bot=bot, more=more,
    )  # fmt: skip


def make_level(folder: Path, formula: str = BOWL, **changes: str) -> Level:
    """Write such a level file into a folder and read it."""
    return write_level(folder, level_text(formula, **changes))


def write_level(folder: Path, text: str, name: str = "test-level.toml") -> Level:
    """Write a level file and read it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_level(path)
