"""From a public call to a certificate that anybody checks from the printed page; and the same by nomination.

Whoever applies does so on a phone or at a desk, with and without script; the office is at its desk.
"""

import re
from io import BytesIO

import pytest
import xlsxwriter

from tests.conftest import DESK, PHONE, Stage, set_up
from tests.navigation import follow_to_next_page

from . import training_steps as training
from .steps import assert_sees, assert_sees_no, text_of

pytestmark = [pytest.mark.browser, pytest.mark.once]
WAYS = {
    "bn on a phone without script": ("", PHONE, False),
    "en on a desk": ("/en", DESK, True),
    "bn on a desk": ("", DESK, True),
    "en on a phone without script": ("/en", PHONE, False),
    "bn on a phone": ("", PHONE, True),
    "en on a desk without script": ("/en", DESK, False),
    "bn on a desk without script": ("", DESK, False),
    "en on a phone": ("/en", PHONE, True),
}


def told_by(*usual: str) -> list:
    """These ways always; the others only where everything is run."""
    return [way if way in usual else pytest.param(way, marks=pytest.mark.slow) for way in WAYS]


PEOPLE = {"মোছা. নাজমা খাতুন": "01711000031", "মো. রুবেল হোসেন": "01711000032"}
WORDS = {
    "": {
        "chosen": "আপনার জন্য একটি আসন রাখা আছে",
        "refused": "অপেক্ষার তালিকায়",
        "enrolled": "আপনি ভর্তি আছেন",
        "valid": "সনদটি আসল",
        "all": "১০০%",
        "row": "সারি ২",
    },
    "/en": {
        "chosen": "A seat is kept for you",
        "refused": "waiting list",
        "enrolled": "You are enrolled",
        "valid": "This certificate is genuine and in force",
        "all": "100%",
        "row": "Row 2",
    },
}


@pytest.fixture
def stage(tmp_path_factory):
    """An office for each way: in a second story of one the course would stand twice on the list."""
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


@pytest.fixture
def seen(staff, someone, request):
    """`seen.desk("karim")` and `seen.person()` in the way of the test, and its words."""
    root, screen, scripts = WAYS[request.getfixturevalue("way")]

    class Seen:
        words = WORDS[root]

        @staticmethod
        def desk(name):
            page = staff(name, scripts=scripts)
            page.set_viewport_size(screen)
            return page

        @staticmethod
        def person():
            page = someone(scripts=scripts)
            page.set_viewport_size(screen)
            return page

    Seen.root = root
    return Seen


@pytest.mark.parametrize("way", told_by("bn on a phone without script"))
def test_from_the_call_to_a_certificate_checked_from_the_printed_page(stage, seen, way):
    root, words = seen.root, seen.words
    stage.it_is("2026-11-22T10:00:00")
    karim = seen.desk("karim")
    batch = training.plans_a_batch(karim, root, seats=1)
    training.publishes_the_call(karim, batch, service="citizen-6")
    numbers = {name: applies(seen.person(), root, name, mobile) for name, mobile in PEOPLE.items()}
    is_chosen(stage, seen, batch)

    stage.it_is("2026-12-03T11:00:00")
    pages = {name: tracks(seen.person(), root, numbers[name], PEOPLE[name]) for name in PEOPLE}
    # One seat: one of the two has it, and the other is told where they stand and why.
    (chosen,) = [name for name, page in pages.items() if words["chosen"] in text_of(page)]
    (other,) = set(PEOPLE) - {chosen}
    assert_sees(pages[other], words["refused"])
    takes_the_seat(pages[chosen])
    assert_sees(pages[chosen], words["enrolled"])

    (serial,) = is_taught_and_certified(stage, seen, batch)
    address = training.printed_address(seen.desk("karim"), root, serial)
    checker = seen.person()
    checker.goto(training.path_of(address, root))
    assert_sees(checker, chosen, words["valid"], words["all"])
    assert_sees_no(checker, other)


