"""The address of an application kept for later: sent to a mobile, opened once, read by nobody else."""

import re
from datetime import datetime, timedelta

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from ongikar.cases.citizen.apply.application import DRAFT_RETENTION, clear_drafts
from ongikar.cases.citizen.apply.kept_draft import MOST_SENT, OF_DRAFT, OF_MOBILE, OF_MOBILE_A_DAY
from ongikar.cases.models import Case, Draft, OneUseAddress
from ongikar.cases.models.proofs import UNSENT
from ongikar.charter.models import Service
from ongikar.core.models import Attempt
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Office
from ongikar.offices.sites import sites

pytestmark = pytest.mark.django_db
MORNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
NIGHT = datetime.fromisoformat("2026-11-22T23:10:00+06:00")
MINUTE, HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUESTIONS = {"question": "কয়টি ল্যাব চালু আছে?", "form_wanted": "written", "receive_by": "collect"}
CONTACT = {
    "kind": "citizen",
    "name": "রহিমা খাতুন",
    "village": "হরিদেবপুর",
    "union": "হরিদেবপুর ইউনিয়ন",
    "mobile": "০১৭০০০০০০০১",
}
MOBILE = "+8801700000001"


@pytest.fixture
def kept(office, time_machine):
    """`kept()`: a draft with its questions answered; the browser that wrote it is its own."""
    time_machine.move_to(MORNING, tick=False)

    def do():
        browser = Client()
        answer = browser.post("/services/citizen-1/apply/", QUESTIONS)
        token = answer["Location"].split("/")[2]
        draft = Draft.objects.get(token=token)
        draft.browser, draft.page = browser, f"/apply/{token}/later/"
        return draft

    return do


@pytest.fixture
def taken(gateway, real_office):
    """`taken()`: the addresses in what the gateway took, the newest last."""
    return lambda: [
        found for sms in gateway.taken for found in re.findall(r"/(?:en/)?o/[\w-]{16}/", sms["text"])
    ]


def send(draft, mobile="০১৭০০০০০০০১", root="", now=None):
    answer = draft.browser.post(root + draft.page, {"mobile": mobile})
    run_due_entries(now or MORNING)
    run_due_entries(now or MORNING)
    return answer


def page(draft, root=""):
    return draft.browser.get(root + draft.page).content.decode()


@pytest.mark.fast
@pytest.mark.parametrize("root", ["", "/en"])
def test_the_address_of_the_sms_opens_the_draft_once_on_any_phone(kept, gateway, taken, root):
    draft = kept()
    assert send(draft, root=root)["Location"] == root + draft.page
    (sms,) = gateway.taken
    assert sms["to"].endswith("8801700000001")
    (address,) = taken()
    assert address.startswith("/en/") == bool(root)
    other, third = Client(), Client()
    for _ in range(3):
        assert other.get(address).status_code == 200, "to look at it uses nothing up"
    assert "হরিদেবপুর" not in other.get(address).content.decode()
    onward = other.post(address)["Location"]
    assert onward == f"{root}/apply/{draft.token}/contact/"
    assert other.get(onward).status_code == 200
    for answer in (third.get(address), third.post(address)):
        assert answer.status_code == 410
        assert draft.token not in answer.content.decode()
        assert ("opened once" if root else "একবার খোলা হয়েছে") in answer.content.decode()


def test_the_message_says_nothing_of_what_was_written(kept, gateway, taken):
    draft = kept()
    draft.browser.post(f"/apply/{draft.token}/contact/", CONTACT | {"later": "1"})
    send(draft)
    (sms,) = gateway.taken
    row = Service.objects.get(code="citizen-1")
    for word in ("রহিমা", QUESTIONS["question"], row.short, draft.token):
        assert word not in sms["text"]


def test_neither_rows_nor_log_nor_desk_have_what_opens_the_draft(
    kept, taken, signed_in, karim, office, caplog
):
    caplog.set_level("DEBUG")
    draft = kept()
    send(draft)
    token = taken()[0].strip("/").rpartition("/")[2]
    rows = str(
        [
            *Message.objects.values(),
            *OneUseAddress.objects.values(),
            *Entry.objects.values(),
            *OutboxEntry.objects.values(),
        ]
    )
    for secret in (token, draft.token):
        assert secret not in rows
        assert secret not in caplog.text
    assert MOBILE not in str([*Entry.objects.values()]), "the journal knows no number"
    assert UNSENT in Message.objects.get().body
    Office.objects.filter(pk=office.pk).update(is_demo=True)
    sites.cache_clear()
    shown = signed_in(karim).get("/desk/messages/").content.decode()
    for word in (token, draft.token, "রাখা আছে"):
        assert word not in shown


