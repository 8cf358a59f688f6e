"""The letter at the end of a case: under which post it is signed, and what a refusal says of the way on."""

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest

from ongikar.cases import actions
from ongikar.cases.actions import clock as clock_actions
from ongikar.cases.actions.anonymise import anonymise_case
from ongikar.cases.actions.result_letter import letter_of
from ongikar.cases.citizen.pdfs import result_pdf
from ongikar.cases.result_paper import way_to_complain_words
from ongikar.letters.outgoing.paper import digest_of, printed_data, text_of
from ongikar.offices.models import Post
from ongikar.papers.check import clean_file
from ongikar.people.models import Holding
from tests.scene import make_picture

pytestmark = pytest.mark.django_db
GIVEN = {"words": "পাঁচটি ল্যাব চালু আছে।"}
WHY = "চাওয়া তালিকাটি অন্য দপ্তরের কাছে থাকে।"


def letter(case) -> str:
    """Its text without spaces: a reader of PDF files puts in some of its own."""
    pages = pypdfium2.PdfDocument(result_pdf(case))
    return "".join("".join(page.get_textpage().get_text_range() for page in pages).split())


def closed_by(case, user, now):
    actions.keep(case, outcome=GIVEN, actor=("user", user.pk), now=now)
    return printed_data(letter_of(case))["signer"]


def test_the_officer_signs_as_the_officer(receive, karim, now):
    assert closed_by(receive(), karim, now)[:2] == ["মো. আব্দুল করিম", "উপজেলা আইসিটি অফিসার"]


def test_the_assistant_signs_as_the_assistant_and_not_under_the_officers_post(receive, shirin, now):
    assert closed_by(receive(), shirin, now)[:2] == ["শিরীন আক্তার", "অফিস সহকারী"]


@pytest.mark.parametrize(
    ("charge", "tongue", "says"),
    [
        ("additional", "bn", "উপজেলা আইসিটি অফিসার (অতিরিক্ত দায়িত্ব)"),
        ("acting", "bn", "উপজেলা আইসিটি অফিসার (ভারপ্রাপ্ত)"),
        ("cover", "en", "Upazila ICT Officer (Leave cover)"),
    ],
)
def test_who_stands_in_for_the_officer_says_so_under_the_name(
    receive, office, shirin, rahima, now, charge, tongue, says
):
    post, day = office.posts.get(role=Post.OFFICER), now.date()
    Holding.objects.create(user=shirin, post=post, charge=charge, since=day, until=day)
    case = receive(person=replace(rahima, language=tongue))
    assert closed_by(case, shirin, now)[1] == says


def test_a_letter_printed_again_later_names_the_post_of_its_own_day(receive, shirin, office, now):
    post = office.posts.get(role=Post.OFFICER)
    Holding.objects.create(user=shirin, post=post, charge="acting", since=(now + timedelta(days=1)).date())
    assert closed_by(receive(), shirin, now)[1] == "অফিস সহকারী"


def test_a_refusal_names_who_hears_a_complaint_against_it(receive, karim, now):
    case = receive()
    actions.refuse(case, reason=WHY, actor=("user", karim.pk), now=now)
    text = letter(case)
    tier = case.row.version.tiers.first()
    for part in ("মানতে না পারলে", tier.post.title, tier.title):
        assert "".join(part.split()) in text


def test_what_was_given_says_nothing_of_not_accepting_it(receive, karim, now):
    case = receive()
    actions.keep(case, outcome=GIVEN, actor=("user", karim.pk), now=now)
    assert way_to_complain_words(case) == []


def test_the_paper_of_the_person_is_the_letter_of_the_issue_book(receive, karim, now):
    case = receive()
    actions.keep(case, outcome=GIVEN, actor=("user", karim.pk), now=now)
    issued = letter_of(case)
    assert (issued.memo_number, issued.subject) == (case.memo_number, case.reference)
    assert issued.dispatched_at == now
    before = result_pdf(case)
    # Whatever becomes of the case's rows, the paper says what was signed.
    case.outcome = {"words": "অন্য কথা"}
    assert result_pdf(case) == before
    assert digest_of(text_of(issued).frozen) == issued.sha256


