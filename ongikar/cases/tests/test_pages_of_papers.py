"""The pages of a paper that a citizen gives: seen and taken away before sending, one PDF afterwards."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ongikar.cases.models import Case, Draft
from ongikar.papers.actions import papers_of

from .test_citizen_apply import CONTACT, QUESTIONS, START

pytestmark = pytest.mark.django_db


def page(colour: str, name: str) -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


@pytest.fixture
def papers(client, office):
    """The address of the step of the papers."""
    client.post(START, QUESTIONS)
    token = Draft.objects.get().token
    client.post(f"/apply/{token}/contact/", CONTACT)
    return f"/apply/{token}/papers/"


def draft_papers() -> list:
    return papers_of(Draft.objects.get().reference)


def test_several_pages_are_seen_in_their_order_and_one_is_taken_away(client, papers):
    pages = [page(colour, f"{colour}.jpg") for colour in ("red", "green", "blue")]
    assert client.post(papers, {"paper-1": pages}).status_code == 302
    html = client.get(papers).content.decode()
    for number in ("১ নম্বর পাতা", "২ নম্বর পাতা", "৩ নম্বর পাতা"):
        assert number in html
    token, second = Draft.objects.get().token, draft_papers()[1]
    seen = client.get(f"/apply/{token}/page/{second.pk}/")
    colour = Image.open(io.BytesIO(seen.content)).convert("RGB").getpixel((30, 40))
    assert colour[1] > 100 > colour[0]
    # Of another person: it goes at once, file and all.
    client.post(papers, {"remove": str(second.pk)})
    assert [each.pk for each in draft_papers()].count(second.pk) == 0
    assert client.get(f"/apply/{token}/page/{second.pk}/").status_code == 404


def test_sent_they_are_one_pdf_and_a_second_press_changes_nothing(client, papers):
    client.post(papers, {"paper-1": [page("red", "1.jpg"), page("blue", "2.jpg")]})
    check = papers.replace("/papers/", "/check/")
    for _ in range(2):
        client.post(check)
    case = Case.objects.get()
    (paper,) = case.papers
    assert (paper.media_type, paper.brought_by) == ("application/pdf", "citizen")
    with pikepdf.open(paper.file.path) as pdf:
        assert len(pdf.pages) == 2


def test_a_page_of_another_draft_or_of_one_that_was_sent_is_not_shown(client, papers, office):
    client.post(papers, {"paper-1": page("red", "1.jpg")})
    (paper,) = draft_papers()
    token = Draft.objects.get().token
    other = Draft.objects.create(
        token="another", office=office, service_code="citizen-1", begun_at=Draft.objects.get().begun_at
    )
    assert client.get(f"/apply/{other.token}/page/{paper.pk}/").status_code == 404
    other.delete()
    client.post(papers.replace("/papers/", "/check/"))
    assert Case.objects.exists()
    assert client.get(f"/apply/{token}/page/{paper.pk}/").status_code == 404


def test_the_one_of_several_that_is_not_taken_is_named_and_the_others_stay(client, papers):
    bad = SimpleUploadedFile("নষ্ট.jpg", b"not a picture", "image/jpeg")
    answer = client.post(papers, {"paper-1": [page("red", "1.jpg"), bad]})
    assert answer.status_code == 422
    assert "নষ্ট.jpg: এটি ছবি বা PDF নয়" in answer.content.decode()
    assert len(draft_papers()) == 1
