"""The page of the diary: one screen without script, on which nothing typed or scanned is lost."""

import io
import re

import pypdfium2
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from conftest import SUNDAY
from ongikar.core.i18n.say import override_language
from ongikar.letters.letter_search import letters_found
from ongikar.letters.models import Letter, Scan
from ongikar.papers.actions import papers_of
from ongikar.papers.integrity import read_as_kept
from ongikar.papers.models import Paper
from ongikar.people.models import Contact
from ongikar.tasks.models import Task

from .diary import filled, make_contact, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, karim):
    with time_machine.travel(SUNDAY, tick=False):
        yield signed_in(karim)


def pages_of(count):
    """A scan of so many pages, as the machine beside the counter makes it."""
    made = io.BytesIO()
    first, *rest = [Image.new("L", (300, 400), "white") for _ in range(count)]
    first.save(made, "PDF", save_all=True, append_images=rest)
    return SimpleUploadedFile("scan.pdf", made.getvalue(), "application/pdf")


def send(desk, **changes):
    return desk.post(reverse("diarise"), filled(**changes))


def text_of(answer):
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.fast
def test_a_letter_is_entered_with_the_next_number_and_its_pages_as_one_pdf(desk, office):
    shown = send(desk, add="1", pages=[photo(), photo()])
    scan = Scan.objects.get()
    assert shown.status_code == 200
    assert len(scan.pages) == 2
    assert 'value="বিজয় দিবসে সাউন্ড ও প্রজেক্টরের তালিকা"' in text_of(shown)
    saved = send(desk, scan=scan.pk)
    letter = Letter.objects.get()
    assert saved["Location"] == reverse("letter", args=[letter.pk])
    assert (letter.book_serial, letter.their_memo) == (1, "05.55.8549.000.16.002.26-412")
    (paper,) = papers_of(letter.reference)
    assert len(pypdfium2.PdfDocument(read_as_kept(paper))) == 2
    # What was kept on the way is gone.
    assert (Scan.objects.count(), Paper.objects.filter(subject_type=Scan.SUBJECT).count()) == (0, 0)


def test_a_page_that_lies_sideways_is_turned_and_a_wrong_one_taken_out(desk):
    send(desk, add="1", pages=[photo(), photo()])
    scan = Scan.objects.get()
    send(desk, scan=scan.pk, turn="1")
    send(desk, scan=scan.pk, take_out="0")
    scan.refresh_from_db()
    assert [turn for _, _, turn in scan.pages] == [90]
    picture = desk.get(reverse("scanned_page", args=[scan.pk, 0]))
    assert picture["Content-Type"] == "image/jpeg"
    assert desk.get(reverse("scanned_page", args=[scan.pk, 1])).status_code == 404


def test_sixty_pages_come_through_the_whole_form(desk):
    """Fifty from the scanner at once, ten more on the next press: each is drawn, and all are one PDF."""
    send(desk, add="1", pages=[pages_of(50)])
    scan = Scan.objects.get()
    shown = send(desk, scan=scan.pk, add="1", pages=[pages_of(10)])
    assert shown.status_code == 200
    scan.refresh_from_db()
    assert len(scan.pages) == 60
    assert desk.get(reverse("scanned_page", args=[scan.pk, 59]))["Content-Type"] == "image/jpeg"
    send(desk, scan=scan.pk)
    (paper,) = papers_of(Letter.objects.get().reference)
    assert len(pypdfium2.PdfDocument(read_as_kept(paper))) == 60


def test_the_pages_that_another_scans_are_not_shown(desk, shirin, client):
    send(desk, add="1", pages=[photo()])
    scan = Scan.objects.get()
    client.force_login(shirin, backend="ongikar.people.sign_in.StaffBackend")
    assert client.get(reverse("scanned_page", args=[scan.pk, 0])).status_code == 404


def test_a_form_with_a_fault_loses_neither_words_nor_pages(desk):
    answer = send(desk, subject_line="", pages=[photo()])
    assert answer.status_code == 422
    assert "চিঠির বিষয় লিখুন" in text_of(answer)
    assert not Letter.objects.exists()
    assert len(Scan.objects.get().pages) == 1
    assert 'value="18/11/2026"' in text_of(answer)
    assert Letter.objects.count() == 0


