"""Rahima applies, one thing a page: nothing typed is lost, nothing incomplete is sent,
nothing is sent twice.
"""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ongikar.cases.citizen.apply.views import MOST_DRAFTS, MOST_DRAFTS_A_DAY
from ongikar.cases.models import Case, Draft
from ongikar.core.models import Attempt
from ongikar.papers.actions import papers_of
from ongikar.papers.models import Paper
from ongikar.people.models import User

from .test_agent import agree

pytestmark = pytest.mark.django_db

QUESTIONS = {"question": "কয়টি ল্যাব চালু আছে?", "form_wanted": "written", "receive_by": "collect"}
CONTACT = {
    "kind": "citizen",
    "name": "রহিমা খাতুন",
    "village": "হরিদেবপুর",
    "union": "হরিদেবপুর ইউনিয়ন",
    "mobile": "০১৭০০০০০০০১",
}
START = "/services/citizen-1/apply/"


def picture(name="nid.jpg") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


@pytest.fixture
def begun(client, office):
    """A draft whose questions are answered; `begun(step)` is the address of one of its steps."""
    client.post(START, QUESTIONS)
    token = Draft.objects.get().token
    return lambda step: f"/apply/{token}/{step}/"


@pytest.fixture
def complete(client, begun):
    client.post(begun("contact"), CONTACT)
    client.post(begun("papers"), {"paper-1": picture()})
    return begun


def words(answer) -> str:
    return answer.content.decode()


def words_beside(answer, name: str) -> str:
    """From the label of a field to its input."""
    return re.search(rf'<label for="id_{name}".*?name="{name}"', words(answer), re.DOTALL)[0]


def test_looking_at_the_first_page_begins_nothing(client, office):
    assert client.get(START).status_code == 200
    assert not Draft.objects.exists()


