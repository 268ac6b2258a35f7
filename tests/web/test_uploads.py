import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from descent_game.errors import DescentError
from descent_game.player.record import Record
from descent_game.player.transfer import Imported
from descent_game.web import uploads
from descent_game.web.server import DescentServer
from descent_game.web.uploads import limit_check
from tests.web.serving import PATIENT, browser


class SlowImport:
    """Stands for an import that takes until it may end, and counts how many run at once."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.running = self.most = self.done = 0

    def __call__(self, *_: object) -> Imported:
        self.running += 1
        self.most = max(self.most, self.running)
        assert self.may_end.wait(PATIENT)
        self.running -= 1
        self.done += 1
        return Imported(0, 0, ())


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowImport]:
    slow = SlowImport()
    monkeypatch.setattr(uploads, "import_record", slow)
    yield slow
    slow.may_end.set()


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[str]:
    """Run a server in this process and yield where it is."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = DescentServer(listening, "http://descent.example", folder, 1)
        async with TestServer(await server._make_app()) as test_server:
            yield str(test_server.make_url("")).rstrip("/")


async def upload(client: Any, url: str) -> tuple[int, str]:
    headers = {"Origin": "http://descent.example"}
    async with client.post(f"{url}/progress", data=b"{}", headers=headers) as answer:
        return answer.status, await answer.text()


async def test_files_are_served_while_many_upload_and_one_is_read_at_a_time(
    slow: SlowImport, tmp_path: Path
) -> None:
    async with running(tmp_path) as url:
        clients = [browser() for _ in range(uploads.MAX_UPLOADS + 1)]
        for client in clients:
            async with client.get(f"{url}/"):
                pass
        tasks = [asyncio.create_task(upload(client, url)) for client in clients[:-1]]
        async with asyncio.timeout(PATIENT):
            while not slow.running:
                await asyncio.sleep(0.01)
            async with clients[0].get(f"{url}/static/js/textual.js") as answer:
                assert answer.status == 200
                assert await answer.read()
        assert (await upload(clients[0], url))[0] == 429
        assert (await upload(clients[-1], url))[0] == 503
        slow.may_end.set()
        answers = await asyncio.gather(*tasks)
        assert {status for status, _ in answers} == {200}
        assert (slow.most, slow.done) == (1, uploads.MAX_UPLOADS)
        assert (await upload(clients[0], url))[0] == 200
        for client in clients:
            await client.close()


def test_an_upload_is_used_up_after_so_many_games_or_seconds() -> None:
    times = iter([0.0, 1.0, 2.0, 3.0, 10.0])
    assert [limit_check(2, 60)() for _ in range(2)] == [False, False]
    few = limit_check(2, 60)
    assert [few() for _ in range(3)] == [False, False, True]
    short = limit_check(99, 10, clock=lambda: next(times))
    assert [short() for _ in range(4)] == [False, False, False, True]


async def test_what_fails_is_told_and_the_player_may_upload_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(text: str, record: Record, *_: object) -> Imported:
        raise DescentError("no record")

    monkeypatch.setattr(uploads, "import_record", fail)
    async with running(tmp_path) as url, browser() as client:
        async with client.get(f"{url}/"):
            pass
        for _ in range(2):
            assert await upload(client, url) == (400, "no record")
    assert list(tmp_path.iterdir()) == []
