"""An auditor reads every complaint, and never a hidden name."""

import pytest

from ongikar.grievances.actions import file_complaint
from ongikar.grievances.models import Grievance
from ongikar.people.models import User

pytestmark = pytest.mark.django_db
HIDDEN = ("রহিমা", "০১৭০০০০০০০১", "01700000001")


@pytest.fixture
def auditor(signed_in, office):
    return signed_in(User.objects.get(username="mahbub"))


@pytest.fixture
def complaint(office, receive, now):
    case = receive()
    return file_complaint(
        office=office, case=case, text="রহিমা খাতুন বলছি, উত্তর পাইনি।", submission="once", now=now
    )


def test_a_complaint_about_anybody_is_read(auditor, complaint):
    page = auditor.get(f"/desk/complaints/{complaint.number}/").content.decode()
    assert "রহিমা খাতুন" in page
    assert "জবাব পাঠান" not in page


def test_where_the_name_is_hidden_nothing_tells_it(auditor, complaint):
    Grievance.objects.filter(pk=complaint.pk).update(identity_hidden=True)
    for page in (
        "/desk/complaints/",
        f"/desk/complaints/{complaint.number}/",
        f"/desk/cases/{complaint.case.number}/",
    ):
        shown = auditor.get(page).content.decode()
        if page.startswith("/desk/complaints/"):
            assert not [word for word in HIDDEN if word in shown], page
            assert complaint.case.number not in shown
        else:
            assert complaint.number not in shown, "the case tells of no hidden complaint"


def test_nothing_is_answered_appealed_or_decided(auditor, complaint):
    for path in (
        f"/desk/complaints/{complaint.number}/",
        f"/desk/complaints/{complaint.number}/appeal/",
        f"/desk/grievances/{complaint.number}/decide/",
    ):
        assert auditor.post(path, {"words": "x"}).status_code == 403
    assert auditor.get(f"/desk/complaints/{complaint.number}/appeal/").status_code == 403
    assert auditor.get(f"/desk/grievances/{complaint.number}/").status_code == 403