def test_a_scan_of_forty_megabytes_is_refused_and_the_rest_of_the_form_stays(desk):
    """Its sentence stands beside the field. More than ten scans of the largest size is not read at all, and
    the page of that leads back to the form as it was.
    """

    def scan(megabytes):
        content = b"%PDF-1.4" + b"0" * megabytes * 1024 * 1024
        return SimpleUploadedFile("scan.pdf", content, "application/pdf")

    answer = send(desk, pages=[scan(40)])
    assert answer.status_code == 422
    assert "৫ MB-এর চেয়ে বড়" in str(answer.context["form"].errors["pages"])
    assert 'value="বিজয় দিবসে সাউন্ড ও প্রজেক্টরের তালিকা"' in text_of(answer)
    answer = send(desk, pages=[scan(61)])
    assert answer.status_code == 413
    assert "প্রতিটি ৫ MB-র মধ্যে" in text_of(answer)
    assert (Letter.objects.count(), Scan.objects.count()) == (0, 0)


def test_the_button_pressed_twice_enters_one_letter(desk):
    assert send(desk)["Location"] == send(desk)["Location"]
    assert Letter.objects.count() == 1


def test_a_name_typed_whole_is_known_from_the_book_of_addresses(desk, office):
    uno = make_contact(office, SUNDAY, organisation="উপজেলা নির্বাহী অফিসারের কার্যালয়", name="সানজিদা রহমান")
    send(desk, contact="")
    letter = Letter.objects.get()
    assert letter.sender == uno
    assert letter.sender_name == "সানজিদা রহমান, উপজেলা নির্বাহী অফিসারের কার্যালয়"


def test_of_several_found_one_is_chosen(desk, office):
    first, second = (
        make_contact(office, SUNDAY, organisation="উপজেলা শিক্ষা অফিস", post=post)
        for post in ("শিক্ষা অফিসার", "সহকারী শিক্ষা অফিসার")
    )
    answer = send(desk, sender="শিক্ষা অফিস", contact="")
    assert answer.status_code == 422
    assert "একজন বেছে নিন" in text_of(answer)
    send(desk, sender="শিক্ষা অফিস", contact=str(second.pk))
    assert Letter.objects.get().sender == second
    assert first.letters_sent.count() == 0


def test_a_sender_nobody_knows_is_written_into_the_book_on_the_same_page(desk):
    answer = send(desk, sender="নতুন কলেজ", contact="")
    assert "ঠিকানার বইয়ে এই নাম নেই" in text_of(answer)
    send(desk, sender="নতুন কলেজ", contact="add", new_post="অধ্যক্ষ", new_name="করিমা বেগম")
    assert Contact.objects.get(organisation="নতুন কলেজ").full_title == "করিমা বেগম, অধ্যক্ষ, নতুন কলেজ"
    assert Letter.objects.get().sender.post == "অধ্যক্ষ"


def test_a_wanted_answer_is_a_task_of_the_post_it_is_marked_to(desk, karim, office):
    post = office.posts.get(role="officer")
    send(desk, due_on="26/11/2026", marked=post.pk)
    letter, task = Letter.objects.get(), Task.objects.get()
    assert (letter.state, letter.marked) == ("marked", post)
    assert (task.owner_post, task.origin) == (post, "reply")
    assert (task.subject_type, task.subject_id) == letter.reference
    assert task.clock.due_at.date().isoformat() == "2026-11-26"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("21/11/2026", "এই দিন পেরিয়ে গেছে"),
        # A Friday; the working day before it is the Thursday.
        ("27/11/2026", "তার আগের কার্যদিবস বৃহস্পতিবার, ২৬ নভেম্বর ২০২৬"),
        ("27/11/2036", "বছরটি মিলিয়ে দেখুন"),
    ],
)
def test_an_answer_is_due_on_a_working_day_that_is_to_come(desk, due, words):
    answer = send(desk, due_on=due)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert (Letter.objects.count(), Task.objects.count()) == (0, 0)


def test_a_letter_cannot_come_tomorrow_nor_before_it_was_written(desk):
    assert "এখনো আসেনি" in text_of(send(desk, received_on="23/11/2026"))
    assert "পাওয়ার তারিখের পরে" in text_of(send(desk, their_date="22/11/2026", received_on="20/11/2026"))
    assert "সেই বছরের ডায়েরিতে" in text_of(send(desk, their_date="", received_on="20/11/2024"))
    assert Letter.objects.count() == 0


def test_a_letter_that_stands_in_the_diary_is_entered_again_only_when_that_is_confirmed(desk):
    send(desk)
    answer = send(desk, token="another press")
    assert answer.status_code == 422
    assert "নম্বর ১, “বিজয় দিবসে সাউন্ড ও প্রজেক্টরের তালিকা”" in text_of(answer)
    send(desk, token="another press", anyway="on")
    assert sorted(Letter.objects.values_list("book_serial", flat=True)) == [1, 2]