@pytest.mark.parametrize(
    ("root", "typed", "fault"),
    [
        ("", "", "মোবাইল নম্বর লিখুন"),
        ("/en", "", "Enter a mobile number"),
        ("", "০১৭০০", None),
        ("/en", "12345678901", None),
        ("", "রহিমা", None),
        ("", "x" * 5000, None),
        ("/en", "01700000001, 01700000002", None),
    ],
)
def test_a_number_typed_wrong_is_refused_beside_the_field(kept, taken, root, typed, fault):
    draft = kept()
    answer = send(draft, typed, root)
    assert answer.status_code == 422
    beside = re.search(r'<label for="id_mobile".*?name="mobile"', answer.content.decode(), re.DOTALL)[0]
    assert ("Error: " if root else "ভুল: ") in beside
    if fault:
        assert fault in beside
    assert draft.token in answer.content.decode(), "the address is still on the page"
    assert not Message.objects.exists()
    assert "later" not in Draft.objects.get(pk=draft.pk).steps


def test_it_is_said_to_be_sent_when_it_was_handed_over_and_not_before(kept, gateway, taken):
    draft = kept()
    gateway.instead = (503, "busy")
    draft.browser.post(draft.page, {"mobile": "01700000001"})
    assert "পাঠানো হচ্ছে" in page(draft)
    assert "Being sent" in page(draft, "/en")
    run_due_entries(MORNING)
    assert "আবার চেষ্টা হবে" in page(draft)
    assert not OneUseAddress.objects.exists()
    gateway.instead = None
    run_due_entries(MORNING + HOUR)
    assert "পাঠানোর জন্য দেওয়া হয়েছে" in page(draft)
    assert "Handed over to be sent" in page(draft, "/en")
    assert "০১৭০০০০০০০১" not in page(draft).split("<form")[1], "the number is masked"


def test_in_a_demonstration_and_without_a_gateway_the_page_says_that_none_leaves(kept, office, settings):
    draft = kept()
    send(draft)
    assert "প্রদর্শনীতে SMS যায় না" in page(draft)
    Office.objects.filter(pk=office.pk).update(is_demo=False)
    sites.cache_clear()
    settings.ONGIKAR_SMS_URL = ""
    other = kept()
    send(other, "01700000002")
    assert "এই কার্যালয় থেকে এখন SMS যায় না" in page(other)
    assert "no SMS leaves this office" in page(other, "/en")


def test_at_night_it_waits_for_the_morning_and_the_page_says_so(kept, gateway, taken, time_machine):
    draft = kept()
    time_machine.move_to(NIGHT, tick=False)
    send(draft, now=NIGHT)
    assert not gateway.taken
    assert "রাতে SMS যায় না" in page(draft)
    assert "সকাল ৮টা" in page(draft)
    assert "No SMS goes out at night" in page(draft, "/en")
    morning = NIGHT.replace(day=23, hour=8, minute=1)
    run_due_entries(morning)
    assert len(taken()) == 1


def test_what_waited_over_night_says_nothing_untrue_of_one_that_was_sent_meanwhile(
    kept, gateway, taken, time_machine
):
    draft = kept()
    draft.browser.post(f"/apply/{draft.token}/contact/", CONTACT)
    draft.browser.post(f"/apply/{draft.token}/papers/", {"show-1": "on"})
    time_machine.move_to(NIGHT, tick=False)
    send(draft, now=NIGHT)
    draft.browser.post(f"/apply/{draft.token}/check/")
    assert Case.objects.exists()
    run_due_entries(NIGHT.replace(day=23, hour=8, minute=1))
    (sms,) = [each["text"] for each in gateway.taken if "/o/" in each["text"]]
    assert "না পাঠানো" not in sms
    assert "রাখা আছে" not in sms
    assert "পাঠানো হয়ে গেছে" in Client().get(taken()[-1]).content.decode()


def test_pressed_twice_it_is_one_sms_and_a_minute_later_another(kept, taken, time_machine):
    draft = kept()
    send(draft)
    send(draft)
    assert len(taken()) == 1
    time_machine.move_to(MORNING + 2 * MINUTE, tick=False)
    send(draft, now=MORNING + 2 * MINUTE)
    first, second = taken()
    assert first != second
    assert page(draft).count("পাঠানোর জন্য দেওয়া হয়েছে") == 2


def test_one_draft_one_mobile_and_one_line_send_no_more_than_a_few(kept, taken, time_machine):
    draft = kept()
    for n in range(OF_DRAFT):
        assert send(draft, f"0170000000{n}").status_code == 302
    refused = send(draft, "01700000009")
    assert refused.status_code == 422
    assert "অনেকবার পাঠানো হয়েছে" in refused.content.decode()
    assert "01700000009" in refused.content.decode(), "what was typed is still there"
    assert len(taken()) == OF_DRAFT
    # A stranger's mobile, from ever new drafts.
    for n in range(OF_MOBILE):
        answer = send(kept(), "01711111111")
        assert answer.status_code == 302, n
    assert send(kept(), "01711111111").status_code == 422
    assert sum(sms.endswith("/") for sms in taken()) == OF_DRAFT + OF_MOBILE


