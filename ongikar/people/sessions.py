"""Sessions in the database, found by a compiled query: every page of the staff begins with it.

One ends after a while without use, and at the latest so long after signing in (settings.SESSION_IDLE_AGE and
SESSION_COOKIE_AGE, in seconds), however busy it was.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from ongikar.core.db.compiled_query import CompiledQuery

SESSION_QUERY = CompiledQuery(
    lambda: Session.objects.filter(
        session_key=CompiledQuery.parameter(0), expire_date__gt=CompiledQuery.parameter(1)
    )
)
# When the person signed in, in seconds since 1970.
SINCE = "since"
# Use is written down no oftener, so that most pages write nothing.
TOUCH_INTERVAL = timedelta(minutes=5)


class SessionStore(db.SessionStore):
    # Django’s own: what the session holds, read at the first use.
    _session: dict[str, Any]

    def begin(self, now: datetime) -> None:
        """Somebody has signed in: from now on the longest time counts."""
        self[SINCE] = now.timestamp()

    def load(self) -> dict:
        row = self._get_session_from_db()
        if row is None:
            return {}
        kept = self.decode(row.session_data)
        # What is changed is kept by Django at the answer, with its new end.
        self.modified = self.modified or ends_at(kept, timezone.now()) - row.expire_date >= TOUCH_INTERVAL
        return kept

    def _get_session_from_db(self) -> Session | None:
        # PostgreSQL takes no null character in any text, not even to look for it.
        if self.session_key and "\0" not in self.session_key:
            for session in SESSION_QUERY(self.session_key, timezone.now()):
                return session
        self._session_key = None
        return None

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        return ends_at(self._session, kwargs.get("modification") or timezone.now())

    def get_expiry_age(self, **kwargs: Any) -> int:
        now = kwargs.get("modification") or timezone.now()
        return int((ends_at(self._session, now) - now).total_seconds())


def ends_at(kept: dict, used: datetime) -> datetime:
    """When a session ends that was used last at that moment."""
    since = datetime.fromtimestamp(kept.get(SINCE, used.timestamp()), used.tzinfo)
    return min(
        used + timedelta(seconds=settings.SESSION_IDLE_AGE),
        since + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
