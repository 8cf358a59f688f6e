"""The lists of complaints and of messages, a page at a time: every line once, in its order, few or many."""

import re

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.exports.models import Export
from ongikar.grievances import actions
from ongikar.grievances.desk import ComplaintsAboutUs, ComplaintsToDecide
from ongikar.grievances.handling import stage_list
from ongikar.grievances.models import Grievance
from ongikar.grievances.parts import unanswered_complaints
from ongikar.notices import tray
from ongikar.records.list_files import MAKER, columns_of, plain_value, records_of
from ongikar.records.registry import LISTS
from ongikar.rules.bangla.text import digits, latin_digits

from .conftest import LATER, MINUTE

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'class="who" href="/desk/(?:grievances|complaints)/([\d-]+)/"')
MARK = re.compile(r'rel="next" href="([^"]+)"')


@pytest.fixture
def several(office, receive, now, time_machine):
    """Seven complaints about Karim's work, some of them with the same due moment, before Salma."""
    for n in range(7):
        actions.file_complaint(
            office=office,
            case=receive(now=now),
            text="উত্তর পাইনি।",
            submission=f"several-{n}",
            now=LATER + n // 2 * MINUTE,
        )
    time_machine.move_to(LATER + 10 * MINUTE)
    return list(Grievance.objects.order_by("pk").values_list("number", flat=True))


def numbers_by_page(browser, address: str) -> list[list[str]]:
    """The numbers on each page, from the first to the last."""
    pages = []
    while address:
        html = browser.get(address).content.decode()
        pages.append(NUMBER.findall(html))
        found = MARK.search(html)
        address = found[1].replace("&amp;", "&") if found else ""
        assert len(pages) < 20
    return pages


@pytest.mark.parametrize("counted", [100, 3])
def test_the_desk_tells_each_once_whether_it_is_found_or_walked(
    several, signed_in, salma, monkeypatch, counted
):
    monkeypatch.setattr(ComplaintsToDecide, "page_of_list", 3)
    monkeypatch.setattr(stage_list, "COUNTED_UP_TO", counted)
    browser = signed_in(salma)
    pages = numbers_by_page(browser, reverse("desk_grievances"))
    assert pages == [several[:3], several[3:6], several[6:]]
    first = HTMLParser(browser.get(reverse("desk_grievances")).content.decode())
    tabs = [latin_digits(link.text(strip=True, separator=" ")) for link in first.css(".views a")]
    assert tabs[0] == f"সব খোলা {'7' if counted == 100 else '3+'}"


def test_a_mark_that_is_none_shows_the_first_page(several, signed_in, salma):
    for after in ("x", "1.2.3", "9" * 60, "%00", "-1.1"):
        html = signed_in(salma).get(reverse("desk_grievances"), {"after": after}).content.decode()
        assert NUMBER.findall(html) == several


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_what_is_settled_is_a_list_of_its_own_the_last_first(
    several, signed_in, salma, desk, monkeypatch, tongue
):
    monkeypatch.setattr(ComplaintsToDecide, "page_of_list", 2)
    for grievance in Grievance.objects.order_by("pk")[:3]:
        actions.decide(
            stage=grievance.stages.get(),
            decision="সঠিক।",
            reasons="দেরির কারণ নেই।",
            remedy="",
            upheld=True,
            actor=desk(salma),
            now=LATER + 10 * MINUTE,
        )
    browser, address = signed_in(salma), reverse("desk_grievances")
    assert [len(page) for page in numbers_by_page(browser, address)] == [2, 2]
    pages = numbers_by_page(browser, f"{address}?tab=settled")
    assert pages == [several[2:0:-1], several[:1]]
    html = browser.get(f"{tongue}{address}?tab=settled").content.decode()
    assert 'class="act"><a' not in html


def test_the_late_and_what_is_due_soon_are_told_apart(several, signed_in, salma, time_machine):
    due_at = Grievance.objects.earliest("pk").current.clock.due_at
    time_machine.move_to(due_at + MINUTE)
    browser, address = signed_in(salma), reverse("desk_grievances")
    (late,), (soon,) = (numbers_by_page(browser, f"{address}?tab={tab}") for tab in ("late", "soon"))
    assert late
    assert [*late, *soon] == several
    assert 'class="late-text"' in browser.get(address).content.decode()


@pytest.mark.parametrize("counted", [100, 3])
def test_late_and_soon_are_the_same_be_they_few_or_many(
    several, signed_in, salma, time_machine, monkeypatch, counted
):
    monkeypatch.setattr(stage_list, "COUNTED_UP_TO", counted)
    monkeypatch.setattr(ComplaintsToDecide, "page_of_list", 2)
    time_machine.move_to(Grievance.objects.earliest("pk").current.clock.due_at + MINUTE)
    browser, address = signed_in(salma), reverse("desk_grievances")
    pages = [numbers_by_page(browser, f"{address}?tab={tab}") for tab in ("late", "soon")]
    assert [number for tab in pages for page in tab for number in page] == several


