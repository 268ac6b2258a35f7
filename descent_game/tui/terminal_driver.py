"""How the app talks to a POSIX terminal: Textual's driver, with a question and a safe return."""

from typing import Any

from textual.drivers.linux_driver import LinuxDriver

AMBIGUOUS = "\u25cf"
"""A sign of ambiguous width, as are boxes, blocks and stars: two columns in some East Asian fonts
and settings. Textual lays out one."""

QUESTION = f"\x1b[H{AMBIGUOUS}\x1b[6n\x1b[H"
"""Draw the sign in the corner, where the first picture covers it, and report the cursor's place."""


class TerminalDriver(LinuxDriver):
    """Asks once how wide the terminal draws a sign, and resumes after any stop of the process.

    The report comes with the keys and in their order, as an ``events.CursorPosition``: nothing
    waits for it, and no key is read by anybody else.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = False
        self._suspended = False

    def start_application_mode(self) -> None:
        """Show the screen, and ask with the first one."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not self._asked and self.input_tty and self._writer_thread is not None:
            self._asked = True
            self.write(QUESTION)
            self.flush()

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal again and have everything drawn.

        A process that SIGSTOP has stopped could not give it back: first that is made up for, or
        the terminal as it is now would count as the one to return to, and two threads read keys.
        """
        if not self._suspended:
            super().suspend_application_mode()
            self._must_signal_resume = True
        self._suspended = False
        super().resume_application_mode()
