import asyncio
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.player.record import Best, Record
from descent_game.player.transfer import export_record
from descent_game.web.game_process import HEIGHTS, WIDTHS, clamped, is_valid_size
from tests.cli.conftest import Run, descent
from tests.web.serving import (
    PATIENT,
    Served,
    browser,
    games,
    open_tab,
    open_when_free,
    read_until,
    serving,
    wait_for,
)

__all__ = ["descent"]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="looks at processes through /proc"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served"), "--games", "2") as server:
        yield server


async def test_a_tab_plays_and_its_game_ends_with_it(served: Served) -> None:
    async with browser() as client:
        tab = await open_when_free(client, served)
        await read_until(tab, "First light")
        (pid,) = games(served)
        secret = (Path("/proc") / str(pid) / "environ").read_bytes()
        assert b"SECRET_OF_THE_SERVER" not in secret
        await tab.send_json(["resize", {"width": 100, "height": 30}])
        await tab.send_json(["stdin", "\r"])
        await read_until(tab, "Goal")
        await tab.send_json(["ping", "7"])
        while (message := await tab.receive(timeout=PATIENT)).type is not aiohttp.WSMsgType.TEXT:
            pass
        assert message.json() == ["pong", "7"]
        await tab.close()
    wait_for(lambda: not games(served))


async def test_a_game_that_hangs_is_ended_with_its_tab(served: Served) -> None:
    async with browser() as client:
        tab = await open_when_free(client, served)
        await read_until(tab, "First light")
        os.kill(games(served)[0], signal.SIGSTOP)
        await tab.close()
    wait_for(lambda: not games(served))


async def test_the_connection_closes_when_the_game_ends(served: Served) -> None:
    async with browser() as client:
        tab = await open_when_free(client, served)
        await read_until(tab, "First light")
        os.kill(games(served)[0], signal.SIGKILL)
        while (await tab.receive(timeout=PATIENT)).type != aiohttp.WSMsgType.CLOSE:
            pass


@pytest.mark.parametrize("message", ["{", "[]", '["stdin", 3]', '["resize", {}]', "[" * 9000])
async def test_a_message_that_is_none_ends_the_connection(served: Served, message: str) -> None:
    async with browser() as client:
        tab = await open_when_free(client, served)
        await tab.send_str(message)
        while (received := await tab.receive(timeout=PATIENT)).type != aiohttp.WSMsgType.CLOSE:
            pass
        assert received.data == aiohttp.WSCloseCode.POLICY_VIOLATION
    wait_for(lambda: not games(served))


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "https://127.0.0.1"])
async def test_pages_of_other_sites_are_refused(served: Served, origin: str) -> None:
    async with browser() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await open_tab(client, served, Origin=origin)
        assert refused.value.status == 403
        async with client.post(
            f"{served.url}/progress", data=b"{}", headers={"Origin": origin}
        ) as answer:
            assert answer.status == 403
    wait_for(lambda: not games(served))


@pytest.mark.parametrize(
    "size", ["width=99999&height=24", "width=0&height=24", "width=x&height=1", "", "width=80"]
)
async def test_absurd_sizes_are_refused(served: Served, size: str) -> None:
    async with browser() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await open_tab(client, served, size)
        assert refused.value.status == 400
    wait_for(lambda: not games(served))


async def test_without_the_cookie_there_is_no_game(served: Served) -> None:
    async with browser() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(
                f"{served.url}/ws?width=80&height=24", headers={"Origin": served.url}
            )
        assert refused.value.status == 403


async def test_one_game_too_many_is_refused_and_a_place_is_free_again(served: Served) -> None:
    async with browser() as client:
        first = await open_when_free(client, served)
        second = await open_when_free(client, served)
        async with browser() as another:
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await open_tab(another, served)
            assert refused.value.status == 503
            async with another.get(f"{served.url}/") as page:
                assert "As many games are being played" in await page.text()
        await second.close()
        third = await open_when_free(client, served)
        await read_until(third, "First light")
        await first.close()
        await third.close()
    wait_for(lambda: not games(served))


async def test_a_page_that_is_loaded_again_waits_for_its_own_game_to_end(tmp_path: Path) -> None:
    with serving(tmp_path, "--games", "1") as alone:
        async with browser() as client:
            first = await open_tab(client, alone)
            await read_until(first, "First light")
            async with client.get(f"{alone.url}/") as page:
                assert 'id="terminal"' in await page.text()
            opening = asyncio.create_task(open_tab(client, alone))
            await first.close()
            again = await opening
            await read_until(again, "First light")
            await again.close()
        wait_for(lambda: not games(alone))


async def test_games_end_when_the_server_is_killed(tmp_path: Path) -> None:
    with serving(tmp_path) as doomed:
        async with browser() as client:
            tab = await open_tab(client, doomed)
            await read_until(tab, "First light")
            assert len(games(doomed)) == 1
            doomed.process.kill()
            wait_for(lambda: not games(doomed))
            await tab.close()


@pytest.mark.parametrize("folder", ["/static/", "/static/js/", "/static/js", "/page/"])
async def test_folders_are_not_listed(served: Served, folder: str) -> None:
    async with browser() as client, client.get(f"{served.url}{folder}") as answer:
        assert answer.status in (403, 404)
        assert ".js" not in await answer.text()


async def test_who_does_nothing_leaves_no_file(tmp_path: Path) -> None:
    with serving(tmp_path) as quiet:
        async with browser() as client:
            tab = await open_tab(client, quiet)
            await read_until(tab, "First light")
            async with client.get(f"{quiet.url}/progress") as answer:
                assert (await answer.json())["games"] == []
            await tab.close()
            wait_for(lambda: not games(quiet))
            async with client.get(f"{quiet.url}/progress") as answer:
                assert (await answer.json())["games"] == []
        wait_for(lambda: not list(tmp_path.iterdir()))


