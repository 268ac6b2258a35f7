"""Uploaded records: read one after the other, apart from what else the server does."""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from aiohttp import web

from descent_game.catalogue.catalogue import find_known_level
from descent_game.errors import DescentError
from descent_game.level.schema import Level
from descent_game.player.record import Record
from descent_game.player.transfer import import_record

LARGEST = 32 * 1024 * 1024
"""Bytes of an uploaded record: tens of thousands of games."""
MOST_GAMES = 2_000
SECONDS = 5.0
"""What one upload may take of the server; the same file again goes on from there."""
SLOWEST = 60.0
"""Seconds in which a file has to arrive."""
MOST_WAITING = 20
"""Uploads at once, of which one is read and the others wait."""


class Uploads:
    """Adds uploaded games to players' records; at most one upload of a player at a time."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="upload")
        self._players: set[Path] = set()
        self._ended = False

    async def take(self, request: web.Request, folder: Path) -> str:
        """Add the games of a request to the record in a folder; return in words what came of it.

        Raises ``HTTPException`` where that cannot be.
        """
        with self._turn(folder):
            try:
                text = await _text(request)
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._executor, self._import, text, folder)
            except DescentError as error:
                raise web.HTTPBadRequest(text=str(error)) from None

    def end(self) -> None:
        """Stop what is being read before its next game, and read nothing more."""
        self._ended = True
        self._executor.shutdown(wait=False, cancel_futures=True)

    @contextmanager
    def _turn(self, folder: Path) -> Iterator[None]:
        """Note that a player uploads. Raises ``HTTPException`` where he does already."""
        if folder in self._players:
            raise web.HTTPTooManyRequests(text="Another upload of yours is not done yet.")
        if len(self._players) >= MOST_WAITING:
            raise web.HTTPServiceUnavailable(text="Too many uploads at once. Try again in a while.")
        self._players.add(folder)
        try:
            yield
        finally:
            self._players.remove(folder)

    def _import(self, text: str, folder: Path) -> str:
        must_stop = allowance(MOST_GAMES, SECONDS)
        with closing(Record(folder)) as record:
            return import_record(
                text, record, _known_level, lambda: self._ended or must_stop()
            ).words


def allowance(
    games: int, seconds: float, clock: Callable[[], float] = time.monotonic
) -> Callable[[], bool]:
    """Return what tells, asked before every game, whether so many games or seconds are used up."""
    end, left = clock() + seconds, games

    def is_used_up() -> bool:
        nonlocal left
        left -= 1
        return left < 0 or clock() >= end

    return is_used_up


async def _text(request: web.Request) -> str:
    """Return the text of an uploaded file. Raises ``HTTPException`` where there is none."""
    try:
        async with asyncio.timeout(SLOWEST):
            content = await request.clone(client_max_size=LARGEST).read()
        return content.decode("utf-8-sig")
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="The file took too long to arrive.") from None
    except UnicodeDecodeError:
        raise web.HTTPBadRequest(text="The file is not UTF-8 text.") from None


def _known_level(name: str) -> Level:
    """Return a level that is there: what a stranger's file names must open no other file."""
    return find_known_level(name).read()
