"""The officer's page of a case and its acts: what may be done, what is written down, and
nothing by halves.
"""

import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone
from PIL import Image

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.cases.officer.case import notes
from ongikar.cases.officer.case.acts import act_menu
from ongikar.papers.actions import papers_of
from ongikar.rules import case_transitions

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def case(receive):
    """Received an hour ago, by the clock of the views."""
    return receive("citizen-1", now=timezone.now() - timedelta(hours=1))


def page(desk, case, act="", root=""):
    return desk.get(f"{root}/desk/cases/{case.number}/{act}")


def do(desk, case, act, **data):
    return desk.post(f"/desk/cases/{case.number}/{act}/", data)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def answer_text(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(("root", "words"), [("", "এখন কী করবেন"), ("/en", "What to do now")])
def test_the_page_tells_all_of_a_case_in_both_languages(desk, case, root, words):
    html = page(desk, case, root=root).content.decode()
    for part in (words, "রহিমা খাতুন", "হরিদেবপুর, রংপুর সদর", "কয়টি ল্যাব চালু আছে?", 'class="bar"'):
        assert part in html


def test_only_lawful_acts_have_a_button(desk, case):
    html = page(desk, case).content.decode()
    assert f"/desk/cases/{case.number}/accept/" in html
    actions.accept(case, actor=KARIM, now=timezone.now())
    html = page(desk, case).content.decode()
    assert f"/desk/cases/{case.number}/accept/" not in html
    assert f"/desk/cases/{case.number}/keep/" in html


def in_menu(html, where):
    """The acts seen at once, and those behind “More”, in one part of a page."""
    part = html.split(where)[1].split("</section>" if "What" in where else "</nav>")[0]
    seen, _, more = part.partition('<details class="rest">')
    return tuple(
        re.findall(r'/desk/cases/[^/"]+/(\w+)/"', each) for each in (seen, more.partition("</details>")[0])
    )


def test_what_seldom_comes_up_stands_behind_more(desk, case):
    seen, more = in_menu(page(desk, case, root="/en").content.decode(), "What to do now")
    assert (seen, more) == (
        ["keep", "accept", "ask_for_papers", "note"],
        ["refuse", "redirect", "hand_over", "split"],
    )


def test_the_act_whose_page_it_is_is_always_seen(desk, case):
    seen, more = in_menu(page(desk, case, "refuse/", root="/en").content.decode(), '<nav class="views"')
    assert "refuse" in seen
    assert "refuse" not in more
    assert {"redirect", "hand_over"} <= set(more)


def test_a_menu_of_one_or_beside_nothing_is_none():
    one, rare, other = ("keep", "Give"), ("refuse", "Refuse"), ("extend", "Extend")
    assert act_menu([one, rare]) == ([one, rare], [])
    assert act_menu([rare, other]) == ([rare, other], [])
    assert act_menu([one, rare, other]) == ([one], [rare, other])
    assert act_menu([one, rare, other], current="refuse") == ([one, rare, other], [])


def test_accepting_without_a_day_keeps_the_ceiling(desk, case):
    response = do(desk, case, "accept", day="")
    assert response.status_code == 302
    assert (fresh(case).state, fresh(case).clock.due_at) == (case_transitions.ACCEPTED, case.clock.due_at)


def test_accepting_by_an_earlier_day_in_bangla_figures_shortens_the_promise(desk, case):
    sooner = case.clock.calendar.next_open_day(timezone.localdate(case.received_at), 2)
    figures = f"{sooner.day}/{sooner.month}/{sooner.year}".translate(
        str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
    )
    do(desk, case, "accept", day=figures)
    assert timezone.localdate(fresh(case).clock.due_at) == sooner


def test_a_day_after_the_ceiling_is_refused_beside_its_field_and_nothing_is_written(desk, case):
    late = timezone.localdate() + timedelta(days=90)
    response = do(desk, case, "accept", day=late.isoformat())
    assert response.status_code == 422
    assert "দিনটি কথা দেওয়া শেষ দিনের পরে" in response.content.decode()
    assert (fresh(case).state, fresh(case).acts.count()) == (case_transitions.RECEIVED, 1)


def test_without_a_ceiling_the_day_must_be_named(desk, receive, service):
    row = service("citizen-1")
    type(row).objects.filter(pk=row.pk).update(ceiling=None)
    case = receive("citizen-1", now=timezone.now() - timedelta(hours=1))
    response = do(desk, case, "accept", day="")
    assert "কোন দিনের মধ্যে দেবেন, লিখুন" in response.content.decode()
    assert fresh(case).state == case_transitions.RECEIVED


def test_a_late_case_is_accepted_without_naming_a_day(desk, receive):
    case = receive("citizen-1", now=timezone.now() - timedelta(days=40))
    assert 'name="day"' not in page(desk, case, "accept/").content.decode()
    do(desk, case, "accept")
    assert (fresh(case).state, fresh(case).clock.due_at) == (case_transitions.ACCEPTED, case.clock.due_at)


def test_only_papers_the_charter_lists_can_be_asked_for(desk, case):
    listed = [document["bn"] for document in case.row.documents]
    html = page(desk, case, "ask_for_papers/").content.decode()
    assert all(name in html for name in listed)
    response = do(desk, case, "ask_for_papers", papers=["99"], words="জমির দলিল আনুন, কারণ দরকার।")
    assert response.status_code == 422
    assert fresh(case).state == case_transitions.RECEIVED


def test_asking_stops_the_count_and_stands_in_writing(desk, case):
    do(desk, case, "ask_for_papers", papers=["1"], words="")
    now = fresh(case)
    assert now.state == case_transitions.WAITING
    assert now.acts.last().data["missing"] == ["জাতীয় পরিচয়পত্র"]
    assert now.clock.running.waiting_since


def test_what_was_asked_for_can_be_handed_over_at_the_desk(desk, case):
    do(desk, case, "ask_for_papers", papers=["1"], words="")
    assert f"/desk/cases/{case.number}/answer/" in page(desk, case).content.decode()
    picture = io.BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "PNG")
    picture.seek(0)
    picture.name = "card.png"
    do(desk, case, "answer", words="জাতীয় পরিচয়পত্রের কপি", paper=picture)
    now = fresh(case)
    assert (now.state, now.clock.running.waiting_since) == (case_transitions.ANSWERED, None)
    assert [paper.title for paper in papers_of(now.reference)] == ["জাতীয় পরিচয়পত্রের কপি"]
    assert f"/desk/cases/{case.number}/answer/" not in page(desk, case).content.decode()


