"""The panel of a race: its bots, sliders of the chosen one, the chart; and its help."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from descent_game.errors import SettingError
from descent_game.game.racing import RATES, Lane, letter_of, ranked
from descent_game.game.summary import diverged_words
from descent_game.game.wording import plain
from descent_game.optimizers.plugins import local_bot
from descent_game.optimizers.registry import METHODS
from descent_game.rendering.chart import draw_chart
from descent_game.rendering.style import GLYPHS, Style
from descent_game.view.line import BLANK, Line, Piece, Role, line, named, wrapped
from descent_game.view.race_chart import race_chart

FRACTIONS = ("momentum", "decay", "b1", "b2", "shrink", "base_momentum")
"""Settings from 0 to below 1; all others are shown and moved by factors."""
LARGEST = 0.999
LOWEST, HIGHEST = 1e-4, 1e2
FACTOR, PART = 1.25, 0.05
SLIDER = 12
"""Columns of a slider."""
NAME = 10
"""Columns of a setting's name before its slider."""
CHART_ROWS = 16
CHART_LEAST = 9
"""Rows of the chart, its title and its axis included."""
LEAST = 3
"""Lanes that are always in sight."""
LOSS = 9
"""Columns of a loss."""
INKS: tuple[Role, ...] = ("bot", "ghost", "ghost-2", "ghost-3")
"""How lanes look but for the chosen one, in the colours that the map gives them."""


class Slider(NamedTuple):
    """A setting of a bot with its number."""

    name: str
    value: float

    @property
    def share(self) -> float:
        """How far along its slider the number is, 0 to 1."""
        if self.name in FRACTIONS:
            return self.value / LARGEST
        value = min(max(self.value, LOWEST), HIGHEST)
        return math.log(value / LOWEST) / math.log(HIGHEST / LOWEST)

    def moved(self, steps: int) -> "Slider":
        """Return the slider so many steps further."""
        if self.name in FRACTIONS:
            value = round(self.value + PART * steps, 9)
            return self._replace(value=min(max(value, 0.0), LARGEST))
        value = float(f"{self.value * FACTOR**steps:.4g}")
        return self._replace(value=min(max(value, LOWEST), HIGHEST))

    def put(self, share: float) -> "Slider":
        """Return the slider with its number where it was pointed at."""
        share = min(max(share, 0.0), 1.0)
        if self.name in FRACTIONS:
            return self._replace(value=round(share * LARGEST, 3))
        return self._replace(value=float(f"{LOWEST * (HIGHEST / LOWEST) ** share:.3g}"))


def sliders_of(spec: str) -> list[Slider]:
    """Return what of a bot can be slid: every setting that is a number above 0 or a fraction."""
    try:
        settings = local_bot(spec).settings
    except SettingError:
        return []
    given = dict(part.partition("=")[::2] for part in spec.partition(":")[2].split(",") if part)
    names = {name.strip() for name in given}
    return [
        Slider(name, float(value))
        for name, value in settings.items()
        if name in names and not isinstance(value, str)
    ]


def with_slider(spec: str, slider: Slider) -> str:
    """Return a bot's text with one of its settings changed."""
    name, _, listed = spec.partition(":")
    parts = [part.partition("=") for part in listed.split(",")]
    changed = [
        f"{key.strip()}={slider.value if key.strip() == slider.name else value.strip()}"
        for key, _, value in parts
    ]
    return f"{name}:{','.join(changed)}"


class RaceView(NamedTuple):
    """What a race shows: its lanes, the chosen one and its setting, the turn; the map's style."""

    lanes: Sequence[Lane]
    chosen: int
    setting: int
    turn: int
    turns: int
    style: Style = "braille"


class Rows(NamedTuple):
    """Which rows of the panel are which lanes, and which are which sliders."""

    lanes: dict[int, int]
    sliders: dict[int, int]


def race_lines(view: RaceView, width: int, height: int) -> tuple[list[Line], Rows]:
    """Return the panel, and what its rows stand for.

    Where there is no room the words on the chosen bot go first, then gaps, then lanes far from it.
    """
    if not view.lanes:
        return [_head(width)], Rows({}, {})
    spec = view.lanes[view.chosen].spec_at(view.turn)
    sliders = sliders_of(spec)
    stands, words = _stands(view, width), _words(view, width)
    fixed = 1 + len(sliders)
    spare = height - fixed - len(view.lanes) - CHART_LEAST
    folded = [*stands, *words] if spare >= len(stands) + len(words) + 2 else stands
    if spare < len(folded):
        folded = []
    gap: list[Line] = [BLANK] if spare >= len(folded) + 2 else []
    shown = _in_sight(view, height - fixed - len(folded) - 2 * len(gap) - CHART_LEAST)
    rows = Rows(dict(enumerate(shown, start=1)), {})
    lines = [_head(width), *(_lane_line(view, number, width) for number in shown), *gap, *folded]
    for number, slider in enumerate(sliders):
        rows.sliders[len(lines)] = number
        lines.append(_slider_line(slider, chosen=number == view.setting))
    room = min(height - len(lines) - len(gap), CHART_ROWS)
    if chart := _chart(view, width, room):
        lines += [*gap, *chart]
    return lines, rows


