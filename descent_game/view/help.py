"""The help: every symbol on the screen as it looks there, and every key."""

from collections.abc import Sequence

from descent_game.game.game import Game
from descent_game.game.instruments import INSTRUMENTS
from descent_game.level.schema import Instrument, Level
from descent_game.optimizers.registry import describe
from descent_game.rendering.style import GLYPHS, Style
from descent_game.view.instruments import VIEWS
from descent_game.view.legend import goal_sign
from descent_game.view.line import BLANK, Line, Piece, Role, hanging, line, wrapped

WORDS = 12
"""Columns of a sample or a key before its meaning."""


def help_lines(game: Game, style: Style, keys: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Return the page; ``keys`` are the keys that work now, with what they do."""
    lines = [line("ON THE MAP", "title")]
    level = game.level
    for sample, role, meaning in [
        *_map_symbols(style),
        *_around(game, style),
        *_sight(level, style),
    ]:
        lines += _entry(sample, role, meaning, width)
    lines += [BLANK, line("BESIDE IT", "title")]
    for name, meaning in _panel(game):
        lines += _entry(name, "strong", meaning, width)
    lines += [BLANK, line("THE BOT" if not game.variant.ghosts else "THE BOTS", "title")]
    for number, bot in enumerate((game.variant.bot, *game.variant.ghosts)):
        rule = bot.rule.replace(";  ", "; ")
        sign = GLYPHS[style].bots[number % len(GLYPHS[style].bots)]
        lines += _entry(
            f"{sign} {bot.name}", "bot", f"{describe(bot)}. {bot.describe()}. Rule: {rule}", width
        )
    lines += [BLANK, *wrapped(_FOLDING, width, "dim")]
    lines += [BLANK, line("KEYS", "title")]
    for key, meaning in keys:
        lines += _entry(key, "player", meaning, width)
    return lines


_FOLDING = (
    "Each row has its place: without a value yet it says -. A small window leaves out what the bots"
    " do, the goal, further bots, how each weight moves, sentences, and the losses by turn. All of"
    " it is there in a larger window and after the game."
)

_TURNING = "After a move, an aim that would lead uphill turns by itself"
_COMPASS = "the compass, outside the ring: the steepest way down; only its direction counts"
_SLOPES = "which way the loss falls along each weight alone; the longer, the steeper"
_PUSH = "your step alone, where the arrow adds the speed that is kept"
_RING = "the ring: as far as your step. Of very short steps it is wider than true"
_CHANGES = "the ring: where your step lowers the loss; the {}, the more"

_HELD_OUT = ("held out", "the loss on data that nobody descends here: what the weights are worth")

_BEFORE: tuple[Instrument, ...] = ("compass", "partials", "curvature", "half-planes")
"""The instruments that stand above the promise."""
_PANEL = (
    ("loss", "how wrong the weights are: lower is better"),
    ("your aim", "the direction of your step in degrees: 0 is +w1, to the right; 90 is +w2, up"),
    ("step", "its length, amid the next ones, in units of the weights; inertia adds to it"),
    *(row for name in _BEFORE for row in INSTRUMENTS[name]),
    ("promise", "what the slopes say the move will change the loss by, and leave of it"),
    ("kept", "what share of its promise your last move of about this length kept"),
    *(row for name, rows in INSTRUMENTS.items() if name not in _BEFORE for row in rows),
)


def _panel(game: Game) -> list[tuple[str, str]]:
    """Return what stands beside the map, with the held out loss where a level has one."""
    loss, *others = _PANEL
    return [loss, *([_HELD_OUT] if game.variant.held_out is not None else []), *others]


def _map_symbols(style: Style) -> list[tuple[str, Role, str]]:
    glyphs = GLYPHS[style]
    line_sample = {"braille": "⠒⠤⣀", "blocks": "▀▄", "ascii": "=+*"}[style]
    goal = goal_sign(style)
    bands = "bands: the darker, the lower the loss; a line runs along one height"
    if style == "ascii":
        bands = "bands: the denser the character, the higher the loss"
    return [
        (glyphs.player, "player", f"you; {glyphs.player_stop} where you have been"),
        (glyphs.bots[0], "bot", f"the bot; {glyphs.bot_stops[0]} where it has been"),
        (glyphs.start, "strong", "the start, yours and the bot's"),
        (glyphs.arrows[:4], "aim", f"your aim: where the move will end. {_TURNING}"),
        ("".join(dict.fromkeys(glyphs.needles[:4])), "compass", _COMPASS),
        (line_sample, "dim", bands),
        ("whole map", "text", "the small frame: where on the whole map you are looking"),
        (goal.glyphs, "goal", goal.meaning),
    ]


def _around(game: Game, style: Style) -> list[tuple[str, Role, str]]:
    """Return what is drawn where the player stands: the slopes of the weights, and the ring."""
    glyphs, dotted = GLYPHS[style], style == "braille"
    instruments = game.level.map.instruments
    signs: list[tuple[str, Role, str]] = []
    if "partials" in instruments and VIEWS["partials"].spokes(game):
        signs.append(("⠂⠐⠂" if dotted else glyphs.spoke * 3, "strong", _SLOPES))
    if game.level.rules.inertia:
        signs.append(("⠂ ⠂" if dotted else glyphs.aim * 3, "aim", _PUSH))
    if "rose" not in instruments:
        sample = "⠂ ⠂ ⠂" if dotted else " ".join(glyphs.ring * 3)
        return [*signs, (sample, "strong", _RING)]
    line, dots = ("⠶⠶⠶ ", "⠔⠔⠔ ") if dotted else ("", "")
    how = "thicker (without colours, closer)" if dotted else "closer"
    meaning = f"{_CHANGES.format(how)}. Of very short steps it is wider than true"
    return [
        *signs,
        (f"{line}{glyphs.falls * 3}", "good", meaning),
        (f"{dots}{glyphs.rises * 3}", "bad", "the same where your step raises the loss"),
    ]


def _sight(level: Level, style: Style) -> list[tuple[str, Role, str]]:
    if level.map.sight == "all":
        return []
    signs: list[tuple[str, Role, str]] = [
        (GLYPHS[style].fog * 3, "dim", "fog: you have not been near enough to see")
    ]
    if "half-planes" in level.map.instruments:
        meaning = "hatched: on a convex loss nothing here is as low as where you were"
        signs.append((GLYPHS[style].excluded * 3, "dim", meaning))
    return signs


def _entry(sample: str, role: Role, meaning: str, width: int) -> list[Line]:
    return hanging((Piece(f"{sample:<{WORDS}} ", role),), meaning, width)
