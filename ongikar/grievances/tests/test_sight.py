"""Who sees what: a hidden name is nowhere on the pages of the officer complained of."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from ongikar.books.registry import book_named
from ongikar.grievances import actions
from ongikar.grievances.handling.redaction import HIDDEN, mask_secrets, text_for_respondent
from ongikar.grievances.models import Grievance
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import clean_file
from ongikar.rules.bangla import text as bangla

from .conftest import LATER

TEXT = "আমি রহিমা খাতুন, ০১৭০০০০০০০১। ২২ নভেম্বর ২০২৬ তারিখে চেয়েছিলাম ({number})। রহিমা একা নয়।"


def traces(grievance):
    """Everything that would tell who Rahima is."""
    person, case = grievance.complainant, grievance.case
    plain = [person.name, "রহিমা", person.mobile, person.mobile[3:], person.address, case.number]
    return [*plain, *(bangla.digits(text, "bn") for text in plain)]


def pages(number=None):
    yield reverse("desk_complaints")
    if number:
        yield reverse("desk_complaint", args=[number])
        yield reverse("desk_complaint_appeal", args=[number])
    yield reverse("messages")


def test_a_text_is_veiled_with_the_longest_secret_first():
    assert mask_secrets("রহিমা খাতুন ও রহিমা", ["রহিমা", "রহিমা খাতুন"]) == f"{HIDDEN} ও {HIDDEN}"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("রহিমা  খাতুনের বাড়ি", "•••ের বাড়ি"),
        ("রহি\u200cমা\nখাতুন", "•••"),
        ("খাতুনকে দেখেছি", "•••কে দেখেছি"),
        ("ami RAHIMA, Khatun bari", "ami •••, ••• bari"),
        ("হরিদেবপুর গ্রামে", "••• গ্রামে"),
        ("Rahima.K@Example.org, other@example.com", "•••, •••"),
        ("রহমান সাহেব টাকা চেয়েছেন", "রহমান সাহেব টাকা চেয়েছেন"),
    ],
)
def test_a_name_is_veiled_however_it_is_written(filed, typed, shown):
    grievance = filed(identity_hidden=True)
    grievance.complainant.email = "rahima.k@example.org"
    grievance.complainant.address = "হরিদেবপুর, রংপুর সদর"
    assert text_for_respondent(grievance, typed) == shown


@pytest.fixture
def hidden(filed, broken, decide, pass_time):
    grievance = filed(identity_hidden=True)
    text = TEXT.format(number=bangla.digits(broken.number))
    Grievance.objects.filter(pk=grievance.pk).update(text=text)
    grievance.acts.filter(name="file").update(words=text)
    decide(grievance, decision="রহিমা খাতুন ঠিক বলেছেন।", reasons="তাঁর ফোন ০১৭০০০০০০০১ থেকে জানা গেছে।")
    pass_time(LATER)
    return Grievance.objects.with_related().get(pk=grievance.pk)


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_a_hidden_identity_is_on_no_page_of_the_respondent(hidden, signed_in, karim, tongue):
    browser = signed_in(karim)
    seen = 0
    for address in list(pages(hidden.number)):
        answer = browser.get(tongue + address)
        assert answer.status_code == 200
        html = answer.content.decode()
        if not address.endswith("/desk/messages/"):
            # The tray rightly shows Karim the case of his own office; it must not link it with the complaint.
            assert [trace for trace in traces(hidden) if trace in html] == []
            seen += 1
        else:
            assert f"অভিযোগ {bangla.digits(hidden.number)}" not in html.replace("আপনার পদের বিরুদ্ধে অভিযোগ", "")
    assert seen == 3


def test_the_respondent_reads_that_a_name_is_hidden_and_what_was_decided(hidden, signed_in, karim):
    html = signed_in(karim).get(reverse("desk_complaint", args=[hidden.number])).content.decode()
    assert "নাম গোপন" in html
    assert "ঠিক বলেছেন" in html


def test_an_open_identity_is_told_with_its_application(filed, signed_in, karim):
    grievance = filed()
    html = signed_in(karim).get(reverse("desk_complaint", args=[grievance.number])).content.decode()
    assert "রহিমা খাতুন" in html
    assert bangla.digits(grievance.case.number) in html


def test_the_case_page_tells_the_officer_of_an_open_complaint_and_never_of_a_hidden_one(filed, rf):
    from ongikar.grievances.parts import officer_case_part

    grievance = filed(identity_hidden=True)
    assert officer_case_part(request=rf.get("/"), case=grievance.case, now=LATER) is None
    Grievance.objects.filter(pk=grievance.pk).update(identity_hidden=False)
    assert officer_case_part(request=rf.get("/"), case=grievance.case, now=LATER)


def test_the_register_hides_the_name_too(hidden, office):
    [line] = book_named("grievances").rows(office, 2026)
    assert any(cell.startswith("নাম গোপন") for cell in line.texts)
    assert len(line.texts) == len(book_named("grievances").columns) == len(book_named("grievances").widths)
    assert not any(trace in cell for trace in traces(hidden) for cell in line.texts)


def test_the_decider_sees_who_complains(hidden, signed_in, salma):
    html = signed_in(salma).get(reverse("desk_grievance", args=[hidden.number])).content.decode()
    assert "রহিমা খাতুন" in html
    assert "০১৭০০০০০০০১" in html


@pytest.fixture
def letter(now):
    """`letter(subject)`: a paper kept with a case or a complaint, and its address."""

    def keep(thing):
        drawn = io.BytesIO()
        Image.new("RGB", (40, 30), "white").save(drawn, "JPEG")
        paper = keep_paper(
            office=thing.office,
            subject=thing.reference,
            title="কপি",
            content=clean_file(drawn.getvalue()),
            now=now,
        )
        return reverse("paper", args=[paper.pk])

    return keep


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_decider_opens_the_papers_of_the_case_from_the_page(hidden, letter, signed_in, salma, tongue):
    address, browser = letter(hidden.case), signed_in(salma)
    page = browser.get(f"{tongue}/desk/grievances/{hidden.number}/").content.decode()
    assert f'href="{tongue}{address}"' in page
    assert browser.get(address, follow=True)["Content-Type"] == "image/jpeg"
    # To read is all she may do there.
    assert browser.post(address).status_code == 405
    assert browser.get(reverse("case", args=[hidden.case.number])).status_code == 403


def test_papers_are_shut_to_a_tier_not_reached_and_of_cases_nobody_complained_of(
    filed, receive, letter, signed_in, salma, rafiq
):
    complained, other = letter(filed().case), letter(receive())
    assert signed_in(rafiq).get(complained).status_code == 404
    assert signed_in(salma).get(other).status_code == 404


def test_in_conflict_the_papers_are_shut_like_the_complaint(hidden, letter, signed_in, salma):
    type(hidden).objects.filter(pk=hidden.pk).update(respondent=hidden.current.post)
    assert signed_in(salma).get(letter(hidden.case)).status_code == 404


def test_a_paper_of_the_complaint_itself_is_shut_to_the_officer_complained_of(
    hidden, letter, signed_in, karim
):
    assert signed_in(karim).get(letter(hidden)).status_code == 404


@pytest.mark.parametrize("name", ["desk_grievances", "desk_grievance", "desk_grievance_act"])
def test_the_officer_complained_of_and_those_below_cannot_open_the_deciding_desk(
    filed, signed_in, karim, shirin, name
):
    grievance = filed()
    args = {
        "desk_grievances": [],
        "desk_grievance": [grievance.number],
        "desk_grievance_act": [grievance.number, "decide"],
    }
    for person in (karim, shirin):
        assert signed_in(person).get(reverse(name, args=args[name])).status_code == 403


def test_a_tier_it_has_not_reached_cannot_open_it(filed, signed_in, rafiq):
    grievance = filed()
    assert signed_in(rafiq).get(reverse("desk_grievance", args=[grievance.number])).status_code == 403


def test_an_assistant_does_not_read_complaints_about_the_officer(filed, signed_in, shirin):
    grievance = filed()
    browser = signed_in(shirin)
    assert browser.get(reverse("desk_complaint", args=[grievance.number])).status_code == 403
    assert grievance.number not in browser.get(reverse("desk_complaints")).content.decode()


def test_nobody_reaches_the_desks_without_signing_in(filed, client):
    number = filed().number
    for name, args in (
        ("desk_grievances", []),
        ("desk_grievance", [number]),
        ("desk_complaints", []),
        ("desk_complaint", [number]),
        ("messages", []),
    ):
        assert client.get(reverse(name, args=args)).status_code == 302


def test_a_text_without_hiding_is_told_as_written(filed):
    grievance = filed()
    assert text_for_respondent(grievance, grievance.text) == grievance.text


def test_only_the_officer_complained_of_answers(filed, desk, karim, shirin):
    from django.core.exceptions import PermissionDenied

    grievance = filed()
    with pytest.raises(PermissionDenied):
        actions.answer_complaint(grievance=grievance, words="আমি বলি।", actor=desk(shirin), now=LATER)
    actions.answer_complaint(grievance=grievance, words="কাগজ দেরিতে এসেছে।", actor=desk(karim), now=LATER)
    assert grievance.acts.filter(name="answer", words="কাগজ দেরিতে এসেছে।").exists()
