"""What moves a day and what never does: one extension, an event, a step; no note, no answer to nothing, no
second press.
"""

import re

import pytest
from django.urls import reverse

from ongikar.books.account import service_account
from ongikar.cases import actions
from ongikar.clock.models import Fact
from ongikar.journal.models import Entry
from ongikar.notices.models import Message
from ongikar.rules import case_transitions

from .test_every_promise import LATER, RECEIVED, YEAR, due_of, moment_of

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
REASON = "মাঠ থেকে তথ্য আসতে দেরি হচ্ছে।"


def refused(answer) -> str:
    assert answer.status_code == 422
    return answer.content.decode()


def is_offered(stage, case, name: str, moment: str) -> bool:
    return reverse("case_act", args=[case.number, name]) in stage.read("case", case, moment)


def test_the_new_day_is_shown_before_it_is_confirmed_and_only_within_the_ceiling(stage):
    case = stage.apply("working-days", RECEIVED)
    with stage.at("2026-11-23T10:00"):
        page = stage.officer.get(reverse("case_act", args=[case.number, "extend"])).content.decode()
    # Five working days at most after Wednesday the 25th.
    days = ["2026-11-26", "2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02"]
    assert [day for day in days if f'value="{day}"' in page] == days
    assert "সোমবার, ৩০\u00a0নভেম্বর (৩ কার্যদিবস)" in page
    assert page.count("<option") == len(days)
    assert "সর্বোচ্চ ৫ কার্যদিবস" in page
    for until in ("2026-12-03", "2026-11-27", "2026-11-25", "", "কাল"):
        refused(stage.act(case, "extend", "2026-11-23T10:00", until=until, reason=REASON))
    for reason in ("", "দেরি"):
        refused(stage.act(case, "extend", "2026-11-23T10:00", until=days[0], reason=reason))
    assert due_of(case) == "2026-11-25T17:00"
    assert case.clock.facts.count() == 1


def test_it_is_extended_once_and_the_citizen_is_told_the_reason_and_the_new_day(stage):
    case = stage.apply("working-days", RECEIVED)
    assert stage.act(case, "extend", "2026-11-23T10:00", until="2026-11-30", reason=REASON).status_code == 302
    assert due_of(case) == "2026-11-30T17:00"
    assert not is_offered(stage, case, "extend", "2026-11-23T10:01")
    stage.time_comes("2026-11-23T10:01")
    message = Message.objects.filter(subject_id=case.pk, outbox_entry__entry__verb="case.extended").get()
    assert "৩০\u00a0নভেম্বর ২০২৬ (৩\u00a0কার্যদিবস + ৩" in message.body
    for tongue, words in (("bn", "সময় ৩ কার্যদিবস বাড়ানো হয়েছে"), ("en", "extended by 3 working days")):
        page = stage.read("track_case", case, "2026-11-24T10:00", tongue)
        assert words in page
        assert REASON in page
        assert "+৩" in stage.read("track_days", case, "2026-11-24T10:00") or tongue == "en"
    # What would have broken on the 25th breaks on the 30th.
    stage.time_comes("2026-11-30T16:59")
    assert not Entry.objects.filter(verb="case.broken").exists()
    stage.time_comes("2026-11-30T17:00")
    assert Entry.objects.filter(verb="case.broken").count() == 1


def test_no_time_is_extended_once_it_has_passed_nor_where_the_charter_does_not_allow_it(stage):
    late, strict = stage.apply("working-days", RECEIVED), stage.apply("calendar-days", RECEIVED)
    assert is_offered(stage, late, "extend", "2026-11-25T17:00")
    assert not is_offered(stage, late, "extend", "2026-11-25T17:01")
    assert not is_offered(stage, strict, "extend", "2026-11-23T10:00")


