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
from descent_game.view.listing import Listing, Row
from descent_game.view.race_chart import race_chart

FRACTIONS = ("momentum", "decay", "b1", "b2", "shrink", "base_momentum")
"""Settings from 0 to below 1; all others have a logarithmic slider."""
MAX_FRACTION = 0.999
MIN_VALUE, MAX_VALUE = 1e-4, 1e2
FACTOR, INCREMENT = 1.25, 0.05
SLIDER = 12
"""Columns of a slider."""
NAME = 10
"""Columns of a setting's name before its slider."""
CHART_ROWS = 16
CHART_LEAST = 9
"""Rows of the chart, its title and its axis included."""
MIN_LANES = 3
"""Lanes that are always in sight."""
LOSS = 9
"""Columns of a loss."""
BOT_ROLES: tuple[Role, ...] = ("bot", "ghost", "ghost-2", "ghost-3")
"""Roles of the lanes but for the chosen one, in the colours of the map."""


class Slider(NamedTuple):
    """A setting of a bot with its number."""

    name: str
    value: float

    @property
    def share(self) -> float:
        """How far along its slider the number is, 0 to 1."""
        if self.name in FRACTIONS:
            return self.value / MAX_FRACTION
        value = min(max(self.value, MIN_VALUE), MAX_VALUE)
        return math.log(value / MIN_VALUE) / math.log(MAX_VALUE / MIN_VALUE)

    def moved(self, steps: int) -> "Slider":
        """Return the slider so many steps further."""
        if self.name in FRACTIONS:
            value = round(self.value + INCREMENT * steps, 9)
            return self._replace(value=min(max(value, 0.0), MAX_FRACTION))
        value = float(f"{self.value * FACTOR**steps:.4g}")
        return self._replace(value=min(max(value, MIN_VALUE), MAX_VALUE))

    def at(self, share: float) -> "Slider":
        """Return the slider with its knob at a share of its length."""
        share = min(max(share, 0.0), 1.0)
        if self.name in FRACTIONS:
            return self._replace(value=round(share * MAX_FRACTION, 3))
        return self._replace(value=float(f"{MIN_VALUE * (MAX_VALUE / MIN_VALUE) ** share:.3g}"))


def sliders_of(spec: str) -> list[Slider]:
    """Return a slider for each setting in a bot's text that is a number."""
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
    """Return a bot's text with one setting changed."""
    name, _, listed = spec.partition(":")
    parts = [part.partition("=") for part in listed.split(",")]
    changed = [
        f"{key.strip()}={slider.value if key.strip() == slider.name else value.strip()}"
        for key, _, value in parts
    ]
    return f"{name}:{','.join(changed)}"


class RaceView(NamedTuple):
    """What a race shows: its lanes, the chosen one and its setting, the turn, the map's style."""

    lanes: Sequence[Lane]
    chosen: int
    setting: int
    turn: int
    turns: int
    style: Style = "braille"


class RacePanel(NamedTuple):
    """The panel of a race: a list of its lanes, with sliders and chart in its foot."""

    listing: Listing
    first_slider: int = 0
    """The line of the foot with the first slider."""


def race_panel(view: RaceView, width: int, height: int) -> RacePanel:
    """Return the panel.

    Where there is no room, the words on the chosen bot are left out first, then gaps, then lanes
    far from it.
    """
    head = [_head(width)]
    if not view.lanes:
        return RacePanel(Listing((), head))
    sliders = sliders_of(view.lanes[view.chosen].spec_at(view.turn))
    state, words = _state_lines(view, width), _method_lines(view, width)
    fixed = len(head) + len(sliders)
    spare = height - fixed - len(view.lanes) - CHART_LEAST
    texts = [*state, *words] if spare >= len(state) + len(words) + 2 else state
    if spare < len(texts):
        texts = []
    gap: list[Line] = [BLANK] if spare >= len(texts) + 2 else []
    room = height - fixed - len(texts) - 2 * len(gap)
    lanes = min(len(view.lanes), max(room - CHART_LEAST, MIN_LANES))
    chart = _chart(view, width, min(room - lanes, CHART_ROWS))
    foot = [
        *(*gap, *texts),
        *(_slider_line(each, chosen=n == view.setting) for n, each in enumerate(sliders)),
        *([*gap, *chart] if chart else []),
    ]
    rows = [Row(_lane_line(view, number, width), number) for number in range(len(view.lanes))]
    return RacePanel(Listing(rows, head, foot), len(gap) + len(texts))


def _chart(view: RaceView, width: int, height: int) -> list[Line]:
    """Return the losses up to the turn, each lane in the colour that it has on the map."""
    roles = [_role(number, view.chosen) for number in range(len(view.lanes))]
    chart = race_chart(view.lanes, roles, view.turns, turn=view.turn, title="LOSS BY TURN")
    rows = draw_chart(chart, (width, height), style=view.style)
    return [tuple(Piece(text, role) for text, role in row) for row in rows]


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
    name = f"{_method(lane)}{rate}{' plain' if lane.baseline else ''}"
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
    """Return the role of a lane: the player's if it is chosen, else one of the bots'."""
    return (
        "player" if number == chosen else BOT_ROLES[(number - (number > chosen)) % len(BOT_ROLES)]
    )


def _state_lines(view: RaceView, width: int) -> list[Line]:
    """Return the state of the chosen bot: its method, and whether it is at the goal."""
    lane = view.lanes[view.chosen]
    words = f"{letter_of(view.chosen)}  {_method(lane)}, {_ended(lane, view.turn)}"
    return wrapped(words, width, "strong")


def _method_lines(view: RaceView, width: int) -> list[Line]:
    """Return a description of the chosen bot's method."""
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
    return "under way" if turn < track.turns else "not at the goal"


PLAIN = f"gd and momentum with the best of {len(RATES)} rates, to compare the others with"


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
    methods = dict.fromkeys(map(_method, lanes))
    described = [(method, METHODS[method].description) for method in methods if method in METHODS]
    settings = [(letter_of(n), lane.words.replace(",", ", ")) for n, lane in enumerate(lanes)]
    lines = [line("THE RACE", "title"), *named(signs, width)]
    lines += [BLANK, line("WHAT THE BOTS DO", "title"), *named(described, width)]
    lines += [BLANK, line("THEIR SETTINGS", "title"), *named(settings, width)]
    return [*lines, BLANK, line("KEYS", "title"), *named(keys, width)]
