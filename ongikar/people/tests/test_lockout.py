"""Guessing passwords: after ten of one name the door stays shut, and nobody learns which names there are."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from fido2.utils import websafe_encode

from ongikar.offices.models import Office
from ongikar.people import lockout, passkey_challenge
from ongikar.people import lockout as trusted_device
from ongikar.people.models import SignIn, User
from ongikar.people.passwords import password_link
from ongikar.people.templatetags.passkeys import as_json
from tests.second_factor import SoftPasskey

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


# A shut door, and the ways of whoever it belongs to.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def with_app(karim):
    """Karim in an office that is no demonstration, with the app on his phone and codes in the cupboard."""
    Office.objects.update(is_demo=False)
    TOTP.activate(karim, SECRET)
    return RecoveryCodes.activate(karim).get_unused_codes()


def code_now() -> str:
    _, present, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(SECRET, present))


def with_code(name: str, password: str, code: str, *, browser=None, address: str = "10.0.7.1"):
    cache.clear()
    typed = {"login": name, "password": password, "code": code}
    return (browser or Client()).post("/sign-in/", typed, REMOTE_ADDR=address)


def test_a_shut_door_asks_for_a_code_beside_the_password_of_every_name_alike(with_app):
    for name in ("karim", "nobody-here"):
        shut_by_strangers(name)
        answer = tried(name, "ongikar-demo", address="10.0.6.1")
        assert LOCKED in words(answer)
        assert 'name="code"' in words(answer)
    assert 'name="code"' not in words(tried("shirin", address="10.0.6.1"))


def test_with_password_and_second_factor_he_comes_in_from_any_browser_at_once(with_app):
    shut_by_strangers()
    browser = Client()
    answer = with_code("karim", "ongikar-demo", code_now(), browser=browser)
    # In, and not asked for the code once more.
    assert (answer.status_code, answer["Location"]) == (302, "/desk/today/")
    assert browser.get("/desk/today/").status_code == 200
    assert SignIn.objects.get().how == SignIn.TOTP
    # From now on it is a browser of his own.
    assert again(browser, "karim", "ongikar-demo").status_code == 302


def test_a_code_from_the_cupboard_does_too_and_once(with_app):
    shut_by_strangers()
    code = with_app[0]
    assert with_code("karim", "ongikar-demo", code).status_code == 302
    assert with_code("karim", "ongikar-demo", code).status_code == 200


def test_a_wrong_password_and_a_wrong_code_are_told_the_same_and_end_at_the_tenth(with_app):
    shut_by_strangers()
    tries = [
        ("karim", "wrong", code_now()),
        ("karim", "ongikar-demo", "000000"),
        ("nobody-here", "x", "000000"),
    ]
    shut_by_strangers("nobody-here")
    told = {tuple(with_code(*each).context["form"].non_field_errors()) for each in tries}
    assert len(told) == 1
    for _ in range(lockout.WITH_FACTOR - len(tries)):
        with_code("karim", "wrong", "000000")
    assert LOCKED in words(with_code("karim", "ongikar-demo", code_now()))
    # What strangers try there shuts it there and nowhere else.
    assert with_code("karim", "ongikar-demo", code_now(), address="10.0.8.1").status_code == 302


def test_a_code_opens_no_door_to_whoever_has_none(with_app):
    shut_by_strangers("shirin")
    assert with_code("shirin", "ongikar-demo", code_now()).status_code == 200


def test_wrong_codes_of_a_stranger_who_has_the_password_do_not_shut_his_own_browser(with_app):
    his, stranger = Client(), Client()
    again(his, "karim", "ongikar-demo")
    assert his.post("/sign-in/code/", {"code": with_app[0]}).status_code == 302
    again(stranger, "karim", "ongikar-demo", "10.0.5.1")
    for n in range(12):
        cache.clear()
        stranger.post("/sign-in/code/", {"code": f"{n:06d}"}, REMOTE_ADDR="10.0.5.1")
    assert LOCKED in words(stranger.post("/sign-in/code/", {"code": with_app[1]}, REMOTE_ADDR="10.0.5.1"))
    again(his, "karim", "ongikar-demo")
    cache.clear()
    assert his.post("/sign-in/code/", {"code": with_app[2]}).status_code == 302


# A passkey is of a name, and an address in figures is none.
PASSKEY_HOST = "localhost"


def passkey_page(name: str, password: str = "wrong", *, browser=None, address: str = "10.0.6.1"):
    """The page of a shut door, and what it asks the browser."""
    cache.clear()
    typed = {"login": name, "password": password}
    browser = browser or Client()
    answer = browser.post("/sign-in/", typed, REMOTE_ADDR=address, headers={"host": PASSKEY_HOST})
    return answer, answer.context["form"].passkey


def with_passkey(name: str, password: str, passkey, asked, *, browser=None, address: str = "10.0.7.1"):
    cache.clear()
    shown = passkey.answer(asked.options)
    typed = {"login": name, "password": password, "code": "", "credential": shown, "challenge": asked.signed}
    browser = browser or Client()
    return browser.post("/sign-in/", typed, REMOTE_ADDR=address, headers={"host": PASSKEY_HOST})


@pytest.fixture
def passkey(karim):
    """Karim in an office that is no demonstration, with a passkey and nothing else."""
    Office.objects.update(is_demo=False)
    made = SoftPasskey(PASSKEY_HOST)
    made.belongs_to(karim)
    return made


def named(asked) -> list[str]:
    return [each["id"] for each in json.loads(as_json(asked.options))["publicKey"]["allowCredentials"]]


def test_a_shut_door_asks_for_a_passkey_of_every_name_alike(passkey, salma):
    """Nobody learns from it which names there are, nor who has one."""
    for n in range(passkey_challenge.NAMED + 1):
        SoftPasskey(PASSKEY_HOST).belongs_to(salma, f"{n}")
    asked = {}
    for name in ("karim", "salma", "shirin", "nobody-here"):
        shut_by_strangers(name)
        answer, asked[name] = passkey_page(name)
        assert 'data-passkey="get"' in words(answer)
        assert "লিংক চান" in words(answer)
        # Asked again it is the same.
        assert named(passkey_page(name)[1]) == named(asked[name])
    assert {len(named(each)) for each in asked.values()} == {passkey_challenge.NAMED}
    assert len({each for one in asked.values() for each in named(one)}) == 4 * passkey_challenge.NAMED
    assert websafe_encode(passkey.credential_id) in named(asked["karim"])
    # An address in figures has no passkeys: there it is not offered in vain.
    by_number = Client().post(
        "/sign-in/",
        {"login": "karim", "password": "x"},
        REMOTE_ADDR="10.0.6.2",
        headers={"host": "127.0.0.1"},
    )
    assert ("data-passkey" in words(by_number), 'name="code"' in words(by_number)) == (False, True)
    open_door = Client().get("/sign-in/")
    assert "data-passkey" not in words(open_door)
    # Nothing is kept of whoever only asks.
    assert not Session.objects.exists()


def test_with_password_and_passkey_he_comes_in_from_any_browser_at_once(passkey):
    shut_by_strangers()
    browser = Client()
    _, asked = passkey_page("karim", browser=browser)
    answer = with_passkey("karim", "ongikar-demo", passkey, asked, browser=browser)
    # In, and not asked for it once more.
    assert (answer.status_code, answer["Location"]) == (302, "/desk/today/")
    assert browser.get("/desk/today/").status_code == 200
    assert SignIn.objects.get().how == SignIn.PASSKEY
    assert again(browser, "karim", "ongikar-demo").status_code == 302
    # What was shown once is used up.
    assert with_passkey("karim", "ongikar-demo", passkey, asked).status_code == 200


def test_a_passkey_opens_a_shut_door_with_its_own_password_and_challenge_alone(passkey, shirin):
    stranger = SoftPasskey(PASSKEY_HOST)
    stranger.belongs_to(shirin)
    shut_by_strangers()
    shut_by_strangers("nobody-here")
    _, asked = passkey_page("karim")
    tries = [
        ("karim", "wrong", passkey, asked),
        ("karim", "ongikar-demo", stranger, asked),
        ("karim", "ongikar-demo", SoftPasskey("example.org"), asked),
        ("karim", "ongikar-demo", passkey, asked._replace(signed=passkey_page("karim")[1].signed)),
        ("karim", "ongikar-demo", passkey, asked._replace(signed=asked.signed[:-1])),
        ("nobody-here", "ongikar-demo", passkey, passkey_page("nobody-here")[1]),
    ]
    answers = [with_passkey(*each) for each in tries]
    assert {answer.status_code for answer in answers} == {200}
    assert len({tuple(answer.context["form"].non_field_errors()) for answer in answers}) == 1
    cache.clear()
    for made_up in ("{}", "[]", "null", "x", '{"id": 3}', '{"response": {}, "rawId": "AA"}'):
        typed = {
            "login": "karim",
            "password": "ongikar-demo",
            "credential": made_up,
            "challenge": asked.signed,
        }
        answer = Client().post("/sign-in/", typed, REMOTE_ADDR="10.0.9.1", headers={"host": PASSKEY_HOST})
        assert (answer.status_code, "পাসকি মেলেনি" in words(answer)) == (200, True), made_up
    # Right, and the door was never opened by any of it.
    assert with_passkey("karim", "ongikar-demo", passkey, asked).status_code == 302


def test_a_challenge_is_good_for_ten_minutes_and_tries_end_at_the_tenth(passkey, time_machine):
    shut_by_strangers()
    _, asked = passkey_page("karim")
    time_machine.move_to(timezone.now() + passkey_challenge.LASTS + timedelta(seconds=1))
    assert with_passkey("karim", "ongikar-demo", passkey, asked).status_code == 200
    for _ in range(lockout.WITH_FACTOR - 1):
        with_passkey("karim", "wrong", passkey, passkey_page("karim")[1])
    fresh = passkey_page("karim")[1]
    assert LOCKED in words(with_passkey("karim", "ongikar-demo", passkey, fresh))
    assert with_passkey("karim", "ongikar-demo", passkey, fresh, address="10.0.8.1").status_code == 302


def test_the_administrators_link_lets_him_in_though_strangers_try_on(karim):
    shut_by_strangers()
    browser = Client()
    link = password_link(karim).removeprefix(settings.PUBLIC_ADDRESS)
    typed = {"password1": "a new sentence of words", "password2": "a new sentence of words"}
    assert browser.post(link, typed).status_code == 302
    shut_by_strangers()
    assert again(browser, "karim", "a new sentence of words").status_code == 302


def test_whoever_is_in_gives_the_password_again_though_strangers_try(his):
    his.cookies.pop("known")
    shut_by_strangers()
    cache.clear()
    assert his.post("/sign-in/again/", {"password": "ongikar-demo"}).status_code == 302