def test_a_mobile_gets_no_more_than_a_few_in_a_day(kept, gateway, taken, time_machine):
    sent = 0
    for hour in range(8):
        at = MORNING + hour * (HOUR + MINUTE)
        for _ in range(2):
            draft = kept()
            time_machine.move_to(at, tick=False)
            sent += send(draft, "01711111111", now=at).status_code == 302
    assert sent == OF_MOBILE_A_DAY == len(gateway.taken)


def test_one_draft_sends_no_more_than_it_may_in_all(kept, taken, time_machine):
    draft = kept()
    for n in range(MOST_SENT + 2):
        at = MORNING + n * (HOUR + MINUTE)
        time_machine.move_to(at, tick=False)
        answer = send(draft, f"017000000{n:02}", now=at)
        assert answer.status_code == (302 if n < MOST_SENT else 422)
    assert Attempt.objects.exists()


def test_a_lapsed_draft_says_so(kept, taken, time_machine):
    draft = kept()
    time_machine.move_to(MORNING + DRAFT_RETENTION - HOUR, tick=False)
    send(draft, now=MORNING + DRAFT_RETENTION - HOUR)
    (address,) = taken()
    time_machine.move_to(MORNING + DRAFT_RETENTION + MINUTE, tick=False)
    for _ in range(2):
        answer = Client().get(address)
        assert answer.status_code == 410
        assert "আর রাখা নেই" in answer.content.decode()
        assert "no longer kept" in Client().get("/en" + address).content.decode()
        assert Client().post(address).status_code == 410
        # Removed for good, it says the same.
        clear_drafts(MORNING + DRAFT_RETENTION + 2 * A_DAY)
    assert not Draft.objects.exists()


def test_of_a_draft_that_was_sent_or_removed_meanwhile_none_goes_and_an_address_opens_no_receipt(
    kept, gateway, taken
):
    draft = kept()
    draft.browser.post(f"/apply/{draft.token}/contact/", CONTACT)
    draft.browser.post(f"/apply/{draft.token}/papers/", {"show-1": "on"})
    send(draft)
    (address,) = taken()
    draft.browser.post(draft.page, {"mobile": "01700000005"})
    draft.browser.post(f"/apply/{draft.token}/check/")
    assert Case.objects.exists()
    run_due_entries(MORNING)
    run_due_entries(MORNING)
    assert [sms["text"] for sms in gateway.taken if "/o/" in sms["text"]] == [gateway.taken[0]["text"]]
    for answer in (Client().get(address), Client().post(address)):
        assert answer.status_code == 410
        assert "পাঠানো হয়ে গেছে" in answer.content.decode()
        assert draft.token not in answer.content.decode()


def test_an_address_of_a_case_still_opens_its_own_page_and_none_of_a_draft(kept, taken):
    draft = kept()
    send(draft)
    other = Office.objects.create(slug="other", name_bn="অন্য", name_en="Other", geocode="8549")
    OneUseAddress.objects.update(office=other)
    assert Client().get(taken()[0]).status_code == 404


def test_of_two_presses_of_the_address_at_once_one_comes_through(kept, taken):
    draft = kept()
    send(draft)
    row, same = OneUseAddress.objects.get(), OneUseAddress.objects.get()
    assert [row.use(MORNING), same.use(MORNING)] == [True, False]


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_code_on_the_page_is_the_very_address(kept, root):
    draft = kept()
    shown = page(draft, root)
    drawing = re.search(r'<div class="qr".*?(<svg.*?</svg>)', shown, re.DOTALL)[1]
    (code,) = zxingcpp.read_barcodes(picture_of(drawing))
    assert code.text == f"http://testserver{root}/apply/{draft.token}/contact/"
    assert code.text in shown


def picture_of(drawing: str) -> Image.Image:
    """The squares of an SVG, black on white, with a white edge around them."""
    width, height = (int(each) for each in re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing).groups())
    canvas = Image.new("L", (width, height), 255)
    x = y = 0.0
    for command, words in re.findall(r"([Mmh])([-\d. ]+)", re.search(r'\bd="([^"]+)"', drawing)[1]):
        steps = [float(each) for each in re.findall(r"-?[\d.]+", words)]
        if command == "h":
            for _ in range(int(steps[0])):
                canvas.putpixel((int(x), int(y)), 0)
                x += 1
        elif command == "M":
            x, y = steps
        else:
            x, y = x + steps[0], y + steps[1]
    return canvas.resize((width * 6, height * 6), Image.Resampling.NEAREST)
