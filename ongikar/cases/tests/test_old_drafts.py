"""What was begun and never sent is removed after a month, with its papers; what was sent can still be
followed.
"""

import io
from datetime import timedelta

import pytest
from PIL import Image

from ongikar.cases.citizen.apply.application import DRAFT_RETENTION_DAYS, MOST, clear_drafts
from ongikar.cases.models import Case, Draft
from ongikar.journal.models import Entry
from ongikar.operations.worker import run_round
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import clean_file
from ongikar.papers.models import Paper

pytestmark = pytest.mark.django_db
TYPED = {"questions": {"question": ["কয়টি ল্যাব?"], "form_wanted": ["written"], "receive_by": ["collect"]}}
A_DAY = timedelta(days=1)
TOO_LONG = timedelta(days=DRAFT_RETENTION_DAYS + 1)


@pytest.fixture
def begun(office, now):
    """`begun("key")`: a draft begun at `now`, with one paper uploaded to it."""

    def do(token="a-token-long-enough", begun_at=now):
        draft = Draft.objects.create(
            token=token, office=office, service_code="citizen-1", steps=TYPED, begun_at=begun_at
        )
        drawn = io.BytesIO()
        Image.new("RGB", (40, 30), "white").save(drawn, "JPEG")
        keep_paper(
            office=office,
            subject=draft.reference,
            title="জাতীয় পরিচয়পত্র",
            content=clean_file(drawn.getvalue()),
            now=now,
        )
        return draft

    return do


def test_a_month_after_it_was_begun_nothing_of_it_is_left(begun, now):
    begun()
    file = Paper.objects.get().file
    assert file.storage.exists(file.name)
    run_round(now + TOO_LONG - timedelta(minutes=1))
    assert file.storage.exists(file.name)
    run_round(now + TOO_LONG)
    assert not Draft.objects.exists()
    assert not Paper.objects.exists()
    assert not file.storage.exists(file.name)


def test_one_entry_tells_how_many_were_removed_and_of_whom_nothing(begun, office, now):
    for token in ("first", "second", "third"):
        begun(token)
    later = begun("later", now + A_DAY)
    assert clear_drafts(now + TOO_LONG) == 3
    entry = Entry.objects.get(verb="drafts.removed")
    assert (entry.office_id, entry.actor_type, entry.facts) == (office.pk, "worker", {"count": 3})
    assert list(Draft.objects.all()) == [later]
    assert clear_drafts(now + TOO_LONG) == 0
    assert Entry.objects.filter(verb="drafts.removed").count() == 1


def test_more_than_one_go_removes_are_removed_in_the_next(begun, office, now):
    Draft.objects.bulk_create(
        Draft(token=f"old {n}", office=office, service_code="citizen-1", begun_at=now)
        for n in range(MOST + 1)
    )
    assert [clear_drafts(now + TOO_LONG) for _ in range(3)] == [MOST, 1, 0]


def test_looking_for_old_drafts_costs_one_statement_where_there_are_none(
    begun, now, django_assert_num_queries
):
    begun()
    with django_assert_num_queries(1):
        clear_drafts(now + A_DAY)


def test_the_address_of_an_old_draft_opens_nothing_even_before_it_is_removed(
    begun, client, now, time_machine
):
    draft = begun()
    address = f"/apply/{draft.token}/contact/"
    time_machine.move_to(now + timedelta(days=DRAFT_RETENTION_DAYS) - timedelta(minutes=1), tick=False)
    assert client.get(address).status_code == 200
    time_machine.move_to(now + timedelta(days=DRAFT_RETENTION_DAYS), tick=False)
    for tongue, words in (("", "৩০ দিনের বেশি রাখা হয় না"), ("/en", "not kept for more than 30 days")):
        answer = client.get(f"{tongue}{address}")
        assert answer.status_code == 404
        assert words in answer.content.decode()
    assert client.post(f"/apply/{draft.token}/check/").status_code == 404
    assert not Case.objects.exists()


def test_the_page_for_later_names_the_day_until_which_it_is_kept(begun, client, now, time_machine):
    time_machine.move_to(now, tick=False)
    address = f"/apply/{begun().token}/later/"
    for tongue, words in (("", "মঙ্গলবার, ২২ ডিসেম্বর পর্যন্ত"), ("/en", "until Tuesday, 22 December")):
        assert words in client.get(f"{tongue}{address}").content.decode().replace("\u00a0", " ")


def test_a_draft_that_was_sent_still_leads_to_its_receipt_and_makes_no_second_case(
    begun, receive, client, now, time_machine
):
    sent = begun("a-token-that-was-sent-in-time")
    case = receive(submission=sent.token, now=now)
    Draft.objects.filter(pk=sent.pk).update(sent_at=now, steps={})
    Paper.objects.update(subject_type="case", subject_id=case.pk)
    assert clear_drafts(now + TOO_LONG) == 1
    assert Paper.objects.count() == 1
    time_machine.move_to(now + TOO_LONG, tick=False)
    assert client.get(f"/receipt/{sent.token}/").status_code == 200
    for answer in (client.get(f"/apply/{sent.token}/check/"), client.post(f"/apply/{sent.token}/check/")):
        assert answer["Location"] == f"/receipt/{sent.token}/"
    assert Case.objects.get() == case


def test_where_the_disk_refuses_the_draft_stays_and_is_tried_again(begun, now, monkeypatch):
    begun()

    def refuse(self, name):
        raise PermissionError(name)

    storage = type(Paper._meta.get_field("file").storage)
    with monkeypatch.context() as disk:
        disk.setattr(storage, "delete", refuse)
        assert clear_drafts(now + TOO_LONG) == 0
    assert Draft.objects.exists()
    assert Paper.objects.exists()
    assert clear_drafts(now + TOO_LONG) == 1