@pytest.mark.parametrize("number", [lambda typed: typed, lambda typed: digits(typed, "bn")])
def test_a_number_opens_its_complaint_and_words_find_it(several, signed_in, salma, karim, number):
    wanted = several[3]
    browser, address = signed_in(salma), reverse("desk_grievances")
    opened = browser.get(address, {"q": number(wanted)})
    assert opened["Location"] == reverse("desk_grievance", args=[wanted])
    part = number(wanted[-11:])
    assert NUMBER.findall(browser.get(address, {"q": part}).content.decode()) == [wanted]
    found = NUMBER.findall(browser.get(address, {"q": "উত্তর পাইনি"}).content.decode())
    assert found == several[::-1]
    assert not NUMBER.findall(browser.get(address, {"q": "এমন কথা কেউ বলেনি"}).content.decode())
    about_us = signed_in(karim).get(reverse("desk_complaints"), {"q": part}).content.decode()
    assert NUMBER.findall(about_us) == [wanted]


@pytest.mark.parametrize("typed", ["%00", "ক" * 500, "' OR 1=1 --", "%", "_"])
def test_odd_words_find_nothing_and_break_nothing(several, signed_in, salma, karim, typed):
    for person, name in ((salma, "desk_grievances"), (karim, "desk_complaints")):
        answer = signed_in(person).get(reverse(name), {"q": typed})
        assert answer.status_code == 200
        assert not NUMBER.findall(answer.content.decode())


def test_the_row_says_the_matter_and_no_name_however_it_is_written(
    office, receive, signed_in, salma, karim, now, time_machine
):
    """Also of one who complains in their own name: a list is no recorded reading, and gives whoever is
    complained of none of its words.
    """
    case = receive(now=now)
    case.applicant.name = "জরিনা বিবি"
    case.applicant.save(update_fields=["name"])
    actions.file_complaint(
        office=office,
        case=case,
        text="জরিনার কম্পিউটার ছয় সপ্তাহে ঠিক হয়নি, ফোন ০১৭০০০০০০০১।\nজরিনা",
        submission="matter",
        now=LATER,
    )
    time_machine.move_to(LATER + MINUTE)
    said = "•••র কম্পিউটার ছয় সপ্তাহে ঠিক হয়নি, ফোন •••।"
    for person, name, matter in (
        (salma, "desk_grievances", said),
        (karim, "desk_complaints", "কথা দেওয়া সময়ে সেবা পাইনি"),
    ):
        page = HTMLParser(signed_in(person).get(reverse(name)).content.decode())
        assert page.css_first(".list .who").text() == matter


def test_a_file_of_the_list_holds_what_was_before_who_ordered_it(several, signed_in, salma, karim, desk):
    for person, name in ((salma, "desk_grievances"), (karim, "desk_complaints")):
        assert signed_in(person).post(reverse(f"{name}_file")).status_code == 302
        export = Export.objects.filter(maker=MAKER.name).latest("id")
        listed = LISTS[name]
        narrowed = listed.narrow_rows(export.office, export.arguments)
        rows = list(records_of(listed, export.office, narrowed))
        assert len(rows) == len(several)
        shown = [plain_value(listed, column, rows[0]) for column in columns_of(listed)]
        assert ("উত্তর পাইনি।" in shown) == (name == "desk_grievances")
        assert not [each for each in shown if "রহিমা" in str(each)]


def test_the_officer_goes_through_all_complaints_the_newest_first(several, signed_in, karim, monkeypatch):
    monkeypatch.setattr(ComplaintsAboutUs, "page_of_list", 3)
    newest = several[::-1]
    pages = numbers_by_page(signed_in(karim), reverse("desk_complaints"))
    assert pages == [newest[:3], newest[3:6], newest[6:]]


def test_the_oldest_unanswered_are_found_behind_those_that_were_answered(several, office, karim, desk):
    for grievance in Grievance.objects.order_by("pk")[:4]:
        actions.answer_complaint(
            grievance=grievance, words="কারণ জানানো হলো।", actor=desk(karim), now=LATER + 10 * MINUTE
        )
    found = unanswered_complaints(desk(karim), office.pk, 2)
    assert [each.number for each in found] == several[4:6]


@pytest.mark.parametrize("few", [200, 1])
def test_messages_go_on_from_the_last_one_shown(several, office, salma, desk, pass_time, monkeypatch, few):
    monkeypatch.setattr(tray, "FEW_GRIEVANCES", few)
    pass_time(LATER + 10 * MINUTE)
    every = tray.visible_messages(desk(salma), office.pk, before=None, most=500)
    assert len(every) >= 7
    shown, before = [], None
    while page := tray.visible_messages(desk(salma), office.pk, before=before, most=4):
        shown += page
        before = page[-1].pk
    assert [each.pk for each in shown] == [each.pk for each in every]


def test_the_one_search_finds_a_complaint_as_its_list_does(several, signed_in, salma, karim, shirin):
    number = several[0]

    def found(person, typed: str) -> list[str]:
        answer = signed_in(person).get("/desk/search/", {"q": typed})
        if answer.status_code == 302:
            return [answer["Location"]]
        return [each.attributes["href"] for each in HTMLParser(answer.text).css("[data-results] li a")]

    page = reverse("desk_grievance", args=[number])
    assert found(salma, number) == found(salma, digits(number)) == [page]
    assert page in found(salma, "উত্তর পাইনি")
    # Whoever is complained of finds it by its number, and not by the words of whoever complains.
    assert reverse("desk_complaint", args=[number]) in found(karim, number)
    assert not any("complaints/8549" in each for each in found(karim, "উত্তর পাইনি"))
    # Nobody is told of what is not before them.
    assert not any(number in each for each in found(shirin, number))
