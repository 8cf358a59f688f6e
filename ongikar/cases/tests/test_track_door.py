"""The door to a request: who gets in by its number and four digits, and who does not."""

from datetime import timedelta
from itertools import pairwise

import pytest

from ongikar.cases.citizen.track import tracking
from ongikar.cases.models import Case
from ongikar.offices.models import Serial
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db

WRONG = "কোনো আবেদন পাওয়া যায়নি"


def words(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("typed", ["{n}", " {n} ", "{bn}", "{plain}"])
def test_the_number_opens_in_either_script_and_with_any_separators(client, case, typed):
    number = typed.format(n=case.number, bn=digits(case.number), plain=case.number.replace("-", ""))
    answer = client.post("/track/", {"number": number, "last_four": "০০০১"})
    assert answer["Location"] == f"/track/{case.number}/"
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("typed", ["{n}", "{bn}", "{plain}"])
def test_a_number_past_99_999_in_a_year_opens_too(client, case, receive, now, typed):
    Serial.objects.filter(book="tracking", year=now.year).update(last=100_416)
    number = receive(now=now).number
    assert number.startswith("8549-26-100417-")
    typed = typed.format(n=number, bn=digits(number), plain=number.replace("-", ""))
    answer = client.post("/track/", {"number": typed, "last_four": "০০০১"})
    assert answer["Location"] == f"/track/{number}/"


def test_who_knows_the_series_and_the_mobile_walks_to_no_case(client, case):
    """The neighbour: the last 4 digits are known, and yesterday's number on one's own receipt."""
    base = case.number.rpartition("-")[0]
    right = case.number.rpartition("-")[2]
    for check in ("", "-00000", f"-{(int(right) + 1) % 100_000:05d}"):
        assert client.post("/track/", {"number": base + check, "last_four": "0001"}).status_code == 422
        assert client.get(f"/track/{base}{check}/").status_code == 302


def test_no_number_can_be_reckoned_from_another(receive):
    checks = [receive().number.rpartition("-")[2] for _ in range(12)]
    assert all(len(check) == 5 for check in checks)
    assert len(set(checks)) > 10
    assert len({(int(b) - int(a)) % 100_000 for a, b in pairwise(checks)}) > 8


def test_a_number_of_before_the_check_parts_opens_as_ever(client, case):
    Case.objects.filter(pk=case.pk).update(number="8549-25-00007")
    answer = client.post("/track/", {"number": "৮৫৪৯-২৫-০০০০৭", "last_four": "0001"})
    assert answer["Location"] == "/track/8549-25-00007/"


def test_a_spoken_number_opens(client, case):
    said = ("শূন্য", "এক", "দুই", "তিন", "চার", "পাঁচ", "ছয়", "সাত", "আট", "নয়")
    spoken = " ".join(said[int(figure)] for figure in case.number.replace("-", ""))
    assert client.post("/track/", {"number": spoken, "last_four": "0001"}).status_code == 302


def test_wrong_digits_and_an_unknown_number_get_the_same_sentence(client, case):
    wrong = client.post("/track/", {"number": case.number, "last_four": "9999"})
    unknown = client.post("/track/", {"number": "8549-26-99999", "last_four": "0001"})
    assert wrong.status_code == unknown.status_code == 422
    assert WRONG in words(wrong)
    assert WRONG in words(unknown)


def knock(client, number, figures, address):
    return client.post("/track/", {"number": number, "last_four": figures}, REMOTE_ADDR=address)


def test_after_five_wrong_tries_even_the_right_digits_stay_out_for_an_hour(client, case, at, now):
    for _ in range(tracking.WRONG_TRIES):
        knock(client, case.number, "9999", "10.0.0.1")
    answer = knock(client, case.number, "0001", "10.0.0.1")
    assert answer.status_code == 429
    assert "এক ঘণ্টা পরে" in words(answer)
    at(now + timedelta(hours=1, minutes=2))
    assert knock(client, case.number, "0001", "10.0.0.1").status_code == 302


def test_a_stranger_who_tries_and_tries_shuts_nobody_else_out(client, case):
    for attempt in range(tracking.WRONG_TRIES_OF_AN_ADDRESS + 5):
        knock(client, case.number if attempt % 2 else f"8549-26-{attempt:05d}-12345", "9999", "10.0.0.1")
    assert knock(client, case.number, "0001", "10.0.0.2").status_code == 302


def test_one_address_may_not_try_many_numbers(client, case):
    for serial in range(tracking.WRONG_TRIES_OF_AN_ADDRESS):
        assert (
            client.post("/track/", {"number": f"8549-26-900{serial:02d}", "last_four": "0001"}).status_code
            == 422
        )
    assert client.post("/track/", {"number": case.number, "last_four": "0001"}).status_code == 429


def test_tried_from_everywhere_a_number_opens_by_a_code_alone_and_tells_nothing(client, case, at, now):
    for attempt in range(tracking.WRONG_TRIES_OF_ALL):
        assert knock(client, case.number, "9999", f"10.0.{attempt}.1").status_code == 422
    right, wrong = (knock(client, case.number, figures, "10.9.9.9") for figures in ("0001", "9998"))
    assert right.status_code == wrong.status_code == 429
    assert "মোবাইলে কোড নিয়ে" in words(right)
    assert "মোবাইলে কোড নিয়ে" in words(wrong)
    assert 'href="/mine/"' in words(right)
    at(now + timedelta(days=1, minutes=2))
    assert knock(client, case.number, "0001", "10.9.9.9").status_code == 302


def test_right_tries_are_not_counted(client, case):
    for _ in range(8):
        assert client.post("/track/", {"number": case.number, "last_four": "0001"}).status_code == 302


@pytest.mark.parametrize("last_four", ["", "12", "12345", "abcd", "০০০", "0001 OR 1=1"])
def test_four_digits_are_asked_for_as_such(client, case, last_four):
    assert client.post("/track/", {"number": case.number, "last_four": last_four}).status_code == 422


@pytest.mark.parametrize("number", ["x" * 5000, "<script>", "\u200b", "8549-26", "০" * 40])
def test_a_number_that_is_none_is_said_not_to_be_found(client, case, number):
    assert client.post("/track/", {"number": number, "last_four": "0001"}).status_code == 422


def test_without_the_key_the_page_leads_to_the_door_with_the_number_filled_in(client, case):
    answer = client.get(f"/track/{case.number}/")
    assert answer["Location"] == f"/track/?number={case.number}"
    assert f'value="{case.number}"' in words(client.get(answer["Location"]))


def test_the_door_in_english_stays_in_english(client, case):
    assert client.get(f"/en/track/{case.number}/")["Location"].startswith("/en/track/")


def test_a_forged_key_opens_nothing(client, case):
    client.cookies[tracking.COOKIE.name] = f'["case:{case.pk}"]'
    assert client.get(f"/track/{case.number}/").status_code == 302


def test_a_key_is_old_after_a_day(inside, case, at, now):
    assert inside.get(f"/track/{case.number}/").status_code == 200
    at(now + timedelta(days=1, minutes=1))
    assert inside.get(f"/track/{case.number}/").status_code == 302


def test_the_key_is_hidden_from_scripts(inside):
    assert inside.cookies[tracking.COOKIE.name]["httponly"]


def test_one_key_does_not_open_another_case(inside, receive):
    other = receive()
    assert inside.get(f"/track/{other.number}/").status_code == 302


def test_a_room_above_adds_what_can_be_found(client, case, monkeypatch):
    found = tracking.TrackedSubject(("grievance", 7), "/grievances/8549-26-9-00001/")
    monkeypatch.setattr(tracking, "FINDERS", [tracking.find_case, lambda number, last_four, office: found])
    answer = client.post("/track/", {"number": "8549-26-9-00001", "last_four": "0001"})
    assert answer["Location"] == found.address
