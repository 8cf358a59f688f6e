"""Requests as the published OpenRosa specification has them: list, form, manifest, HEAD, and filled forms
that are taken once, or kept until somebody looks. No phone was tried.
"""

import base64
import json
import zlib
from datetime import UTC, datetime, timedelta
from hashlib import md5
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ongikar.journal.actions import WORKER
from ongikar.journal.models import Entry
from ongikar.offices.models import Place
from ongikar.papers.models import Paper
from ongikar.questionnaires.actions import close_round, publish_version, void_response
from ongikar.questionnaires.actions.phones import make_phone, phone_token, revoke_phone
from ongikar.questionnaires.models import Phone, PhoneSubmission, Response, Round
from ongikar.questionnaires.openrosa.desk_views import settings_text
from tests.scene import make_picture

from .sheets import TEST_SHEET, TEST_SURVEY, workbook

LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
MESSAGE = "{http://openrosa.org/http/response}message"
ASKED = {"HTTP_X_OPENROSA_VERSION": "1.0", "HTTP_DATE": "Tue, 24 Nov 2026 06:00:00 GMT"}
GOOD = {"knows": "yes", "since": "২০২০", "capital": "dhaka"}


@pytest.fixture
def phone(office, karim, now):
    made = make_phone(office=office, user=karim, name="ফোন", actor=("user", karim.pk), now=now)
    made.token = phone_token(made)
    return made


@pytest.fixture
def lab(office):
    return Place.objects.create(office=office, kind=Place.LAB, slug="lab", name_bn="ল্যাব, নমুনা বিদ্যালয়")


@pytest.fixture
def staff_round(test_questions, round_of):
    return round_of(test_questions, respondents=Round.OFFICER)


def filled(round, answers, *, number="uuid:1", version=1, space=""):
    """As an app writes it; an answer that is markup already stands as it is."""
    said = "".join(
        f"<{name}>{value if str(value).startswith('<') else escape(str(value))}</{name}>"
        for name, value in answers.items()
    )
    meta = f"<orx:meta><orx:instanceID>{number}</orx:instanceID></orx:meta>" if number else ""
    return (
        f'<?xml version="1.0"?><data id="round-{round.pk}" version="{version}" '
        f'xmlns:orx="http://openrosa.org/xforms"{space}>{said}{meta}</data>'
    )


@pytest.fixture
def send(client, phone):
    def send(text, files=(), token=phone.token, **more):
        content = text if isinstance(text, bytes) else text.encode()
        parts = {"xml_submission_file": SimpleUploadedFile("filled.xml", content, "text/xml")}
        for name, picture in files:
            parts[name] = SimpleUploadedFile(name, picture, "image/jpeg")
        return client.post(f"/odk/{token}/submission", parts | more, **ASKED)

    return send


def words_of(answer):
    return ElementTree.fromstring(answer.content).findtext(MESSAGE)


@pytest.mark.fast
def test_a_phone_lists_fetches_fills_and_sends_a_form(client, phone, staff_round, send, karim):
    answer = client.get(f"/odk/{phone.token}/formList", {"deviceID": "collect:1"}, **ASKED)
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer["X-OpenRosa-Version"] == "1.0"
    assert answer["Date"].endswith("GMT")
    (form,) = ElementTree.fromstring(answer.content)
    said = {part.tag.removeprefix(LIST): part.text for part in form}
    assert said["formID"] == f"round-{staff_round.pk}"
    assert said["version"] == "1"
    assert "descriptionText" not in said
    assert "manifestUrl" not in said
    path = said["downloadUrl"].partition("8000")[2]
    xform = client.get(path, **ASKED)
    assert said["hash"] == f"md5:{md5(xform.content, usedforsecurity=False).hexdigest()}"
    assert f'<data id="round-{staff_round.pk}" version="1">' in xform.content.decode()
    head = client.head(f"/odk/{phone.token}/submission", **ASKED)
    assert head.status_code == 204
    assert int(head["X-OpenRosa-Accept-Content-Length"]) > 1_000_000
    sent = send(filled(staff_round, GOOD))
    assert sent.status_code == 201
    assert words_of(sent) == "নেওয়া হয়েছে। ধন্যবাদ।"
    made = Response.objects.get()
    assert made.answers == GOOD | {"since": "২০২০"}
    assert made.via == "odk"
    assert made.respondent == ("user", karim.pk)
    assert made.score == 2
    assert PhoneSubmission.objects.get().text == ""
    assert Phone.objects.get().seen_on is not None


