"""A questionnaire is filled without script: page by page, saved, looked over, and sent."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ongikar.papers.models import Paper
from ongikar.questionnaires.actions import invite_respondent, response_for, round_url
from ongikar.questionnaires.filling.drafts import papers_named
from ongikar.questionnaires.models import AnonymousResponse, Answers, Response, ResponseDraft, Round
from tests.bad_input import TEXTS

RESPONDENT = ("applicant", 7)


@pytest.fixture
def address(round_of):
    """The address of a respondent of a round, without its host."""

    def address(round, respondent=RESPONDENT):
        url = round_url(round, invite_respondent(round, respondent))
        return "/" + url.split("/", 3)[3]

    return address


@pytest.fixture
def press(client):
    """A press of a button on a page; where it leads."""

    def press(url, do, **given):
        return client.post(url, {"do": do, **given})

    return press


def test_a_test_is_filled_page_by_page(test_questions, round_of, address, press, client):
    round = round_of(test_questions, pass_percent=50)
    url = address(round)
    assert "শুরু করুন" in client.get(url).content.decode()
    at = press(url, "begin").url
    assert at == f"{url}?page=1"
    at = press(at, "next", knows="yes").url
    assert at == f"{url}?page=2"
    at = press(at, "next", since="২০২০").url
    at = press(at, "next", capital="dhaka").url
    assert at == f"{url}?page=end"
    page = client.get(at).content.decode()
    assert "ঢাকা" in page
    assert "২০২০" in page
    done = client.post(at, {"do": "send"}, follow=True).content.decode()
    assert "২ নম্বরের মধ্যে ২ পেয়েছেন। উত্তীর্ণ।" in done
    made = response_for(round, RESPONDENT)
    assert (made.answers, made.via) == ({"knows": "yes", "since": "২০২০", "capital": "dhaka"}, Answers.WEB)
    assert not ResponseDraft.objects.exists()


def test_the_server_chooses_the_next_page_by_the_answers(test_questions, round_of, address, press):
    url = address(round_of(test_questions))
    at = press(url, "begin").url
    assert press(at, "next", knows="no").url == f"{url}?page=3"


def test_what_is_missing_is_asked_for_beside_its_question(test_questions, round_of, address, press, client):
    url = address(round_of(test_questions))
    at = press(url, "begin").url
    response = press(at, "next")
    assert response.status_code == 422
    assert "এই প্রশ্নের উত্তর দিন।" in response.content.decode()
    english = client.post(f"/en{at}", {"do": "next"}).content.decode()
    assert "Answer this question." in english


def test_a_draft_goes_on_from_another_browser(test_questions, round_of, address, press, client):
    url = address(round_of(test_questions))
    at = press(url, "begin").url
    press(at, "save", knows="yes")
    client.cookies.clear()
    assert "যেখানে ছিলেন" in client.get(url).content.decode()
    assert "checked" in client.get(at).content.decode()


def test_a_question_that_is_hidden_again_keeps_its_value_in_the_draft_and_loses_it_when_sent(
    test_questions, round_of, address, press, client
):
    round = round_of(test_questions)
    url = address(round)
    at = press(url, "begin").url
    press(press(at, "next", knows="yes").url, "next", since="২০২০")
    press(at, "next", knows="no")
    assert ResponseDraft.objects.get().answers["since"] == "২০২০"
    press(f"{url}?page=3", "next", capital="dhaka")
    press(f"{url}?page=end", "send")
    assert "since" not in response_for(round, RESPONDENT).answers


def test_further_questions_of_the_same_page_are_shown_before_it_goes_on(
    make, round_of, address, press, client
):
    survey = (
        "type|name|label|required|relevant\nbegin group|g|G\nselect_one yesno|a|আছে?|yes|\n"
        "text|b|কোথায়?|yes|${a} = 'yes'\nend group||\ntext|c|C||"
    )
    choices = "list_name|name|label\nyesno|yes|হ্যাঁ\nyesno|no|না"
    url = address(round_of(make("more", "follow_up", survey=survey, choices=choices)))
    at = press(url, "begin").url
    assert "কোথায়?" not in client.get(at).content.decode()
    shown = press(at, "next", a="yes")
    assert shown.url == f"{at}&more=1"
    page = client.get(shown.url).content.decode()
    assert "কোথায়?" in page
    assert "আরও প্রশ্ন এসেছে" in page
    assert press(at, "next", a="yes", b="রংপুর").url == f"{url}?page=2"


# ---- repeats, files, sealed answers ----


def test_every_type_of_question_is_asked_and_kept(every_type, round_of, address, press, client, office):
    from ongikar.offices.models import Place

    lab = Place.objects.filter(office=office).first()
    round = round_of(every_type)
    url = address(round)
    at = press(url, "begin").url
    page = client.get(at).content.decode()
    typed = ('data-typed="day"', 'data-typed="time"')
    for words in ("নোট", lab.name_bn, *typed, 'type="checkbox"', 'type="radio"'):
        assert words in page
    given = {
        "t": "লেখা",
        "i": "১২",
        "d": "১.৫",
        "day": "2026-12-09",
        "at": "10:30",
        "one": "yes",
        "many": ["no", "yes"],
        "lab": lab.slug,
        "r": "5",
        "ok": "on",
        "g": "25.7 89.2",
        "pay": "১২০০০",
    }
    at = press(at, "next", **given).url
    draft = ResponseDraft.objects.get()
    assert "pay" not in draft.answers
    assert "12000" in draft.read_sealed_answers()
    at = press(at, "next", photo=picture("me.png")).url
    at = press(at, "next").url
    # The repeat: two children, a third added and removed again.
    at = press(at, "add", cname="মিনা", cage="৪").url
    assert at == f"{url}?page=4&i=2"
    at = press(at, "add", cname="রাজু", cage="৬").url
    press(at, "next", cname="মিঠু", cage="১")
    press(f"{url}?page=4&i=3", "remove")
    end = client.get(f"{url}?page=end").content.decode()
    assert "সন্তান ২: নাম" in end.replace("সন্তান 2", "সন্তান ২")
    press(f"{url}?page=end", "send")
    made = response_for(round, RESPONDENT)
    assert made.answers["child"] == [{"cname": "মিনা", "cage": 4}, {"cname": "রাজু", "cage": 6}]
    assert made.answers["sum"] == 10
    assert made.answers["many"] == ["yes", "no"]
    assert (made.answers["d"], made.answers["i"], made.answers["r"]) == (1.5, 12, 5)
    assert "pay" not in made.answers
    assert "12000" in made.read_sealed_answers()
    paper = Paper.objects.get(subject_type="response", subject_id=made.pk)
    assert papers_named(made.answers) == {paper.pk}


def picture(name):
    content = BytesIO()
    Image.new("RGB", (20, 20), "green").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def test_a_file_that_is_no_picture_is_refused_and_the_rest_stands(every_type, round_of, address, press):
    url = address(round_of(every_type))
    press(url, "begin")
    press(f"{url}?page=1", "next", t="লেখা")
    bad = SimpleUploadedFile("x.png", b"no picture", "image/png")
    response = press(f"{url}?page=2", "next", photo=bad)
    assert response.status_code == 422
    assert 'class="err"' in response.content.decode()
    assert ResponseDraft.objects.get().answers["t"] == "লেখা"
    assert not Paper.objects.exists()


def test_another_file_takes_the_place_of_the_first(every_type, round_of, address, press):
    url = address(round_of(every_type))
    press(url, "begin")
    press(f"{url}?page=2", "next", photo=picture("a.png"))
    press(f"{url}?page=2", "next", photo=picture("b.png"))
    assert Paper.objects.get().pk == ResponseDraft.objects.get().answers["photo"]["paper"]


def test_what_is_typed_wrong_is_shown_again_as_it_was_typed(every_type, round_of, address, press):
    url = address(round_of(every_type))
    press(url, "begin")
    response = press(f"{url}?page=1", "next", i="বারো", t="ঠিক আছে")
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="বারো"' in page
    assert "সংখ্যায় লিখুন" in page
    # What was right is saved.
    kept = ResponseDraft.objects.get().answers
    assert kept["t"] == "ঠিক আছে"
    assert not kept.get("i")


# ---- who may ----


def test_without_a_right_address_nothing_opens(test_questions, round_of, client):
    round = round_of(test_questions)
    for url in (f"/q/{round.token}/", f"/q/{round.token}/wrong/", "/q/unknown/"):
        response = client.get(url)
        assert response.status_code == 404
        assert "এই ঠিকানায় কিছু নেই" in response.content.decode()


def test_a_thousand_guesses_end_after_a_few(test_questions, round_of, client):
    round = round_of(test_questions)
    answers = {client.get(f"/q/{round.token}/{n}/").status_code for n in range(70)}
    assert answers == {404, 429}


def test_the_staff_answer_a_round_of_the_office_signed_in(test_questions, round_of, client, karim, signed_in):
    round = round_of(test_questions, respondents=Round.OFFICER)
    assert client.get(f"/q/{round.token}/").status_code == 302
    signed_in(karim)
    assert client.get(f"/q/{round.token}/").status_code == 200
    client.post(f"/q/{round.token}/", {"do": "begin"})
    assert ResponseDraft.objects.get().respondent_id == karim.pk


def test_the_staff_type_for_somebody_at_the_counter(
    test_questions, round_of, address, press, signed_in, karim
):
    round = round_of(test_questions)
    url = address(round)
    signed_in(karim)
    press(url, "begin")
    press(f"{url}?page=1", "next", knows="no")
    press(f"{url}?page=3", "next", capital="sylhet")
    press(f"{url}?page=end", "send")
    made = response_for(round, RESPONDENT)
    assert (made.via, made.score) == (Answers.COUNTER, 0)


def test_anyone_answers_an_open_round_and_leaves_no_name(feedback_questions, round_of, press, client):
    round = round_of(feedback_questions, respondents=Round.ANYONE, anonymous=True)
    url = f"/q/{round.token}/"
    assert "আপনার নাম রাখা হয় না" in client.get(url).content.decode()
    at = press(url, "begin").url
    assert ResponseDraft.objects.get().begun_at is None
    at = press(at, "next", useful="4").url
    at = press(at, "next", words="ভালো").url
    press(at, "send")
    assert AnonymousResponse.objects.get().answers == {"useful": 4, "words": "ভালো"}
    assert not Response.objects.exists()


def test_sent_twice_it_is_taken_once_and_thanked_twice(test_questions, round_of, address, press):
    round = round_of(test_questions)
    url = address(round)
    press(url, "begin")
    press(f"{url}?page=1", "next", knows="no")
    press(f"{url}?page=3", "next", capital="dhaka")
    assert press(f"{url}?page=end", "send").url == press(f"{url}?page=end", "send").url == f"{url}?page=done"
    assert Response.objects.count() == 1


def test_sent_too_early_it_names_what_is_missing(test_questions, round_of, address, press):
    url = address(round_of(test_questions))
    press(url, "begin")
    response = press(f"{url}?page=end", "send")
    assert response.status_code == 422
    assert "২টি প্রশ্নের উত্তর ঠিক করুন" in response.content.decode()


def test_before_and_after_its_time_it_says_so(test_questions, round_of, address, client):
    from django.utils import timezone

    now = timezone.now()
    early = round_of(test_questions, opens_at=now + timedelta(days=1), closes_at=None)
    assert "এখনো খোলেনি" in client.get(address(early)).content.decode()
    late = round_of(test_questions, opens_at=now - timedelta(days=2), closes_at=now - timedelta(days=1))
    assert "সময় শেষ" in client.get(address(late)).content.decode()


def test_when_the_minutes_are_over_what_was_saved_is_sent(test_questions, round_of, address, press, client):
    round = round_of(test_questions, minutes=30)
    url = address(round)
    press(url, "begin")
    press(f"{url}?page=3", "next", capital="dhaka")
    draft = ResponseDraft.objects.get()
    ResponseDraft.objects.filter(pk=draft.pk).update(ends_at=draft.ends_at - timedelta(minutes=40))
    done = client.get(f"{url}?page=1", follow=True).content.decode()
    assert "সময় শেষ। যা রাখা ছিল, তা পাঠানো হয়েছে।" in done
    assert response_for(round, RESPONDENT).score == 2


def test_two_windows_lose_nothing_of_each_other(every_type, round_of, address, press):
    url = address(round_of(every_type))
    press(url, "begin")
    press(f"{url}?page=1", "next", t="এক")
    press(f"{url}?page=4&i=1", "next", cname="মিনা")
    assert ResponseDraft.objects.get().answers["t"] == "এক"
    assert ResponseDraft.objects.get().answers["child"] == [{"cname": "মিনা", "cage": ""}]


# ---- what is held, and for how long ----


def test_what_an_applicant_answered_stands_among_what_is_held_about_them(
    every_type, round_of, client, receive
):
    from ongikar.questionnaires.actions import submit_response
    from tests.applicants import show_proof

    case = receive("citizen-1")
    respondent = ("applicant", case.applicant_id)
    submit_response(
        round=round_of(every_type),
        answers={"t": "আমার কথা", "pay": 12_345},
        respondent=respondent,
        now=case.received_at,
    )
    show_proof(client, case)
    page = client.get(f"/track/{case.number}/held/").content.decode()
    assert "আমার কথা" in page
    assert "১২৩৪৫" in page


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_is_typed_is_taken_or_told_in_a_sentence(every_type, round_of, address, press, client, name):
    url = address(round_of(every_type))
    press(url, "begin")
    typed = dict.fromkeys(("t", "i", "d", "day", "at", "one", "many", "lab", "r", "g", "pay"), TEXTS[name])
    response = press(f"{url}?page=1", "next", **typed)
    assert response.status_code in (302, 400, 422)
    page = client.get(f"{url}?page=end").content.decode()
    for sign in ("<script>alert(1)", "<img src=x", "<svg onload", "\0"):
        assert sign not in page
    odd = client.post(f"{url}?page={quote(TEXTS[name][:20], errors='replace')}", {"do": TEXTS[name][:20]})
    assert odd.status_code in (302, 400, 404, 422)


def test_anyone_is_told_the_score_once_and_whoever_is_known_each_time(
    test_questions, round_of, address, press, client
):
    said = "২ নম্বরের মধ্যে ২ পেয়েছেন।"
    known = round_of(test_questions)
    for url, again in (
        (address(known), 1),
        (f"/q/{round_of(test_questions, respondents=Round.ANYONE).token}/", 0),
    ):
        press(url, "begin")
        press(f"{url}?page=1", "next", knows="no")
        press(f"{url}?page=3", "next", capital="dhaka")
        first = client.post(f"{url}?page=end", {"do": "send"}, follow=True).content.decode()
        assert first.count(said) == 1
        assert client.get(f"{url}?page=done").content.decode().count(said) == again


def test_an_applicant_finds_on_their_page_what_they_are_asked(
    test_questions, round_of, address, client, receive, press
):
    from tests.applicants import show_proof

    case = receive("citizen-1")
    url = address(round_of(test_questions), ("applicant", case.applicant_id))
    page = f"/track/{case.number}/"
    show_proof(client, case)
    assert f'href="{url}"' in client.get(page).content.decode()
    press(url, "begin")
    press(f"{url}?page=1", "next", knows="no")
    press(f"{url}?page=3", "next", capital="dhaka")
    press(f"{url}?page=end", "send")
    assert url not in client.get(page).content.decode()
