"""The charter in force as time passes over it: judged daily, told once a day, silent where
nothing presses.
"""

from datetime import date, datetime, timedelta

import pytest

from ongikar.charter.charter_status import charter_status_on, judge_charters
from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.journal.models import Entry
from ongikar.notices.models import Message
from ongikar.offices.models import Post
from ongikar.operations.worker import run_round
from ongikar.people.models import Holding, User
from ongikar.rules.charter.lint import CODES

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 11, 22)


def at(day: str, hour: int = 10) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00+06:00")


def codes(office, day=SUNDAY):
    return {found["code"] for found in charter_status_on(office, day).open}


@pytest.fixture
def clean(office):
    """The office's charter with nothing left that presses: every row reserves what it lacks."""
    reason = {"reason_bn": "পরের সংস্করণে", "reason_en": "in the next version", "until": "2027-06-30"}
    names = (
        "ceiling",
        "time",
        "documents",
        "form_source",
        "fee",
        "superior",
        "mailbox",
        "contact",
        "place_name",
        "scheme_name",
        "post_name",
    )
    CharterVersion.objects.filter(office=office).update(
        reservations=[reason | {"name": name} for name in names]
    )
    Service.objects.filter(version__office=office).update(reservations=[])
    Tier.objects.filter(version__office=office).update(reservations=[])
    return office


def test_the_catalogue_is_judged_as_the_office_stands_by_it(office):
    found = charter_status_on(office, SUNDAY)
    assert {each["code"] for each in [*found.open, *found.answered]} <= set(CODES)
    assert 0 < found.score < 100
    assert "superior.self" in {each["code"] for each in found.answered}
    assert "superior.self" not in codes(office)
    # The office's own ceiling is the time of its row: only rows without one cannot be counted.
    uncounted = {
        each["where"] for each in [*found.open, *found.answered] if each["code"] == "time.unmeasurable"
    }
    with_ceiling = [row for row in Service.objects.filter(version=found.version) if row.ceiling]
    assert with_ceiling
    assert not {f"{row.category}/{row.number}/time" for row in with_ceiling} & uncounted


def test_a_charter_with_all_its_faults_published_presses_nobody(clean):
    assert charter_status_on(clean, SUNDAY).pressing == []


def test_no_charter_in_force_is_nothing_to_judge(office):
    assert charter_status_on(office, date(2020, 1, 1)) is None


def test_a_year_without_a_new_version_is_found_the_day_after(clean):
    began = charter_status_on(clean, SUNDAY).version.effective_from
    assert "charter.not_reviewed" not in codes(clean, began + timedelta(days=365))
    assert "charter.not_reviewed" in codes(clean, began + timedelta(days=366))


def test_a_reservation_past_its_day_opens_what_it_answered(clean):
    assert codes(clean, date(2027, 6, 30)) & {"reservation.overdue", "superior.self"} == set()
    assert codes(clean, date(2027, 7, 1)) >= {"reservation.overdue", "superior.self"}


def test_a_reservation_without_a_day_is_noted(office):
    assert "reservation.undated" in codes(office)


def test_a_post_that_nobody_holds_is_found_from_the_day_after_the_last(clean, salma):
    Holding.objects.filter(user=salma).update(until=SUNDAY)
    assert "post.vacant" not in codes(clean, SUNDAY)
    (found,) = [
        each
        for each in charter_status_on(clean, SUNDAY + timedelta(days=1)).open
        if each["code"] == "post.vacant"
    ]
    assert "জেলা আইসিটি অফিসার" in found["message_bn"]
    assert "District ICT Officer" in found["message_en"]


def test_the_mailbox_of_an_officer_who_left_is_found(clean, karim):
    User.objects.filter(pk=karim.pk).update(email="RangpurSadarDoICT@gmail.com")
    assert "email.former_holder" not in codes(clean)
    Holding.objects.filter(user=karim).update(until=SUNDAY)
    assert "email.former_holder" in codes(clean, SUNDAY + timedelta(days=1))


def entries():
    return [entry.facts for entry in Entry.objects.filter(verb="charter.judged").order_by("id")]


def answer_text():
    return list(Message.objects.filter(outbox_entry__entry__verb="charter.judged").order_by("id"))


def test_it_is_judged_once_a_day_and_only_while_the_office_is_open(clean):
    assert judge_charters(at("2026-11-20")) == 0  # a Friday
    assert judge_charters(at("2026-11-22", 8)) == 0
    assert judge_charters(at("2026-11-22", 9)) == 1
    assert judge_charters(at("2026-11-22", 16)) == 0
    assert judge_charters(at("2026-11-23")) == 1
    assert [facts["day"] for facts in entries()] == ["2026-11-22", "2026-11-23"]


def test_nothing_is_told_where_nothing_presses(clean):
    run_round(at("2026-11-22"))
    assert entries()[0]["open"] == 0
    assert answer_text() == []


def test_the_officer_is_told_what_is_new_and_then_what_is_still_open(clean, salma):
    run_round(at("2026-11-22"))
    Holding.objects.filter(user=salma).update(until=SUNDAY)
    for day in ("2026-11-23", "2026-11-24"):
        for minutes in range(3):
            run_round(at(day) + timedelta(minutes=minutes))
    assert [(facts["new"], facts["open"]) for facts in entries()] == [(0, 0), (1, 1), (0, 1)]
    mails = [message for message in answer_text() if message.channel == Message.EMAIL]
    assert [message.title for message in mails] == ["চার্টারে নতুন ১টি বিষয়", "চার্টারে ১টি বিষয় খোলা"]
    assert "নতুন: পুরো চার্টার: পদটিতে এখন কেউ নেই: জেলা আইসিটি অফিসার" in mails[0].body
    assert "নতুন:" not in mails[1].body
    assert "/desk/charter/lint/" in mails[0].body
    assert {message.person for message in answer_text()} == {
        f"post:{Post.objects.get(office=clean, role=Post.OFFICER).pk}"
    }


def test_it_falls_silent_once_put_right(clean, salma):
    Holding.objects.filter(user=salma).update(until=date(2026, 11, 21))
    run_round(at("2026-11-22"))
    before = len(answer_text())
    assert before
    Holding.objects.filter(user=salma).update(until=None)
    run_round(at("2026-11-23"))
    assert len(answer_text()) == before


def test_the_journal_keeps_no_words_of_a_cell(clean, salma):
    Holding.objects.filter(user=salma).update(until=date(2026, 11, 21))
    judge_charters(at("2026-11-22"))
    (facts,) = entries()
    assert set(facts) == {"day", "score", "open", "new", "keys"}
    assert all(len(key) == 10 and key.isascii() for key in facts["keys"])
