"""The intake of a digital centre on a phone without a line: whole or not at all, once however often it is
sent, and its promise counts from the slip.
"""

import hashlib
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from ongikar.cases.agent.filing import agent_post
from ongikar.cases.agent.offline import SLIPS, make_intake_pack, unused_slips
from ongikar.cases.models import AgentConsent, Case, FieldFiling, IntakePack, MobileCode
from ongikar.notices.models import Message
from ongikar.operations.worker import run_round
from ongikar.packs.actions import pack_token, revoke_pack
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
TYPED = {
    "mobile": "০১৭০০০০০০০৫",
    "name": "নূরজাহান বেগম",
    "address": "হরিদেবপুর",
    "institution": "",
    "email": "",
    "service": "citizen-1",
    "ask-question": "কয়টি ল্যাব চালু?",
    "ask-form_wanted": "written",
    "ask-receive_by": "collect",
    "show-1": "on",
}


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(made, "JPEG")
    return made.getvalue()


@pytest.fixture
def jashim(office):
    return User.objects.get(username="jashim")


@pytest.fixture
def take_along(office, jashim):
    """`take_along(ago)`: a pack that was made so long ago."""

    def make(ago=timedelta()):
        post = agent_post(holder_of(jashim, timezone.localdate()), office)
        return make_intake_pack(office, post, user=jashim, now=timezone.now() - ago)

    return make


@pytest.fixture
def pack(take_along):
    return take_along()


class Phone:
    """What the page of a pack sends, with its own clock."""

    def __init__(self, client, pack, *, wrong_by=timedelta(), root=""):
        self.client, self.pack, self.wrong_by, self.root = client, pack, wrong_by, root
        self.slips = unused_slips(pack)

    def now(self):
        return timezone.now() + self.wrong_by

    def filing(self, *, ago=timedelta(), **typed):
        """An application as it is kept on the phone."""
        return {
            "uuid": str(uuid4()),
            "slip": self.slips.pop(0),
            "said_at": (self.now() - ago).isoformat(),
            "fields": [list(each) for each in (TYPED | typed).items()],
            "files": {"signed_slip": picture()},
            "code": "",
            "code_key": "",
        }

    def send(self, filing, *, cut=0, without=()):
        sums = {name: hashlib.sha256(content).hexdigest() for name, content in filing["files"].items()}
        said = json.dumps(filing | {"files": sums, "sent_at": self.now().isoformat()}, ensure_ascii=False)
        files = {
            name: SimpleUploadedFile(f"{name}.jpg", content, "image/jpeg")
            for name, content in filing["files"].items()
            if name not in without
        }
        address = f"{self.root}/field/intake/{pack_token(self.pack)}/file/"
        answer = self.client.post(address, {"said": said[: len(said) - cut]} | files)
        told = answer.json()
        if answer.status_code == 200:
            assert told["sha256"] == hashlib.sha256(said.encode()).hexdigest()
        return answer.status_code, told


@pytest.fixture
def phone(client, pack):
    return Phone(client, pack)


def filed():
    return Case.objects.filter(channel=Case.AGENT)


@pytest.mark.fast
def test_sent_twice_it_is_one_case_whose_promise_counts_from_the_slip(phone, pack, jashim):
    filing = phone.filing(ago=timedelta(minutes=30))
    (status, first), (_, second) = phone.send(filing), phone.send(filing)
    assert status == 200
    assert first["number"] == second["number"]
    case = filed().get()
    assert case.received_at.isoformat() == FieldFiling.objects.get().said_at.isoformat()
    # Not before the numbers of this phone were drawn.
    assert case.received_at == pack.made_at
    assert case.slip.number == filing["slip"]
    assert case.agent_consent.way == AgentConsent.SLIP
    assert case.agent_filing.post.pk == pack.counter.post_id
    assert [paper.title for paper in case.papers] == ["সম্মতির স্লিপ (স্বাক্ষর করা)"]
    assert filing["slip"] not in unused_slips(pack)


