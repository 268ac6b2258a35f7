"""The places of a server: so many games may run at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

WAIT = 8.0
"""Seconds to wait for a place that is about to be free: a game that hangs takes six to end."""


class Place:
    """What one tab takes: its connection, and whether its game is ending."""

    def __init__(self, websocket: web.WebSocketResponse, player: Path) -> None:
        self.websocket = websocket
        self.player = player
        self.is_ending = False


class Places:
    """The places that are taken, of ``most``.

    A page that is loaded again asks for a place while its own game, or another, is still ending:
    it waits for that one instead of being refused.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken: set[Place] = set()
        self._freed = asyncio.Event()

    @property
    def websockets(self) -> list[web.WebSocketResponse]:
        """The connections of all tabs."""
        return [place.websocket for place in self._taken]

    def has_one_for(self, player: Path | None) -> bool:
        """Tell whether a place is free for a player, or will be in a moment."""
        return len(self._taken) < self.most or any(
            place.is_ending or place.player == player for place in self._taken
        )

    @asynccontextmanager
    async def take(self, websocket: web.WebSocketResponse, player: Path) -> AsyncIterator[Place]:
        """Take a place for a while. Raises ``HTTPServiceUnavailable`` where there is none."""
        place = Place(websocket, player)
        try:
            if not self.has_one_for(player):
                raise TimeoutError
            async with asyncio.timeout(WAIT):
                while len(self._taken) >= self.most:
                    self._freed.clear()
                    await self._freed.wait()
        except TimeoutError:
            raise web.HTTPServiceUnavailable(
                text=f"{self.most} games are being played, which is all this server allows."
            ) from None
        self._taken.add(place)
        try:
            yield place
        finally:
            self._taken.remove(place)
            self._freed.set()