def test_the_same_sent_again_is_taken_once(staff_round, send):
    for _ in range(2):
        assert send(filled(staff_round, GOOD)).status_code == 201
    assert Response.objects.count() == PhoneSubmission.objects.count() == 1


def test_other_text_under_a_known_number_is_kept_and_somebody_chooses(client, staff_round, send, karim):
    send(filled(staff_round, GOOD))
    for _ in range(2):
        sent = send(filled(staff_round, GOOD | {"capital": "sylhet"}))
        assert sent.status_code == 202
    other = PhoneSubmission.objects.get(state=PhoneSubmission.TO_REVIEW)
    assert Entry.objects.filter(verb="phone_submission.kept", subject_id=other.pk).count() == 1
    client.force_login(karim)
    page = client.get(reverse("phone_submission", args=[other.pk]))
    assert "একই নম্বরে আগে অন্য লেখা এসেছে" in page.content.decode()
    assert "সিলেট" in page.content.decode()
    assert "ফোন থেকে আসা, দেখা বাকি" in client.get(reverse("today")).content.decode()
    # Their first answers stand: they are made void before others are taken in their place.
    refused = client.post(reverse("phone_submission_take", args=[other.pk]))
    assert refused.status_code == 422
    assert "আপনি আগেই উত্তর দিয়েছেন" in refused.content.decode()
    void_response(Response.objects.get(), reason="ভুল", actor=("user", karim.pk), now=other.came_at)
    assert client.post(reverse("phone_submission_take", args=[other.pk])).status_code == 302
    assert Response.objects.get(state="submitted").answers["capital"] == "sylhet"
    assert client.post(reverse("phone_submission_take", args=[other.pk])).status_code == 302
    assert Response.objects.count() == 2


def test_what_is_left_open_wrong_or_late_is_kept_with_the_reason(client, staff_round, send, karim, now):
    assert send(filled(staff_round, {"knows": "yes"})).status_code == 202
    assert send(filled(staff_round, GOOD | {"capital": "delhi"}, number="uuid:2")).status_code == 202
    close_round(staff_round, actor=WORKER, now=now)
    assert send(filled(staff_round, GOOD, number="uuid:3")).status_code == 202
    names = [[each["name"] for each in kept.problems] for kept in PhoneSubmission.objects.order_by("id")]
    assert names == [["since", "capital"], ["capital"], [""]]
    assert not Response.objects.exists()
    client.force_login(karim)
    page = client.get(reverse("phones")).content.decode()
    assert page.count("/desk/questionnaires/phones/sent/") == 3
    late = PhoneSubmission.objects.get(number="uuid:3")
    client.post(reverse("phone_submission_take", args=[late.pk]))
    assert Response.objects.get().answers == GOOD
    dropped = PhoneSubmission.objects.get(number="uuid:2")
    address = reverse("phone_submission_drop", args=[dropped.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "ভুল শহর"}).status_code == 302
    dropped.refresh_from_db()
    assert (dropped.state, dropped.text, dropped.drop_reason) == ("dropped", "", "ভুল শহর")


def test_a_form_nobody_knows_is_kept_and_can_only_be_dropped(client, staff_round, send, karim):
    for number, text in enumerate(
        (
            filled(staff_round, GOOD, number="uuid:1", version=9),
            filled(staff_round, GOOD, number="uuid:2").replace('"round-', '"other-'),
            filled(staff_round, GOOD, number="uuid:3").replace('"round-', '"round-9'),
        ),
        1,
    ):
        assert send(text).status_code == 202, number
    assert PhoneSubmission.objects.filter(state="to_review", round=None).count() == 3
    client.force_login(karim)
    kept = PhoneSubmission.objects.first()
    page = client.get(reverse("phone_submission", args=[kept.pk])).content.decode()
    assert "যেমন আছে তেমনই নিন" not in page
    assert "নেওয়া হবে না" in page
    assert client.post(reverse("phone_submission_take", args=[kept.pk])).status_code == 422


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><data id="round-1">&b;</data>'


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "nothing",
            "<data",
            BOMB,
            "<a>" * 40 + "</a>" * 40,
            b"\xff\xfe\x00<data/>",
            b"<?xml encoding='x'?><a/>",
        ),
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><data>&a;</data>',
        f"<data>{'<a/>' * 20_001}</data>",
        f"<data>{'a' * 1_000_001}</data>",
    ],
    ids=["empty", "text", "cut", "bomb", "deep", "bytes", "encoding", "entity", "wide", "long"],
)
def test_what_is_no_form_is_refused_with_a_sentence_and_nothing_is_kept(text, send):
    answer = send(text)
    assert answer.status_code == 400
    assert words_of(answer)
    assert not PhoneSubmission.objects.exists()


