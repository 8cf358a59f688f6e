"""Following a request: what they see in every state, and what they may do."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import NodeList
from django.test import Client
from PIL import Image
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases import actions
from ongikar.cases.models import Case, MobileCode
from ongikar.papers.actions import keep_paper, papers_of
from ongikar.papers.check import clean_file
from ongikar.rules import case_transitions
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db

# Nodes of templates in the page of an application just received.
MOST_PARTS = 176
WRONG = "কোনো আবেদন পাওয়া যায়নি"


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "JPEG")
    return drawn.getvalue()


def words(answer) -> str:
    return answer.content.decode()


def page(client, case, tongue=""):
    return words(client.get(f"{tongue}/track/{case.number}/"))


# What is seen


def test_a_received_case_names_the_day(inside, case):
    text = page(inside, case)
    assert "রবিবার, ২৯\u00a0নভেম্বরের মধ্যে পাবেন।" in text
    assert "পেয়েছি, এখনো দেখা হয়নি" in text
    assert "আপনি আবেদন জমা দিয়েছেন।" in text
    assert "You sent in your application." in page(inside, case, "/en")


def test_a_broken_promise_is_said_plainly(inside, case, at, now):
    at(now + timedelta(days=9))
    client_page = tracked_again(inside, case)
    assert "আমরা কথা রাখতে পারিনি" in client_page
    assert "দেরি হয়েছে" in client_page
    assert '<li class="bad">' in client_page


def test_the_page_is_drawn_from_few_parts(inside, case, monkeypatch):
    """Over half of what the page costs is its template: an include in a loop or a chain of lookups shows
    here.
    """
    page(inside, case)
    drawn, render = [], NodeList.render

    def count(nodes, context):
        drawn.append(len(nodes))
        return render(nodes, context)

    monkeypatch.setattr(NodeList, "render", count)
    page(inside, case)
    assert sum(drawn) <= MOST_PARTS


def tracked_again(client, case, tongue=""):
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    return page(client, case, tongue)


def test_a_note_of_the_office_stays_in_the_office(inside, case, karim, now):
    actions.add_note(case, words="গোপন মন্তব্য", actor=("user", karim.pk), now=now)
    assert "গোপন মন্তব্য" not in page(inside, case)


@pytest.mark.parametrize(
    ("act", "facts", "expected", "bn", "en"),
    [
        ("keep", {"outcome": {"words": "পাঁচটি ল্যাব।"}}, "পাঁচটি ল্যাব।", "কথা রাখা হয়েছে", "Promise kept"),
        ("refuse", {"reason": "তথ্যটি এখানে নেই।"}, "তথ্যটি এখানে নেই।", "নামঞ্জুর", "Refused"),
        (
            "redirect",
            {"to": "পরিসংখ্যান অফিস"},
            "পরিসংখ্যান অফিস",
            "অন্য কার্যালয়ের কাজ",
            "Another office’s work",
        ),
    ],
)
def test_each_end_is_told_in_both_languages(inside, case, karim, now, act, facts, expected, bn, en):
    getattr(actions, act)(case, actor=("user", karim.pk), now=now + timedelta(hours=1), **facts)
    text = page(inside, case)
    assert bn in text
    assert expected in text
    assert en in page(inside, case, "/en")


# What may be done


@pytest.fixture
def asked(case, karim, now):
    actions.ask_for_papers(
        case,
        missing=["জাতীয় পরিচয়পত্র"],
        words="উল্টো পিঠের ছবি দিন।",
        actor=("user", karim.pk),
        now=now + timedelta(hours=1),
    )
    case.refresh_from_db()
    return case


def test_what_the_office_asks_for_stands_on_the_page(inside, asked):
    text = page(inside, asked)
    assert "দিন: জাতীয় পরিচয়পত্র" in text
    assert "উল্টো পিঠের ছবি দিন।" in text
    assert "আপনার কাগজের অপেক্ষা" in text
    english = page(inside, asked, "/en")
    assert "Please give: National ID card" in english
    assert "জাতীয় পরিচয়পত্র" not in english


@pytest.mark.parametrize(
    ("tongue", "paper", "come", "owed"),
    [("", "আবেদনপত্র", "পেয়েছি", "দিতে হবে"), ("/en", "Application", "Received", "To be given")],
)
def test_a_paper_asked_for_once_more_is_owed_and_not_called_received(
    inside, case, karim, now, tongue, paper, come, owed
):
    def papers():
        held = [
            line.text(strip=True) for line in HTMLParser(page(inside, case, tongue)).css("aside .tasks li")
        ]
        return [line for line in held if line.startswith(paper)]

    assert papers() == [paper + come]
    actions.ask_for_papers(case, missing=["আবেদনপত্র"], words="সই নেই।", actor=("user", karim.pk), now=now)
    assert papers() == [paper + owed]


def test_a_sentence_of_the_office_is_not_ended_twice(inside, case, karim, now):
    actions.redirect(case, to="পরিসংখ্যান অফিসে যান।", actor=("user", karim.pk), now=now)
    assert "।।" not in page(inside, case)


def test_the_answer_is_kept_and_days_are_counted_again(rahimas_browser, asked, at, now):
    at(now + timedelta(hours=2))
    answer = rahimas_browser.post(
        f"/track/{asked.number}/answer/",
        {"paper-0": SimpleUploadedFile("a.jpg", picture()), "words": "এই যে"},
    )
    assert answer["Location"] == f"/track/{asked.number}/"
    asked.refresh_from_db()
    assert asked.state == case_transitions.ANSWERED
    assert [paper.title for paper in papers_of(asked.reference)] == ["জাতীয় পরিচয়পত্র"]


def test_an_empty_answer_is_no_answer(rahimas_browser, asked):
    answer = rahimas_browser.post(f"/track/{asked.number}/answer/", {"words": ""})
    assert answer.status_code == 422
    assert "যা চাওয়া হয়েছে" in words(answer)
    assert Case.objects.get(pk=asked.pk).state == case_transitions.WAITING


def test_a_bad_file_is_refused_and_the_words_are_not_lost(rahimas_browser, asked):
    answer = rahimas_browser.post(
        f"/track/{asked.number}/answer/",
        {"paper-0": SimpleUploadedFile("a.jpg", b"no picture"), "words": "আমার কথা"},
    )
    assert answer.status_code == 422
    assert "এটি ছবি বা PDF নয়" in words(answer)
    assert "আমার কথা" in words(answer)
    assert not papers_of(asked.reference)


def test_an_answer_while_the_machines_clock_is_behind_is_told_and_not_lost(rahimas_browser, asked):
    """The paper was asked for an hour from now: nothing is written, and what was typed can be sent again."""
    rahimas_browser.raise_request_exception = False
    answer = rahimas_browser.post(f"/track/{asked.number}/answer/", {"words": "এই যে"})
    assert answer.status_code == 503
    assert "এই যে" in answer.content.decode()
    assert not asked.acts.filter(name="answer").exists()


def test_answering_twice_changes_nothing_the_second_time(rahimas_browser, asked, at, now):
    at(now + timedelta(hours=2))
    for _ in range(2):
        rahimas_browser.post(f"/track/{asked.number}/answer/", {"words": "এই যে"})
    assert asked.acts.filter(name="answer").count() == 1


def test_stars_are_given_once(rahimas_browser, case, karim, now):
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=("user", karim.pk), now=now)
    assert 'name="stars"' in page(rahimas_browser, case)
    rahimas_browser.post(f"/track/{case.number}/rate/", {"stars": "4"})
    rahimas_browser.post(f"/track/{case.number}/rate/", {"stars": "1"})
    case.refresh_from_db()
    assert case.rating == 4
    assert 'name="stars"' not in page(rahimas_browser, case)


@pytest.mark.parametrize("stars", ["", "0", "6", "-1", "five"])
def test_stars_are_one_to_five(rahimas_browser, case, karim, now, stars):
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=("user", karim.pk), now=now)
    assert rahimas_browser.post(f"/track/{case.number}/rate/", {"stars": stars}).status_code == 422


def test_withdrawing_asks_whether_it_is_meant(rahimas_browser, case):
    assert rahimas_browser.post(f"/track/{case.number}/withdraw/", {"words": "লাগবে না"}).status_code == 422
    rahimas_browser.post(f"/track/{case.number}/withdraw/", {"words": "লাগবে না", "sure": "on"})
    case.refresh_from_db()
    assert case.state == case_transitions.WITHDRAWN
    assert rahimas_browser.get(f"/track/{case.number}/withdraw/")["Location"] == f"/track/{case.number}/"


@pytest.mark.parametrize("door", ["answer", "rate", "withdraw"])
def test_nobody_acts_on_a_case_they_may_not_see(client, case, door):
    answer = client.post(f"/track/{case.number}/{door}/", {"words": "x", "stars": "1", "sure": "on"})
    assert answer["Location"] == f"/track/?number={case.number}"
    assert case.acts.count() == 1


# Papers


@pytest.fixture
def paper(case, office, now):
    return keep_paper(
        office=office,
        subject=case.reference,
        title="জাতীয় পরিচয়পত্র",
        content=clean_file(picture()),
        now=now,
    )


@pytest.fixture
def proved(case):
    """The browser of whoever gave the code that came to the mobile."""
    browser = Client()
    browser.post("/mine/", {"mobile": case.applicant.mobile})
    browser.post("/mine/code/", {"code": MobileCode.objects.latest("pk").figures})
    assert browser.get(f"/mine/{case.number}/")["Location"] == f"/track/{case.number}/"
    return browser


def test_a_number_and_four_figures_tell_of_a_paper_and_do_not_open_it(inside, proved, case, paper):
    for page in (f"/track/{case.number}/", f"/track/{case.number}/held/"):
        shown = inside.get(page).content.decode()
        assert paper.title in shown
        assert "কাগজ খুলে দেখতে আগে প্রমাণ দিন, এটি আপনি" in shown
        assert f"/papers/{paper.pk}/" not in shown
        assert f"/papers/{paper.pk}/" in proved.get(page).content.decode()
    assert inside.get(f"/papers/{paper.pk}/").status_code == 404
    assert proved.get(f"/papers/{paper.pk}/").status_code == 302


def test_whoever_sent_the_request_in_opens_its_papers(paper, case):
    Case.objects.filter(pk=case.pk).update(submission="a-key-that-nobody-could-guess")
    browser = Client()
    browser.get("/receipt/a-key-that-nobody-could-guess/")
    assert browser.get(f"/papers/{paper.pk}/").status_code == 302


def test_a_paper_is_handed_to_whoever_proved_the_mobile(proved, paper):
    answer = proved.get(f"/papers/{paper.pk}/", follow=True)
    assert answer.content.startswith(b"\xff\xd8")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("inline; filename*=UTF-8''")


def test_a_paper_is_unknown_to_everybody_else(client, paper, signed_in, salma):
    assert client.get(f"/papers/{paper.pk}/").status_code == 404
    assert client.get("/papers/999999/").status_code == 404
    assert signed_in(salma).get(f"/papers/{paper.pk}/").status_code == 404


def test_the_office_reads_the_papers_of_its_cases(signed_in, karim, paper):
    assert signed_in(karim).get(f"/papers/{paper.pk}/", follow=True).status_code == 200


def test_a_paper_of_a_draft_is_handed_to_nobody(inside, office, now):
    lying = keep_paper(office=office, subject=("draft", 1), title="x", content=clean_file(picture()), now=now)
    assert inside.get(f"/papers/{lying.pk}/").status_code == 404


def test_the_letter_at_the_end_is_a_pdf_and_there_is_none_before(inside, case, karim, now):
    assert inside.get(f"/track/{case.number}/result.pdf").status_code == 404
    actions.keep(case, outcome={"words": "পাঁচটি"}, actor=("user", karim.pk), now=now)
    answer = show_proof(inside, case).get(f"/track/{case.number}/result.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")


# The way on


def test_whoever_follows_a_request_takes_the_receipt_again(inside, case):
    address = f"/track/{case.number}/receipt.pdf"
    assert f'href="{address}"' in page(inside, case)
    assert f'href="/en{address}"' in page(inside, case, "/en")
    answer = inside.get(address)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")


def test_what_came_by_phone_has_its_receipt_there_too(client, receive, now, at):
    at(now)
    case = receive(now=now, channel=Case.PHONE)
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    assert client.get(f"/track/{case.number}/receipt.pdf").content.startswith(b"%PDF-")


def test_the_receipt_is_taken_again_by_nobody_else(client, case):
    answer = client.get(f"/track/{case.number}/receipt.pdf")
    assert answer["Location"] == f"/track/?number={case.number}"


@pytest.mark.parametrize("end", ["refuse", "withdraw"])
@pytest.mark.parametrize(("tongue", "words"), [("", "আবার চাইতে পারেন"), ("/en", "You may ask again")])
def test_a_request_that_ended_without_a_result_shows_the_way_to_ask_again(
    inside, case, karim, now, end, tongue, words
):
    assert words not in page(inside, case, tongue)
    if end == "refuse":
        actions.refuse(case, reason="তথ্যটি এখানে নেই।", actor=("user", karim.pk), now=now)
    else:
        actions.withdraw(case, words="", now=now)
    text = page(inside, case, tongue)
    assert words in text
    assert f'href="{tongue}/services/citizen-1/"' in text


@pytest.mark.parametrize("root", ["", "/en"])
def test_every_address_on_the_page_of_a_case_leads_somewhere(rahimas_browser, case, root):
    here = f"{root}/track/{case.number}/"
    links = HTMLParser(page(rahimas_browser, case, root)).css(f'a[href^="{here}"]')
    answers = {
        link.attributes["href"].removeprefix(here): rahimas_browser.get(link.attributes["href"])
        for link in links
    }
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "days/": 200,
        "held/": 200,
        "receipt.pdf": 200,
        "withdraw/": 200,
    }
