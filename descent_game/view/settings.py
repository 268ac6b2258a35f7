"""The settings in lines: every option with its value, and what the value means."""

import os

from descent_game.player.settings import OPTIONS, Settings, choices_of
from descent_game.view.keys import Keys
from descent_game.view.line import (
    ARROW,
    BEFORE,
    BLANK,
    Line,
    Piece,
    Role,
    hanging,
    indented,
    line,
    wrapped,
)
from descent_game.view.listing import Listing, Row

KEYS_ROW = len(OPTIONS)
"""The row below the options: the keys."""

HOW = "{key:list.up} and {key:list.down} choose, Left and Right change, Escape closes."
NAME, VALUE = 14, 17


def settings_listing(settings: Settings, row: int, place: str, keys: Keys, width: int) -> Listing:
    """Return the options with the cursor on a row; ``place`` is where they are kept."""
    chosen = choices_of(settings)
    rows: list[Row] = []
    for number, option in enumerate(OPTIONS):
        value = chosen[option.name]
        lines = _row(
            option.title, f"{BEFORE} {value} {ARROW}", option.values[value], number == row, width
        )
        variable = os.environ.get(option.variable)
        if number == row and variable:
            text = f"{option.variable}={variable} chooses this when the game starts."
            lines += indented(wrapped(text, width - NAME - 2, "goal"), NAME + 2)
        rows += [Row(each, number) for each in lines]
    words = "Enter shows what every key does, and changes it"
    rows += [Row(each, KEYS_ROW) for each in _row("Keys", "", words, row == KEYS_ROW, width)]
    foot = [BLANK, *wrapped(f"Kept in {place}", width, "dim")]
    foot += wrapped(keys.fill(HOW), width, "dim")
    return Listing(rows, [line("Settings", "player"), BLANK], foot)


def _row(name: str, value: str, words: str, here: bool, width: int) -> list[Line]:
    role: Role = "cursor" if here else "text"
    head = Piece(f"{'▸' if here else ' '} {name:<{NAME - 1}}", role)
    if not value:
        return [(head, Piece(" "), *wrapped(words, width - NAME - 2, "dim")[0])]
    shown = Piece(f"{value:<{VALUE}} ", "strong" if here else "text")
    return hanging((head, Piece(" "), shown), words, max(width, NAME + VALUE + 13), "dim")
