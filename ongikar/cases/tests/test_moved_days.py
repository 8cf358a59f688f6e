"""A day that an order moved leaves a trace where the citizen looks: history, receipt, paper, and the count
day by day.
"""

from datetime import timedelta

import pypdfium2
import pytest

from ongikar.cases import actions
from ongikar.cases.case_promise import display_promise
from ongikar.cases.citizen.pdfs import receipt_address
from ongikar.clock import day_moves
from ongikar.clock.models import Fact
from ongikar.clock.tests.calendars import order, row
from ongikar.journal.outbox import run_due_entries
from ongikar.papers.receipt_key import public_pem, verify_promise
from ongikar.rules.bangla.text import digits
from ongikar.rules.promise.receipt_code import read_receipt_code

pytestmark = pytest.mark.django_db
TOKEN = "a-token-as-long-as-real-ones-are"
MINUTE = timedelta(minutes=1)
# Received Sunday 22 November, due Sunday the 29th; a storm on the 25th makes it Monday the 30th.
OLD, NEW = "২৯ নভেম্বর", "৩০ নভেম্বর"
TELLS = (OLD, NEW, "ঘূর্ণিঝড়", digits("memo 77"), "২২ নভেম্বর ২০২৬")


@pytest.fixture
def case(receive, now, at):
    at(now)
    return receive(now=now, submission=TOKEN)


@pytest.fixture
def storm(office, case, now, at):
    """The order, carried over by the worker."""

    def do(*rows, minutes=1, memo="memo 77"):
        moment = now + minutes * MINUTE
        order(office, *(rows or [row("local", "2026-11-25")]), now=moment, memo=memo)
        run_due_entries(moment)
        at(moment + MINUTE)

    return do


@pytest.fixture
def inside(client, case):
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    return client


def words_of(answer) -> str:
    """Its text, with plain spaces: a number is bound to what it counts by one that does not break."""
    return answer.content.decode().replace("\u00a0", " ")


def history(answer) -> str:
    return words_of(answer).partition('id="hs"')[2]


def paper_words(content: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().split())


def again(client):
    return words_of(client.get(f"/receipt/{TOKEN}/"))


def test_the_citizens_history_tells_old_day_new_day_order_and_reason(inside, case, storm):
    before = history(inside.get(f"/track/{case.number}/"))
    assert OLD not in before
    storm()
    lines = history(inside.get(f"/track/{case.number}/"))
    assert all(words in lines for words in TELLS)
    assert "ছুটি ঘোষণার কারণে" in lines


def test_the_history_tells_it_in_english_too(inside, case, storm):
    storm()
    lines = history(inside.get(f"/en/track/{case.number}/"))
    assert (
        "Because of a newly ordered holiday, the due day moved from 29 November 2026 to 30 November 2026. "
        "Order: cyclone; memo memo 77 of 22 November 2026." in lines
    )


def test_the_office_reads_the_same(signed_in, karim, case, storm):
    storm()
    lines = history(signed_in(karim).get(f"/desk/cases/{case.number}/"))
    assert all(words in lines for words in TELLS)


def test_the_receipt_fetched_again_tells_what_was_promised_then_and_what_moved_it(client, case, storm):
    before = again(client)
    assert "জমার সময় কথা ছিল" not in before
    storm()
    text = again(client)
    assert all(words in text for words in TELLS)
    assert "জমার সময় কথা ছিল" in text
    assert "এখন শেষ দিন সোমবার, ৩০ নভেম্বর" in text


@pytest.mark.parametrize("root", ["", "/en"])
def test_so_does_its_paper(client, inside, case, storm, root):
    english = ("Promised at receipt", "Now due", "cyclone", "memo 77")
    bangla = ("জমার সময় কথা ছিল", "এখন শেষ দিন", "ঘূর্ণিঝড়", digits("77"))
    storm()
    for address in (f"{root}/receipt/{TOKEN}/pdf", f"{root}/track/{case.number}/receipt.pdf"):
        words = paper_words(client.get(address).content)
        # The letters of Bangla come out of a paper in the order they are drawn; figures and names
        # stay themselves.
        assert all(part in words for part in (english if root else bangla)), words


