from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from descent_game.rendering.viewport import Viewport
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.brief import BriefScreen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.widgets import refinement
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.refinement import BANDS, QUICK, coarse, coarseness, exact
from tests.levels_for_tests import make_level
from tests.tui.playing import STILL, at, start, until

VIEW = Viewport.fit(((-5.0, 5.0), (-5.0, 5.0)), 21, 11)


@pytest.mark.parametrize(("rows", "factor"), [(0, 1), (100, 1), (10_000, 3), (1_000_000, 22)])
def test_few_enough_points_are_computed_at_once(rows: int, factor: int) -> None:
    assert coarseness(rows, VIEW) == factor
    points = VIEW.columns * 2 * VIEW.rows * 4
    assert rows * points / factor**2 <= QUICK


@pytest.mark.parametrize("factor", [1, 2, 3, 7, 100])
def test_a_coarse_field_is_close_and_complete(factor: int) -> None:
    w1, w2 = VIEW.dot_centres()
    rough = coarse(lambda x, y: x + 2.0 * y, factor)(w1, w2)
    assert rough.shape == (w2.size, w1.size)
    step = abs(float(w1[0, 1] - w1[0, 0]))
    assert np.abs(rough - (w1 + 2.0 * w2)).max() <= 3.0 * step * factor


def test_an_exact_field_is_the_field_itself_unless_it_is_given_up() -> None:
    w1, w2 = VIEW.dot_centres()
    losses = exact(lambda x, y: x * y, VIEW, lambda: False)
    assert losses is not None
    assert np.array_equal(losses, w1 * w2)
    asked = iter([False] * (BANDS - 1) + [True])
    assert exact(lambda x, y: x * y, VIEW, lambda: next(asked)) is None


async def test_a_level_with_much_data_is_refined_while_it_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()

    def later(*arguments: Any) -> Any:
        assert may_go_on.wait(30.0)
        return exact(*arguments)

    monkeypatch.setattr(refinement, "exact", later)
    monkeypatch.setenv("DESCENT_HOME", str(tmp_path))
    rows = "\n".join(f"{k % 7},{k % 5}" for k in range(4000))
    (tmp_path / "rows.csv").write_text(f"a,b\n{rows}\n", encoding="utf-8")
    formula = "mean(tanh(w1*a/9 + w2*b/9 - 1)**2)"
    level = make_level(tmp_path, formula, loss='data = "rows.csv"', goal="loss = 0.1")
    app = DescentApp(level, settings=STILL)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, BriefScreen)
        screen = await start(pilot)
        rough = picture(screen)
        await pilot.press("left", "right")  # keys are answered while the map is coarse
        assert picture(screen) == rough
        may_go_on.set()
        await until(pilot, lambda: picture(screen) != rough)
        await pilot.press("left", "enter")
        await until(pilot, lambda: screen.game.player.turns == 1)


def picture(screen: PlayScreen) -> list[str]:
    view = screen.query_one(MapView)
    return [view.render_line(y).text for y in range(view.size.height)]
