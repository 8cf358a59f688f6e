"""An inspection taken along: what a phone sends in any order, repeated or cut, ends the same; and whoever
has no pack sends nothing.
"""

import hashlib
import json
from datetime import datetime, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language
from ongikar.delivery.inspection.finishing import cancel_inspection, finish_visit
from ongikar.delivery.inspection.merged_answers import merge_answers
from ongikar.delivery.inspection.models import (
    Answer,
    DeviceSighting,
    InspectionPhoto,
    OfflinePack,
)
from ongikar.delivery.inspection.offline.packs import make_pack, take_photo, take_said
from ongikar.journal.models import Entry
from ongikar.packs.actions import find_pack, pack_token, revoke_pack, signer
from ongikar.papers.models import Paper
from tests.examples import examples
from tests.scene import make_picture

from .inspections import SEEN, checklist_of

HOUR = timedelta(hours=1)


def said(item, value, *, at=SEEN, note="", over=(), uuid=None, sent=None, **more):
    """As the phone writes it."""
    fields = {"uuid": str(uuid or uuid4()), "value": value, "note": note, "said_at": at.isoformat()}
    fields |= {"sent_at": (sent or SEEN).isoformat()} | ({"item": item, "over": list(over)} if item else {})
    return json.dumps(fields | more).encode()


@pytest.fixture
def send(pack):
    """Send to the address of the pack, signed in as nobody unless a client is given."""

    def send(body, *, client=None, path="answer", at=SEEN, token=None, tongue=""):
        address = f"{tongue}/field/{token or pack_token(pack)}/{path}/"
        with time_machine.travel(at, tick=False):
            return (client or Client()).post(address, body, content_type="application/json")

    return send


def photo_fields(content, **more):
    fields = {"uuid": str(uuid4()), "item": "wires", "sha256": hashlib.sha256(content).hexdigest()}
    return fields | {"said_at": SEEN.isoformat(), "sent_at": SEEN.isoformat()} | more


def upload(content):
    return SimpleUploadedFile("photo.jpg", content, "image/jpeg")


@pytest.mark.fast
def test_an_answer_and_a_photo_are_kept_without_signing_in_and_their_hash_is_told(pack, send, karim):
    body = said("earth", "yes", note="ঠিক আছে")
    answer = send(body)
    assert answer.status_code == 200
    assert answer.json()["sha256"] == hashlib.sha256(body).hexdigest()
    kept = Answer.objects.get()
    assert (kept.item, kept.value, kept.note, kept.by, kept.source) == (
        *("earth", "yes", "ঠিক আছে", karim),
        pack.source,
    )
    content = make_picture()
    with time_machine.travel(SEEN, tick=False):
        answer = Client().post(
            f"/field/{pack_token(pack)}/photo/",
            photo_fields(content, latitude="25.7439", longitude="89.2752", accuracy="12.4")
            | {"photo": upload(content)},
        )
    assert answer.json()["sha256"] == hashlib.sha256(content).hexdigest()
    photo = InspectionPhoto.objects.get()
    assert (photo.item, photo.accuracy_m, photo.position_source) == ("wires", 12, "browser")


# What two phones say of two items: each phone in its own order, each answer over those it gave before.
SAID = list(product((0, 1), ("earth", "wires"), ("yes", "no", "na")))


def lives(sayings):
    """phone → its sendings, each with the answers that it stands in the place of."""
    made = []
    before: dict[tuple[int, str], list[str]] = {}
    for place, (phone, item, value) in enumerate(sayings):
        uuid = UUID(int=place + 1)
        over = before.setdefault((phone, item), [])
        made.append((phone, said(item, value, at=SEEN + place * HOUR / 10, over=over, uuid=uuid)))
        over.append(str(uuid))
    return made


def standing_values(inspection):
    return {
        item: {row.value for row in merge_answers(inspection).rows_of(item)} for item in ("earth", "wires")
    }


@given(st.data())
@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_order_repeated_or_cut_ends_the_same(two_packs, data):
    """Law 11. Cut: a sending is broken off before or after it was kept; the phone has it until it is told."""
    inspection, packs = two_packs
    sayings = data.draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=8))
    sendings = lives(sayings)
    expected: dict[str, dict[int, str]] = {"earth": {}, "wires": {}}
    for phone, item, value in sayings:
        expected[item][phone] = value
    tries = data.draw(st.lists(st.sampled_from(range(len(sendings))), max_size=8))
    tries += data.draw(st.permutations(range(len(sendings))))
    now = SEEN + timedelta(days=1)
    with transaction.atomic():
        for delay, place in enumerate(tries):
            phone, body = sendings[place]
            try:
                with transaction.atomic():
                    take_said(packs[phone], body, now + delay * timedelta(seconds=7))
                    if data.draw(st.booleans()) and place in tries[delay + 1 :]:
                        raise ConnectionResetError
            except ConnectionResetError:
                continue
        assert standing_values(inspection) == {
            item: set(values.values()) for item, values in expected.items()
        }
        assert Answer.objects.count() == len(sendings)
        transaction.set_rollback(True)


