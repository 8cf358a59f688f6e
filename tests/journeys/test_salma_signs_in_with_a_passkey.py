"""Salma adds a passkey and signs in with it, also where strangers shut the door, in a real browser with a key
of its own, under the site's own policy.
"""

import pytest
from playwright.sync_api import Page

from tests.conftest import DESK, PASSWORD
from tests.navigation import press

pytestmark = pytest.mark.browser
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def salma(chromium, stage):
    """Her browser. A passkey belongs to a name, and an address in figures is none."""
    context = chromium.new_context(viewport=DESK, base_url=stage.address.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    page.set_default_timeout(60_000)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield page
    context.close()


def give_password(page: Page) -> None:
    page.goto("/sign-in/")
    page.fill("[name=login]", "salma")
    page.fill("[name=password]", PASSWORD)
    press(page, "main form .btn")


def shut_by_strangers(stranger: Page) -> None:
    for _ in range(10):
        stranger.goto("/sign-in/")
        stranger.fill("[name=login]", "salma")
        stranger.fill("[name=password]", "guessed")
        press(stranger, "main form .btn")


def test_a_passkey_is_added_and_then_asked_for_also_at_a_door_that_strangers_shut(salma, someone):
    seen = []
    salma.on("console", lambda message: seen.append(message.text))
    give_password(salma)
    salma.goto("/me/passkeys/add/")
    assert not salma.is_visible("[data-without]")
    salma.fill("[name=name]", "অফিসের কম্পিউটার")
    salma.click("main form .btn")
    salma.wait_for_url("**/me/codes/")
    assert salma.locator("main ol code").count() == 10
    salma.goto("/me/")
    assert salma.is_visible("text=অফিসের কম্পিউটার")
    salma.goto("/me/passkeys/add/")
    salma.click("main form .btn")
    # To try again would not help: the device has one.
    salma.wait_for_selector("text=এই যন্ত্রে আপনার একটি পাসকি আগেই আছে")
    assert not salma.is_visible("text=পাসকি যোগ হয়নি")
    salma.click(".desk-me summary")
    press(salma, '.desk-me form[action$="/sign-out/"] button')
    give_password(salma)
    salma.wait_for_url("**/sign-in/code/")
    assert salma.is_visible("text=এবার পাসকি বা ফোনের অ্যাপের কোডটি দিন")
    salma.goto("/desk/grievances/")
    assert "/sign-in/" in salma.url, "the password alone opens nothing"
    salma.goto("/sign-in/code/")
    salma.click("form[data-passkey] .btn")
    salma.wait_for_url("**/desk/today/")
    salma.goto("/me/")
    assert salma.is_visible("text=পাসওয়ার্ড ও পাসকি")
    shut_by_strangers(someone())
    # Another day, in a browser that she has not been in with.
    salma.context.clear_cookies()
    give_password(salma)
    assert salma.is_visible("text=অনেকবার ভুল হয়েছে")
    assert salma.is_visible("text=ওপরে পাসওয়ার্ড আবার লিখে")
    # Without the password it is asked for, and no passkey in vain.
    press(salma, "[data-passkey]")
    assert salma.is_visible("text=পাসওয়ার্ড লিখুন")
    salma.fill("[name=password]", PASSWORD)
    press(salma, "[data-passkey]")
    assert salma.url.endswith("/desk/today/")
    salma.goto("/me/")
    assert salma.get_by_text("পাসওয়ার্ড ও পাসকি").count() == 2
    # At signing out the browser says that it has let go of what it kept.
    assert [text for text in seen if not text.startswith("Clear-Site-Data")] == [], (
        "the policy of the site lets all of it work"
    )
