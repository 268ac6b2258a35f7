"""Every palette: bands rise in luminance and differ, and what is drawn on them can be seen."""

import itertools

import numpy as np
import pytest

from descent_game.rendering.colour import DEFAULT, contrast, luminance
from descent_game.rendering.palette import Palette, palette
from descent_game.rendering.palettes import SCHEMES, Depth, Theme

THEMES: tuple[Theme, ...] = ("dark", "light")
DEPTHS: tuple[Depth, ...] = ("truecolor", "256", "16")
COLOURED = list(itertools.product(SCHEMES, THEMES, DEPTHS))
LEAST_MARKER_CONTRAST: dict[Depth, float] = {"truecolor": 3.0, "256": 3.0, "16": 2.8}
"""WCAG 2.1, 1.4.11 asks for 3; nothing among 16 fixed colours reaches it on their dark grey."""
LEAST_LINE_CONTRAST = 1.3
"""Contour lines repeat what the bands say, and stay in the background."""

CUBE_LEVELS = (0, 95, 135, 175, 215, 255)
CLASSIC_LEVELS = (0, 85, 170, 255)


def bands(colours: Palette) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(colours.bands(colours.most_bands)[:-1], dtype=np.int32)


@pytest.mark.parametrize(("scheme", "theme", "depth"), COLOURED)
def test_bands_rise_in_luminance(scheme: str, theme: Theme, depth: Depth) -> None:
    light = luminance(bands(palette(scheme, theme, depth)))
    assert (np.diff(light) > 0).all()


@pytest.mark.parametrize(("scheme", "theme", "depth"), COLOURED)
def test_fog_and_undefined_are_no_band(scheme: str, theme: Theme, depth: Depth) -> None:
    colours = palette(scheme, theme, depth)
    others = {colours.base.fog, colours.base.undefined}
    assert len(others) == 2
    assert others.isdisjoint(bands(colours).tolist())


@pytest.mark.parametrize(("scheme", "theme", "depth"), COLOURED)
def test_markers_stand_out_on_every_band(scheme: str, theme: Theme, depth: Depth) -> None:
    colours = palette(scheme, theme, depth)
    papers = np.append(
        colours.mixtures(colours.most_bands), (colours.base.fog, colours.base.outside)
    )
    inks = [
        colours.inks.player,
        *colours.inks.bots,
        colours.inks.aim,
        colours.inks.compass,
        colours.inks.goal,
    ]
    for ink in inks:
        least = contrast(ink.over(papers), papers).min()
        assert least >= LEAST_MARKER_CONTRAST[depth], hex(ink.on_dark)


@pytest.mark.parametrize(("scheme", "theme", "depth"), COLOURED)
def test_lines_can_be_told_from_their_band(scheme: str, theme: Theme, depth: Depth) -> None:
    papers = bands(palette(scheme, theme, depth))
    lines = palette(scheme, theme, depth).lines(papers)
    assert contrast(lines, papers).min() >= LEAST_LINE_CONTRAST


@pytest.mark.parametrize(("scheme", "theme"), list(itertools.product(SCHEMES, THEMES)))
def test_few_colours_are_exactly_those_of_the_terminal(scheme: str, theme: Theme) -> None:
    for stop in palette(scheme, theme, "256").stops:
        parts = {stop >> 16, stop >> 8 & 255, stop & 255}
        is_grey = len(parts) == 1 and (parts.pop() - 8) % 10 == 0
        assert is_grey or parts <= set(CUBE_LEVELS), hex(stop)
    for stop in palette(scheme, theme, "16").stops:
        assert {stop >> 16, stop >> 8 & 255, stop & 255} <= set(CLASSIC_LEVELS)


@pytest.mark.parametrize("depth", ["256", "16"])
def test_at_most_eight_bands_below_truecolor(depth: Depth) -> None:
    assert all(palette(scheme, depth=depth).most_bands <= 8 for scheme in SCHEMES)


def test_without_colours_everything_is_the_terminals_own() -> None:
    colours = palette(depth="none")
    papers = colours.mixtures(8)
    assert set(papers.tolist()) == {DEFAULT}
    assert set(colours.lines(papers).tolist()) == {DEFAULT}
    assert colours.inks.player.on(DEFAULT) == DEFAULT


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_any_number_of_bands_has_papers(count: int) -> None:
    for depth in DEPTHS:
        colours = palette(depth=depth)
        assert len(colours.bands(count)) == count + 1
        assert len(colours.mixtures(count)) == 8 * (count - 1) + 1


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [(0x000000, 0xFFFFFF, 21.0), (0x777777, 0xFFFFFF, 4.48), (0x123456, 0x123456, 1.0)],
)
def test_contrast_is_that_of_wcag(first: int, second: int, ratio: float) -> None:
    assert float(contrast(first, second)) == pytest.approx(ratio, abs=0.005)