@pytest.fixture
def two_packs(inspection, karim, shirin):
    return inspection, [make_pack(inspection, user=user, now=SEEN) for user in (karim, shirin)]


def test_two_phones_that_differ_are_both_kept_and_the_officer_chooses(two_packs, karim, client):
    inspection, packs = two_packs
    for pack, value in zip(packs, ("yes", "no"), strict=True):
        take_said(pack, said("earth", value), SEEN)
    assert merge_answers(inspection).disputed_items == ["earth"]
    client.force_login(karim)
    chosen = Answer.objects.get(value="no")
    client.post(reverse("choose_answer", args=[inspection.pk]), {"answer": chosen.pk})
    assert merge_answers(inspection).values()["earth"] == "no"


def test_a_pack_of_before_opens_and_sends_where_it_always_did(pack, office):
    """Phones keep their addresses for seven days, whatever is moved meanwhile."""
    assert find_pack(OfflinePack, office, pack_token(pack)) == pack
    token = "signed"
    for tongue, root in (("bn", ""), ("en", "/en")):
        with override_language(tongue):
            assert reverse("field", args=[token]) == f"{root}/field/signed/"
            assert reverse("field_answer", args=[token]) == f"{root}/field/signed/answer/"
            assert reverse("field_photo", args=[token]) == f"{root}/field/signed/photo/"
            assert reverse("field_worker") == f"{root}/field/worker.js"
    said_of = signer(OfflinePack).unsign_object(pack_token(pack))
    assert said_of == [
        *(pack.key.hex, pack.inspection_id, pack.user_id, int(pack.expires_at.timestamp())),
    ]


def test_a_device_is_seen_from_the_phone_and_the_last_word_counts(pack, device):
    for value, minutes in (("faulty", 10), ("works", 0)):
        body = said("", value, at=SEEN + timedelta(minutes=minutes), device=device.pk, sent=SEEN + HOUR)
        for _ in range(2):
            take_said(pack, body, SEEN + HOUR)
    assert [row.state for row in DeviceSighting.objects.order_by("said_at")] == ["works", "faulty"]
    for wrong in ("x", True, 0, 2**70, None):
        with pytest.raises(ActFault):
            take_said(pack, said("", "works", device=wrong), SEEN)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 30_000, b"1" * 50_000),
        *(said("earth", "yes", uuid="no uuid"), said("earth", "perhaps"), said("nothing", "yes")),
        *(said("earth", ["yes"]), said("earth", "yes", over=["x"]), said("pupils", "many")),
        said("earth", "yes").replace(b"2026", b"20x6"),
        said("earth", "yes", note="অ" * 2_001),
        said("earth", "yes", over=[str(uuid4())] * 201),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_nothing_is_kept(body, send):
    for tongue in ("", "/en"):
        answer = send(body, tongue=tongue)
        assert answer.status_code == 422
        assert answer.json()["fault"]
    assert not Answer.objects.exists()


def test_other_words_under_a_known_number_are_not_told_as_kept(pack, send):
    uuid = uuid4()
    assert send(said("earth", "yes", uuid=uuid)).status_code == 200
    answer = send(said("earth", "no", uuid=uuid))
    assert answer.status_code == 422
    assert Answer.objects.get().value == "yes"


def test_a_pack_is_of_one_person_seven_days_and_can_be_called_back(pack, send, karim, shirin, client):
    body, after = said("earth", "yes"), SEEN + timedelta(days=7, hours=1)
    client.force_login(shirin)
    other = send(body, client=client)
    assert (other.status_code, other.json()["why"]) == (403, "other")
    over = send(body, at=after)
    assert (over.status_code, over.json()["why"]) == (401, "over")
    assert not Answer.objects.exists()
    with time_machine.travel(after, tick=False):
        mine = Client()
        mine.force_login(karim)
    assert send(body, at=after, client=mine).status_code == 200
    revoke_pack(pack, actor=("user", karim.pk), now=SEEN)
    revoke_pack(pack, actor=("user", karim.pk), now=SEEN)
    assert Entry.objects.filter(verb="inspection.called_back").count() == 1
    gone = send(body)
    assert (gone.status_code, gone.json()["why"]) == (403, "revoked")


def test_whoever_has_left_the_office_sends_nothing(pack, send, karim):
    karim.holdings.update(until=SEEN.date() - timedelta(days=1))
    answer = send(said("earth", "yes"))
    assert (answer.status_code, answer.json()["why"]) == (403, "left")


def test_an_address_that_was_changed_opens_nothing(pack, office, send, karim):
    token = pack_token(pack)
    said_part, _, seal = token.partition(":")
    for wrong in (token[:-1], f"{said_part[:-2]}AA:{seal}", "x", "x:y", f"{token}:z", ""):
        assert find_pack(OfflinePack, office, wrong) is None
    assert send(said("earth", "yes"), token=token[:-2]).status_code == 404
    pack.expires_at += timedelta(days=30)
    assert find_pack(OfflinePack, office, pack_token(pack)) is None


