"""A day without power: what was received on a slip is promised from the slip's moment, and both moments are
told.
"""

import io
from datetime import datetime, timedelta
from itertools import pairwise

import pypdfium2
import pytest
from django.utils import timezone

from ongikar.books.service_register import SERVICE_REGISTER
from ongikar.cases.models import Case, Slip, SlipRange
from ongikar.cases.officer.counter import views as counter_views
from ongikar.cases.paper_days import SlipFault, cancel_open_slip, open_slip, reserve_slips
from ongikar.core.i18n.say import override_language
from ongikar.journal.models import Entry
from ongikar.offices.models import Office, Serial
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db
# Printed on Thursday, written on Sunday morning, entered on Tuesday.
PRINTED, WRITTEN, ENTERED = (
    datetime.fromisoformat(f"{day}+06:00")
    for day in ("2026-11-19T12:00", "2026-11-22T10:20", "2026-11-24T09:30")
)


@pytest.fixture
def desk(signed_in, shirin, time_machine):
    time_machine.move_to(ENTERED, tick=False)
    return signed_in(shirin)


@pytest.fixture
def printed(office, shirin) -> SlipRange:
    return reserve_slips(office, count=4, user_id=shirin.pk, now=PRINTED, submission="printed")


@pytest.fixture
def slip(printed) -> Slip:
    return printed.slips.order_by("serial").first()


@pytest.fixture
def enter(desk, slip):
    """`enter(**changes)`: what the counter says to the slip."""

    def do(**changes):
        return desk.post(
            "/desk/counter/",
            {
                "mobile": "০১৭০০০০০০০৫",
                "name": "তপন কুমার রায়",
                "address": "মমিনপুর",
                "channel": "counter",
                "service": "citizen-2",
                "asked": "কোন ল্যাপটপ কিনব?",
                "outcome": "taken",
                "token": "press-1",
                "slip": digits(slip.number, "bn"),
                "slip_day": "২২/১১/২০২৬",
                "slip_time": "১০:২০",
            }
            | changes,
        )

    return do


def words(answer) -> str:
    return answer.content.decode()


