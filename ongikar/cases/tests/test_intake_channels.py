"""However a request comes in, the same is asked: what the promise rests on always, the rest now or as a named
debt.
"""

from datetime import date

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case, Draft
from ongikar.charter.models import Service
from ongikar.core.forms.fields import DayField
from ongikar.people.models import Applicant, User
from ongikar.rules import case_transitions

from .test_agent import agree

pytestmark = pytest.mark.django_db
SCHOOL = "কৈলাশ রঞ্জন উচ্চ বিদ্যালয়"
LETTER = {
    "memo_number": "০৫.৪৭.৮৫৪৯.২৬-১১২",
    "letter_date": "2026-11-20",
    "due_date": "2026-11-30",
    "items": "ল্যাবের তালিকা",
}
WHO = {"mobile": "০১৭০০০০০০০৫", "name": "তপন কুমার রায়", "address": "মমিনপুর", "institution": SCHOOL}


@pytest.fixture(autouse=True)
def _on_sunday(now, time_machine):
    time_machine.move_to(now, tick=False)


def asked(answers):
    return {f"ask-{name}": answer for name, answer in answers.items()}


@pytest.fixture
def send(client, signed_in, shirin, office):
    """`send(channel, answers)`: what the page says to the letter of institutional 1, brought over that
    channel.
    """

    def counter(channel, answers):
        sent = WHO | {
            "channel": channel,
            "service": "institutional-1",
            "asked_of": "institutional-1",
            "asked": LETTER["items"],
            "outcome": "taken",
            "token": "press-1",
            **asked(answers),
        }
        return signed_in(shirin).post("/desk/counter/", sent)

    def agent(channel, answers):
        sent = WHO | {
            "service": "institutional-1",
            "asked_of": "institutional-1",
            "token": "press-1",
            **asked(answers),
        }
        centre = signed_in(User.objects.get(username="jashim"))
        agree(centre, WHO["mobile"])
        return centre.post("/agent/new/", sent)

    def online(channel, answers):
        answer = client.post("/services/institutional-1/apply/", answers)
        if answer.status_code != 302:
            return answer
        step = f"/apply/{Draft.objects.get().token}"
        contact = {
            "village": "মমিনপুর",
            "union": "মমিনপুর",
            "mobile": WHO["mobile"],
            "name": WHO["name"],
            "institution": SCHOOL,
        }
        assert client.post(f"{step}/contact/", contact).status_code == 302
        client.post(f"{step}/papers/", {})
        return client.post(f"{step}/check/")

    ways = {"online": online, "agent": agent}
    return lambda channel, answers=LETTER: ways.get(channel, counter)(channel, answers)


every_channel = pytest.mark.parametrize("channel", ["online", "counter", "phone", "letter", "agent"])


@every_channel
def test_a_letter_that_names_the_thirtieth_is_due_on_the_thirtieth(send, channel):
    assert send(channel).status_code == 302
    case = Case.objects.get()
    assert case.channel == channel
    assert timezone.localdate(case.clock.due_at) == date(2026, 11, 30)
    assert {name: case.answers[name] for name in ("letter_date", "due_date")} == {
        "letter_date": "2026-11-20",
        "due_date": "2026-11-30",
    }


@every_channel
def test_without_the_letters_date_nothing_is_taken(send, channel):
    answer = send(channel, LETTER | {"letter_date": ""})
    assert answer.status_code == 422
    assert "পত্রের তারিখ, লিখুন" in answer.content.decode()
    assert not Case.objects.exists()


@every_channel
def test_a_letter_dated_after_today_is_refused_beside_its_field(send, channel):
    answer = send(channel, LETTER | {"letter_date": "2026-11-29"})
    assert answer.status_code == 422
    assert "এই দিনটি এখনো আসেনি" in answer.content.decode()
    assert not Case.objects.exists()


@every_channel
def test_an_institution_is_stored_as_one(send, channel, signed_in, karim):
    send(channel)
    case = Case.objects.get()
    assert (case.applicant.kind, case.applicant.institution) == (Applicant.INSTITUTION, SCHOOL)
    assert SCHOOL in signed_in(karim).get(f"/desk/cases/{case.number}/").content.decode()


def test_what_the_undertaking_of_a_row_reads_may_never_be_left_out(office):
    """Every date answered anew moves the promise only where it is asked of everybody."""
    rows = Service.objects.filter(version__office=office, version__effective_to=None)
    moving = set()
    for row in rows:
        kind = kind_of(row)
        form = kind.intake_form(service=row)
        without = kind.undertaking({}, row)
        for name, field in form.fields.items():
            answers = (
                ["2026-12-01"]
                if isinstance(field, DayField)
                else [str(value) for value, _ in getattr(field, "choices", ())]
            )
            if any(kind.undertaking({name: answer}, row) != without for answer in answers if answer):
                moving.add((row.code, name))
                assert name in form.always_asked, (row.code, name)
    assert {("institutional-1", "due_date"), ("institutional-11", "hold_by")} <= moving


