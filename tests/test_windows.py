"""The game without what Windows lacks: no name of it is touched outside of ``web``."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import descent_game
from descent_game.catalogue.catalogue import course
from descent_game.game.game import Game
from descent_game.homework.student import write_submission
from descent_game.homework.submission import make_submission
from descent_game.view.game_export import EXPORTS, file_name
from tests.cli.conftest import Run, descent
from tests.homework.classes import make_assignment, submission_of

__all__ = ["descent"]  # a fixture

PACKAGE = Path(descent_game.__file__).parent
MODULES = {
    *("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog", "crypt", "readline"),
    *("curses", "posix", "spwd", "nis", "ossaudiodev"),
}
NAMES = {
    "os": {
        *("fork", "forkpty", "killpg", "getuid", "geteuid", "getgid", "getegid", "getgroups"),
        *("setuid", "setgid", "setsid", "getsid", "getpgid", "setpgid", "getpgrp", "mkfifo"),
        *("mknod", "fchmod", "fchown", "chown", "lchown", "chroot", "nice", "uname", "openpty"),
        *("ttyname", "tcgetpgrp", "tcsetpgrp", "wait", "wait3", "wait4", "waitid", "statvfs"),
        *("sysconf", "confstr", "getloadavg", "posix_spawn", "sync", "pread", "pwrite", "O_NOCTTY"),
        *("O_NOFOLLOW", "O_CLOEXEC", "O_DIRECTORY", "O_NONBLOCK", "WNOHANG", "WIFEXITED"),
        *("WIFSIGNALED", "ctermid", "initgroups", "lockf", "set_blocking", "register_at_fork"),
    },
    "signal": {
        *("SIGHUP", "SIGQUIT", "SIGKILL", "SIGTSTP", "SIGSTOP", "SIGCONT", "SIGWINCH", "SIGALRM"),
        *("SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGCHLD", "SIGTTIN", "SIGTTOU", "SIGXFSZ", "alarm"),
        *("setitimer", "pthread_sigmask", "pthread_kill", "sigwait", "pause", "siginterrupt"),
    },
    "time": {"tzset", "clock_settime"},
}
"""What the standard library has on POSIX systems only, as far as anybody could be tempted."""
GUARDED = {"sched_getaffinity"}
"""Asked for with ``hasattr`` first."""
NEEDED = {"uname", "register_at_fork", "O_CLOEXEC", "WNOHANG", "pthread_sigmask", "SIGKILL"}
"""What the standard library itself takes on this system."""

HOBBLED = f"""
import builtins, os, signal, sys, time
real = builtins.__import__
def hobbled(name, globals=None, *rest, **more):
    ours = (globals or {{}}).get("__name__", "").startswith("descent_game")
    if ours and name.partition(".")[0] in {MODULES!r}:
        raise ModuleNotFoundError("Windows has no " + name)
    return real(name, globals, *rest, **more)
builtins.__import__ = hobbled
for module, names in {NAMES!r}.items():
    for name in (names - {NEEDED!r}) | ({GUARDED!r} if module == "os" else set()):
        if hasattr(sys.modules[module], name):
            delattr(sys.modules[module], name)
os.chmod = lambda *given, **more: None  # it changes next to nothing there
from pathlib import Path
def unlinked(self, target):
    raise OSError(22, "no links on this file system")
Path.hardlink_to = unlinked
from descent_game.cli.main import main
main(sys.argv[1:])
"""
FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE
)


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Yield the modules that have to run on every system."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(("web/", "homework/autograder/grade")):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def touched(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports or takes of what Windows lacks."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (n.name for n in names if n.name.partition(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (module for _ in [0] if module.partition(".")[0] in MODULES)
                yield from (n.name for n in names if n.name in NAMES.get(module, ()))
            case ast.Attribute(value=ast.Name(id=module), attr=name) if name in NAMES.get(
                module, ()
            ):
                yield f"{module}.{name}"


def test_nothing_that_windows_lacks_is_touched_outside_of_web() -> None:
    assert [f"{name}: {what}" for name, tree in sources() for what in touched(tree)] == [
        "cli/play.py: readline",  # only where it can be imported
        "stopping.py: os.set_blocking",  # both only where there is pthread_kill
        "stopping.py: signal.pthread_kill",
    ]


def in_locale(tree: ast.Module) -> Iterator[str]:
    """Yield calls that read or write text in whatever encoding the system has."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        keys = {keyword.arg for keyword in node.keywords}
        text = name in ("read_text", "write_text") and len(node.args) <= (name == "write_text")
        binary = [a.value for a in node.args if isinstance(a, ast.Constant)]
        opens = name in ("open", "fdopen") and isinstance(node.func, ast.Name | ast.Attribute)
        opens = opens and any(re.fullmatch("[rwax+]+", str(mode)) for mode in binary)
        if (
            text or opens or (name in ("run", "Popen") and "text" in keys)
        ) and "encoding" not in keys:
            yield f"line {node.lineno}: {name}"