def test_a_file_that_lies_about_itself_is_refused_at_the_desk_too(desk, case):
    do(desk, case, "ask_for_papers", papers=["1"], words="")
    lie = io.BytesIO(b"MZ this is a program")
    lie.name = "card.png"
    response = do(desk, case, "answer", words="পরিচয়পত্র", paper=lie)
    assert response.status_code == 422
    assert "এটি ছবি বা PDF নয়" in response.content.decode()
    assert fresh(case).state == case_transitions.WAITING


@pytest.mark.parametrize("words", ["", "আনুন", "অন্য কাগজ"])
def test_other_papers_where_applicable_must_be_named_with_a_reason(desk, case, words):
    others = str(len(case.row.documents) - 1)
    response = do(desk, case, "ask_for_papers", papers=[others], words=words)
    assert response.status_code == 422
    assert "ঠিক কী লাগবে এবং কেন" in response.content.decode()
    assert fresh(case).state == case_transitions.RECEIVED


@pytest.mark.fast
def test_the_answer_is_kept_with_a_memo_number_and_a_pdf(desk, case):
    assert desk.get(f"/desk/cases/{case.number}/result.pdf").status_code == 404
    do(desk, case, "keep", words="রংপুর সদরে ১২টি ল্যাব চালু আছে।", given="all")
    now = fresh(case)
    assert (now.state, now.outcome["words"]) == (case_transitions.KEPT, "রংপুর সদরে ১২টি ল্যাব চালু আছে।")
    assert now.memo_number
    assert desk.get(f"/desk/cases/{case.number}/result.pdf").content.startswith(b"%PDF-")


@pytest.mark.parametrize("reason", ["", "না", "হবে না", "..."])
def test_nothing_is_refused_without_a_sentence_that_says_why(desk, case, reason):
    assert do(desk, case, "refuse", reason=reason).status_code == 422
    assert fresh(case).state == case_transitions.RECEIVED


def test_a_refusal_reaches_the_case_with_its_reason(desk, case):
    do(desk, case, "refuse", reason="তথ্যটি আদালতে বিচারাধীন, তাই দেওয়া যায় না।")
    assert fresh(case).outcome["reason"].startswith("তথ্যটি আদালতে")


def test_anothers_work_is_sent_on(desk, case):
    do(desk, case, "redirect", to="উপজেলা ভূমি অফিস, রংপুর সদর")
    assert fresh(case).state == case_transitions.REDIRECTED


