"""A head of college without an account is given a task: reported with a photo by a link, sent back, reported
again, and checked.
"""

import io
import re
from threading import Thread

import pytest
from PIL import Image

from ongikar.notices.tests.conftest import Gateway
from tests.conftest import Stage, set_up
from tests.navigation import follow_to_next_page

from .steps import assert_sees, text_of
from .ways import WAYS, one_of_four

pytestmark = pytest.mark.browser
TITLE = "ল্যাব ২-এর আর্থিং ঠিক করে লিখিত প্রমাণ দেওয়া"
WORDS = {
    "": {
        "college": "রংপুর নমুনা কলেজ",
        "reported": "যাচাই করছে",
        "back": "রডের মাপ",
        "done": "কাজটি শেষ হয়েছে। ধন্যবাদ।",
    },
    "/en": {
        "college": "Sample Degree College",
        "reported": "the office is checking",
        "back": "রডের মাপ",
        "done": "This task is done. Thank you.",
    },
}


@pytest.fixture
def stage(tmp_path_factory):
    """An office for each way: the task of another would stand on Today, too."""
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


@pytest.fixture
def gateway():
    server = Gateway()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("way", one_of_four("en on a desk with scripts"))
def test_a_task_is_given_by_link_reported_with_a_photo_returned_reported_and_verified(
    stage, staff, someone, gateway, way
):
    root, screen, scripts = WAYS[way]
    words = WORDS[root]
    stage.it_is("2026-11-22T10:00:00")
    karim, principal = at_desk(staff, screen, scripts=scripts), someone(scripts=scripts)
    principal.set_viewport_size(screen)
    task = gives(karim, root, words["college"])
    link = f"{root}{comes_by_sms(stage, gateway)}"
    stands_in_the_tray(karim, root, link)

    stage.it_is("2026-11-24T11:00:00")
    # A guess opens nothing, and opened twice the link is the same page.
    assert principal.goto(f"{root}/t/{'a' * 22}/").status == 404
    for _ in range(2):
        assert principal.goto(link).status == 200
    assert_sees(principal, TITLE)
    reports(principal, link, "মিস্ত্রি এসে রড বসিয়েছেন।")
    assert_sees(principal, words["reported"])

    karim = at_desk(staff, screen, scripts=scripts)
    karim.goto(f"{root}/desk/today/")
    assert_sees(karim, TITLE[:20])
    checks(karim, task, "back", "রডের মাপ লিখুন।")
    principal.goto(link)
    assert_sees(principal, words["back"])
    stage.it_is("2026-11-25T11:00:00")
    reports(principal, link, "মাপা হয়েছে ২.৮ ওহম।")
    karim = at_desk(staff, screen, scripts=scripts)
    checks(karim, task, "done", "")
    principal.goto(link)
    assert_sees(principal, words["done"])


def at_desk(staff, screen, *, scripts: bool):
    """Signed in on that day: nobody stays in over night."""
    karim = staff("karim", scripts=scripts)
    karim.set_viewport_size(screen)
    return karim


def gives(karim, root: str, college: str) -> str:
    """To a contact that is entered first; the address of the task."""
    karim.goto(f"{root}/desk/contacts/add/")
    karim.fill("[name=organisation]", college)
    karim.fill("[name=post]", "অধ্যক্ষ")
    karim.fill("[name=mobile]", "০১৭০০০০০০৭৭" if root == "" else "01700000078")
    submit(karim)
    karim.goto(f"{root}/desk/tasks/new/")
    karim.fill("[name=title]", TITLE)
    karim.locator(".many .opt", has_text=college).locator("[name=owner]").check()
    karim.fill("[name=due]", "2026-12-06")
    karim.check("[name=evidence][value=words]")
    karim.check("[name=evidence][value=paper]")
    karim.select_option("[name=check]", index=0)
    submit(karim)
    assert_sees(karim, TITLE, college)
    return karim.url


def comes_by_sms(stage, gateway) -> str:
    """The address in the message that went out to the mobile of whoever owes the task."""
    gateway.taken.clear()
    stage.send_by(f"http://127.0.0.1:{gateway.server_port}/cgi-bin/sendsms?username=ongikar&password=secret")
    stage.let_the_worker_work()
    stage.send_by("")
    (sms,) = [sms for sms in gateway.taken if "/t/" in sms["text"]]
    assert sms["to"].startswith("+88017000000")
    return re.search(r"/t/[\w-]{16}/", sms["text"])[0]


def stands_in_the_tray(karim, root: str, link: str) -> None:
    """Told there as sent, with its link masked."""
    karim.goto(f"{root}/desk/messages/")
    assert link.removeprefix(root) not in text_of(karim)
    assert_sees(karim, "নতুন কাজ", "০৭৭" if root == "" else "078")


def reports(principal, link: str, what: str) -> None:
    principal.goto(link)
    principal.fill("[name=words]", what)
    # Without the photo that was asked for nothing is reported, and what was written stays.
    submit(principal)
    assert principal.input_value("[name=words]") == what
    principal.set_input_files("[name=papers]", files=[photo()])
    submit(principal)


def checks(karim, task: str, verdict: str, words: str) -> None:
    karim.goto(task)
    karim.check(f"[name=verdict][value={verdict}]")
    karim.fill("main [name=words]", words)
    follow_to_next_page(karim, karim.locator("main form:has([name=verdict]) button.btn").first.click)


def submit(page) -> None:
    follow_to_next_page(page, page.locator("main form button.btn:not(.btn-2):not(.btn-plain)").last.click)


def photo() -> dict:
    drawn = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 160, 120)).save(drawn, "JPEG")
    return {"name": "rod.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}
