"""Take the pictures of docs/shots from a running demonstration: `.venv/bin/python scripts/take_shots.py [ADDRESS]`."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

SHOTS = Path(__file__).resolve().parents[1] / "docs" / "shots"
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
PASSWORD = "ongikar-demo"
# The picture, the page, who looks at it, and how wide their screen is.
PICTURES = (
    ("home-phone-bn", "/", "", 360),
    ("home-desktop-en", "/en/", "", 1280),
    ("service-phone-bn", "/services/citizen-1/", "", 360),
    ("today-desktop-bn", "/today/", "karim", 1280),
    ("counter-desktop-en", "/en/counter/", "karim", 1280),
    ("account-desktop-bn", "/account/", "", 1280),
)


def keep(page: Page, name: str, height: int = 1400) -> None:
    """The top of a page in few colours, so that the picture is small."""
    seen = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    seen = seen.crop((0, 0, seen.width, min(seen.height, height))).convert("RGB")
    seen.quantize(96, dither=Image.Dither.NONE).save(SHOTS / f"{name}.png", optimize=True)


def main(address: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)

        def someone(username: str, width: int) -> Page:
            page = browser.new_page(viewport={"width": width, "height": 800}, base_url=address)
            if username:
                page.goto("/sign-in/")
                page.fill("[name=login]", username)
                page.fill("[name=password]", PASSWORD)
                page.click("main button")
            return page

        for name, path, username, width in PICTURES:
            page = someone(username, width)
            page.goto(path)
            keep(page, name)
            page.close()
        officer = someone("karim", 1280)
        officer.goto("/cases/?tab=late")
        number = officer.locator("a.who").first.get_attribute("href").strip("/").split("/")[-1]
        officer.locator("a.who").first.click()
        keep(officer, "case-desktop-bn")
        mobile = officer.locator("a[href^='tel:+8801']").first.get_attribute("href")
        citizen = someone("", 360)
        citizen.goto("/track/")
        citizen.fill("[name=number]", number)
        citizen.fill("[name=last_four]", mobile[-4:])
        citizen.click("main button")
        keep(citizen, "track-phone-bn", 2200)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
