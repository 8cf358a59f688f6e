"""What a picture of README shows of its page, kept beside it in docs/shots/shown.toml: the headings and the
entries of the menu that stand in it. tests/test_readme_pictures.py compares them with the page of today.
"""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import tomli_w
from playwright.sync_api import Page

from .shots import README, SHOTS, Shot

FILE = README / "shown.toml"
# What tells one page from another at a glance.
SELECTORS = {
    "headings": "h1, h2, h3, legend, th",
    "menu": "nav a, nav summary, nav button",
}
# Numbers of cases end in figures that are drawn by lot, and counts go with the day.
FIGURES = re.compile(r"\d+(?:[\s.,:/-]+\d+)*")


def shots_of_readme() -> list[Shot]:
    return [each for each in SHOTS if each.file.parent == README]


def words_shown(page: Page, shot: Shot) -> dict[str, list[str]]:
    """The words in the part of the page that the picture has, in the order of the page."""
    shown = {}
    for what, selector in SELECTORS.items():
        found = [
            each for each in page.locator(selector).all() if stands_in_picture(each.bounding_box(), shot)
        ]
        words = (" ".join(each.inner_text().split()) for each in found)
        shown[what] = [FIGURES.sub("#", each) for each in words if each]
    return shown


def stands_in_picture(box: Any, shot: Shot) -> bool:
    """A word for a screen reader alone takes one pixel, and one in a menu that is shut none."""
    return bool(box) and box["y"] < shot.height and box["width"] > 2 and box["height"] > 2


def digest(picture: Path) -> str:
    return hashlib.sha256(picture.read_bytes()).hexdigest()


def read_shown() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text("utf-8")) if FILE.exists() else {}


def write_shown(shot: Shot, words: dict[str, list[str]]) -> None:
    """Beside a picture that was taken just now."""
    shown = read_shown() | {shot.file.stem: {"sha256": digest(shot.file), **words}}
    FILE.write_text(tomli_w.dumps(dict(sorted(shown.items())), multiline_strings=False), "utf-8")
