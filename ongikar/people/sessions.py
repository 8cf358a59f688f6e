"""Sessions in the database, found by a ready-made statement: every page of the staff begins with it."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from ongikar.frame.ready import Ready

by_key = Ready(lambda: Session.objects.filter(session_key=Ready.ask(0), expire_date__gt=Ready.ask(1)))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        # PostgreSQL takes no null character in any text, not even to look for it.
        if self.session_key and "\0" not in self.session_key:
            for session in by_key(self.session_key, timezone.now()):
                return session
        self._session_key = None
        return None
