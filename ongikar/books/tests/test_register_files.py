"""Registers too long for a page: ordered, printed in volumes that carry the serials on, and as one
spreadsheet.
"""

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from ongikar.books import book_views, register_exports, register_files
from ongikar.books.registry import RegisterLine, StreamedLines, line_count
from ongikar.books.service_register import SERVICE_REGISTER
from ongikar.cases import actions
from ongikar.cases.models import RegisterYear
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.exports.models import Export

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def seven(receive, now):
    """Seven cases, one of them withdrawn."""
    cases = [receive("citizen-1", now=now) for _ in range(7)]
    actions.withdraw(cases[2], words="আর লাগবে না", now=now + timedelta(hours=1))
    return cases


@pytest.fixture
def long_from(monkeypatch):
    """`long_from(lines)`: a book of more lines than that is long, and so is a volume."""

    def do(lines: int) -> None:
        monkeypatch.setattr(register_files, "LINES_A_VOLUME", lines)
        for name in ("PRINTED", "SPREADSHEET"):
            monkeypatch.setattr(book_views, name, replace(getattr(book_views, name), most_at_once=lines))

    return do


def ordered(desk, address: str) -> Export:
    answer = desk.post(address)
    assert answer.status_code == 302
    return Export.objects.get(pk=int(re.search(r"/desk/exports/(\d+)/", answer["Location"])[1]))


def made(export: Export) -> Export:
    leased = lease_next_export(timezone.now())
    assert make_leased_export(leased.pk, leased.lease, timezone.now)
    export.refresh_from_db()
    assert export.ready_at, export.fault
    return export


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_a_short_book_comes_at_once_and_orders_nothing(desk, seven):
    assert desk.get(f"/desk/books/services/{YEAR}.xlsx").content.startswith(b"PK")
    assert desk.get(f"/desk/books/services/{YEAR}.pdf").content.startswith(b"%PDF")
    assert not Export.objects.exists()


@pytest.mark.parametrize(("root", "words"), [("", "রেজিস্টারটি বড়"), ("/en", "This register is long")])
def test_a_long_book_offers_to_have_its_files_made_and_reading_orders_nothing(
    root, words, desk, seven, long_from
):
    page = f"{root}/desk/books/services/{YEAR}/?state=received"
    assert words not in desk.get(page).content.decode()
    long_from(3)
    html = desk.get(page).content.decode()
    assert words in html
    for form in ("xlsx", "pdf"):
        assert f'formaction="{root}/desk/books/services/{YEAR}.{form}?state=received"' in html
        answer = desk.get(f"{root}/desk/books/services/{YEAR}.{form}?state=received")
        assert (answer.status_code, answer["Location"]) == (302, page)
    assert not Export.objects.exists()


def test_the_spreadsheet_that_is_ordered_is_the_one_that_comes_at_once(desk, seven):
    at_once = desk.get(f"/desk/books/services/{YEAR}.xlsx").content
    export = made(ordered(desk, f"/desk/books/services/{YEAR}.xlsx"))
    rows = [
        CalamineWorkbook.from_filelike(io.BytesIO(each)).get_sheet_by_index(0).to_python()
        for each in (at_once, export.path.read_bytes())
    ]
    assert rows[0] == rows[1]
    assert (export.file_name, export.lines) == (f"services-{YEAR}.xlsx", 7)


def test_what_the_page_is_narrowed_by_is_ordered_and_nothing_else_that_stands_in_the_address(desk, seven):
    export = ordered(desk, f"/en/desk/books/services/{YEAR}.xlsx?state=withdrawn&month=nonsense&page=7&x=%00")
    assert export.arguments == {"slug": "services", "year": str(YEAR), "state": "withdrawn"}
    assert export.lines == 1
    assert export.title_en == "Service register, 2026–27, Withdrawn · XLSX, in English"
    assert "সেবা রেজিস্টার" in export.title_bn
    assert ordered(desk, f"/en/desk/books/services/{YEAR}.xlsx?state=withdrawn") == export


