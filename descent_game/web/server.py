"""The server: it serves the page, and connects each tab with a game process of its own.

It has no log-in and no encryption: it is for one machine, or stands behind a proxy that has both.
"""

import json
import socket
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp_jinja2
import jinja2
from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from descent_game.player.record import Record
from descent_game.player.transfer import export_record
from descent_game.web.game_process import GameProcess, clamped, is_valid_size
from descent_game.web.game_slots import GameSlot, GameSlots
from descent_game.web.origins import origin_of
from descent_game.web.players import COOKIE, Players
from descent_game.web.uploads import Uploads

HERE = Path(__file__).resolve().parent
MAX_MESSAGE_BYTES = 64 * 1024
"""Of one message from a browser: keys, clicks or a pasted text."""
FONT_SIZES = (8, 40)
YEAR = 365 * 24 * 3600
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class DescentServer(Server):
    """Serves the game to browsers.

    Args:
        listening: The bound socket.
        public_url: The address that people type; None for this machine alone.
        folder: Where every player's record is kept.
        max_games: How many games may run at once.
    """

    def __init__(
        self, listening: socket.socket, public_url: str | None, folder: Path, max_games: int
    ) -> None:
        port = listening.getsockname()[1]
        urls = [public_url] if public_url else [f"http://{name}:{port}" for name in LOOPBACK]
        self.origins = {origin_of(url) for url in urls}
        self.hosts = {urlsplit(origin).netloc for origin in self.origins}
        super().__init__(
            command="descent",
            port=port,
            title="Descent",
            public_url=origin_of(urls[0]),
            templates_path=HERE / "templates",
        )
        self.listening = listening
        self.players = Players(folder)
        self.slots = GameSlots(max_games)
        self.uploads = Uploads()

    def serve(self, debug: bool = False) -> None:
        """Serve until the process is ended by a signal."""
        self.debug = debug
        web.run_app(self._make_app(), sock=self.listening, print=None)

    async def _make_app(self) -> web.Application:
        """Return the application. Unlike the base class's, it lists no folders."""
        app = web.Application()
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path))
        app.router.add_get("/", self.handle_index)
        app.router.add_get("/ws", self.handle_websocket)
        app.router.add_get("/download/{key}", self.handle_download)
        app.router.add_get("/progress", self.handle_download_progress)
        app.router.add_post("/progress", self.handle_upload_progress)
        app.router.add_static("/static", self.statics_path)
        app.router.add_static("/page", HERE / "page")
        app.on_shutdown.append(self.on_shutdown)
        app.on_response_prepare.append(self._add_headers)
        return app

    async def on_shutdown(self, app: web.Application) -> None:
        self.uploads.end()
        for websocket in self.slots.websockets:
            await websocket.close(code=WSCloseCode.GOING_AWAY)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Return the page, and make a new player of whoever is none yet."""
        scheme = urlsplit(self.public_url).scheme
        host = request.host if request.host in self.hosts else urlsplit(self.public_url).netloc
        size = request.query.get("fontsize", "")
        font_size = int(size[:3]) if size.isdecimal() else 16
        player = self.players.folder_of(request.cookies.get(COOKIE))
        context = {
            "font_size": min(max(font_size, FONT_SIZES[0]), FONT_SIZES[1]),
            "websocket_url": f"{'wss' if scheme == 'https' else 'ws'}://{host}/ws",
            "full": not self.slots.is_free_for(player),
        }
        response = aiohttp_jinja2.render_template("page.html", request, context)
        # A page that the browser keeps for its back button would keep its game running.
        response.headers["Cache-Control"] = "no-store"
        if player is None:
            response.set_cookie(
                COOKIE, self.players.new_token(), max_age=YEAR, httponly=True, samesite="Strict",
                secure=scheme == "https",
            )  # fmt: skip
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a game for a tab, until either of them ends."""
        folder = self._folder(request)
        size = _requested_size(request)
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=MAX_MESSAGE_BYTES)
        async with self.slots.take(websocket, folder) as slot:
            await websocket.prepare(request)
            with self.players.using(folder):
                await self._run_game(slot, clamped(*size))
        return websocket

    async def handle_download_progress(self, request: web.Request) -> web.Response:
        """Return the player's record as a file."""
        folder = self._folder(request, checks_origin=False)
        with self.players.using(folder), closing(Record(folder)) as record:
            text = export_record(record)
        headers = {"Content-Disposition": 'attachment; filename="descent-progress.json"'}
        return web.Response(text=text, content_type="application/json", headers=headers)

    async def handle_upload_progress(self, request: web.Request) -> web.Response:
        """Add the games of a file to the player's record; say in words what came of it."""
        folder = self._folder(request)
        with self.players.using(folder):
            return web.Response(text=await self.uploads.take(request, folder))

    async def _run_game(self, slot: GameSlot, size: tuple[int, int]) -> None:
        """Run a game until it or its tab ends, and wait for its process."""
        websocket = slot.websocket
        process = GameProcess(
            slot.player,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=websocket.close,
            download_manager=self.download_manager,
        )
        try:
            await process.start(*size)
            await self._process_messages(websocket, process)
        except ConnectionError:  # the tab is gone
            pass
        finally:
            slot.is_ending = True
            await process.stop()

    async def _process_messages(
        self, websocket: web.WebSocketResponse, app_service: AppService
    ) -> None:
        async for message in websocket:
            if message.type is not WSMsgType.TEXT:
                continue
            match _parsed(message.data):
                case ["stdin", str(keys)]:
                    await app_service.send_bytes(keys.encode("utf-8", "replace"))
                case ["resize", {"width": width, "height": height}] if is_valid_size(width, height):
                    await app_service.set_terminal_size(*clamped(width, height))
                case ["ping", data]:
                    await websocket.send_json(["pong", data])
                case ["blur", *_]:
                    await app_service.blur()
                case ["focus", *_]:
                    await app_service.focus()
                case _:
                    await websocket.close(code=WSCloseCode.POLICY_VIOLATION)

    def _folder(self, request: web.Request, *, checks_origin: bool = True) -> Path:
        """Return the player's folder.

        Raises:
            HTTPForbidden: the request comes from another site's page, or without a player's cookie.
        """
        if checks_origin and request.headers.get("Origin") not in self.origins:
            raise web.HTTPForbidden(text="Only pages of this server may do that.")
        folder = self.players.folder_of(request.cookies.get(COOKIE))
        if folder is None:
            raise web.HTTPForbidden(text="Open the page first: it gives you a record.")
        return folder

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        """Allow the page content from this server only."""
        sockets = " ".join(f"ws://{host} wss://{host}" for host in sorted(self.hosts))
        response.headers["Content-Security-Policy"] = (
            f"default-src 'self'; connect-src 'self' {sockets}; img-src 'self' data:; "
            "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"


def _requested_size(request: web.Request) -> tuple[int, int]:
    """Return the columns and rows in a tab's request. Raises ``HTTPBadRequest``."""
    width, height = (request.query.get(name, "") for name in ("width", "height"))
    if not (width[:5].isdecimal() and height[:5].isdecimal()):
        raise web.HTTPBadRequest(text="width and height are whole numbers of characters")
    size = int(width[:5]), int(height[:5])
    if not is_valid_size(*size):
        raise web.HTTPBadRequest(text=f"{size[0]}x{size[1]} characters are no window's size")
    return size


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