def test_a_note_stays_possible_on_a_closed_case(desk, case):
    do(desk, case, "keep", words="উত্তর দেওয়া হলো।", given="all")
    do(desk, case, "note", words="ফোনেও জানানো হয়েছে।")
    html = page(desk, case).content.decode()
    assert "ফোনেও জানানো হয়েছে।" in html
    assert "মো. আব্দুল করিম" in html


def test_a_remark_pressed_twice_is_one_and_the_same_words_on_another_day_are_another(
    desk, case, time_machine
):
    morning = timezone.now()
    for minutes in (0, 1):
        time_machine.move_to(morning + timedelta(minutes=minutes), tick=False)
        assert do(desk, case, "note", words="ফোন ধরেননি।").status_code == 302
    assert case.acts.filter(name="note").count() == 1
    time_machine.move_to(morning + timedelta(hours=1, minutes=30), tick=False)
    do(desk, case, "note", words="ফোন ধরেননি।")
    do(desk, case, "note", words="ফোন ধরেছেন, কাল আসবেন।")
    do(desk, case, "note", words="ফোন ধরেননি।")
    assert case.acts.filter(name="note").count() == 4


def test_the_same_remark_of_a_colleague_is_a_remark_of_its_own(case, karim, shirin):
    for person in (karim, shirin):
        notes.add_note(case, words="নথি দেখা হয়েছে।", actor=("user", person.pk), now=timezone.now())
    assert case.acts.filter(name="note").count() == 2


def test_an_act_that_somebody_else_was_quicker_with_is_told_and_not_done(desk, case):
    do(desk, case, "keep", words="উত্তর দেওয়া হলো।", given="all")
    response = do(desk, case, "refuse", reason="তথ্যটি এই কার্যালয়ে নেই বলে দেওয়া গেল না।")
    assert response.status_code == 302
    assert "এখন আর এটি করা যায় না" in answer_text(response)[-1]
    assert fresh(case).state == case_transitions.KEPT


def test_an_unknown_act_or_number_is_not_found(desk, case):
    assert page(desk, case, "delete/").status_code == 404
    assert desk.get("/desk/cases/8549-26-99999/").status_code == 404


def test_what_was_typed_is_shown_as_text(desk, receive):
    case = receive(answers={"question": "<script>alert(1)</script>"}, now=timezone.now())
    html = page(desk, case).content.decode()
    assert "<script>alert" not in html
    assert "script&gt;alert(1)&lt;/script" in html


def test_a_broken_promise_says_so(desk, receive):
    case = receive("citizen-1", now=timezone.now() - timedelta(days=40))
    html = page(desk, case).content.decode()
    assert "কথা রাখা যায়নি" in html
    assert "কার্যদিবস দেরি" in html


def test_the_receipt_can_be_printed(desk, case):
    response = desk.get(f"/desk/cases/{case.number}/receipt.pdf")
    assert response.content.startswith(b"%PDF-")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("root", "applicants", "yours"),
    [
        ("", "আবেদনকারীর কাগজের অপেক্ষা", "আপনার কাগজের অপেক্ষা"),
        ("/en", "waiting for the applicant’s document", "waiting for your document"),
    ],
)
@pytest.mark.parametrize("act", ["", "days/"])
def test_the_officer_is_not_told_that_the_paper_is_the_officers_own(
    desk, receive, act, root, applicants, yours
):
    case = receive("citizen-1", now=timezone.now() - timedelta(days=10))
    actions.ask_for_papers(
        case, missing=["আবেদনপত্র"], words="", actor=KARIM, now=timezone.now() - timedelta(days=9)
    )
    html = unescape(page(desk, case, act, root).content.decode())
    assert applicants in html
    assert yours not in html


@pytest.mark.parametrize(
    ("root", "flash", "tag", "never"),
    [
        ("", "সেবা দেওয়া হয়েছে, তবে কথা সময়মতো রাখা যায়নি।", "দেরিতে দেওয়া হয়েছে", "কথা রাখা হয়েছে"),
        ("/en", "The service is given, but the promise was not kept in time.", "Given late", "Promise kept"),
    ],
)
def test_what_was_given_late_is_never_called_a_promise_kept(desk, receive, root, flash, tag, never):
    case = receive("citizen-1", now=timezone.now() - timedelta(days=40))
    answer = desk.post(
        f"{root}/desk/cases/{case.number}/keep/", {"words": "পাঁচটি ল্যাব চালু আছে।", "given": "all"}
    )
    assert answer_text(answer) == [flash]
    html = page(desk, case, root=root).content.decode()
    assert tag in html
    assert never not in html
    queue = desk.get(f"{root}/desk/cases/?tab=closed").content.decode()
    assert never not in queue
