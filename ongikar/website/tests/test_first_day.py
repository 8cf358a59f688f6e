"""The first day: what a file would change is seen, then written once, whole; a bad row holds up no other."""

import io
from datetime import timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.models import Case
from ongikar.charter.documents.xlsx import sheet_cells
from ongikar.charter.models import charter_in_force
from ongikar.offices.models import Place
from ongikar.people.models import Contact
from ongikar.website.first_day.questions import needed_questions
from ongikar.website.first_day.tables import TABLES

pytestmark = pytest.mark.django_db
DAY = timezone.localdate() - timedelta(days=9)
PLACES = [
    ["ধরন", "জায়গার নাম", "ইউনিয়ন", "ইআইআইএন"],
    ["শিক্ষাপ্রতিষ্ঠান", "নমুনা কলেজ", "সদ্যপুষ্করিণী", "১২৭৯৯৯"],
    ["School", "রংপুর নমুনা স্কুল", "", ""],
]
CONTACTS = [
    ["প্রতিষ্ঠান", "পদ", "নাম", "মোবাইল", "E-mail"],
    ["নমুনা কলেজ", "অধ্যক্ষ", "লাভলী বেগম", "1700000021", "head@college.example"],
]
CASES = [
    ["পুরোনো নম্বর", "সেবা", "পাওয়ার তারিখ", "আবেদনকারী", "মোবাইল", "কী চেয়েছেন"],
    ["১২/২৬", "citizen-1", DAY.strftime("%d/%m/%Y"), "তপন রায়", "01700000022", "ল্যাবের তালিকা চাই"],
]


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def workbook(*sheets) -> SimpleUploadedFile:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if str(value).startswith("="):
                        sheet.write_formula(number, column, value, None, "লেখা")
                    elif value != "":
                        sheet.write(number, column, value)
    return SimpleUploadedFile("brought.xlsx", made.getvalue())


def give(desk, *sheets):
    return desk.post("/desk/first-day/", {"file": workbook(*sheets)})


def counts(answer) -> dict[str, str]:
    page = HTMLParser(answer.text)
    return {each.attributes["href"]: each.css_first("b").text() for each in page.css(".counts a")}


def write(desk, answer, **more):
    seen = HTMLParser(answer.text).css_first("[name=seen]").attributes["value"]
    return desk.post("/desk/first-day/", {"seen": seen}, **more)


@pytest.mark.fast
def test_a_file_is_seen_then_written_once(desk):
    answer = give(desk, PLACES, CONTACTS, CASES)
    assert counts(answer) == {"#new": "৪"}
    assert not Contact.objects.exists()
    assert write(desk, answer).status_code == 302
    assert Place.objects.get(eiin="127999").union == "সদ্যপুষ্করিণী"
    assert Contact.objects.get().mobile == "+8801700000021"
    # The same file twice is once, and so is the same press.
    again = give(desk, PLACES, CONTACTS, CASES)
    assert counts(again) == {"#same": "৪"}
    assert HTMLParser(again.text).css_first("main form button") is None
    assert write(desk, answer).status_code == 409
    assert Case.objects.count() == Contact.objects.count() == 1


def test_a_running_case_keeps_its_day_and_says_that_it_was_carried_over(desk):
    write(desk, give(desk, CASES))
    case = Case.objects.get()
    assert timezone.localdate(case.received_at) == DAY
    assert timezone.localdate(case.clock.started_at) == DAY
    assert timezone.localdate(case.entered_at) == timezone.localdate()
    page = desk.get(f"/desk/cases/{case.number}/").text
    assert "পুরোনো রেজিস্টার থেকে আনা (নম্বর ১২/২৬)" in page
    for address in ("/desk/cases/", "/desk/today/", f"/desk/books/services/{case.fiscal_year}/"):
        assert desk.get(address).status_code == 200


def test_what_changed_is_shown_beside_what_stands_there_and_an_empty_cell_erases_nothing(desk):
    write(desk, give(desk, CONTACTS))
    changed = [CONTACTS[0], ["নমুনা কলেজ", "অধ্যক্ষ", "রহিমা সুলতানা", "", ""]]
    answer = give(desk, changed)
    assert counts(answer) == {"#changed": "১"}
    assert HTMLParser(answer.text).css_first("main s").text() == "লাভলী বেগম"
    write(desk, answer)
    contact = Contact.objects.get()
    assert (contact.name, contact.mobile) == ("রহিমা সুলতানা", "+8801700000021")
    assert contact.changes.get().old == "লাভলী বেগম"


