"""A citizen says yes to what an agent files by a code of their own mobile or by a signed slip; and may say
afterwards that they never did.
"""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from ongikar.cases.actions.attachments import SLIP_TITLE
from ongikar.cases.agent.consent import SITTING
from ongikar.cases.models import AgentConsent, Case, MobileCode
from ongikar.cases.models.proofs import GOOD_FOR
from ongikar.core.models import Attempt
from ongikar.notices.models import Message
from ongikar.operations.worker import run_round
from tests.applicants import show_proof

from .test_agent import SENT, agree, ask_for_code, words

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("root", ["", "/en"])


@pytest.fixture
def centre(signed_in, jashim):
    return signed_in(jashim)


@pytest.fixture
def jashim(office):
    from ongikar.people.models import User

    return User.objects.get(username="jashim")


def photograph(name="slip.jpg"):
    made = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


@pytest.mark.parametrize(
    ("root", "fault"), [("", "সই করা স্লিপের ছবি দিন"), ("/en", "a photograph of the slip they signed")]
)
def test_without_a_code_or_a_slip_nothing_is_filed(centre, root, fault):
    answer = centre.post(f"{root}/agent/new/", SENT)
    assert answer.status_code == 422
    assert fault in answer.context["form"].errors["code"][0]
    assert "নূরজাহান বেগম" in words(answer)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("root", "sentence"), [("", "নম্বরে একটি কোড যাচ্ছে"), ("/en", "A code is on its way to")]
)
def test_the_code_goes_to_the_citizen_alone_and_files_with_the_form(centre, office, root, sentence):
    answer, code = ask_for_code(centre, root=root)
    assert answer.status_code == 200
    assert sentence in words(answer)
    # What was typed stands there still, and nothing of it is called a fault.
    assert "নূরজাহান বেগম" in words(answer)
    assert not answer.context["form"].errors
    run_round(timezone.now())
    sms = Message.objects.get(subject_type="mobile_code")
    assert sms.address == "+8801700000005"
    assert "উদ্যোক্তা" in sms.body
    answer = centre.post(f"{root}/agent/new/", SENT | {"code": code.figures})
    case = Case.objects.get(channel=Case.AGENT)
    assert case.number in answer["Location"]
    assert case.agent_consent.way == AgentConsent.CODE


def test_pressed_twice_the_code_is_one_sms(centre):
    ask_for_code(centre)
    ask_for_code(centre)
    assert MobileCode.objects.count() == 1


@pytest.mark.parametrize(
    ("root", "still", "ended"),
    [("", "আর ৪ বার লেখা যায়", "পাঁচবার ভুল হয়েছে"), ("/en", "4 tries are left", "was wrong five times")],
)
def test_five_wrong_codes_end_it_for_a_while_and_nothing_typed_is_lost(
    centre, monkeypatch, root, still, ended
):
    _, code = ask_for_code(centre)
    wrong = f"{(int(code.figures) + 1) % 1_000_000:06}"
    said = [
        centre.post(f"{root}/agent/new/", SENT | {"code": wrong}).context["form"].errors["code"][0]
        for _ in range(5)
    ]
    assert still in said[0]
    assert ended in said[4]
    right = centre.post(f"{root}/agent/new/", SENT | {"code": code.figures})
    assert right.status_code == 422
    assert "নূরজাহান বেগম" in words(right)
    assert not Case.objects.exists()
    again, _ = ask_for_code(centre, root=root)
    assert ended in again.context["form"].errors["code"][0]
    assert MobileCode.objects.count() == 1
    # After a while a new one is given.
    Attempt.objects.filter(key__startswith="consent ended").update(
        hour=timezone.now() - timedelta(minutes=16)
    )
    MobileCode.objects.update(asked_at=timezone.now() - GOOD_FOR - timedelta(minutes=16))
    _, new = ask_for_code(centre, root=root)
    assert new.pk != code.pk
    assert centre.post(f"{root}/agent/new/", SENT | {"code": new.figures}).status_code == 302