def test_a_clock_that_is_off_is_measured_and_put_right(pack, send):
    behind = timedelta(minutes=42)
    OfflinePack.objects.update(made_at=SEEN - 2 * HOUR)
    send(said("earth", "yes", at=SEEN - behind - HOUR, sent=SEEN - behind))
    send(said("wires", "no", at=SEEN - behind, sent=SEEN - behind), at=SEEN + timedelta(seconds=40))
    assert [row.said_at for row in Answer.objects.order_by("item")] == [SEEN - HOUR, SEEN]
    pack.refresh_from_db()
    assert pack.behind_seconds == 42 * 60
    for wild in ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"):
        moment = datetime.fromisoformat(wild)
        assert send(said("fire", "yes", at=moment, sent=moment)).status_code == 200


@pytest.mark.parametrize(
    "far", [timedelta(days=1), timedelta(days=30), -timedelta(days=1), -timedelta(days=30)]
)
def test_a_clock_that_is_days_off_is_put_right_and_one_set_meanwhile_never_tells_of_what_cannot_be(
    pack, send, far
):
    made = SEEN - 2 * HOUR
    OfflinePack.objects.update(made_at=made)
    assert send(said("earth", "yes", at=SEEN + far - HOUR, sent=SEEN + far)).status_code == 200
    assert Answer.objects.get(item="earth").said_at == SEEN - HOUR
    # Written by the wrong clock, sent by one that was set in between.
    assert send(said("wires", "no", at=SEEN + far, sent=SEEN)).status_code == 200
    told = Answer.objects.get(item="wires").said_at
    assert made <= told <= SEEN


def test_what_comes_after_the_visit_or_after_it_was_cancelled_is_told(pack, send, inspection, say_all, karim):
    say_all(inspection, earth="yes", wires="yes", fire="yes", locks="yes", cctv="na", pupils="20")
    finish_visit(inspection, visited_on=SEEN.date(), actor=("user", karim.pk), now=SEEN)
    assert send(said("earth", "no"), at=SEEN + HOUR).status_code == 200
    assert Answer.objects.get(value="no").is_late


def test_a_cancelled_inspection_takes_nothing(pack, send, inspection, karim):
    cancel_inspection(inspection, reason="ভুল জায়গা", actor=("user", karim.pk), now=SEEN)
    answer = send(said("earth", "yes"))
    assert answer.status_code == 422
    assert "বাতিল" in answer.json()["fault"]


def test_a_checklist_that_is_changed_meanwhile_does_not_reach_a_phone(pack, send, office, checklist):
    changed = {**checklist.definition, "questions": checklist.definition["questions"][1:]}
    checklist_of(office, "other-check", changed)
    assert send(said("earth", "yes")).status_code == 200


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({}, None),
        ({"latitude": "0", "longitude": "0", "accuracy": "5"}, None),
        ({"latitude": "91", "longitude": "89"}, None),
        ({"latitude": "nan", "longitude": "x"}, None),
        ({"latitude": "25.7", "longitude": "89.2", "accuracy": "inf"}, "25.70000"),
    ],
)
def test_a_photo_without_a_place_that_can_be_is_kept_without_one(pack, more, place):
    content = make_picture()
    take_photo(pack, photo_fields(content, **more), upload(content), SEEN)
    kept = InspectionPhoto.objects.get().latitude
    assert (str(kept) if kept is not None else None) == place


def test_a_photo_a_year_off_is_kept_with_our_own_time(pack):
    content, year = make_picture(), timedelta(days=365)
    fields = photo_fields(content, said_at=(SEEN - year).isoformat(), sent_at=SEEN.isoformat())
    take_photo(pack, fields, upload(content), SEEN)
    kept = InspectionPhoto.objects.get()
    assert kept.is_clock_wrong
    assert kept.taken_at == SEEN


def test_a_photo_that_is_cut_or_too_large_or_none_is_refused_and_the_phone_keeps_it(pack):
    content = make_picture()
    cut = photo_fields(content)
    large = b"\xff\xd8\xff" + b"0" * 5_300_000
    with transaction.atomic():
        for fields, file in (
            (cut, upload(content[:-40])),
            (photo_fields(large), upload(large)),
            (photo_fields(b"no picture"), upload(b"no picture")),
            (photo_fields(content), None),
            (photo_fields(content, sha256=""), upload(content)),
            (photo_fields(content, item="nothing"), upload(content)),
        ):
            with pytest.raises(ActFault):
                take_photo(pack, fields, file, SEEN)
    assert not InspectionPhoto.objects.exists()
    assert not Paper.objects.exists()
    # Sent again whole, and once more, it is one.
    for _ in range(2):
        assert take_photo(pack, cut, upload(content), SEEN) == cut["sha256"]
    assert InspectionPhoto.objects.count() == 1
