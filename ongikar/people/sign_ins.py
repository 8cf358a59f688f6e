"""Every sign-in of a person: when, from where, with which browser, how, and whether that browser is still
signed in.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models

from ongikar.core.i18n.say import say
from ongikar.journal.actions import SubjectReference

# Each pretends to be those after it, so the first that fits is the true one.
NAMES = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def browser_words(said: str) -> str:
    name = next((name for mark, name in NAMES if mark in said), "")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    if not (name or system):
        return say("অচেনা ব্রাউজার", "An unknown browser")
    return ", ".join(filter(None, (name, system)))


# What a browser says of itself is kept so far; the rest tells nobody more.
LONGEST = 200
# Where somebody worked from, years ago, helps nobody to know a stranger by.
SIGN_IN_RETENTION = timedelta(days=730)


class SignIn(models.Model):
    """One browser let in. Its session lies elsewhere and goes; this row stays for two years, so that a person
    can look back.
    """

    PASSWORD, TOTP, PASSKEY, CODE = "password", "totp", "webauthn", "recovery_codes"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=LONGEST, blank=True)
    # With what beside the password, or with the password alone.
    how = models.CharField(max_length=20, default=PASSWORD)
    session_key = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="sign_ins_newest"),
            # The oldest of all go first.
            models.Index(fields=["at", "id"], name="sign_ins_oldest"),
        ]

    def __str__(self) -> str:
        return f"sign-in {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return ("sign_in", self.pk)

    def end(self, now: datetime) -> None:
        """Put that browser out: its session is no more, whatever cookie it keeps."""
        Session.objects.filter(session_key=self.session_key).delete()
        self.ended_at = now
        self.save(update_fields=["ended_at"])


def expired_sign_ins(now: datetime) -> models.QuerySet[SignIn]:
    """Those kept long enough; one whose browser is still in is never so old."""
    return SignIn.objects.filter(at__lt=now - SIGN_IN_RETENTION).order_by("at", "pk")


def open_session_keys(sign_ins: list[SignIn], now: datetime) -> set[str]:
    """Of these sign-ins, the keys of the sessions that still let somebody in."""
    keys = [each.session_key for each in sign_ins if each.ended_at is None]
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    return set(sessions.values_list("session_key", flat=True))


def is_new_browser(user_id: int, address: str, browser: str) -> bool:
    """Whether the person never came from this address, or never with this browser; the very first time is not
    news.
    """
    before = SignIn.objects.filter(user=user_id)
    if not before.exists():
        return False
    return not (before.filter(address=address).exists() and before.filter(browser=browser).exists())
