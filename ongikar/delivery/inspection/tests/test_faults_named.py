"""A finding says what is wrong: on the page, on a phone, in the task and in the report; never the rule."""

import io

import openpyxl
import pytest
from django.urls import reverse

from ongikar.core.i18n.say import override_language
from ongikar.delivery.inspection.comparison import compare
from ongikar.delivery.inspection.findings import fault_words, shown_words
from ongikar.delivery.inspection.finishing import finish_visit
from ongikar.delivery.inspection.models import Finding, Inspection
from ongikar.delivery.inspection.offline.views import parts_of
from ongikar.delivery.inspection.report import report_wording
from ongikar.delivery.inspection.retention import empty_inspection
from ongikar.people.models import GONE
from ongikar.questionnaires.actions import publish_version
from ongikar.questionnaires.actions.versions import read_workbook
from ongikar.rules.questionnaire.definition import Definition
from ongikar.rules.questionnaire.sheet_rows import standard_rows, survey_rows

from .inspections import CHECKLIST, GOOD, SEEN, begun, case_of

DATE = SEEN.date()


@pytest.fixture
def visited(inspection, say_all, karim):
    """Three items failed: one with its sentence, two of an older checklist."""

    def end(found, **failed):
        say_all(found, **(GOOD | failed))
        finish_visit(found, visited_on=DATE, actor=("user", karim.pk), now=SEEN)
        return Inspection.objects.with_related().get(pk=found.pk)

    return lambda: end(inspection, fire="no", locks="no")


def test_the_finding_its_task_and_the_report_say_the_fault(visited):
    found = visited()
    fire, locks = Finding.objects.order_by("pk")
    assert fire.words == fire.task.title == "ত্রুটি: আগুন নেভানোর যন্ত্রের মেয়াদ শেষ"
    # The older item has no sentence: it says honestly that its rule was not met.
    assert locks.words == locks.task.title == "এই নিয়ম মানা হয়নি: ঘরে দুটি তালা আছে"
    said = dict(report_wording(found).parts)["ত্রুটি ও কাজ"]
    assert "ত্রুটি: আগুন নেভানোর যন্ত্রের মেয়াদ শেষ:" in said
    assert "মেয়াদ আছে" not in said


def test_an_english_page_says_it_in_english(visited, signed_in, karim, time_machine):
    found = visited()
    time_machine.move_to(SEEN)
    page = signed_in(karim).get("/en" + reverse("inspection", args=[found.pk])).content.decode()
    assert page.count("Fault: The extinguisher is out of date") == 2
    assert "Not met: The room has two locks" in page


def test_what_retention_took_away_is_not_told_in_english_either(visited):
    found = visited()
    empty_inspection(found)
    asked = found.version.questions
    with override_language("en"):
        assert {shown_words(row, asked) for row in Finding.objects.all()} == {GONE}


def test_the_item_that_failed_says_it_on_screen_and_on_a_phone(
    inspection, say_all, signed_in, karim, time_machine
):
    time_machine.move_to(SEEN)
    say_all(inspection, fire="no", locks="no")
    browser = signed_in(karim)
    page = browser.get(reverse("inspection_part", args=[inspection.pk, 0])).content.decode()
    assert "ত্রুটি: আগুন নেভানোর যন্ত্রের মেয়াদ শেষ" in page
    assert "এই নিয়ম মানা হয়নি: ঘরে দুটি তালা আছে" in page
    for tongue, words in (("bn", "ত্রুটি: আগুন নেভানোর"), ("en", "Fault: The extinguisher is out")):
        with override_language(tongue):
            parts, _ = parts_of(inspection, DATE)
        [box] = [box for part in parts for box in part.boxes if box.name == "fire"]
        assert box.fault.startswith(words)
    pupils = [box for part in parts for box in part.boxes if box.name == "pupils"]
    assert [box.fault for box in pupils] == [""]


def test_beside_the_last_visit_what_is_wrong_is_named_by_its_fault(
    visited, service, lab, checklist, karim, say_all
):
    from .inspections import CODE

    visited()
    again = begun(case_of(service(CODE), lab, "again"), lab, checklist, karim)
    say_all(again, **(GOOD | {"fire": "no", "earth": "no"}))
    finish_visit(again, visited_on=DATE, actor=("user", karim.pk), now=SEEN)
    found = compare(Inspection.objects.with_related().get(pk=again.pk), "bn")
    assert found.fixed == {"locks": "ঘরে দুটি তালা আছে"}
    assert found.still == {"fire": "আগুন নেভানোর যন্ত্রের মেয়াদ শেষ"}
    assert found.new == {"earth": "এই নিয়ম মানা হয়নি: প্রতিটি কম্পিউটারে আর্থিং আছে"}


def test_a_name_of_a_task_in_an_older_checklist_stays_as_it_was_written():
    wires = Definition.from_data(CHECKLIST).by_name["wires"]
    assert fault_words(wires, "en") == "Cover the open wires"


def test_the_sheet_carries_the_sentence_in_both_languages_and_phones_of_others_do_not(checklist):
    asked = Definition.from_data(CHECKLIST)
    [row] = [row for row in survey_rows(asked) if row.get("name") == "fire"]
    said = {column: words for column, words in row.items() if column.startswith("fault::")}
    assert set(said.values()) == {"আগুন নেভানোর যন্ত্রের মেয়াদ শেষ", "The extinguisher is out of date"}
    assert "মেয়াদ শেষ" not in str(list(standard_rows(asked, "lab", 1)))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    sheet.append(["type", "name", "label::Bangla (bn)", "fault::Bangla (bn)", "fault::English (en)"])
    sheet.append(["select_one ok", "fire", "মেয়াদ আছে", "মেয়াদ শেষ", "Out of date"])
    listed = book.create_sheet("choices")
    listed.append(["list_name", "name", "label::Bangla (bn)", "points"])
    listed.append(["ok", "yes", "হ্যাঁ", 1])
    listed.append(["ok", "no", "না", 0])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id"])
    settings.append(["ল্যাব", "lab"])
    made = io.BytesIO()
    book.save(made)
    definition, faults, _ = read_workbook(made.getvalue())
    assert faults == []
    assert definition.by_name["fire"].fault == {"bn": "মেয়াদ শেষ", "en": "Out of date"}


def test_a_checklist_of_before_keeps_its_digest(office, checklist, karim):
    """What says nothing of a fault is the same data as ever: no new version by itself."""
    data = Definition.from_data(CHECKLIST).to_data()
    assert "fault" not in next(row for row in data["questions"] if row["name"] == "locks")
    again = publish_version(
        questionnaire=checklist.questionnaire,
        source=Definition.from_data(CHECKLIST),
        actor=("user", karim.pk),
        now=SEEN,
    )
    assert again == checklist