def test_the_code_of_the_receipt_of_before_still_checks_as_what_was_promised_then(
    client, case, storm, settings
):
    line = receipt_address(case, display_promise(case.clocks[0], case.received_at, as_begun=True)).partition(
        "#"
    )[2]
    storm()
    case.refresh_from_db()
    case.clock.forget()
    promised = verify_promise(line, public_pem(settings.ONGIKAR_RECEIPT_KEY))
    assert (str(promised.due), promised.calendar_version) == ("2026-11-29", 1)
    page = words_of(client.get("/check/", {"promise": line}))
    assert "স্বাক্ষর ঠিক আছে" in page
    assert OLD in page
    # The receipt fetched again carries that same code: what was promised then does not change.
    fresh = receipt_address(case, display_promise(case.clocks[0], case.received_at, as_begun=True))
    assert read_receipt_code(fresh).text == read_receipt_code(line).text


def test_the_check_says_that_the_calendar_has_changed_since(client, case, storm):
    line = receipt_address(case, display_promise(case.clocks[0], case.received_at, as_begun=True)).partition(
        "#"
    )[2]
    since = "এই রসিদের পরে কার্যালয়ের ক্যালেন্ডার বদলেছে"
    assert since not in words_of(client.get("/check/", {"promise": line}))
    storm()
    assert since in words_of(client.get("/check/", {"promise": line}))


def test_two_orders_that_cancel_each_other_are_both_told(inside, client, case, storm):
    storm()
    storm(row("withdrawn", "2026-11-25"), minutes=5, memo="memo 78")
    case.refresh_from_db()
    case.clock.forget()
    assert case.clock.due_at.astimezone().date().isoformat() == "2026-11-29"
    for lines in (history(inside.get(f"/track/{case.number}/")), again(client)):
        assert f"শেষ দিন {OLD} ২০২৬ থেকে বদলে {NEW} ২০২৬ হয়েছে" in lines
        assert f"শেষ দিন {NEW} ২০২৬ থেকে বদলে {OLD} ২০২৬ হয়েছে" in lines
        assert digits("memo 77") in lines
        assert digits("memo 78") in lines
        assert "ঘোষিত ছুটি প্রত্যাহারের কারণে" in lines
    assert "এখন শেষ দিন রবিবার, ২৯ নভেম্বর" in again(client)


def test_orders_that_cancel_each_other_before_the_worker_comes_are_both_told_too(
    office, inside, case, now, at
):
    order(office, row("local", "2026-11-25"), now=now + MINUTE, memo="memo 77")
    order(office, row("withdrawn", "2026-11-25"), now=now + 2 * MINUTE, memo="memo 78")
    run_due_entries(now + 3 * MINUTE)
    at(now + 3 * MINUTE)
    lines = history(inside.get(f"/track/{case.number}/"))
    assert digits("memo 77") in lines
    assert digits("memo 78") in lines


def test_a_move_hidden_by_a_wait_does_not_change_what_the_receipt_says_was_promised(
    client, case, storm, now, karim
):
    """Waited over the storm, the day does not move by it; counted anew from the receipt it would."""
    actions.ask_for_papers(
        case, missing=["কাগজ"], words="দিন", actor=("user", karim.pk), now=now + timedelta(seconds=30)
    )
    storm()
    assert OLD in again(client)
    assert NEW not in again(client).partition("</h1>")[0]


def test_day_by_day_tells_it_to_both(inside, signed_in, karim, case, storm):
    storm()
    for page in (
        inside.get(f"/track/{case.number}/days/"),
        signed_in(karim).get(f"/desk/cases/{case.number}/days/"),
    ):
        text = words_of(page)
        assert all(words in text for words in TELLS)


def test_a_complaint_tells_its_moved_day_too(office, client, case, storm, now, at):
    from ongikar.grievances.actions import file_complaint

    complaint = file_complaint(
        office=office, case=case, about="delay", text="দেরি হচ্ছে", submission="moved-days", now=now
    )
    storm()
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    lines = history(client.get(f"/grievances/{complaint.number}/"))
    assert "ছুটি ঘোষণার কারণে" in lines
    assert "ঘূর্ণিঝড়" in lines


def test_a_promise_no_order_touched_asks_the_journal_nothing(case, django_assert_num_queries):
    clock = case.clock
    list(clock.facts.all())
    day_moves.may_have_moved(clock)
    with django_assert_num_queries(0):
        assert day_moves.day_moves([clock]) == []


def test_a_clock_begun_before_its_calendar_was_written_down_is_told_by_its_moment(case, storm, office):
    fact = Fact.objects.filter(clock=case.clock).first()
    Fact.objects.filter(pk=fact.pk).update(data={"promise": fact.data["promise"]})
    storm()
    case.clock.refresh_from_db()
    case.clock.forget()
    assert day_moves.calendar_number_at_start(case.clock) == 1
