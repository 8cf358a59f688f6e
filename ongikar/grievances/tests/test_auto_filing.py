"""A ready complaint that files itself where the office has set so: told, marked, and taken back at a word."""

from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse

from ongikar.grievances import actions
from ongikar.grievances.house_rules import house_rules
from ongikar.grievances.models import Grievance, Offer
from ongikar.notices.facts import case_facts
from ongikar.notices.models import Message
from tests.applicants import show_proof

from .conftest import BREACH, LATER, SUNDAY


@pytest.fixture
def after_three_days(settings, tmp_path):
    """The office has set that it files itself three working days after the breach."""
    own = tmp_path / "rangpur-sadar-ict"
    own.mkdir()
    (own / "grievances.toml").write_text("[auto_file]\nafter_days = 3\n", "utf-8")
    settings.ONGIKAR_OFFICES = tmp_path
    house_rules.cache_clear()
    yield
    house_rules.cache_clear()


# The breach is on Sunday the 29th at closing time; the third working day after it is Wednesday.
DAY = BREACH + timedelta(days=3)


def test_nothing_files_itself_where_the_office_has_not_set_it(broken, pass_time):
    pass_time(LATER + timedelta(days=30))
    assert not Grievance.objects.exists()


def test_it_files_itself_on_its_day_tells_so_and_is_taken_back(
    after_three_days, receive, pass_time, client, time_machine
):
    case = receive("citizen-1", now=SUNDAY)
    pass_time(DAY - timedelta(minutes=1))
    assert Offer.objects.filter(filed_at=None).count() == 1
    time_machine.move_to(DAY - timedelta(minutes=1))
    show_proof(client, case)
    page = client.get(reverse("track_case", args=[case.number])).content.decode().replace("\u00a0", " ")
    assert "নিজে থেকে জমা হবে" in page
    assert "২ ডিসেম্বর" in page
    pass_time(DAY)
    pass_time(DAY)
    grievance = Grievance.objects.with_related().get()
    assert grievance.channel == Grievance.BY_ITSELF
    assert "৩ কার্যদিবস পর সেবা না পেলে" in case_facts(case, "bn", DAY)["unless_pressed"]
    assert Message.objects.filter(body__contains="আপনার হয়ে অভিযোগ জমা হয়েছে").exists()
    actions.withdraw_complaint(grievance=grievance, now=DAY)
    assert Grievance.objects.get().state == "withdrawn"


def test_it_does_not_where_the_applicant_has_complained_with_a_hidden_name(
    after_three_days, receive, pass_time
):
    case = receive("citizen-1", now=SUNDAY)
    pass_time(BREACH + timedelta(minutes=1))
    actions.file_complaint(
        office=case.office, case=case, text="গোপনে", identity_hidden=True, submission="own", now=BREACH
    )
    pass_time(DAY)
    assert Grievance.objects.count() == 1


def test_it_does_not_once_the_service_was_given(after_three_days, receive, pass_time, karim):
    from ongikar.cases import actions as cases

    case = receive("citizen-1", now=SUNDAY)
    pass_time(BREACH + timedelta(minutes=1))
    cases.keep(
        case, outcome={"words": "দেওয়া হলো।"}, actor=("user", karim.pk), now=BREACH + timedelta(hours=1)
    )
    pass_time(DAY)
    assert not Grievance.objects.exists()


def test_the_ready_complaint_is_a_page_to_print_for_whoever_may_press_it(broken, client):
    offer = Offer.objects.get(case=broken)
    address = reverse("offer_paper", args=[offer.pk])
    assert client.get(address).status_code == 404
    show_proof(client, broken)
    document = pypdfium2.PdfDocument(client.get(address).content)
    words = document[0].get_textpage().get_text_range()
    assert "রহিমা খাতুন" in words
    assert "প্রতিকার চাই" in words
