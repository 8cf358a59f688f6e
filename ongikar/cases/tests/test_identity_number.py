"""The number of an identity paper: given if the person likes, sealed, masked, found again, and read whole for
a reason only.
"""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from ongikar.cases.models import Case, Draft
from ongikar.commands import keys
from ongikar.core.crypto.encryption import DecryptionFault
from ongikar.core.crypto.key_ring import key_ring
from ongikar.journal.models import Entry
from ongikar.people.models import Applicant, Holding, User, identity_indexes
from ongikar.rules.bangla.text import latin_digits

pytestmark = pytest.mark.django_db
NUMBER, TYPED = "9134567890", "৯১৩ ৪৫৬ ৭৮৯০"
QUESTIONS = {"question": "কয়টি ল্যাব চালু আছে?", "form_wanted": "written", "receive_by": "collect"}
CONTACT = {
    "kind": "citizen",
    "name": "রহিমা খাতুন",
    "village": "হরিদেবপুর",
    "union": "হরিদেবপুর",
    "mobile": "01700000001",
    "identity": TYPED,
}


def begin(client, service="citizen-1", questions=QUESTIONS) -> str:
    client.post(reverse("apply", args=[service]), questions)
    return Draft.objects.latest("pk").token


def step(token, name):
    return reverse("apply_step", args=[token, name])


@pytest.fixture
def case(client, office):
    token = begin(client)
    client.post(step(token, "contact"), CONTACT)
    client.post(step(token, "papers"), {"show-1": "on"})
    client.post(step(token, "check"), {})
    return Case.objects.get(submission=token)


def everything_stored() -> str:
    """The whole database as text."""
    if connection.vendor == "sqlite":
        return "\n".join(connection.connection.iterdump())
    out = StringIO()
    call_command("dumpdata", stdout=out)
    return out.getvalue()


def test_it_is_asked_only_where_the_charter_or_the_kind_checks_who_somebody_is(client, office):
    asked = {}
    for service, questions in (
        ("citizen-1", QUESTIONS),
        (
            "citizen-2",
            {
                "topic": "network",
                "question": "রাউটার কীভাবে বসাব?",
                "tried": "রিস্টার্ট",
                "receive_by": "collect",
            },
        ),
    ):
        asked[service] = (
            'name="identity"'
            in client.get(step(begin(client, service, questions), "contact")).content.decode()
        )
    assert asked == {"citizen-1": True, "citizen-2": False}


def test_neither_draft_nor_case_nor_journal_holds_it_in_the_open(client, office):
    token = begin(client)
    client.post(step(token, "contact"), CONTACT)
    assert NUMBER not in latin_digits(everything_stored())
    assert TYPED not in everything_stored()
    client.post(step(token, "papers"), {"show-1": "on"})
    client.post(step(token, "check"), {})
    case = Case.objects.get(submission=token)
    assert case.applicant.decrypt_identity() == NUMBER
    assert NUMBER not in latin_digits(everything_stored())
    assert Draft.objects.get(token=token).identity == ""


def test_it_may_be_left_out(client, office):
    token = begin(client)
    client.post(step(token, "contact"), CONTACT | {"identity": ""})
    client.post(step(token, "papers"), {"show-1": "on"})
    client.post(step(token, "check"), {})
    assert Case.objects.get(submission=token).applicant.identity == ""


def test_a_wrong_one_is_told_and_may_be_put_right(client, office):
    token = begin(client)
    answer = client.post(step(token, "contact"), CONTACT | {"identity": "১২৩"})
    assert answer.status_code == 422
    assert "১০, ১৩ বা ১৭" in answer.content.decode()
    assert client.post(step(token, "contact"), CONTACT).status_code == 302


@pytest.mark.parametrize("cleared", ["", "  "])
def test_a_wrong_one_may_be_taken_back(client, office, cleared):
    token = begin(client)
    client.post(step(token, "contact"), CONTACT | {"identity": "১২৩"})
    assert client.post(step(token, "contact"), CONTACT | {"identity": cleared}).status_code == 302
    client.post(step(token, "papers"), {"show-1": "on"})
    client.post(step(token, "check"), {})
    assert Case.objects.get(submission=token).applicant.identity == ""


