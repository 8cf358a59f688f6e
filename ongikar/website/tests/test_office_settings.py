"""The settings of an office on screen: who changes and who reads them, what a press will change, what was
changed, and that rules go by what is in force on their day.
"""

from datetime import date, datetime

import pytest

from ongikar.core import cache_version
from ongikar.delivery.procurement.advice import limit_on
from ongikar.grievances.house_rules import auto_file_days
from ongikar.journal.models import Entry
from ongikar.letters.outgoing import actions
from ongikar.letters.tests.outgoing import KARIM, begin
from ongikar.notices.own_texts import OWN_TEXTS, applicant_wording
from ongikar.notices.wording import APPLICANT
from ongikar.offices.folder_rules import rates_of
from ongikar.offices.message_hours import own_message_hours
from ongikar.offices.models import Office, SettingChange
from ongikar.offices.rules.allowances import rate_on
from ongikar.offices.setting_changes import folded_settings
from ongikar.places.actions.parts import add_part
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
    assert ("data-settings" in officer, "data-settings" in reader) == (group.is_changed_here, False)
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


# ---- urgent numbers ----

URGENT = "/en/desk/settings/urgent/"
FOOT_NUMBER = {
    "foot-0-name_bn": "জাতীয় জরুরি সেবা",
    "foot-0-name_en": "National emergency",
    "foot-0-number": "৯৯৯",
}
WHY = {"reason": "নম্বর বদলেছে", "submission": "a-press"}


def urgent_answers(office, **more) -> dict:
    """What the form of the urgent numbers begins with."""
    said = {
        f"{advice['key']}-{place}-{name}": ("on" if value else "") if name == "confirmed" else value
        for advice in office.urgent
        for place, contact in enumerate(advice["contacts"])
        for name, value in contact.items()
        if name in ("name_bn", "name_en", "number", "confirmed")
    }
    return {name: value for name, value in said.items() if value} | WHY | more


def test_an_urgent_number_stands_in_its_advice_and_at_the_foot(signed_in, karim, office, client):
    desk = signed_in(karim)
    said = urgent_answers(office, **FOOT_NUMBER) | {
        "money_fraud-1-number": "১৬৯৯৯",
        "money_fraud-1-confirmed": "on",
    }
    assert desk.post(URGENT, said).status_code == 302
    office = Office.objects.get(pk=office.pk)
    contacts = next(each["contacts"] for each in office.urgent if each["key"] == "money_fraud")
    assert (contacts[1]["number"], contacts[1]["confirmed"]) == ("16999", True)
    assert contacts[0]["note_bn"], "what the form does not ask stays"
    cache_version.invalidate_now()
    page = page_of(client.get("/en/"))
    assert 'href="tel:999"' in page
    assert "National emergency" in page
    (change,) = SettingChange.objects.filter(group="urgent")
    assert change.before["foot"] == []
    assert "National emergency: nothing → 999" in page_of(desk.get(URGENT))


def test_numbers_of_the_screen_stand_against_the_files(signed_in, karim, office, now, tmp_path):
    from ongikar.office_files import importing, reading
    from ongikar.office_files.exporting import export_office

    export_office(office, tmp_path / office.slug)
    files = reading.read_office(tmp_path / office.slug, with_demo=False)
    signed_in(karim).post(URGENT, urgent_answers(office) | {"money_fraud-1-number": "16999"})
    importing.load_office(files, now=now)
    contacts = Office.objects.get(pk=office.pk).urgent[0]["contacts"]
    assert contacts[1]["number"] == "16999"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"foot-0-number": "ninety"}, "3 to 15 digits and no letters"),
        ({"foot-0-name_bn": "", "foot-0-number": "333"}, "Write whose number it is"),
        ({"foot-0-number": ""}, "Write the number"),
    ],
)
def test_a_number_that_will_not_do_is_said_beside_its_field(signed_in, karim, office, more, words):
    answer = signed_in(karim).post(URGENT, urgent_answers(office, **FOOT_NUMBER) | more)
    assert answer.status_code == 422
    assert words in page_of(answer)
    assert "National emergency" in page_of(answer)
    assert Office.objects.get(pk=office.pk).foot_numbers == []


# ---- complaints that file themselves, rates, limits ----


def test_days_of_self_filing_hold_for_promises_that_break_from_their_day_on(signed_in, karim, office, today):
    desk = signed_in(karim)
    said = {"when": "late", "days": "৭", "since": "8/12/2026", **WHY}
    assert desk.post("/desk/settings/self_filing/", said).status_code == 302
    office = Office.objects.get(pk=office.pk)
    assert [auto_file_days(office, date(2026, 12, day)) for day in (7, 8)] == [0, 7]
    refused = desk.post("/en/desk/settings/self_filing/", said | {"days": "", "submission": "b"})
    assert "Write after how many working days" in page_of(refused)
    refused = desk.post("/en/desk/settings/self_filing/", said | {"days": "61", "submission": "c"})
    assert "Enter a number from 1 to 60" in page_of(refused)


RATES = {
    "participant-taka": "৪০০",
    "participant-source": "অর্থ বিভাগ, ১২ জুন",
    "trainer-taka": "1000",
    "trainer-deducted": "10",
    "trainer-source": "নমুনা: কোনো আদেশ নয়",
    "resource_person-taka": "1500",
    "resource_person-deducted": "10",
    "resource_person-source": "নমুনা: কোনো আদেশ নয়",
    "since": "1/12/2026",
    **WHY,
}


