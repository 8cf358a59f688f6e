"""`ongikar certificate check`: is a certificate truly signed, and does it still hold?"""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ongikar.core.command_line import Refusal, add_json, add_language, print_json, refusing

if TYPE_CHECKING:
    from ongikar.certificates.rules.statement import SignedLine

WORDS = {
    "bn": {
        "signed": "স্বাক্ষর ঠিক আছে: এই লেখা কার্যালয়েরই",
        "serial": "সনদ নম্বর",
        "day": "দেওয়ার তারিখ",
        "office": "কার্যালয়",
        "replaced": "কিন্তু এর বদলে নতুন সনদ দেওয়া হয়েছে",
        "revoked": "কিন্তু সনদটি বাতিল",
        "holds": "তালিকার সময় বহাল ছিল",
        "unknown": "বহাল না বাতিল, দেখা হয়নি: তালিকাটি --revoked দিয়ে দিন",
    },
    "en": {
        "signed": "The signature is right: these are the office’s own words",
        "serial": "Certificate number",
        "day": "Date of issue",
        "office": "Office",
        "replaced": "But it was replaced by a new certificate",
        "revoked": "But it was revoked",
        "holds": "It was in force when the list was made",
        "unknown": "Whether it is in force was not looked up: give the list with --revoked",
    },
}


@refusing
def check_certificate(words: list[str]) -> int:
    """Needs neither database nor office where --key names the published key."""
    parser = argparse.ArgumentParser(prog="ongikar certificate check")
    parser.add_argument("text", help="what a phone reads from the QR code")
    parser.add_argument("--key", type=Path, help="a published key; else the keys of this installation")
    parser.add_argument("--revoked", type=Path, help="the published list, revoked.txt")
    add_language(parser)
    add_json(parser)
    asked = parser.parse_args(words)
    begin_django()
    from ongikar.certificates.key_ring import is_signed
    from ongikar.certificates.revocations import read_signed_list, serial_hash
    from ongikar.certificates.rules.statement import read_line

    line = read_line(asked.text)
    public = public_key_of(line, asked.key) if line else ""
    if line is None or not is_signed(public, line.text, line.signature):
        raise Refusal(
            "স্বাক্ষর মেলেনি: এই লেখা কার্যালয়ের নয়, বা বদলানো হয়েছে",
            "the signature does not fit: these are not the office’s words, or they were changed",
        )
    said = line.statement._asdict() | {"signed": True, "fields": dict(line.statement.fields)}
    if not asked.json:
        print_statement(line, asked.language)
    say, serial = WORDS[asked.language], line.statement.serial
    if asked.revoked is None:
        print_json(said | {"state": "unknown"}) if asked.json else print(say["unknown"])
        return 0
    listed = read_signed_list(asked.revoked.read_text("utf-8"), public)
    if listed is None:
        raise Refusal(
            "বাতিল সনদের তালিকাটি এই চাবিতে স্বাক্ষর করা নয়",
            "the list of revoked certificates is not signed with this key",
        )
    state = listed.states.get(serial_hash(serial), "holds")
    if asked.json:
        print_json(said | {"state": state, "list_of": listed.at.isoformat()})
    else:
        print(f"{say[state]} ({listed.at.isoformat()})")
    return 0 if state == "holds" else 1


def public_key_of(line: "SignedLine", path: Path | None) -> str:
    """The key to check with, as base64 for addresses: the one in a file, or that of this installation which
    the certificate names.
    """
    from ongikar.certificates.rules.statement import encode
    from ongikar.papers.receipt_key import ReceiptKeyFault, public_key

    if path:
        try:
            return encode(public_key(path.read_bytes()).public_bytes_raw())
        except (ReceiptKeyFault, OSError) as fault:
            raise Refusal(f"চাবি পড়া যায়নি: {fault}", f"the key cannot be read: {fault}") from fault
    from ongikar.certificates.models import SigningKey

    known = SigningKey.objects.filter(key_id=line.statement.key_id).first()
    if known is None:
        raise Refusal(
            "সনদটি এই কার্যালয়ের কোনো চাবিতে স্বাক্ষর করা নয়", "no key of this installation signed this certificate"
        )
    return known.public


def print_statement(line: "SignedLine", tongue: str) -> None:
    from ongikar.certificates.rules.serial import serial_words
    from ongikar.certificates.template_files import template_files
    from ongikar.rules.bangla.text import date_words

    say, said, place = WORDS[tongue], line.statement, 0 if tongue == "bn" else 1
    file = template_files().get(said.template)
    # Of a template of an office's own only the codes are known here.
    labels = {field["code"]: (field["bn"], field["en"]) for field in file.fields} if file else {}
    print(say["signed"])
    for code, words in said.fields.items():
        print(f"{labels.get(code, (code, code))[place]}: {words[place]}")
    print(f"{say['serial']}: {serial_words(said.serial, tongue)}")
    print(f"{say['day']}: {date_words(said.day, tongue)}")
    print(f"{say['office']}: {said.office[place]}")


def begin_django() -> None:
    """The settings and the apps, without a look at the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
