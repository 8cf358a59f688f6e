"""`ongikar receipt check`: is the promise in a receipt's QR code truly signed? Needs neither database nor
office.
"""

import argparse
import os
from pathlib import Path

from django.conf import settings

from ongikar.core.command_line import Refusal, add_json, add_language, in_both, print_json, refusing
from ongikar.papers.receipt_key import ReceiptKeyFault, public_pem, verify_promise
from ongikar.rules.bangla.text import digits
from ongikar.rules.promise.receipt_code import WHAT_WORDS

WORDS = {
    "bn": {
        "signed": "স্বাক্ষর ঠিক আছে: এটি কার্যালয়েরই কথা",
        "number": "আবেদন",
        "service": "সেবা",
        "charter": "চার্টারের সংস্করণ",
        "calendar": "ক্যালেন্ডারের সংস্করণ",
    },
    "en": {
        "signed": "The signature is right: this is the office’s own word",
        "number": "Application",
        "service": "Service",
        "charter": "Version of the charter",
        "calendar": "Version of the calendar",
    },
}


@refusing
def check_receipt(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ongikar receipt check")
    parser.add_argument("text", help="what a phone reads from the QR code")
    parser.add_argument(
        "--key", type=Path, help="the office's published key; else the key of this installation"
    )
    add_language(parser)
    add_json(parser)
    asked = parser.parse_args(words)
    try:
        promised = verify_promise(asked.text, pem(asked.key))
    except (ReceiptKeyFault, OSError) as fault:
        raise Refusal(f"চাবি পড়া যায়নি: {fault}", f"the key cannot be read: {fault}") from fault
    if promised is None:
        raise Refusal(
            "স্বাক্ষর মেলেনি: এই লেখা কার্যালয়ের নয়, বা বদলানো হয়েছে",
            "the signature does not fit: this is not the office’s text, or it was changed",
        )
    if asked.json:
        print_json(promised._asdict() | {"signed": True, "by": in_both(promised.by_words)})
        return 0
    tongue, say = asked.language, WORDS[asked.language]
    print(say["signed"])
    print(f"{say['number']}: {digits(promised.number, tongue)}")
    print(f"{say['service']}: {promised.service}")
    print(f"{say['charter']}: {digits(promised.charter_version, tongue)}")
    print(f"{say['calendar']}: {digits(promised.calendar_version, tongue)}")
    print(f"{WHAT_WORDS[promised.what][tongue]}: {promised.by_words(tongue)}")
    return 0


def pem(path: Path | None) -> bytes:
    if path:
        return path.read_bytes()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    key = settings.ONGIKAR_RECEIPT_KEY

    # A new one, made only to be asked, would have signed nothing.
    key.stat()
    return public_pem(key)
