"""A text file in an editor: saved whole, and never over a change by another program."""

import stat
from itertools import count
from pathlib import Path

from descent_game.errors import CONTROL_CHARACTERS, DescentError
from descent_game.player.files import write_free, write_whole

BOM = b"\xef\xbb\xbf"


class TextFile:
    """A file as it was last read or written.

    Line ends, byte order mark and permissions are preserved.

    Args:
        path: The file.
        most: The most bytes that it may have.

    Raises:
        DescentError: There is no such file, it is too large, or no text.
    """

    def __init__(self, path: Path, most: int) -> None:
        self.path = path.resolve()  # a link stays a link
        self.most = most
        self._content = b""
        self.text = ""
        self.read()

    @property
    def read_only(self) -> bool:
        """Whether the file has no write permission at all."""
        try:
            return not self.path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
        except OSError:
            return False

    @property
    def stamp(self) -> tuple[int, int]:
        """The time of modification in ns and the size; zeros while the file does not exist."""
        try:
            status = self.path.stat()
        except OSError:
            return 0, 0
        return status.st_mtime_ns, status.st_size

    @property
    def newline(self) -> str:
        """The line end of most lines of the file."""
        windows = self._content.count(b"\r\n")
        return "\r\n" if 2 * windows > self._content.count(b"\n") else "\n"

    def read(self) -> str:
        """Read the file again and return its text with ``\\n`` as line ends."""
        content = self._bytes(self.most + 1)
        if content is None:
            raise DescentError(f"{self.path.name}: there is no such file")
        self.text = self._text(content)
        self._content = content
        return self.text

    def changed_outside(self) -> bool:
        """Tell whether another program has changed the file since it was last read or written.

        A deleted file does not count, as nothing can be overwritten.
        """
        content = self._bytes(self.most + 1)
        return content is not None and content != self._content[: self.most + 1]

    def save(self, text: str) -> None:
        """Write a text, whole or not at all.

        Raises:
            DescentError: It cannot be written.
        """
        whole = self._whole(text)
        try:
            write_whole(self.path, whole)
        except OSError as error:
            raise DescentError(f"{self.path}: cannot be written: {error.strerror}") from None
        self._content, self.text = whole.encode(), text

    def keep_other(self) -> Path:
        """Copy the file to a free name beside it, and return the path of the copy."""
        return self._keep_beside(self._bytes() or b"", "other")

    def keep_beside(self, text: str, kind: str) -> Path:
        """Write a text beside the file as ``NAME.KIND-1`` or the next free name.

        Returns:
            The path of the new file.

        Raises:
            DescentError: It cannot be written.
        """
        return self._keep_beside(self._whole(text).encode(), kind)

    def _whole(self, text: str) -> str:
        """Return a text with the byte order mark and the line ends of the file."""
        mark = BOM.decode() if self._content.startswith(BOM) else ""
        return mark + text.replace("\n", self.newline)

    def _keep_beside(self, content: bytes, kind: str) -> Path:
        try:
            return write_free(
                (self.path.with_name(f"{self.path.name}.{kind}-{n}") for n in count(1)), content
            )
        except OSError as error:
            place = f"{self.path}.{kind}-1"
            raise DescentError(f"{place}: cannot be written: {error.strerror}") from None

    def _bytes(self, most: int = -1) -> bytes | None:
        """Return the first ``most`` bytes of the file, all for -1; None where it does not exist."""
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
            if bad := CONTROL_CHARACTERS.search(
                row
            ):  # some of them break lines in editors, not in TOML
                what = f"the character U+{ord(bad[0]):04X}, which this editor cannot show"
                raise DescentError(f"{self.path}:{number}: there is {what}: take it out first")
        return text
