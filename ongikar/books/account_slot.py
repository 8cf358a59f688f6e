"""How well one service was kept, for its page on the public charter."""

from datetime import datetime
from typing import Any

from ongikar.charter.models import Service
from ongikar.rules.bangla import month_span
from ongikar.rules.calendar import TZ

from .account import service_account as account_of
from .months import month_before, month_words


def service_account(*, request, service: Service, now: datetime) -> tuple[str, dict[str, Any]] | None:
    """The last whole month and the present one; nothing is shown where nothing fell due."""
    this = now.astimezone(TZ).date().replace(day=1)
    first = month_before(this)
    account = account_of(request.office, service.code, first, month_span(this)[1], now)
    if not account.promised:
        return None
    return "books/service_account.html", {"account": account, "since": month_words(first)}
