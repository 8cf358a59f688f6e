"""The rows of the table of days as text, for it stands on every page of a promise with a row for each stretch of days."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ongikar.rules.day_table import Stretch


def day_rows(days: Iterable[Stretch]) -> SafeString:
    """One row a stretch: which days, why, and the numbers they were counted as."""
    return mark_safe(
        "".join(
            f'<tr><th scope="row">{escape(each.days)}</th><td>{escape(each.reason)}</td>'
            f'<td class="r">{escape(each.counted)}</td></tr>'
            for each in days
        )
    )
