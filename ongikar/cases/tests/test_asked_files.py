"""A file among the questions: kept with what was asked, or a fault that says which file it is about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ongikar.cases.models import Draft
from ongikar.papers.actions import papers_of
from ongikar.papers.models import Paper

from .test_citizen_apply import picture

pytestmark = pytest.mark.django_db
FAULT = {
    "place": "other",
    "place_name": "হরিদেবপুর উচ্চ বিদ্যালয়",
    "device": "computer",
    "fault": "চালু হয় না",
    "urgency": "stopped",
}
START = "/services/citizen-3/apply/"


def test_the_picture_of_the_device_comes_along_under_the_name_of_its_question(client, office):
    assert client.post(START, FAULT | {"photo": picture()}).status_code == 302
    assert [paper.title for paper in papers_of(Draft.objects.get().reference)] == ["ছবি"]


@pytest.mark.parametrize(("tongue", "label"), [("", "ছবি: "), ("/en", "A photo: ")])
def test_a_picture_that_is_none_is_refused_and_the_list_of_faults_names_it(client, office, tongue, label):
    answer = client.post(tongue + START, FAULT | {"photo": SimpleUploadedFile("a.jpg", b"no picture")})
    assert answer.status_code == 422
    assert f'<a href="#id_photo">{label}' in answer.content.decode()
    assert not Paper.objects.exists()


def test_what_begins_at_the_desk_brings_its_picture_too(signed_in, karim, service, monkeypatch):
    from ongikar.cases.officer.queue import views

    monkeypatch.setattr(views, "own_services", lambda office, now: [service("citizen-3")])
    desk = signed_in(karim)
    sent = FAULT | {"token": "pressed-once-own"}
    refused = desk.post("/desk/own/citizen-3/", sent | {"photo": SimpleUploadedFile("a.jpg", b"no picture")})
    assert refused.status_code == 422
    assert '<a href="#id_photo">ছবি: ' in refused.content.decode()
    assert desk.post("/desk/own/citizen-3/", sent | {"photo": picture()}).status_code == 302
    assert [paper.title for paper in Paper.objects.all()] == ["ছবি"]
