"""A file that the questions of a service ask for has its name in the language of the page, whoever sent it in
which.
"""

import io
import re

import pytest
from PIL import Image

from ongikar.cases.actions.attachments import paper_titles
from ongikar.cases.models import Case, Draft
from ongikar.core.i18n.say import override_language

pytestmark = pytest.mark.django_db
FAULT = {
    "device": "printer",
    "fault": "কাগজ আটকে যায়",
    "urgency": "can_wait",
    "place": "other",
    "place_name": "নমুনা স্কুল",
}
CONTACT = {
    "kind": "citizen",
    "name": "রহিমা খাতুন",
    "village": "হরিদেবপুর",
    "union": "হরিদেবপুর",
    "mobile": "01700000001",
}
NAME = {"": "ছবি", "/en": "A photo"}


@pytest.fixture(params=["", "/en"])
def case(client, office, request):
    """Sent in with a picture of the device, once in each language."""
    picture = io.BytesIO()
    Image.effect_noise((60, 40), 40).save(picture, "PNG")
    picture.seek(0)
    picture.name = "a.png"
    client.post(f"{request.param}/services/citizen-3/apply/", FAULT | {"photo": picture})
    token = Draft.objects.latest("pk").token
    for name, answers in (("contact", CONTACT), ("check", {})):
        client.post(f"{request.param}/apply/{token}/{name}/", answers)
    return Case.objects.get(submission=token)


def test_it_is_kept_under_one_name(case):
    assert [paper.title for paper in case.papers] == ["ছবি"]


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_officer_reads_its_name_in_the_language_of_the_page(signed_in, karim, case, root):
    shown = signed_in(karim).get(f"{root}/desk/cases/{case.number}/").text
    assert re.search(rf">{NAME[root]} ?<", shown)


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_applicant_does_too(client, case, root):
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    shown = " ".join(client.get(f"{root}/track/{case.number}/").text.split())
    assert re.search(rf">{NAME[root]} ?<", shown)


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_one_kept_under_its_english_name_before_is_known_too(case, tongue):
    with override_language(tongue):
        called = paper_titles(case.row)
    assert called["A photo"] == called["ছবি"] == {"bn": "ছবি", "en": "A photo"}[tongue]
