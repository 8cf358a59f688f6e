"""Take the pictures of docs/shots from the running demonstration: `python -m scripts.take_shots [NAME …]`.

Small enough to stand in a page of text: few colours, and no more than is told of.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM, DESK, PASSWORD, PHONE, ROOT, Stage

FOLDER = ROOT / "docs" / "shots"
MOST_BYTES = 150_000
# Name: who looks, at what, and how many pixels of it from the top.
SHOTS = {
    "home-phone-bn": ("", "/", 740),
    "home-desktop-en": ("", "/en/", 900),
    "service-phone-bn": ("", "/services/citizen-1/", 1160),
    "track-phone-bn": ("follower", "/track/{number}/", 1480),
    "today-desktop-bn": ("karim", "/today/", 900),
    "case-desktop-bn": ("karim", "/cases/{number}/", 900),
    "counter-desktop-en": ("karim", "/en/counter/", 1020),
    "account-desktop-bn": ("", "/account/", 900),
}


def take(names: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        stage = Stage(Path(folder), "--with-cases")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        try:
            late = stage.numbers()["late"]
            for name in names or SHOTS:
                who, address, height = SHOTS[name]
                context = browser.new_context(
                    viewport=(PHONE if "phone" in name else DESK) | {"height": height}, base_url=stage.address, device_scale_factor=1.5,
                    java_script_enabled=False,
                )  # fmt: skip
                page = context.new_page()
                arrive(page, who, late)
                page.goto(address.format(**late))
                size = keep(page.screenshot(), FOLDER / f"{name}.png")
                print(f"{name}.png  {size // 1000} KB")
                context.close()
        finally:
            browser.close()
            stage.end()


def arrive(page: Page, who: str, late: dict[str, str]) -> None:
    if who == "follower":
        page.goto(f"/track/?number={late['number']}")
        page.fill("[name=last_four]", late["last_four"])
        page.click("main form .btn")
    elif who:
        page.goto("/sign-in/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", PASSWORD)
        page.click("main form .btn")


def keep(picture: bytes, path: Path) -> int:
    """Write the picture in as many colours as keep it small; its size in bytes. Raises ValueError if none do."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (128, 64, 32, 16):
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < MOST_BYTES:
            return path.stat().st_size
    raise ValueError(f"{path.name} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    take(sys.argv[1:])
