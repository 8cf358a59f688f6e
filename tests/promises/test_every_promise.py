"""Every kind of printed time: loaded, shown, applied for, kept and broken, by the pages that people use."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from ongikar.books.account import service_account
from ongikar.cases.case_promise import display_promise
from ongikar.cases.citizen.pdfs import receipt_address
from ongikar.cases.models import Case
from ongikar.clock.actions import refresh_caches
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import override_language
from ongikar.core.models import Attempt
from ongikar.grievances.actions import file_offer
from ongikar.grievances.handling.redaction import text_for_respondent
from ongikar.grievances.models import Offer
from ongikar.journal.models import Entry
from ongikar.notices.models import Message
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.promise.words import reasons_in_words
from tests.scene import QUESTIONS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RECEIVED = "2026-11-22T10:00"
LATER = "2027-02-01T10:00"
# Row, what is answered besides the question, the first due moment, the acts until it can be kept, and the
# due moment then. A Sunday in Rangpur Sadar; 16 December is a holiday, Fridays and Saturdays are off.
NAMED = ("accept", "2026-11-22T11:00", {"day": "2026-11-30"})
CAME = ("event_came", "2026-11-24T15:00", {"day": "2026-11-23"})
LIVES = [
    ("immediate", {}, "2026-11-22T17:00", [], "2026-11-22T17:00"),
    ("minutes", {}, "2026-11-22T10:30", [], "2026-11-22T10:30"),
    ("hours", {}, "2026-11-23T10:00", [], "2026-11-23T10:00"),
    ("office-hours", {}, "2026-11-22T14:00", [], "2026-11-22T14:00"),
    ("working-days", {}, "2026-11-25T17:00", [], "2026-11-25T17:00"),
    (
        "working-days",
        {},
        "2026-11-25T17:00",
        [("extend", "2026-11-25T16:59", {"until": "2026-12-02", "reason": "মাঠ থেকে তথ্য আসতে দেরি হচ্ছে।"})],
        "2026-12-02T17:00",
    ),
    ("at-once-or-days", {}, "2026-11-25T17:00", [], "2026-11-25T17:00"),
    ("calendar-days", {}, "2026-11-29T17:00", [], "2026-11-29T17:00"),
    ("weeks", {}, "2026-12-06T17:00", [], "2026-12-06T17:00"),
    ("months", {}, "2026-12-22T17:00", [], "2026-12-22T17:00"),
    ("nth-working-day", {}, "2026-12-07T17:00", [], "2026-12-07T17:00"),
    ("by-date", {}, "2026-12-15T17:00", [], "2026-12-15T17:00"),
    (
        "per-letter",
        {"letter_date": "2026-11-19", "due_date": "2026-12-01"},
        "2026-12-01T17:00",
        [],
        "2026-12-01T17:00",
    ),
    ("per-letter", {"letter_date": "2026-11-19"}, "2026-12-06T17:00", [], "2026-12-06T17:00"),
    ("as-directed", {}, "2026-12-06T17:00", [NAMED], "2026-11-30T17:00"),
    ("without-ceiling", {}, "2026-11-23T17:00", [NAMED], "2026-11-30T17:00"),
    ("cases", {"limit": "0"}, "2026-12-01T17:00", [], "2026-12-01T17:00"),
    ("cases", {"limit": "1"}, "2026-11-23T17:00", [], "2026-11-23T17:00"),
    ("cases", {"limit": "2"}, "2026-12-06T17:00", [], "2026-12-06T17:00"),
    (
        "stages",
        {},
        "2026-11-24T17:00",
        [
            ("keep_step", "2026-11-24T11:00", {"words": "কাগজ মিলিয়ে দেখা হয়েছে।"}),
            ("event_came", "2026-11-30T16:00", {"day": "2026-11-30", "at": "15:00"}),
            ("keep_step", "2026-12-06T11:00", {"words": "সভায় অনুমোদিত।"}),
        ],
        "2026-12-07T17:00",
    ),
    ("complete", {}, "2026-12-06T17:00", [CAME], "2026-11-26T17:00"),
    ("other-office", {}, "2026-12-06T17:00", [CAME], "2026-11-26T17:00"),
    ("allocation", {}, "2026-12-06T17:00", [CAME], "2026-11-26T17:00"),
    ("meeting", {}, "2026-12-06T17:00", [CAME], "2026-11-26T17:00"),
    (
        "event",
        {},
        "2026-12-06T17:00",
        [("event_came", "2026-11-24T16:45", {"day": "2026-11-24", "at": "16:30"})],
        "2026-11-25T10:30",
    ),
]
each = pytest.mark.parametrize(
    ("code", "answers", "first", "acts", "last"),
    LIVES,
    ids=lambda value: value if isinstance(value, str) else "",
)
YEAR = (date(2026, 7, 1), date(2027, 7, 1))
PLACES = ("track_case", "track_days", "case", "case_days")


def moment_of(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}+06:00")


def due_of(case: Case) -> str:
    case.refresh_from_db()
    return case.clock.due_at.astimezone(case.clock.calendar.tz).strftime("%Y-%m-%dT%H:%M")


def lived(stage, code, answers, acts) -> Case:
    case = stage.apply(code, RECEIVED, **answers)
    for name, moment, sent in acts:
        assert stage.act(case, name, moment, **sent).status_code == 302, name
    return case


def day_in_words(moment: str, tongue: str) -> str:
    return date_words(datetime.fromisoformat(moment).date(), tongue, weekday=False, year=False)


@each
def test_it_is_kept_in_time(stage, code, answers, first, acts, last):
    case = stage.apply(code, RECEIVED, **answers)
    assert due_of(case) == first
    for name, moment, sent in acts:
        assert stage.act(case, name, moment, **sent).status_code == 302, name
    assert due_of(case) == last
    # At the due moment itself it is in time.
    stage.act(case, "keep", last, given="all", words="উত্তর দেওয়া হলো।")
    stage.time_comes(LATER)
    assert not Entry.objects.filter(verb="case.broken").exists()
    assert "কথা রাখা হয়েছে" in stage.read("track_case", case, LATER)
    assert "Promise kept" in stage.read("track_case", case, LATER, "en")
    account = service_account(stage.office, code, *YEAR, moment_of(LATER))
    assert (account.in_time, account.promised) == (1, 1)


@each
def test_it_breaks_at_its_moment_and_the_right_to_complain_stays(stage, code, answers, first, acts, last):
    case = lived(stage, code, answers, acts)
    stage.time_comes(last)
    broken = Entry.objects.filter(verb="case.broken")
    assert [entry.at.astimezone(case.clock.calendar.tz).strftime("%Y-%m-%dT%H:%M") for entry in broken] == [
        last
    ]
    stage.time_comes(LATER)
    assert broken.count() == 1
    assert "আমরা কথা রাখতে পারিনি" in stage.read("track_case", case, LATER)
    assert "We did not keep our word" in stage.read("track_case", case, LATER, "en")
    assert 'id="offer-title"' in stage.read("track_case", case, LATER)
    # Kept late, it stays late.
    stage.act(case, "keep", LATER, given="all", words="উত্তর দেওয়া হলো।")
    assert "দেরিতে দেওয়া হয়েছে" in stage.read("track_case", case, LATER)


@each
def test_every_page_and_message_tells_the_day_and_why(stage, code, answers, first, acts, last):
    case = lived(stage, code, answers, acts)
    moment = acts[-1][1] if acts else RECEIVED
    stage.time_comes(moment)
    for tongue in ("bn", "en"):
        messages = case.clock.explain(moment_of(moment))
        why = reasons_in_words(messages, tongue)
        for place in PLACES:
            page = stage.read(place, case, moment, tongue)
            assert day_in_words(last, tongue) in page, place
            assert why[:1].upper() + why[1:] in page, place
    messages = Message.objects.filter(subject_id=case.pk, person__startswith="applicant")
    assert messages.count() == len(acts) + 1
    assert date_words(datetime.fromisoformat(last).date(), "bn", weekday=False) in messages.latest("pk").body


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_the_charter_says_of_every_row_what_is_printed_and_what_is_promised(stage, tongue):
    with override_language(tongue), stage.at(RECEIVED):
        table = stage.citizen.get(reverse("charter_official")).content.decode()
        assert stage.citizen.get(reverse("charter")).status_code == 200
        assert stage.citizen.get(reverse("charter_official_pdf")).content.startswith(b"%PDF")
        for row in stage.office.charters.get().services.all():
            page = stage.citizen.get(reverse("service", args=[row.code])).content.decode()
            assert row.time_raw in page
            for part in SAID.get(row.code, {}).get(tongue, ()):
                assert part in page.replace("\u00a0", " "), row.code
                # The official table in Bangla is what was printed, and the office's own limit beside it.
                if tongue == "en":
                    assert part in table.replace("\u00a0", " "), row.code
            if tongue == "bn":
                assert row.time_raw in table, row.code


SAID = {
    "working-days": {"bn": ["সর্বোচ্চ ৫ কার্যদিবস"], "en": ["by at most 5 working days"]},
    "cases": {
        "bn": ["সাধারণ: ৭ কার্যদিবসের মধ্যে", "জরুরি: ১ কার্যদিবসের মধ্যে", "১০ কার্যদিবস"],
        "en": ["Ordinary: within 7 working days", "Urgent: within 1 working day", "10 working days"],
    },
    "stages": {
        "bn": ["যাচাই: ২ কার্যদিবসের মধ্যে", "সিদ্ধান্ত: সভা অনুষ্ঠিত হওয়ার ৫ কার্যদিবসের মধ্যে"],
        "en": ["Checking: within 2 working days", "Decision: within 5 working days of the meeting"],
    },
    "other-office": {
        "bn": ["অন্য কার্যালয়ের কাগজ পাওয়ার ৩ কার্যদিবসের মধ্যে"],
        "en": ["Within 3 working days of receipt of the other office’s document"],
    },
}


def test_the_case_that_applies_is_asked_in_plain_words_and_must_be_answered(stage):
    with stage.at(RECEIVED):
        page = stage.citizen.get(reverse("apply", args=["cases"])).content.decode()
        assert "কোনটি আপনার জন্য?" in page
        assert "জরুরি (১\u00a0কার্যদিবসের মধ্যে)" in page
        for limit, says in ((None, "কোনটি আপনার জন্য, বেছে নিন"), ("7", "তালিকা থেকে একটি বেছে নিন")):
            answer = stage.citizen.post(
                reverse("apply", args=["cases"]), QUESTIONS | ({"limit": limit} if limit else {})
            )
            assert answer.status_code == 422
            assert says in answer.content.decode()


def test_the_counter_asks_which_case_it_is_once_the_service_is_chosen(stage):
    sent = {
        "name": "রহিমা খাতুন",
        "channel": "counter",
        "service": "cases",
        "asked": "কয়টি ল্যাব?",
        "outcome": "taken",
        "token": "pressed-once-at-the-counter",
    }
    with stage.at(RECEIVED):
        answer = stage.officer.post(reverse("counter"), sent)
        assert answer.status_code == 200
        assert "জরুরি" in answer.content.decode()
        assert stage.officer.post(reverse("counter"), sent | {"asked_of": "cases"}).status_code == 422
        chosen = {"asked_of": "cases", "ask-limit": "1"}
        assert stage.officer.post(reverse("counter"), sent | chosen).status_code == 302
    case = Case.objects.get(office=stage.office)
    assert due_of(case) == "2026-11-23T17:00"
    assert case.answers["limit"] == "1"


@pytest.mark.parametrize(
    ("letter", "due", "says"),
    [
        ("2026-11-23", "", "এই দিনটি এখনো আসেনি"),
        ("2026-11-19", "2026-11-21", "এই দিনটি পেরিয়ে গেছে"),
        ("", "2026-12-01", "পত্রের তারিখ, লিখুন"),
    ],
)
def test_a_letter_is_not_from_the_future_and_names_no_day_that_has_passed(stage, letter, due, says):
    with stage.at(RECEIVED):
        sent = QUESTIONS | {"letter_date": letter, "due_date": due}
        answer = stage.citizen.post(reverse("apply", args=["per-letter"]), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_recomputing_every_clock_of_every_kind_changes_none(stage):
    for code, answers, _, acts, _ in LIVES:
        # So many applications come from one address only here.
        Attempt.objects.all().delete()
        lived(stage, code, answers, acts)
    stage.time_comes("2026-12-01T10:00")
    for clock in Clock.objects.all():
        assert not refresh_caches(clock)


@pytest.mark.parametrize(
    ("code", "bn", "en"),
    [
        (
            "minutes",
            "রবিবার, ২২ নভেম্বর, সকাল ১০টা ৩০ মিনিটের মধ্যে পাবেন",
            "You will have it by Sunday, 22 November, 10:30 am",
        ),
        (
            "office-hours",
            "রবিবার, ২২ নভেম্বর, দুপুর ২টার মধ্যে পাবেন",
            "You will have it by Sunday, 22 November, 2:00 pm",
        ),
        (
            "hours",
            "সোমবার, ২৩ নভেম্বর, সকাল ১০টার মধ্যে পাবেন",
            "You will have it by Monday, 23 November, 10:00 am",
        ),
    ],
)
def test_where_hours_or_minutes_are_promised_the_time_is_told_and_not_the_day_alone(stage, code, bn, en):
    case = stage.apply(code, RECEIVED)
    for tongue, words in (("bn", bn), ("en", en)):
        page = stage.read("track_case", case, RECEIVED, tongue).replace("\u00a0", " ")
        assert words in page
    with stage.at(RECEIVED):
        receipt = stage.citizen.get(reverse("receipt", args=[case.submission])).content.decode()
    assert f"<h1>{bn}</h1>" in receipt.replace("\u00a0", " ")
    stage.time_comes(RECEIVED)
    messages = Message.objects.filter(
        subject_id=case.pk, channel=Message.SMS, outbox_entry__entry__verb="case.received"
    ).first()
    assert "টার মধ্যে সেবা পাবেন" in messages.body or "মিনিটের মধ্যে সেবা পাবেন" in messages.body


@pytest.mark.parametrize(
    ("code", "broken", "at", "of_due"),
    [
        ("minutes", "2026-11-22T10:35", "T10:30", "২২ নভেম্বর ২০২৬, সকাল ১০টা ৩০ মিনিটের মধ্যে"),
        ("office-hours", "2026-11-22T14:05", "T14:00", "২২ নভেম্বর ২০২৬, দুপুর ২টার মধ্যে"),
        ("immediate", "2026-11-22T17:05", "", "২২ নভেম্বর ২০২৬ তারিখের মধ্যে"),
    ],
)
def test_where_hours_or_minutes_are_promised_the_apology_the_complaint_and_the_signed_word_tell_the_time(
    stage, code, broken, at, of_due
):
    case = stage.apply(code, RECEIVED)
    promise = display_promise(case.clocks[0], case.received_at, as_begun=True)
    assert f".give.2026-11-22{at}." in receipt_address(case, promise)
    stage.time_comes(broken)
    messages = Message.objects.filter(subject_id=case.pk, outbox_entry__entry__verb="case.broken")
    assert of_due in messages.get(channel=Message.SMS).body.replace("\u00a0", " ")
    assert f"{of_due} দেওয়ার কথা ছিল" in Offer.objects.get(case=case).text.replace("\u00a0", " ")
    (superior,) = messages.exclude(channel=Message.SMS)
    moment = of_due.removesuffix(" তারিখের মধ্যে").removesuffix("ের মধ্যে").removesuffix("র মধ্যে")
    assert f"শেষ দিন {moment} পেরিয়ে গেছে" in superior.body.replace("\u00a0", " ")


def test_a_hidden_complaint_tells_neither_the_day_nor_the_time_of_its_application(stage):
    case = stage.apply("minutes", RECEIVED)
    stage.time_comes("2026-11-22T10:35")
    offer = Offer.objects.get(case=case)
    hidden = file_offer(offer=offer, text=offer.text, identity_hidden=True, now=moment_of("2026-11-23T11:00"))
    assert "১০টা" in hidden.text
    shown = text_for_respondent(hidden, hidden.text)
    assert [trace for trace in ("১০টা", "৩০", "২২", digits(case.number)) if trace in shown] == []


def test_what_was_promised_in_minutes_and_given_late_on_the_same_day_says_by_how_the_clock_stood(stage):
    case = stage.apply("minutes", RECEIVED)
    stage.act(case, "keep", "2026-11-22T11:00", given="all", words="সাতটি ল্যাব।")
    page = stage.read("track_case", case, "2026-11-22T11:05").replace("\u00a0", " ")
    assert (
        "রবিবার, ২২ নভেম্বর, সকাল ১০টা ৩০ মিনিটের মধ্যে দেওয়ার কথা ছিল; রবিবার, ২২ নভেম্বর, সকাল ১১টায়"
        " দেওয়া হয়েছে।" in page
    )
