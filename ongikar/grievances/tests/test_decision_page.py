"""The page on which a complaint is decided: both sides and what happened beside the form, the draft that
waits for its writer, the letter as it will go, and its signature.
"""

from datetime import datetime, timedelta
from itertools import combinations, permutations

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.i18n.say import override_language
from ongikar.core.models import Attempt
from ongikar.grievances import actions
from ongikar.grievances.handling.course import GAP, LETTER, WIDTH, Milestone, course_of, stand
from ongikar.grievances.handling.similar import similar_complaints
from ongikar.grievances.models import DecisionDraft, Grievance, Reading, Stage
from ongikar.grievances.retention import anonymise_grievance, decision_drafts
from ongikar.letters.outgoing.paper import printed_data
from ongikar.offices.models import Office
from ongikar.papers.pdf import render
from ongikar.people.models import Holding, User
from ongikar.people.tests.test_second_factor import KARIM, SECRET, code_now
from ongikar.rules.calendar.office_calendar import TZ
from tests.pdf_boxes import text_of_pdf
from tests.second_factor import set_up_code_app

from .conftest import LATER, MINUTE

pytestmark = pytest.mark.django_db
DECISION = {
    "upheld": "part",
    "reasons": "শেষ দিনের আগে কেউ জানাননি।",
    "cause": "information",
    "remedy": "লিখিতভাবে জানাবেন।",
    "due_1": "10/12/2026",
}


@pytest.fixture
def complaint(filed, time_machine):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    return grievance


@pytest.fixture
def whole(complaint):
    """What a decision says that can be signed."""
    return DECISION | {"owner_1": f"post-{complaint.respondent_id}"}


def address(complaint, name="decide"):
    return reverse("desk_grievance_act", args=[complaint.number, name])


def letter_address(complaint):
    return reverse("desk_decision_letter", args=[complaint.number])


def words_of(response) -> str:
    return " ".join(HTMLParser(response.content.decode()).css_first("main").text(separator=" ").split())


def test_what_was_only_partly_right_is_said_so_everywhere(complaint, whole, signed_in, salma):
    browser = signed_in(salma)
    browser.post(browser.post(address(complaint), whole).url)
    stage = Stage.objects.get()
    assert (stage.upheld, stage.partly, stage.decision) == (True, True, "অভিযোগটি কিছুটা সঠিক পাওয়া গেছে।")
    page = words_of(browser.get(reverse("desk_grievance", args=[complaint.number])))
    assert "অভিযোগ কিছুটা সঠিক" in page
    with override_language("bn"):
        facts = dict(printed_data(stage.letter)["facts"])
    assert facts["অভিযোগ সঠিক কি"] == "কিছুটা সঠিক পাওয়া গেছে"
    # The finding is all that was decided: it is not said twice.
    assert "সিদ্ধান্ত" not in facts


def test_a_draft_waits_for_its_writer_alone_and_goes_with_the_signature(complaint, whole, signed_in, salma):
    """Also what is wrong in it is found again as it was typed."""
    post = complaint.current.post
    other = User.objects.create(username="deputy", name_bn="সহকারী")
    Holding.objects.create(user=other, post=post, since=LATER.date(), charge=Holding.ACTING)
    browser = signed_in(salma)
    sent = whole | {"due_1": "৩১/০২/২০২৬", "save": "1"}
    assert browser.post(address(complaint), sent).status_code == 302
    draft = DecisionDraft.objects.get()
    assert whole["reasons"] not in draft.text
    page = browser.get(reverse("desk_grievance", args=[complaint.number]))
    assert (page.context["form"]["due_1"].value(), page.context["form"].errors) == ("৩১/০২/২০২৬", {})
    assert "আপনার খসড়া" in words_of(page)
    browser = signed_in(other)
    page = browser.get(f"{reverse('desk_grievance', args=[complaint.number])}?decide")
    assert not page.context["form"]["reasons"].value()
    browser = signed_in(salma)
    assert browser.get(letter_address(complaint)).status_code == 422
    browser.post(browser.post(address(complaint), whole).url)
    assert not DecisionDraft.objects.exists()


def test_a_letter_without_a_draft_leads_to_the_form(complaint, signed_in, salma):
    answer = signed_in(salma).get(letter_address(complaint))
    assert answer.url == f"{reverse('desk_grievance', args=[complaint.number])}?decide#decision"


def test_a_draft_whose_day_has_passed_is_not_signed(complaint, whole, signed_in, salma, time_machine):
    browser = signed_in(salma)
    letter = browser.post(address(complaint), whole).url
    time_machine.move_to(LATER + timedelta(days=30))
    answer = signed_in(salma).post(letter)
    assert answer.status_code == 422
    assert "due_1" in answer.context["form"].errors
    assert Stage.objects.get().is_open


