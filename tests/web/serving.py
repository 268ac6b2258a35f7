"""A server to test, as its own process, and what a browser's tab does with it."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp

PATIENT = 30.0
"""Seconds after which what should have happened will not."""


class Served(NamedTuple):
    """A running server: where it is, its process, and the folder of all records."""

    port: int
    url: str
    process: "subprocess.Popen[str]"
    folder: Path


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    """Run ``descent serve`` on a free port of this machine."""
    port = free_port() if "--public-url" in options else 0  # with that it does not tell its own
    command = [
        sys.executable, "-m", "descent_game", "serve", "--port", str(port), "--data", str(folder),
    ]  # fmt: skip
    environment = {**os.environ, "SECRET_OF_THE_SERVER": "hidden"}
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            words = process.stdout.readline().split()
            url = words[3].rstrip("/")
            yield Served(port or int(url.rpartition(":")[2]), url, process, folder)
        finally:
            process.terminate()


def free_port() -> int:
    """Return a port of this machine that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def browser() -> aiohttp.ClientSession:
    """Return a client that keeps cookies, also of an address in numbers."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def open_tab(
    client: aiohttp.ClientSession, served: Served, size: str = "width=80&height=24", **headers: str
) -> Any:
    """Open the page, and then the connection of its terminal."""
    async with client.get(f"{served.url}/") as page:
        assert page.status == 200
    return await client.ws_connect(
        f"{served.url}/ws?{size}", headers={"Origin": served.url, **headers}
    )


async def open_when_free(client: aiohttp.ClientSession, served: Served) -> Any:
    """Open a tab as soon as there is a place: one is free a moment after its game has ended."""
    async with asyncio.timeout(PATIENT):
        while True:
            try:
                return await open_tab(client, served)
            except aiohttp.WSServerHandshakeError as refused:
                if refused.status != 503:
                    raise
                await asyncio.sleep(0.02)


async def read_until(tab: Any, word: str) -> str:
    """Return what the game drew until a word was in it."""
    drawn = ""
    async with asyncio.timeout(PATIENT):
        while word not in drawn:
            message = await tab.receive()
            assert message.type is aiohttp.WSMsgType.BINARY, f"{message} before {word!r}"
            drawn += message.data.decode("utf-8", "replace")
    return drawn


def games(served: Served) -> list[int]:
    """Return the processes of the games that the server runs."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if (
                entry.name.isdecimal()
                and str(served.folder).encode() in (entry / "environ").read_bytes()
                and b"descent_game.web.guest" in (entry / "cmdline").read_bytes()
            ):
                found.append(int(entry.name))
    return found


def wait_for(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENT
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
