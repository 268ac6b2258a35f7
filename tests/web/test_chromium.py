import asyncio
import json
from pathlib import Path

import pytest

from tests.tui.playing import FIRST_LIGHT_WIN
from tests.web.chromium import BINARY, Tab, chromium
from tests.web.serving import games, serving, wait_for

pytestmark = pytest.mark.skipif(BINARY is None, reason="there is no Chromium here")

UNBOUND = "0"
"""A key that does nothing. After it Enter is no repeat of the one that closed the dialog."""


async def enter(tab: Tab) -> None:
    await tab.press("Enter", 13)


async def test_a_level_is_played_and_progress_is_carried(tmp_path: Path) -> None:
    with serving(tmp_path / "served", "--games", "1") as served:
        async with chromium(tmp_path) as tab:
            await tab.tell("Page.navigate", url=served.url)
            await tab.sees("First light")
            (pid,) = games(served)
            await tab.run("document.querySelector('textarea').focus()")
            await enter(tab)
            await tab.sees("Guess with a number")
            await enter(tab)
            await tab.sees("turn 1 of")
            for turn, (heading, step) in enumerate(FIRST_LIGHT_WIN, start=2):
                await tab.tell("Input.insertText", text="m")
                await tab.sees("Type a move")
                await tab.tell("Input.insertText", text=f"{heading} {step}")
                await enter(tab)
                await tab.tell("Input.insertText", text=UNBOUND)
                await enter(tab)
                if turn <= len(FIRST_LIGHT_WIN):
                    await tab.sees(f"turn {turn} of")
            await tab.sees("Goal reached")
            saved = await tab.run("fetch('/progress').then(answer => answer.text())")
            assert len(json.loads(saved)["games"]) == 1
            assert "first-light" in saved
            file = tmp_path / "progress.json"
            file.write_text(saved, encoding="utf-8")
            document = await tab.tell("DOM.getDocument")
            found = await tab.tell(
                "DOM.querySelector", nodeId=document["root"]["nodeId"], selector="#upload"
            )
            await tab.tell("DOM.setFileInputFiles", files=[str(file)], nodeId=found["nodeId"])
            said = await tab.run(
                "new Promise(done => setInterval(() => { const said ="
                " document.getElementById('said').textContent; if (said) done(said); }, 20))"
            )
            assert said == "0 games taken, 1 game there already."
            own = served.url + "/"
            assert [url for url in tab.asked if not url.startswith((own, "data:", "blob:"))] == []
            assert (Path("/proc") / str(pid)).exists()
            await tab.tell("Page.navigate", url="about:blank")  # to go elsewhere ends it, too
            await asyncio.to_thread(wait_for, lambda: not games(served))
            tab.drawn = ""
            await tab.tell("Page.navigate", url=served.url)
            await tab.sees("First light")
            await tab.close()
            await asyncio.to_thread(wait_for, lambda: not games(served))
