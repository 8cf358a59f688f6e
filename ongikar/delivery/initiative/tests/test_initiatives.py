"""An idea is screened, tried and measured before it may be called a success, and then it spreads."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ongikar.books.registry import book_named
from ongikar.cases import actions as case_actions
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.initiative.desk import ScreenForm, screen
from ongikar.delivery.initiative.models import Initiative, InitiativeAct, Measurement, SpreadPlace
from ongikar.records.actions import perform

pytestmark = pytest.mark.django_db
CODE = "internal-3"
IDEA = {
    "title": "ল্যাবের দরজায় নম্বর",
    "problem": "ফোন করে বোঝাতে আধা দিন যায়",
    "idea": "QR কোড",
    "owner": "মো. আব্দুল করিম",
}
PILOT = {"where": "তিনটি ল্যাব", "until": date(2026, 12, 31), "words": "ল্যাবের দরজায় কোড লাগানো হয়েছে।"}
LATER = timedelta(days=30)


def enter_screening(initiative, *, goes_on, words, on, actor, now):
    verdict = ScreenForm.GO if goes_on else ScreenForm.LEAVE
    form = ScreenForm({"verdict": verdict, "words": words, "on": on.isoformat()})
    assert form.is_valid()
    return screen(initiative, form, actor, now)


def begin_pilot(initiative, *, actor, now, **columns):
    row = InitiativeAct(initiative=initiative, name="pilot", **columns)
    return perform(initiative, row, actor=actor, now=now)


def add_spread(initiative, *, submission, actor, now, **columns):
    row = SpreadPlace(initiative=initiative, **columns)
    return perform(initiative, row, submission=submission, actor=actor, now=now)


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def initiative(receive, now):
    return fresh(Initiative.objects.get(case=receive(CODE, answers=IDEA, person=None, channel="planned")))


def fresh(initiative):
    row = Initiative.objects.select_related("office").prefetch_related("acts").get(pk=initiative.pk)
    row.case = Case.objects.with_related().get(pk=row.case_id)
    return row


@pytest.fixture
def tried(initiative, actor, now):
    """Screened and under trial."""
    enter_screening(initiative, goes_on=True, words="খরচ নেই", on=now.date(), actor=actor, now=now)
    begin_pilot(fresh(initiative), on=now.date(), actor=actor, now=now, **PILOT)
    return fresh(initiative)


def measure(initiative, actor, now, reason="", **changes):
    facts = {
        "measure": "time",
        "unit": "hours",
        "before": Decimal("4"),
        "after": Decimal("0.5"),
        "n_before": 12,
        "n_after": 10,
        "measured_on": now.date(),
        "how": "রেজিস্টার দেখে",
    }
    facts |= changes
    row = Measurement(initiative=fresh(initiative), **facts)
    submission = f"{sorted(map(str, facts.values()))}"[:64]
    return perform(row.initiative, row, submission=submission, reason=reason, actor=actor, now=now)


@pytest.mark.fast
def test_from_the_idea_to_its_spread(initiative, actor, now):
    assert (initiative.book_serial, initiative.state) == (1, "idea")
    enter_screening(initiative, goes_on=True, words="খরচ নেই", on=now.date(), actor=actor, now=now)
    assert fresh(initiative).state == "screened"
    with pytest.raises(ActFault, match="before it is tried"):
        measure(initiative, actor, now)
    begin_pilot(fresh(initiative), on=now.date(), actor=actor, now=now, **PILOT)
    at = now + LATER
    measure(initiative, actor, at)
    measure(initiative, actor, at, measure="cost", unit="taka", before=Decimal(120), after=Decimal(0))
    case = fresh(initiative).case
    known = dict(kind_of(case.row).known_outcome(case))
    assert "সময়: আগে ৪, পরে ০.৫ ঘণ্টা (৮৮% কম" in known["measured"]
    with pytest.raises(ActFault, match="that worked"):
        add_spread(initiative, name="পীরগাছা", place=None, since=at.date(), submission="p", actor=actor, now=at)
    outcome = known | {"ended": "replicated", "words": "সব ল্যাবে লাগানো হবে।"}
    case_actions.keep(case, outcome=outcome, actor=actor, now=at)
    assert fresh(initiative).state == "spread"
    for _ in range(2):
        add_spread(initiative, name="পীরগাছা", place=None, since=at.date(), submission="p", actor=actor, now=at)
    (line,) = book_named("initiatives").rows(initiative.office, 2026)[:5]
    assert line.texts[7:11] == ("৪ → ০.৫ ঘণ্টা (১২ ও ১০ বার মেপে)", "১২০ → ০ টাকা (১২ ও ১০ বার মেপে)", "", "পীরগাছা")
    assert line.texts[3] == "মো. আব্দুল করিম"


@pytest.mark.parametrize("ended", ["replicated", "kept"])
def test_no_success_without_a_measurement(tried, ended, actor, now):
    outcome = {"ended": ended, "measured": "অনেক কমেছে", "words": "ভালো"}
    with pytest.raises(OutcomeFault, match="মাপা না হলে"):
        case_actions.keep(tried.case, outcome=outcome, actor=actor, now=now)
    measure(tried, actor, now, after=Decimal("4"))
    case = fresh(tried).case
    known = dict(kind_of(case.row).known_outcome(case))
    with pytest.raises(OutcomeFault, match="কোনোটিই কমেনি"):
        case_actions.keep(case, outcome=outcome | known, actor=actor, now=now)
    case_actions.keep(case, outcome=outcome | known | {"ended": "closed"}, actor=actor, now=now)
    assert fresh(tried).state == "closed"


def test_the_note_says_what_the_measurements_say(tried, actor, now):
    measure(tried, actor, now)
    outcome = {"ended": "kept", "measured": "৯৯% কম", "words": "ভালো"}
    with pytest.raises(OutcomeFault, match="উদ্যোগের পাতা থেকে"):
        case_actions.keep(fresh(tried).case, outcome=outcome, actor=actor, now=now)


def test_a_measurement_put_right_strikes_the_old_one_through(tried, actor, now):
    measure(tried, actor, now)
    with pytest.raises(ActFault, match="Write why"):
        measure(tried, actor, now, after=Decimal(1))
    measure(tried, actor, now, after=Decimal(1), reason="ভুল গোনা")
    assert [bool(row.struck_at) for row in Measurement.objects.order_by("id")] == [True, False]
    with pytest.raises(IntegrityError), transaction.atomic():
        Measurement.objects.filter(struck_at__isnull=False).update(struck_at=None)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unit": "taka"}, "measured in"),
        ({"measured_on": date(2026, 11, 21)}, "began on"),
        ({"measured_on": date(2027, 1, 1)}, "not come yet"),
        ({"before": Decimal(0), "after": Decimal(0)}, "nothing is measured"),
    ],
)
def test_what_cannot_be_measured_is_refused_whole(tried, actor, now, changes, words):
    with pytest.raises(ActFault, match=words):
        measure(tried, actor, now, **changes)
    assert not Measurement.objects.exists()


def test_what_was_left_out_may_be_taken_up_again_and_is_dropped_by_the_post_above(initiative, actor, now):
    say = {"words": "বরাদ্দ নেই", "on": now.date(), "actor": actor, "now": now}
    enter_screening(initiative, goes_on=False, **say)
    assert fresh(initiative).state == "left_out"
    with pytest.raises(ActFault, match="moved on"):
        begin_pilot(fresh(initiative), on=now.date(), actor=actor, now=now, **PILOT)
    enter_screening(fresh(initiative), goes_on=True, **say)
    assert fresh(initiative).state == "screened"


def test_an_open_case_of_before_is_adopted_once(initiative, now):
    case = initiative.case
    initiative.acts.all().delete()
    Initiative.objects.all().delete()
    Case.objects.filter(pk=case.pk).update(form_version=1)
    assert (adopt_open_cases(now), adopt_open_cases(now)) == (1, 0)
    assert fresh(Initiative.objects.get()).state == "idea"


def test_the_pages_take_it_all_the_way(initiative, karim, signed_in, time_machine, now):
    desk, today = signed_in(karim), now.date().isoformat()
    time_machine.move_to(now, tick=False)
    page = f"/desk/initiatives/{initiative.pk}/"
    sent = {"verdict": "go", "on": today, "words": "সহজ"}
    assert desk.post(f"{page}screening/", sent).status_code == 302
    assert desk.post(f"{page}pilot/", {"where": "ল্যাব ৩", "on": today, "words": "কোড"}).status_code == 302
    figures = {
        "measure": "visits",
        "unit": "times",
        "before": "২.৫",
        "after": "১",
        "n_before": "১০",
        "n_after": "১০",
        "measured_on": today,
        "how": "জিজ্ঞেস করে",
        "token": "a token that is long enough",
    }
    for wrong in (
        {"before": "অনেক"},
        {"before": "2.55"},
        {"unit": "taka"},
        {"n_after": "0"},
        {"after": "-1"},
    ):
        answer = desk.post(f"{page}measurement/", figures | wrong)
        assert answer.status_code == 422, wrong
    assert desk.post(f"{page}measurement/", figures).status_code == 302
    shown = desk.get(page).content.decode()
    assert "২.৫ → ১ বার" in shown
    assert "৬০% কম" in shown
    assert "৬০% কম" in desk.get("/desk/initiatives/").content.decode()
    closing = desk.get(f"/desk/cases/{initiative.case.number}/keep/").content.decode()
    assert "৬০% কম" in closing
    case_actions.keep(
        fresh(initiative).case,
        outcome=dict(kind_of(initiative.case.row).known_outcome(initiative.case))
        | {"ended": "replicated", "words": "ছড়াবে"},
        actor=("user", karim.pk),
        now=now,
    )
    place = {"name": "কাউনিয়া", "since": today, "token": "a second token, long"}
    assert desk.post(f"{page}spread/", place).status_code == 302
    written = desk.get(page).content.decode()
    again = desk.post(f"{page}spread/", place | {"token": "a third token, long"})
    assert "আগেই লেখা আছে" in again.content.decode()
    row = SpreadPlace.objects.get()
    # What was just written can be taken back from where it is said: with a reason, in two presses.
    undo = f"{page}strike/{row.pk}/?undo=1"
    assert f'<a href="{undo}">ফিরিয়ে নিন</a>' in written
    assert 'value="ভুল করে লেখা হয়েছিল"' in desk.get(undo).content.decode()
    assert "ভুল করে লেখা" not in desk.get(f"{page}strike/{row.pk}/").content.decode()
    assert desk.post(undo, {"reason": "ভুল করে লেখা হয়েছিল"}).status_code == 302
    assert "ফিরিয়ে নিন" not in desk.get(page).content.decode()
    assert desk.get(f"{page}other/").status_code == 404


def test_a_later_day_than_today_and_one_before_the_idea_are_refused(initiative, actor, now):
    for day, words in ((now.date() + timedelta(days=1), "not come"), (date(2026, 11, 20), "before the idea")):
        with pytest.raises(ActFault, match=words):
            enter_screening(initiative, goes_on=True, words="x", on=day, actor=actor, now=now)


def test_what_was_written_of_people_goes_with_the_case(tried, actor, now):
    kind_of(tried.case.row).anonymise(tried.case)
    assert not any(act.words for act in fresh(tried).acts.all())