@pytest.mark.parametrize("way", told_by("en on a desk"))
def test_officers_are_nominated_chosen_trained_and_certified(stage, seen, way):
    root, words = seen.root, seen.words
    stage.it_is("2026-11-22T10:00:00")
    karim = seen.desk("karim")
    batch = training.plans_a_batch(karim, root, seats=2)
    training.publishes_the_call(karim, batch, service="institutional-3", audience="nominated")
    call = re.search(r"/desk(/training/T-[\d-]+/)", batch)[1]
    office = seen.person()
    nominates(office, root, call, [["মো. রুবেল হোসেন", "12345"]])
    # Nothing of a sheet with a fault is taken, and the office is told the line.
    assert_sees(office, words["row"])
    nominates(office, root, call, [[name, mobile] for name, mobile in PEOPLE.items()])
    is_chosen(stage, seen, batch)

    stage.it_is("2026-12-03T11:00:00")
    karim = seen.desk("karim")
    for roll in ("1001", "1002"):
        answers_by_phone(karim, batch, roll)
    serials = is_taught_and_certified(stage, seen, batch)
    assert len(serials) == len(set(serials)) == len(PEOPLE)
    karim = seen.desk("karim")
    checked = set()
    for serial in serials:
        checker = seen.person()
        checker.goto(training.path_of(training.printed_address(karim, root, serial), root))
        assert_sees(checker, words["valid"])
        checked |= {name for name in PEOPLE if name in text_of(checker)}
    assert checked == set(PEOPLE)


def is_chosen(stage, seen, batch: str) -> None:
    """Admitted, listed, drawn by two who read the same number, and told on the promised day."""
    stage.it_is("2026-11-26T17:30:00")
    karim = seen.desk("karim")
    training.admits_everybody(karim, batch)
    training.freezes_the_list(karim, batch)
    stage.it_is("2026-11-30T10:30:00")
    karim = seen.desk("karim")
    for person in (karim, seen.desk("shirin")):
        training.types_the_draw(person, batch)
    stage.it_is("2026-12-02T11:00:00")
    training.publishes_the_result(seen.desk("karim"), batch)
    stage.let_the_worker_work()


def is_taught_and_certified(stage, seen, batch: str) -> list[str]:
    """Two classes to which everybody comes; the serials of the certificates."""
    stage.it_is("2026-12-10T11:00:00")
    sessions = training.begins(seen.desk("karim"), batch)
    assert len(sessions) == 2
    for day, session in zip((13, 14), sessions, strict=True):
        stage.it_is(f"2026-12-{day}T13:30:00")
        training.marks_everybody_present(seen.desk("karim"), session)
    stage.it_is("2026-12-15T11:00:00")
    karim = seen.desk("karim")
    training.finishes_and_certifies(karim, batch, stage)
    return training.serials_of(karim, batch)


def applies(person, root: str, name: str, mobile: str) -> str:
    """From the questions to the receipt; the tracking number printed there."""
    person.goto(f"{root}/services/citizen-6/apply/")
    if person.locator("main [name=call]").first.get_attribute("type") == "radio":
        person.locator("main [name=call]").first.check(force=True)
    training.fill_in(
        person,
        born_on="2001-03-04",
        gender="female",
        education="hsc",
        experience="some",
        identity="nid",
        hopes="ঘরে বসে কাজ করতে চাই",
    )
    training.send_form(person)
    training.fill_in(person, kind="citizen", name=name, village="হরিদেবপুর", union="হরিদেবপুর", mobile=mobile)
    training.send_form(person)
    training.send_form(person)
    return text_of(person.locator(".trackno"))


def tracks(person, root: str, number: str, mobile: str):
    person.goto(f"{root}/track/")
    person.fill("[name=number]", number)
    training.send_form(person)
    if person.locator("[name=last_four]").count():
        person.fill("[name=last_four]", mobile[-4:])
        training.send_form(person)
    return person


def takes_the_seat(person) -> None:
    """The page asks who one is; in a demonstration it tells the code that the SMS brings."""
    follow_to_next_page(person, person.locator("main a[href$='/seat/']").first.click)
    training.send_form(person)
    person.fill("[name=code]", person.locator("main .inset b").inner_text())
    training.send_form(person)
    training.fill_in(person, answer="take")
    training.send_form(person)


def nominates(office, root: str, call: str, people: list[list[str]]) -> None:
    office.goto(f"{root}{call}nominate/")
    training.fill_in(office, institution="সমাজসেবা কার্যালয়", name="মো. আমিনুল ইসলাম", mobile="01711000039")
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        tab = book.add_worksheet()
        for row, line in enumerate([["নাম", "মোবাইল"], *people]):
            tab.write_row(row, 0, line)
    file = {"name": "list.xlsx", "mimeType": "application/octet-stream", "buffer": made.getvalue()}
    office.set_input_files("[name=sheet]", files=[file])
    training.send_form(office)


def answers_by_phone(karim, batch: str, roll: str) -> None:
    """What somebody said by phone, entered at the desk."""
    karim.goto(batch)
    form = karim.locator(f"main form[action$='/answer/{roll}/']").first
    follow_to_next_page(karim, form.locator("button[value=accept]").first.click)
