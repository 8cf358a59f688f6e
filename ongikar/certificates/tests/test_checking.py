"""Checking without an account: the page, guesses, the offline lines of the documentation, keys and badges."""

import base64
import gzip
import json
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from joserfc import jws
from joserfc.jwk import OKPKey

from ongikar.certificates.actions import replace_certificate, revoke_certificate
from ongikar.certificates.addresses import path_of, qr_address
from ongikar.certificates.key_ring import rotate_key
from ongikar.certificates.models import Certificate
from ongikar.certificates.revocations import read_signed_list, serial_hash, signed_list
from ongikar.commands.certificate import check_certificate
from ongikar.core.i18n.say import override_language
from tests.as_shown import as_shown
from tests.examples import examples

from .conftest import ISSUED_AT, RAHIMA

pytestmark = pytest.mark.django_db
LATER = ISSUED_AT + timedelta(days=3)
HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "check-a-certificate.md"


def shown_of(answer) -> str:
    return as_shown(answer.content.decode())


def page(client, certificate, root=""):
    return client.get(root + address(certificate))


def address(certificate) -> str:
    # A page asked for before may have left its language.
    with override_language("bn"):
        return path_of(certificate)


@pytest.mark.fast
def test_whoever_has_the_code_sees_every_printed_field_in_both_languages(client, certificate):
    for root in ("", "/en"):
        answer = page(client, certificate, root)
        # Words of the other language stand in an element of their own.
        shown = re.sub(r"<[^>]+>", "", shown_of(answer))
        for bn, en in RAHIMA.values():
            assert bn in shown
            assert en in shown
        assert answer["X-Robots-Tag"].startswith("noindex")
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "same-origin"
    assert "সনদটি আসল, এখনো বহাল" in shown_of(page(client, certificate))


def test_a_number_alone_says_only_whether_it_holds(client, certificate, karim):
    state_page = f"/c/{certificate.serial}/"
    assert "এই নম্বরের সনদ বহাল" in shown_of(client.get(state_page))
    revoke_certificate(certificate, reason="ভুল মানুষকে দেওয়া", actor=("user", karim.pk), now=LATER)
    shown = shown_of(client.get(state_page))
    assert "এই নম্বরের সনদ বাতিল" in shown
    for said in (*RAHIMA["name"], *RAHIMA["course"], "ভুল মানুষকে", certificate.check_code):
        assert said not in shown


def test_a_revoked_one_never_reads_valid_and_says_why(client, certificate, karim):
    revoke_certificate(certificate, reason="ভুল মানুষকে দেওয়া", actor=("user", karim.pk), now=LATER)
    shown = shown_of(page(client, certificate))
    assert "সনদটি বাতিল" in shown
    assert "ভুল মানুষকে দেওয়া" in shown
    assert "এখনো বহাল" not in shown
    assert client.get(f"{address(certificate)}badge").status_code == 404


def test_a_replaced_one_names_the_number_in_its_place_and_no_code(client, certificate, karim):
    made = replace_certificate(
        certificate, statement={"name": "রহিমা"}, reason="বানান", actor=("user", karim.pk), now=LATER
    )
    shown = shown_of(page(client, certificate, "/en"))
    assert made.serial in shown
    assert made.check_code not in shown


@pytest.mark.parametrize("typed", ["৮৫৪৯-স-২৬-০০০০১", "8549 c 26 00001", " 8549–C–26–00001 "])
def test_the_number_is_taken_as_people_type_it(client, certificate, typed):
    answer = client.post("/c/", {"number": typed, "code": f" {certificate.check_code.lower()}"})
    assert answer["Location"] == path_of(certificate)
    assert client.post("/c/", {"number": typed})["Location"] == f"/c/{certificate.serial}/"


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        ("", "", "সনদ নম্বর, লিখুন"),
        ("৮৫৪৯-স-২৬", "", "নম্বরটি পুরো লিখুন"),
        ("8549-C-26-99999", "", "এই নম্বরে কোনো সনদ নেই"),
        ("8549-C-26-00001", "7QK", "৮টি অক্ষর"),
        ("8549-C-26-00001", "00000000", "কোনো সনদ নেই"),
        ("x" * 4_000, "", "নম্বর"),
    ],
)
def test_what_does_not_fit_gets_a_sentence_beside_its_field(client, certificate, number, code, words):
    answer = client.post("/c/", {"number": number, "code": code})
    assert answer.status_code == 422
    assert words in shown_of(answer)


def test_a_thousand_wrong_codes_open_nothing_and_are_stopped_after_some(client, certificate):
    answers = [client.get(f"/c/{certificate.serial}-{n:08d}/").status_code for n in range(examples(1_000))]
    assert answers[:20] == [404] * 20
    assert set(answers[20:]) == {429}
    # The right code, too, waits now: else trying would go on behind it.
    assert page(client, certificate).status_code == 429


def test_one_changed_byte_of_the_qr_is_refused(client, certificate):
    address = qr_address(certificate)
    assert client.post("/c/", {"number": address}).status_code == 302
    place = address.index("#") + 40
    changed = address[:place] + ("A" if address[place] != "A" else "B") + address[place + 1 :]
    answer = client.post("/c/", {"number": changed})
    assert answer.status_code == 422


def test_a_row_that_was_changed_in_the_database_reads_as_one_that_does_not_fit(client, certificate):
    proof = certificate.proof
    other = proof[:-5] + ("A" if proof[-5] != "A" else "B") + proof[-4:]
    Certificate.objects.filter(pk=certificate.pk).update(proof=other)
    shown = shown_of(page(client, certificate))
    assert "সনদটি মেলে না" in shown
    assert RAHIMA["name"][0] not in shown


def shell_blocks() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL)