def test_the_letter_that_is_shown_is_the_one_that_is_printed(complaint, whole, signed_in, salma):
    """Its page, its PDF before the signature and the PDF of what was issued say the same words."""
    browser = signed_in(salma)
    letter = browser.post(address(complaint), whole).url
    page = browser.get(letter)
    paper = page.context["paper"]
    shown = " ".join(HTMLParser(page.content.decode()).css_first(".a4").text(separator=" ").split())
    before = browser.get(reverse("desk_grievance_paper", args=[complaint.number, "draft", 1]))
    printed = text_of_pdf(before.content)
    said = [paper["subject"], *paper["to"], *(words for part in paper["facts"] for words in part)]
    for words in said:
        assert bare(words) in bare(shown), words
        assert bare(words) in bare(printed), words
    browser.post(letter)
    issued = printed_data(Stage.objects.get().letter)
    marks = {"memo_number", "date", "date_bangla", "mark", "verify", "verify_at", "qr"}
    assert without(paper, marks) == without(issued, marks)
    assert text_of_pdf(render("letter", issued))


def bare(words: str) -> str:
    """Without the gaps, which a line's end makes anew."""
    return "".join(words.split())


def without(paper: dict, names: set[str]) -> dict:
    return {name: value for name, value in paper.items() if name not in names}


def test_outside_a_demonstration_a_decision_is_signed_with_a_second_factor(
    complaint, whole, salma, office, client, time_machine
):
    cache.clear()
    set_up_code_app(salma, SECRET)
    Office.objects.filter(pk=office.pk).update(is_demo=False)
    client.post("/sign-in/", KARIM | {"login": "salma"})
    client.post("/sign-in/code/", {"code": code_now()})
    letter = client.post(address(complaint), whole).url
    time_machine.move_to(LATER + timedelta(minutes=20))
    cache.clear()
    answer = client.post(letter, {"code": "000000"})
    assert answer.status_code == 422
    assert "কোড" in words_of(answer)
    assert Stage.objects.get().is_open
    assert DecisionDraft.objects.exists()
    cache.clear()
    Attempt.objects.all().delete()
    assert client.post(letter, {"code": code_now()}).status_code == 302
    assert Stage.objects.get().letter.signed_by == salma


def test_what_comes_back_with_faults_was_read_once_more(complaint, signed_in, salma):
    answer = signed_in(salma).post(address(complaint), {"upheld": "yes"})
    assert answer.status_code == 422
    assert complaint.text.split("\n")[0] in answer.content.decode()
    assert Reading.objects.get().what == Reading.NAMED


def test_both_sides_the_file_and_the_days_stand_beside_the_form(complaint, desk, signed_in, salma, karim):
    actions.answer_complaint(grievance=complaint, words="কাগজ দেরিতে এসেছে।", actor=desk(karim), now=LATER)
    page = signed_in(salma).get(f"{reverse('desk_grievance', args=[complaint.number])}?decide")
    tree = HTMLParser(page.content.decode())
    given = " ".join(tree.css_first(".given").text(separator=" ").split())
    for words in ("কাগজ দেরিতে এসেছে।", "আবেদনে যা চেয়েছিলেন", "কখন কী হয়েছে", "কার্যদিবস দেরি", "এ বছর একই রকম"):
        assert words in given, words
    assert tree.css_first(".given + .do form#decision") is not None
    assert len([each for each in tree.css("main .btn") if each.attributes["class"] == "btn"]) == 1
    days = [cell.text(strip=True) for cell in tree.css(".of-course th[scope=row]")]
    assert len(days) >= 4
    label = tree.css_first("svg.course").attributes["aria-label"]
    assert all(day in label for day in days)


def test_a_new_complaint_is_accepted_first_and_its_decision_is_one_press_away(complaint, signed_in, salma):
    tree = HTMLParser(
        signed_in(salma).get(reverse("desk_grievance", args=[complaint.number])).content.decode()
    )
    assert tree.css_first("form#decision") is None
    (first,) = [each for each in tree.css("main .btn") if each.attributes["class"] == "btn"]
    assert first.tag == "button"
    assert first.parent.parent.attributes["action"] == address(complaint, "accept")
    assert any(each.attributes["href"] == address(complaint) for each in tree.css("main a.btn-2"))
    browser = signed_in(salma)
    page = browser.post(address(complaint, "accept"), follow=True)
    assert page.context["form"] is not None


