"""A headless Chromium, driven through its debugging protocol."""

import asyncio
import base64
import itertools
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.web.serving import PATIENT

BINARY = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1280,800", "--remote-debugging-port=0",
)  # fmt: skip


class Tab:
    """A page of a browser: what it is told, and what its game has drawn."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.drawn = ""
        self.asked: list[str] = []

    async def listen(self) -> None:
        """Take what the browser says until it goes away."""
        async for message in self._socket:
            told = message.json()
            if "id" in told and not self._answers[told["id"]].done():
                self._answers[told["id"]].set_result(told.get("result", {}))
            elif told.get("method") == "Network.requestWillBeSent":
                self.asked.append(told["params"]["request"]["url"])
            elif told.get("method") == "Network.webSocketFrameReceived":
                frame = told["params"]["response"]
                if frame["opcode"] == 2:
                    self.drawn += base64.b64decode(frame["payloadData"]).decode("utf-8", "replace")

    async def tell(self, method: str, **parameters: Any) -> Any:
        """Give one command and return its result."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        return await asyncio.wait_for(self._answers[number], PATIENT)

    async def run(self, script: str) -> Any:
        """Return what a script in the page comes to."""
        done = await self.tell(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return done["result"].get("value")

    async def press(self, key: str, code: int) -> None:
        """Press a key that is no letter."""
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            await self.tell(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key,
                windowsVirtualKeyCode=code, **text,
            )  # fmt: skip

    async def sees(self, word: str) -> None:
        """Wait until the game has drawn a word, and forget all before it."""
        end = asyncio.get_running_loop().time() + PATIENT
        while word not in self.drawn:
            assert asyncio.get_running_loop().time() < end, f"no {word!r} in {self.drawn[-3000:]!r}"
            await asyncio.sleep(0.02)
        self.drawn = self.drawn.partition(word)[2]

    async def close(self) -> None:
        """Close the page; nothing answers that."""
        close: dict[str, Any] = {"id": next(self._numbers), "method": "Page.close"}
        self._answers[close["id"]] = asyncio.get_running_loop().create_future()
        await self._socket.send_json(close)


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Tab]:
    """Run a browser with an empty profile, and yield its page."""
    assert BINARY is not None
    process = subprocess.Popen(
        [BINARY, *FLAGS, f"--user-data-dir={folder / 'profile'}", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        port = await _port(folder / "profile" / "DevToolsActivePort")
        async with aiohttp.ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = [page for page in await answer.json() if page["type"] == "page"]
            url = pages[0]["webSocketDebuggerUrl"]
            async with client.ws_connect(url, max_msg_size=0) as socket:
                tab = Tab(socket)
                listening = asyncio.create_task(tab.listen())
                try:
                    for domain in ("Network", "Page", "DOM"):
                        await tab.tell(f"{domain}.enable")
                    yield tab
                finally:
                    listening.cancel()
    finally:
        process.terminate()
        process.wait(PATIENT)


async def _port(file: Path) -> int:
    async with asyncio.timeout(PATIENT):
        while not (file.exists() and file.read_text().strip()):
            await asyncio.sleep(0.02)
    return int(file.read_text().split()[0])
