"""The counter: one screen, one press, one case."""

import re

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from conftest import SUNDAY
from ongikar.cases.models import Case, PaperKey
from ongikar.cases.officer.counter.views import day_promised
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, shirin):
    return signed_in(shirin)


def typed(**changes):
    return {
        "mobile": "০১৭০০০০০০০৫",
        "name": "তপন কুমার রায়",
        "address": "মমিনপুর",
        "channel": "counter",
        "service": "citizen-1",
        "asked": "ল্যাবের তালিকা কোথায় পাব?",
        "outcome": "taken",
        "days": "",
        "answer": "",
        "token": "press-1",
    } | changes


# What each service asks before anything is saved: its promise, or the right to it, rests on this.
RESTS_ON = {
    "citizen-5": {"ask-topic": "awareness", "ask-when": "none"},
    "citizen-6": {"ask-age": "২২"},
    "institutional-1": {"ask-letter_date": "2026-11-20", "ask-due_date": "2026-11-30"},
    "institutional-2": {"ask-held_on": "2026-12-16"},
    "institutional-4": {"ask-held_on": "2026-12-16"},
}


@pytest.fixture(autouse=True)
def _before_the_days_that_are_typed(time_machine):
    time_machine.move_to(SUNDAY)


SCHOOL = {"institution": "কৈলাশ রঞ্জন উচ্চ বিদ্যালয়"}


def press(desk, root="", **changes):
    """The page as it stands once the questions of the service were shown, and answered."""
    code = changes.get("service", "citizen-1")
    asked = {"asked_of": code, **RESTS_ON.get(code, {})} | (SCHOOL if code.startswith("inst") else {})
    return desk.post(f"{root}/desk/counter/", typed(**asked | changes))


@pytest.mark.parametrize(("root", "words"), [("", "সরাসরি আবেদন"), ("/en", "Walk-in")])
def test_everything_stands_on_one_screen_with_keys(desk, root, words):
    html = desk.get(f"{root}/desk/counter/").content.decode()
    assert words in html
    for key in ("1", "6", "q", "w", "e", "r", "s", "p"):
        assert f'accesskey="{key}"' in html


def test_a_request_is_taken_with_the_services_own_limit(desk):
    assert press(desk).status_code == 302
    case = Case.objects.get()
    assert (case.state, case.channel, case.applicant.mobile) == (
        case_transitions.ACCEPTED,
        "counter",
        "+8801700000005",
    )
    assert case.answers["question"] == "ল্যাবের তালিকা কোথায় পাব?"


def test_a_request_is_taken_for_fewer_days_in_bangla_figures(desk):
    press(desk, days="২")
    case = Case.objects.get()
    calendar = case.clock.calendar
    assert timezone.localdate(case.clock.due_at) == calendar.add_working_days(
        calendar.receipt_day(case.received_at), 2
    )


def test_more_days_than_the_limit_are_refused_and_nothing_is_written(desk):
    response = press(desk, days="60")
    assert response.status_code == 422
    assert "দিনটি কথা দেওয়া শেষ দিনের পরে" in response.content.decode()
    assert not Case.objects.exists()


def test_what_is_given_at_once_is_received_and_kept_together(desk):
    press(desk, outcome="given", answer="তালিকার একটি কপি দেওয়া হলো।")
    case = Case.objects.get()
    assert [act.name for act in case.acts.all()] == ["receive", "keep"]
    assert case.outcome["words"] == "তালিকার একটি কপি দেওয়া হলো।"


@pytest.mark.parametrize(
    ("code", "channel", "outcome"),
    [
        ("citizen-1", "counter", {}),
        ("citizen-2", "counter", {}),
        ("citizen-3", "counter", {"how": "counter", "found": "প্রিন্টার চলে না", "fixed": "yes"}),
        ("citizen-3", "phone", {"how": "remote", "found": "প্রিন্টার চলে না", "fixed": "yes"}),
        ("citizen-5", "counter", {"reported_to": "in_words"}),
        ("institutional-1", "counter", {"sent_by": "hand"}),
        ("institutional-1", "phone", {"sent_by": "phone"}),
        ("institutional-1", "letter", {"sent_by": "hand"}),
    ],
)
def test_what_is_given_at_once_is_the_whole_outcome_of_its_kind(desk, code, channel, outcome):
    press(
        desk,
        service=code,
        channel=channel,
        asked="প্রিন্টার চলে না",
        outcome="given",
        answer="ঠিক করে দেওয়া হলো।",
    )
    assert Case.objects.get().outcome == {"words": "ঠিক করে দেওয়া হলো।"} | outcome


