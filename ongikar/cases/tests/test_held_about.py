"""What is held about a person, shown to them; and having it put right."""

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.cases import actions
from ongikar.cases.actions import corrections
from ongikar.cases.models import Act, Case
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.case_transitions import TransitionFault
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
CONTENT = Clean(b"\xff\xd8 a paper", "image/jpeg", ".jpg")


@pytest.fixture
def case(receive, office, now):
    case = receive("citizen-1", now=now)
    case.applicant.encrypt_identity("9134567890")
    case.applicant.email = "rahima@example.com"
    case.applicant.save(update_fields=["identity", "identity_index", "email"])
    keep_paper(office=office, subject=case.reference, title="জাতীয় পরিচয়পত্র", content=CONTENT, now=now)
    run_due_entries(now)
    return case


@pytest.fixture
def page(case):
    return reverse("track_held", args=[case.number])


@pytest.fixture
def rahima_at_home(case):
    return show_proof(Client(), case)


def anew(case):
    return Case.objects.select_related("applicant").get(pk=case.pk)


def test_all_that_is_held_is_listed_and_what_others_could_use_is_masked(rahima_at_home, page):
    shown = latin_digits(rahima_at_home.get(page).content.decode())
    for text in (
        "রহিমা খাতুন",
        "হরিদেবপুর, রংপুর সদর",
        "017•••••001",
        "r•••@example.com",
        "••••••7890",
        "কয়টি ল্যাব চালু আছে?",
        "জাতীয় পরিচয়পত্র",
        "আবেদন পেয়েছি",
        "3 বছর",
        "5 বছর",
        "1 বছর",
    ):
        assert text in shown, text
    for hidden in ("9134567890", "01700000001", "rahima@example.com"):
        assert hidden not in shown


def test_it_is_shown_to_nobody_else(client, page, signed_in, salma, case):
    for browser in (client, signed_in(salma)):
        assert browser.get(page)["Location"].startswith("/track/?number=")


def test_it_tells_when_somebody_of_the_office_read_a_paper_or_the_whole_number(
    rahima_at_home, page, signed_in, karim, case
):
    assert "এখনো কেউ খোলেননি" in rahima_at_home.get(page).content.decode()
    desk = signed_in(karim)
    desk.get(f"/papers/{case.papers[0].pk}/", follow=True)
    desk.post(reverse("case_identity", args=[case.number]), {"why": "compare"})
    shown = rahima_at_home.get(page).content.decode()
    assert "কাগজ:" in shown
    assert "পরিচয়পত্রের পুরো নম্বর:" in shown


def ask(browser, page, **sent):
    return browser.post(page, {"field": "name", "new": "রহিমা বেগম", "words": "পরিচয়পত্রে এভাবে আছে"} | sent)


def test_a_correction_is_asked_for_and_changes_nothing_until_the_officer_has_looked(
    rahima_at_home, page, case
):
    assert ask(rahima_at_home, page).status_code == 302
    assert anew(case).applicant.name == "রহিমা খাতুন"
    act = Act.objects.get(name="ask_correction")
    assert act.data == {
        "field": "name",
        "old": "রহিমা খাতুন",
        "new": "রহিমা বেগম",
        "proof": "browser",
    }
    assert "কর্মকর্তার উত্তর এলে" in rahima_at_home.get(page).content.decode()


def test_one_at_a_time(rahima_at_home, page):
    ask(rahima_at_home, page)
    ask(rahima_at_home, page, new="রহিমা আক্তার")
    assert Act.objects.filter(name="ask_correction").count() == 1


def test_the_officer_sees_both_makes_it_and_the_old_value_stays_in_the_act(
    rahima_at_home, page, case, signed_in, karim, now
):
    ask(rahima_at_home, page)
    desk = signed_in(karim)
    assert "তথ্য ঠিক করুন" in desk.get(f"/desk/cases/{case.number}/").content.decode()
    shown = desk.get(f"/desk/cases/{case.number}/correct/").content.decode()
    assert "এখন আছে “রহিমা খাতুন”, হবে “রহিমা বেগম”" in shown
    assert desk.post(f"/desk/cases/{case.number}/correct/", {}).status_code == 422
    assert desk.post(f"/desk/cases/{case.number}/correct/", {"words": "জাতীয় পরিচয়পত্র"}).status_code == 302
    assert anew(case).applicant.name == "রহিমা বেগম"
    assert Act.objects.get(name="correct").data["old"] == "রহিমা খাতুন"
    assert "বেগম" in anew(case).search
    assert "ঠিক করা হয়েছে: নাম" in rahima_at_home.get(f"/track/{case.number}/").content.decode()
    assert "তথ্য ঠিক করুন" not in desk.get(f"/desk/cases/{case.number}/").content.decode()


