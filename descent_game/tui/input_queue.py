"""Hands input to an app one event at a time: the next one once the last one has had its effect.

Textual forwards keys as they are read, to the screen that is on top at that moment. Two keys that
arrive in one read would both go to it, even where the first one opens a dialog or answers one.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.message import Message
from textual.screen import Screen

DECIDING = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""Events that may change what is shown, so that the next one waits."""

MOST_ROUNDS = 12
"""Rounds through the message queues after which an effect counts as complete in any case."""

LONGEST = 2.0
"""Seconds after which the next event no longer waits."""

BOUNCE = 0.02
"""Seconds within which nobody presses a key twice on purpose. Keys of one read may come so late."""


class InputQueue:
    """Calls ``handle``, the app's own way with an event, with one event after the other.

    An event has had its effect when the message queues on its way, from the focused widget over
    the screen to the app, are empty and the screen on top is mounted. Each queue is first-in,
    first-out, so a callback that is passed along this way comes after all that was caused.
    """

    def __init__(self, app: App[Any], handle: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._held: deque[events.Event] = deque()
        self._last: events.Event | None = None
        """The last event that might change what is shown."""
        self._busy = False
        """Whether that event has not had its effect yet."""
        self._screen: Screen[Any] | None = None
        """The screen that the last event was meant for."""
        self._answered_at: float | None = None
        """When the last event took that screen away or answered a question on it."""
        self._number = 0

    @property
    def idle(self) -> bool:
        """Whether every event has had its effect."""
        return not (self._busy or self._held)

    async def put(self, event: events.Event) -> None:
        """Hand an event on, now or when the one before has had its effect."""
        self._held.append(event)
        if not self._busy or (self._last and event.time - self._last.time > LONGEST):
            await self._next()

    def drop_repeats(self) -> None:
        """Drop the key that is being handled where it has arrived a second time already.

        For keys that answer a question: the second one was not meant for the next question.
        """
        self._answered_at = Message().time

    def note_change(self) -> None:
        """Note that another screen is on top: a key whose screen has gone is not repeated."""
        if self._answered_at is None and self._screen not in self._app.screen_stack:
            self._answered_at = Message().time

    async def _next(self) -> None:
        """Hand on what is held, up to the first event that may change what is shown."""
        self._busy = False
        while self._held and not self._busy:
            event = self._held.popleft()
            if self._is_repeat(event):
                continue
            if isinstance(event, DECIDING):
                self._busy, self._last, self._answered_at = True, event, None
                self._screen = _screen_of(self._app)
                self._number += 1
            await self._handle(event)
        if self._busy:
            self._start_round(self._number, 1)

    def _is_repeat(self, event: events.Event) -> bool:
        """Return whether a key was pressed again before anybody could see what it had done."""
        last, answered_at = self._last, self._answered_at
        if not (isinstance(event, events.Key) and isinstance(last, events.Key)):
            return False
        if event.key != last.key or answered_at is None:
            return False
        return event.time < max(answered_at, last.time + BOUNCE)

    def _start_round(self, number: int, count: int) -> None:
        route = self._route()
        quiet = not any(node.message_queue_size for node in route)
        self._pass_along(route, lambda: self._end_round(number, count, route if quiet else None))

    def _pass_along(
        self, route: list[DOMNode], then: Callable[[], Awaitable[None]]
    ) -> Awaitable[None] | None:
        """Call ``then`` when every node of the route has handled what it was sent before now.

        Nodes that are being removed are left out; an app that is ending calls nothing.
        """
        for place, node in enumerate(route):
            if node.call_later(self._pass_along, route[place + 1 :], then):
                return None
        return None if route else then()

    async def _end_round(self, number: int, count: int, before: list[DOMNode] | None) -> None:
        """Hand on the next event where nothing has happened in this round, or begin another."""
        if number != self._number or not self._app.is_running:
            return
        route = self._route()
        quiet = route == before and not any(node.message_queue_size for node in route)
        if not quiet and count < MOST_ROUNDS:
            self._start_round(number, count + 1)
            return
        await self._next()

    def _route(self) -> list[DOMNode]:
        """Return the nodes that an event passes on its way up, the app last."""
        app, screen = self._app, _screen_of(self._app)
        start: DOMNode | None = screen
        if screen is not None and isinstance(self._last, events.MouseEvent):
            try:
                start, _ = screen.get_widget_at(*app.mouse_position)
            except (NoWidget, NoMatches):
                start = screen
        elif screen is not None:
            start = screen.focused or screen
        return [app] if start is None else list(start.ancestors_with_self)


def _screen_of(app: App[Any]) -> Screen[Any] | None:
    """Return the screen on top; None before there is one."""
    try:
        return app.screen
    except ScreenStackError:
        return None