def test_every_text_is_read_and_written_in_an_encoding_that_is_named() -> None:
    assert [f"{name}: {call}" for name, tree in sources() for call in in_locale(tree)] == []


def test_times_are_formatted_as_every_system_can() -> None:
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search("%[-#][dmHIjyeSM]", node.value), name


def run(folder: Path, *arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", HOBBLED, *arguments], input=given.encode(),
        cwd=folder, env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True, check=False,
    )  # fmt: skip
    told = done.stderr.decode(errors="replace")
    assert done.returncode == 0, told
    assert "Traceback" not in told
    return done.stdout.decode(errors="replace")


def test_a_game_a_class_and_a_level_without_what_windows_lacks(tmp_path: Path) -> None:
    told = run(tmp_path, "play", "first-light", "--plain", given="40 2\nresign\nq\n")
    assert "Stars: 0 of 3" in told
    assert "1 game" in run(tmp_path, "progress")
    for option, name in (("--html", "g.html"), ("--svg", "g.svg"), ("--text", "g.txt")):
        run(tmp_path, "replay", "first-light", option, name)
        assert (tmp_path / name).read_text(encoding="utf-8").strip()
    run(tmp_path, "progress", "export", "all.json")
    run(tmp_path, "progress", "import", "all.json")
    run(tmp_path, "level", "new", "mine")
    assert "0 errors" in run(tmp_path, "level", "check", "mine.toml", "--seeds", "1")
    run(tmp_path, "simulate", "first-light", "--moves", "-", given="40 2\n")
    run(tmp_path, "race", "first-light", "--turns", "3")


def test_homework_without_what_windows_lacks(tmp_path: Path) -> None:
    assignment = make_assignment(tmp_path)
    given = ["hw1.toml", "--student", "ada lovelace"]
    run(tmp_path, "homework", "new", "new.toml")
    run(tmp_path, "homework", "start", *given, "--plain", given="40 2\nresign\nq\n")
    run(tmp_path, "homework", "submit", *given, "-o", "out")
    (tmp_path / "out" / "ada.json").write_bytes(submission_of(assignment, "ada"))
    told = run(tmp_path, "homework", "grade", "hw1.toml", "out", "--jobs", "1", "-o", "a.csv",
               "--junit", "a.xml", "--gradescope", "gs", "--report", "report")  # fmt: skip
    assert "2 graded" in told
    assert b"\r\n" not in (tmp_path / "a.csv").read_bytes()
    assert len(list((tmp_path / "report").glob("*.html"))) == 3


STUDENTS = (
    "con",
    'a<b>:"/\\|?*c',
    "nul.txt",
    ". . .",
    "trailing. ",
    "Épsilon Ünal",
    "../up",
    ".ada",
)


@pytest.mark.parametrize("student", STUDENTS)
def test_submissions_have_names_that_every_system_takes(tmp_path: Path, student: str) -> None:
    assignment = make_assignment(tmp_path)
    path = write_submission(make_submission(assignment, student, ()), tmp_path / "out")
    assert path.parent == tmp_path / "out"
    assert not FORBIDDEN.search(path.name)
    assert not path.name.startswith(".")  # graders pass over what is hidden


def test_exports_have_names_that_every_system_takes() -> None:
    for level in course():
        assert not FORBIDDEN.search(level.path.name)
        for export in EXPORTS:
            assert not FORBIDDEN.search(file_name(Game(level), export))


def test_no_new_level_is_called_like_a_device(descent: Run, tmp_path: Path) -> None:
    for name in ("con", "nul", "com1"):
        done = descent("level", "new", str(tmp_path / name))
        assert (done.status, list(tmp_path.iterdir())) == (2, [])
        assert "device to Windows" in done.err


def test_the_server_says_that_it_needs_another_system(
    descent: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("descent_game.cli.serve.os.name", "nt")
    done = descent("serve", "--port", "0")
    monkeypatch.undo()
    assert (done.status, done.out) == (2, "")
    assert "POSIX system" in done.err