def test_once_taken_it_is_shown_by_its_last_figures_and_kept_when_the_field_is_left_empty(client, office):
    token = begin(client)
    client.post(step(token, "contact"), CONTACT)
    shown = latin_digits(client.get(step(token, "contact")).content.decode())
    assert NUMBER not in shown
    assert "••••••7890" in shown
    client.post(step(token, "contact"), CONTACT | {"identity": "", "name": "রহিমা বেগম"})
    assert Draft.objects.get(token=token).decrypt_identity() == TYPED
    client.post(step(token, "papers"), {"show-1": "on"})
    assert "••••••7890" in latin_digits(client.get(step(token, "check")).content.decode())


def test_every_page_of_the_case_shows_four_figures_at_most(client, signed_in, karim, case):
    desk = signed_in(karim)
    for page in (
        reverse("case", args=[case.number]),
        reverse("queue"),
        reverse("counter"),
        reverse("today"),
        reverse("book", args=["services", 2026]),
        reverse("track_case", args=[case.number]),
    ):
        shown = latin_digits(desk.get(page).content.decode())
        assert NUMBER not in shown, page
        assert NUMBER[:6] not in shown, page
    assert "••••••7890" in latin_digits(desk.get(reverse("case", args=[case.number])).content.decode())


def with_another_key(sealed: str) -> str:
    """As it lies once its key is gone: under a number that is on no ring."""
    return f"9{sealed[1:]}"


def test_a_number_whose_key_is_gone_is_shown_as_one_that_cannot_be_opened(client, signed_in, karim, case):
    Applicant.objects.filter(pk=case.applicant_id).update(identity=with_another_key(case.applicant.identity))
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    held = client.get(reverse("track_held", args=[case.number]))
    desk, door = signed_in(karim), reverse("case_identity", args=[case.number])
    for page in (reverse("case", args=[case.number]), door):
        answer = desk.get(page)
        assert answer.status_code == 200, page
        assert "খোলা যায় না" in answer.content.decode(), page
        assert "cannot be opened" in desk.get(f"/en{page}").content.decode(), page
    assert held.status_code == 200
    assert "খোলা যায় না" in held.content.decode()
    shown = desk.get(desk.post(door, {"why": "compare"})["Location"])
    assert shown.status_code == 200
    assert "নম্বরটি খোলা যায় না" in shown.content.decode()
    for address in ("services/2026.xlsx", "services/2026.pdf", "services/2026/"):
        assert desk.get(f"/desk/books/{address}").status_code == 200, address


def test_a_number_of_a_draft_that_does_not_open_is_asked_for_again_and_holds_nobody_up(client, office):
    token = begin(client)
    client.post(step(token, "contact"), CONTACT)
    draft = Draft.objects.get(token=token)
    Draft.objects.filter(pk=draft.pk).update(identity=with_another_key(draft.identity))
    page = client.get(step(token, "contact"))
    assert page.status_code == 200
    assert "আর খোলা যায় না" in page.content.decode()
    assert client.post(step(token, "contact"), CONTACT | {"identity": ""}).status_code == 302
    client.post(step(token, "papers"), {"show-1": "on"})
    assert client.get(step(token, "check")).status_code == 200
    client.post(step(token, "check"), {})
    assert Case.objects.get(submission=token).applicant.identity == ""


def test_the_officer_reads_it_whole_for_a_reason_that_is_entered_first(signed_in, karim, case):
    desk, door = signed_in(karim), reverse("case_identity", args=[case.number])
    assert NUMBER not in latin_digits(desk.get(door).content.decode())
    assert desk.post(door, {}).status_code == 422
    assert desk.post(door, {"why": "curious"}).status_code == 422
    assert not Entry.objects.filter(verb="case.identity_read").exists()
    shown = desk.post(door, {"why": "compare"}, follow=True)
    assert NUMBER in latin_digits(shown.content.decode())
    assert "no-store" in shown["Cache-Control"]
    entry = Entry.objects.get(verb="case.identity_read")
    assert (entry.actor_id, entry.subject_id, entry.facts) == (karim.pk, case.pk, {"reason": "compare"})


def test_it_is_shown_for_a_minute_and_to_nobody_else(signed_in, karim, case, now):
    with time_machine.travel(now, tick=False) as clock:
        desk, door = signed_in(karim), reverse("case_identity", args=[case.number])
        shown = desk.post(door, {"why": "compare"})["Location"]
        assert NUMBER in latin_digits(desk.get(shown).content.decode())
        other = User.objects.create(username="another")
        Holding.objects.create(user=other, post=karim.holdings.get().post, since=date(2024, 1, 1))
        for user, address in ((other, shown), (karim, f"{door}?key=x"), (karim, f"{door}?key=")):
            assert NUMBER not in latin_digits(signed_in(user).get(address).content.decode())
        clock.shift(timedelta(seconds=61))
        assert NUMBER not in latin_digits(signed_in(karim).get(shown).content.decode())


