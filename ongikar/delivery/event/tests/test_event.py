"""An event is asked for ahead and reported afterwards."""

from datetime import date

from ongikar.cases.kinds import kind_of

CODE, TODAY = "institutional-2", date(2026, 11, 22)
REPORT = {"held_on": "2026-11-20", "attended": "৪০", "women": "১৮", "expense": "০", "words": "কর্মশালা হয়েছে"}


def test_an_event_is_not_asked_for_in_the_past(service):
    row = service(CODE)
    form = kind_of(row).intake_form({"held_on": "২১/১১/২০২৬"}, service=row, today=TODAY)
    assert "পেরিয়ে গেছে" in form.errors["held_on"][0]


def report(service, **changes):
    row = service(CODE)
    return kind_of(row).outcome_form(REPORT | changes, service=row, today=TODAY)


def test_an_event_without_expense_says_nought(service):
    form = report(service)
    assert form.is_valid(), form.errors
    assert form.as_answers()["expense"] == 0
    answers = dict(
        kind_of(service(CODE)).answered_questions(
            kind_of(service(CODE)).outcome_form, form.as_answers(), service(CODE)
        )
    )
    assert answers["ব্যয়, টাকা"] == "০"


def test_there_are_never_more_women_than_people(service):
    assert "women" in report(service, women="41").errors
    assert report(service, women="").is_valid()


def test_an_event_to_come_is_not_reported(service):
    assert "held_on" in report(service, held_on="2026-11-23").errors
