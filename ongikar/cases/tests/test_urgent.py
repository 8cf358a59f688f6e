"""Money that is being taken now: what to do and whom to call stands on every page, before and after, in both
languages.
"""

import io
import re

import pypdfium2
import pytest
from django.db import connection

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case, Draft
from ongikar.cases.urgent import OPEN_URGENT, urgencies_of
from ongikar.charter.models import Service
from ongikar.core import cache_version
from ongikar.offices.models import Office
from ongikar.people.models import User

pytestmark = pytest.mark.django_db
FRAUD = {"topic": "money", "when": "now", "question": "ফোনে কথা বলার সময় বিকাশ থেকে টাকা কেটে নিচ্ছে"}
CONTACT = {
    "kind": "citizen",
    "name": "রহিমা খাতুন",
    "village": "হরিদেবপুর",
    "union": "হরিদেবপুর",
    "mobile": "01700000001",
}
both = pytest.mark.parametrize(
    ("root", "title", "number", "unsure"),
    [
        ("", "এখনই টাকা কেটে নেওয়া হচ্ছে?", "৯৯৯", "কার্যালয় নম্বরটি মিলিয়ে দেখবে"),
        ("/en", "Is money being taken right now?", "999", "number to be confirmed by the office"),
    ],
)


@pytest.fixture(autouse=True)
def _on_sunday(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def urgent(receive):
    return receive("citizen-5", answers=FRAUD)


def words(answer) -> str:
    return answer.content.decode()


def answer_text(answer, title, number, unsure) -> bool:
    page = words(answer)
    return title in page and number in page and unsure in page and 'href="tel:999"' in page


@both
def test_the_page_of_the_service_says_it_before_anything_is_sent(client, office, root, title, number, unsure):
    assert answer_text(client.get(f"{root}/services/citizen-5/"), title, number, unsure)
    assert title not in words(client.get(f"{root}/services/citizen-2/"))


@both
def test_the_form_says_it_and_marks_the_answers_that_bring_it(client, office, root, title, number, unsure):
    answer = client.get(f"{root}/services/citizen-5/apply/")
    assert answer_text(answer, title, number, unsure)
    page = words(answer)
    # The style shows the box as soon as both are chosen, without script (look.css).
    assert 'class="urgent if-chosen"' in page
    assert page.count('class="urgent-1"') == page.count('class="urgent-2"') == 1
    # Marked or not, they look like the radio buttons of every other form.
    radios = page.count('type="radio"')
    assert page.count('<div class="opt"><input type="radio"') == radios > 5
    assert 'value="money"' in page[page.index('class="urgent-1"') - 200 : page.index('class="urgent-1"') + 60]
    assert "if-chosen" not in words(client.get(f"{root}/services/citizen-2/apply/"))


@both
def test_it_stands_first_on_every_page_that_follows_the_answer(client, office, root, title, number, unsure):
    step = client.post(f"{root}/services/citizen-5/apply/", FRAUD, follow=True)
    assert answer_text(step, title, number, unsure)
    token = Draft.objects.get().token
    check = client.post(f"{root}/apply/{token}/contact/", CONTACT, follow=True)
    assert answer_text(check, title, number, unsure)
    receipt = client.post(f"{root}/apply/{token}/check/", follow=True)
    assert answer_text(receipt, title, number, unsure)
    case = Case.objects.get()
    assert case.urgent == "money_fraud"
    assert answer_text(client.get(f"{root}/track/{case.number}/"), title, number, unsure)
    paper = pypdfium2.PdfDocument(io.BytesIO(client.get(f"{root}/receipt/{token}/pdf").content))
    assert number in "".join(paper[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize(
    "answers",
    [
        FRAUD | {"when": "before"},
        FRAUD | {"when": "feared"},
        FRAUD | {"topic": "account"},
        {"question": "টাকা"},
    ],
)
def test_what_is_not_going_on_now_is_not_called_urgent(client, receive, answers):
    case = receive("citizen-5", answers=answers)
    assert case.urgent == ""
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    assert "এখনই টাকা কেটে নেওয়া হচ্ছে?" not in words(client.get(f"/track/{case.number}/"))


@pytest.mark.parametrize(
    ("root", "heading", "since"), [("", "জরুরি: ১টি", "জরুরি,"), ("/en", "Urgent: 1", "Urgent, since")]
)
def test_the_officer_finds_it_at_the_top_with_its_time(
    signed_in, karim, urgent, receive, root, heading, since
):
    receive()
    desk = signed_in(karim)
    for address in (f"{root}/desk/today/", f"{root}/desk/cases/"):
        page = words(desk.get(address))
        assert heading in page
        assert f'datetime="{urgent.received_at.isoformat()}' in page or "10:00" in page or "১০টা" in page
        # Above the lists of what is owed.
        assert page.index(heading) < re.search(
            '<(ul|table|div) class="(rows|list)[" ]', page.partition("<main")[2]
        ).start() + page.index("<main")
    page = words(desk.get(f"{root}/desk/cases/{urgent.number}/"))
    assert since in page
    assert 'href="tel:999"' in page


def test_it_is_no_longer_called_urgent_once_it_is_closed(signed_in, karim, urgent, now):
    from ongikar.cases import actions

    actions.keep(
        urgent,
        outcome={"words": "ব্যাংকে ফোন করতে বলা হলো।", "reported_to": "bank"},
        actor=("user", karim.pk),
        now=now,
    )
    desk = signed_in(karim)
    for address in ("/desk/today/", "/desk/cases/", f"/desk/cases/{urgent.number}/"):
        assert "জরুরি: " not in words(desk.get(address))
        assert 'href="tel:999"' not in words(desk.get(address))


def test_at_the_counter_the_officer_reads_it_out_before_and_after(signed_in, shirin):
    desk = signed_in(shirin)
    typed = {
        "name": "রহিমা খাতুন",
        "mobile": "01700000001",
        "channel": "phone",
        "service": "citizen-5",
        "asked": FRAUD["question"],
        "outcome": "taken",
        "token": "press-1",
    }
    asked = words(desk.post("/desk/counter/", typed))
    assert 'class="urgent if-chosen"' in asked
    saved = desk.post(
        "/desk/counter/",
        typed | {"asked_of": "citizen-5", "ask-topic": "money", "ask-when": "now"},
        follow=True,
    )
    assert saved.redirect_chain[-1][0] == f"/desk/cases/{Case.objects.get().number}/"
    assert "আবেদনকারীকে এখনই বলুন" in words(saved)


def test_the_centre_is_told_too(signed_in, office):
    centre = signed_in(User.objects.get(username="jashim"))
    sent = {
        "name": "রহিমা খাতুন",
        "mobile": "01700000001",
        "service": "citizen-5",
        "asked_of": "citizen-5",
        "consent": "on",
        "token": "press-1",
        **{f"ask-{name}": answer for name, answer in FRAUD.items()},
    }
    assert 'class="urgent if-chosen"' in words(centre.post("/agent/new/", sent | {"asked_of": ""}))
    assert 'href="tel:999"' in words(centre.post("/agent/new/", sent, follow=True))


def test_an_office_that_says_nothing_of_it_shows_no_empty_box(client, office, urgent):
    Office.objects.filter(pk=office.pk).update(urgent=[])
    cache_version.invalidate()
    assert 'class="urgent"' not in words(client.get("/services/citizen-5/"))
    client.post("/track/", {"number": urgent.number, "last_four": "0001"})
    assert 'class="urgent"' not in words(client.get(f"/track/{urgent.number}/"))


def test_the_journal_tells_that_it_was_urgent(urgent):
    from ongikar.journal.models import Entry

    entry = Entry.objects.get(verb="case.received", subject_id=urgent.pk)
    assert entry.facts["urgent"] == "money_fraud"


def test_every_urgency_of_a_kind_can_be_told_by_a_row_and_may_not_be_left_out(office):
    found = set()
    for row in Service.objects.filter(version__office=office, version__effective_to=None):
        for urgency in urgencies_of(row):
            found.add(urgency.key)
            assert set(urgency.answers) <= set(kind_of(row).intake_form(service=row).always_asked)
    assert found == {"money_fraud"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="with few rows PostgreSQL reads them all")
def test_the_urgent_ones_are_found_by_their_own_index(office):
    asked = OPEN_URGENT.sql_for(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.sql}", asked.fill_params([office.pk]))
        assert "INDEX open_urgent_cases" in str(cursor.fetchall())
