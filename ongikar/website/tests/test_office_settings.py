"""The settings of an office on screen: who changes and who reads them, what a press will change, what was
changed, and that rules go by what is in force on their day.
"""

from datetime import date, datetime

import pytest

from ongikar.journal.models import Entry
from ongikar.letters.outgoing import actions
from ongikar.letters.tests.outgoing import KARIM, begin
from ongikar.offices.message_hours import own_message_hours
from ongikar.offices.models import Office, SettingChange
from ongikar.offices.setting_changes import folded_settings
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.rows import CITIZENS
from ongikar.website.office_settings.registry import GROUPS

pytestmark = pytest.mark.django_db
HOURS = {
    "citizens_from": "সকাল ৯টা",
    "citizens_to": "রাত ৯টা",
    "officers": "same",
    "reason": "মাঠপর্যায়ে বিকেলে বিদ্যুৎ থাকে না",
    "submission": "a-press",
}
PAGE = "/en/desk/settings/messages/"


@pytest.fixture
def today(time_machine):
    """A Sunday morning."""
    time_machine.move_to(datetime(2026, 12, 6, 10, tzinfo=TZ), tick=False)
    return date(2026, 12, 6)


def page_of(answer) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


@pytest.mark.parametrize("group", GROUPS.values(), ids=lambda group: group.name)
@pytest.mark.parametrize("root", ["", "/en"])
def test_each_group_has_its_page_for_whoever_changes_and_whoever_reads(signed_in, karim, shirin, group, root):
    officer = page_of(signed_in(karim).get(f"{root}/desk/settings/{group.name}/"))
    reader = page_of(signed_in(shirin).get(f"{root}/desk/settings/{group.name}/"))
    assert ("data-settings" in officer, "data-settings" in reader) == (True, False)
    for other in GROUPS.values():
        assert f"{root}/desk/settings/{other.name}/" in officer


def test_an_unknown_group_is_not_found(signed_in, karim):
    assert signed_in(karim).get("/desk/settings/moon/").status_code == 404


def test_hours_are_changed_from_a_day_on_and_hold_from_that_day(signed_in, karim, office, today):
    desk = signed_in(karim)
    looked = desk.post(PAGE, HOURS | {"since": "8/12/2026", "look": "1"})
    assert "To citizens: 8:00 am – 8:00 pm → 9:00 am – 9:00 pm" in page_of(looked)
    assert not SettingChange.objects.exists(), "nothing is kept by looking"

    assert desk.post(PAGE, HOURS | {"since": "8/12/2026"}).status_code == 302

    office = Office.objects.get(pk=office.pk)
    before, after = (own_message_hours(office, datetime(2026, 12, day, 12, tzinfo=TZ)) for day in (7, 8))
    assert before is None
    assert after.of(CITIZENS) == ((9 * 60, 21 * 60),)
    (change,) = SettingChange.objects.all()
    assert change.before == {"citizens": [["08:00", "20:00"]], "officers": "office_hours"}
    assert (change.entered_by, change.post.role, str(change.since)) == (karim.pk, "officer", "2026-12-08")
    (entry,) = Entry.objects.filter(verb="office.setting_changed")
    assert (entry.facts["what"], entry.facts["since"]) == ("messages", "2026-12-08")
    assert entry.rows, "the change is sealed"
    assert folded_settings(office) == office.settings
    page = page_of(desk.get(PAGE))
    assert "To citizens: 8:00 am – 8:00 pm → 9:00 am – 9:00 pm" in page
    assert "From 8 December 2026" in page
    assert HOURS["reason"] in page


def test_pressed_twice_it_is_changed_once(signed_in, karim, today):
    desk = signed_in(karim)
    for _ in range(2):
        assert desk.post(PAGE, HOURS | {"since": "6/12/2026"}).status_code == 302
    assert SettingChange.objects.count() == 1


def test_what_changes_nothing_is_not_entered(signed_in, karim, today):
    same = HOURS | {"citizens_from": "8 am", "citizens_to": "8 pm", "officers": "office_hours"}
    assert signed_in(karim).post(PAGE, same | {"since": "6/12/2026"}).status_code == 302
    assert not SettingChange.objects.exists()


