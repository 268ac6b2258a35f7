"""A race in lines: who runs with which settings, sliders of the chosen bot, the chart."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from descent_game.errors import SettingError
from descent_game.game.racing import Lane, letter_of, ranked
from descent_game.game.racing_text import chart_lines
from descent_game.game.wording import plain
from descent_game.optimizers.plugins import local_bot
from descent_game.tui.lines.line import BLANK, Line, Piece, Role, line, wrapped
from descent_game.tui.lines.standing import BOT_GLYPHS

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
    """What a race shows: its lanes, the chosen one and its setting, the turn."""

    lanes: Sequence[Lane]
    chosen: int
    setting: int
    turn: int
    turns: int


def race_lines(view: RaceView, width: int, height: int) -> tuple[list[Line], dict[int, int]]:
    """Return the panel, and which of its rows are which sliders."""
    lines: list[Line] = [_head(width)]
    lines += [_lane_line(view, number, width) for number in range(len(view.lanes))]
    rows: dict[int, int] = {}
    if view.lanes:
        lane = view.lanes[view.chosen]
        spec = lane.spec_at(view.turn)
        lines += [BLANK, *wrapped(f"{letter_of(view.chosen)}  {spec}", width, "strong")]
        for number, slider in enumerate(sliders_of(spec)):
            rows[len(lines)] = number
            lines.append(_slider_line(slider, chosen=number == view.setting))
        lines += wrapped(_ended(lane, view.turn), width, "dim")
    chart = chart_lines(
        view.lanes, view.turn, view.turns, (width, min(height - len(lines) - 1, 16))
    )
    if chart:
        lines += [BLANK, line(chart[0], "title"), *(line(row) for row in chart[1:])]
    return lines, rows


def _head(width: int) -> Line:
    return (Piece(f"{'bot':<{width - 9}}{'loss':>8}"[:width], "title"),)


def _lane_line(view: RaceView, number: int, width: int) -> Line:
    """Return a lane's letter, its glyph on the map, its method, rate and loss."""
    lane = view.lanes[number]
    chosen = number == view.chosen
    here = min(view.turn, lane.track.turns)
    loss = plain(lane.track.losses[here])
    glyph = "●" if chosen else BOT_GLYPHS[_place(number, view.chosen) % len(BOT_GLYPHS)]
    sliders = sliders_of(lane.spec_at(view.turn))
    rate = f" {plain(sliders[0].value)}" if sliders else ""
    name = f"{lane.spec.partition(':')[0]}{rate}{' plain' if lane.baseline else ''}"
    won = "★" if view.turn >= view.turns and ranked(view.lanes)[0] is lane else " "
    room = width - 4 - 9
    role: Role = "cursor" if chosen else "text"
    words = f"{'▸' if chosen else ' '}{letter_of(number)}{glyph} "
    return (Piece(f"{words}{name[:room]:<{room}}{loss:>8}{won}", role),)


def _place(number: int, chosen: int) -> int:
    """Return the place of a lane among those that are drawn as bots: all but the chosen one."""
    return number - (number > chosen)


def _slider_line(slider: Slider, *, chosen: bool) -> Line:
    knob = min(int(slider.share * SLIDER), SLIDER - 1)
    bar = "─" * knob + "●" + "─" * (SLIDER - knob - 1)
    short = "rate" if slider.name == "learning_rate" else slider.name
    name = f"{'▸' if chosen else ' '}{short[: NAME - 2]}"
    return (
        Piece(f"{name:<{NAME}}", "cursor" if chosen else "text"),
        Piece(bar, "aim"),
        Piece(f" {slider.value:.4g}", "strong"),
    )


def _ended(lane: Lane, turn: int) -> str:
    track = lane.track
    if track.goal_turn is not None and track.goal_turn <= turn:
        return f"at the goal on turn {track.goal_turn}"
    if turn >= track.turns and track.termination == "diverged":
        return f"off the map on turn {track.turns}"
    return "under way"
