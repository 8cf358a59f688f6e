"""The diary on screen, on paper and as a spreadsheet: nothing that was corrected is lost from it."""

import io
from datetime import date

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from ongikar.books.diary_register import FileLines, diary_lines
from ongikar.core.i18n.say import override_language
from ongikar.letters.files.actions import open_file
from ongikar.letters.incoming import actions
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import Letter

pytestmark = pytest.mark.django_db
YEAR, SHIRIN = 2026, ("user", 2)


@pytest.fixture
def file(office, now):
    return open_file(
        office=office,
        number="05.55.8549.000.000.16.0002.26",
        title="ল্যাবের তালিকা",
        retention="ga",
        opened_on=now.date(),
        actor=SHIRIN,
        now=now,
    )


@pytest.fixture
def letter(office, now, file):
    received = ReceivedLetter(
        "ল্যাবের তালিকা প্রেরণ",
        date(2026, 11, 20),
        sender_name="শিক্ষা অফিস",
        their_memo="৪১২",
        their_date=date(2026, 11, 18),
        due_on=date(2026, 11, 26),
    )
    return enter_letter(office=office, letter=received, file=file, submission="one", actor=SHIRIN, now=now)


def test_a_line_says_from_whom_what_and_what_became_of_it(office, letter, now):
    actions.mark_letter(
        letter,
        to=office.posts.get(role="officer"),
        by=office.posts.get(role="officer"),
        actor=SHIRIN,
        now=now,
    )
    actions.note_reminder(
        letter, reminder=actions.Reminder(now.date(), "৪৩০"), submission="reminder", actor=SHIRIN, now=now
    )
    (line,) = diary_lines(office, YEAR)
    assert line.texts == (
        "১",
        "২০/১১/২০২৬",
        "শিক্ষা অফিস",
        "৪১২, ১৮/১১/২০২৬",
        "ল্যাবের তালিকা প্রেরণ",
        "হাতে",
        "২৬/১১/২০২৬",
        "উপজেলা আইসিটি অফিসার",
        "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬",
        "",
        "দেখা হচ্ছে; তোলা ২২/১১/২০২৬; তাগিদ ২২/১১/২০২৬ ৪৩০",
    )
    with override_language("en"):
        assert "entered 22/11/2026; reminder 22/11/2026 430" in diary_lines(office, YEAR)[0:1][0].texts[-1]


def test_what_was_corrected_stands_crossed_out_beside_what_holds(office, letter, now):
    for name in ("উপজেলা শিক্ষা অফিস", "উপজেলা মাধ্যমিক শিক্ষা অফিস"):
        actions.correct_letter(letter, values={"sender_name": name}, reason="ভুল", actor=SHIRIN, now=now)
    (line,) = diary_lines(office, YEAR)
    runs = [(run.text, run.is_struck) for run in line.marked_cells[2].runs if run.text != " "]
    assert runs == [
        ("শিক্ষা অফিস", True),
        ("উপজেলা শিক্ষা অফিস", True),
        ("উপজেলা মাধ্যমিক শিক্ষা অফিস", False),
    ]
    assert line.is_corrected
    assert "ঠিক করা ২২/১১/২০২৬" in line.texts[-1]


def test_the_index_counts_the_letters_and_notes_of_a_file(office, letter, file):
    lines = FileLines(office, YEAR)
    assert len(lines) == 1
    (line,) = lines
    assert line.texts[:6] == (
        "১",
        "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬",
        "ল্যাবের তালিকা",
        "২২/১১/২০২৬",
        "গ শ্রেণি",
        "১",
    )
    assert len(FileLines(office, YEAR - 1)) == 0


@pytest.mark.parametrize("book", ["diary", "files"])
@pytest.mark.parametrize("root", ["", "/en"])
def test_both_are_shown_printed_and_handed_out_as_a_spreadsheet(signed_in, karim, letter, book, root):
    desk = signed_in(karim)
    assert "ল্যাবের তালিকা" in desk.get(f"{root}/desk/books/{book}/{YEAR}/").content.decode()
    pdf = desk.get(f"{root}/desk/books/{book}/{YEAR}.pdf")
    assert len(pypdfium2.PdfDocument(io.BytesIO(pdf.content))) == 1
    sheet = desk.get(f"{root}/desk/books/{book}/{YEAR}.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert any("ল্যাবের তালিকা" in str(cell) for row in rows for cell in row)


def test_every_serial_of_the_year_has_a_line(office, now, letter):
    for n in range(3):
        enter_letter(
            office=office,
            letter=ReceivedLetter(f"বিষয় {n}", now.date()),
            submission=f"letter {n}",
            actor=SHIRIN,
            now=now,
        )
    assert [line.texts[0] for line in diary_lines(office, YEAR)] == ["১", "২", "৩", "৪"]
    assert Letter.objects.count() == 4