def test_refused_it_stays_and_the_reason_is_read_by_who_asked(rahima_at_home, page, case, signed_in, karim):
    ask(rahima_at_home, page)
    desk, door = signed_in(karim), f"/desk/cases/{case.number}/refuse_correction/"
    assert desk.post(door, {"words": "না"}).status_code == 422
    assert desk.post(door, {"words": "পরিচয়পত্রে রহিমা খাতুন লেখা আছে।"}).status_code == 302
    assert anew(case).applicant.name == "রহিমা খাতুন"
    shown = rahima_at_home.get(f"/track/{case.number}/").content.decode()
    assert "পরিচয়পত্রে রহিমা খাতুন লেখা আছে।" in shown
    assert ask(rahima_at_home, page, new="রহিমা আক্তার").status_code == 302
    assert Act.objects.filter(name="ask_correction").count() == 2


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"field": "mobile", "new": "০১২৩"}, "০১৩ থেকে ০১৯"),
        ({"field": "email", "new": "rahima@"}, "ই-মেইল ঠিকানাটি ঠিক নয়"),
        ({"field": "identity", "new": "9134567890"}, "তালিকা থেকে"),
        ({"field": "office_id", "new": "2"}, "তালিকা থেকে"),
        ({"new": ""}, "ঠিক কথাটি কী, লিখুন"),
        ({"new": " রহিমা খাতুন "}, "এটিই এখন লেখা আছে"),
        ({"field": "mobile", "new": "০১৭০০-০০০০০১"}, "এটিই এখন লেখা আছে"),
    ],
)
def test_what_cannot_stand_there_is_refused_by_its_field(rahima_at_home, page, sent, fault):
    answer = ask(rahima_at_home, page, **sent)
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not Act.objects.filter(name="ask_correction").exists()


def test_a_mobile_is_kept_as_every_mobile_is(rahima_at_home, page, case, now, karim):
    ask(rahima_at_home, page, field="mobile", new="০১৭০০-০০০০০৯")
    corrections.correct(anew(case), words="ফোন করে", actor=("user", karim.pk), now=now)
    assert anew(case).applicant.mobile == "+8801700000009"


def test_the_journal_names_the_field_and_nothing_of_what_stood_there(rahima_at_home, page, case, now, karim):
    ask(rahima_at_home, page)
    corrections.correct(anew(case), words="মিলিয়ে", actor=("user", karim.pk), now=now)
    facts = [
        entry.facts for entry in Entry.objects.filter(verb__in=["case.correction_asked", "case.corrected"])
    ]
    assert facts == [{"field": "name"}, {"field": "name"}]


def test_nothing_is_corrected_that_nobody_asked_for(case, now):
    for act in (corrections.correct, corrections.refuse_correction):
        with pytest.raises(TransitionFault):
            act(case, words="নিজে থেকে", actor=("user", 1), now=now)


def test_a_closed_case_is_corrected_too(rahima_at_home, page, case, now, karim):
    actions.keep(case, outcome={"words": "সাতটি"}, actor=("user", karim.pk), now=now)
    assert ask(rahima_at_home, page).status_code == 302
    corrections.correct(anew(case), words="মিলিয়ে", actor=("user", karim.pk), now=now)
    assert (anew(case).applicant.name, anew(case).state) == ("রহিমা বেগম", "kept")


def test_the_letter_by_which_somebody_asked_is_listed_as_the_diary_has_it(
    rahima_at_home, page, case, office, now
):
    received = ReceivedLetter("ল্যাবের সংখ্যা জানতে চাওয়া", now.date(), sender_name="রহিমা খাতুন")
    enter_letter(
        office=office,
        letter=received,
        subject=case.reference,
        submission="her letter",
        actor=("user", 2),
        now=now,
    )
    shown = rahima_at_home.get(page).content.decode()
    assert "রহিমা খাতুন: ল্যাবের সংখ্যা জানতে চাওয়া" in shown
    assert "ডায়েরি ১" in shown
