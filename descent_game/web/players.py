"""Who is who: a token in the browser's cookie, and the folder that it opens."""

import hashlib
import hmac
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from descent_game.player.record import Record
from descent_game.player.storage import FILE

COOKIE = "descent-player"
_TOKEN = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?")


class Players:
    """The players of a server; each that has kept a game has a folder in ``root``.

    A token is signed with a key that ends with the server: one that this server did not give is a
    player's only where his folder is there. Folders' names do not give the tokens.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._key = secrets.token_bytes(32)
        self._users: Counter[Path] = Counter()

    def new_token(self) -> str:
        """Return a token that nobody can guess: whoever shows it has that player's record."""
        name = secrets.token_hex(16)
        return name + self._signature(name)

    def folder_of(self, token: str | None) -> Path | None:
        """Return the folder of a player, which need not be there; None for a token not given."""
        if token is None or not _TOKEN.fullmatch(token):
            return None
        folder = self._root / hashlib.sha256(token.encode()).hexdigest()[:32]
        given = hmac.compare_digest(token[32:], self._signature(token[:32]))
        return folder if given or folder.is_dir() else None

    @contextmanager
    def using(self, folder: Path) -> Iterator[None]:
        """Make a player's folder for a while; the last to leave removes it if it kept nothing."""
        self._users[folder] += 1
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield
        finally:
            self._users[folder] -= 1
            if not self._users[folder]:
                del self._users[folder]
                _remove_if_empty(folder)

    def _signature(self, name: str) -> str:
        return hmac.digest(self._key, name.encode(), "sha256").hex()[:32]


def _remove_if_empty(folder: Path) -> None:
    """Remove a player's folder whose record holds nothing, unless other files are in it."""
    if (folder / FILE).exists():
        with closing(Record(folder)) as record:
            if not record.is_empty:
                return
        for suffix in ("-wal", "-shm", ""):
            (folder / f"{FILE}{suffix}").unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