def test_what_changed_meanwhile_is_shown_again_and_nothing_is_written(desk):
    answer = give(desk, PLACES, CONTACTS)
    write(desk, give(desk, CONTACTS))
    again = write(desk, answer)
    assert again.status_code == 409
    assert counts(again) == {"#new": "২", "#same": "১"}
    assert not Place.objects.filter(eiin="127999").exists()
    assert write(desk, again).status_code == 302
    assert Place.objects.filter(eiin="127999").exists()


@pytest.mark.parametrize(
    ("sheet", "row", "why"),
    [
        (PLACES, ["চাঁদ", "কোথাও", "", ""], "ধরন চেনা যায়নি"),
        (PLACES, ["School", "", "", "127999"], "নাম লেখা নেই"),
        (PLACES, ["School", "কোথাও", "", "12799"], "৬টি সংখ্যার"),
        (PLACES, ["School", "নমুনা কলেজ", "", "127999"], "সারিতেও আছে"),
        (CONTACTS, ["অফিস", "কর্মকর্তা", "", "01711000001, 01711000002, 01911000003", ""], "এক ঘরে ৩টি মোবাইল"),
        (CONTACTS, ["অফিস", "কর্মকর্তা", "", "0171100000", ""], "১টি সংখ্যা কম"),
        (CONTACTS, ["অফিস", "কর্মকর্তা", "", "", "রহিমা"], "ই-মেইল"),
        (CONTACTS, ["অ" * 301, "কর্মকর্তা", "", "", ""], "৩০০ অক্ষরের বেশি"),
        (CASES, ["৯", "চাঁদে ভ্রমণ", "1/11/2026", "তপন", "", ""], "এই নামের সেবা নেই"),
        (CASES, ["৯", "citizen-1", "৩১/২/২০২৬", "তপন", "", ""], "তারিখটি পড়া যায়নি"),
        (CASES, ["৯", "citizen-1", "1/1/2099", "তপন", "", ""], "এখনো আসেনি"),
        (CASES, ["৯", "citizen-1", "1/1/1999", "তপন", "", ""], "দুই বছরের বেশি"),
        (CASES, ["৯", "citizen-1", "", "তপন", "", ""], "তিনটিই লাগে"),
        (CASES, ["৯", "internal-3", DAY.isoformat(), "তপন", "", ""], "নিজস্ব কাজ"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason_and_holds_up_no_other(desk, sheet, row, why):
    answer = give(desk, [*sheet, row])
    assert counts(answer)["#refused"] == "১"
    refused = HTMLParser(answer.text).css_first("section[aria-labelledby=refused]").text()
    assert why in refused
    assert f"সারি {len(sheet) + 1}".translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) in refused
    assert write(desk, answer).status_code == 302


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a workbook",
        b"PK\x03\x04 torn",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
)
def test_what_is_no_workbook_gets_a_sentence(desk, content):
    answer = desk.post("/desk/first-day/", {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422
    assert HTMLParser(answer.text).css_first(".errors a").text()


def test_a_workbook_without_known_headings_says_so(desk):
    answer = give(desk, [["এক", "দুই"], ["১", "২"]])
    assert "শিরোনাম চেনা যায়নি" in answer.text


def test_a_formula_is_not_run_and_its_saved_value_is_what_counts(desk):
    answer = give(desk, [CONTACTS[0], ["নমুনা কলেজ", "অধ্যক্ষ", '=HYPERLINK("http://x","y")', "", ""]])
    write(desk, answer)
    assert Contact.objects.get().name == "লেখা"


def test_rows_that_hold_nothing_cost_nothing(desk):
    rows = [*CONTACTS, *([[""]] * 5)]
    book = workbook(rows)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as large:
        sheet = large.add_worksheet()
        grey = large.add_format({"bg_color": "#eeeeee"})
        for column, head in enumerate(CONTACTS[0]):
            sheet.write(0, column, head)
        for number in range(1, 60_000):
            sheet.write_blank(number, 0, None, grey)
        sheet.write(60_000, 0, "নমুনা কলেজ")
        sheet.write(60_000, 1, "অধ্যক্ষ")
    assert book.size
    answer = desk.post("/desk/first-day/", {"file": SimpleUploadedFile("large.xlsx", made.getvalue())})
    assert counts(answer) == {"#new": "১"}


def test_more_rows_than_are_read_are_refused_whole(desk):
    rows = [["প্রতিষ্ঠান", "পদ"], *([f"দপ্তর {n}", "কর্মকর্তা"] for n in range(2_001))]
    assert "২,০০০-এর বেশি সারি" in give(desk, rows).text


@pytest.mark.parametrize("seen", ["", "x", "eyJ:abc:def"])
def test_what_was_not_seen_is_not_written(desk, seen):
    assert desk.post("/desk/first-day/", {"seen": seen}).url == "/desk/first-day/"
    assert not Contact.objects.exists()


def test_what_another_saw_is_not_written(desk, signed_in, shirin):
    answer = give(desk, CONTACTS)
    write(signed_in(shirin), answer)
    assert not Contact.objects.exists()


def test_the_sample_is_read_as_what_it_is(desk):
    sample = desk.get("/en/desk/first-day/sample.xlsx").content
    answer = desk.post("/desk/first-day/", {"file": SimpleUploadedFile("s.xlsx", sample)})
    # It has headings alone, so there is nothing to bring.
    assert answer.status_code == 422


# What the promise rests on, a row for each service that asks for it, as an office would write it.
ANSWERED = {
    "citizen-5": {
        "About what": "money",
        "How do things stand": "It has happened before",
        "কী চেয়েছেন": "বিকাশ",
    },
    "institutional-1": {
        "Date of the letter": DAY.strftime("%d/%m/%Y"),
        "Asked for by": (DAY + timedelta(days=4)).strftime("%d/%m/%Y"),
        "What is asked for": "ল্যাবের সংখ্যা\nচালু কম্পিউটার",
    },
    "institutional-2": {"কোন দিন": (DAY + timedelta(days=3)).isoformat(), "Begins at": "0.4375"},
    "citizen-6": {"Age, in years": "২৩"},
}


@pytest.mark.parametrize("code", ANSWERED)
def test_what_a_service_asks_comes_as_columns_of_the_sheet(desk, code):
    heads = [*CASES[0], *ANSWERED[code]]
    row = ["১৩/২৬", code, *CASES[1][2:], *ANSWERED[code].values()]
    without = ["১৪/২৬", code, *CASES[1][2:]]
    answer = give(desk, [heads, row, without])
    refused = HTMLParser(answer.text).css_first("section[aria-labelledby=refused]")
    assert counts(answer) == {"#new": "১", "#refused": "১"}
    assert "১৪/২৬" in refused.text()
    assert "“" in refused.text()
    write(desk, answer)
    case = Case.objects.get()
    kept = case.answers
    match code:
        case "citizen-5":
            # Whoever wrote no choice is told which there are.
            assert "মোবাইল ব্যাংকিং বা টাকার প্রতারণা" in refused.text()
            assert (kept["topic"], kept["when"], kept["question"]) == ("money", "before", "বিকাশ")
        case "institutional-1":
            # The day that the letter names is the promise, though it has passed since; a closed one leads to
            # the next that is open.
            named = DAY + timedelta(days=4)
            assert timezone.localdate(case.clock.due_at) == case.office.calendar.next_open_day(
                named - timedelta(days=1)
            )
            assert kept["items"].splitlines() == ["ল্যাবের সংখ্যা", "চালু কম্পিউটার"]
        case "institutional-2":
            assert kept["begins_at"] == "10:30:00"
        case "citizen-6":
            assert kept["age"] == 23
    assert desk.get(f"/desk/cases/{case.number}/").status_code == 200


def test_the_sample_has_every_question_on_which_a_promise_rests(desk, office):
    today = timezone.localdate()
    asked = list(needed_questions(charter_in_force(office, today).services, today))
    assert len({row.kind for row, _ in asked}) >= 5
    sheets = sheet_cells(desk.get("/en/desk/first-day/sample.xlsx").content)
    heads = [text for (line, _), text in sheets[2].items() if line == 0]
    assert len(heads) == len(set(heads))
    own = {words for table in TABLES.values() for words in sum(table.columns.values(), ())}
    for _, question in asked:
        assert question.words["en"] in heads
        # A column of the table's own would never be read as an answer.
        assert not own & set(question.words.values())
