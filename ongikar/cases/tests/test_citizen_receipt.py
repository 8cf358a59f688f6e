"""The receipt: the day, the number, and how to follow; for whoever holds its token and nobody else."""

from datetime import datetime, timedelta

import pypdfium2
import pytest

from ongikar.cases.citizen.track.tracking import MASK, draw_qr, track_address
from ongikar.core import cache_version
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db

TOKEN = "a-token-as-long-as-real-ones-are"


@pytest.fixture
def case(receive, now):
    return receive(now=now, submission=TOKEN)


def test_the_receipt_names_number_and_day_in_both_languages(client, case):
    text = client.get(f"/receipt/{TOKEN}/").content.decode()
    assert digits(case.number) in text
    assert "রবিবার, ২৯\u00a0নভেম্বরের মধ্যে পাবেন" in text
    assert "০১৭•••••০০১" in text
    english = client.get(f"/en/receipt/{TOKEN}/").content.decode()
    assert case.number in english
    assert "You will have it by Sunday, 29\u00a0November" in english


def test_whoever_holds_the_receipt_may_follow_the_case(client, case):
    client.get(f"/receipt/{TOKEN}/")
    assert client.get(f"/track/{case.number}/").status_code == 200


@pytest.mark.parametrize("token", ["b" * 32, "short", "a-token-as-long-as-real-ones-ar", "%00" * 32])
def test_another_token_opens_nothing(client, case, token):
    assert client.get(f"/receipt/{token}/").status_code == 404
    assert client.get(f"/receipt/{token}/pdf").status_code == 404


def test_what_nobody_applied_for_has_no_receipt(client, receive):
    receive(person=None, channel="planned", submission="meeting-of-this-office-2026-11")
    assert client.get("/receipt/meeting-of-this-office-2026-11/").status_code == 404


def test_a_receipt_is_kept_by_no_cache(client, case):
    assert "no-store" in client.get(f"/receipt/{TOKEN}/")["Cache-Control"]


@pytest.mark.parametrize(("tongue", "script"), [("", "bn"), ("/en", "en")])
def test_the_receipt_can_be_saved_as_a_paper(client, case, tongue, script):
    answer = client.get(f"{tongue}/receipt/{TOKEN}/pdf")
    assert answer["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(answer.content)
    assert len(pages) == 1
    assert digits(case.number, script) in pages[0].get_textpage().get_text_range()


@pytest.mark.parametrize(("tongue", "sample"), [("", "নমুনা"), ("/en", "sample")])
@pytest.mark.parametrize("is_demo", [True, False])
def test_a_paper_of_the_demonstration_says_that_it_is_one(client, case, tongue, sample, is_demo):
    type(case.office).objects.filter(pk=case.office_id).update(is_demo=is_demo)
    cache_version.invalidate()
    answer = client.get(f"{tongue}/receipt/{TOKEN}/pdf")
    (page,) = pypdfium2.PdfDocument(answer.content)
    assert (sample in page.get_textpage().get_text_range().partition("\n")[0]) is is_demo


def test_the_square_code_has_every_dark_square_of_the_code_and_no_other(case):
    import segno

    drawn = draw_qr(track_address(case))
    matrix = segno.make(track_address(case), error="m", boost_error=False, mask=MASK).matrix
    dark = {(x, y) for y, row in enumerate(matrix) for x, on in enumerate(row) if on}
    painted = set()
    for run in drawn.path.removesuffix("z").split("z"):
        place, width = run.removeprefix("M").split("h")
        x, y = map(int, place.split())
        painted |= {(x + step, y) for step in range(int(width.split("v")[0]))}
    assert painted == dark
    assert drawn.size == len(matrix)


@pytest.mark.parametrize("root", ["", "/en"])
def test_at_night_the_receipt_says_when_its_message_goes_out(client, receive, time_machine, root):
    night = datetime.fromisoformat("2026-11-24T23:30:00+06:00")
    receive(now=night, submission=TOKEN)
    words = "SMS or e-mail goes out" if root else "আপনার SMS বা ই-মেইল যাবে"
    time_machine.move_to(night + timedelta(minutes=1), tick=False)
    assert words in client.get(f"{root}/receipt/{TOKEN}/").text
    # In the morning it went, and nothing is said of it.
    time_machine.move_to(night + timedelta(hours=10), tick=False)
    assert words not in client.get(f"{root}/receipt/{TOKEN}/").text


def test_by_day_nothing_is_said_of_the_message(client, case, time_machine, now):
    time_machine.move_to(now, tick=False)
    assert "রাতে বার্তা" not in client.get(f"/receipt/{TOKEN}/").text