def test_the_day_that_was_confirmed_is_the_day_that_was_shown(stage):
    """Between seeing the days and pressing, the due day moved: the old choice is no longer one."""
    case = stage.apply("working-days", RECEIVED)
    actions.ask_for_papers(
        case,
        missing=["ছবি"],
        words="ছবি দিন।",
        actor=("user", stage.user.pk),
        now=moment_of("2026-11-23T10:00"),
    )
    actions.answer(case, words="দিলাম।", papers=(), now=moment_of("2026-11-24T10:00"))
    assert due_of(case) == "2026-11-26T17:00"
    refused(stage.act(case, "extend", "2026-11-24T11:00", until="2026-11-26", reason=REASON))
    assert due_of(case) == "2026-11-26T17:00"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"day": "2026-11-25"}, "এই সময় এখনো আসেনি"),
        ({"day": "2026-11-24", "at": "15:01"}, "এই সময় এখনো আসেনি"),
        ({"day": "2026-11-21"}, "আবেদন পাওয়ার আগের ঘটনা"),
        ({"day": "2026-11-22", "at": "09:59"}, "আবেদন পাওয়ার আগের ঘটনা"),
        ({"day": ""}, "কোন দিন, লিখুন"),
        ({"day": "2026-11-23", "at": "২৫:৭০"}, "সময়টি ঠিক নয়"),
    ],
)
def test_an_event_is_neither_of_the_future_nor_from_before_the_receipt(stage, sent, says):
    case = stage.apply("meeting", RECEIVED)
    assert says in refused(stage.act(case, "event_came", "2026-11-24T15:00", **sent))
    assert due_of(case) == "2026-12-06T17:00"
    assert case.clock.facts.count() == 1


def test_an_event_from_which_hours_run_needs_its_time(stage):
    case = stage.apply("event", RECEIVED)
    page = refused(stage.act(case, "event_came", "2026-11-24T15:00", day="2026-11-24"))
    assert "কয়টায়, লিখুন" in page


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("complete", "আবেদন পূর্ণাঙ্গ হয়েছে"),
        ("other-office", "অন্য কার্যালয়ের কাগজ এসেছে"),
        ("allocation", "বরাদ্দ এসেছে"),
        ("meeting", "সভা হয়েছে"),
        ("event", "চার্টারে লেখা ঘটনাটি ঘটেছে"),
    ],
)
def test_an_event_is_called_by_what_has_come(stage, code, says):
    case = stage.apply(code, RECEIVED)
    with stage.at("2026-11-24T15:00"):
        page = stage.officer.get(reverse("case_act", args=[case.number, "event_came"])).content.decode()
    assert re.search(rf">\s*{says}\s*<", page)
    # Whether its time may be left out is said as it is.
    assert page.count("(না দিলেও চলে)") == (1 if code == "event" else 2)
    stage.act(case, "event_came", "2026-11-24T15:00", day="2026-11-24", at="14:00")
    assert f"{says}: মঙ্গলবার" in stage.read("track_case", case, "2026-11-24T16:00").replace("\u00a0", " ")


def test_a_step_is_called_by_its_name_and_what_follows_is_told(stage):
    case = stage.apply("stages", RECEIVED)
    with stage.at("2026-11-23T10:00"):
        page = stage.officer.get(reverse("case_act", args=[case.number, "keep_step"])).content.decode()
    for words in ("“যাচাই” ধাপ শেষ করুন", "এরপর “সিদ্ধান্ত”", "ততদিন কার্যালয়ের নিজের সীমা"):
        assert words in page


def test_an_event_named_by_its_day_alone_counts_from_the_beginning_of_that_day(stage):
    case = stage.apply("meeting", RECEIVED)
    stage.act(case, "event_came", "2026-11-24T19:00", day="২৪/১১/২০২৬")
    # Entered after hours, but the meeting was on the 24th: three working days after it.
    assert due_of(case) == "2026-11-29T17:00"


@pytest.mark.parametrize(
    ("received", "never"),
    [(RECEIVED, "রাত ১২টা"), ("2026-11-24T11:20", "সভা হয়েছে: মঙ্গলবার, ২৪ নভেম্বর ২০২৬, সকাল")],
)
def test_an_event_named_by_its_day_alone_is_told_without_a_time(stage, received, never):
    case = stage.apply("meeting", received)
    stage.act(case, "event_came", "2026-11-24T19:00", day="২৪/১১/২০২৬")
    for name in ("track_case", "case", "track_days"):
        page = stage.read(name, case, "2026-11-24T19:05").replace("\u00a0", " ")
        assert never not in page
    assert "সভা হয়েছে: মঙ্গলবার, ২৪ নভেম্বর ২০২৬।" in stage.read("track_case", case, "2026-11-24T19:05").replace(
        "\u00a0", " "
    )


def test_the_days_of_an_extension_are_marked_as_added_in_the_short_table_too(stage):
    case = stage.apply("working-days", RECEIVED)
    stage.act(case, "extend", "2026-11-23T10:00", until="2026-11-30", reason=REASON)
    assert "+২–৩" in stage.read("track_case", case, "2026-11-24T10:00")


@pytest.mark.parametrize(("tongue", "says"), [("bn", "<b>যাচাই।</b>"), ("en", "<b>Checking.</b>")])
def test_the_name_of_a_step_ends_as_a_sentence_of_its_language(stage, tongue, says):
    case = stage.apply("stages", RECEIVED)
    assert says in stage.read("case", case, "2026-11-23T10:00", tongue)


