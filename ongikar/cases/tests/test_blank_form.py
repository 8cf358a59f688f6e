"""The application on paper: every question of the screen, in both languages, for every service that may be
asked for.
"""

import pytest
from selectolax.lexbor import LexborHTMLParser

from ongikar.cases.citizen.apply.forms import CONTACT, QUESTIONS, step_form
from ongikar.cases.kinds import is_asked_for
from ongikar.charter.models import Service
from ongikar.core.forms.fields import UploadField

pytestmark = pytest.mark.django_db


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return LexborHTMLParser(answer.content.decode())


def test_the_paper_asks_whatever_the_screen_asks(client, office):
    rows = [
        row
        for row in Service.objects.filter(version__office=office, version__effective_to=None)
        if is_asked_for(row)
    ]
    assert len(rows) == 16
    for row in rows:
        asked = {
            str(field.label)
            for step in (QUESTIONS, CONTACT)
            for field in step_form(step, row).fields.values()
            if not isinstance(field, UploadField)
        }
        printed = {
            bold.text() for bold in page(client, f"/services/{row.code}/form/").css(".blank > li > p > b")
        }
        assert printed == asked, row.code


def test_a_choice_is_ticked_and_a_text_has_lines_to_write_on(client):
    questions = page(client, "/services/citizen-6/form/").css(".blank")[0].css("li")
    gender = next(item for item in questions if "লিঙ্গ" in item.css_first("b").text())
    assert [box.text() for box in gender.css(".box")] == ["নারী", "পুরুষ", "হিজড়া"]
    assert not gender.css(".rule")
    hopes = next(item for item in questions if "শিখে কী করতে চান" in item.text())
    assert len(hopes.css(".rule")) == 3


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("", ["ছাপার আবেদনপত্র", "জাতীয় পরিচয়পত্র", "উপজেলা আইসিটি অফিসার", "ট্র্যাকিং নম্বর", "স্বাক্ষর"]),
        (
            "/en",
            [
                "Application form to print",
                "National ID card",
                "Upazila ICT Officer",
                "Tracking number",
                "Signature",
            ],
        ),
    ],
)
def test_the_paper_says_to_whom_with_which_papers_and_what_the_office_fills_in(client, root, expected):
    text = page(client, f"{root}/services/citizen-1/form/").text()
    assert all(words in text for words in expected)


@pytest.mark.parametrize(("root", "words"), [("", "ছাপার আবেদনপত্র"), ("/en", "Application form to print")])
def test_the_page_of_a_service_leads_to_its_paper(client, root, words):
    link = page(client, f"{root}/services/citizen-2/").css_first('a[href$="/services/citizen-2/form/"]')
    assert link.text(strip=True) == words


def test_what_the_office_does_for_itself_and_what_is_unknown_have_no_paper(client):
    assert client.get("/services/internal-1/form/").status_code == 404
    assert client.get("/services/nothing/form/").status_code == 404
    assert "internal-1/form" not in client.get("/services/internal-1/").content.decode()


def test_the_paper_is_the_same_for_everybody(client):
    assert client.get("/services/citizen-1/form/")["X-Public-Page"] == "1"