@pytest.mark.fast
@pytest.mark.parametrize("tongue", ["", "/en"])
def test_from_the_first_question_to_the_receipt(client, office, tongue):
    answer = client.post(tongue + START, QUESTIONS, follow=True)
    token = Draft.objects.get().token
    assert answer.redirect_chain[-1][0] == f"{tongue}/apply/{token}/contact/"
    answer = client.post(f"{tongue}/apply/{token}/contact/", CONTACT, follow=True)
    assert answer.redirect_chain[-1][0] == f"{tongue}/apply/{token}/papers/"
    answer = client.post(f"{tongue}/apply/{token}/papers/", {"paper-1": picture()}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{tongue}/apply/{token}/check/"
    assert QUESTIONS["question"] in words(answer)
    assert "হরিদেবপুর, হরিদেবপুর ইউনিয়ন" in words(answer)
    answer = client.post(f"{tongue}/apply/{token}/check/", follow=True)
    case = Case.objects.get()
    assert answer.redirect_chain[-1][0] == f"{tongue}/receipt/{token}/"
    assert case.applicant.mobile == "+8801700000001"
    assert case.applicant.language == ("en" if tongue else "bn")
    assert case.answers["question"] == QUESTIONS["question"]
    assert [paper.title for paper in papers_of(case.reference)] == ["জাতীয় পরিচয়পত্র"]
    assert Draft.objects.get().steps == {}


def test_pressing_send_twice_makes_one_case(client, complete):
    client.post(complete("check"))
    again = client.post(complete("check"))
    assert again.status_code == 302
    assert "/receipt/" in again["Location"]
    assert Case.objects.count() == 1


def test_every_step_of_a_sent_draft_leads_to_its_receipt(client, complete):
    client.post(complete("check"))
    for step in ("questions", "contact", "papers", "check", "later"):
        assert "/receipt/" in client.get(complete(step))["Location"]


def test_what_was_typed_wrong_is_kept_and_named_beside_its_field(client, begun):
    answer = client.post(begun("contact"), CONTACT | {"mobile": "০১৭১২৩৪৫৬৭", "village": ""})
    assert answer.status_code == 422
    assert "<title>ভুল: " in words(answer)
    assert "মোবাইল নম্বরে ১টি সংখ্যা কম আছে" in words(answer)
    assert 'href="#id_village"' in words(answer)
    assert 'aria-invalid="true"' in words(answer)
    assert "০১৭১২৩৪৫৬৭" in words(client.get(begun("contact")))


def test_an_english_page_names_the_fault_in_english(client, begun):
    answer = client.post("/en" + begun("contact"), CONTACT | {"mobile": "017"})
    assert "<title>Error: " in words(answer)
    assert "The mobile number is 8 digits short" in words(answer)


def test_a_wrong_first_page_is_kept_too(client, office):
    answer = client.post(START, {"question": "", "form_wanted": "written"})
    assert answer.status_code == 422
    assert Draft.objects.get().steps["questions"] == {"question": [""], "form_wanted": ["written"]}


def test_an_institution_gives_its_name(client, begun):
    answer = client.post(begun("contact"), CONTACT | {"kind": "institution"})
    assert "প্রতিষ্ঠানের নাম লিখুন" in words(answer)


def test_who_wants_the_answer_by_email_is_told_beside_the_question_and_asked_for_the_address(client, office):
    assert "ই-মেইলে চাইলে ই-মেইল ঠিকানাও দিতে হবে" in words(client.get(START))
    assert "the e-mail address is needed too" in words(client.get("/en" + START))
    client.post(START, QUESTIONS | {"receive_by": "email"})
    contact = f"/apply/{Draft.objects.get().token}/contact/"
    for tongue, why, fault in (
        ("", "উত্তর ই-মেইলে চেয়েছেন", "ই-মেইল, লিখুন"),
        ("/en", "You asked for the answer by e-mail", "Write: E-mail"),
    ):
        shown = words_beside(client.get(tongue + contact), "email")
        assert why in shown
        assert "না দিলেও চলে" not in shown
        assert "optional" not in shown
        answer = client.post(tongue + contact, CONTACT)
        assert answer.status_code == 422
        assert 'href="#id_email"' in words(answer)
        assert why in words_beside(answer, "email")
        assert fault in words_beside(answer, "email")
    assert "/papers/" in client.post(contact, CONTACT | {"email": "rahima@example.com"})["Location"]


def test_wanting_it_by_email_after_all_leads_back_to_the_contact_before_it_is_sent(client, complete):
    client.post(complete("questions"), QUESTIONS | {"receive_by": "email"})
    for answer in (client.get(complete("check")), client.post(complete("check"))):
        assert answer["Location"] == complete("contact")
    assert not Case.objects.exists()
    client.post(complete("contact"), CONTACT | {"email": "rahima@example.com"})
    client.post(complete("check"))
    assert Case.objects.get().applicant.email == "rahima@example.com"


def test_whoever_collects_the_answer_needs_no_email(client, begun):
    assert "/papers/" in client.post(begun("contact"), CONTACT)["Location"]


def test_keeping_for_later_shows_the_address_to_come_back_to(client, begun):
    answer = client.post(begun("contact"), {"name": "রহিমা", "later": "1"}, follow=True)
    assert f"http://testserver{begun('contact')}" in words(answer)
    assert "রহিমা" in words(client.get(begun("contact")))


def test_a_required_paper_that_is_missing_blocks_sending_and_is_listed(client, begun):
    client.post(begun("contact"), CONTACT)
    client.post(begun("papers"), {})
    assert "এখনো বাকি আছে" in words(client.get(begun("check")))
    answer = client.post(begun("check"))
    assert answer.status_code == 422
    assert "“জাতীয় পরিচয়পত্র” দিন" in words(answer)
    assert not Case.objects.exists()


def test_a_required_paper_may_be_shown_at_the_office(client, begun):
    client.post(begun("contact"), CONTACT)
    client.post(begun("papers"), {"show-1": "on"})
    client.post(begun("check"))
    assert Case.objects.get().answers["to_show_at_office"] == ["জাতীয় পরিচয়পত্র"]
    assert "কার্যালয়ে এসে দেখাবেন" in words(client.get(f"/receipt/{Draft.objects.get().token}/"))


def test_a_paper_can_be_taken_away_again(client, complete):
    paper = Paper.objects.get()
    client.post(complete("papers"), {"remove": str(paper.pk)})
    assert not Paper.objects.exists()
    assert not paper.file.storage.exists(paper.file.name)


def test_nobody_takes_away_the_paper_of_another_draft(client, complete, office):
    client.post(START, QUESTIONS)
    other = Draft.objects.exclude(token__in=complete("check").split("/")).get()
    client.post(f"/apply/{other.token}/papers/", {"remove": str(Paper.objects.get().pk)})
    assert Paper.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90\x00 a program that calls itself a picture", "এটি ছবি বা PDF নয়"),
        (b"", "ফাইলটি খালি"),
        (b"\xff\xd8\xff" + b"x" * (6 * 1024 * 1024), "৫ MB-এর চেয়ে বড়"),
        (b"%PDF-1.7 and nothing of a PDF", "PDF-টি খোলা যায়নি"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_the_reason(client, begun, content, sentence):
    answer = client.post(begun("papers"), {"paper-1": SimpleUploadedFile("nid.jpg", content, "image/jpeg")})
    assert answer.status_code == 422
    # The list above the form says of which paper.
    assert re.search(f">জাতীয় পরিচয়পত্র: [^<]*{re.escape(sentence)}", words(answer))
    assert not Paper.objects.exists()


def test_twenty_megabytes_are_refused_with_the_reason_and_not_kept(client, begun, settings, tmp_path):
    settings.FILE_UPLOAD_HANDLERS = ["ongikar.papers.check.CountedUpload"]
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    huge = SimpleUploadedFile("nid.jpg", b"\xff\xd8\xff" + bytes(20 * 1024 * 1024), "image/jpeg")
    answer = client.post(begun("papers"), {"paper-1": huge})
    assert answer.status_code == 422
    assert "৫ MB-এর চেয়ে বড়" in words(answer)


BAD = {
    "too long": ("ক" * 30_000, "অক্ষরের বেশি লম্বা"),
    "only joiners": ("\u200b\u200d\u200c", None),
    "only signs": ("!!! ???", "অক্ষরে বা সংখ্যায় কিছু লিখুন"),
    "a null byte": ("কয়টি\x00ল্যাব", None),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_text_gets_a_clear_sentence_or_is_cleaned(client, office, name):
    text, sentence = BAD[name]
    answer = client.post(START, QUESTIONS | {"question": text})
    assert answer.status_code in (302, 422)
    if sentence:
        assert sentence in words(answer)


def test_a_script_is_text_on_every_page(client, office):
    script = "<script>alert('x')</script> ল্যাব"
    client.post(START, QUESTIONS | {"question": script})
    token = Draft.objects.get().token
    client.post(f"/apply/{token}/contact/", CONTACT | {"name": script})
    client.post(f"/apply/{token}/papers/", {"show-1": "on"})
    assert "<script>alert" not in words(client.get(f"/apply/{token}/check/"))
    client.post(f"/apply/{token}/check/")
    assert "<script>alert" not in words(client.get(f"/receipt/{token}/"))
    assert "<script>alert" not in words(client.get(f"/track/{Case.objects.get().number}/"))


@pytest.mark.parametrize("token", ["x" * 32, "x", "ক" * 200])
@pytest.mark.parametrize("step", ["questions", "later", "nothing"])
def test_an_unknown_token_gets_a_clear_page(client, office, token, step):
    answer = client.get(f"/apply/{token}/{step}/")
    assert answer.status_code == 404
    assert "অসমাপ্ত আবেদনটি পাওয়া যায়নি" in words(answer)


def test_a_draft_of_a_service_that_left_the_charter_says_so(client, begun):
    Draft.objects.update(service_code="citizen-99")
    answer = client.get(begun("contact"))
    assert answer.status_code == 410
    assert "আর চার্টারে নেই" in words(answer)


def test_the_check_leads_to_the_first_step_that_is_not_done(client, begun):
    assert client.get(begun("check"))["Location"] == begun("contact")


def begun_before(now, *, count, ago):
    Attempt.objects.create(key="draft from 127.0.0.1", hour=now - ago, count=count)


def test_a_class_at_one_line_begins_at_once_and_no_more_than_three_of_them(client, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    for _ in range(40):
        assert client.post(START, QUESTIONS).status_code == 302
    begun_before(now, count=MOST_DRAFTS - 41, ago=timedelta(minutes=30))
    assert client.post(START, QUESTIONS).status_code == 302
    for root, expected in (("", "একটু পরে আবার চেষ্টা করুন"), ("/en", "try again a little later")):
        answer = client.post(root + START, QUESTIONS)
        assert answer.status_code == 429
        assert expected in words(answer)
        # What was typed is not lost.
        assert QUESTIONS["question"] in words(answer)
    assert Draft.objects.count() == 41
    time_machine.move_to(now + timedelta(minutes=61), tick=False)
    assert client.post(START, QUESTIONS).status_code == 302


def test_nor_more_in_a_day_than_a_few_such_hours(client, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    begun_before(now, count=MOST_DRAFTS_A_DAY, ago=timedelta(hours=5))
    assert client.post(START, QUESTIONS).status_code == 429
    time_machine.move_to(now + timedelta(hours=20), tick=False)
    assert client.post(START, QUESTIONS).status_code == 302


def test_what_a_centre_files_is_not_counted_with_what_its_line_begins(signed_in, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    begun_before(now, count=MOST_DRAFTS, ago=timedelta(minutes=5))
    centre = signed_in(User.objects.get(username="jashim"))
    filed = {"mobile": "01700000005", "name": "নূরজাহান বেগম", "service": "citizen-2"}
    filed |= {"token": "at-the-centre", "asked_of": "citizen-2"}
    filed |= {"ask-topic": "buying", "ask-question": "কোনটি?"}
    agree(centre)
    assert centre.post("/agent/new/", filed)["Location"].startswith("/agent/8549-")


def test_a_service_without_papers_has_no_papers_step(client, office):
    client.post("/services/citizen-2/apply/", {})
    token = Draft.objects.get().token
    assert client.get(f"/apply/{token}/papers/").status_code == 404


def test_every_public_service_can_be_begun_in_both_languages(client, office):
    from ongikar.cases.kinds import is_asked_for
    from ongikar.charter.models import Service

    codes = [row.code for row in Service.objects.all() if is_asked_for(row)]
    assert len(codes) == 16
    for code in codes:
        for tongue in ("", "/en"):
            assert client.get(f"{tongue}/services/{code}/apply/").status_code == 200


def test_a_page_of_an_application_is_kept_by_no_cache(client, begun):
    assert "no-store" in client.get(begun("contact"))["Cache-Control"]
