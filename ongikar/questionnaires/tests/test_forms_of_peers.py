"""An XLSForm as other programs publish them: what is taken of it does the same on a page and on a phone, and
what a phone says of itself is kept where a phone says it.
"""

from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ongikar.questionnaires.actions.phones import make_phone, phone_token
from ongikar.questionnaires.models import PhoneSubmission, Questionnaire, Response, ResponseDraft, Round

from .test_openrosa import ASKED, filled

SURVEY = """
type | name | label::bn | label::en | appearance | calculation | default | read_only | required
start | start | | | | | | |
end | end | | | | | | |
today | today | | | | | | |
deviceid | deviceid | | | | | | |
username | username | | | | | | |
audit | audit | | | | | | |
begin_group | g | পরিচয় | Who | field-list | | | |
text | name | নাম | Name | | | | | yes
select_one src or_other | src | কোথায় শুনেছেন? | Heard where? | | | | |
end_group | | | | | | | |
barcode | code | যন্ত্রের কোড | Code of the device | | | | |
date | on | কোন দিন? | Which day? | | | today() | |
begin_repeat | lab | ল্যাব | Lab | | | | |
integer | pcs | কয়টি কম্পিউটার? | How many computers? | | | ১০ | |
end_repeat | | | | | | | |
calculate | heard | | | | jr:choice-name(${src}, '${src}') | | |
calculate | first | | | | indexed-repeat(${pcs}, ${lab}, 1) | | |
calculate | key | | | | once(uuid()) | | |
calculate | at | | | | once(now()) | | |
integer | sum | সব মিলিয়ে | In all | | sum(${pcs}) | | yes |
"""
CHOICES = """
list_name | name | label::bn | label::en
src | প্রতিবেশী | প্রতিবেশীর কাছে | From a neighbour
src | notice | নোটিশে | From a notice
"""
AUDIT = "event,node,start,end\nquestion,/data/g/name,1764570000000,1764570005000\n"


@pytest.fixture
def forms(make, round_of):
    questionnaire = make("peers", Questionnaire.FOLLOW_UP, survey=SURVEY, choices=CHOICES)
    return lambda **more: round_of(questionnaire, **{"respondents": Round.OFFICER, **more})


@pytest.fixture
def phone(office, karim, now):
    made = make_phone(office=office, user=karim, name="ফোন", actor=("user", karim.pk), now=now)
    made.token = phone_token(made)
    return made


@pytest.fixture
def send(client, phone):
    def send(text, audit=AUDIT):
        return client.post(
            f"/odk/{phone.token}/submission",
            {
                "xml_submission_file": SimpleUploadedFile("filled.xml", text.encode(), "text/xml"),
                "audit.csv": SimpleUploadedFile("audit.csv", audit.encode(), "text/csv"),
            },
            **ASKED,
        )

    return send


def on_phone(round, src="<src>প্রতিবেশী</src>", key="5d1c") -> str:
    """As an app writes it, with what it computed and what it says of itself."""
    text = filled(
        round,
        {
            "start": "2026-11-24T09:58:00.000+06:00",
            "end": "2026-11-24T10:02:00.000+06:00",
            "today": "2026-11-24",
            "deviceid": "collect:1",
            "username": "karim",
            "g": f"<name>রহিমা</name>{src}",
            "code": "LAB-07-0031",
            "on": "2026-11-24",
            "lab": "<pcs>12</pcs>",
            "key": key,
            "at": "2026-11-24T09:58:00.000+06:00",
            "sum": "99",
        },
    )
    more = text.replace("</orx:meta>", "<orx:audit>audit.csv</orx:audit></orx:meta>")
    return more.replace("<key>", "<lab><pcs>8</pcs></lab><key>")


