"""The help of a race: its signs, its bots with every setting, its keys."""

from collections.abc import Sequence

from descent_game.game.racing import RATES, Lane, letter_of
from descent_game.optimizers.descriptions import IN_WORDS
from descent_game.rendering.style import GLYPHS, Style
from descent_game.view.line import BLANK, Line, line, named

PLAIN = f"gd and momentum with the best of {len(RATES)} rates, to hold the others against"


def race_help(
    lanes: Sequence[Lane], style: Style, keys: Sequence[tuple[str, str]], width: int
) -> list[Line]:
    """Return what every sign means, what the bots do, and the keys that work now."""
    glyphs = GLYPHS[style]
    signs = [
        (glyphs.player, "the bot that is chosen"),
        ("A, B, ...", "the others: the same letters in the list, on the map and in the chart"),
        (glyphs.start, "the start of all of them"),
        (glyphs.goal, "the goal") if style == "ascii" else ("dotted ring", "the goal's edge"),
        ("★", "won: first at the goal, or else the lowest loss at the end"),
        ("plain", PLAIN),
        ("rate", "the learning rate: how far a bot goes for a slope of 1"),
    ]
    methods = dict.fromkeys(lane.spec.partition(":")[0].strip() for lane in lanes)
    ways = [(method, IN_WORDS[method]) for method in methods if method in IN_WORDS]
    settings = [(letter_of(n), lane.words.replace(",", ", ")) for n, lane in enumerate(lanes)]
    lines = [line("THE RACE", "title"), *named(signs, width)]
    lines += [BLANK, line("WHAT THE BOTS DO", "title"), *named(ways, width)]
    lines += [BLANK, line("THEIR SETTINGS", "title"), *named(settings, width)]
    return [*lines, BLANK, line("KEYS", "title"), *named(keys, width)]
