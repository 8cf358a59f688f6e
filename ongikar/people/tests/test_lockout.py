"""Guessing passwords: after ten of one name the door stays shut, and nobody learns which names there are."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ongikar.people import lockout
from ongikar.people import lockout as trusted_device
from ongikar.people.models import User

pytestmark = pytest.mark.django_db
LOCKED = "অনেকবার ভুল হয়েছে"


@pytest.fixture(autouse=True)
def _nobody_tried(office):
    cache.clear()
    # The cast as people of a real office: sample people sign in at this machine alone.
    User.objects.update(is_demo=False)


def tried(name: str, password: str = "wrong", *, address: str = "10.0.0.1", **headers):
    # What one process remembers by itself is not what is tried here.
    cache.clear()
    return Client().post("/sign-in/", {"login": name, "password": password}, REMOTE_ADDR=address, **headers)


def words(answer) -> str:
    return answer.content.decode()


def test_after_ten_wrong_tries_even_the_right_password_stays_out_for_an_hour():
    for n in range(lockout.OF_ACCOUNT):
        assert LOCKED not in words(tried("karim", address=f"10.0.1.{n}"))
    assert LOCKED in words(tried("karim", "ongikar-demo", address="10.0.2.1"))
    assert not lockout.is_locked("karim", "10.0.2.1", timezone.now() + timedelta(hours=1, minutes=2))


def shut_by_strangers(name: str = "karim") -> None:
    for n in range(lockout.OF_ACCOUNT):
        tried(name, address=f"10.0.1.{n}")


def again(browser: Client, name: str, password: str, address: str = "10.0.0.1"):
    cache.clear()
    browser.post("/sign-out/")
    return browser.post("/sign-in/", {"login": name, "password": password}, REMOTE_ADDR=address)


@pytest.fixture
def his():
    """Karim's browser, in which he has been before."""
    browser = Client()
    assert again(browser, "karim", "ongikar-demo").status_code == 302
    return browser


def test_a_stranger_does_not_keep_him_out_of_his_own_browser(his):
    shut_by_strangers()
    assert LOCKED in words(tried("karim", "ongikar-demo"))
    assert again(his, "karim", "ongikar-demo").status_code == 302


def test_his_own_browser_guesses_no_more_than_ten_either(his):
    for _ in range(lockout.OF_ACCOUNT):
        assert LOCKED not in words(again(his, "karim", "wrong"))
    assert LOCKED in words(again(his, "karim", "ongikar-demo"))


def test_it_is_his_alone_and_nobody_elses_name_is_tried_with_it(his):
    shut_by_strangers("shirin")
    assert LOCKED in words(again(his, "shirin", "ongikar-demo"))


def test_a_cookie_made_up_lets_nobody_in(his):
    shut_by_strangers()
    whole = his.cookies["known"].value
    for made_up in ("", "x", whole[:-1], whole.partition(":")[0], f"x{whole}"):
        browser = Client()
        browser.cookies["known"] = made_up
        assert LOCKED in words(again(browser, "karim", "ongikar-demo")), made_up


def test_what_a_shut_out_browser_keeps_tells_no_name(his):
    assert "karim" not in str(signing.loads(his.cookies["known"].value, salt=trusted_device.COOKIE.salt))
    morsel = his.cookies["known"]
    assert (morsel["httponly"], morsel["samesite"]) == (True, "Lax")


def test_others_are_let_in_meanwhile():
    for n in range(lockout.OF_ACCOUNT):
        tried("karim", address=f"10.0.1.{n}")
    assert tried("shirin", "ongikar-demo", address="10.0.2.1").status_code == 302


def test_one_address_may_not_try_many_names():
    for n in range(lockout.FROM_ADDRESS):
        tried(f"name{n}", address="10.0.0.9")
    assert LOCKED in words(tried("karim", "ongikar-demo", address="10.0.0.9"))
    assert tried("karim", "ongikar-demo", address="10.0.0.8").status_code == 302


def test_a_header_does_not_make_another_address_of_it():
    for n in range(lockout.FROM_ADDRESS):
        tried(f"name{n}", address="10.0.0.9", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}")
    assert LOCKED in words(tried("karim", "ongikar-demo", address="10.0.0.9", HTTP_X_FORWARDED_FOR="9.9.9.9"))


def test_an_unknown_name_a_wrong_password_and_a_closed_account_are_told_the_same():
    User.objects.filter(username="shirin").update(is_active=False)
    answers = [tried("nobody-here"), tried("karim"), tried("shirin", "ongikar-demo")]
    assert {answer.status_code for answer in answers} == {200}
    assert len({tuple(answer.context["form"].non_field_errors()) for answer in answers}) == 1


def test_an_unknown_name_is_locked_as_a_known_one_is():
    for name in ("karim", "nobody-here"):
        for n in range(lockout.OF_ACCOUNT):
            tried(name, address=f"10.0.3.{n}")
        assert LOCKED in words(tried(name, address="10.0.4.1"))


def test_as_much_is_reckoned_for_an_unknown_name(monkeypatch):
    """The slow part is the hash of the password: it is made once, whoever is named."""
    made = []
    hasher = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    from django.contrib.auth import hashers

    for each in hashers.get_hashers():
        monkeypatch.setattr(each, "encode", counted(each.encode, made))
        monkeypatch.setattr(each, "verify", counted(each.verify, made))
    for name in ("karim", "nobody-here"):
        made.clear()
        tried(name)
        assert len(made) == 1, (name, hasher)


def counted(method, made: list):
    def called(*args, **kwargs):
        # A check makes a hash inside itself: only the outermost counts.
        made.append(method) if not getattr(counted, "inside", False) else None
        outer, counted.inside = getattr(counted, "inside", False), True
        try:
            return method(*args, **kwargs)
        finally:
            counted.inside = outer

    return called


def test_what_was_typed_as_a_name_is_not_kept():
    assert "my-password" not in lockout.account_key("my-password")


def test_a_wrong_sign_in_is_a_line_of_the_log_without_the_name(caplog):
    with caplog.at_level("WARNING", logger="ongikar.refused"):
        tried("my-password", "wrong", address="10.0.1.9")
        tried("karim", "ongikar-demo", address="10.0.1.9")
    lines = [record.getMessage() for record in caplog.records if record.name == "ongikar.refused"]
    assert lines == ["a wrong sign-in from 10.0.1.9"]


def test_the_sentence_comes_in_the_language_of_the_page():
    for n in range(lockout.OF_ACCOUNT):
        tried("karim", address=f"10.0.1.{n}")
    cache.clear()
    answer = Client().post("/en/sign-in/", {"login": "karim", "password": "x"}, REMOTE_ADDR="10.0.2.1")
    assert "Too many wrong tries" in words(answer)