class TestAtTheCounter:
    @pytest.fixture
    def desk(self, signed_in, shirin):
        return signed_in(shirin)

    @staticmethod
    def typed(**changes):
        return (
            WHO
            | {
                "institution": "",
                "channel": "counter",
                "service": "citizen-2",
                "asked": "কোন ল্যাপটপ কিনব?",
                "outcome": "taken",
                "token": "press-1",
            }
            | changes
        )

    def test_what_was_left_out_is_a_named_debt_on_every_page_of_the_case(self, desk, client):
        answer = desk.post("/desk/counter/", self.typed(), follow=True)
        case = Case.objects.get()
        question = "কোন বিষয়ে"
        assert f"এখনো জানা বা দেখা হয়নি: {question}" in answer.content.decode()
        page = desk.get(f"/desk/cases/{case.number}/").content.decode()
        assert f"জানা হয়নি: {question}" in page
        assert f"/desk/cases/{case.number}/fill_in/" in page
        client.post("/track/", {"number": case.number, "last_four": "0005"})
        assert f"জেনে নেবে: {question}" in client.get(f"/track/{case.number}/").content.decode()

    def test_where_nothing_is_owed_nothing_is_said_of_it(self, desk):
        answer = desk.post("/desk/counter/", self.typed(**{"ask-topic": "buying"}), follow=True)
        page = answer.content.decode()
        assert "সংরক্ষিত:" in page
        assert "এখনো জানা বা দেখা হয়নি" not in page
        assert not [link for link in HTMLParser(page).css("main a") if not link.text(strip=True)]

    def test_a_debt_is_paid_by_writing_the_answer_in_and_moves_no_day(self, desk):
        desk.post("/desk/counter/", self.typed())
        case = Case.objects.get()
        due = case.clock.due_at
        address = f"/desk/cases/{case.number}/fill_in/"
        nothing = desk.post(address, {})
        assert nothing.status_code == 422
        assert "অন্তত একটি প্রশ্নের উত্তর লিখুন" in nothing.content.decode()
        assert desk.post(address, {"topic": "buying", "question": "অন্য প্রশ্ন"}).status_code == 302
        case = Case.objects.get()
        assert case.answers == {"question": "কোন ল্যাপটপ কিনব?", "topic": "buying"}
        assert (case.clock.due_at, case.acts.last().name) == (due, case_transitions.FILL_IN)
        page = desk.get(f"/desk/cases/{case.number}/").content.decode()
        assert "<p>জানা হয়নি:" not in page
        assert "পরে জেনে লেখা হয়েছে: কোন বিষয়ে।" in page
        # Nothing is left to be written in.
        assert desk.get(address).status_code == 302

    def test_the_questions_are_shown_before_anything_is_saved_and_keep_what_was_typed(self, desk):
        page = desk.post("/desk/counter/", self.typed(service="institutional-1", institution=SCHOOL))
        html = page.content.decode()
        assert page.status_code == 200
        for part in (
            'name="ask-letter_date"',
            'name="ask-due_date"',
            'name="ask-memo_number"',
            "তপন কুমার রায়",
            SCHOOL,
            "কোন ল্যাপটপ কিনব?",
        ):
            assert part in html
        assert not Case.objects.exists()

    @pytest.mark.parametrize("button", ["look", "ask"])
    def test_looking_something_up_keeps_the_answers_typed_so_far(self, desk, button):
        typed = self.typed(
            service="institutional-1", asked_of="institutional-1", **asked(LETTER), **{button: "1"}
        )
        html = desk.post("/desk/counter/", typed).content.decode()
        assert 'value="৩০/১১/২০২৬"' in html
        assert LETTER["memo_number"] in html

    def test_a_service_chosen_since_asks_its_own_questions(self, desk):
        page = desk.post("/desk/counter/", self.typed(service="citizen-6", asked_of="citizen-2"))
        assert page.status_code == 200
        assert 'name="ask-age"' in page.content.decode()
        assert not Case.objects.exists()

    @pytest.mark.parametrize(("age", "fault"), [("", "বয়স লিখুন"), ("৯", "১৪ থেকে ৬৫"), ("বিশ", "সংখ্যায় লিখুন")])
    def test_the_age_is_asked_as_it_is_online(self, desk, age, fault):
        answer = desk.post(
            "/desk/counter/", self.typed(service="citizen-6", asked_of="citizen-6", **{"ask-age": age})
        )
        assert answer.status_code == 422
        assert fault in answer.content.decode()
        assert 'href="#id_ask-age"' in answer.content.decode()
        assert not Case.objects.exists()

    def test_an_institutions_service_is_not_taken_for_a_nameless_one(self, desk):
        answer = desk.post(
            "/desk/counter/", self.typed(service="institutional-7", asked_of="institutional-7")
        )
        assert answer.status_code == 422
        assert "এই সেবা প্রতিষ্ঠানের জন্য" in answer.content.decode()

    def test_a_password_in_the_sentence_is_not_taken_over_the_counter_either(self, desk):
        answer = desk.post("/desk/counter/", self.typed(asked="আমার পাসওয়ার্ড: abc123 কাজ করে না"))
        assert answer.status_code == 422
        assert "পাসওয়ার্ড, পিন বা OTP লিখবেন না" in answer.content.decode()
        assert answer.content.decode().count('href="#id_asked"') == 1
        assert not Case.objects.exists()

    def test_an_answer_by_email_needs_the_address(self, desk):
        sent = self.typed(service="citizen-1", asked_of="citizen-1", **{"ask-receive_by": "email"})
        assert "তাই ই-মেইল ঠিকানা লাগবে" in desk.post("/desk/counter/", sent).content.decode()
        assert desk.post("/desk/counter/", sent | {"email": "tapan@example.com"}).status_code == 302
        assert Case.objects.get().applicant.email == "tapan@example.com"

    def test_a_paper_that_was_seen_is_recorded_in_the_act_and_on_every_paper(self, desk, client):
        desk.post("/desk/counter/", self.typed(service="citizen-1", asked_of="citizen-1", seen=["1"]))
        case = Case.objects.get()
        assert case.acts.first().data == {"seen": ["জাতীয় পরিচয়পত্র"]}
        page = desk.get(f"/desk/cases/{case.number}/").content.decode()
        assert "<p>দেখা হয়নি:" not in page
        assert "<dt>দেখা হয়েছে</dt><dd>জাতীয় পরিচয়পত্র</dd>" in page
        client.post("/track/", {"number": case.number, "last_four": "0005"})
        assert "দেখেছি" in client.get(f"/track/{case.number}/").content.decode()

    def test_a_paper_that_was_not_seen_is_offered_ticked_as_a_request(self, desk):
        answer = desk.post(
            "/desk/counter/", self.typed(service="citizen-1", asked_of="citizen-1"), follow=True
        )
        assert "জাতীয় পরিচয়পত্র" in answer.content.decode()
        case = Case.objects.get()
        assert case.acts.first().data == {"seen": []}
        assert "দেখা হয়নি: জাতীয় পরিচয়পত্র" in desk.get(f"/desk/cases/{case.number}/").content.decode()
        form = desk.get(f"/desk/cases/{case.number}/ask_for_papers/").content.decode()
        assert 'value="1" id="id_papers_1" checked' in form

    def test_a_paper_seen_is_not_asked_for_and_a_missing_one_comes_ticked(self, desk):
        sent = self.typed(service="citizen-1", outcome="papers")
        assert (
            'name="papers" value="1" id="id_papers_1" checked'
            in desk.post("/desk/counter/", sent).content.decode()
        )
        both = desk.post("/desk/counter/", sent | {"asked_of": "citizen-1", "seen": ["1"], "papers": ["1"]})
        assert "সেটি আবার চাওয়া যায় না" in both.content.decode()
        assert not Case.objects.exists()
        desk.post("/desk/counter/", sent | {"asked_of": "citizen-1", "papers": ["1"]})
        assert Case.objects.get().state == case_transitions.WAITING

    def test_what_the_promise_rests_on_is_never_written_in_later(self, desk):
        """A due date that was left empty stays so: the promise was counted without it."""
        sent = self.typed(
            service="institutional-1",
            asked_of="institutional-1",
            institution=SCHOOL,
            **asked({"letter_date": "2026-11-20"}),
        )
        desk.post("/desk/counter/", sent)
        case = Case.objects.get()
        due = case.clock.due_at
        form = desk.get(f"/desk/cases/{case.number}/fill_in/").content.decode()
        assert 'name="memo_number"' in form
        assert 'name="due_date"' not in form
        desk.post(f"/desk/cases/{case.number}/fill_in/", {"memo_number": "১২", "due_date": "2026-12-01"})
        case = Case.objects.get()
        assert "due_date" not in case.answers
        assert case.clock.due_at == due
