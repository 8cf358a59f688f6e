"""Requests recognised where something else was begun: on the complaint form, before an application is sent,
and by whoever does not accept a complaint.
"""

import pytest
from django.urls import reverse

from ongikar.grievances import actions as grievances
from ongikar.grievances.models import Grievance
from ongikar.people.post_holders import holder_of
from ongikar.rti.models import InformationRequest

from .conftest import DAY, MINUTE, RAHIMA, SUNDAY, TEXT

COMPLAINT = {
    "about": "other",
    "respondent": "not_known",
    "text": TEXT,
    "kind": "citizen",
    "who": "named",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "submission": "pressed-once",
}


def test_a_complaint_that_asks_for_records_is_told_of_the_act_and_begins_form_a(office, client):
    page = client.post(reverse("grievance_new"), COMPLAINT).content.decode()
    assert "তথ্যের আবেদন হিসেবে পাঠান" in page
    assert not Grievance.objects.exists()
    begun = client.post(reverse("rti_new"), {"text": TEXT, "begin": "1"}).content.decode()
    assert f"{TEXT}</textarea>" in begun
    assert 'class="errors"' not in begun
    assert not InformationRequest.objects.exists()


@pytest.fixture
def screened(office, salma):
    """`screened(identity_hidden=…)`: a complaint not accepted because it is a request under the Act."""

    def do(**choices):
        filed = grievances.file_complaint(
            office=office,
            text=TEXT,
            about="other",
            respondent=office.posts.get(slug="upazila-ict-officer"),
            submission="complained",
            now=SUNDAY,
            **({"person": RAHIMA} | choices),
        )
        grievances.do_not_accept(
            stage=filed.current,
            reason_code="right_to_information",
            words="তথ্য অধিকার আইনে আবেদন করুন।",
            actor=holder_of(salma, SUNDAY.date()),
            now=SUNDAY + DAY,
        )
        return filed

    return do


def test_a_complaint_screened_out_as_a_request_is_opened_as_one_from_the_day_it_came(screened, pass_time):
    filed = screened()
    for _ in range(2):
        pass_time(SUNDAY + DAY + MINUTE)
    asked = InformationRequest.objects.get()
    assert (asked.grievance, asked.received_at, asked.channel) == (filed, SUNDAY, "complaint")
    assert (asked.applicant.mobile, asked.text) == (RAHIMA.mobile, TEXT)
    assert asked.applicant_id != filed.complainant_id


@pytest.mark.parametrize("choices", [{"identity_hidden": True}, {"person": None}])
def test_a_hidden_name_is_not_handed_to_the_officer_complained_of(screened, pass_time, choices):
    screened(**choices)
    pass_time(SUNDAY + DAY + MINUTE)
    assert not InformationRequest.objects.exists()