class TestEntering:
    def test_the_promise_counts_from_the_slip_and_both_moments_are_kept(self, enter):
        assert enter().status_code == 302
        case = Case.objects.get()
        assert (case.received_at, case.entered_at) == (WRITTEN, ENTERED)
        # Seven working days from Sunday, not from Tuesday.
        assert timezone.localdate(case.clock.due_at).isoformat() == "2026-12-01"
        assert case.clock.started_at == WRITTEN

    def test_the_journal_the_act_and_every_page_tell_both_moments(self, enter, desk, slip, client):
        enter()
        case = Case.objects.get()
        facts = Entry.objects.get(verb="case.received", subject_id=case.pk).facts
        assert facts["received_at"] == WRITTEN.astimezone(timezone.get_current_timezone()).isoformat()
        assert datetime.fromisoformat(facts["entered_at"]) == ENTERED
        assert facts["slip"] == slip.serial
        page = words(desk.get(f"/desk/cases/{case.number}/"))
        number = digits(slip.number, "bn")
        assert "<dt>কাগজে নেওয়া</dt>" in page
        assert "<dt>কম্পিউটারে লেখা</dt>" in page
        assert f"(স্লিপ {number}); লেখা হয়েছে মঙ্গলবার, ২৪ নভেম্বর ২০২৬, সকাল ৯টা ৩০ মিনিট" in page.replace(
            "\u00a0", " "
        )
        client.post("/track/", {"number": case.number, "last_four": "0005"})
        followed = words(client.get(f"/track/{case.number}/")).replace("\u00a0", " ")
        assert "কাগজে নেওয়া হয়েছিল রবিবার, ২২ নভেম্বর ২০২৬, সকাল ১০টা ২০ মিনিট" in followed
        english = words(client.get(f"/en/track/{case.number}/")).replace("\u00a0", " ")
        assert f"(slip {slip.number})" in english

    def test_what_was_accepted_in_the_same_press_stands_above_its_receipt(self, enter, desk, client):
        enter()
        case = Case.objects.get()
        client.post("/track/", {"number": case.number, "last_four": "0005"})
        for page in (client.get(f"/en/track/{case.number}/"), desk.get(f"/en/desk/cases/{case.number}/")):
            expected = words(page)
            assert 0 < expected.rindex("ccepted") < expected.rindex("ays count from the paper")

    def test_the_counter_names_the_day_that_the_slip_promises_and_lists_what_was_entered(self, enter, desk):
        # Nothing asked: the page comes back, with the day beside each service.
        page = words(enter(asked="")).replace("\u00a0", " ")
        assert "৭ কার্যদিবসের মধ্যে: মঙ্গলবার, ১ ডিসেম্বর" in page
        assert "বৃহস্পতিবার, ৩ ডিসেম্বর" not in page
        enter()
        listed = words(desk.get("/en/desk/counter/")).replace("\u00a0", " ")
        assert "At the counter today: 1" in " ".join(listed.split())
        assert "On paper 22 November" in " ".join(listed.split())

    def test_the_receipt_and_the_register_tell_them_too(self, enter, desk, office, slip):
        enter()
        case = Case.objects.get()
        paper = pypdfium2.PdfDocument(
            io.BytesIO(desk.get(f"/en/desk/cases/{case.number}/receipt.pdf").content)
        )
        text = " ".join(paper[0].get_textpage().get_text_bounded().split())
        assert slip.number in text
        assert "entered on" in text
        with override_language("en"):
            (line,) = SERVICE_REGISTER.rows(office, 2026)[0:10]
        assert f"On paper, slip {slip.number}; entered 24/11/2026 9:30\u00a0am" in str(line.cells[-1])
        assert "22/11/2026" in str(line.cells[1])

    def test_the_books_serials_stay_without_gaps_in_the_order_of_entering(self, enter, receive, office):
        receive(now=ENTERED - timedelta(hours=1))
        enter()
        receive(now=ENTERED + timedelta(hours=1))
        assert list(Case.objects.order_by("pk").values_list("book_serial", flat=True)) == [1, 2, 3]

    def test_what_was_late_before_it_was_entered_is_late(self, enter, desk, slip):
        """Cyber advice is promised for the day itself; it is not made timely by a late entry."""
        enter(service="citizen-5", asked_of="citizen-5", **{"ask-topic": "account", "ask-when": "before"})
        case = Case.objects.get()
        assert timezone.localdate(case.clock.due_at).isoformat() == "2026-11-22"
        assert case.clock.is_late(ENTERED)

    def test_entered_twice_it_is_refused_and_names_the_first(self, enter):
        enter()
        answer = enter(token="press-2")
        assert answer.status_code == 422
        assert f"আগেই লেখা হয়েছে, আবেদন {digits(Case.objects.get().number, 'bn')}" in words(answer)
        assert Case.objects.count() == 1

    def test_of_two_who_enter_it_at_once_the_second_is_told_and_writes_nothing(
        self, enter, monkeypatch, receive, slip
    ):
        """Both looked before either had written: the slip is taken only while it is free."""

        def overtaken(office, number):
            found = open_slip(office, number)
            Slip.objects.filter(pk=slip.pk).update(case=receive(now=ENTERED))
            return found

        monkeypatch.setattr(counter_views, "open_slip", overtaken)
        answer = enter()
        assert answer.status_code == 422
        assert "এর মধ্যে লেখা বা বাতিল হয়েছে" in words(answer)
        # What was written in that transaction went with it.
        assert not Case.objects.filter(applicant__name="তপন কুমার রায়").exists()

    def test_pressed_twice_it_is_one_case(self, enter):
        assert enter().status_code == enter().status_code == 302
        assert Case.objects.count() == 1

    def test_papers_missing_on_the_slip_wait_from_now(self, enter):
        enter(service="citizen-1", asked_of="citizen-1", outcome="papers", papers=["1"])
        case = Case.objects.get()
        assert case.state == case_transitions.WAITING
        assert case.received_at == WRITTEN

    @pytest.mark.parametrize(
        ("changes", "field", "fault"),
        [
            ({"slip_time": ""}, "slip_time", "স্লিপে লেখা সময় দিন"),
            ({"slip_day": ""}, "slip_day", "স্লিপে লেখা তারিখ দিন"),
            ({"slip": ""}, "slip", "স্লিপের নম্বর লিখুন"),
            ({"slip": "৮৫৪৯-১২"}, "slip", "১৪টি সংখ্যা"),
            ({"slip": "8549-99999-12345"}, "slip", "এই কার্যালয় ছাপেনি"),
            ({"slip_time": "২৫:০০"}, "slip_time", "সময়টি ঠিক নয়"),
            ({"slip_time": "সকাল"}, "slip_time", "সময়টি ঠিক নয়"),
            ({"slip_day": "24/11/2026", "slip_time": "09:31"}, "slip_time", "এই সময় এখনো আসেনি"),
            ({"slip_day": "2026-11-25"}, "slip_day", "এই সময় এখনো আসেনি"),
            ({"slip_day": "2026-10-24"}, "slip_day", "৩০ দিনের বেশি আগের"),
            ({"slip_day": "2026-11-32"}, "slip_day", "৩২ তারিখ নেই"),
            ({"slip_day": "2026-11-16"}, "slip_reason", "কেন দেরি হলো"),
            ({"slip_day": "2026-11-18"}, "slip_reason", "এই সময়ের পরে ছাপা"),
            ({"slip_day": "2026-11-18", "slip_reason": "ভুলে"}, "slip_reason", "এই সময়ের পরে ছাপা"),
        ],
    )
    def test_what_cannot_be_stands_beside_its_field_and_writes_nothing(
        self, enter, changes, field, fault, printed
    ):
        if "কেন দেরি" in fault:
            SlipRange.objects.filter(pk=printed.pk).update(reserved_at=PRINTED - timedelta(days=30))
        answer = enter(**changes)
        assert answer.status_code == 422
        assert fault in words(answer)
        assert f'href="#id_{field}"' in words(answer)
        # What was typed is kept.
        assert "কোন ল্যাপটপ কিনব?" in words(answer)
        assert not Case.objects.exists()

    def test_with_its_reason_an_older_slip_is_entered_and_the_reason_told(self, enter, desk):
        reason = "বন্যায় কার্যালয় নয় দিন বন্ধ ছিল"
        assert enter(slip_day="2026-11-16", slip_reason=reason).status_code == 302
        case = Case.objects.get()
        assert timezone.localdate(case.received_at).isoformat() == "2026-11-16"
        assert reason in words(desk.get(f"/desk/cases/{case.number}/"))

    def test_the_letter_of_that_day_may_name_a_day_that_has_passed_since(self, enter):
        """On Sunday the letter asked for Monday; on Tuesday it is entered, and is late."""
        letter = {"ask-letter_date": "2026-11-20", "ask-due_date": "2026-11-23"}
        answer = enter(
            service="institutional-1",
            asked_of="institutional-1",
            institution="কৈলাশ রঞ্জন উচ্চ বিদ্যালয়",
            **letter,
        )
        assert answer.status_code == 302
        case = Case.objects.get()
        assert timezone.localdate(case.clock.due_at).isoformat() == "2026-11-23"
        assert case.clock.is_late(ENTERED)