def test_a_letter_is_entered_on_the_day_it_comes_and_stands_in_the_days_list(desk):
    press(desk, channel="letter")
    case = Case.objects.get()
    assert case.channel == Case.LETTER
    assert digits(case.number) in desk.get(f"/desk/cases/{case.number}/").content.decode()
    assert "চিঠিতে আবেদন এসেছে।" in desk.get(f"/desk/cases/{case.number}/").content.decode()
    assert f"/desk/cases/{case.number}/" in desk.get("/desk/counter/").content.decode()


@pytest.mark.parametrize(
    ("root", "words", "button"),
    [
        ("", "এর ফল এক বাক্যে লেখা যায় না", "“প্রশিক্ষণ শেষ, সনদ দিন” চেপে লিখুন"),
        ("/en", "Its result does not fit in a sentence", "press “Give the certificate” below"),
    ],
)
def test_what_does_not_fit_in_a_sentence_is_received_and_led_to_its_page(desk, root, words, button):
    response = press(desk, root, service="citizen-6", outcome="given", answer="১২ জন শিখেছেন।", receipt="1")
    case = Case.objects.get()
    assert (case.state, case.outcome) == (case_transitions.RECEIVED, {})
    assert response["Location"] == f"{root}/desk/cases/{case.number}/"
    page = desk.get(response["Location"]).content.decode()
    for part in (
        words,
        button,
        "১২ জন শিখেছেন।",
        f"/desk/cases/{case.number}/keep/",
        f"/desk/cases/{case.number}/receipt.pdf",
    ):
        assert part in page


def test_given_at_once_is_said_otherwise_where_it_does_not_fit_in_a_sentence(desk):
    html = desk.get("/desk/counter/").content.decode()
    by_page = re.findall(r'class="pick by-page"><input type="radio" name="service" value="([^"]+)"', html)
    assert {"citizen-6", "institutional-2", "institutional-9", "institutional-10"} <= set(by_page)
    assert not {"citizen-1", "citizen-2", "citizen-3", "citizen-4", "citizen-5"} & set(by_page)
    assert (
        '<span class="at-once">এখনই দিয়েছি</span><span class="on-page">দিয়েছি, ফল লিখব আবেদনের'
        " পাতায়</span>" in html
    )


def test_missing_papers_are_ticked_from_the_charters_list(desk):
    first = press(desk, outcome="papers")
    assert "জাতীয় পরিচয়পত্র" in first.content.decode()
    assert not Case.objects.exists()
    press(desk, outcome="papers", papers=["1"])
    case = Case.objects.get()
    assert (case.state, case.acts.last().data["missing"]) == (case_transitions.WAITING, ["জাতীয় পরিচয়পত্র"])


def test_other_papers_need_a_reason_at_the_counter_too(desk):
    assert press(desk, outcome="papers", papers=["2"], answer="আনুন").status_code == 422
    assert not Case.objects.exists()


def test_anothers_work_is_received_and_sent_on(desk):
    press(desk, outcome="elsewhere", answer="উপজেলা ভূমি অফিস, রংপুর সদর")
    case = Case.objects.get()
    assert (case.state, case.outcome["to"]) == (case_transitions.REDIRECTED, "উপজেলা ভূমি অফিস, রংপুর সদর")


def test_what_goes_on_its_page_is_received_once_though_pressed_twice(desk):
    for _ in range(2):
        press(desk, service="citizen-6", outcome="given", answer="১২ জন শিখেছেন।")
    assert [act.name for act in Case.objects.get().acts.all()] == ["receive", "note"]


@pytest.mark.parametrize("outcome", ["given", "taken", "elsewhere"])
def test_pressed_twice_is_one_case(desk, outcome):
    press(desk, outcome=outcome, answer="দেওয়া হলো, বলা হলো")
    press(desk, outcome=outcome, answer="দেওয়া হলো, বলা হলো")
    assert Case.objects.count() == 1
    assert Case.objects.get().acts.count() == 2


