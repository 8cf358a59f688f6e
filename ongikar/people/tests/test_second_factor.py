"""The second factor: asked of everybody outside a demonstration, set up without help, and never lost with the
phone.
"""

import base64
import io
import re

import pytest
import typst
import zxingcpp
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from PIL import Image

from ongikar.core.models import Attempt
from ongikar.journal.models import Entry
from ongikar.notices.models import Message
from ongikar.offices.models import Office
from ongikar.operations import doctor
from ongikar.operations.worker import run_round
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db
KARIM = {"login": "karim", "password": "ongikar-demo"}
# What an app is told in the picture.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _in_earnest(office):
    """The office is no demonstration."""
    cache.clear()
    Office.objects.filter(pk=office.pk).update(is_demo=False)


def code_now(secret: str = SECRET) -> str:
    """Of this half minute: one before and one after are taken, too."""
    _, present, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, present))


@pytest.fixture
def with_app(karim):
    TOTP.activate(karim, SECRET)
    return karim


@pytest.fixture
def codes(with_app):
    return RecoveryCodes.activate(with_app).get_unused_codes()


def past_the_password(client) -> str:
    answer = client.post("/sign-in/", KARIM)
    assert answer.status_code == 302
    return answer["Location"]


def test_without_one_everything_leads_to_setting_it_up(client, karim, receive):
    past_the_password(client)
    for page in (
        "/desk/today/",
        "/desk/cases/",
        "/desk/counter/",
        "/desk/messages/",
        "/desk/books/",
        "/desk/people/",
        "/me/password/",
        "/desk/cases/x/",
    ):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, "/me/"), page
    assert "দুই ধাপের যাচাই যোগ করুন" in client.get("/me/").content.decode()


def test_nothing_is_written_either(client, receive):
    case = receive()
    past_the_password(client)
    assert client.post(f"/desk/cases/{case.number}/accept/", {"day": ""})["Location"] == "/me/"
    case.refresh_from_db()
    assert case.state == "received"


def test_a_paper_is_not_handed_out_either(client, office, receive, now):
    from ongikar.papers.actions import keep_paper
    from ongikar.papers.check import clean_file
    from tests.scene import make_picture

    paper = keep_paper(
        office=office, subject=receive().reference, title="ছবি", content=clean_file(make_picture()), now=now
    )
    past_the_password(client)
    assert client.get(f"/papers/{paper.pk}/")["Location"] == "/me/"


def test_an_app_is_added_and_the_codes_are_shown_once(client, karim):
    past_the_password(client)
    page = client.get("/me/app/").content.decode()
    secret = re.search(r"<code lang=\"en\">(\w+)</code>", page)[1]
    answer = client.post("/me/app/", {"code": digits(code_now(secret))})
    assert answer["Location"] == "/me/codes/"
    answer = client.get("/me/codes/")
    assert len(re.findall(r"<li><code>[০-৯]{8}</code>", answer.content.decode())) == 10
    assert not re.search(r"[০-৯]{8}</code>", client.get("/me/codes/").content.decode())
    assert client.get("/desk/today/").status_code == 200


def test_the_picture_for_the_app_holds_the_secret_that_can_be_typed(client, karim):
    past_the_password(client)
    page = client.get("/me/app/").content.decode()
    secret = re.search(r"<code lang=\"en\">(\w+)</code>", page)[1]
    (picture,) = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", page)
    source = b'#set page(width: 7cm, height: 7cm)\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    drawn = typst.compile(source, format="png", sys_inputs={"svg": base64.b64decode(picture).decode()})
    with Image.open(io.BytesIO(drawn)) as shown:
        (code,) = zxingcpp.read_barcodes(shown.convert("L"))
    assert code.text == f"otpauth://totp/karim?secret={secret}&issuer=Ongikar"


