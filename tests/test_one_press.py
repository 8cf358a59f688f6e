"""One press is one act: each form of the site has one key, and sent again and again from one page it is
done once.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.forms.keys import KEY
from ongikar.core.http.presses import HERE, SHOWN
from ongikar.core.models import Press
from ongikar.tasks.models import Task

from .access_matrix import ACCESS_MATRIX, PEOPLE
from .endpoint_requests import SENT, address_of, send_request
from .scene import NOW, row_counts
from .sending import read_from_the_first

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent / "ongikar"
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)
TOKEN = "{% csrf_token %}"
# Forms without a token in their template, and why.
WITHOUT_TOKEN = {
    "core/send_again.html": "sends again what was sent, its key among it",
}
AT_LENGTH = "ONGIKAR_TEST_ALL" in os.environ
TOLD = {"": "এবার যা লিখেছেন, তা নেওয়া হয়নি", "en": "What you wrote this time was not taken"}


def opener(name: str, how: str) -> str | None:
    """The first person to whom the address is open in this way."""
    return next((person for person in PEOPLE if ACCESS_MATRIX[name, how][person] == "open"), None)


PAGES = [name for name, how in ACCESS_MATRIX if how == "GET" and opener(name, how)]
ACTS = [name for name, how in ACCESS_MATRIX if how == "POST" and opener(name, how)]


def test_each_form_of_a_template_has_its_token():
    """With the token comes the key; a page that no scene shows has them too."""
    without = set()
    for template in ROOT.rglob("templates/**/*.html"):
        name = template.relative_to(next(p for p in template.parents if p.name == "templates")).as_posix()
        if any(TOKEN not in form for form in FORM.findall(template.read_text())):
            without.add(name)
    assert without == set(WITHOUT_TOKEN)


@pytest.mark.parametrize("name", PAGES)
def test_each_form_of_a_page_has_one_key(scene, name):
    page = send_request(scene.browser(opener(name, "GET")), name, "GET", scene.ours)
    if not page.headers.get("Content-Type", "").startswith("text/html") or page.streaming:
        return
    keys = []
    for form in HTMLParser(page.text).css("form"):
        if (form.attributes.get("method") or "get").lower() == "post":
            own = [field.attributes.get("value") for field in form.css(f"input[name={KEY}]")]
            assert len(own) == 1, form.html
            keys += own
    assert all(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", ACTS)
def test_a_form_sent_again_and_again_is_done_once(scene, name):
    browser, address = scene.browser(opener(name, "POST")), address_of(name, scene.ours)

    sent = dict(SENT[name](scene.ours)) if name in SENT else {}

    def press(more: dict | None = None, root: str = ""):
        return browser.post(root + address, read_from_the_first(sent) | {KEY: "one-page"} | (more or {}))

    with transaction.atomic():
        first = press()
        written, done = written_rows(), Press.objects.filter(key="one-page").first()
        # The third press meets nothing that the second did not.
        for _ in range(7 if AT_LENGTH else 2):
            again = press()
            if done and done.answer not in (HERE, SHOWN):
                assert (again.status_code, again.headers["Location"]) == (302, first.headers["Location"])
        assert written_rows() == written
        for tongue, told in TOLD.items() if done else ():
            other = press({"answer_nobody_asks_for": "x"}, f"/{tongue}" if tongue else "")
            assert (other.status_code, told in other.text) == (422, True)
        assert written_rows() == written
        transaction.set_rollback(True)


def written_rows() -> dict[str, int]:
    """The rows of each table, but for the counts of wrong tries: an address that was used up is one."""
    return {name: count for name, count in row_counts().items() if name != "core.Attempt"}


# Of the acts of whose forms the tests have an example, those that enter no press, and why.
NOT_ENTERED = {
    "account_login": "no act; a password is kept nowhere",
    "track": "a proof of who somebody is",
    "short_form": "keeps nothing; made anew as often as it is pressed",
    "mine": "a proof of who somebody is",
    "fill": "a step of a draft",
    "fill_own": "a step of a draft",
    "odk_submission": "sent by a program, which names what it sends",
    "field_photo": "sent by a phone without a page; known by its content",
    "track_appointment": "a step: a time is kept while the form of the appointment is filled in",
    "acknowledge_link": "its address is used up by it",
    "several": "told first what will happen",
    "grievance_new": "told first what belongs elsewhere",
    "desk_grievance_new": "told first what belongs elsewhere",
    "agent_complaint": "told first what belongs elsewhere",
    "desk_rti_new": "told first what belongs elsewhere",
    **dict.fromkeys(
        (
            *(
                "appointment_offer",
                "appointment_serve",
                "batch_begin",
                "contact_add",
                "contact_change",
                "event_strike_line",
                "inspection_finish",
            ),
            *("meeting_approve", "meeting_return", "performance_plan_report", "stocktake_close"),
            *("batch_correct", "letter_withhold", "purchase_basis", "tasks_transfer"),
            *("desk_rti_request_lapse", "desk_rti_request_paid"),
            *("agreement_close", "agreement_read"),
        ),
        "its example is refused",
    ),
}


def test_the_acts_of_the_site_are_known_by_their_key(scene):
    """The test above would say nothing of an act whose press is not entered."""
    acts, known = {name for name in ACTS if name in SENT}, set()
    for name in acts:
        with transaction.atomic():
            browser = scene.browser(opener(name, "POST"))
            browser.post(address_of(name, scene.ours), dict(SENT[name](scene.ours)) | {KEY: "one-page"})
            known |= {name} if Press.objects.filter(key="one-page").exists() else set()
            transaction.set_rollback(True)
    assert acts - known == set(NOT_ENTERED)


def test_a_form_that_is_a_year_old_does_nothing_twice(scene):
    name, has = "task_new", scene.ours
    address = address_of(name, has)
    key = keys_on(scene.browser("officer").get(address))[0]
    unused = keys_on(scene.browser("officer").get(address))[0]
    first = scene.browser("officer").post(address, SENT[name](has) | {KEY: key})
    written = Task.objects.count()
    with time_machine.travel(NOW + timedelta(days=365), tick=False):
        # The desk has changed meanwhile, the browser has not.
        again = scene.browser("officer").post(address, SENT[name](has) | {KEY: key})
        assert (again.status_code, again["Location"], Task.objects.count()) == (
            302,
            first["Location"],
            written,
        )
        other = scene.browser("officer").post(address, SENT[name](has) | {"title": "অন্য", KEY: key})
        assert (other.status_code, Task.objects.count()) == (422, written)
        # Never used, it works as on its first day: the day that it names is over.
        late = scene.browser("officer").post(address, SENT[name](has) | {KEY: unused})
        assert (late.status_code, Task.objects.count()) == (422, written)
        today = SENT[name](has) | {KEY: unused, "due": "2027-12-20"}
        assert scene.browser("officer").post(address, today).status_code == 302
        assert Task.objects.count() == written + 1
        assert Press.purge(NOW + timedelta(days=399)) == 0
    assert Press.purge(NOW + timedelta(days=401)) == 1


def test_other_answers_sent_on_purpose_are_another_act_and_nothing_typed_is_lost(scene):
    name, has, desk = "task_new", scene.ours, scene.browser("officer")
    address, written = address_of(name, has), Task.objects.count()
    sent = SENT[name](has) | {KEY: keys_on(desk.get(address))[0]}
    done = desk.post(address, sent)
    told = desk.post(address, sent | {"title": "আরেকটি <কাজ>"})
    form = HTMLParser(told.text).css_first("main form[method=post]")
    assert form.css_first("a").attributes["href"] == done["Location"]
    again = {
        field.attributes["name"]: field.attributes.get("value") or ""
        for field in form.css("input[type=hidden]")
    }
    assert again[KEY] not in ("", sent[KEY])
    assert again["title"] == "আরেকটি <কাজ>"
    for _ in range(2):
        assert desk.post(form.attributes["action"], again).status_code == 302
    assert Task.objects.count() == written + 2
    assert Task.objects.filter(title="আরেকটি <কাজ>").count() == 1


def test_what_was_refused_keeps_its_key_for_the_next_try(scene):
    name, has, desk = "task_new", scene.ours, scene.browser("officer")
    address, written = address_of(name, has), Task.objects.count()
    sent = SENT[name](has) | {KEY: keys_on(desk.get(address))[0]}
    faulty = desk.post(address, sent | {"title": ""})
    assert (faulty.status_code, keys_on(faulty)) == (422, [sent[KEY]])
    assert desk.post(address, sent).status_code == 302
    assert Task.objects.count() == written + 1


def test_a_key_counts_for_whom_and_what_it_was_given(scene):
    """The same key by another person, or at another address, is no replay."""
    has, desk = scene.ours, scene.browser("officer")
    sent = SENT["task_new"](has) | {KEY: "one-page"}
    assert desk.post(address_of("task_new", has), sent).status_code == 302
    assert scene.browser("assist").post(address_of("task_new", has), sent).status_code == 422
    assert (
        desk.post(address_of("place_add", has), SENT["place_add"](has) | {KEY: "one-page"}).status_code == 422
    )


def keys_on(page) -> list[str]:
    fields = HTMLParser(page.text).css(f"main form[method=post] input[name={KEY}]")
    return [field.attributes.get("value") or "" for field in fields]
