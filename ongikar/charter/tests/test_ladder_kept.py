"""Steps changed on screen stay when the document that prints others is reviewed again, and the review shows
where they differ.
"""

from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from ongikar.charter.review.actions import Officer
from ongikar.charter.review.drafting import draft_version
from ongikar.charter.tests import reviewing
from ongikar.charter.tests.test_ladder_change import NOW, REASON, WRITE, fields, publish
from ongikar.offices.models import Post

pytestmark = pytest.mark.django_db
LATER = datetime.fromisoformat("2026-12-02T10:00:00+06:00")
DOCUMENT = (Path(__file__).parents[3] / "offices/rangpur-sadar-ict/charter.txt").read_text("utf-8")


def change(desk, office, **changes) -> None:
    with time_machine.travel(NOW, tick=False):
        assert desk.post(WRITE, fields(office, **changes)).status_code == 302
        assert publish(desk, office).status_code == 302


def parts_of(upload) -> dict:
    return {part.code: part for part in reviewing.newest(upload).review_state.parts if part.sort == "tier"}


@pytest.fixture
def desk(signed_in, karim, office):
    return signed_in(karim)


def test_a_limit_changed_on_screen_stays_and_the_review_shows_both(desk, signed_in, karim, office):
    change(desk, office, s1__amount="25", s2__address_bn="নতুন ভবন, রংপুর")
    with time_machine.travel(LATER, tick=False):
        desk = signed_in(karim)
        again = reviewing.bring(desk, DOCUMENT)
        page = desk.get(reviewing.part_page(again, "tier-1")).content.decode().replace("\u00a0", " ")
        proposed = reviewing.filled(page)
        assert (proposed["limit-choice"], proposed["limit-text"]) == ("correct", "২৫ কার্যদিবস")
        assert proposed["limit-reason"] == REASON
        assert "৩০" in page[page.index("limit-choice") - 3_000 :]
        assert reviewing.decide(desk, again, "tier-2").status_code == 302
        desk.post(f"/desk/charter/{again.pk}/as-before/")
        first, second = (parts_of(again)[code] for code in ("tier-1", "tier-2"))
    assert first.tier["limit"]["max"] == 25
    assert second.raw("address").startswith("নতুন ভবন, রংপুর")
    assert second.tier["phone"] == office.charters.latest("number").tiers.get(number=2).phone or None


def test_steps_that_went_or_came_on_screen_are_neither_brought_back_nor_lost(desk, signed_in, karim, office):
    Post.objects.create(office=office, slug="head-office", role=Post.CELL, title_bn="দপ্তর", title_en="Office")
    further = {
        "post": "head-office",
        "title_bn": "সদর দপ্তর",
        "when_bn": "তবুও না হলে",
        "when_en": "If that fails",
    }
    changes = {f"further__{name}": words for name, words in further.items()} | {"further__amount": "40"}
    # The second step is gone; the third is the second now, and the last stands in no document.
    with time_machine.travel(NOW, tick=False):
        desk.post(WRITE, fields(office, s2__leave_out="on", **changes))
        assert publish(desk, office, removed="1").status_code == 302
    latest = office.charters.latest("number")
    names = ("number", "title_bn", "when_bn", "when_en", "limit", "window_days")
    kept = list(latest.tiers.values_list(*names, "post_id"))
    assert [row[1] for row in kept][1:] == ["মন্ত্রিপরিষদ বিভাগের অভিযোগ ব্যবস্থাপনা সেল", "সদর দপ্তর"]
    with time_machine.travel(LATER, tick=False):
        desk = signed_in(karim)
        again = reviewing.bring(desk, DOCUMENT)
        desk.post(f"/desk/charter/{again.pk}/as-before/")
        again = reviewing.newest(again)
        officer = Officer(("user", karim.pk), office.posts.get(slug="upazila-ict-officer"), {})
        _, _, tiers = draft_version(again, office, latest, LATER.date(), officer, LATER)
        reviewing.decide(desk, again, "tier-1", **reviewing.left_open({"address"}))
        page = desk.get(f"/desk/charter/{again.pk}/publish/").content.decode()
        assert "দলিলে নেই" in page
        assert "সদর দপ্তর" in page[page.index("দলিলে নেই") :]
    assert [part.code for part in again.review_state.left_out] == ["tier-2"]
    assert [tuple(getattr(tier, each) for each in (*names, "post_id")) for tier in tiers] == kept
