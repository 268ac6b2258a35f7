"""The limit on the games that a server runs at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

WAIT_SECONDS = 8.0
"""How long to wait for a slot that is about to be free: a game that hangs takes 6 s to end."""


class GameSlot:
    """A tab with a running game: its connection, and whether its game is ending."""

    def __init__(self, websocket: web.WebSocketResponse, player: Path) -> None:
        self.websocket = websocket
        self.player = player
        self.is_ending = False


class GameSlots:
    """Limits the running games to ``max_games``.

    A page that is loaded again requests a slot while its own game, or another one, is still
    ending: it waits for that slot instead of being refused.
    """

    def __init__(self, max_games: int) -> None:
        self.max_games = max_games
        self._taken: set[GameSlot] = set()
        self._freed = asyncio.Event()

    @property
    def websockets(self) -> list[web.WebSocketResponse]:
        """The connections of all tabs."""
        return [slot.websocket for slot in self._taken]

    def is_free_for(self, player: Path | None) -> bool:
        """Return whether a slot is free for a player, or will be in a moment."""
        return len(self._taken) < self.max_games or any(
            slot.is_ending or slot.player == player for slot in self._taken
        )

    @asynccontextmanager
    async def take(self, websocket: web.WebSocketResponse, player: Path) -> AsyncIterator[GameSlot]:
        """Hold a slot for the duration of a game.

        Raises:
            HTTPServiceUnavailable: no slot is free or about to be.
        """
        slot = GameSlot(websocket, player)
        try:
            if not self.is_free_for(player):
                raise TimeoutError
            async with asyncio.timeout(WAIT_SECONDS):
                while len(self._taken) >= self.max_games:
                    self._freed.clear()
                    await self._freed.wait()
        except TimeoutError:
            raise web.HTTPServiceUnavailable(
                text=f"{self.max_games} games are being played, which is all this server allows."
            ) from None
        self._taken.add(slot)
        try:
            yield slot
        finally:
            self._taken.remove(slot)
            self._freed.set()