def test_a_case_of_which_a_step_is_finished_is_under_way_though_nobody_wrote_that_it_is_accepted(stage):
    case = stage.apply("stages", RECEIVED)
    stage.act(case, "keep_step", "2026-11-23T11:00", words="কাগজ মিলিয়ে দেখা হয়েছে।")
    at = "2026-11-23T12:00"
    office, citizen = stage.read("case", case, at), stage.read("track_case", case, at)
    assert (">চলছে<" in office, ">নতুন<" in office) == (True, False)
    assert "গৃহীত, কাজ চলছে" in citizen
    assert "এখনো দেখা হয়নি" not in citizen
    case.refresh_from_db()
    assert case.state == case_transitions.ACCEPTED


def test_a_step_that_broke_stays_broken_though_the_next_is_kept(stage):
    case = stage.apply("stages", RECEIVED)
    # Nobody watched when the first step broke, on the 24th; the act lets the watch look first.
    stage.act(case, "keep_step", "2026-11-25T11:00", words="কাগজ মিলিয়ে দেখা হয়েছে।")
    assert Entry.objects.filter(verb="case.broken").count() == 1
    stage.act(case, "event_came", "2026-11-30T16:00", day="2026-11-30", at="15:00")
    stage.act(case, "keep_step", "2026-12-06T11:00", words="সভায় অনুমোদিত।")
    stage.act(case, "keep", "2026-12-07T12:00", given="all", words="পত্র জারি হলো।")
    stage.time_comes(LATER)
    assert Entry.objects.filter(verb="case.broken").count() == 1
    page = stage.read("track_case", case, LATER)
    assert "আমরা কথা রাখতে পারিনি" in page
    assert "দেরিতে দেওয়া হয়েছে" in page
    assert "তার আগে একটি কথা সময়মতো রাখতে পারিনি" in page
    assert 'id="offer-title"' in page
    assert "২৪\u00a0নভেম্বর ২০২৬ তারিখের মধ্যে যা করার কথা ছিল, সময়মতো করা হয়নি" in page
    account = service_account(stage.office, "stages", *YEAR, moment_of(LATER))
    assert (account.in_time, account.kept_late) == (0, 1)
    days = stage.read("track_days", case, LATER)
    assert days.count("সময়মতো হয়নি") == 1
    for words in ("যাচাই", "সভা অনুষ্ঠিত হওয়া পর্যন্ত কার্যালয়ের নিজের সীমা", "সিদ্ধান্ত", "পত্র জারি"):
        assert words in days


def test_while_an_event_is_awaited_the_offices_own_limit_runs_and_breaks(stage):
    case = stage.apply("meeting", RECEIVED)
    stage.time_comes("2026-12-06T17:00")
    assert Entry.objects.filter(verb="case.broken").count() == 1
    # The event comes all the same; the count begins with it, and the breach stays.
    stage.act(case, "event_came", "2026-12-07T11:00", day="2026-12-07")
    assert due_of(case) == "2026-12-10T17:00"
    assert "আমরা কথা রাখতে পারিনি" in stage.read("track_case", case, "2026-12-07T12:00")


def test_notes_and_presses_that_change_nothing_move_no_day(stage):
    case = stage.apply("working-days", RECEIVED)
    before = due_of(case)
    stage.act(case, "note", "2026-11-23T10:00", words="ফোনে কথা হয়েছে।")
    stage.act(case, "accept", "2026-11-23T10:05")
    for moment in ("2026-11-23T11:00", "2026-11-24T16:00"):
        stage.act(case, "note", moment, words="আবার দেখা হলো।")
        stage.act(case, "keep", moment, given="all", words="")
    assert due_of(case) == before
    assert Fact.objects.filter(clock=case.clock).count() == 1


def test_another_post_that_answers_for_it_moves_no_day(stage):
    case = stage.apply("working-days", RECEIVED)
    before = due_of(case)
    case.post = stage.office.posts.get(slug="office-assistant")
    case.save(update_fields=["post"])
    stage.time_comes("2026-11-23T11:00")
    assert due_of(case) == before
    assert Fact.objects.filter(clock=case.clock).count() == 1


def test_the_clock_waits_for_a_named_debt_alone(stage):
    case = stage.apply("working-days", RECEIVED)
    with pytest.raises(Exception, match="named in writing"):
        actions.ask_for_papers(
            case, missing=[], words="", actor=("user", stage.user.pk), now=moment_of("2026-11-23T10:00")
        )
    case.refresh_from_db()
    assert case.state == "received"
    assert case.acts.count() == 1