def test_no_assistant_reads_it_whole(signed_in, shirin, case):
    desk = signed_in(shirin)
    assert desk.post(reverse("case_identity", args=[case.number]), {"why": "compare"}).status_code == 403
    assert (
        reverse("case_identity", args=[case.number])
        not in desk.get(reverse("case", args=[case.number])).content.decode()
    )


def test_a_case_is_found_by_the_number_typed_in_either_script(signed_in, karim, case):
    desk = signed_in(karim)
    for typed in (NUMBER, TYPED):
        assert latin_digits(case.number) in latin_digits(
            desk.get(reverse("queue"), {"q": typed}).content.decode()
        )
    assert case.number not in latin_digits(desk.get(reverse("queue"), {"q": "9134567891"}).content.decode())


def test_copied_into_another_row_it_does_not_open(case, receive):
    other = receive("citizen-1").applicant
    Applicant.objects.filter(pk=other.pk).update(identity=case.applicant.identity)
    other.refresh_from_db()
    with pytest.raises(DecryptionFault):
        other.decrypt_identity()


def several(office, many=7) -> list[Applicant]:
    made = []
    for number in range(many):
        person = Applicant.objects.create(office=office, name=f"জন {number}", mobile="")
        person.encrypt_identity(f"{number:010d}")
        person.save(update_fields=["identity", "identity_index"])
        made.append(person)
    return made


def test_a_rotation_seals_everything_anew_and_the_old_key_may_then_go(office, capsys):
    people = several(office)
    before = [person.identity_index for person in people]
    assert keys.rotate_keys([]) == 0
    for number, person in enumerate(people):
        person.refresh_from_db()
        assert person.identity.startswith("2:")
        assert person.decrypt_identity() == f"{number:010d}"
    assert not {person.identity_index for person in people} & set(before)
    keys.retire_keys([])
    assert set(key_ring().keys) == set(key_ring().index_keys) == {"2"}
    assert [[person.identity_index] for person in people] == [
        identity_indexes(f"{number:010d}") for number in range(len(people))
    ]
    assert people[0].decrypt_identity() == "0000000000"
    assert not [key for key in map(repr, key_ring().keys.values()) if key in capsys.readouterr().out]


def test_a_rotation_that_fell_in_the_middle_goes_on_with_the_same_key(office, monkeypatch):
    people = several(office)
    monkeypatch.setattr("ongikar.core.crypto.encrypted_field.PAGE", 2)
    fallen = iter(range(3))

    class Fallen(RuntimeError):
        pass

    opened = type(key_ring()).decrypt

    def falling(ring, sealed, place):
        if next(fallen, None) is None:
            raise Fallen
        return opened(ring, sealed, place)

    monkeypatch.setattr("ongikar.core.crypto.encryption.KeyRing.decrypt", falling)
    with pytest.raises(Fallen):
        keys.rotate_keys([])
    monkeypatch.setattr("ongikar.core.crypto.encryption.KeyRing.decrypt", opened)
    there = Applicant.objects.filter(pk__in=[each.pk for each in people])
    assert {person.identity[:2] for person in there} == {"1:", "2:"}
    # Each number is found meanwhile, under whichever key it lies.
    for number, person in enumerate(people):
        assert there.get(identity_index__in=identity_indexes(f"{number:010d}")) == person
    assert keys.rotate_keys([]) == 0
    assert key_ring().newest == "2"
    for number, person in enumerate(people):
        person.refresh_from_db()
        assert (person.identity[:2], person.decrypt_identity()) == ("2:", f"{number:010d}")


def test_a_ring_of_before_with_one_index_for_all_is_read_and_turned(office, settings):
    people = several(office, 2)
    old = json.loads(Path(settings.ONGIKAR_KEYS).read_text())
    Path(settings.ONGIKAR_KEYS).write_text(
        json.dumps({"newest": "1", "keys": old["keys"], "index": old["indexes"]["1"]})
    )
    assert identity_indexes("0000000001") == [people[1].identity_index]
    assert keys.rotate_keys([]) == 0
    people[1].refresh_from_db()
    assert people[1].identity_index == key_ring().blind_index("0000000001", "identity")
    assert people[1].decrypt_identity() == "0000000001"


def test_neither_the_answers_nor_the_words_of_the_search_hold_it(case):
    assert NUMBER not in json.dumps(case.answers)
    assert NUMBER not in case.search
