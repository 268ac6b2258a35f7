"""Uploaded records, imported one after the other in a thread."""

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

MAX_BYTES = 32 * 1024 * 1024
"""Of an uploaded record: tens of thousands of games."""
MAX_GAMES = 2_000
MAX_SECONDS = 5.0
"""Limits on one import; uploading the same file again continues it."""
ARRIVAL_SECONDS = 60.0
"""How long a file may take to arrive."""
MAX_UPLOADS = 20
"""Uploads at once, of which one is imported and the others wait."""


class Uploads:
    """Adds uploaded games to players' records; at most one upload of a player at a time."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="upload")
        self._players: set[Path] = set()
        self._ended = False

    async def take(self, request: web.Request, folder: Path) -> str:
        """Add the games of a request to the record in a folder; return the result as a sentence.

        Raises:
            HTTPException: the file is no record, too large, too slow, or one of too many uploads.
        """
        with self._registered(folder):
            try:
                text = await _text(request)
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._executor, self._import, text, folder)
            except DescentError as error:
                raise web.HTTPBadRequest(text=str(error)) from None

    def end(self) -> None:
        """Stop the import before its next game, and start no other one."""
        self._ended = True
        self._executor.shutdown(wait=False, cancel_futures=True)

    @contextmanager
    def _registered(self, folder: Path) -> Iterator[None]:
        """Register a player's upload. Raises ``HTTPException`` if one is registered already."""
        if folder in self._players:
            raise web.HTTPTooManyRequests(text="Another upload of yours is not done yet.")
        if len(self._players) >= MAX_UPLOADS:
            raise web.HTTPServiceUnavailable(text="Too many uploads at once. Try again in a while.")
        self._players.add(folder)
        try:
            yield
        finally:
            self._players.remove(folder)

    def _import(self, text: str, folder: Path) -> str:
        is_over_limit = limit_check(MAX_GAMES, MAX_SECONDS)
        with closing(Record(folder)) as record:
            return import_record(
                text, record, _known_level, lambda: self._ended or is_over_limit()
            ).words


def limit_check(
    games: int, seconds: float, clock: Callable[[], float] = time.monotonic
) -> Callable[[], bool]:
    """Return a function, called before every game, that returns whether a limit is reached."""
    end, left = clock() + seconds, games

    def is_over_limit() -> bool:
        nonlocal left
        left -= 1
        return left < 0 or clock() >= end

    return is_over_limit


async def _text(request: web.Request) -> str:
    """Return the text of an uploaded file. Raises ``HTTPException`` where there is none."""
    try:
        async with asyncio.timeout(ARRIVAL_SECONDS):
            content = await request.clone(client_max_size=MAX_BYTES).read()
        return content.decode("utf-8-sig")
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="The file took too long to arrive.") from None
    except UnicodeDecodeError:
        raise web.HTTPBadRequest(text="The file is not UTF-8 text.") from None


def _known_level(name: str) -> Level:
    """Return an installed level; a path in a stranger's file must not open a file."""
    return find_known_level(name).read()
