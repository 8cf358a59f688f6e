"""What is sealed opens at its own place with its own key, and nowhere and in no other state."""

import os
import stat
from base64 import urlsafe_b64decode, urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.core.crypto import key_ring as ring_file
from ongikar.core.crypto.encryption import DecryptionFault, KeyRing

RING = KeyRing.new()
TEXTS = st.text(max_size=60)
PLACE = "people_applicant.identity.7"


@given(TEXTS, st.text(max_size=40))
def test_what_was_sealed_opens_again_at_its_place(plain, place):
    sealed = RING.encrypt(plain, place)
    assert RING.decrypt(sealed, place) == plain
    assert len(plain) < 4 or plain not in sealed


@given(TEXTS)
def test_the_same_text_is_never_sealed_the_same_way_twice(plain):
    assert RING.encrypt(plain, PLACE) != RING.encrypt(plain, PLACE)


@given(TEXTS, st.data())
def test_one_bit_changed_anywhere_and_it_does_not_open(plain, data):
    name, _, body = RING.encrypt(plain, PLACE).partition(":")
    whole = bytearray(urlsafe_b64decode(body))
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[at // 8] ^= 1 << at % 8
    with pytest.raises(DecryptionFault):
        RING.decrypt(f"{name}:{urlsafe_b64encode(bytes(whole)).decode()}", PLACE)


@given(st.text(max_size=200))
def test_whatever_else_lies_there_is_a_fault_of_its_own_and_no_other(rubbish):
    with pytest.raises(DecryptionFault):
        RING.decrypt(f"1:{rubbish}", PLACE)
    with pytest.raises(DecryptionFault):
        RING.decrypt(f"no key {rubbish}", PLACE)


@given(TEXTS, st.text(max_size=30))
def test_moved_to_another_row_column_or_table_it_does_not_open(plain, other):
    if other != PLACE:
        with pytest.raises(DecryptionFault):
            RING.decrypt(RING.encrypt(plain, PLACE), other)


@given(TEXTS, st.integers(1, 4))
def test_after_any_number_of_turns_the_old_still_opens_and_the_new_has_the_newest_key(plain, turns):
    ring, sealed = RING, RING.encrypt(plain, PLACE)
    for _ in range(turns):
        ring = ring.with_new_key()
    assert ring.decrypt(sealed, PLACE) == plain
    assert ring.is_old(sealed)
    assert not ring.is_old(ring.encrypt(plain, PLACE))
    with pytest.raises(DecryptionFault):
        ring.without(frozenset({"1"})).decrypt(sealed, PLACE)
    with pytest.raises(DecryptionFault):
        RING.decrypt(ring.encrypt(plain, PLACE), PLACE)


@given(TEXTS, TEXTS)
def test_an_index_is_equal_just_where_the_texts_are_and_turns_with_the_key(one, another):
    assert (RING.blind_index(one, "identity") == RING.blind_index(another, "identity")) == (one == another)
    turned = RING.with_new_key()
    assert turned.blind_index(one, "identity") != RING.blind_index(one, "identity")
    # What lies in the database is found under either key until the old one goes.
    assert set(turned.blind_indexes(one, "identity")) == {
        ring.blind_index(one, "identity") for ring in (RING, turned)
    }
    assert turned.without(frozenset({"1"})).blind_indexes(one, "identity") == [
        turned.blind_index(one, "identity")
    ]
    assert RING.blind_index(one, "identity") != KeyRing.new().blind_index(one, "identity")
    assert RING.blind_index(one, "identity") != RING.blind_index(one, "mobile")


def test_a_ring_tells_no_key_to_a_log():
    assert not [key for key in (*RING.keys.values(), *RING.index_keys.values()) if repr(key) in repr(RING)]


@pytest.mark.django_db
def test_the_file_is_its_owners_alone_and_stays_the_same(settings):
    first = ring_file.key_ring()
    assert stat.S_IMODE(os.stat(settings.ONGIKAR_KEYS).st_mode) == 0o600
    assert ring_file.key_ring() == first
    ring_file.write_ring(first.with_new_key())
    assert ring_file.key_ring().newest == "2", "a process that runs on sees the new key"
    assert stat.S_IMODE(os.stat(settings.ONGIKAR_KEYS).st_mode) == 0o600
    assert [path.name for path in Path(settings.ONGIKAR_KEYS).parent.glob(".keys-*")] == []


def test_processes_that_begin_at_once_agree_on_one_ring(settings, tmp_path):
    settings.ONGIKAR_KEYS = tmp_path / "new" / "keys.json"
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda _: ring_file.write_first_ring(settings.ONGIKAR_KEYS), range(16)))
        rings = list(many.map(lambda _: ring_file.key_ring(), range(16)))
    assert all(ring == rings[0] for ring in rings)
