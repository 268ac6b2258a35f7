"""A short film: calls a function with the share of its time that has passed, until it is over."""

from collections.abc import Callable
from time import monotonic

from textual.timer import Timer
from textual.widget import Widget

from descent_game.tui.host import settings_of
from descent_game.view.motion import FRAME


class Animation:
    """Runs on a widget's timer; ``finish`` jumps to its end, which is shown exactly once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._timer: Timer | None = None
        self._end: Callable[[], None] | None = None

    @property
    def running(self) -> bool:
        """Whether the end has not been shown yet."""
        return self._end is not None

    def run(self, seconds: float, show: Callable[[float], None], end: Callable[[], None]) -> None:
        """Call ``show(share)`` for each picture, then ``end()``; the settings stretch the time."""
        self.finish()
        seconds *= settings_of(self._widget).slowness
        start, self._end = monotonic(), end

        def picture() -> None:
            share = (monotonic() - start) / seconds
            if share >= 1.0:
                self.finish()
            elif self.running:
                show(share)

        show(0.0)
        self._timer = self._widget.set_interval(FRAME, picture)

    def finish(self) -> None:
        """Show the end now."""
        end, self._end = self._end, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if end is not None:
            end()
