"""The short form: a code made at home, read at the counter, seen before it is saved."""

import random
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.models import Case, Draft
from ongikar.cases.rules.short_form import (
    ANOTHER_OFFICE,
    DAMAGED,
    FIELDS,
    FOREIGN,
    LONGEST,
    TOO_LONG,
    TOO_OLD,
    VERSION,
    CodeFault,
    decode_form,
    encode_form,
)
from ongikar.rules.calendar.office_calendar import TZ

DAY = date(2026, 12, 6)
OFFICE = "rangpur-sadar-ict"
SAID = {
    "service": "citizen-1",
    "mobile": "01700000001",
    "name": "মোছা. রহিমা খাতুন",
    "address": "হরিদেবপুর, রংপুর সদর",
    "institution": "",
    "asked": "সদর উপজেলায় কয়টি ল্যাব চালু আছে, আর কোনটিতে প্রশিক্ষণ হয়?",
}
FORM = {
    "name": SAID["name"],
    "mobile": "০১৭০০০০০০০১",
    "address": SAID["address"],
    "institution": "",
    "asked": SAID["asked"],
}


def fault_of(code, **more):
    with pytest.raises(CodeFault) as caught:
        decode_form(code, **{"office": OFFICE, "day": DAY} | more)
    return caught.value.name


@pytest.mark.fast
@given(st.fixed_dictionaries({name: st.text(max_size=60) for name in FIELDS}))
def test_what_is_written_is_what_is_read(said):
    try:
        code = encode_form(said, office=OFFICE, day=DAY)
    except CodeFault:
        # Letters of all scripts take more room than what is typed here.
        return
    assert len(code) <= LONGEST
    assert re.fullmatch(r"[A-Z0-9]+", code)
    # A reader may type small letters, and a paste brings line breaks.
    for typed in (code, code.lower(), f" {code[:40]}\r\n{code[40:]}\n"):
        assert decode_form(typed, office=OFFICE, day=DAY) == said


@pytest.mark.fast
def test_a_usual_form_takes_few_letters_and_a_long_one_is_refused():
    assert len(encode_form(SAID, office=OFFICE, day=DAY)) < 500
    chance = random.Random(7)
    noise = "".join(chr(chance.randint(0x985, 0x9B9)) for _ in range(900))
    with pytest.raises(CodeFault, match=TOO_LONG):
        encode_form(SAID | {"asked": noise}, office=OFFICE, day=DAY)


@pytest.mark.fast
@given(st.data())
def test_one_wrong_letter_is_seen(data):
    code = encode_form(SAID, office=OFFICE, day=DAY)
    place = data.draw(st.integers(len(VERSION), len(code) - 2))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").filter(code[place].__ne__))
    assert fault_of(code[:place] + letter + code[place + 1 :]) == DAMAGED


@pytest.mark.fast
@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", FOREIGN),
        ("https://example.com/", FOREIGN),
        ("OGF2ABCDEFG", FOREIGN),
        (VERSION, DAMAGED),
        (VERSION + "ABCDEFGH", DAMAGED),
        (VERSION + "বাংলা", DAMAGED),
        (VERSION + "1" * 100, DAMAGED),
        (VERSION + "A" * 5_000, FOREIGN),
    ],
)
def test_what_is_no_code_is_refused_by_its_sort(code, fault):
    assert fault_of(code) == fault


@pytest.mark.fast
@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"office": "another-office"}, ANOTHER_OFFICE),
        ({"day": DAY + timedelta(days=31)}, TOO_OLD),
        ({"day": DAY - timedelta(days=2)}, TOO_OLD),
    ],
)
def test_a_code_of_another_office_or_time_is_refused(more, fault):
    assert fault_of(encode_form(SAID, office=OFFICE, day=DAY), **more) == fault


@pytest.mark.django_db
@pytest.mark.parametrize("root", ["", "/en"])
def test_the_page_makes_a_code_and_keeps_nothing(client, office, root):
    page = client.get(f"{root}/services/citizen-1/short/")
    assert page.status_code == 200
    made = HTMLParser(client.post(f"{root}/services/citizen-1/short/", FORM).content)
    code = made.css_first("details p").text(strip=True)
    assert decode_form(code, office=OFFICE, day=timezone.now().astimezone(TZ).date()) == SAID
    assert made.css_first("[role=img] svg")
    assert not Draft.objects.exists()
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_what_is_left_empty_or_wrong_is_said_beside_its_field(client, office):
    answer = client.post("/services/citizen-1/short/", FORM | {"mobile": "০১৭", "asked": ""})
    assert answer.status_code == 422
    assert "কী চান" in answer.content.decode()
    assert client.get("/services/nothing/short/").status_code == 404


def read(desk, code, root=""):
    return desk.post(f"{root}/desk/counter/", {"code": code, "read": "1"})


@pytest.mark.django_db
def test_the_counter_is_filled_in_and_saves_nothing_by_itself(office, signed_in, karim):
    desk, today = signed_in(karim), timezone.now().astimezone(TZ).date()
    answer = read(desk, encode_form(SAID, office=OFFICE, day=today))
    assert answer.status_code == 200
    page = HTMLParser(answer.content)
    filled = {
        each.attributes["name"]: each.attributes.get("value") or each.text()
        for name in ("name", "address", "asked")
        for each in page.css(f"form.counter [name={name}]")
    }
    assert {name: words.strip() for name, words in filled.items()} == {
        name: SAID[name] for name in ("name", "address", "asked")
    }
    assert page.css_first("form.counter [name=service][value=citizen-1][checked]")
    assert "এখনো সংরক্ষণ হয়নি" in answer.content.decode()
    assert not Case.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "bn", "en"),
    [
        (lambda today: "", "কোডটি পড়ান বা পেস্ট করুন", "Read the code, or paste it"),
        (lambda today: "8549-26-00001", "এটি ছোট ফর্মের কোড নয়", "no code of a short form"),
        (lambda today: encode_form(SAID, office=OFFICE, day=today)[:-9], "পুরো পড়া যায়নি", "not read whole"),
        (lambda today: encode_form(SAID, office="x", day=today), "অন্য কার্যালয়ের", "another office"),
        (
            lambda today: encode_form(SAID, office=OFFICE, day=today - timedelta(days=40)),
            "৩০ দিনের বেশি পুরোনো",
            "older than 30 days",
        ),
        (
            lambda today: encode_form(SAID | {"service": "gone-1"}, office=OFFICE, day=today),
            "এই সেবা এখন চাওয়া যায় না",
            "not asked for now",
        ),
    ],
)
def test_a_code_that_is_not_taken_is_said_in_words(office, signed_in, karim, code, bn, en):
    desk, today = signed_in(karim), timezone.now().astimezone(TZ).date()
    for root, words in (("", bn), ("/en", en)):
        answer = read(desk, code(today), root)
        assert answer.status_code == 422
        assert words in answer.content.decode()
