"""Harm sent through the pages that take files: what is not refused has lost it, and nothing of it is shown in
place.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ongikar.papers.models import Paper
from ongikar.papers.tests import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("strict_acts")]
NAMES = {"x.jpg": "image/jpeg", "x.pdf": "application/pdf", "x.svg": "image/svg+xml", "x.html": "text/html"}


@pytest.fixture
def send(scene):
    def do(content: bytes, name="x.jpg"):
        upload = SimpleUploadedFile(name, content, NAMES[name])
        return scene.browser("citizen").post(
            reverse("track_answer", args=[scene.ours.waiting.number]), {"paper-0": upload}
        )

    return do


@pytest.mark.parametrize("harm", hostile.REFUSED)
def test_what_is_something_else_is_refused_under_any_name(harm, send):
    papers = Paper.objects.count()
    for name in NAMES:
        assert send(hostile.REFUSED[harm], name).status_code == 422, name
    assert Paper.objects.count() == papers


@pytest.mark.parametrize("harm", ["a program behind a JPEG", "a PDF behind a JPEG"])
def test_a_picture_that_is_something_else_too_is_handed_out_as_a_picture_alone(harm, send, scene):
    assert send(hostile.TELLING[harm](), "x.html").status_code == 302
    answer = scene.browser("officer").get(reverse("paper", args=[Paper.objects.latest("pk").pk]), follow=True)
    content = answer.content
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert hostile.MARK not in content
    assert b"PK\3\4" not in content
    assert b"%PDF" not in content


@pytest.mark.parametrize("harm", ["scripts and files under nested names", "a page with a zip behind it"])
def test_a_pdf_that_acts_is_handed_out_to_be_saved_and_acts_no_more(harm, send, scene):
    assert send(hostile.ACTING[harm](), "x.pdf").status_code == 302
    answer = scene.browser("officer").get(reverse("paper", args=[Paper.objects.latest("pk").pk]), follow=True)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert hostile.MARK not in answer.content


def test_a_bomb_is_refused_with_a_sentence(send):
    answer = send(hostile.BOMBS["objects of 1.5 GB"](), "x.pdf")
    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()
