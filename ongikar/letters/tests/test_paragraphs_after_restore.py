"""After a restore from a backup no number of a paragraph is given twice, and the note sheet tells the gap."""

import io
from datetime import timedelta

import pypdfium2
import pytest
import time_machine
from django.urls import reverse

from conftest import SUNDAY
from ongikar.journal.models import Entry
from ongikar.journal.restores import forget_restores
from ongikar.letters.files.actions import close_file, open_file, put_up_note
from ongikar.letters.models import File
from ongikar.operations.backup.after_restore import RestoredBackup, settle_restore

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
DAY = timedelta(days=1)


@pytest.fixture
def opened(office):
    """`opened(number, days)`: a file, so many days after Sunday."""

    def open_one(number=1, days=0):
        return open_file(
            office=office,
            number=f"05.55.8549.000.000.16.000{number}.26",
            title="ল্যাবের তালিকা",
            retention=File.GA,
            opened_on=(SUNDAY + days * DAY).date(),
            actor=KARIM,
            now=SUNDAY + days * DAY,
        )

    return open_one


@pytest.fixture
def put_up(karim, office):
    """`put_up(file, days)`: the number of the paragraph that is put up then."""
    post = office.posts.get(role="officer")

    def put_one_up(file, days):
        now = SUNDAY + days * DAY
        return put_up_note(file, words=f"কথা {days}", by=karim, post=post, to=None, now=now).serial

    return put_one_up


def restore(made, at):
    """From a backup of one day, on another; both counted from Sunday."""
    last = Entry.objects.order_by("-id").values_list("pk", flat=True).first()
    settle_restore(RestoredBackup("ongikar-x.tar", "0" * 64, SUNDAY + made * DAY, last), SUNDAY + at * DAY)
    forget_restores()


def test_paragraphs_go_on_past_what_may_have_been_printed(opened, put_up):
    busy, begun = opened(1), opened(2)
    assert [put_up(busy, days) for days in (0.1, 0.2, 0.3)] == [1, 2, 3]
    restore(made=1, at=2)
    assert [put_up(busy, days) for days in (3, 4)] == [201, 202]
    # Of one that had none in the backup nobody knows how many it got.
    assert put_up(begun, 3) == 101
    restore(made=5, at=6)
    assert put_up(busy, 7) == 401
    assert [put_up(begun, days) for days in (7, 8)] == [301, 302]


def test_a_file_that_the_backup_did_not_know_is_opened_again_and_goes_on_too(opened, put_up):
    restore(made=1, at=9)
    lost, later = opened(1, days=4), opened(2, days=10)
    assert put_up(lost, 10) == 101
    assert [put_up(later, days) for days in (10.1, 10.2)] == [1, 2]


@pytest.mark.parametrize(
    ("root", "between", "behind"),
    [
        ("", "২–২০০: ব্যাকআপ থেকে ফেরানোয় বাদ", "২০২–৪০০: ব্যাকআপ থেকে ফেরানোয় বাদ"),
        ("/en", "2–200: Left out by a restore from a backup", "202–400: Left out by a restore from a backup"),
    ],
)
def test_the_note_sheet_tells_what_was_left_out(opened, put_up, signed_in, karim, root, between, behind):
    file = opened()
    put_up(file, 0.1)
    restore(made=1, at=2)
    put_up(file, 3)
    restore(made=40, at=40.1)
    with time_machine.travel(SUNDAY + 41 * DAY, tick=False):
        desk = signed_in(karim)
        page = desk.get(root + reverse("letter_file", args=[file.pk]).removeprefix("/en")).content.decode()
        assert [gap in page for gap in (between, behind)] == [True, True]
        close_file(file, actor=KARIM, now=SUNDAY + 41 * DAY)
        # Nothing more goes into a closed file, so nothing of it was lost behind its last paragraph.
        page = desk.get(root + reverse("letter_file", args=[file.pk]).removeprefix("/en")).content.decode()
        assert [gap in page for gap in (between, behind)] == [True, False]
        pdf = desk.get(root + reverse("letter_notes_pdf", args=[file.pk]).removeprefix("/en")).content
    text = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_range()
    if root:
        assert between in " ".join(text.split())


def test_without_a_restore_no_number_is_left_out(opened, put_up, signed_in, karim):
    file = opened()
    put_up(file, 0.1)
    with time_machine.travel(SUNDAY + DAY, tick=False):
        page = signed_in(karim).get(reverse("letter_file", args=[file.pk])).content.decode()
    assert "ফেরানো" not in page
