"""Fewer eyes: what a number and four figures show and print, and what a proof adds."""

import io
import re

import pypdfium2
import pytest
from django.test import Client

from ongikar.cases import actions
from ongikar.cases.actions import corrections
from ongikar.rules.bangla.text import latin_digits
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "রহিমা খাতুন", "হরিদেবপুর, রংপুর সদর"


def printed(answer) -> str:
    pdf = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    return " ".join("".join(page.get_textpage().get_text_range() for page in pdf).split())


@pytest.fixture
def answered(case, karim, now):
    actions.keep(case, outcome={"words": f"{NAME}, পাঁচটি ল্যাব চালু।"}, actor=("user", karim.pk), now=now)
    return case


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_page_and_what_is_held_say_neither_the_name_nor_the_address(inside, answered, tongue):
    for address in ("", "held/"):
        shown = inside.get(f"{tongue}/track/{answered.number}/{address}").content.decode()
        assert "র••• খা•••" in re.sub(r"<[^>]+>", "", shown)
        for secret in (NAME, "খাতুন", ADDRESS, "হরিদেবপুর"):
            assert secret not in shown, (address, secret)
        # How to see all, in a sentence.
        assert f"/track/{answered.number}/prove/?then=" in shown
        assert ("first show that it is you" if tongue else "আগে প্রমাণ দিন, এটি আপনি") in shown


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_receipt_prints_neither_and_says_how_to_get_the_whole_one(inside, case, tongue):
    paper = printed(inside.get(f"{tongue}/track/{case.number}/receipt.pdf"))
    assert latin_digits(case.number) in latin_digits(paper)
    assert "খাতুন" not in paper
    assert "হরিদেবপুর" not in paper
    assert "•••" in paper
    if tongue:
        assert "leaves out the full name and the address" in paper
        assert "show on the page of the application that it is you" in paper


def test_the_letter_asks_for_a_proof_first_and_leads_on_to_it(inside, answered):
    answer = inside.get(f"/track/{answered.number}/result.pdf")
    assert (answer.status_code, answer.url) == (302, f"/track/{answered.number}/prove/?then=result")
    show_proof(inside, answered)
    assert inside.get(answer.url).url == f"/track/{answered.number}/result.pdf"
    assert inside.get(f"/track/{answered.number}/result.pdf").content.startswith(b"%PDF-")


def test_after_a_proof_all_is_there_as_it_was(answered):
    browser = show_proof(Client(), answered)
    page = browser.get(f"/track/{answered.number}/").content.decode()
    held = browser.get(f"/track/{answered.number}/held/").content.decode()
    paper = printed(browser.get(f"/en/track/{answered.number}/receipt.pdf"))
    assert NAME in page
    assert f"{NAME}, পাঁচটি ল্যাব চালু।" in page
    assert (NAME in held, ADDRESS in held) == (True, True)
    assert "leaves out" not in paper
    assert "•••" not in page + paper


def test_former_names_and_addresses_and_what_was_answered_stay_covered(inside, case, karim, now):
    for field, new in (("name", "রহিমা বেগম"), ("address", "মাহিগঞ্জ, রংপুর")):
        corrections.ask_correction(case, field=field, new=new, words="", proof="code", now=now)
        corrections.correct(case, words="দেখা হয়েছে", actor=("user", karim.pk), now=now)
    shown = [inside.get(f"/track/{case.number}/{each}").content.decode() for each in ("", "held/")]
    for secret in ("খাতুন", "বেগম", "হরিদেবপুর", "মাহিগঞ্জ"):
        assert secret not in "".join(shown)
    assert "কয়টি ল্যাব চালু আছে?" not in shown[1]


def test_words_typed_without_a_proof_are_given_back_as_they_were_typed(inside, case):
    typed = {"field": "name", "new": f"{NAME} বেগম", "words": f"আমি {NAME}, কার্ডে আছে"}
    answer = inside.post(f"/track/{case.number}/held/", typed)
    assert answer.status_code == 422
    assert f"আমি {NAME}, কার্ডে আছে</textarea>" in answer.content.decode()
