"""A text file that somebody edits: read once, saved whole, never over somebody else's change."""

import stat
from pathlib import Path

from descent_game.errors import COMMAND, DescentError
from descent_game.player.files import write_new, write_whole

BOM = b"\xef\xbb\xbf"


class TextFile:
    """A file as it was when it was last read or written.

    Its ends of lines, its byte order mark and its permissions are kept. Raises ``DescentError``
    for what is not there, too large or not text.
    """

    def __init__(self, path: Path, most: int) -> None:
        self.path = path.resolve()  # a link stays a link
        self.most = most
        self._content = b""
        self.text = ""
        self.read()

    @property
    def read_only(self) -> bool:
        """Whether nobody may write the file."""
        try:
            return not self.path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
        except OSError:
            return False

    @property
    def stamp(self) -> tuple[int, int]:
        """When the file was written and how long it is; zeros while it is not there."""
        try:
            status = self.path.stat()
        except OSError:
            return 0, 0
        return status.st_mtime_ns, status.st_size

    @property
    def newline(self) -> str:
        """How lines end in the file, most of them."""
        windows = self._content.count(b"\r\n")
        return "\r\n" if 2 * windows > self._content.count(b"\n") else "\n"

    def read(self) -> str:
        """Return the text as it is now, with plain ends of lines, and take it as known."""
        content = self._bytes(self.most + 1)
        if content is None:
            raise DescentError(f"{self.path.name}: there is no such file")
        self.text = self._text(content)
        self._content = content
        return self.text

    def changed_outside(self) -> bool:
        """Tell whether the file holds anything else than when it was read or written last.

        A file that has gone is no change: nothing can be lost.
        """
        content = self._bytes(self.most + 1)
        return content is not None and content != self._content[: self.most + 1]

    def save(self, text: str) -> None:
        """Write a text, whole or not at all."""
        whole = self._whole(text)
        try:
            write_whole(self.path, whole)
        except OSError as error:
            raise DescentError(f"{self.path}: cannot be written: {error.strerror}") from None
        self._content, self.text = whole.encode(), text

    def keep_other(self) -> Path:
        """Put what the file holds now beside it, under a name that is free. Returns the place."""
        return self._keep_beside(self._bytes() or b"", "other")

    def keep_beside(self, text: str, kind: str) -> Path:
        """Put a text beside the file as ``NAME.KIND-1`` or the next free name. Returns the place.

        Raises ``DescentError``.
        """
        return self._keep_beside(self._whole(text).encode(), kind)

    def _whole(self, text: str) -> str:
        """Return a text with the byte order mark and the ends of lines of the file."""
        mark = BOM.decode() if self._content.startswith(BOM) else ""
        return mark + text.replace("\n", self.newline)

    def _keep_beside(self, content: bytes, kind: str) -> Path:
        number = 1
        while True:
            place = self.path.with_name(f"{self.path.name}.{kind}-{number}")
            try:
                write_new(place, content)
            except FileExistsError:
                number += 1
            except OSError as error:
                raise DescentError(f"{place}: cannot be written: {error.strerror}") from None
            else:
                return place

    def _bytes(self, most: int = -1) -> bytes | None:
        """Return what the file holds, or the beginning of it; None where it is not there."""
        try:
            if not stat.S_ISREG(self.path.stat().st_mode):
                raise DescentError(f"{self.path}: is not a file")
            with self.path.open("rb") as file:
                return file.read(most)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DescentError(f"{self.path}: cannot be read: {error.strerror}") from None

    def _text(self, content: bytes) -> str:
        if len(content) > self.most:
            raise DescentError(f"{self.path}: the file is larger than {self.most // 1024} KB")
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise DescentError(f"{self.path}:{line}: the file is not UTF-8 text") from None
        text = text.replace("\r\n", "\n")
        for number, row in enumerate(text.split("\n"), start=1):
            if bad := COMMAND.search(row):  # some of them break lines in editors, not in TOML
                what = f"the character U+{ord(bad[0]):04X}, which this editor cannot show"
                raise DescentError(f"{self.path}:{number}: there is {what}: take it out first")
        return text
