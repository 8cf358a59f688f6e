"""The officer against the reading: a row that is none is left out, one that was missed is added, and both are
told in public.
"""

import re

import pytest
import time_machine

from conftest import OFFICE
from ongikar.charter.models import CharterVersion, ReviewDecision, Upload

from .reviewing import answer_text, bring, decide, filled, newest, part_page, publish, settle

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-11-22T10:00:00+06:00", tick=False):
        yield


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def upload(desk) -> Upload:
    return bring(desk, (OFFICE / "charter.txt").read_text("utf-8"))


def leave_out(desk, upload, code, reason="এটি সেবা নয়, ছকের শিরোনাম"):
    return desk.post(f"/desk/charter/{upload.pk}/part/{code}/leave-out/", {"reason": reason})


def add(desk, upload, **typed):
    right = {
        "group": "citizen",
        "named": "ল্যাবের কম্পিউটার ব্যবহার",
        "reason": "দলিলের ৭ নম্বর সারি, পড়ায় বাদ পড়েছে",
    }
    return desk.post(f"/desk/charter/{upload.pk}/add/", right | typed)


FILLED = {
    "name_choice": "correct",
    "time_choice": "correct",
    "time_text": "৩ কার্যদিবস",
    "fee_choice": "correct",
    "fee_text": "বিনামূল্যে",
    "responsible_choice": "correct",
    "responsible_text": "উপজেলা আইসিটি অফিসার, ফোন: ০১৭০০০০০০০১",
    "documents_choice": "accept",
}


def test_a_row_left_out_is_not_published_and_the_public_reads_why(desk, settled):
    page = desk.get(part_page(settled, "citizen-2")).content.decode()
    assert f"/desk/charter/{settled.pk}/part/citizen-2/leave-out/" in page
    name = settled.review_state.part("citizen-2").raw("name")
    assert leave_out(desk, settled, "citizen-2").status_code == 302
    review = desk.get(f"/desk/charter/{settled.pk}/").content.decode()
    assert "বাদ দেওয়া সারি" in review
    assert "এটি সেবা নয়, ছকের শিরোনাম" in review
    assert publish(desk, settled, "2026-11-22").status_code == 302
    version = CharterVersion.objects.get(upload=settled)
    assert version.services.count() == 21
    assert not version.services.filter(code="citizen-2").exists()
    official = desk.get("/charter/official/").content.decode()
    assert re.search(rf"বাদ দেওয়া সারি: .*{re.escape(name[:20])}.*এটি সেবা নয়, ছকের শিরোনাম", official)
    assert "A row left out" in desk.get("/en/charter/official/").content.decode()


def test_a_row_left_out_is_none_of_those_kept_as_before(desk, settled):
    publish(desk, settled, "2026-11-22")
    again = bring(desk, (OFFICE / "charter.txt").read_text("utf-8"))
    assert "২৬টি আগের মতোই রাখুন" in desk.get(f"/desk/charter/{again.pk}/").content.decode()
    leave_out(desk, again, "citizen-2")
    assert "২৫টি আগের মতোই রাখুন" in desk.get(f"/desk/charter/{again.pk}/").content.decode()
    desk.post(f"/desk/charter/{again.pk}/as-before/")
    assert not newest(again).review_state.is_looked_at("citizen-2")


def test_a_row_brought_back_keeps_what_was_decided_on_it(desk, upload):
    decide(desk, upload, "citizen-2", short_bn="পরামর্শ")
    leave_out(desk, upload, "citizen-2")
    assert desk.get(part_page(upload, "citizen-2")).status_code == 404
    assert desk.post(f"/desk/charter/{upload.pk}/part/citizen-2/bring-back/").status_code == 302
    standing = newest(upload).review_state
    assert standing.part("citizen-2") is not None
    assert standing.newest_decisions["citizen-2/short_bn"].text == "পরামর্শ"


def test_a_row_that_was_missed_is_added_filled_in_and_published_with_its_reason(desk, settled):
    response = add(desk, settled)
    assert response["Location"] == part_page(settled, "citizen-7")
    response = decide(desk, settled, "citizen-7", **FILLED)
    assert response.status_code == 302, answer_text(response)
    assert publish(desk, settled, "2026-11-22").status_code == 302
    row = CharterVersion.objects.get(upload=settled).services.get(code="citizen-7")
    assert (row.name_bn, row.number, row.category) == ("ল্যাবের কম্পিউটার ব্যবহার", 7, "citizen")
    assert [each["reason_bn"] for each in row.corrections if each["field"] == "name"] == [
        "দলিলের ৭ নম্বর সারি, পড়ায় বাদ পড়েছে"
    ]
    assert desk.get("/services/citizen-7/").status_code == 200