def test_a_rate_holds_from_its_day_and_what_was_paid_before_stays(signed_in, karim, office, today):
    desk = signed_in(karim)
    assert desk.post("/en/desk/settings/rates/", RATES).status_code == 302
    rates = rates_of(Office.objects.get(pk=office.pk))
    paid = {day: rate_on(rates, "participant", day) for day in (date(2026, 11, 30), date(2026, 12, 1))}
    assert [(rate.taka, rate.is_sample) for rate in paid.values()] == [(250, True), (400, False)]
    assert [each.item for each in SettingChange.objects.all()] == ["participant"], "only what was changed"
    assert "250 taka" in page_of(desk.get("/en/desk/settings/rates/")), "what it was before is told"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"participant-taka": "চারশ"}, "Enter a number, such as 3"),
        ({"participant-taka": ""}, "Write how many taka"),
        ({"participant-source": ""}, "Write by which order"),
        ({"trainer-deducted": "101"}, "Enter a number from 0 to 100"),
        ({"since": "1/12/2024"}, "A day over a year ago will not do"),
    ],
)
def test_a_rate_that_will_not_do_is_said_beside_its_field(signed_in, karim, office, today, more, words):
    answer = signed_in(karim).post("/en/desk/settings/rates/", RATES | more)
    assert answer.status_code == 422
    assert words in page_of(answer)
    assert not SettingChange.objects.exists()


def test_a_limit_is_told_of_a_purchase_from_its_day_on(signed_in, karim, office, today):
    said = {
        "direct-most": "২৫,০০০",
        "direct-source": "পিপিআর ২০২৫",
        "quotation-most": "৩,০০,০০০",
        "quotation-least_quotations": "3",
        "quotation-source": "পিপিআর ২০২৫",
        "since": "6/12/2026",
        **WHY,
    }
    desk = signed_in(karim)
    assert desk.post("/desk/settings/limits/", said).status_code == 302
    office = Office.objects.get(pk=office.pk)
    before, after = (limit_on(office, "direct", date(2026, 12, day)) for day in (5, 6))
    assert (before.most, before.is_sample) == (50_000, True)
    assert (after.most, after.is_sample, after.source) == (25_000, False, "পিপিআর ২০২৫")
    refused = desk.post("/en/desk/settings/limits/", said | {"direct-source": "", "submission": "b"})
    assert "Write by which rule" in page_of(refused)


# ---- texts ----

TEXTS = "/en/desk/settings/texts/"


def text_answers(**more) -> dict:
    said = {
        f"{verb.replace('.', '-')}-{tongue}": APPLICANT[verb].text[place]
        for verb in OWN_TEXTS
        for place, tongue in enumerate(("bn", "en"))
    }
    return said | {"since": "6/12/2026", **WHY} | more


def test_an_own_text_is_sent_from_its_day_on(signed_in, karim, office, today):
    own = "আবেদন নিলাম। নম্বর {number}। {promised} ধন্যবাদ।"
    assert signed_in(karim).post(TEXTS, text_answers(**{"case-received-bn": own})).status_code == 302
    office = Office.objects.get(pk=office.pk)
    before, after = (
        applicant_wording(office, "case.received", datetime(2026, 12, day, 12, tzinfo=TZ)) for day in (5, 6)
    )
    assert before == APPLICANT["case.received"]
    assert after.text == (own, APPLICANT["case.received"].text[1])
    assert [each.item for each in SettingChange.objects.all()] == ["case.received"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("আবেদন পেয়েছি। {promised}", "The text must hold {number} (number)"),
        ("{number} {promised} {secret}", "{secret} has no place in this message"),
        ("{number} {promised} {number.__class__}", "The signs { } and [ ] cannot be used"),
        ("{number} {promised} [day|days]", "The signs { } and [ ] cannot be used"),
        ("{number} {promised} " + "আপনার আবেদন আমরা পেয়েছি। " * 12, "keep it to 3"),
        ("", "Write: In Bangla"),
    ],
)
def test_a_text_that_will_not_do_is_said_beside_its_field(signed_in, karim, office, today, text, words):
    answer = signed_in(karim).post(TEXTS, text_answers(**{"case-received-bn": text}))
    page = page_of(answer)
    assert answer.status_code == 422
    assert words in page
    assert not SettingChange.objects.exists()


def test_the_standard_texts_can_be_kept_as_they_are(signed_in, karim, office, today):
    """What the program ships passes its own rules: length, placeholders, signs."""
    assert signed_in(karim).post(TEXTS, text_answers()).status_code == 302
    assert not SettingChange.objects.exists()


# ---- alarms of the stock ----


def test_an_alarm_of_the_stock_is_set_and_told_of(signed_in, karim, office, now):
    part = add_part(office=office, name_bn="টোনার", name_en="Toner", least=2, actor=KARIM, now=now)
    desk = signed_in(karim)
    assert desk.post("/en/desk/settings/stock/", {str(part.pk): "৫", **WHY}).status_code == 302
    part.refresh_from_db()
    assert part.least == 5
    assert "Toner: fewer than 2 → fewer than 5" in page_of(desk.get("/en/desk/settings/stock/"))
    assert "stock" not in str(Office.objects.get(pk=office.pk).settings)


def test_settings_are_found_by_what_people_call_them(signed_in, karim):
    desk = signed_in(karim)
    for typed, name in (("logo", "letterhead"), ("ppr", "limits"), ("৩৩৩", "urgent"), ("টোনার", "stock")):
        assert f"/en/desk/settings/{name}/" in page_of(desk.get("/en/desk/search/", {"q": typed})), typed