def _chart(view: RaceView, width: int, height: int) -> list[Line]:
    """Return the losses up to the turn, each lane in the colour that it has on the map."""
    roles = [_role(number, view.chosen) for number in range(len(view.lanes))]
    chart = race_chart(view.lanes, roles, view.turns, turn=view.turn, title="LOSS BY TURN")
    rows = draw_chart(chart, (width, height), style=view.style)
    return [tuple(Piece(text, role) for text, role in row) for row in rows]


def _in_sight(view: RaceView, room: int) -> range:
    """Return the lanes for which there is room, the chosen one among them."""
    count = min(len(view.lanes), max(room, LEAST))
    first = max(0, min(view.chosen - count // 2, len(view.lanes) - count))
    return range(first, first + count)


def _head(width: int) -> Line:
    return (Piece(f"  {'bot':<{width - LOSS - 4}}{'loss':>{LOSS}}", "title"),)


def _lane_line(view: RaceView, number: int, width: int) -> Line:
    """Return a lane's letter, which is its sign on the map, its method, rate and loss."""
    lane = view.lanes[number]
    chosen = number == view.chosen
    here = min(view.turn, lane.track.turns)
    loss = plain(lane.track.losses[here])
    sliders = sliders_of(lane.spec_at(view.turn))
    rate = f" {plain(sliders[0].value)}" if sliders else ""
    name = f"{lane.spec.partition(':')[0]}{rate}{' plain' if lane.baseline else ''}"
    won = "★" if view.turn >= view.turns and ranked(view.lanes)[0] is lane else " "
    room = width - LOSS - 6
    role: Role = "cursor" if chosen else "text"
    sign = Piece(letter_of(number), role if chosen else _role(number, view.chosen))
    return (
        Piece("▸" if chosen else " ", role),
        sign,
        Piece(f"{'●' if chosen else ' '} {name[:room]:<{room}}{loss:>{LOSS}} {won}", role),
    )


def _role(number: int, chosen: int) -> Role:
    """Return the role of a lane: the player's if it is chosen, else the next of the bots'."""
    return "player" if number == chosen else INKS[(number - (number > chosen)) % len(INKS)]


def _stands(view: RaceView, width: int) -> list[Line]:
    """Return how the chosen bot stands."""
    lane = view.lanes[view.chosen]
    words = f"{letter_of(view.chosen)}  {_method(lane)}, {_ended(lane, view.turn)}"
    return wrapped(words, width, "strong")


def _words(view: RaceView, width: int) -> list[Line]:
    """Return what the chosen bot's method does."""
    lane = view.lanes[view.chosen]
    method = METHODS.get(_method(lane))
    words = method.description if method else ""
    if lane.baseline:
        words += f"; plain: the best of {len(RATES)} rates"
    return wrapped(words, width, "dim")


def _method(lane: Lane) -> str:
    return lane.spec.partition(":")[0].strip()


def _slider_line(slider: Slider, *, chosen: bool) -> Line:
    knob = min(int(slider.share * SLIDER), SLIDER - 1)
    bar = "─" * knob + "●" + "─" * (SLIDER - knob - 1)
    short = "rate" if slider.name == "learning_rate" else slider.name
    name = f"{'▸' if chosen else ' '}{short[: NAME - 2]}"
    return (
        Piece(f"{name:<{NAME - 1}}", "cursor" if chosen else "text"),
        Piece(" "),
        Piece(bar, "aim"),
        Piece(f" {slider.value:.4g}", "strong"),
    )


def _ended(lane: Lane, turn: int) -> str:
    track = lane.track
    if track.goal_turn is not None and track.goal_turn <= turn:
        return f"goal on turn {track.goal_turn}"
    if turn >= track.turns and track.termination == "diverged":
        return diverged_words(track)
    return "under way"


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
    ways = [(method, METHODS[method].description) for method in methods if method in METHODS]
    settings = [(letter_of(n), lane.words.replace(",", ", ")) for n, lane in enumerate(lanes)]
    lines = [line("THE RACE", "title"), *named(signs, width)]
    lines += [BLANK, line("WHAT THE BOTS DO", "title"), *named(ways, width)]
    lines += [BLANK, line("THEIR SETTINGS", "title"), *named(settings, width)]
    return [*lines, BLANK, line("KEYS", "title"), *named(keys, width)]
