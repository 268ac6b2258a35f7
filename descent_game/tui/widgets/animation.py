"""Short animations: a function is called with the share of time that has passed."""

from collections.abc import Callable
from time import monotonic

from textual.timer import Timer
from textual.widget import Widget

from descent_game.tui.host import settings_of
from descent_game.view.scene import FRAME


class Animation:
    """Runs on a widget's timer; ``finish`` jumps to the end, which is shown exactly once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._timer: Timer | None = None
        self._end: Callable[[], None] | None = None

    @property
    def running(self) -> bool:
        """Whether an animation has begun and its end has not been shown."""
        return self._end is not None

    def run(self, seconds: float, show: Callable[[float], None], end: Callable[[], None]) -> None:
        """Call ``show(share)`` for each frame, then ``end()``; the settings scale the time."""
        self.finish()
        seconds *= settings_of(self._widget).slowness
        start, self._end = monotonic(), end

        def draw_frame() -> None:
            share = (monotonic() - start) / seconds
            if share >= 1.0:
                self.finish()
            elif self.running:
                show(share)

        show(0.0)
        self._timer = self._widget.set_interval(FRAME, draw_frame)

    def finish(self) -> None:
        """Show the end now."""
        end, self._end = self._end, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if end is not None:
            end()