def test_an_added_row_cannot_be_published_without_its_time(desk, settled):
    add(desk, settled)
    response = decide(desk, settled, "citizen-7")
    assert response.status_code == 302, "what is not decided yet may be saved"
    ReviewDecision.objects.filter(where="citizen-7/time").delete()
    response = publish(desk, settled, "2026-11-22")
    assert response.status_code == 422
    assert f"/desk/charter/{settled.pk}/part/citizen-7/#time" in response.content.decode()


def test_an_added_step_for_complaints_gets_the_next_number(desk, settled):
    add(desk, settled, group="tier", named="মন্ত্রিপরিষদ বিভাগ")
    leave_out(desk, settled, "tier-2")
    assert newest(settled).review_state.part("tier-4").raw("officer") == "মন্ত্রিপরিষদ বিভাগ"
    response = decide(
        desk,
        settled,
        "tier-4",
        officer_choice="correct",
        limit_choice="correct",
        limit_text="৬০ কার্যদিবস",
        when_choice="correct",
        when_text="সেল সমাধান দিতে না পারলে",
        address_choice="correct",
        address_text="সচিবালয়, ঢাকা ফোন: ০২৫৫১০০০০০",
    )
    assert response.status_code == 302, answer_text(response)
    assert publish(desk, settled, "2026-11-22").status_code == 302
    tiers = CharterVersion.objects.get(upload=settled).tiers.order_by("number")
    assert [(tier.number, tier.title_bn) for tier in tiers][-1] == (3, "মন্ত্রিপরিষদ বিভাগ")


def test_the_same_row_sent_twice_is_added_once(desk, upload):
    first, second = add(desk, upload), add(desk, upload)
    assert first["Location"] == second["Location"]
    leave_out(desk, upload, "citizen-2")
    assert leave_out(desk, upload, "citizen-2").status_code == 302
    assert ReviewDecision.objects.filter(upload=upload, where="citizen-2/left_out").count() == 1
    assert sum(part.code.startswith("citizen-") for part in newest(upload).review_state.parts) == 6


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"named": ""}, "named"),
        ({"reason": ""}, "reason"),
        ({"group": ""}, "group"),
        ({"group": "x"}, "group"),
    ],
)
@pytest.mark.parametrize("tongue", ["", "/en"])
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_kept(desk, upload, typed, field, tongue):
    right = {"group": "citizen", "named": "ল্যাব", "reason": "বাদ পড়েছে"}
    response = desk.post(f"{tongue}/desk/charter/{upload.pk}/add/", right | typed)
    assert response.status_code == 422
    assert f'id="id_{field}-e"' in response.content.decode()
    response = desk.post(f"{tongue}/desk/charter/{upload.pk}/part/citizen-2/leave-out/", {"reason": " "})
    assert response.status_code == 422
    assert 'id="id_reason-e"' in response.content.decode()
    assert not ReviewDecision.objects.filter(upload=upload).exists()


def test_the_charter_as_a_whole_is_no_row_and_a_review_that_ended_takes_none(desk, upload):
    assert leave_out(desk, upload, "charter").status_code == 404
    assert leave_out(desk, upload, "citizen-99").status_code == 404
    desk.post(f"/desk/charter/{upload.pk}/drop/")
    for response in (add(desk, upload), leave_out(desk, upload, "citizen-2")):
        assert response["Location"] == f"/desk/charter/{upload.pk}/"
    assert not ReviewDecision.objects.filter(upload=upload).exists()


def test_a_charter_without_any_service_left_is_not_published(desk):
    upload = bring(
        desk, (OFFICE.parents[1] / "ongikar/rules/tests/charters/05-up-kachua.txt").read_text("utf-8")
    )
    for part in upload.review_state.parts:
        if part.sort == "service":
            leave_out(desk, upload, part.code)
    settle(desk, upload)
    response = publish(desk, upload, "2026-11-22")
    assert response.status_code == 422
    assert "কোনো সেবা বাকি নেই" in response.content.decode()


def published_with_an_added_row(desk, settled):
    add(desk, settled)
    decide(desk, settled, "citizen-7", **FILLED)
    assert publish(desk, settled, "2026-11-22").status_code == 302