def test_somebody_who_was_quicker_is_not_written_over_unseen(signed_in, karim, today):
    desk = signed_in(karim)
    desk.post(PAGE, HOURS | {"since": "6/12/2026", "seen": "0"})
    late = HOURS | {"citizens_from": "10 am", "since": "6/12/2026", "seen": "0", "submission": "another"}
    answer = desk.post(PAGE, late)
    page = page_of(answer)
    assert answer.status_code == 422
    assert "Somebody else changed these meanwhile" in page
    assert "10 am" in page, "what was typed stays"
    newest = SettingChange.objects.get().pk
    assert f'name="seen" value="{newest}"' in page
    assert desk.post(PAGE, late | {"seen": str(newest), "submission": "third"}).status_code == 302


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"citizens_to": "সকাল ৮টা"}, "The hours must end after they begin"),
        ({"citizens_to": "9:30 am"}, "Give at least an hour a day"),
        ({"citizens_from": "noonish"}, "This time is not right"),
        ({"since": "5/12/2026"}, "Enter today or a later day"),
        ({"since": "6/12/2028"}, "Enter a day within a year"),
        ({"reason": ""}, "Write why you change it"),
        ({"officers": ""}, "Choose: To officers"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field(signed_in, karim, today, more, words):
    answer = signed_in(karim).post(PAGE, HOURS | {"since": "6/12/2026"} | more)
    assert answer.status_code == 422
    assert words in page_of(answer)
    assert HOURS["citizens_to"] in page_of(answer) or "citizens_to" in more
    assert not SettingChange.objects.exists()


def test_the_assistant_reads_and_changes_nothing(signed_in, shirin, today):
    desk = signed_in(shirin)
    assert "8:00 am – 8:00 pm" in page_of(desk.get(PAGE))
    assert desk.post(PAGE, HOURS | {"since": "6/12/2026"}).status_code == 403


def test_memo_numbers_begin_as_the_letterhead_says_and_issued_ones_stay(signed_in, karim, office, now):
    first = begin(office, now)
    actions.sign(first, actor=KARIM, now=now)
    actions.issue(first, actor=KARIM, now=now)
    Office.objects.filter(pk=office.pk).update(memo_start="56.04.8549.000")
    second = begin(Office.objects.get(pk=office.pk), now)
    actions.sign(second, actor=KARIM, now=now)
    actions.issue(second, actor=KARIM, now=now)
    first.refresh_from_db()
    assert first.memo_number.startswith("8549.2627.")
    assert second.memo_number.startswith("56.04.8549.000.2627.")


def test_the_sample_letter_is_a_pdf_under_the_letterhead(signed_in, karim, office):
    import pypdfium2

    Office.objects.filter(pk=office.pk).update(website="ict.rangpursadar.rangpur.gov.bd")
    answer = signed_in(karim).get("/en/desk/settings/letter.pdf")
    words = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
    assert "ict.rangpursadar.rangpur.gov.bd" in words
    assert "SAMPLE" in words


def test_a_transparent_emblem_is_printed_on_white(signed_in, karim, office):
    """The corner of the emblem on the page of the PDF is as white as the paper, and its middle is drawn."""
    import io

    import pypdfium2
    from PIL import Image

    drawn = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    drawn.paste((200, 0, 0, 255), (24, 24, 40, 40))
    written = io.BytesIO()
    drawn.save(written, "PNG")
    from django.core.files.uploadedfile import SimpleUploadedFile

    from .test_face import answers

    desk = signed_in(karim)
    emblem = SimpleUploadedFile("emblem.png", written.getvalue(), "image/png")
    assert desk.post("/desk/settings/letterhead/", answers(office, emblem=emblem)).status_code == 302
    page = pypdfium2.PdfDocument(desk.get("/desk/settings/letter.pdf").content)[0].render(scale=2).to_pil()
    red = [
        (x, y)
        for x in range(0, page.width, 2)
        for y in range(0, page.height // 4, 2)
        if page.getpixel((x, y))[0] > 150 and page.getpixel((x, y))[1] < 60
    ]
    assert red, "the emblem is drawn"
    left, top = min(x for x, _ in red), min(y for _, y in red)
    assert page.getpixel((left - 12, top - 12))[:3] == (255, 255, 255)
