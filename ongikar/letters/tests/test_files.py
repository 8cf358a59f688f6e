"""Files, their index, and note sheets on which nothing is edited once it was put up."""

import io
from datetime import date

import pypdfium2
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from conftest import SUNDAY
from ongikar.letters.files.actions import FileFault, close_file, open_file, put_up_note, save_note
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import File, NoteParagraph
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
NUMBER = "05.55.8549.000.000.16.0002.26"


@pytest.fixture
def desk(signed_in, karim):
    with time_machine.travel(SUNDAY, tick=False):
        yield signed_in(karim)


@pytest.fixture
def file(office):
    return open_file(
        office=office,
        number=NUMBER,
        title="ল্যাবের তালিকা",
        retention=File.GA,
        opened_on=SUNDAY.date(),
        actor=KARIM,
        now=SUNDAY,
    )


@pytest.fixture
def writer(karim, office):
    return {"by": karim, "post": office.posts.get(role="officer"), "now": SUNDAY}


TYPED = {
    "number": "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬",
    "title": "ল্যাবের তালিকা",
    "retention": "ga",
    "opened_on": "22/11/2026",
}


def test_a_file_is_opened_under_its_number_in_either_script(desk):
    desk.post(reverse("letter_file_open"), TYPED)
    file = File.objects.get()
    assert (file.number, file.retention) == (NUMBER, "ga")
    answer = desk.post(reverse("letter_file_open"), TYPED | {"number": NUMBER})
    assert answer.status_code == 422
    assert "সূচিতে আছে" in answer.content.decode()
    assert File.objects.count() == 1


@pytest.mark.parametrize("count", [17, 21, 23])
def test_a_number_of_another_length_opens_nothing(desk, count):
    answer = desk.post(reverse("letter_file_open"), TYPED | {"number": "1" * count})
    assert answer.status_code == 422
    assert "২২ সংখ্যার" in answer.content.decode()
    assert File.objects.count() == 0


@pytest.mark.parametrize("number", ["05.55.8549.000.16.002.26", "0517002207020012010"])
def test_an_older_file_keeps_its_older_number(desk, number):
    desk.post(reverse("letter_file_open"), TYPED | {"number": number})
    assert File.objects.get().number.replace(".", "") == number.replace(".", "")


def test_paragraphs_are_numbered_as_they_are_put_up(file, writer, shirin, office):
    first = save_note(file, words="খসড়া", **writer)
    hers = {"by": shirin, "post": office.posts.get(role="assistant"), "now": SUNDAY}
    put_up_note(file, words="তালিকা তৈরি আছে।", to=writer["post"], **hers)
    put_up_note(file, words="পাঠিয়ে দিন।", to=None, **writer)
    notes = NoteParagraph.objects.order_by("serial")
    assert [(note.serial, note.words) for note in notes] == [(1, "তালিকা তৈরি আছে।"), (2, "পাঠিয়ে দিন।")]
    assert notes[1].pk == first.pk


def test_what_was_put_up_is_never_edited(file, writer, desk):
    put_up_note(file, words="পাঠিয়ে দিন।", to=None, **writer)
    # Pressed twice it is put up once; and what is written next is a paragraph of its own.
    assert put_up_note(file, words="পাঠিয়ে দিন।", to=None, **writer) is None
    desk.post(reverse("letter_note", args=[file.pk]), {"words": "অন্য কথা", "save": "1"})
    desk.post(reverse("letter_note", args=[file.pk]), {"words": "আরও অন্য কথা"})
    words = NoteParagraph.objects.order_by("serial").values_list("serial", "words")
    assert list(words) == [(1, "পাঠিয়ে দিন।"), (2, "আরও অন্য কথা")]


def test_the_database_keeps_numbers_and_putting_up_together(file, writer):
    save_note(file, words="খসড়া", **writer)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteParagraph.objects.update(serial=1)


