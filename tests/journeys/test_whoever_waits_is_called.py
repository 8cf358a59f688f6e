"""Two people come to the counter, each with a token, and are called one after the other: every press and
every page counted, while a phone in the waiting room looks at the board. In either language, on a phone and
at a desk, with scripts and without.
"""

import pytest

from tests.navigation import follow_to_next_page

from .steps import assert_sees, assert_sees_no, text_of
from .ways import WAYS, one_of_four, speaker

pytestmark = pytest.mark.browser
ENGLISH = {
    "টোকেন ১": "Token 1",
    "টোকেন ২": "Token 2",
    "অপেক্ষায় ২ জন": "2 waiting",
    "অপেক্ষায় ১ জন": "1 waiting",
    "পরের জনকে ডাকুন": "Call the next",
    "এসেছেন, শুরু": "Is here, begin",
    "শেষ, পরের জনকে ডাকুন": "Done, call the next",
    "শেষ": "Done",
    "আসুন": "Please come",
    "আজ এখনো কাউকে ডাকা হয়নি।": "Nobody has been called yet today.",
}
QUEUE = "/desk/counter/queue/"


class Clerk:
    """Somebody of the staff before the page of the queue; each press is one page."""

    def __init__(self, page, root: str):
        self.page, self.presses, self.say = page, 0, speaker(root, ENGLISH)
        page.goto(f"{root}{QUEUE}")

    def press(self, words: str) -> None:
        self.presses += 1
        button = self.page.get_by_role("button", name=self.say(words), exact=True)
        answer = follow_to_next_page(self.page, button.click)
        assert answer.status == 200
        width = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]

    def give_token(self, group: str = "") -> None:
        """One press, whoever it is for."""
        self.presses += 1
        follow_to_next_page(self.page, self.page.locator(f"button[name=priority][value='{group}']").click)

    def token_here(self) -> str:
        """The token that stands at this desk."""
        return text_of(self.page.locator(".at-desk .token"))


@pytest.mark.parametrize("way", one_of_four("bn on a phone"))
def test_two_come_and_each_is_called_by_one_press(stage, someone, staff, way):
    root, screen, scripts = WAYS[way]
    say = speaker(root, ENGLISH)
    # Tokens are counted each day from one, and each way has a day of its own.
    day = f"2026-11-{22 + list(WAYS).index(way)}"
    stage.it_is(f"{day}T10:00:00")
    clerk = staff("shirin", scripts=scripts)
    clerk.set_viewport_size(screen)
    door = Clerk(clerk, root)
    door.give_token()
    assert_sees(clerk, say("টোকেন ১"))
    stage.it_is(f"{day}T10:02:00")
    door.give_token()
    assert_sees(clerk, say("টোকেন ২"), say("অপেক্ষায় ২ জন"))
    assert door.presses == 2

    waiting = someone()
    waiting.goto(f"{root}/board/")
    assert_sees(waiting, say("আজ এখনো কাউকে ডাকা হয়নি।"), say("অপেক্ষায় ২ জন"))

    officer = staff("karim", scripts=scripts)
    officer.set_viewport_size(screen)
    desk = Clerk(officer, root)
    stage.it_is(f"{day}T10:05:00")
    desk.press("পরের জনকে ডাকুন")
    assert desk.presses == 1
    first = desk.token_here()
    assert_sees(officer, say("অপেক্ষায় ১ জন"))
    waiting.reload()
    assert_sees(waiting, say("টোকেন ১"), say("আসুন"))

    stage.it_is(f"{day}T10:06:00")
    desk.press("এসেছেন, শুরু")
    stage.it_is(f"{day}T10:14:00")
    desk.press("শেষ, পরের জনকে ডাকুন")
    assert desk.token_here() != first
    waiting.reload()
    assert_sees(waiting, say("টোকেন ২"))
    stage.it_is(f"{day}T10:20:00")
    desk.press("শেষ")
    # Four presses for two people, all of them on one page.
    assert desk.presses == 4
    assert officer.url.endswith(f"{root}{QUEUE}")
    assert_sees_no(officer, say("এসেছেন, শুরু"))
