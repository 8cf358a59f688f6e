"""The promise on a receipt is signed, stands in its code, and is checked by anyone who holds the published
key.
"""

import os
import stat
import subprocess
import sys

import pypdfium2
import pytest
import segno

from ongikar.cases.case_promise import display_promise
from ongikar.cases.citizen.pdfs import receipt_address
from ongikar.cases.citizen.track.tracking import draw_qr, track_address
from ongikar.papers import receipt_key
from ongikar.papers.receipt_key import ReceiptKeyFault, private_key, public_pem, verify_promise
from ongikar.rules.bangla.text import digits
from ongikar.rules.promise.receipt_code import read_receipt_code
from tests.started import SECONDS

pytestmark = pytest.mark.django_db
TOKEN = "a-token-as-long-as-real-ones-are"


@pytest.fixture
def case(receive, now):
    return receive(now=now, submission=TOKEN)


@pytest.fixture
def address(case):
    return receipt_address(case, display_promise(case.clocks[0], case.received_at, as_begun=True))


@pytest.fixture
def pem(settings):
    return public_pem(settings.ONGIKAR_RECEIPT_KEY)


def test_the_code_leads_to_the_page_of_the_case_and_holds_the_signed_promise(address, case, pem):
    page, _, line = address.partition("#")
    assert page == track_address(case)
    promised = verify_promise(line, pem)
    assert (promised.number, promised.service, str(promised.due)) == (case.number, "citizen-1", "2026-11-29")
    assert (promised.calendar_version, promised.charter_version, promised.what) == (1, 1, "give")
    assert verify_promise(address, pem) == promised


def test_nothing_of_the_person_is_in_it(address, case):
    for personal in (case.applicant.name, case.applicant.mobile[-10:], case.applicant.address, TOKEN):
        assert personal not in read_receipt_code(address).text


def test_where_the_service_has_no_day_yet_it_promises_no_more_than_the_receipt(receive, now):
    case = receive("institutional-4", now=now)
    promise = display_promise(case.clocks[0], now, as_begun=True)
    promised = read_receipt_code(receipt_address(case, promise)).promised
    assert promised.what == ("accept" if promise.explanation.promise.unit == "accept" else "give")


def test_the_code_stays_small_enough_for_a_cheap_phone(address):
    """On a paper of 26 mm a square of 61 by 61 gives each point 0.43 mm; at a long address of a real office
    too.
    """
    long = address.replace("http://127.0.0.1:8000", "https://ict.rangpursadar.rangpur.gov.bd")
    assert draw_qr(address).size <= 61
    assert draw_qr(long).size <= 61
    assert segno.make(long, error="m", micro=False, boost_error=False).version <= 11


def test_screen_and_paper_carry_it(client, case, address):
    assert draw_qr(address).path in client.get(f"/receipt/{TOKEN}/").content.decode()
    paper = pypdfium2.PdfDocument(client.get(f"/receipt/{TOKEN}/pdf").content)
    assert len(paper) == 1
    assert "/check/" in paper[0].get_textpage().get_text_range()


def test_any_change_of_the_text_breaks_the_signature(address, pem):
    line = read_receipt_code(address).text
    for old, new in (
        ("2026-11-29", "2026-12-29"),
        ("citizen-1", "citizen-2"),
        (".1.1.", ".1.2."),
        ("give", "step"),
        (line[9:25], "8549-26-99999"),
    ):
        assert verify_promise(address.replace(old, new), pem) is None


def test_the_signature_of_another_office_is_not_ours(address, tmp_path):
    receipt_key.make_key(tmp_path / "another")
    assert verify_promise(address, public_pem(tmp_path / "another")) is None


def test_the_key_is_made_once_whole_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "key"
    receipt_key.make_key(path)
    made = public_pem(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["key"]
    # A process that came at the same time finds the first one's.
    receipt_key.make_key(path)
    private_key.cache_clear()
    public_pem.cache_clear()
    assert public_pem(path) == made


@pytest.mark.parametrize(
    "text", [b"", b"key", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"]
)
def test_what_is_no_key_is_refused_in_words(text, address, tmp_path):
    with pytest.raises(ReceiptKeyFault):
        verify_promise(address, text)
    (tmp_path / "key").write_bytes(text)
    with pytest.raises(ReceiptKeyFault):
        private_key(tmp_path / "key")


def test_the_key_is_published_as_others_read_it(client, address):
    answer = client.get("/.well-known/ongikar-key")
    assert answer.content.startswith(b"-----BEGIN PUBLIC KEY-----")
    assert verify_promise(address, answer.content)
    assert "PRIVATE" not in answer.content.decode()


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_the_page_says_whether_it_is_the_offices_own_word(client, case, address, tongue):
    script = "en" if tongue else "bn"
    page = client.get(f"{tongue}/check/", {"promise": address})
    assert (page.status_code, digits(case.number, script) in page.content.decode()) == (200, True)
    for wrong in (address.replace("2026-11-29", "2026-12-29"), "zzzz", "", "x" * 5_000, "\u200b", "<script>"):
        answer = client.get(f"{tongue}/check/", {"promise": wrong})
        assert (answer.status_code, "<script>" in answer.content.decode()) == (422, False)


def check_alone(tmp_path, *words):
    """The command in a process that has no database, no settings of the office and none of its files."""
    return subprocess.run(
        [sys.executable, "-m", "ongikar", "receipt", "check", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        env=os.environ
        | {
            "ONGIKAR_VAR": str(tmp_path / "elsewhere"),
            "ONGIKAR_DATABASE": "postgresql://127.0.0.1:1/gone",
        },
    )


def test_it_is_checked_offline_with_the_published_key_alone(tmp_path, address, pem, case):
    key = tmp_path / "office.pem"
    key.write_bytes(pem)
    words = check_alone(tmp_path, address, "--key", str(key), "--language", "en")
    assert (words.returncode, case.number in words.stdout, "29\xa0November 2026" in words.stdout) == (
        0,
        True,
        True,
    )
    assert digits(case.number) in check_alone(tmp_path, address, "--key", str(key)).stdout
    false = check_alone(tmp_path, address.replace("2026-11-29", "2026-12-29"), "--key", str(key))
    assert (false.returncode, false.stdout, len(false.stderr.splitlines())) == (1, "", 2)
    assert check_alone(tmp_path, address, "--key", str(tmp_path / "none")).returncode == 1


@pytest.mark.needs("openssl")
def test_openssl_alone_checks_it_as_the_page_on_it_says(tmp_path, address, pem):
    """The lines of docs/how-to/check-a-receipt.md."""
    found = read_receipt_code(address)
    for name, content in (
        ("promise", found.text.encode()),
        ("signature", found.signature),
        ("office.pem", pem),
    ):
        (tmp_path / name).write_bytes(content)
    ran = subprocess.run(
        [
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "office.pem",
            "-rawin",
            "-in",
            "promise",
            "-sigfile",
            "signature",
        ],
        cwd=tmp_path,
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Verified Successfully" in ran.stdout