def test_what_brings_no_form_at_all_is_refused(client, phone):
    address = f"/odk/{phone.token}/submission"
    assert client.post(address, {"photo.jpg": "x"}).status_code == 400


def test_a_token_opens_until_it_is_revoked_or_its_person_leaves(
    client, office, phone, staff_round, karim, now
):
    address = f"/odk/{phone.token}/formList"
    assert client.get(address).status_code == 200
    assert client.get("/odk/guessed/formList").status_code == 404
    karim.holdings.update(until=now.date() - timedelta(days=1))
    assert client.get(address).status_code == 403
    karim.holdings.update(until=None)
    for _ in range(2):
        revoke_phone(phone, actor=WORKER, now=now)
    answer = client.get(f"/en{address}")
    assert answer.status_code == 403
    assert words_of(answer).startswith("This phone is not let in any more")
    assert Entry.objects.filter(verb="phone.revoked").count() == 1


def test_a_thousand_guesses_from_one_line_are_not_even_looked_at(client, phone):
    for _ in range(60):
        client.get("/odk/guessed/formList")
    assert client.get(f"/odk/{phone.token}/formList").status_code == 404


def test_rounds_without_names_with_minutes_by_link_or_closed_are_no_forms(
    client, phone, test_questions, feedback_questions, round_of
):
    round_of(test_questions)
    round_of(test_questions, respondents=Round.OFFICER, minutes=10)
    round_of(feedback_questions, respondents=Round.ANYONE, anonymous=True)
    round_of(test_questions, respondents=Round.OFFICER, closes_at=datetime(2020, 1, 2, tzinfo=UTC))
    listed = ElementTree.fromstring(client.get(f"/odk/{phone.token}/formList").content)
    assert len(listed) == 0
    for_anyone = round_of(test_questions, respondents=Round.ANYONE)
    assert len(ElementTree.fromstring(client.get(f"/odk/{phone.token}/formList").content)) == 1
    narrowed = client.get(f"/odk/{phone.token}/formList?formID=round-0&verbose=true")
    assert len(ElementTree.fromstring(narrowed.content)) == 0
    assert client.get(f"/odk/{phone.token}/forms/{for_anyone.pk}/7.xml").status_code == 404


def test_an_older_version_on_a_phone_is_answered_as_it_asked(client, phone, staff_round, send, now):
    newer = {
        **TEST_SHEET,
        "survey": TEST_SURVEY.replace("| knows  ", "| knows_it").replace("{knows}", "{knows_it}"),
    }
    publish_version(staff_round.questionnaire, workbook(**newer), actor=WORKER, now=now)
    every = client.get(f"/odk/{phone.token}/formList?listAllVersions=1")
    versions = [form.findtext(f"{LIST}version") for form in ElementTree.fromstring(every.content)]
    assert versions == ["2", "1"]
    assert send(filled(staff_round, GOOD, version=1)).status_code == 201
    assert Response.objects.get().version.number == 1


