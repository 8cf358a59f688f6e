"""Telephones as they are read, and tracking numbers as they are looked up with or without their
check part.
"""

from typing import Any

import phonenumbers
from django.db.models import CharField, Lookup

from ongikar.rules.bangla import text

from .i18n.say import language


def phone_of(e164: str) -> str:
    """+৮৮০ ২৫৮৯৯৬২৪৮৮, never broken; "" for none. What is no number of a telephone stays as
    it was written.
    """
    try:
        words = phonenumbers.format_number(
            phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
    except phonenumbers.NumberParseException:
        words = e164
    return text.digits(words, language()).replace(" ", text.NO_BREAK)


@CharField.register_lookup
class StartsWith(Lookup):
    """By ranges, since LIKE is looked up in an index by neither database whatever its settings; the dot
    follows the dash.
    """

    lookup_name = "bears"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, values = self.process_lhs(compiler, connection)
        # In the order of the bytes, which is that of the index that Django lays beside each unique text.
        after, before = ("~>~", "~<~") if connection.vendor == "postgresql" else (">", "<")
        base = str(self.rhs)
        return (
            f"({column} = %s OR ({column} {after} %s AND {column} {before} %s))",
            [*values, base, *values, f"{base}-", *values, f"{base}."],
        )