class TestFollowing:
    def test_the_slip_opens_the_request_once_it_is_entered(self, enter, client, slip):
        asked = {"number": digits(slip.number, "bn"), "last_four": "0005"}
        before = client.post("/track/", asked)
        assert before.status_code == 422
        enter()
        number = Case.objects.get().number
        assert client.post("/track/", asked)["Location"] == f"/track/{number}/"
        assert client.post("/track/", asked | {"last_four": "0006"}).status_code == 422

    def test_the_officer_finds_it_by_the_slip(self, enter, desk, slip):
        enter()
        assert "তপন কুমার রায়" in words(desk.get("/desk/cases/", {"q": slip.number, "tab": "all"}, follow=True))


class TestSlips:
    @pytest.mark.parametrize(
        ("root", "said"), [("", "২০টি স্লিপ সংরক্ষিত হয়েছে"), ("/en", "20 slips are reserved")]
    )
    def test_numbers_are_reserved_by_somebody_on_a_day_and_printed(self, desk, office, shirin, root, said):
        answer = desk.post(f"{root}/desk/counter/slips/", {"count": "২০", "token": "pressed-1"}, follow=True)
        assert said in words(answer)
        reserved = SlipRange.objects.get()
        assert (reserved.first, reserved.last, reserved.reserved_by, reserved.reserved_at) == (
            1,
            20,
            shirin,
            ENTERED,
        )
        entry = Entry.objects.get(verb="slips.reserved")
        assert (entry.actor_id, entry.facts) == (shirin.pk, {"first": 1, "last": 20})
        paper = pypdfium2.PdfDocument(
            io.BytesIO(desk.get(f"{root}/desk/counter/slips/{reserved.pk}/slips.pdf").content)
        )
        assert len(paper) == 5
        assert round(paper[0].get_width()), round(paper[0].get_height()) == (595, 842)
        text = paper[0].get_textpage().get_text_bounded()
        for slip in reserved.slips.order_by("serial")[:4]:
            assert slip.number in text
        assert "Application received on paper" in text

    def test_two_ranges_go_on_without_a_gap_and_no_check_part_follows_from_another(self, office, shirin, now):
        reserve_slips(office, count=40, user_id=shirin.pk, now=now, submission="first")
        reserve_slips(office, count=4, user_id=shirin.pk, now=now, submission="second")
        assert list(Slip.objects.order_by("serial").values_list("serial", flat=True)) == list(range(1, 45))
        checks = [int(slip.number.rsplit("-", 1)[1]) for slip in Slip.objects.order_by("serial")]
        assert len({later - earlier for earlier, later in pairwise(checks)}) > 30

    def test_pressed_twice_they_are_reserved_once(self, desk):
        for _ in range(2):
            desk.post("/desk/counter/slips/", {"count": "4", "token": "pressed-1"})
        assert Slip.objects.count() == 4

    @pytest.mark.parametrize("count", ["", "০", "3", "81", "-4", "চার", "9" * 40])
    def test_a_wrong_count_reserves_nothing(self, desk, count):
        answer = desk.post("/desk/counter/slips/", {"count": count, "token": "pressed-1"})
        assert answer.status_code == 422
        assert not SlipRange.objects.exists()
        assert not Serial.objects.filter(book="slips").exists()

    def test_numbers_that_are_used_up_are_told(self, desk, office):
        Serial.objects.create(office=office, book="slips", year=0, last=99_998)
        answer = desk.post("/desk/counter/slips/", {"count": "4", "token": "pressed-1"})
        assert answer.status_code == 422
        assert "ফুরিয়ে গেছে" in words(answer)
        assert Serial.objects.get(book="slips").last == 99_998

    def test_a_spoilt_slip_is_cancelled_and_can_be_neither_entered_nor_printed(
        self, desk, enter, slip, printed
    ):
        sent = {"number": slip.number, "reason": "বৃষ্টিতে ভিজে নষ্ট হয়েছে"}
        assert "বাতিল হয়েছে" in words(desk.post("/desk/counter/slips/cancel/", sent, follow=True))
        answer = enter()
        assert answer.status_code == 422
        assert "এই স্লিপ বাতিল করা হয়েছে" in words(answer)
        assert "এই স্লিপ বাতিল করা হয়েছে" in words(desk.post("/desk/counter/slips/cancel/", sent))
        paper = pypdfium2.PdfDocument(
            io.BytesIO(desk.get(f"/desk/counter/slips/{printed.pk}/slips.pdf").content)
        )
        assert slip.number not in paper[0].get_textpage().get_text_bounded()
        assert Entry.objects.get(verb="slips.cancelled").facts == {"slip": slip.serial}

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"reason": ""}, "কেন বাতিল, লিখুন"),
            ({"reason": "নষ্ট"}, "একটি পুরো বাক্য"),
            ({"number": "12"}, "ছাপেনি"),
            ({"number": ""}, "স্লিপের নম্বর, লিখুন"),
        ],
    )
    def test_a_cancelling_that_says_too_little_changes_nothing(self, desk, slip, changes, fault):
        answer = desk.post(
            "/desk/counter/slips/cancel/",
            {"number": slip.number, "reason": "বৃষ্টিতে ভিজে নষ্ট হয়েছে"} | changes,
        )
        assert answer.status_code == 422
        assert fault in words(answer)
        assert not Slip.objects.exclude(cancelled_at=None).exists()

    def test_a_used_slip_is_not_cancelled(self, enter, slip, shirin):
        enter()
        with pytest.raises(SlipFault):
            cancel_open_slip(slip, reason="হারিয়ে গেছে বলে মনে হয়", user_id=shirin.pk, now=ENTERED)

    def test_another_offices_slip_is_as_unknown_as_one_that_is_not_there(self, desk, slip, printed):
        other = Office.objects.create(slug="other", name_bn="অন্য", name_en="Other", geocode="2785")
        Slip.objects.filter(pk=slip.pk).update(office=other)
        SlipRange.objects.filter(pk=printed.pk).update(office=other)
        with pytest.raises(SlipFault):
            open_slip(Office.objects.get(slug="rangpur-sadar-ict"), slip.number)
        assert desk.get(f"/desk/counter/slips/{printed.pk}/slips.pdf").status_code == 404
