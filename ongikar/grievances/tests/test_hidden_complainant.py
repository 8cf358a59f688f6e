"""A hidden complainant stays hidden from who knows the number of their case and the last figures of their
mobile.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.cases import actions as case_actions
from ongikar.cases.models import MobileCode, proofs
from ongikar.core.models import Attempt
from ongikar.grievances import actions
from ongikar.grievances.models import Grievance, Offer, Stage
from ongikar.rules.bangla.text import digits
from tests.applicants import show_proof

from .conftest import LATER, MINUTE, SUNDAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later(time_machine):
    time_machine.move_to(LATER, tick=False)


def reader(case, client=None) -> Client:
    """The browser of somebody, such as the officer, who typed the number and the last 4 digits."""
    browser = client or Client()
    browser.post("/track/", {"number": case.number, "last_four": case.applicant.mobile[-4:]})
    return browser


def html(answer) -> str:
    """The page without what differs each time it is fetched."""
    return re.sub(r'((?:csrfmiddlewaretoken|submission)" value|nonce)="[^"]+"', "", answer.content.decode())


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_page_of_the_case_is_the_same_as_if_nobody_had_complained(broken, filed, tongue):
    before = html(reader(broken).get(f"{tongue}/track/{broken.number}/"))
    grievance = filed(identity_hidden=True)
    after = html(reader(broken).get(f"{tongue}/track/{broken.number}/"))
    assert before == after
    assert grievance.number not in after
    assert "/prove/?then=track" in after


def test_nor_do_days_receipt_or_what_is_held_tell_of_it(broken, filed):
    paths = [f"/track/{broken.number}/{name}" for name in ("days/", "held/")]
    before = [html(reader(broken).get(path)) for path in paths]
    filed(identity_hidden=True)
    assert [html(reader(broken).get(path)) for path in paths] == before


def test_its_number_and_the_last_four_figures_open_nothing(broken, filed, client):
    grievance = filed(identity_hidden=True)
    answer = client.post("/track/", {"number": grievance.number, "last_four": "0001"})
    unknown = Client().post(
        "/track/", {"number": "8549-26-9-00077", "last_four": "0001"}, REMOTE_ADDR="10.1.1.1"
    )
    assert answer.status_code == unknown.status_code == 422
    assert str(answer.context["form"].errors) == str(unknown.context["form"].errors)
    for browser in (reader(broken), client):
        for method in (browser.get, browser.post):
            address = reverse("grievance_receipt", args=[grievance.number])
            page = reverse("grievance", args=[grievance.number]) if method == browser.get else address
            assert method(page)["Location"] == f"/track/?number={grievance.number}"
        assert browser.get(f"/track/{grievance.number}/prove/")["Location"].startswith("/track/?number=")


def test_nor_does_a_complaint_about_no_case_open_by_guessing_the_last_four(office, rahima, client):
    grievance = complaint_about_none(office, rahima)
    for n in range(3):
        answer = client.post(
            "/track/",
            {"number": grievance.number, "last_four": rahima.mobile[-4:]},
            REMOTE_ADDR=f"10.2.0.{n}",
        )
        assert answer.status_code == 422


def complaint_about_none(office, person, **changes):
    return actions.file_complaint(
        office=office,
        respondent=office.posts.get(slug="upazila-ict-officer"),
        text="টাকা চাওয়া হয়েছে।",
        person=person,
        submission="about none",
        now=LATER,
        **({"identity_hidden": True} | changes),
    )


# What opens it


def test_the_browser_that_filed_it_reads_it_and_finds_it_on_the_page_of_the_case(broken):
    browser = show_proof(Client(), broken)
    offer = Offer.objects.get(case=broken)
    browser.post(reverse("offer_file", args=[offer.pk]), {"text": offer.text, "identity_hidden": "on"})
    grievance = Grievance.objects.get()
    assert browser.get(reverse("grievance", args=[grievance.number])).status_code == 200
    assert digits(grievance.number) in browser.get(f"/track/{broken.number}/").content.decode()


def test_the_key_on_its_paper_opens_it_and_appeals(office, filed, decide, pass_time, client):
    grievance = filed(identity_hidden=True)
    key = proofs.make_key(office, grievance.reference, now=LATER)
    decide(grievance, upheld=False, remedy="")
    pass_time(LATER + MINUTE)
    answer = client.post("/track/", {"number": grievance.number, "last_four": key})
    assert answer["Location"] == reverse("grievance", args=[grievance.number])
    page = client.get(answer["Location"]).content.decode()
    assert "আপিল পাঠান" in page
    offer = Offer.objects.get(grievance=grievance)
    client.post(reverse("offer_file", args=[offer.pk]), {"text": offer.text})
    assert Stage.objects.filter(grievance=grievance).count() == 2
    assert grievance.acts.get(name="appeal").data["proof"] == "paper"
    assert proofs.is_paper_key(grievance.reference, key)


def test_the_key_of_the_case_does_not_open_a_hidden_complaint_about_it(office, broken, filed, client):
    """The receipt of the case passed through the hands of the very office that is complained of."""
    grievance = filed(identity_hidden=True)
    key = proofs.make_key(office, broken.reference, now=LATER)
    client.post("/track/", {"number": broken.number, "last_four": key})
    assert client.get(f"/track/{broken.number}/withdraw/").status_code == 200
    assert digits(grievance.number) not in client.get(f"/track/{broken.number}/").content.decode()
    assert client.get(reverse("grievance", args=[grievance.number]))["Location"].startswith("/track/?")


def test_who_presses_once_more_with_the_key_of_the_case_learns_nothing_of_the_hidden_one(
    office, broken, filed, client
):
    hidden = filed(identity_hidden=True)
    show_proof(client, broken, way="paper")
    offer = Offer.objects.get(case=broken)
    for _ in range(2):
        answer = client.post(reverse("offer_file", args=[offer.pk]), {"text": offer.text})
    other = Grievance.objects.exclude(pk=hidden.pk).get()
    assert answer["Location"] == reverse("grievance", args=[other.number])
    assert hidden.number not in html(client.get(f"/track/{broken.number}/"))


def test_a_code_by_sms_opens_it_from_the_page_of_the_case(broken, filed):
    grievance = filed(identity_hidden=True)
    browser = reader(broken)
    browser.post(f"/track/{broken.number}/prove/?then=track", {"code": "1"})
    answer = browser.post("/mine/code/", {"code": MobileCode.objects.get().figures})
    assert digits(grievance.number) in browser.get(answer["Location"]).content.decode()
    assert browser.get(reverse("grievance", args=[grievance.number])).status_code == 200


# Acting


def test_who_only_reads_can_neither_complain_nor_appeal(broken, filed, decide, pass_time):
    browser = reader(broken)
    offer = Offer.objects.get(case=broken)
    prove = f"/track/{broken.number}/prove/?then="
    assert browser.get(reverse("offer", args=[offer.pk]))["Location"] == f"{prove}track"
    assert (
        browser.post(reverse("offer_file", args=[offer.pk]), {"text": "x y"})["Location"] == f"{prove}track"
    )
    assert browser.get(f"/grievances/about/{broken.number}/")["Location"] == f"{prove}complain"
    typed = {"about": "quality", "text": "ব্যবহার খারাপ ছিল।", "submission": "once"}
    kept = browser.post(f"/grievances/about/{broken.number}/", typed)
    assert (kept.status_code, typed["text"] in kept.content.decode()) == (422, True)
    typed = browser.post(reverse("offer", args=[offer.pk]), {"text": "আমার কথা"})
    assert (typed.status_code, "আমার কথা" in typed.content.decode()) == (422, True)
    assert not Grievance.objects.exists()

    grievance = filed()
    decide(grievance, upheld=False, remedy="")
    pass_time(LATER + MINUTE)
    page = browser.get(reverse("grievance", args=[grievance.number])).content.decode()
    assert f"/track/{grievance.number}/prove/?then=complaint" in page
    offer = Offer.objects.get(grievance=grievance)
    answer = browser.post(reverse("offer_file", args=[offer.pk]), {"text": offer.text})
    assert answer["Location"] == f"/track/{grievance.number}/prove/?then=complaint"
    assert Stage.objects.count() == 1


def test_an_open_complaint_is_appealed_with_a_code(broken, filed, decide, pass_time):
    grievance = filed()
    decide(grievance, upheld=False, remedy="")
    pass_time(LATER + MINUTE)
    browser = reader(grievance.case)
    browser.post(f"/track/{grievance.number}/prove/?then=complaint", {"code": "1"})
    answer = browser.post("/mine/code/", {"code": MobileCode.objects.get().figures})
    assert answer["Location"] == reverse("grievance", args=[grievance.number])
    offer = Offer.objects.get(grievance=grievance)
    browser.post(reverse("offer_file", args=[offer.pk]), {"text": offer.text})
    assert grievance.acts.get(name="appeal").data["proof"] == "code"


# What the office can ask its own desks


def test_the_counter_knows_nobody_from_a_complaint(office, rahima, signed_in, shirin):
    complaint_about_none(office, rahima)
    page = (
        signed_in(shirin).post("/desk/counter/", {"look": "1", "mobile": rahima.mobile[3:]}).content.decode()
    )
    assert rahima.name not in page


def test_nor_counts_a_complaint_among_the_visits(office, rahima, receive, signed_in, shirin):
    receive(now=SUNDAY)
    desk = signed_in(shirin)
    look = {"look": "1", "mobile": rahima.mobile[3:]}
    before = desk.post("/desk/counter/", look).context["found"]
    complaint_about_none(office, rahima)
    assert desk.post("/desk/counter/", look).context["found"] == before


def test_what_is_foreseen_of_a_case_does_not_tell_of_it(receive, office):
    from ongikar.cases.case_queries import SETS_OFF

    case = receive("citizen-1", now=SUNDAY)
    answers = [ask([case], SUNDAY) for ask in SETS_OFF]
    actions.file_complaint(
        office=office, case=case, text="ব্যবহার খারাপ।", submission="early", identity_hidden=True, now=SUNDAY
    )
    assert [ask([case], SUNDAY) for ask in SETS_OFF] == answers


def test_the_complaint_is_made_ready_though_a_hidden_one_was_filed_before(receive, office, pass_time):
    case = receive("citizen-1", now=SUNDAY)
    actions.file_complaint(
        office=office, case=case, text="ব্যবহার খারাপ।", submission="early", identity_hidden=True, now=SUNDAY
    )
    pass_time(LATER)
    assert "আপনার অভিযোগ তৈরি আছে" in reader(case).get(f"/track/{case.number}/").content.decode()


# The slip


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_a_hidden_complaint_about_no_case_ends_with_a_slip_that_opens_it(office, tongue):
    sent = {
        "about": "unlawful",
        "respondent": "upazila-ict-officer",
        "text": "টাকা চাওয়া হয়েছে।",
        "kind": "citizen",
        "who": "hidden",
        "name": "রহিমা খাতুন",
        "mobile": "০১৭০০০০০০০১",
        "submission": "pressed-once",
    }
    browser = Client()
    answer = browser.post(f"{tongue}/grievances/new/", sent)
    grievance, key = Grievance.objects.get(), answer.context["key"]
    assert answer["Cache-Control"] == "private, no-store"
    paper = browser.post(f"{tongue}/grievances/{grievance.number}/receipt.pdf", {"key": key})
    assert paper.content.startswith(b"%PDF-")
    assert proofs.is_paper_key(grievance.reference, key)
    # The answer was lost and the same form is sent again: the same complaint, and figures that open it.
    again = browser.post(f"{tongue}/grievances/new/", sent).context["key"]
    assert Grievance.objects.count() == 1
    assert proofs.is_paper_key(grievance.reference, again)


def test_the_receipt_is_for_its_key_or_its_complainant_and_guessing_counts(office, rahima, client):
    grievance = complaint_about_none(office, rahima)
    key = proofs.make_key(office, grievance.reference, now=LATER)
    address = reverse("grievance_receipt", args=[grievance.number])
    assert client.get(address).status_code == 405
    assert client.post(address)["Location"].startswith("/track/?")
    assert client.post(address, {"key": "0" * 12})["Location"].startswith("/track/?")
    assert Attempt.objects.filter(key__startswith="track").exists()
    paper = client.post(address, {"key": key})
    assert paper.content.startswith(b"%PDF-")
    mobile = rahima.mobile[3:].encode()
    assert mobile not in paper.content


def test_the_case_does_not_tell_its_officer_of_a_complaint_without_a_name(office, receive, rf):
    from ongikar.grievances.parts import officer_case_part

    case = receive("citizen-1", now=SUNDAY)
    grievance = actions.file_complaint(office=office, case=case, text="x y", submission="s", now=LATER)
    Grievance.objects.filter(pk=grievance.pk).update(anonymous=True)
    assert officer_case_part(request=rf.get("/"), case=case, now=LATER) is None


def test_a_case_kept_late_and_complained_of_in_hiding_shows_nothing(broken, filed, karim):
    case_actions.keep(broken, outcome={"words": "উত্তর।"}, actor=("user", karim.pk), now=LATER)
    before = html(reader(broken).get(f"/track/{broken.number}/"))
    filed(identity_hidden=True)
    assert html(reader(broken).get(f"/track/{broken.number}/")) == before