def test_a_code_of_another_mobile_or_an_old_one_is_none(centre):
    _, code = ask_for_code(centre)
    other = centre.post("/agent/new/", SENT | {"mobile": "01700000006", "code": code.figures})
    assert "আগে “কোড পাঠান” চাপুন" in other.context["form"].errors["code"][0]
    MobileCode.objects.update(asked_at=timezone.now() - GOOD_FOR)
    old = centre.post("/agent/new/", SENT | {"code": code.figures})
    assert "নতুন কোড চান" in old.context["form"].errors["code"][0]
    assert not Case.objects.exists()


@BOTH
def test_one_code_covers_the_sitting_of_that_mobile_and_no_other(centre, root):
    code = agree(centre)
    first = centre.post(f"{root}/agent/new/", SENT)
    case = Case.objects.get()
    page = words(centre.get(first["Location"]))
    assert f"?same={case.number}" in page
    form = centre.get(f"{root}/agent/new/?same={case.number}")
    assert 'value="নূরজাহান বেগম"' in words(form)
    assert form.context["sitting"]
    second = SENT | {"token": "the second", "service": "citizen-5", "asked_of": "citizen-5"}
    second |= {"ask-topic": "account", "ask-when": "before", "ask-question": "আইডি হ্যাক হয়েছিল।"}
    assert centre.post(f"{root}/agent/new/", second).status_code == 302
    assert {each.agent_consent.given_at for each in Case.objects.all()} == {
        MobileCode.objects.get(pk=code.pk).used_at
    }
    other = SENT | {"token": "the third", "mobile": "01700000006"}
    assert centre.post(f"{root}/agent/new/", other).status_code == 422
    # Each of them is told by name, with what to do if it was never asked for.
    run_round(timezone.now())
    told = Message.objects.filter(subject_type="case", address="+8801700000005")
    assert {each.subject_id for each in told} == set(
        Case.objects.filter(channel=Case.AGENT).values_list("pk", flat=True)
    )
    assert all("না বলে থাকলে জানান" in each.body for each in told)
    MobileCode.objects.update(used_at=timezone.now() - SITTING)
    assert centre.post(f"{root}/agent/new/", SENT | {"token": "too late"}).status_code == 422


def test_a_signed_slip_is_kept_while_the_rest_is_at_fault_and_goes_to_the_case(centre):
    faulty = centre.post("/agent/new/", SENT | {"name": "", "signed_slip": photograph()})
    assert faulty.status_code == 422
    assert len(faulty.context["form"].slips) == 1
    assert centre.post("/agent/new/", SENT).status_code == 302
    case = Case.objects.get()
    assert case.agent_consent.way == AgentConsent.SLIP
    assert [paper.title for paper in case.papers] == ["সম্মতির স্লিপ (স্বাক্ষর করা)"]


@pytest.mark.parametrize(("root", "name"), [("", SLIP_TITLE), ("/en", "Slip of consent (signed)")])
def test_the_slip_has_its_name_in_the_language_of_the_page(centre, signed_in, karim, root, name):
    centre.post("/agent/new/", SENT | {"signed_slip": photograph()})
    number = Case.objects.get().number
    shown = [
        centre.get(f"{root}/agent/{number}/").text,
        signed_in(karim).get(f"{root}/desk/cases/{number}/").text,
    ]
    assert all(name in page for page in shown)
    assert all((SLIP_TITLE in page) == (name == SLIP_TITLE) for page in shown)


