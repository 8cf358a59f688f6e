"""A case taken up again runs under a new clock; the old one stays as it ended, on the pages and in the
account.
"""

import pytest
from django.urls import reverse

from ongikar.books.account import month_account, service_account
from ongikar.clock.actions import refresh_caches
from ongikar.clock.models import Clock
from ongikar.journal.models import Entry
from ongikar.notices.models import Message

from .test_every_promise import LATER, RECEIVED, YEAR, due_of, moment_of

pytestmark = pytest.mark.django_db
REASON = "উত্তরে তালিকার একটি পাতা বাদ পড়েছিল।"
# Due Wednesday the 25th at 17:00; given late on Thursday, and reopened on Sunday.
GIVEN, REOPENED = "2026-11-26T11:00", "2026-11-29T10:00"


@pytest.fixture
def reopened(stage):
    case = stage.apply("working-days", RECEIVED)
    stage.act(case, "keep", GIVEN, given="all", words="সাতটি ল্যাব চালু আছে।")
    memo = case.memo_number
    assert stage.act(case, "reopen", REOPENED, reason=REASON).status_code == 302
    return case, memo


def test_it_starts_a_new_clock_and_leaves_the_old_one_stopped_and_late(stage, reopened):
    case, memo = reopened
    old = case.earlier_endings.get()
    assert (case.state, case.closed_at, case.outcome, case.memo_number) == ("received", None, {}, "")
    assert due_of(case) == "2026-12-02T17:00"
    assert (old.memo_number, old.outcome["words"], old.state) == (memo, "সাতটি ল্যাব চালু আছে।", "kept")
    assert old.clock.stopped_at == moment_of(GIVEN)
    assert old.clock.is_late(moment_of(LATER))
    assert Entry.objects.filter(verb="case.broken", subject_id=old.clock_id).count() == 1
    assert case.clock.running.undertaking.reopens == str(old.clock_id)


def test_both_clocks_count_in_the_account(stage, reopened):
    case, _ = reopened
    stage.act(case, "keep", "2026-12-01T11:00", given="all", words="পুরো তালিকা দেওয়া হলো।")
    account = service_account(stage.office, "working-days", *YEAR, moment_of(LATER))
    assert (account.in_time, account.kept_late, account.promised) == (1, 1, 2)
    assert month_account(stage.office, YEAR[0].replace(month=11), moment_of(LATER)).kept_late == 1


@pytest.mark.parametrize(
    ("tongue", "words"),
    [
        ("bn", ("আবার খোলা হয়েছে", "আবার খোলার আগে যেভাবে শেষ হয়েছিল", "দেরিতে দেওয়া হয়েছে")),
        ("en", ("Reopened", "How it had ended before it was reopened", "Given late")),
    ],
)
def test_both_pages_show_both(stage, reopened, tongue, words):
    case, _ = reopened
    for page in (stage.read(name, case, "2026-11-30T10:00", tongue) for name in ("track_case", "case")):
        for said in (*words[1:], REASON, "সাতটি ল্যাব চালু আছে।"):
            assert said in page
    assert words[0] in stage.read("track_case", case, "2026-11-30T10:00", tongue)
    assert stage.read("track_days", case, "2026-11-30T10:00", tongue).count("<section>") == 2


def test_the_right_to_complain_of_the_old_breach_stays(stage, reopened):
    case, _ = reopened
    stage.time_comes("2026-11-30T10:00")
    page = stage.read("track_case", case, "2026-11-30T10:00")
    assert 'id="offer-title"' in page
    # In the words of what happened then, though the case is open again.
    assert "নিষ্পত্তি হয়েছে ২৬\u00a0নভেম্বর ২০২৬ তারিখে, দেরিতে" in page


def test_the_receipt_still_tells_the_first_promise(stage, reopened):
    case, _ = reopened
    with stage.at("2026-11-30T10:00"):
        page = stage.citizen.get(reverse("receipt", args=[case.submission])).content.decode()
        assert "২৫\u00a0নভেম্বর" in page
        assert stage.officer.get(reverse("case_receipt", args=[case.number])).content.startswith(b"%PDF")


def test_the_citizen_is_told_the_reason_and_the_new_day(stage, reopened):
    case, _ = reopened
    stage.time_comes("2026-11-29T10:05")
    message = Message.objects.get(subject_id=case.pk, outbox_entry__entry__verb="case.reopened")
    assert "২\u00a0ডিসেম্বর ২০২৬" in message.body


def test_it_is_accepted_given_and_reopened_anew(stage, reopened):
    case, _ = reopened
    assert stage.act(case, "accept", "2026-11-29T11:00").status_code == 302
    assert stage.act(case, "extend", "2026-11-29T12:00", until="2026-12-03", reason=REASON).status_code == 302
    stage.act(case, "refuse", "2026-12-03T17:00", reason="চাওয়া তথ্যটি গোপনীয় বলে দেওয়া গেল না।")
    stage.act(case, "reopen", "2026-12-06T10:00", reason=REASON)
    assert case.earlier_endings.count() == 2
    assert len(case.clocks) == 3
    # Of the three only the first broke.
    assert len(case.breaches(moment_of("2026-12-06T11:00"))) == 1
    for clock in Clock.objects.all():
        assert not refresh_caches(clock)


def test_a_lateness_is_spoken_of_only_where_there_was_one(stage):
    late, timely = stage.apply("working-days", RECEIVED), stage.apply("working-days", RECEIVED)
    stage.act(timely, "keep", "2026-11-24T11:00", given="all", words="সাতটি ল্যাব চালু আছে।")
    stage.act(late, "keep", GIVEN, given="all", words="সাতটি ল্যাব চালু আছে।")
    with stage.at(REOPENED):
        for case, is_late in ((late, True), (timely, False)):
            page = stage.officer.get(reverse("case_act", args=[case.number, "reopen"])).content.decode()
            assert ("আগের দেরি" in page) is is_late


def test_its_own_page_says_that_it_was_reopened(stage, reopened):
    case, _ = reopened
    assert "আবার খোলা<" in stage.read("case", case, "2026-11-30T10:00")
    stage.act(case, "accept", "2026-11-30T11:00")
    assert "আবার খোলা<" not in stage.read("case", case, "2026-11-30T12:00")


def test_what_the_citizen_took_back_or_what_still_runs_is_not_reopened(stage):
    case = stage.apply("working-days", RECEIVED)
    address = reverse("case_act", args=[case.number, "reopen"])
    with stage.at(RECEIVED):
        assert stage.officer.post(address, {"reason": REASON}).status_code == 302
        stage.citizen.post(reverse("track_withdraw", args=[case.number]), {"sure": "on"})
        assert stage.officer.post(address, {"reason": REASON}).status_code == 302
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert Clock.objects.count() == 1