def test_save_and_receipt_answers_with_the_receipt_and_its_secret_figures(desk):
    response = press(desk, receipt="1")
    assert response["Content-Type"] == "application/pdf"
    assert f"{Case.objects.get().number}.pdf" in response["Content-Disposition"]
    (key,) = PaperKey.objects.all()
    assert key.subject_id == Case.objects.get().pk
    # Pressed once more, because the printer jammed: the same case, and figures anew.
    assert press(desk, receipt="1").content.startswith(b"%PDF-")
    assert Case.objects.count() == 1
    assert PaperKey.objects.get().digest != key.digest


def test_the_name_comes_back_by_mobile_without_script(desk):
    press(desk)
    html = desk.get("/desk/counter/", {"mobile": "01700000005"}).content.decode()
    assert "আগে একবার এসেছেন" in html
    assert 'value="তপন কুমার রায়"' in html
    assert 'value="মমিনপুর"' in html


def test_looking_up_a_mobile_loses_nothing_typed_and_saves_nothing(desk):
    press(desk)
    html = press(
        desk, look="1", name="", address="", asked="প্রজেক্টর নষ্ট", service="citizen-3"
    ).content.decode()
    assert 'value="তপন কুমার রায়"' in html
    assert "প্রজেক্টর নষ্ট" in html
    assert 'value="citizen-3" id="id_service_2" checked' in html
    assert Case.objects.count() == 1


def test_todays_visits_stand_beside(desk):
    press(desk)
    assert "তপন কুমার রায়" in desk.get("/desk/counter/").content.decode()


@pytest.mark.parametrize("root", ["", "/en"])
def test_an_empty_press_names_every_missing_answer(desk, root):
    response = desk.post(f"{root}/desk/counter/", {"token": "x", "channel": "counter"})
    assert response.status_code == 422
    for field in ("id_name", "id_asked"):
        assert f'href="#{field}"' in response.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"service": "internal-1"},
        {"service": "x"},
        {"outcome": "x"},
        {"mobile": "১২৩"},
        {"name": "\u200b"},
        {"token": ""},
        {"days": "৩.৫"},
        {"asked": "ক" * 9000},
    ],
)
def test_wrong_answers_write_nothing(desk, changes):
    assert press(desk, **changes).status_code == 422
    assert not Case.objects.exists()


def test_what_the_office_owes_by_itself_is_taken_at_no_counter(desk):
    answer = press(desk, service="institutional-11", **{"ask-hold_by": "2026-12-16"})
    assert answer.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    # The eleventh, the monthly meeting, the office owes by itself.
    "code",
    [f"citizen-{n}" for n in range(1, 7)] + [f"institutional-{n}" for n in range(1, 11)],
)
def test_every_service_can_be_asked_for_at_the_counter(desk, code):
    press(desk, service=code)
    case = Case.objects.get()
    assert case.row.code == code
    assert "ল্যাবের তালিকা কোথায় পাব?" in desk.get(f"/desk/cases/{case.number}/").content.decode()


@pytest.mark.parametrize(
    ("root", "advice", "cyber"),
    [
        ("", "৭\u00a0কার্যদিবসের মধ্যে: মঙ্গলবার, ১\u00a0ডিসেম্বর", "সঙ্গে সঙ্গে: রবিবার, ২২\u00a0নভেম্বর"),
        ("/en", "Within 7\u00a0working days: Tuesday, 1\u00a0December", "At once: Sunday, 22\u00a0November"),
    ],
)
def test_each_service_names_the_day_it_promises_before_anything_is_saved(
    desk, now, time_machine, root, advice, cyber
):
    time_machine.move_to(now, tick=False)
    days = days_by_service(desk.get(f"{root}/desk/counter/"))
    assert days["citizen-2"] == advice
    assert days["citizen-5"] == cyber
    # What is then saved is that very day.
    press(desk, root, service="citizen-2")
    assert timezone.localdate(Case.objects.get().clock.due_at).isoformat() == "2026-12-01"


def test_a_service_without_a_limit_names_no_day(service, office, now):
    row, calendar = service("citizen-2"), office.calendar
    assert day_promised(row, calendar, now)
    row = service("citizen-2")
    row.ceiling = None
    assert day_promised(row, calendar, now) == ""


def days_by_service(answer):
    picks = HTMLParser(answer.content.decode()).css(".pick:has([name=service])")
    return {
        pick.css_first("input").attributes["value"]: day.text()
        for pick in picks
        if (day := pick.css_first(".day"))
    }
