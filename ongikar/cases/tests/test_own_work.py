"""The office's own work, for which nobody applies: begun at the desk, counted and closed like any other
promise.
"""

import pytest

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.delivery.meeting.series import owed_months
from ongikar.rules import case_transitions

pytestmark = pytest.mark.django_db
IDEA = {
    "title": "ল্যাবের দরজায় নম্বর",
    "problem": "সমস্যা জানাতে বারবার ফোন করতে হয়।",
    "idea": "প্রতিটি ল্যাবে একটি নম্বর থাকবে।",
    "owner": "মো. আব্দুল করিম",
    "token": "pressed-once-own",
}
OWN = [f"internal-{n}" for n in range(1, 6)]


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def test_the_room_of_tasks_leads_to_every_internal_service_of_the_charter(desk):
    assert 'href="/desk/own/"' in desk.get("/desk/tasks/").content.decode()
    page = desk.get("/desk/own/").content.decode()
    for code in OWN:
        assert f'href="/desk/own/{code}/"' in page
    assert "/desk/own/citizen-1/" not in page


@pytest.mark.parametrize("code", OWN)
@pytest.mark.parametrize(("root", "words"), [("", "কাজটি শুরু করুন"), ("/en", "Begin the work")])
def test_each_asks_the_questions_of_its_kind(desk, service, code, root, words):
    page = desk.get(f"{root}/desk/own/{code}/").content.decode()
    assert words in page
    for name in kind_of(service(code)).intake_form(service=service(code)).fields:
        assert f'name="{name}"' in page


def test_what_is_begun_is_a_promise_of_the_office_itself_and_is_kept_on_its_page(desk):
    answer = desk.post("/desk/own/internal-3/", IDEA, follow=True)
    case = Case.objects.get(service__code="internal-3")
    assert answer.redirect_chain[-1][0] == f"/desk/cases/{case.number}/"
    assert (case.applicant, case.channel, case.state) == (None, Case.PLANNED, case_transitions.RECEIVED)
    assert case.answers == {name: words for name, words in IDEA.items() if name != "token"}
    assert "কাজটি শুরু হয়েছে। শেষ দিন" in answer.content.decode()
    result = {"measured": "ফোন ৯টি থেকে ২টি", "words": "নম্বর লাগানো হয়েছে।", "given": "all"}
    # No success that was only said and never measured.
    for ended, state in (("kept", case_transitions.RECEIVED), ("closed", case_transitions.KEPT)):
        desk.post(f"/desk/cases/{case.number}/keep/", result | {"ended": ended})
        assert Case.objects.get(pk=case.pk).state == state


def test_pressed_twice_it_is_begun_once(desk):
    for _ in range(2):
        desk.post("/desk/own/internal-3/", IDEA)
    assert Case.objects.filter(service__code="internal-3").count() == 1


def test_what_is_missing_is_named_beside_its_field_and_nothing_typed_is_lost(desk):
    answer = desk.post("/desk/own/internal-3/", IDEA | {"owner": "", "submission": IDEA["token"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "কে দায়িত্ব নেবেন, লিখুন" in page
    for kept in (IDEA["title"], IDEA["problem"], IDEA["token"]):
        assert kept in page
    assert not Case.objects.filter(service__code="internal-3").exists()


@pytest.mark.parametrize("code", ["citizen-1", "institutional-11", "nothing"])
def test_what_somebody_must_ask_for_is_not_begun_here(desk, code):
    assert desk.get(f"/desk/own/{code}/").status_code == 404


def test_a_meeting_begun_as_own_work_leaves_the_monthly_series_as_it_is(receive, office, service, now):
    """Where an office has its meeting among its internal services: the series goes on from the last month it
    opened.
    """
    asked = {"subject": "জরুরি সভা", "hold_by": "2026-11-30", "agenda": "ল্যাব"}
    receive("institutional-11", answers=asked, person=None, channel=Case.PLANNED, now=now)
    month = now.date().replace(day=1)
    assert list(owed_months(office, service("institutional-11"), month)) == [month]


def test_its_clock_waits_for_nobodys_paper_and_nobody_is_sent_on(desk):
    page = desk.post("/desk/own/internal-3/", IDEA, follow=True).content.decode()
    case = Case.objects.get(service__code="internal-3")
    assert f"/desk/cases/{case.number}/keep/" in page
    for act in ("ask_for_papers", "redirect"):
        assert f"/desk/cases/{case.number}/{act}/" not in page
        assert (
            desk.post(
                f"/desk/cases/{case.number}/{act}/", {"papers": "0", "to": "জেলা", "words": "দিন"}
            ).status_code
            == 302
        )
    assert Case.objects.get(pk=case.pk).state == case_transitions.RECEIVED


@pytest.mark.parametrize(
    ("root", "expected", "of_an_applicant"),
    [
        ("", "কাজটি কী", ("আবেদনে যা আছে", "রসিদ")),
        ("/en", "What is to be done", ("In the application", "Receipt")),
    ],
)
def test_its_page_speaks_of_no_application_and_no_receipt(desk, root, expected, of_an_applicant):
    desk.post("/desk/own/internal-3/", IDEA)
    case = Case.objects.get(service__code="internal-3")
    page = desk.get(f"{root}/desk/cases/{case.number}/").text
    assert expected in page
    assert not [words for words in of_an_applicant if words in page]
