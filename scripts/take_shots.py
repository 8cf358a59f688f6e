"""Take the pictures of the documentation from the running demonstration: `python -m scripts.take_shots [NAME
…]`.

Small enough to stand in a page of text: few colours, and no more than is told of. Without names, all of
scripts/shots.py; `readme`: those of README.
"""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

# The lists of pages read what the desks declare.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
django.setup()

from tests.conftest import CHROMIUM, PASSWORD, ROOT, Stage, at_home_in, browser_program  # noqa: E402
from tests.navigation import press  # noqa: E402
from tests.pages import fill_address  # noqa: E402

from .shots import MANUAL, SHOTS, Shot  # noqa: E402
from .shown_words import shots_of_readme, words_shown, write_shown  # noqa: E402

# A page of the manual shows several; the whole of it is read on a slow line, too.
MOST_BYTES, MOST_OF_MANUAL = 150_000, 120_000


class Camera:
    """Browsers of those who look, each signed in once, before one stage."""

    def __init__(self, browser: Browser, stage: Stage):
        self.browser, self.stage, self.numbers = browser, stage, stage.numbers()
        self.contexts: dict[tuple[str, float], BrowserContext] = {}

    def look(self, shot: Shot) -> tuple[Page, Response]:
        """The page as the picture shows it, and how the site answered."""
        page = self.context(shot).new_page()
        page.set_viewport_size({"width": shot.width, "height": shot.height})
        answer = page.goto(fill_address(shot.path, self.numbers))
        for name, words in shot.typed:
            page.fill(f"[name={name}]", words)
        for choice in shot.ticked:
            page.check(choice)
        if shot.press:
            press(page, shot.press)
        return page, answer

    def context(self, shot: Shot) -> BrowserContext:
        if (shot.who, shot.scale) not in self.contexts:
            context = self.browser.new_context(
                base_url=self.stage.address,
                java_script_enabled=False,
                locale="bn-BD",
                device_scale_factor=shot.scale,
            )
            self.contexts[shot.who, shot.scale] = context
            self.arrive(context.new_page(), shot.who)
        return self.contexts[shot.who, shot.scale]

    def arrive(self, page: Page, who: str) -> None:
        if who == "follower":
            page.goto(f"/track/?number={self.numbers['late']['number']}")
            page.fill("[name=last_four]", self.numbers["late"]["last_four"])
            press(page, "main form .btn")
        elif who:
            page.goto("/sign-in/")
            page.fill("[name=login]", who)
            page.fill("[name=password]", PASSWORD)
            press(page, "main form .btn")


def take(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        set_up(Path(folder))
        stage = Stage(Path(folder))
        browser = playwright.chromium.launch(executable_path=browser_program(), args=CHROMIUM)
        try:
            stage.let_the_worker_work()
            camera = Camera(browser, stage)
            for shot in chosen(names):
                page, _ = camera.look(shot)
                words = words_shown(page, shot)
                size = keep(
                    page.screenshot(), shot.file, MOST_OF_MANUAL if shot.file.parent == MANUAL else MOST_BYTES
                )
                if shot in shots_of_readme():
                    write_shown(shot, words)
                print(f"{shot.file.name}  {size // 1000} KB")
                page.close()
        finally:
            browser.close()
            stage.end()


def chosen(names: list[str]) -> list[Shot]:
    if "readme" in names:
        names = [*names, *(each.file.stem for each in shots_of_readme())]
    return [each for each in SHOTS if not names or each.file.stem in names]


def set_up(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.server", "set-up", "--with-cases"],
        cwd=ROOT,
        env=os.environ | at_home_in(folder),
        check=True,
    )


def keep(picture: bytes, path: Path, most: int) -> int:
    """Write the picture in as many colours as keep it small; its size in bytes. Raises
    ValueError if none do.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (24, 16):
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < most:
            return path.stat().st_size
    raise ValueError(f"{path.name} is larger than {most} bytes")


if __name__ == "__main__":
    take(sys.argv[1:])