def test_of_a_new_factor_and_of_new_codes_the_person_is_told_once_each(
    client, karim, django_capture_on_commit_callbacks
):
    def done() -> list[str]:
        entries = Entry.objects.filter(verb__startswith="person.").exclude(verb="person.signed_in")
        return list(entries.order_by("id").values_list("verb", flat=True))

    past_the_password(client)
    page = client.get("/me/app/").content.decode()
    secret = re.search(r"<code lang=\"en\">(\w+)</code>", page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/me/app/", {"code": code_now(secret)})
    assert done() == ["person.factor_added"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/me/codes/new/")
    assert done() == ["person.factor_added", "person.codes_made"]
    run_round(timezone.now())
    titles = Message.objects.filter(subject_type="user", subject_id=karim.pk).values_list("title", flat=True)
    assert set(titles) == {"দুই ধাপের যাচাই যোগ হয়েছে", "নতুন উদ্ধার কোড"}


def test_a_wrong_code_adds_nothing_and_says_so(client, karim):
    past_the_password(client)
    client.get("/me/app/")
    answer = client.post("/me/app/", {"code": "000000"})
    assert "কোডটি ঠিক নয়" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_the_password_alone_opens_nothing_any_more(client, with_app):
    assert past_the_password(client) == "/sign-in/code/"
    assert "/sign-in/" in client.get("/desk/today/")["Location"]
    # Nor does it make the browser one of his.
    assert "known" not in client.cookies
    answer = client.post("/sign-in/code/", {"code": code_now()})
    assert answer["Location"] == "/desk/today/"
    assert "known" in client.cookies
    assert client.get("/desk/today/").status_code == 200


def test_each_recovery_code_works_once(client, codes):
    for expected in (302, 200):
        other = Client()
        past_the_password(other)
        assert other.post("/sign-in/code/", {"code": digits(codes[0])}).status_code == expected


def test_a_code_of_the_app_works_once(client, with_app):
    code = code_now()
    for expected in (302, 200):
        other = Client()
        past_the_password(other)
        assert other.post("/sign-in/code/", {"code": code}).status_code == expected


def test_another_process_of_the_server_does_not_take_it_once_more(client, with_app):
    code = code_now()
    past_the_password(client)
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    for written in (code, f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}"):
        # What one process remembers, the other never knew.
        cache.clear()
        other = Client()
        past_the_password(other)
        assert other.post("/sign-in/code/", {"code": written}).status_code == 200


def test_codes_are_not_tried_through(client, with_app):
    past_the_password(client)
    for _ in range(10):
        cache.clear()
        client.post("/sign-in/code/", {"code": "000000"})
    cache.clear()
    answer = client.post("/sign-in/code/", {"code": code_now()})
    assert answer.status_code == 200
    assert "এক ঘণ্টা পরে" in answer.content.decode()
    assert Attempt.objects.filter(key=f"second factor {with_app.pk}").exists()


def test_the_last_one_is_not_taken_away_outside_a_demonstration(client, with_app):
    type(with_app).objects.filter(pk=with_app.pk).update(is_demo=False)
    past_the_password(client)
    client.post("/sign-in/code/", {"code": code_now()})
    assert "একটি থাকতেই হবে" in client.post("/me/app/remove/").content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_the_secrets_of_the_apps_are_not_readable_in_the_database(codes):
    for kept in Authenticator.objects.all():
        assert SECRET not in str(kept.data)
        secret = kept.data.get("secret") or kept.data["seed"]
        assert len(secret) > 40
        assert not re.fullmatch(r"[0-9a-f]+", secret)


def test_keys_are_changed_only_by_who_gave_the_password_a_moment_ago(client, with_app):
    past_the_password(client)
    client.post("/sign-in/code/", {"code": code_now()})
    session = client.session
    session["account_authentication_methods"] = [
        each | {"at": each["at"] - 1000} for each in session["account_authentication_methods"]
    ]
    session.save()
    for page in ("/me/passkeys/add/", "/me/codes/new/", "/me/app/remove/"):
        assert client.get(page)["Location"].startswith("/sign-in/again/"), page
    client.post("/sign-in/again/?next=/me/codes/new/", {"password": "wrong"})
    assert client.get("/me/codes/new/").status_code == 302
    client.post("/sign-in/again/?next=/me/codes/new/", {"password": "ongikar-demo"})
    assert client.get("/me/codes/new/").status_code == 200


def test_in_a_demonstration_nobody_is_asked_for_one(client, office):
    Office.objects.filter(pk=office.pk).update(is_demo=True)
    past_the_password(client)
    assert client.get("/desk/today/").status_code == 200


def test_public_pages_ask_nobody(client):
    past_the_password(client)
    assert client.get("/sign-out/").status_code == 200
    assert Client().get("/").status_code == 200


def test_with_another_secret_a_code_opens_nothing_and_it_says_whom_to_tell(client, codes, settings):
    assert doctor.check_second_factors() == (True, "দুই ধাপের যাচাই: সব পড়া যায়")
    settings.SECRET_KEY = "another-secret-than-the-one-it-was-kept-under"
    past_the_password(client)
    for code in (code_now(), codes[0], "000000"):
        answer = client.post("/sign-in/code/", {"code": code})
        assert answer.status_code == 200
        assert "কার্যালয়ের চাবি বদলেছে" in answer.content.decode()
    fine, words = doctor.check_second_factors()
    assert not fine
    assert "karim" in words


@pytest.mark.parametrize(
    ("host", "by_number"), [("127.0.0.1:8000", True), ("[::1]:8000", True), ("localhost:8000", False)]
)
def test_where_the_address_is_a_number_a_passkey_is_not_tried_in_vain(
    client, karim, settings, host, by_number
):
    settings.ALLOWED_HOSTS = ["*"]
    past_the_password(client)
    page = client.get("/me/passkeys/add/", headers={"host": host}).content.decode()
    assert ("পাসকি শুধু নামের ঠিকানায় চলে" in page) == by_number
    assert ('data-passkey="create"' in page) != by_number


@pytest.mark.parametrize(("root", "first"), [("", "/desk/today/"), ("/en", "/en/desk/today/")])
def test_whoever_signs_in_and_out_in_a_language_goes_on_in_it(client, office, karim, root, first):
    answer = client.post(f"{root}/sign-in/", {"login": "karim", "password": "ongikar-demo"})
    assert answer["Location"] == first
    assert client.post(f"{root}/sign-out/")["Location"] == f"{root}/"