def run(script: str, folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.mark.needs("openssl")
def test_the_documented_openssl_lines_check_a_certificate_and_refuse_a_changed_one(
    client, certificate, tmp_path
):
    verify, read, _ = shell_blocks()
    (tmp_path / "office.pem").write_bytes(client.get(f"/c/keys/{certificate.key.key_id}.pem").content)
    with_line = verify.replace("ongikar-cert1.STATEMENT.SIGNATURE", certificate.proof)
    assert "Verified Successfully" in run(with_line, tmp_path).stdout
    said = json.loads(run(f"line='{certificate.proof}'\n{read}", tmp_path).stdout)
    assert said["f"]["name"] == list(RAHIMA["name"])
    place = certificate.proof.index(".") + 30
    changed = certificate.proof[:place] + "_" + certificate.proof[place + 1 :]
    assert changed != certificate.proof
    done = run(verify.replace("ongikar-cert1.STATEMENT.SIGNATURE", changed), tmp_path)
    assert "Verified Successfully" not in done.stdout


@pytest.mark.needs("openssl")
def test_the_documented_lines_read_the_signed_list(client, certificate, karim, tmp_path):
    script = shell_blocks()[2].replace("8549-C-26-00317", certificate.serial)
    (tmp_path / "office.pem").write_bytes(client.get(f"/c/keys/{certificate.key.key_id}.pem").content)

    def listed() -> str:
        (tmp_path / "revoked.txt").write_bytes(client.get("/c/revoked.txt").content)
        done = run(script, tmp_path)
        assert "Verified Successfully" in done.stdout
        return done.stdout

    assert "in force" in listed()
    revoke_certificate(certificate, reason="ভুল", actor=("user", karim.pk), now=LATER)
    assert f"{serial_hash(certificate.serial)} revoked" in listed()


def test_a_list_with_a_line_taken_out_is_no_list(certificate, karim):
    revoke_certificate(certificate, reason="ভুল", actor=("user", karim.pk), now=LATER)
    whole, public = signed_list(certificate.office, LATER), certificate.key.public
    assert read_signed_list(whole, public).states == {serial_hash(certificate.serial): "revoked"}
    shorter = "\n".join(line for line in whole.split("\n") if " revoked" not in line)
    assert read_signed_list(shorter, public) is None


def test_the_command_checks_with_the_published_key_and_list(client, certificate, karim, tmp_path, capsys):
    key, revoked = tmp_path / "office.pem", tmp_path / "revoked.txt"
    key.write_bytes(client.get(f"/c/keys/{certificate.key.key_id}.pem").content)
    revoked.write_text(signed_list(certificate.office, LATER), "utf-8")
    words = [qr_address(certificate), "--key", str(key), "--revoked", str(revoked)]
    assert check_certificate(words) == 0
    printed = capsys.readouterr().out
    assert all(bn in printed for bn, _ in RAHIMA.values())
    assert check_certificate([*words, "--language", "en"]) == 0
    printed = capsys.readouterr().out
    assert all(en in printed for _, en in RAHIMA.values())
    revoke_certificate(certificate, reason="ভুল", actor=("user", karim.pk), now=LATER)
    revoked.write_text(signed_list(certificate.office, LATER), "utf-8")
    assert check_certificate(words) == 1
    capsys.readouterr()
    assert check_certificate([certificate.proof[:-2] + "zz", "--key", str(key)]) == 1
    rotate_key(actor=("user", karim.pk), now=LATER)
    assert check_certificate([certificate.proof]) == 0


def test_the_badge_is_a_credential_signed_by_a_published_key(client, certificate, karim):
    answer = client.get(f"{address(certificate)}badge")
    assert answer["Content-Type"] == "application/vc+jwt"
    keys = {key["kid"]: key for key in client.get("/.well-known/jwks.json").json()["keys"]}
    header = jws.extract_compact(answer.content).protected
    assert (header["typ"], header["cty"]) == ("vc+jwt", "vc")
    key = OKPKey.import_key(keys[header["kid"]])
    assert "d" not in keys[header["kid"]]
    said = json.loads(jws.deserialize_compact(answer.content, key, algorithms=["Ed25519"]).payload)
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert {each["identityHash"] for each in said["credentialSubject"]["identifier"]} == set(RAHIMA["name"])
    narratives = " ".join(each.get("narrative", "") for each in said["evidence"])
    assert all(word in narratives for words in RAHIMA.values() for word in words)


def status_bit(client, certificate) -> int:
    badge = client.get(f"{address(certificate)}badge")
    said = json.loads(jws.extract_compact(badge.content).payload) if badge.status_code == 200 else None
    answer = client.get(f"/c/status/{certificate.fiscal_year}")
    listed = json.loads(jws.extract_compact(answer.content).payload)["credentialSubject"]["encodedList"][1:]
    bits = gzip.decompress(base64.urlsafe_b64decode(listed + "=" * (-len(listed) % 4)))
    assert len(bits) * 8 >= 131_072
    if said:
        assert said["credentialStatus"]["statusListIndex"] == str(certificate.status_index)
    return bits[certificate.status_index // 8] >> (7 - certificate.status_index % 8) & 1


def test_the_status_list_has_the_bit_of_what_does_not_hold(client, certificate, issue, karim):
    other = issue()
    assert status_bit(client, certificate) == 0
    revoke_certificate(certificate, reason="ভুল", actor=("user", karim.pk), now=LATER)
    assert status_bit(client, certificate) == 1
    assert status_bit(client, other) == 0


def test_what_retention_emptied_still_says_that_it_was_issued(client, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(proof="", search="")
    shown = shown_of(page(client, certificate))
    assert "সনদটি দেওয়া হয়েছিল" in shown
    assert client.get(f"{address(certificate)}badge").status_code == 404
