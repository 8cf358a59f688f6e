"""Who asks for a training decides what is asked."""

from datetime import date, timedelta

import pytest

from ongikar.cases.kinds import kind_of
from ongikar.core.i18n.say import override_language

TODAY = date(2026, 11, 22)
COURSE = {
    "course": "অফিস প্রোগ্রাম",
    "from_day": "2026-11-15",
    "to_day": "2026-11-19",
    "hours": "২০",
    "attended": "১০০",
    "grade": "good",
    "words": "অফিস প্রোগ্রাম শিখেছেন",
}


@pytest.mark.parametrize(
    ("code", "asked", "not_asked"),
    [
        ("citizen-6", {"age", "education", "identity"}, {"names", "place"}),
        ("institutional-3", {"names"}, {"age", "order_number"}),
        ("institutional-5", {"place", "school_class", "students"}, {"names", "age"}),
        ("internal-1", {"order_number", "names", "hours"}, {"age", "place"}),
    ],
)
def test_each_sort_of_asker_has_questions_of_its_own(service, code, asked, not_asked):
    fields = set(kind_of(service(code)).intake_form(service=service(code)).fields)
    assert asked <= fields
    assert not not_asked & fields


def test_the_number_of_an_identity_card_is_not_asked(service):
    """The copy among the papers carries it; a number among the answers would lie open in every list."""
    fields = kind_of(service("citizen-6")).intake_form(service=service("citizen-6")).fields
    assert [name for name in fields if "number" in name or name in ("nid", "birth")] == []


@pytest.mark.parametrize("age", ["১৩", "৬৬", "২০ বছর", "-5"])
def test_an_age_that_cannot_be_is_refused(service, age):
    row = service("citizen-6")
    assert "age" in kind_of(row).intake_form({"age": age}, service=row).errors


def certificate(service, **changes):
    row = service("citizen-6")
    return kind_of(row).outcome_form(COURSE | changes, service=row, today=TODAY)


def test_a_course_does_not_end_before_it_begins(service):
    assert certificate(service).is_valid()
    assert "শেষ তার আগে হতে পারে না" in certificate(service, to_day="2026-11-14").errors["to_day"][0]


def test_no_certificate_for_days_still_to_come(service):
    assert "to_day" in certificate(service, to_day="2026-11-23").errors


def test_an_attendance_of_nought_is_an_answer(service):
    form = certificate(service, attended="0")
    assert form.is_valid()
    assert form.as_answers()["attended"] == 0


def test_the_certificate_says_what_was_learnt_and_not_what_it_is_going_to_say(service):
    kind = kind_of(service("citizen-6"))
    answers = dict(kind.answered_questions(kind.outcome_form, COURSE, service("citizen-6")))
    assert answers["যা শিখেছেন"] == COURSE["words"]
    assert not any("থাকবে" in question for question in answers)


# Asked for on Sunday 22 November: thirty working days, were it received the next day.
LAST_DAYS = dict.fromkeys(("institutional-3", "institutional-5", "internal-1"), date(2027, 1, 5))


def begins(service, code, day):
    row = service(code)
    form = kind_of(row).intake_form({"begin_on": day.isoformat()}, service=row, today=TODAY)
    return form.errors.get("begin_on", [])


@pytest.mark.parametrize(("code", "last"), LAST_DAYS.items(), ids=LAST_DAYS)
def test_a_training_that_begins_after_the_promised_day_is_told_so_beside_the_field(service, code, last):
    assert begins(service, code, TODAY) == begins(service, code, last) == []
    (fault,) = begins(service, code, last + timedelta(days=1))
    assert "৫\u00a0জানুয়ারি ২০২৭" in fault
    with override_language("en"):
        (fault,) = begins(service, code, last + timedelta(days=1))
    assert "past the promise" in fault
    assert "5\u00a0January 2027" in fault


def test_where_no_limit_is_set_yet_any_day_may_be_wished(service):
    row = service("institutional-3")
    row.ceiling, row.time = None, {}
    form = kind_of(row).intake_form({"begin_on": "2027-06-01"}, service=row, today=TODAY)
    assert "begin_on" not in form.errors


def test_a_citizen_sends_in_no_such_day_and_keeps_what_was_typed(client, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    typed = {"topic": "ই-নথি", "names": "রহিমা খাতুন", "begin_on": "2027-03-01"}
    page = client.post("/en/services/institutional-3/apply/", typed, follow=True).content.decode()
    assert "past the promise" in page
    assert 'value="2027-03-01"' in page
