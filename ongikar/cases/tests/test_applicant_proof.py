"""Nobody acts as the citizen: what a number and four figures open, and the four proofs that every act asks
for.
"""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from ongikar.cases import actions
from ongikar.cases.citizen.track import applicant_proof
from ongikar.cases.models import Act, Case, MobileCode, PaperKey, proofs
from ongikar.rules.bangla.text import latin_digits
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
FILED_WITH = "a-key-that-nobody-could-guess"


@pytest.fixture
def kept(case, karim, now):
    actions.keep(case, outcome={"words": "সাতটি।"}, actor=("user", karim.pk), now=now + timedelta(minutes=1))
    return case


def prove_page(case, then="track"):
    return f"/track/{case.number}/prove/?then={then}"


# What a number and four figures do not do: the officer of the case has both before his eyes.


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("withdraw", {"words": "লাগবে না", "sure": "on"}),
        ("answer", {"words": "এই যে"}),
        ("held", {"field": "name", "new": "অন্য নাম", "words": ""}),
    ],
)
@pytest.mark.parametrize("tongue", ["", "/en"])
def test_who_only_knows_number_and_four_figures_does_nothing_and_loses_no_word(
    inside, case, karim, now, path, sent, tongue
):
    if path == "answer":
        actions.ask_for_papers(case, missing=["ছবি"], words="দিন।", actor=("user", karim.pk), now=now)
    before = Act.objects.count()
    answer = inside.post(f"{tongue}/track/{case.number}/{path}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="{tongue}/track/{case.number}/prove/?then=' in page
    assert all(words in page for name, words in sent.items() if name != "sure")
    assert Act.objects.count() == before


def test_nor_rates_it(inside, kept):
    assert inside.post(f"/track/{kept.number}/rate/", {"stars": "5"}).status_code == 422
    kept.refresh_from_db()
    assert kept.rating is None


def test_the_page_leads_to_the_proof_instead_of_showing_a_form(inside, kept):
    page = inside.get(f"/track/{kept.number}/").content.decode()
    assert 'name="stars"' not in page
    assert prove_page(kept) in page
    assert inside.get(f"/track/{kept.number}/withdraw/")["Location"] == f"/track/{kept.number}/"


def test_withdrawing_asks_for_the_proof_first(inside, case):
    assert inside.get(f"/track/{case.number}/withdraw/")["Location"] == prove_page(case, "withdraw")


def test_who_may_not_even_read_it_is_led_to_the_door(client, case):
    for method in (client.get, client.post):
        assert method(prove_page(case))["Location"] == f"/track/?number={case.number}"


def test_nor_says_that_a_part_is_enough(inside, case, karim, now):
    from ongikar.cases.actions import part_outcomes
    from ongikar.cases.models import LEFT, LEFT_BY, LEFT_ON

    left = {LEFT: "বাকি দুটি", LEFT_BY: "কর্মকর্তা", LEFT_ON: "2026-11-25"}
    part_outcomes.keep_part(case, outcome={"words": "পাঁচটি।"}, left=left, actor=("user", karim.pk), now=now)
    address = f"/track/{case.number}/enough/"
    assert inside.get(address)["Location"] == prove_page(case, "enough")
    assert inside.post(address, {"words": "যথেষ্ট", "sure": "on"}).status_code == 422
    assert not Act.objects.filter(name="enough").exists()
    show_proof(inside, case)
    inside.post(address, {"words": "যথেষ্ট", "sure": "on"})
    assert Act.objects.get(name="enough").data["proof"] == "browser"


def test_when_somebody_of_the_office_looked_is_told_to_the_applicant_alone(inside, rahimas_browser, case):
    other = Client()
    other.post("/track/", {"number": case.number, "last_four": "0001"})
    words = "এখনো কেউ খোলেননি"
    assert words not in other.get(f"/track/{case.number}/held/").content.decode()
    assert words in rahimas_browser.get(f"/track/{case.number}/held/").content.decode()


# The four proofs


def withdraws(browser, case) -> bool:
    browser.post(f"/track/{case.number}/withdraw/", {"words": "লাগবে না", "sure": "on"})
    return Act.objects.filter(case=case, name="withdraw").exists()


def test_the_browser_that_sent_it_in(client, case):
    Case.objects.filter(pk=case.pk).update(submission=FILED_WITH)
    client.get(f"/receipt/{FILED_WITH}/")
    assert withdraws(client, case)
    assert Act.objects.get(name="withdraw").data == {"proof": "browser"}


def test_a_code_by_sms_leads_back_to_what_was_meant(inside, case):
    assert inside.post(prove_page(case, "withdraw"), {"code": "1"})["Location"] == "/mine/code/"
    asked = MobileCode.objects.get()
    assert asked.mobile == case.applicant.mobile
    assert "আবেদন দেখুন" not in inside.get("/mine/code/").content.decode(), "it leads elsewhere"
    answer = inside.post("/mine/code/", {"code": asked.figures})
    assert answer["Location"] == f"/track/{case.number}/withdraw/"
    assert inside.get(answer["Location"]).status_code == 200
    assert withdraws(inside, case)
    assert Act.objects.get(name="withdraw").data == {"proof": "code"}


def test_pressed_twice_one_sms_goes(inside, case):
    for _ in range(2):
        inside.post(prove_page(case), {"code": "1"})
    assert MobileCode.objects.count() == 1


def test_the_code_of_another_mobile_proves_nothing_here(inside, case):
    inside.post(prove_page(case), {"code": "1"})
    MobileCode.objects.update(mobile="+8801700000077")
    assert inside.post("/mine/code/", {"code": MobileCode.objects.get().figures})["Location"] == "/mine/"
    assert not withdraws(inside, case)


def test_codes_for_one_mobile_are_limited(inside, case):
    from ongikar.cases.citizen import my_cases

    for _ in range(my_cases.OF_MOBILE):
        browser = Client()
        browser.post("/track/", {"number": case.number, "last_four": "0001"})
        assert browser.post(prove_page(case), {"code": "1"}).status_code == 302
    last = Client()
    last.post("/track/", {"number": case.number, "last_four": "0001"})
    answer = last.post(prove_page(case), {"code": "1"})
    assert answer.status_code == 429
    assert "এক ঘণ্টা পরে" in answer.content.decode()


@pytest.mark.parametrize("typed", ["{plain}", "{spaced}", "{bangla}"])
def test_the_key_on_the_paper_receipt_in_either_script(inside, case, office, now, typed):
    from ongikar.rules.bangla.text import digits

    key = proofs.make_key(office, case.reference, now=now)
    spaced = proofs.group_figures(key)
    shown = typed.format(plain=key, spaced=spaced, bangla=digits(spaced))
    assert inside.post(prove_page(case), {"key": shown})["Location"] == f"/track/{case.number}/"
    assert withdraws(inside, case)
    assert Act.objects.get(name="withdraw").data == {"proof": "paper"}


def test_the_key_opens_the_door_too_and_is_a_proof(client, case, office, now):
    key = proofs.make_key(office, case.reference, now=now)
    answer = client.post("/track/", {"number": case.number, "last_four": proofs.group_figures(key)})
    assert answer["Location"] == f"/track/{case.number}/"
    assert withdraws(client, case)


@pytest.mark.parametrize(
    "typed", ["", "123", "১২৩৪ ৫৬৭৮", "abcd efgh ijkl", "0" * 13, "x" * 400, "<script>", "\u200b"]
)
def test_what_is_no_key_is_said_by_its_field(inside, case, typed):
    answer = inside.post(prove_page(case), {"key": typed})
    assert answer.status_code == 422
    assert "<script>" not in answer.content.decode()


def test_guessing_keys_ends_after_five_also_for_the_right_one(inside, case, office, now):
    key = proofs.make_key(office, case.reference, now=now)
    for _ in range(5):
        assert inside.post(prove_page(case), {"key": "0" * 12}).status_code == 422
    answer = inside.post(prove_page(case), {"key": key})
    assert answer.status_code == 429
    assert not withdraws(inside, case)


def test_a_wrong_key_an_unknown_number_and_a_case_without_a_key_get_the_same_sentence(
    client, case, receive, office, now
):
    proofs.make_key(office, case.reference, now=now)
    answers = [
        client.post("/track/", {"number": number, "last_four": "0" * 12}, REMOTE_ADDR=f"10.0.0.{n}")
        for n, number in enumerate((case.number, receive().number, "8549-26-99999"))
    ]
    faults = {str(answer.context["form"].errors) for answer in answers}
    assert {answer.status_code for answer in answers} == {422}
    assert len(faults) == 1


def test_the_database_keeps_no_key(case, office, now):
    key = proofs.make_key(office, case.reference, now=now)
    assert key not in str(PaperKey.objects.values().get())
    assert proofs.is_paper_key(case.reference, key)


def test_a_new_key_ends_the_one_before(case, office, now):
    first, second = (proofs.make_key(office, case.reference, now=now) for _ in range(2))
    assert not proofs.is_paper_key(case.reference, first)
    assert proofs.is_paper_key(case.reference, second)


# How long, and for what


@pytest.mark.parametrize(
    ("way", "lasts"), [("browser", 24 * 60), ("code", 60), ("address", 24 * 60), ("paper", 24 * 60)]
)
def test_a_proof_lasts_as_long_as_its_way(client, case, at, now, way, lasts):
    show_proof(client, case, way=way)
    at(now + timedelta(minutes=lasts - 1))
    assert client.get(f"/track/{case.number}/withdraw/").status_code == 200
    at(now + timedelta(minutes=lasts + 1))
    assert client.get(f"/track/{case.number}/withdraw/").status_code == 302


def test_a_proof_opens_one_case_and_no_other_of_the_same_person(rahimas_browser, receive):
    other = receive()
    rahimas_browser.post("/track/", {"number": other.number, "last_four": "0001"})
    assert not withdraws(rahimas_browser, other)


def test_a_forged_or_strange_cookie_proves_nothing(inside, case):
    for forged in (f'{{"case:{case.pk}": ["code", 9999999999]}}', "x", "W10:1abc:xyz"):
        inside.cookies[applicant_proof.COOKIE.name] = forged
        assert not withdraws(inside, case)


def test_the_cookie_of_following_does_not_serve_as_one_of_proof(inside, case):
    from ongikar.cases.citizen.track import tracking

    inside.cookies[applicant_proof.COOKIE.name] = inside.cookies[tracking.COOKIE.name].value
    assert not withdraws(inside, case)


def test_a_proof_is_hidden_from_scripts_and_goes_with_signing_out(rahimas_browser, case):
    assert rahimas_browser.cookies[applicant_proof.COOKIE.name]["httponly"]
    rahimas_browser.post("/mine/end/")
    assert not withdraws(rahimas_browser, case)


def test_it_leads_to_pages_of_ours_alone(inside, case, office, now):
    key = proofs.make_key(office, case.reference, now=now)
    for then in ("https://example.com/", "//example.com", "admin", "", "\x00", "x" * 300):
        answer = inside.post(f"/track/{case.number}/prove/", {"key": key}, query_params={"then": then})
        assert answer["Location"] == f"/track/{case.number}/"
        inside.cookies.pop(applicant_proof.COOKIE.name)


# The key on paper


def figures_on(pdf: bytes) -> str:
    text = latin_digits("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)))
    found = re.search(r"\b(\d{4})\s(\d{4})\s(\d{4})\b", text.replace("\u00a0", " "))
    return "".join(found.groups()) if found else ""


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_citizens_receipt_bears_figures_that_open_when_they_are_asked_for(client, case, tongue):
    Case.objects.filter(pk=case.pk).update(submission=FILED_WITH)
    assert "গোপন সংখ্যাসহ" in client.get(f"/receipt/{FILED_WITH}/").content.decode()
    assert not figures_on(client.get(f"{tongue}/receipt/{FILED_WITH}/pdf").content)
    figures = figures_on(client.post(f"{tongue}/receipt/{FILED_WITH}/pdf").content)
    assert proofs.is_paper_key(case.reference, figures)


def test_whoever_only_follows_takes_a_receipt_without_figures(inside, case):
    address = f"/track/{case.number}/receipt.pdf"
    assert not figures_on(inside.get(address).content)
    assert inside.post(address)["Location"] == prove_page(case)
    assert not PaperKey.objects.exists()


def test_the_applicant_takes_one_with_figures_from_the_page(rahimas_browser, case):
    address = f"/track/{case.number}/receipt.pdf"
    assert f'action="{address}"' in rahimas_browser.get(f"/track/{case.number}/").content.decode()
    assert proofs.is_paper_key(case.reference, figures_on(rahimas_browser.post(address).content))


@pytest.fixture
def at_the_counter(receive, shirin, office, now, at):
    """`at_the_counter()`: a case that Shirin took in herself, just now."""
    at(now)
    case = receive(now=now, channel=Case.COUNTER)
    Act.objects.filter(case=case, name="receive").update(by_type="user", by_id=shirin.pk)
    return case


def test_the_hand_that_took_it_in_prints_the_figures_once(at_the_counter, signed_in, shirin, at, now):
    desk, address = signed_in(shirin), f"/desk/cases/{at_the_counter.number}/receipt.pdf"
    assert "গোপন সংখ্যাসহ রসিদ" in desk.get(f"/desk/cases/{at_the_counter.number}/").content.decode()
    figures = figures_on(desk.post(address).content)
    assert proofs.is_paper_key(at_the_counter.reference, figures)
    at(now + timedelta(minutes=11))
    assert not figures_on(desk.post(address).content)
    assert proofs.is_paper_key(at_the_counter.reference, figures)
    assert "গোপন সংখ্যাসহ রসিদ" not in desk.get(f"/desk/cases/{at_the_counter.number}/").content.decode()


def test_nobody_else_of_the_office_and_not_on_another_day(at_the_counter, signed_in, karim, shirin, at, now):
    address = f"/desk/cases/{at_the_counter.number}/receipt.pdf"
    assert not figures_on(signed_in(karim).post(address).content)
    at(now + timedelta(days=1))
    assert not figures_on(signed_in(shirin).post(address).content)
    assert not PaperKey.objects.exists()


def test_what_the_citizen_sent_in_online_gets_no_figures_at_the_office(case, signed_in, karim):
    assert not figures_on(signed_in(karim).post(f"/desk/cases/{case.number}/receipt.pdf").content)


def test_what_is_emptied_is_opened_by_nothing(case, office, now):
    from ongikar.cases.actions.anonymise import anonymise_case
    from ongikar.cases.models.proofs import OneUseAddress, make_address

    proofs.make_key(office, case.reference, now=now)
    make_address(office, case.reference, timezone.now())
    anonymise_case(case)
    assert not PaperKey.objects.exists()
    assert not OneUseAddress.objects.exists()