def test_a_printed_register_carries_its_serials_from_volume_to_volume(desk, seven, long_from):
    long_from(3)
    export = made(ordered(desk, f"/en/desk/books/services/{YEAR}.pdf"))
    assert (export.file_name, export.lines) == (f"services-{YEAR}.zip", 7)
    with zipfile.ZipFile(export.path) as bundle:
        names = bundle.namelist()
        texts = [text_of(bundle.read(name)) for name in names]
    assert names == [f"services-{YEAR}-{part}.pdf" for part in ("000-contents", "001", "002", "003")]
    contents, first, second, third = texts
    assert "Volume 1 · No. 1 – 3" in first
    assert "carried forward" not in first
    assert "Volume 2 · No. 4 – 6 · carried forward from earlier volumes: 3 lines" in second
    assert "Volume 3 · No. 7 · carried forward from earlier volumes: 6 lines" in third
    for words in ("Contents of the volumes", "1 – 3", "4 – 6", f"services-{YEAR}-003.pdf", "7 in all"):
        assert words in contents
    # The reason stands below the only volume that has a line crossed out.
    assert [("No line is ever removed" in text) for text in texts] == [False, True, False, False]
    # A number that is wider than its column is broken after a stroke.
    whole = re.sub(r"[\s\u200b]", "", second)
    assert [number in whole for number in (seven[3].number, seven[2].number)] == [True, False]


def test_a_bangla_register_says_the_same_in_bangla(desk, seven, long_from):
    long_from(3)
    export = made(ordered(desk, f"/desk/books/services/{YEAR}.pdf"))
    with zipfile.ZipFile(export.path) as bundle:
        second = text_of(bundle.read(f"services-{YEAR}-002.pdf"))
    assert "খণ্ড ২ · ক্রমিক ৪ – ৬ · আগের খণ্ড থেকে জের: ৩টি ভুক্তি" in second


def test_as_many_lines_as_a_volume_holds_are_one_paper_that_speaks_of_no_volume(desk, seven, long_from):
    long_from(7)
    export = made(ordered(desk, f"/en/desk/books/services/{YEAR}.pdf"))
    assert export.file_name == f"services-{YEAR}.pdf"
    assert "Volume" not in text_of(export.path.read_bytes())


def test_a_volume_of_long_words_has_fewer_lines(monkeypatch):
    monkeypatch.setattr(register_files, "LETTERS_A_VOLUME", 10)
    lines = [RegisterLine((words,)) for words in ("ক" * 4, "ক" * 6, "ক", "ক" * 12, "ক")]
    parts = list(register_files.parts_of(lines))
    assert [(number, len(part), is_last) for number, part, is_last in parts] == [
        (1, 2, False),
        (2, 1, False),
        (3, 1, False),
        (4, 1, True),
    ]
    assert [line for _, part, _ in parts for line in part] == lines


def test_a_volume_of_the_longest_words_is_set_within_the_memory_it_may_take(office):
    book = register_files.book_named("information")
    words = "কয়টি ল্যাব চালু আছে, কোন কোন স্কুলে, কবে থেকে, কার দায়িত্বে? "
    lines = (RegisterLine((str(n), "", "", "", words * 45, "")) for n in range(500))
    _, lines, _ = next(register_files.parts_of(lines))
    assert len(lines) > 100
    data = register_exports.register_page_data(book, office, "২০২৬–২৭", lines, note="")
    assert register_files.render_apart("register", data).startswith(b"%PDF")


def test_a_register_without_a_line_is_made_too(desk, office):
    assert "কোনো ভুক্তি নেই" in text_of(
        made(ordered(desk, f"/desk/books/services/{YEAR}.pdf")).path.read_bytes()
    )


def test_after_a_fall_only_the_volumes_that_are_missing_or_changed_are_set_again(
    desk, seven, long_from, monkeypatch
):
    long_from(3)
    export, set_again = ordered(desk, f"/desk/books/services/{YEAR}.pdf"), []
    whole = register_files.render_apart

    def falling(template, data):
        if len(set_again) == 2:
            raise RuntimeError("killed")
        set_again.append(data["volume"])
        return whole(template, data)

    monkeypatch.setattr(register_files, "render_apart", falling)
    leased = lease_next_export(timezone.now())
    with pytest.raises(RuntimeError):
        make_leased_export(leased.pk, leased.lease, timezone.now)
    # What the office does meanwhile is in the book that is made at last.
    actions.withdraw(seven[4], words="ভুল করে দিয়েছি", now=timezone.now())
    set_again.clear()
    monkeypatch.setattr(
        register_files, "render_apart", lambda *asked: set_again.append(asked[1]["volume"]) or whole(*asked)
    )
    Export.objects.update(leased_until=timezone.now())
    made(export)
    assert [words.partition(" ·")[0] for words in set_again] == ["খণ্ড ২", "খণ্ড ৩", "খণ্ডের সূচি"]
    with zipfile.ZipFile(export.path) as bundle:
        assert "ভুল করে দিয়েছি" in text_of(bundle.read(f"services-{YEAR}-002.pdf"))