def test_a_draft_is_seen_by_its_writer_alone(file, desk, client, shirin):
    desk.post(reverse("letter_note", args=[file.pk]), {"words": "এখনো ভাবছি", "save": "1"})
    assert "এখনো ভাবছি" in desk.get(reverse("letter_file", args=[file.pk])).content.decode()
    client.force_login(shirin, backend="ongikar.people.sign_in.StaffBackend")
    assert "এখনো ভাবছি" not in client.get(reverse("letter_file", args=[file.pk])).content.decode()


def test_an_empty_paragraph_is_refused(file, desk):
    answer = desk.post(reverse("letter_note", args=[file.pk]), {"words": " "})
    assert answer.status_code == 422
    assert NoteParagraph.objects.count() == 0


@pytest.mark.parametrize("root", ["", "/en"])
def test_a_reply_lies_in_the_file_of_its_letter_and_open_files_are_offered(office, file, desk, root):
    letter = enter_letter(
        office=office,
        letter=ReceivedLetter("তালিকা", date(2026, 11, 22)),
        file=file,
        submission="letter",
        actor=KARIM,
        now=SUNDAY,
    )
    page = HTMLParser(desk.get(f"{root}/desk/letters/out/new/", {"answers": letter.pk}).text)
    field = page.css_first("input[name=file]")
    assert field.attributes["value"] == file.number
    offered = page.css_first(f"datalist#{field.attributes['list']} option")
    assert offered.text() == "ল্যাবের তালিকা"
    assert offered.attributes["value"] == (file.number if root else digits(file.number))
    empty = HTMLParser(desk.get(f"{root}/desk/letters/out/new/").text)
    assert not empty.css_first("input[name=file]").attributes.get("value")


def test_a_file_closes_once_its_letters_are_dealt_with(office, file, writer, desk):
    letter = enter_letter(
        office=office,
        letter=ReceivedLetter("তালিকা", date(2026, 11, 22)),
        file=file,
        submission="letter",
        actor=KARIM,
        now=SUNDAY,
    )
    with pytest.raises(FileFault, match="still being dealt with"):
        close_file(file, actor=KARIM, now=SUNDAY)
    desk.post(reverse("letter_act", args=[letter.pk, "answer"]), {"words": "বলা হয়েছে", "token": "press"})
    desk.post(reverse("letter_file_close", args=[file.pk]))
    file.refresh_from_db()
    assert file.closed_on == SUNDAY.date()
    with pytest.raises(FileFault):
        put_up_note(file, words="আরও", to=None, **writer)
    answer = desk.post(reverse("letter_act", args=[letter.pk, "place"]), {"file": NUMBER, "token": "place"})
    assert "বন্ধ হয়েছে" in answer.content.decode()


def test_the_note_sheet_is_printed_without_drafts(file, writer, desk):
    put_up_note(file, words="তালিকা তৈরি আছে।\nপাঠানো যায়।", to=writer["post"], **writer)
    save_note(file, words="Draft of mine", **writer)
    answer = desk.get("/en" + reverse("letter_notes_pdf", args=[file.pk]))
    text = pypdfium2.PdfDocument(io.BytesIO(answer.content))[0].get_textpage().get_text_range()
    assert "Note sheet" in text
    assert NUMBER in text
    assert "Draft of mine" not in text


def test_a_file_is_found_by_number_and_words_page_after_page(office, file, desk):
    # Opened long before the others and entered after them: what is found stands in the order of entering.
    for n in range(30):
        open_file(
            office=office,
            number=f"05.55.8549.000.000.16.1{n:03d}.26",
            title=f"প্রশিক্ষণ {n}",
            retention=File.GA,
            opened_on=date(2020, 1, 1),
            actor=KARIM,
            now=SUNDAY,
        )
    page = reverse("letter_files")
    by_number = desk.get(page, {"q": "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২"})
    assert by_number.context["files"] == [file]
    first = desk.get(page, {"q": "প্রশিক্ষণ"})
    second = desk.get(first.context["next_page"])
    found = [file.title for answer in (first, second) for file in answer.context["files"]]
    assert found == [f"প্রশিক্ষণ {n}" for n in reversed(range(30))]
    assert not second.context["next_page"]
    # Nothing that could be borne is the whole index.
    assert len(desk.get(page, {"q": "…"}).context["files"]) == 25
