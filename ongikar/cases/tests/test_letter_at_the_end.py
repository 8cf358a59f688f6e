"""The letter at the end of a case: under which post it is signed, and what a refusal says of the way on."""

from datetime import timedelta

import pypdfium2
import pytest

from ongikar.cases import actions
from ongikar.cases.citizen.pdfs import result_pdf, signer, way_to_complain_words
from ongikar.core.i18n.say import override_language
from ongikar.offices.models import Post
from ongikar.people.models import Holding

pytestmark = pytest.mark.django_db
GIVEN = {"words": "পাঁচটি ল্যাব চালু আছে।"}
WHY = "চাওয়া তালিকাটি অন্য দপ্তরের কাছে থাকে।"


def letter(case) -> str:
    """Its text without spaces: a reader of PDF files puts in some of its own."""
    pages = pypdfium2.PdfDocument(result_pdf(case))
    return "".join("".join(page.get_textpage().get_text_range() for page in pages).split())


def closed_by(case, user, now):
    actions.keep(case, outcome=GIVEN, actor=("user", user.pk), now=now)
    return signer(case)


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
    receive, office, shirin, now, charge, tongue, says
):
    post, day = office.posts.get(role=Post.OFFICER), now.date()
    Holding.objects.create(user=shirin, post=post, charge=charge, since=day, until=day)
    case = receive()
    with override_language(tongue):
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