def test_what_is_no_picture_is_no_slip(centre):
    answer = centre.post(
        "/agent/new/", SENT | {"signed_slip": SimpleUploadedFile("slip.jpg", b"<script>", "image/jpeg")}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["signed_slip"]
    assert not Case.objects.exists()


@BOTH
def test_the_slip_is_printed_with_what_is_typed_so_far(centre, root):
    for typed in (SENT, {"mobile": "ab"}):
        answer = centre.post(f"{root}/agent/slip.pdf", typed)
        assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("root", "ask", "told"),
    [
        ("", "আমি এটি করতে বলিনি", "তিনি এই আবেদন করতে বলেননি"),
        ("/en", "I did not ask for this", "did not ask for this"),
    ],
)
def test_the_citizen_says_that_they_never_asked_and_the_officer_sees_it(
    centre, client, signed_in, karim, root, ask, told
):
    agree(centre)
    centre.post("/agent/new/", SENT)
    case = Case.objects.get()
    show_proof(client, case)
    page = words(client.get(f"{root}/track/{case.number}/"))
    assert ask in page
    assert client.post(f"{root}/track/{case.number}/disown/", {}).status_code == 422
    said = {"sure": "on", "words": "ওই দিন আমি ঢাকায় ছিলাম"}
    for _ in range(2):
        assert client.post(f"{root}/track/{case.number}/disown/", said).status_code == 302
    assert case.acts.filter(name="disown").count() == 1
    assert f"{case.number}/disown/" not in words(client.get(f"{root}/track/{case.number}/"))
    desk = words(signed_in(karim).get(f"{root}/desk/cases/{case.number}/"))
    assert told in desk
    assert "ওই দিন আমি ঢাকায় ছিলাম" in desk
    run_round(timezone.now())
    assert Message.objects.filter(
        subject_id=case.pk, person__startswith="post:", body__contains="করতে বলেননি"
    )


@pytest.mark.parametrize(
    ("root", "asks", "press", "reason"),
    [
        ("", "সম্মতির স্লিপ মিলিয়ে দেখুন", "মেলে না", "এই আবেদনের সঙ্গে মেলে না"),
        ("/en", "Compare the slip of consent", "Not theirs", "is not that of this application"),
    ],
)
def test_the_officer_holds_the_slip_against_the_application_and_refuses_with_its_reason(
    centre, signed_in, karim, root, asks, press, reason
):
    centre.post("/agent/new/", SENT | {"signed_slip": photograph()})
    case = Case.objects.get()
    desk = signed_in(karim)
    page = words(desk.get(f"{root}/desk/cases/{case.number}/"))
    beside = page[page.index(asks) :].split("</section>")[0]
    assert case.applicant.name in beside
    assert f"/papers/{case.papers[0].pk}/" in beside
    assert f"{root}/desk/cases/{case.number}/refuse/?unlike=1" in beside
    assert press in beside
    form = desk.get(f"{root}/desk/cases/{case.number}/refuse/", {"unlike": "1"}).context["form"]
    assert reason in form["reason"].value()
    # Without that press nothing is put into the officer's mouth.
    assert not desk.get(f"{root}/desk/cases/{case.number}/refuse/").context["form"]["reason"].value()


def test_of_what_came_by_a_code_there_is_no_slip_to_hold_against_it(centre, signed_in, karim):
    agree(centre)
    centre.post("/agent/new/", SENT)
    case = Case.objects.get()
    desk = signed_in(karim)
    assert "unlike" not in desk.get(f"/desk/cases/{case.number}/").text
    page = desk.get(f"/desk/cases/{case.number}/refuse/", {"unlike": "1"})
    assert not page.context["form"]["reason"].value()


def test_whoever_did_not_prove_to_be_the_applicant_disowns_nothing(centre, client):
    agree(centre)
    centre.post("/agent/new/", SENT)
    case = Case.objects.get()
    client.post("/track/", {"number": case.number, "last_four": "0005"})
    assert client.post(f"/track/{case.number}/disown/", {"sure": "on"}).status_code == 422
    assert not case.acts.filter(name="disown").exists()


def test_what_the_citizen_filed_themselves_is_not_disowned(receive, client):
    case = receive()
    show_proof(client, case)
    assert client.post(f"/track/{case.number}/disown/", {"sure": "on"}).status_code == 302
    assert not case.acts.filter(name="disown").exists()
