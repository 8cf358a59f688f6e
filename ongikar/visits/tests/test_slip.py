"""The token on paper: a picture as wide as a thermal printer sets it, and a sheet of A4."""

import time
from io import BytesIO

import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image
from pypdfium2 import PdfDocument

from ongikar.core.i18n.say import override_language
from ongikar.visits.models import Visit
from ongikar.visits.slip import how_called, slip_data, slip_file

from .conftest import minutes

pytestmark = pytest.mark.django_db
# Eight dots a millimetre, on 48 of 58 and on 72 of 80.
DOTS = {"58": 384, "80": 576}


@pytest.fixture
def visit(arrive):
    return arrive(4, purpose="citizen-1", priority="aged")


@pytest.mark.fast
@pytest.mark.parametrize("paper", DOTS)
def test_a_slip_is_a_picture_of_black_and_white_dots_as_wide_as_the_printer(visit, paper):
    content, media_type = slip_file(visit, paper)
    picture = Image.open(BytesIO(content))
    assert (media_type, picture.mode, picture.width) == ("image/png", "1", DOTS[paper])
    assert round(picture.info["dpi"][0]) == 203
    # Both are there: letters, and paper between them.
    black, all_dots = picture.histogram()[0], picture.width * picture.height
    assert 0.03 < black / all_dots < 0.4


@pytest.mark.parametrize("paper", DOTS)
def test_a_phone_reads_the_board_off_the_dots(visit, paper):
    picture = Image.open(BytesIO(slip_file(visit, paper)[0])).convert("L")
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text.endswith(reverse("visit_board"))


def test_a4_says_the_same_in_both_languages_bangla_first(visit):
    content, media_type = slip_file(visit, "a4")
    assert media_type == "application/pdf"
    pdf = PdfDocument(content)
    assert len(pdf) == 1
    words = pdf[0].get_textpage().get_text_bounded()
    for said in (visit.office.name_en, "Token", "10:04", how_called(2)[0][1].split()[0]):
        assert said in words
    assert words.index("টোকেন") < words.index("Token")


def test_it_tells_the_purpose_and_neither_group_nor_subject(receive, arrive):
    case = receive()
    data = slip_data(arrive(4, purpose="citizen-1", priority="aged", subject=case.reference), "58")
    assert data["purpose"][0]
    assert data["purpose"][0] != data["purpose"][1]
    for kept_back in (case.number, case.applicant.name, "বয়স্ক", "Aged"):
        assert kept_back not in str(data)
    assert data["day"][0].startswith("রবিবার")


def test_the_number_is_that_of_the_board_in_both_scripts(office, visit):
    assert (slip_data(visit, "80")["number"], slip_data(visit, "80")["number_en"]) == ("১", "1")
    visit.printed = 17
    assert (slip_data(visit, "80")["number"], slip_data(visit, "80")["number_en"]) == ("প-১৭", "P-17")


@pytest.mark.parametrize("calls", [1, 2, 5])
def test_how_often_somebody_is_called_is_said_as_the_office_has_it(calls):
    assert all(bangla and english for bangla, english in how_called(calls))
    assert {1: "once", 2: "twice", 5: "several times"}[calls] in how_called(calls)[1][1]


def test_it_is_made_within_the_request_and_in_under_a_second(visit):
    slip_file(visit, "80")
    begun = time.perf_counter()
    slip_file(visit, "80")
    assert time.perf_counter() - begun < 1


@pytest.fixture
def desk(signed_in, shirin):
    return signed_in(shirin)


def test_the_slip_is_one_press_from_the_new_token_and_from_its_page(desk):
    page = desk.post(
        reverse("visit_token"), {"priority": "", "purpose": "", "submission": "slip-1"}, follow=True
    )
    visit = Visit.objects.get()
    page_of_visit = desk.get(reverse("visit", args=[visit.pk]))
    for form in ("58", "80", "a4"):
        address = reverse("visit_slip", args=[visit.pk, form])
        assert address in page.text
        assert address in page_of_visit.text
        answer = desk.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == ("application/pdf" if form == "a4" else "image/png")
    assert desk.get(reverse("visit_slip", args=[visit.pk, "57"])).status_code == 404


def test_what_is_over_is_not_offered_for_printing(desk, arrive, call_next, finish):
    arrive()
    finish(visit := call_next(1), minute=2)
    page = desk.get(reverse("visit", args=[visit.pk]))
    assert "/slip/" not in page.text


def test_the_page_tells_waiting_way_and_service_apart(desk, arrive, call_next, finish, keys):
    from ongikar.visits import actions

    arrive()
    visit = call_next(12)
    actions.begin(visit, actor=("user", 2), now=minutes(14), submission=keys())
    finish(visit, minute=21)
    with override_language("bn"):
        page = desk.get(reverse("visit", args=[visit.pk])).text
    waited, way, service = (page.index(f"{n} মিনিট") for n in ("১২", "২", "৭"))
    assert waited < service
    assert way