@pytest.mark.parametrize(("root", "words"), [("", "সবটা এসে পৌঁছায়নি"), ("/en", "Not all of it arrived")])
def test_half_of_it_is_refused_and_comes_whole_later(client, pack, root, words):
    phone = Phone(client, pack, root=root)
    filing = phone.filing()
    for half in ({"cut": 40}, {"without": ("signed_slip",)}):
        status, told = phone.send(filing, **half)
        assert status == 422
        assert words in told["fault"]
    assert not filed().exists()
    assert phone.send(filing)[0] == 200


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": ""}, "নাগরিকের নাম"),
        ({"mobile": "12"}, "মোবাইল"),
        ({"service": "internal-1"}, "সিটিজেন চার্টারে নেই"),
        ({"ask-question": ""}, "কী জানতে চান"),
        ({"show-1": ""}, "দিন, অথবা"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_sentence_and_put_right_under_the_same_number(
    phone, change, fault
):
    filing = phone.filing()
    right = filing["fields"]
    filing["fields"] = [
        [name, change.get(name, value)] for name, value in right if name != "show-1" or name not in change
    ]
    status, told = phone.send(filing)
    assert status == 422
    assert fault in told["fault"]
    assert not filed().exists()
    assert phone.send(filing | {"fields": right})[0] == 200
    assert filed().count() == 1


def test_other_words_under_a_number_that_came_are_not_taken_for_it(phone):
    filing = phone.filing()
    phone.send(filing)
    status, told = phone.send(filing | {"fields": [["name", "অন্য একজন"], *filing["fields"]]})
    assert status == 422
    assert "আগে অন্য" in told["fault"]
    assert filed().get().applicant.name == "নূরজাহান বেগম"


def test_a_slip_is_used_once_and_only_one_of_this_centre(phone, pack):
    first, second = phone.filing(), phone.filing()
    phone.send(first)
    status, told = phone.send(second | {"slip": first["slip"]})
    assert status == 422
    assert "আগেই লেখা হয়েছে" in told["fault"]
    status, told = phone.send(second | {"slip": "99-999-99999-99999"})
    assert status == 422
    assert "এই কেন্দ্রের" in told["fault"]
    assert filed().count() == 1


def test_what_one_phone_saved_as_a_file_another_of_the_same_centre_sends(client, take_along, phone):
    other = Phone(client, take_along())
    filing = phone.filing()
    assert other.send(filing)[0] == phone.send(filing)[0] == 200
    assert filed().count() == 1


@pytest.mark.parametrize("wrong_by", [timedelta(days=3), timedelta(days=-3), timedelta(days=400)])
def test_a_wrong_clock_is_put_right(client, take_along, karim, signed_in, wrong_by):
    phone = Phone(client, take_along(timedelta(days=2)), wrong_by=wrong_by)
    assert phone.send(phone.filing(ago=timedelta(hours=5)))[0] == 200
    case = filed().get()
    assert abs(timezone.now() - timedelta(hours=5) - case.received_at) < timedelta(minutes=1)
    assert "ঘড়ি ভুল ছিল" in signed_in(karim).get(f"/desk/cases/{case.number}/").content.decode()


CLOCK_SET_MEANWHILE = {
    "a day ahead": (timedelta(days=1), None),
    "a month ahead": (timedelta(days=30), None),
    "before the pack was made": (timedelta(days=-9), "made"),
    "a month behind": (timedelta(days=-30), "made"),
}


@pytest.mark.parametrize(("off", "counts_from"), CLOCK_SET_MEANWHILE.values(), ids=CLOCK_SET_MEANWHILE)
@pytest.mark.parametrize("root", ["", "/en"])
def test_a_clock_that_was_set_between_writing_and_sending_moves_no_promise_beyond_what_can_be(
    client, take_along, karim, signed_in, off, counts_from, root
):
    """What was written by a wrong clock comes by a right one: nothing is measured of it."""
    phone = Phone(client, take_along(timedelta(days=2)), root=root)
    filing = phone.filing()
    filing["said_at"] = (timezone.now() + off).isoformat()
    assert phone.send(filing)[0] == phone.send(filing)[0] == 200
    case = filed().get()
    expected = phone.pack.made_at if counts_from else timezone.now()
    assert abs(case.received_at - expected) < timedelta(minutes=1)
    assert "সময়টি হতে পারে না" in signed_in(karim).get(f"{root}/desk/cases/{case.number}/").text


def test_a_moment_that_can_be_is_told_without_a_word_of_the_clock(client, take_along, karim, signed_in):
    phone = Phone(client, take_along(timedelta(days=2)))
    assert phone.send(phone.filing(ago=timedelta(hours=30)))[0] == 200
    case = filed().get()
    assert abs(timezone.now() - timedelta(hours=30) - case.received_at) < timedelta(minutes=1)
    page = signed_in(karim).get(f"/desk/cases/{case.number}/").text
    assert "ফোনে রাখা ছিল" in page
    assert "হতে পারে না" not in page
    assert "ঘড়ি ভুল" not in page


@pytest.mark.parametrize(
    ("root", "shown"),
    [("", "কার্যালয়ে পৌঁছেছে"), ("/en", "reached the office on")],
)
def test_a_month_late_it_comes_by_signing_in_and_everybody_sees_how_late(
    client, take_along, jashim, karim, signed_in, root, shown
):
    phone = Phone(client, take_along(timedelta(days=31)))
    filing = phone.filing(ago=timedelta(days=30))
    status, told = phone.send(filing)
    assert (status, told["why"]) == (401, "over")
    phone.client = signed_in(jashim)
    assert phone.send(filing)[0] == 200
    case = filed().get()
    assert (timezone.now() - case.received_at).days == 30
    # The promise of the slip had passed before it came, and nobody says otherwise.
    assert case.clock.is_late(timezone.now())
    desk = signed_in(karim).get(f"{root}/desk/cases/{case.number}/").content.decode()
    page = show_proof(client, case).get(f"{root}/track/{case.number}/").content.decode()
    assert shown in desk
    assert shown in page
    run_round(timezone.now())
    received = Message.objects.filter(subject_type="case", subject_id=case.pk, address="+8801700000005")
    assert received.filter(body__contains="পেরিয়ে গেছে").exists()
    assert not received.filter(body__contains="সেবা পাবেন").exists()


def test_without_a_slip_it_waits_for_a_code_that_is_entered_when_there_is_a_line(client, pack, phone):
    filing = phone.filing()
    filing["files"] = {}
    status, told = phone.send(filing)
    assert status == 422
    assert "সম্মতি বাকি" in told["fault"]
    asked = client.post(
        reverse("intake_code", args=[pack_token(pack)]),
        json.dumps({"mobile": TYPED["mobile"]}),
        content_type="application/json",
    ).json()
    figures = MobileCode.objects.get().figures
    assert figures not in asked["code_key"]
    wrong = f"{(int(figures) + 1) % 1_000_000:06}"
    status, told = phone.send(filing | {"code_key": asked["code_key"], "code": wrong})
    assert "কোডটি ঠিক নয়" in told["fault"]
    assert phone.send(filing | {"code_key": asked["code_key"], "code": figures})[0] == 200
    assert filed().get().agent_consent.way == AgentConsent.CODE
    # The code covers the sitting: the second of the same mobile asks for none.
    second = phone.filing()
    second |= {"files": {}, "code_key": asked["code_key"]}
    assert phone.send(second)[0] == 200
    other = phone.filing(mobile="01700000006")
    assert phone.send(other | {"files": {}, "code_key": asked["code_key"]})[0] == 422


def test_a_phone_that_was_called_back_sends_nothing(phone, pack, jashim):
    filing = phone.filing()
    revoke_pack(pack, actor=("user", jashim.pk), now=timezone.now())
    assert phone.send(filing)[0] == 403
    assert not filed().exists()


def test_whoever_left_the_post_sends_nothing(phone, jashim):
    filing = phone.filing()
    jashim.holdings.update(until=timezone.localdate() - timedelta(days=1))
    status, told = phone.send(filing)
    assert (status, told["why"]) == (403, "left")


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_page_holds_every_service_that_an_agent_may_choose(client, pack, root):
    page = client.get(f"{root}/field/intake/{pack_token(pack)}/")
    assert page.status_code == 200
    offered = {part.row.code for part in page.context["parts"]}
    assert "citizen-1" in offered
    assert "internal-1" not in offered
    assert len(json.loads(page.context["slips"])) == SLIPS


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"uuid": 3}', b'{"mobile": [1]}', b'{"mobile": "1"}'])
def test_what_is_no_message_of_the_page_is_refused_with_words(client, pack, body):
    for name in ("intake_file", "intake_code"):
        answer = client.post(reverse(name, args=[pack_token(pack)]), body, content_type="application/json")
        assert answer.status_code in (400, 422)
        assert answer.json()["fault"]
    answer = client.post(reverse("intake_file", args=[pack_token(pack)]), {"said": body.decode()})
    assert answer.status_code == 422


def test_the_agent_takes_it_along_over_a_safe_line_and_calls_it_back(signed_in, jashim):
    browser = signed_in(jashim)
    answer = browser.post("/agent/phone/", secure=True)
    pack = IntakePack.objects.get()
    assert answer["Location"].endswith(f"/field/intake/{pack_token(pack)}/")
    assert browser.post(f"/agent/phone/{pack.pk}/call-back/").status_code == 302
    pack.refresh_from_db()
    assert pack.revoked_at