def test_what_is_said_across_the_counter_has_no_letter_and_leaves_no_gap(receive, karim, now):
    told, written = receive(), receive()
    actions.keep(told, outcome=GIVEN, actor=("user", karim.pk), now=now, by_word=True)
    assert (told.memo_number, letter_of(told), result_pdf(told)) == ("", None, None)
    assert told.acts.get(name="keep").data["by_word"] is True
    actions.keep(written, outcome=GIVEN, actor=("user", karim.pk), now=now)
    assert letter_of(written).book_serial == 1


def test_every_written_ending_is_a_letter(receive, karim, now):
    actor = ("user", karim.pk)
    refused, sent_on = receive(), receive()
    actions.refuse(refused, reason=WHY, actor=actor, now=now)
    actions.redirect(sent_on, to="উপজেলা নির্বাচন কার্যালয়", actor=actor, now=now)
    assert [letter_of(case).book_serial for case in (refused, sent_on)] == [1, 2]
    assert "উপজেলানির্বাচনকার্যালয়" in letter(sent_on)


def test_a_reopened_case_ends_with_a_second_letter_and_keeps_the_first(receive, karim, now):
    actor, case = ("user", karim.pk), receive()
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    first = letter_of(case)
    clock_actions.reopen(case, reason="ভুল ছিল", actor=actor, now=now + timedelta(hours=1))
    actions.keep(case, outcome={"words": "ছয়টি।"}, actor=actor, now=now + timedelta(hours=2))
    assert letter_of(case).book_serial == first.book_serial + 1
    assert "ছয়টি" in letter(case)
    assert letter_of(case.endings_before[0].case_then()).pk == first.pk


def test_a_case_of_before_the_letters_still_has_its_paper(receive, karim, now):
    case = receive()
    actions.keep(case, outcome=GIVEN, actor=("user", karim.pk), now=now, by_word=True)
    case.memo_number = "8549.2526.0007"
    assert letter_of(case) is None
    assert "৮৫৪৯.২৫২৬.০০০৭" in letter(case)


def test_when_its_time_is_over_the_letter_is_empty_and_its_line_stays(receive, karim, now):
    case = receive()
    actions.keep(case, outcome=GIVEN, actor=("user", karim.pk), now=now)
    anonymise_case(case)
    issued = letter_of(case)
    assert (issued.book_serial, bool(issued.sha256)) == (1, True)
    assert result_pdf(case) is None
    left = [
        *issued.texts.values_list("body", "source", "parts", "frozen"),
        *issued.recipients.values_list("name"),
    ]
    assert "রহিমা" not in str(left)
    assert GIVEN["words"] not in str(left)


def test_the_letter_stands_among_what_is_held_about_the_person(client, receive, karim, now):
    case = receive()
    actions.keep(case, outcome=GIVEN, actor=("user", karim.pk), now=now)
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    page = client.get(f"/track/{case.number}/held/").content.decode()
    assert "আপনার নামে কার্যালয়ের চিঠি" in page
    assert "৮৫৪৯.২৬২৭.০০০১" in page


def test_what_the_office_encloses_stands_under_its_letter(receive, karim, now):
    case = receive()
    content = clean_file(make_picture())
    papers = [("ল্যাবের তালিকা", content), ("মানচিত্র", content)]
    actions.keep(case, outcome=GIVEN, actor=("user", karim.pk), now=now, papers=papers)
    assert [each.title for each in letter_of(case).enclosures.all()] == ["ল্যাবের তালিকা", "মানচিত্র"]
    assert letter_of(case).enclosures.first().paper.subject_id == case.pk
    assert "ল্যাবেরতালিকা" in letter(case)