def test_an_assistant_keeps_the_diary_and_marks_nothing(signed_in, shirin, office):
    post = office.posts.get(role="officer")
    with time_machine.travel(SUNDAY, tick=False):
        desk = signed_in(shirin)
        assert 'name="marked"' not in text_of(desk.get(reverse("diarise")))
        send(desk, due_on="26/11/2026", marked=post.pk)
    assert Letter.objects.get().state == "diarised"
    assert Task.objects.count() == 0


def test_a_reminder_is_noted_at_its_letter_without_a_number(desk):
    send(desk)
    send(desk, what="reminder", of="১", token="reminder", their_memo="০৫.৫৫-৪৩০", subject_line="")
    letter = Letter.objects.get()
    assert [act.name for act in letter.acts.all()] == ["diarise", "remind"]
    assert letter.acts.last().data["memo"] == "05.55-430"
    send(desk, what="reminder", of="১", token="reminder", their_memo="০৫.৫৫-৪৩০", subject_line="")
    assert letter.acts.count() == 2


def test_a_reminder_of_a_letter_answered_an_hour_ago_says_so_first(desk, karim):
    from datetime import timedelta

    from ongikar.letters.incoming.actions import answer_letter

    send(desk)
    letter = Letter.objects.get()
    answer_letter(letter, words="ফোনে জানানো হয়েছে", actor=("user", karim.pk), now=SUNDAY - timedelta(hours=1))
    reminder = {"what": "reminder", "of": "1", "token": "reminder", "their_memo": "", "subject_line": ""}
    answer = send(desk, **reminder)
    assert answer.status_code == 422
    assert "উত্তর দেওয়া হয়ে গেছে (রবিবার, ২২ নভেম্বর ২০২৬, সকাল ৯টা)" in text_of(answer)
    assert letter.acts.count() == 2
    send(desk, **reminder, anyway="on")
    assert [act.name for act in letter.acts.all()] == ["diarise", "answer", "remind"]


@pytest.mark.parametrize(
    ("what", "of", "words"),
    [
        ("answer", "", "কোন চিঠির, তার নম্বর লিখুন"),
        ("answer", "8549.2627.0099", "এই স্মারকে আমাদের কোনো চিঠি নেই"),
        ("answer", "০৫.৫৫.৮৫৪৯.০০০.১৬.০০২.২৬-৪১২", "কোনো চিঠি নিজের উত্তর বা নিজের তাগিদ হয় না"),
        ("reminder", "৭৭", "এই নম্বরের চিঠি ডায়েরিতে নেই"),
        ("reminder", "০৫.৫৫.৮৫৪৯.০০০.১৬.০০২.২৬-৪১২", "কোনো চিঠি নিজের উত্তর বা নিজের তাগিদ হয় না"),
    ],
)
def test_the_letter_that_it_is_about_must_be_there_and_be_another(desk, what, of, words):
    answer = send(desk, what=what, of=of)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert Letter.objects.count() == 0


def test_an_application_goes_on_to_the_counter(desk):
    answer = send(desk, what="application")
    letter = Letter.objects.get()
    assert answer["Location"] == f"{reverse('counter')}?channel=letter&letter={letter.pk}"


def test_names_are_offered_while_one_types(desk, office):
    """By the address that the field names: the script of the page asks there."""
    make_contact(office, SUNDAY, organisation="উপজেলা শিক্ষা অফিস")
    asked = re.search(r'data-names="([^"]+)"', text_of(desk.get(reverse("diarise"))))[1]
    assert [each["title"] for each in desk.get(asked, {"q": "শিক্ষা"}).json()["contacts"]] == [
        "উপজেলা শিক্ষা অফিস"
    ]


def test_the_addresses_of_scans_are_those_of_the_diary(settings):
    found = set()
    for tongue in ("bn", "en"):
        with override_language(tongue):
            found.add(reverse("diarise"))
    assert found == settings.ONGIKAR_SCANS_AT


def test_a_letter_is_found_by_part_of_a_word_and_not_among_those_that_went_out(desk, office):
    send(desk)
    letter = Letter.objects.get()
    for typed in ("প্রজেক্টর", "জেক্ট", "তালিকা সাউন্ড"):
        assert letters_found(office, "in", typed) == [letter.pk]
        assert letters_found(office, "out", typed) == []
    assert letters_found(office, "in", "সাউন্ড", before=letter.pk) == []
    Letter.objects.filter(pk=letter.pk).update(search="অন্য কথা")
    assert letters_found(office, "in", "সাউন্ড") == []
