"""Pressing what leads to a page, and being there: a page that is being left can be neither read nor looked
at.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response


def follow_to_next_page(page: "Page", press: Callable[[], object]) -> "Response | None":
    """Do what leads on, wait until the next page is there, and give the server's answer."""
    with page.expect_navigation() as answer:
        press()
    return answer.value


def press(page: "Page", button: str) -> "Response | None":
    """Press the first that a selector finds."""
    return follow_to_next_page(page, lambda: page.click(button))


def press_link(page: "Page", words: str) -> None:
    """Press the link that bears these words, wherever on the page it is."""
    follow_to_next_page(page, page.get_by_role("link", name=words).click)