async def test_an_invented_cookie_is_nobody(served: Served) -> None:
    invented = {"descent-player": "a" * 64}
    headers = {"Origin": served.url}
    async with aiohttp.ClientSession(cookies=invented) as client:
        for method, path in (("GET", "/ws?width=80&height=24"), ("POST", "/progress")):
            async with client.request(method, served.url + path, headers=headers) as answer:
                assert answer.status == 403
        async with client.get(f"{served.url}/progress") as answer:
            assert answer.status == 403
        async with client.get(f"{served.url}/") as page:
            assert page.cookies["descent-player"].value != invented["descent-player"]


async def test_the_public_url_is_read_as_browsers_write_it(tmp_path: Path) -> None:
    with serving(tmp_path, "--public-url", "https://Descent.Example:443/") as behind:
        local = f"http://127.0.0.1:{behind.port}"
        cookies = aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(cookie_jar=cookies) as client:
            async with client.get(f"{local}/") as page:
                assert 'websocket-url="wss://descent.example/ws"' in await page.text()
                token = page.cookies["descent-player"].value
            headers = {"Origin": "https://descent.example", "Cookie": f"descent-player={token}"}
            async with client.post(f"{local}/progress", data=b"no", headers=headers) as answer:
                assert (answer.status, (await answer.text())[:22]) == (
                    400,
                    "not an exported record",
                )


async def test_progress_is_uploaded_and_downloaded(served: Served, tmp_path: Path) -> None:
    level = open_level("first-light")
    game = Game(level)
    for heading, step in [(35, 2), (40, 2), (35, 2), (40, 1)]:
        game.play(Move(heading, step))
    record = Record(tmp_path / "mine")
    record.save(Attempt(level), game)
    exported = export_record(record)
    async with browser() as client:
        async with client.get(f"{served.url}/"):
            pass
        for said in (
            "1 game taken, 0 games there already.",
            "0 games taken, 1 game there already.",
        ):
            async with client.post(
                f"{served.url}/progress", data=exported, headers={"Origin": served.url}
            ) as answer:
                assert (answer.status, await answer.text()) == (200, said)
        async with client.get(f"{served.url}/progress") as answer:
            assert "attachment" in answer.headers["Content-Disposition"]
            assert await answer.text() == exported
        async with client.post(
            f"{served.url}/progress", data=b"no", headers={"Origin": served.url}
        ) as answer:
            assert answer.status == 400
            assert "not an exported record" in await answer.text()
    async with browser() as stranger:
        async with stranger.get(f"{served.url}/"):
            pass
        async with stranger.get(f"{served.url}/progress") as answer:
            assert (await answer.json())["games"] == []
    folders = [Record(folder) for folder in served.folder.iterdir()]
    assert Best(3, 4) in [record.best(level) for record in folders]


async def test_the_page_asks_nothing_of_other_hosts(served: Served) -> None:
    async with browser() as client:
        async with client.get(f"{served.url}/?fontsize=9999") as page:
            text = await page.text()
            policy = page.headers["Content-Security-Policy"]
        assert 'data-font-size="40"' in text
        own = served.url.removeprefix("http://")
        for path in ("/", *re.findall(r'(?:src|href)="(/[^"]+\.(?:css|js))"', text)):
            async with client.get(f"{served.url}{path}") as part:
                assert part.status == 200
                if "textual.js" not in path:  # it names its authors' sites in comments
                    hosts = re.findall(r"(?:https?|wss?)://([^\s\"'/]+)", await part.text())
                    assert {*hosts} <= {own, "github.com", "bellard.org"}
    assert "default-src 'self'" in policy


def test_sizes_are_clamped() -> None:
    assert clamped(80, 24) == (80, 24)
    assert clamped(1, 1) == (WIDTHS[0], HEIGHTS[0])
    assert clamped(1999, 1999) == (WIDTHS[1], HEIGHTS[1])
    assert not is_valid_size(2000, 24)
    assert not is_valid_size(80, None)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "--host 0.0.0.0 needs --public-url"),
        (["--public-url", "ftp://x"], "--public-url 'ftp://x' is not an address such as"),
        (["--public-url", "http://x/y"], "--public-url 'http://x/y' is not an address such as"),
        (["--public-url", "http://[x"], "--public-url 'http://[x' is not an address such as"),
        (["--public-url", "http://x:99999"], "'http://x:99999' is not an address such as"),
        (["--public-url", "http://me@x"], "--public-url 'http://me@x' is not an address such as"),
        (["--public-url", "http://x?y"], "--public-url 'http://x?y' is not an address such as"),
        (["--host", "192.0.2.1", "--public-url", "http://x"], "192.0.2.1:8000 cannot be bound"),
        (["--games", "0"], "Invalid value for '--games'"),
    ],
)
def test_bad_options_are_told(descent: Run, options: list[str], said: str) -> None:
    done = descent("serve", *options)
    assert done.status == 2
    assert said in done.err
    assert done.out == ""


def test_without_posix_it_says_what_it_needs(descent: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("descent_game.cli.serve.os", SimpleNamespace(name="nt"))
    done = descent("serve")
    assert (done.status, done.out) == (2, "")
    assert "descent serve needs a POSIX system" in done.err


def test_a_port_in_use_is_told(descent: Run, served: Served) -> None:
    port = served.url.rpartition(":")[2]
    done = descent("serve", "--port", port)
    assert (done.status, done.out) == (2, "")
    assert f"127.0.0.1:{port} cannot be bound" in done.err