def test_a_register_longer_than_a_sheet_goes_on_on_the_next_with_its_own_head(desk, seven, monkeypatch):
    monkeypatch.setattr(register_exports, "MOST_LINES_A_SHEET", 3)
    export = made(ordered(desk, f"/desk/books/services/{YEAR}.xlsx"))
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(export.path.read_bytes()))
    sheets = [workbook.get_sheet_by_index(n).to_python() for n in range(3)]
    assert [[row[0] for row in sheet[2:5]] for sheet in sheets[:2]] == [[1, 2, 3], [4, 5, 6]]
    assert [sheet[1][0] for sheet in sheets] == ["ক্রমিক"] * 3
    assert sheets[2][2][0] == 7


def test_a_disk_that_is_full_is_told_as_that(desk, seven, monkeypatch):
    export = ordered(desk, f"/desk/books/services/{YEAR}.xlsx")

    def no_room(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", no_room)
    leased = lease_next_export(timezone.now())
    make_leased_export(leased.pk, leased.lease, timezone.now)
    export.refresh_from_db()
    assert export.fault == "room"
    assert "জায়গা ফুরিয়ে গেছে" in desk.get(f"/desk/exports/{export.pk}/").content.decode()
    assert not Path(export.work_folder).exists()


def test_too_many_orders_are_refused_with_a_sentence_above_those_there_are(desk, seven):
    for form in ("xlsx", "pdf"):
        ordered(desk, f"/desk/books/services/{YEAR}.{form}")
    ordered(desk, f"/desk/books/information/{YEAR}.xlsx")
    answer = desk.post(f"/en/desk/books/information/{YEAR}.pdf")
    assert answer.status_code == 429
    assert "Your earlier files are still being made" in answer.content.decode()
    assert "Service register" in answer.content.decode()
    assert Export.objects.count() == 3


def test_an_auditor_takes_a_register_along_and_that_is_entered(client, seven, django_user_model):
    auditor = django_user_model.objects.get(username="mahbub")
    client.force_login(auditor, backend="ongikar.people.sign_in.StaffBackend")
    export = made(ordered(client, f"/desk/books/services/{YEAR}.xlsx"))
    assert export.asked_by == auditor
    answer = client.get(f"/desk/exports/{export.pk}/file/")
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_a_book_of_a_kind_without_stored_lines_is_counted_by_its_cases_and_read_in_batches(
    office, seven, monkeypatch
):
    RegisterYear.objects.all().delete()
    monkeypatch.setattr("ongikar.books.registry.BATCH", 2)
    lines = register_files.book_named("information").rows(office, YEAR)
    assert isinstance(lines, StreamedLines)
    assert line_count(lines) == 7
    assert [line.texts[0] for line in lines] == ["১", "২", "৩", "৪", "৫", "৬", "৭"]
    assert line_count(SERVICE_REGISTER.rows(office, YEAR)) == 7


@pytest.mark.parametrize("slug", ["services", "information"])
def test_a_serial_of_six_figures_does_not_run_into_the_day_beside_it(office, slug):
    book = register_files.book_named(slug)
    serial, day = "১১০৯৯৯", "২৭/১১/২০২৬"
    line = RegisterLine((serial, day, *[""] * (len(book.columns) - 2)))
    data = register_exports.register_page_data(book, office, "২০২৬–২৭", [line], note="")
    page = pypdfium2.PdfDocument(register_files.render_apart("register", data))[0].get_textpage()
    text = page.get_text_range()

    def boxes(words: str) -> list[tuple[float, ...]]:
        first = text.index(words)
        return [page.get_charbox(first + n) for n in range(len(words))]

    assert max(box[2] for box in boxes(serial)) < min(box[0] for box in boxes(day))
