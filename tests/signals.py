"""Signals in processes that tests start."""

import signal

from descent_game.stopping import ending_signals


def heed_signals() -> None:
    """Have a new process end at signals, though the tests may ignore some (``nohup``, ``&``)."""
    for number in ending_signals():
        signal.signal(number, signal.SIG_DFL)