@pytest.mark.fast
def test_what_an_app_says_of_itself_is_kept_with_the_answers(client, forms, phone, send):
    round = forms()
    listed = ElementTree.fromstring(client.get(f"/odk/{phone.token}/formList", **ASKED).content)
    url = next(part.text for part in listed.iter() if part.tag.endswith("downloadUrl"))
    xform = client.get(url.partition("8000")[2], **ASKED)
    for word in (
        "jr:preload=",
        "<audit/>",
        "<name>other</name>",
        "setvalue",
        "indexed-repeat",
        "once(uuid())",
    ):
        assert word in xform.content.decode(), word
    sent = send(on_phone(round))
    assert sent.status_code == 201, PhoneSubmission.objects.get().problems
    assert Response.objects.get().answers == {
        "start": "2026-11-24T09:58:00.000+06:00",
        "end": "2026-11-24T10:02:00.000+06:00",
        "today": "2026-11-24",
        "deviceid": "collect:1",
        "username": "karim",
        "audit": AUDIT,
        "name": "রহিমা",
        "src": "প্রতিবেশী",
        "code": "LAB-07-0031",
        "on": "2026-11-24",
        "lab": [{"pcs": 12}, {"pcs": 8}],
        "heard": "প্রতিবেশীর কাছে",
        "first": 12,
        # Known once for each filling: the phone's own.
        "key": "5d1c",
        "at": "2026-11-24T09:58:00.000+06:00",
        # Whatever the phone came to, it is computed here.
        "sum": 20,
    }


def test_of_another_source_both_ask_which_one(client, forms, send, karim):
    sent = send(on_phone(forms(), "<src>other</src><src_other>মেলায়</src_other>"))
    assert sent.status_code == 201
    made = Response.objects.get()
    assert (made.answers["src"], made.answers["src_other"], made.answers["heard"]) == ("other", "মেলায়", "অন্য")


@pytest.mark.parametrize("audit", ["", "name,secret\n", "event," + "x" * 200_000])
def test_an_audit_that_is_none_keeps_no_answer_from_being_taken(forms, send, audit):
    assert send(on_phone(forms()), audit).status_code == 201
    assert "audit" not in Response.objects.get().answers


def test_the_same_form_on_pages_comes_to_the_same(client, forms, karim, now):
    client.force_login(karim)
    round = forms()
    url = reverse("fill", args=[round.token])

    def press(at, **given):
        return client.post(at, {"do": "next", **given})

    at = client.post(url, {"do": "begin"}).url
    page = client.get(at).content.decode()
    # A group stands on one page, and asks of nobody what only a phone could say.
    assert "নাম" in page
    assert "কোথায় শুনেছেন?" in page
    assert "deviceid" not in page
    at = press(at, name="রহিমা", src="প্রতিবেশী").url
    at = press(at, code="LAB-07-0031").url
    # The day stands there before anybody types.
    assert ResponseDraft.objects.get().answers["on"]
    at = press(at, on="24/11/2026").url
    assert 'value="10"' in client.get(at).content.decode() or 'value="১০"' in client.get(at).content.decode()
    at = client.post(at, {"do": "add", "pcs": "12"}).url
    at = press(at, pcs="8").url
    page = client.get(at).content.decode()
    assert "সব মিলিয়ে: ২০" in page
    at = press(at).url
    done = client.post(at, {"do": "send"}, follow=True)
    assert done.status_code == 200
    answers = Response.objects.get().answers
    assert {
        name: answers[name] for name in ("name", "src", "code", "on", "lab", "heard", "first", "sum")
    } == {
        "name": "রহিমা",
        "src": "প্রতিবেশী",
        "code": "LAB-07-0031",
        "on": "2026-11-24",
        "lab": [{"pcs": 12}, {"pcs": 8}],
        "heard": "প্রতিবেশীর কাছে",
        "first": 12,
        "sum": 20,
    }
    # A browser says nothing of itself but the day, and each filling has a key of its own.
    assert "deviceid" not in answers
    assert "start" not in answers
    assert answers["today"]
    assert len(answers["key"]) == 36
    assert answers["at"][:10] == answers["today"]


def test_an_anonymous_answer_keeps_no_hour(client, forms, karim):
    client.force_login(karim)
    round = forms(anonymous=True)
    url = reverse("fill", args=[round.token])
    at = client.post(url, {"do": "begin"}).url
    for given in ({"name": "ক"}, {}, {}, {"pcs": "1"}, {}):
        at = client.post(at, {"do": "next", **given}).url
    client.post(at, {"do": "send"})
    from ongikar.questionnaires.models import AnonymousResponse

    answers = AnonymousResponse.objects.get().answers
    assert len(str(answers["at"])) == len("2026-11-24")


def test_a_list_with_other_and_no_language_is_compiled_for_phones(make):
    survey = "type | name | label\nselect_one c or_other | q | প্রশ্ন"
    questionnaire = make(
        "plain", Questionnaire.FOLLOW_UP, survey=survey, choices="list_name | name | label\nc | a | ক"
    )
    assert "q_other" in questionnaire.versions.get().xform