def test_the_days_of_a_complaint_go_from_what_was_asked_to_today(complaint):
    with override_language("en"):
        course = course_of(stage_of(complaint), LATER + MINUTE)
    names = [each.words for each in course.milestones]
    assert (names[0], names[-1]) == ("Asked", "Today")
    assert names.index("Due") < names.index("Complaint")
    assert course.late.endswith("late")
    looks = [span.look for span in course.spans]
    assert looks == ["bg", "ok", "no"]
    whole, kept, broken = course.spans
    assert kept.x + kept.width == pytest.approx(broken.x, abs=0.02)
    assert broken.x + broken.width <= whole.x + whole.width + 0.02


def drawn(days, sizes):
    """Marks of things that happened on these days, by turns above and below the line."""
    begin = datetime(2026, 11, 1, 9, tzinfo=TZ)
    milestones = [
        Milestone(begin + timedelta(days=day), "x" * size, is_main=place % 2 == 0)
        for place, (day, size) in enumerate(zip(days, sizes, strict=True))
    ]
    places = [1 + 97 * day / (days[-1] or 1) for day in days]
    with override_language("en"):
        return stand(milestones, places)


def box_of(mark) -> tuple[float, float]:
    """From where to where its words reach, as wide as they are at most."""
    each = mark.milestone
    lines = (each.words, each.day_words) if each.is_main else (each.line,)
    width = LETTER * max(map(len, lines))
    at = WIDTH * mark.x / 100
    return (at - width, at) if mark.is_left else (at, at + width)


def touching(marks) -> list[tuple[str, str]]:
    with override_language("en"):
        return [
            (one.milestone.line, other.milestone.line)
            for one, other in combinations(marks, 2)
            if one.milestone.is_main == other.milestone.is_main
            and one.y == other.y
            and box_of(one)[0] < box_of(other)[1] + GAP
            and box_of(other)[0] < box_of(one)[1] + GAP
        ]


def crossed(marks) -> list[tuple[str, str]]:
    """Words through which the stem of others goes, which stand farther from the line."""
    with override_language("en"):
        return [
            (one.milestone.line, other.milestone.line)
            for one, other in permutations(marks, 2)
            if one.milestone.is_main == other.milestone.is_main
            and (other.y < one.y if one.milestone.is_main else other.y > one.y)
            and box_of(one)[0] < WIDTH * other.x / 100 < box_of(one)[1]
        ]


@given(data=st.data(), days=st.lists(st.integers(0, 400), min_size=2, max_size=14).map(sorted))
def test_no_words_of_the_drawing_touch(data, days):
    sizes = [data.draw(st.integers(3, 20)) for _ in days]
    with override_language("en"):
        marks, bar, height = drawn(days, sizes)
        assert touching(marks) == []
        assert all(0 <= mark.y <= height for mark in marks)
        assert all((mark.day_y < bar) == mark.milestone.is_main for mark in marks)


@pytest.mark.parametrize(
    "days",
    [[0, 0, 0, 1], [0, 1, 2, 3, 4, 5], [0, 300], [0, 1, 298, 299, 300], [0, 7, 8, 11, 12, 15, 25], [5, 5]],
)
def test_no_stem_goes_through_words(days):
    marks, *_ = drawn(days, [14] * len(days))
    assert crossed(marks) == []
    assert all(0 <= edge <= WIDTH for mark in marks for edge in box_of(mark))


def stage_of(complaint) -> Stage:
    return Grievance.objects.with_related().get(pk=complaint.pk).current


def test_complaints_like_it_are_counted_with_what_was_found(complaint, decide, desk, salma, rafiq):
    holder, other = desk(salma), desk(rafiq)
    assert similar_complaints(holder, stage_of(complaint), LATER).count == 0
    again = actions.file_complaint(
        office=complaint.office,
        about=complaint.about,
        respondent=complaint.respondent,
        text="আবার দেরি।",
        submission="again",
        now=LATER,
    )
    decide(again, upheld=True, partly=True)
    with override_language("en"):
        found = similar_complaints(holder, stage_of(complaint), LATER)
    assert (found.count, found.words) == (1, "1 upheld in part")
    assert found.named[0].number == again.number
    # Who never had it before them is told no number of it.
    assert similar_complaints(other, stage_of(complaint), LATER).named[0].number == ""


def test_a_draft_goes_when_its_time_is_over_or_its_complaint_is_forgotten(complaint, whole, signed_in, salma):
    browser = signed_in(salma)
    browser.post(address(complaint), whole | {"save": "1"})
    office, saved = complaint.office, DecisionDraft.objects.get().saved_at
    assert not decision_drafts(office, saved).exists()
    assert decision_drafts(office, saved + MINUTE).exists()
    anonymise_grievance(Grievance.objects.get(pk=complaint.pk))
    assert not DecisionDraft.objects.exists()