ACCEPTED = "2026-11-22T11:00"


@pytest.mark.parametrize(
    ("tongue", "expected"),
    [
        ("bn", "“যাচাই” ধাপ সোমবার, ২৩\u00a0নভেম্বর ২০২৬-এর মধ্যে শেষ করার কথা দেওয়া হয়েছে।"),
        ("en", "with the promise to finish the step “Checking” by Monday, 23\u00a0November 2026."),
    ],
)
def test_a_day_named_for_a_step_promises_the_step_and_not_the_service(stage, tongue, expected):
    case = stage.apply("stages", RECEIVED)
    with stage.at(ACCEPTED):
        page = stage.officer.get(reverse("case_act", args=[case.number, "accept"])).content.decode()
    assert "“যাচাই” ধাপ কোন দিনের মধ্যে শেষ করবেন" in page
    stage.act(case, "accept", ACCEPTED, day="2026-11-23")
    assert due_of(case) == "2026-11-23T17:00"
    assert expected in stage.read("track_case", case, "2026-11-22T11:05", tongue)


def test_no_day_is_promised_while_the_event_that_sets_it_is_awaited(stage):
    """A day named before the event would be put off by the event itself."""
    case = stage.apply("meeting", RECEIVED)
    with stage.at(ACCEPTED):
        page = stage.officer.get(reverse("case_act", args=[case.number, "accept"])).content.decode()
    assert 'name="day"' not in page
    stage.act(case, "accept", ACCEPTED, day="2026-11-24")
    assert (case.state, due_of(case)) == ("accepted", "2026-12-06T17:00")


def test_what_broke_before_a_paper_was_asked_for_is_told_though_its_event_was_told_later(stage):
    """The meeting was on the 22nd, three working days before the 25th; a paper is asked for on the 29th."""
    case = stage.apply("meeting", RECEIVED)
    asked = moment_of("2026-11-29T10:00")
    actions.ask_for_papers(
        case, missing=["ছবি"], words="একটি ছবি দিন।", actor=("user", stage.user.pk), now=asked
    )
    resumes = "এলেই আবার দিন গোনা শুরু হবে।"
    assert resumes in stage.read("track_case", case, "2026-11-29T11:00")
    assert stage.act(case, "event_came", "2026-11-30T10:00", day="2026-11-22", at="11:00").status_code == 302
    stage.time_comes("2026-11-30T10:01")
    assert Entry.objects.get(verb="case.broken").at == moment_of("2026-11-25T17:00")
    assert Message.objects.filter(outbox_entry__entry__verb="case.broken").exists()
    page = stage.read("track_case", case, "2026-11-30T11:00")
    assert "আমরা কথা রাখতে পারিনি" in page
    assert "আপনার অভিযোগ তৈরি আছে" in page
    # The paper is still asked for, but no day waits for it.
    assert "একটি ছবি দিন।" in page
    assert resumes not in page


def test_a_day_named_after_the_day_of_accepting_had_passed_makes_nothing_timely(stage):
    """Open with a day ahead, yet late in every place: the account, the tracking page, the bar and the
    officer's desk.
    """
    case = stage.apply("without-ceiling", RECEIVED)
    stage.act(case, "accept", "2026-11-26T11:00", day="2026-11-30")
    assert due_of(case) == "2026-11-30T17:00"
    at = "2026-11-26T12:00"
    account = service_account(stage.office, "without-ceiling", *YEAR, moment_of(at))
    assert (account.open_late, account.promised) == (1, 1)
    for name, tongue, says in (
        (
            "track_case",
            "bn",
            (
                "আগের একটি দিন পেরিয়ে গেছে",
                "৩০\u00a0নভেম্বরের মধ্যে পাবেন। এর আগে একটি দিনে আমরা কথা রাখতে পারিনি।",
                "আজ: আগে দেরি হয়েছে",
            ),
        ),
        (
            "track_case",
            "en",
            (
                "An earlier day was missed",
                "We missed an earlier day that we had promised.",
                "Today: earlier day missed",
            ),
        ),
        ("case", "bn", ("শেষ দিন সোমবার, ৩০\u00a0নভেম্বর; আগের একটি দিন পেরিয়ে গেছে",)),
        ("case", "en", ("an earlier day was missed",)),
    ):
        page = stage.read(name, case, at, tongue)
        assert [words for words in says if words not in page] == [], name
        assert "শেষ দিন ছিল" not in page