def test_every_type_comes_from_a_phone_as_from_the_pages(client, phone, every_type, round_of, send, lab):
    round = round_of(every_type, respondents=Round.OFFICER)
    listed = ElementTree.fromstring(client.get(f"/odk/{phone.token}/formList").content)
    manifest = client.get(listed[0].findtext(f"{LIST}manifestUrl").partition("8000")[2])
    (file,) = ElementTree.fromstring(manifest.content)
    assert file.findtext(f"{MANIFEST}filename") == "places.csv"
    book = client.get(file.findtext(f"{MANIFEST}downloadUrl").partition("8000")[2])
    assert file.findtext(f"{MANIFEST}hash") == f"md5:{md5(book.content, usedforsecurity=False).hexdigest()}"
    assert book.content.decode().splitlines()[0] == "name,label,kind,union"
    assert lab.slug in book.content.decode()
    text = (
        filled(
            round,
            {
                "all": "<t>ক &amp; খ</t><i>12</i><d>1.5</d><day>2026-11-24</day><at>14:30:00.000+06:00</at>"
                f"<one>yes</one><many>yes no</many><lab>{lab.slug}</lab><r>5</r><n/><ok>OK</ok>"
                "<g>25.7439 89.2752 0.0 12.5</g><pay>9000</pay>",
                "photo": "1764.jpg",
                "doc": "",
                "child": "<cname>রফিক</cname><cage>7</cage>",
                "child ": "<cname>সালমা</cname><cage>9</cage>",
                "sum": "999",
            },
        )
        .replace("<child >", "<child>")
        .replace("</child >", "</child>")
    )
    assert send(text, [("1764.jpg", make_picture())]).status_code == 201
    made = Response.objects.get()
    photo = made.answers.pop("photo")
    assert photo["name"] == "1764.jpg"
    assert Paper.objects.get(pk=photo["paper"]).subject_type == Response.SUBJECT
    assert made.answers == {
        "t": "ক & খ",
        "i": 12,
        "d": 1.5,
        "day": "2026-11-24",
        "at": "14:30",
        "one": "yes",
        "many": ["yes", "no"],
        "lab": lab.slug,
        "r": 5,
        "ok": "yes",
        "g": "25.7439 89.2752",
        "child": [{"cname": "রফিক", "cage": 7}, {"cname": "সালমা", "cage": 9}],
        "sum": 16,
    }
    assert json.loads(made.read_sealed_answers()) == {"pay": 9000}


def test_files_that_come_apart_are_waited_for_and_a_bad_one_is_told(
    client, every_type, round_of, send, karim
):
    round = round_of(every_type, respondents=Round.OFFICER, once=False)
    text = filled(round, {"photo": "a.jpg", "doc": "b.jpg"})
    first = send(text, [("a.jpg", make_picture())], **{"*isIncomplete*": "yes"})
    assert first.status_code == 202
    assert not Response.objects.exists()
    client.force_login(karim)
    kept = PhoneSubmission.objects.get()
    assert "বাকি ফাইল এখনো আসেনি" in client.get(reverse("phone_submission", args=[kept.pk])).content.decode()
    # The rest never said that more follows, so what is missing is told; when it comes after all, it is taken.
    assert send(text).status_code == 202
    assert "b.jpg" in PhoneSubmission.objects.get().problems[0]["bn"]
    assert send(text, [("a.jpg", make_picture()), ("b.jpg", make_picture())]).status_code == 201
    assert Paper.objects.count() == 2
    cut = filled(round, {"photo": "c.jpg"}, number="uuid:2")
    assert send(cut, [("c.jpg", make_picture()[:90]), ("stranger.jpg", make_picture())]).status_code == 202
    assert "নষ্ট" in PhoneSubmission.objects.get(number="uuid:2").problems[0]["bn"]
    assert Paper.objects.count() == 2


def test_a_busy_scanner_has_the_phone_send_it_again(every_type, round_of, send, settings):
    settings.ONGIKAR_CLAMD = "127.0.0.1:1"
    round = round_of(every_type, respondents=Round.OFFICER)
    answer = send(filled(round, {"photo": "a.jpg"}), [("a.jpg", make_picture())])
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert not PhoneSubmission.objects.exists()


def test_the_settings_code_is_what_the_app_scans_and_its_person_sees_it_until_the_phone_came(
    client, office, karim, shirin
):
    client.force_login(karim)
    assert client.post(reverse("phones"), {"name": " "}).status_code == 422
    address = client.post(reverse("phones"), {"name": "করিমের ফোন"})["Location"]
    made = Phone.objects.get()
    page = client.get(address).content.decode()
    token = phone_token(made)
    assert "<svg" in page
    assert f"/odk/{token}" in page
    assert made.token_hash not in page
    read = json.loads(zlib.decompress(base64.b64decode(settings_text(made, token))))
    assert read["general"]["server_url"].endswith(f"/odk/{token}")
    assert read["admin"] is not None
    client.force_login(shirin)
    assert client.get(address).status_code == 404
    client.get(f"/odk/{token}/formList")
    client.force_login(karim)
    assert client.get(address).status_code == 404