@pytest.mark.parametrize(
    ("root", "words"),
    [("", "গত সংস্করণে কার্যালয় যোগ করেছিল"), ("/en", "Added by the office in the last version")],
)
def test_a_row_that_was_added_before_is_proposed_when_the_next_document_is_read(desk, settled, root, words):
    published_with_an_added_row(desk, settled)
    again = bring(desk, (OFFICE / "charter.txt").read_text("utf-8"))
    page = desk.get(f"{root}/desk/charter/{again.pk}/").content.decode()
    assert words in page
    assert "ল্যাবের কম্পিউটার ব্যবহার" in page
    # Until the officer says so it is no part of the review.
    assert newest(again).review_state.part("citizen-7") is None
    response = desk.post(f"{root}/desk/charter/{again.pk}/add-before/citizen-7/")
    assert response["Location"] == root + part_page(again, "citizen-7")
    standing = newest(again).review_state
    row = standing.part("citizen-7")
    assert (row.raw("time"), row.raw("fee")) == ("৩ কার্যদিবস", "বিনামূল্যে")
    assert not standing.is_looked_at("citizen-7")
    assert words not in desk.get(f"{root}/desk/charter/{again.pk}/").content.decode()
    # Pressed twice it is added once.
    assert (
        desk.post(f"{root}/desk/charter/{again.pk}/add-before/citizen-7/")["Location"]
        == f"{root}/desk/charter/{again.pk}/"
    )
    assert newest(again).review_state.part("citizen-8") is None
    settle(desk, again)
    assert publish(desk, again, "2026-11-23").status_code == 302
    assert (
        CharterVersion.objects.get(upload=again).services.filter(name_bn="ল্যাবের কম্পিউটার ব্যবহার").count() == 1
    )


def test_a_row_added_before_gets_a_number_of_its_own_where_the_document_has_one_more(desk, settled):
    published_with_an_added_row(desk, settled)
    again = bring(desk, (OFFICE / "charter.txt").read_text("utf-8"))
    add(desk, again, named="নতুন সেবা")
    desk.post(f"/desk/charter/{again.pk}/add-before/citizen-7/")
    standing = newest(again).review_state
    assert [standing.part(code).raw("name") for code in ("citizen-7", "citizen-8")] == [
        "নতুন সেবা",
        "ল্যাবের কম্পিউটার ব্যবহার",
    ]


def test_a_row_added_before_that_is_read_this_time_is_not_proposed(desk, settled):
    # As it is printed, with its torn words: so the next document will have it too.
    name = next(part.raw("name") for part in settled.review_state.printed if part.code == "citizen-6")
    add(desk, settled, named=f"{name} ২")
    ReviewDecision.objects.filter(upload=settled, where="citizen-7/name").update(text=name)
    decide(desk, settled, "citizen-7", **FILLED | {"name_text": name})
    assert publish(desk, settled, "2026-11-22").status_code == 302
    again = bring(desk, (OFFICE / "charter.txt").read_text("utf-8"))
    assert "গত সংস্করণে কার্যালয় যোগ করেছিল" not in desk.get(f"/desk/charter/{again.pk}/").content.decode()


def test_the_passage_of_an_added_row_is_found_by_what_it_is_called(desk, upload):
    add(desk, upload, named="ইউনিয়ন ডিজিটাল সেন্টার")
    page = desk.get(part_page(upload, "citizen-7")).content.decode()
    assert "দলিলে জায়গাটি চিহ্নিত করা যায়নি" not in page
    assert filled(page)["time-reason"] == "দলিলের ৭ নম্বর সারি, পড়ায় বাদ পড়েছে"


def test_what_was_left_out_before_may_be_left_out_again_with_one_press(desk, settled):
    leave_out(desk, settled, "citizen-2")
    publish(desk, settled, "2026-11-22")
    again = bring(desk, (OFFICE / "charter.txt").read_text("utf-8"))
    desk.post(f"/desk/charter/{again.pk}/as-before/")
    assert [part.code for part in newest(again).review_state.left_out] == ["citizen-2"]


def test_what_the_office_put_right_stays_right_when_its_charter_is_kept_as_before(desk, upload, office):
    """The version of the office's files had corrected the mission and taken a word out of a wrong cell."""
    first = office.charters.get()
    assert first.services.get(code="institutional-1").form_source_bn == ""
    assert upload.review_state.part("institutional-1").raw("form_source")
    assert upload.review_state.part("charter").raw("mission") != first.mission_bn
    desk.post(f"/desk/charter/{upload.pk}/as-before/")
    standing = newest(upload).review_state
    assert standing.part("charter").raw("mission") == first.mission_bn
    assert standing.part("charter").piece["expectations"] == [each["bn"] for each in first.expectations]
    assert standing.part("institutional-1").raw("form_source") == ""
    assert not standing.open_errors("institutional-1")
