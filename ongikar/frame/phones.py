"""Telephones as they are read: in international form, in the digits of the page."""

import phonenumbers

from ongikar.rules import bangla

from .say import language


def phone_of(e164: str) -> str:
    """+৮৮০ ২৫৮৯৯৬২৪৮৮, never broken; "" for none. What is no number of a telephone stays as it was written."""
    try:
        words = phonenumbers.format_number(
            phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
    except phonenumbers.NumberParseException:
        words = e164
    return bangla.digits(words, language()).replace(" ", bangla.NO_BREAK)
