"""What core keeps in the database: counted attempts (lockout), presses of forms, the fingerprints of the
keys, heartbeats.
"""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q


class Attempt(models.Model):
    """How often one key (a tracking number, an address) was tried, minute by minute, for a day."""

    key = models.CharField(max_length=120)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "hour"], name="one_count_a_key_and_hour")]
        indexes = [models.Index(fields=["hour"], name="attempts_by_hour")]

    @classmethod
    def is_spent(
        cls, keys: list[str], *, limit: int, now: datetime, within: timedelta = timedelta(hours=1)
    ) -> bool:
        """Whether any of the keys has used up its tries in the time that ends now, a day at most."""
        rows = cls.objects.filter(key__in=keys, hour__gt=now - within).values_list("key", "count")
        totals: dict[str, int] = {}
        for key, count in rows:
            totals[key] = totals.get(key, 0) + count
        return any(total >= limit for total in totals.values())

    @classmethod
    def count_failure(cls, keys: list[str], *, now: datetime) -> None:
        minute = now.replace(second=0, microsecond=0)
        for key in keys:
            cls.objects.get_or_create(key=key, hour=minute)
            cls.objects.filter(key=key, hour=minute).update(count=F("count") + 1)
        cls.purge(now)

    @classmethod
    def purge(cls, now: datetime) -> None:
        """A key may hold a network address: it stays no longer than it counts, though nobody tries again."""
        cls.objects.filter(hour__lt=now - timedelta(days=1)).delete()


class Press(models.Model):
    """A form that was sent, by its key: what it did is not done again, however often it is sent.

    The row stands before the act begins, so that of several presses at once one acts; an act that was not
    done takes it away again. See core/http/presses.py.
    """

    # Longer than any page stays open, and than the cookie without which a form is not taken.
    KEPT = timedelta(days=400)
    # An act that takes longer was broken off with its process.
    LASTS = timedelta(minutes=2)

    key = models.CharField(max_length=40, unique=True)
    # Of who sent it, where and what, keyed: what was typed is not kept.
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    # The address that was answered with, once it is done.
    answer = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["at"], name="presses_by_time")]

    def __str__(self) -> str:
        return f"press {self.pk}"

    @classmethod
    def purge(cls, now: datetime) -> int:
        return cls.objects.filter(at__lt=now - cls.KEPT).delete()[0]


class KeyFingerprints(models.QuerySet):
    def of(self, name: str) -> "KeyFingerprints":
        """Those of one key of the registry: one, or one for each key on a ring."""
        return self.filter(Q(key=name) | Q(key__startswith=f"{name} "))

    def known_fingerprints(self, name: str) -> dict[str, str]:
        return dict(self.of(name).values_list("key", "fingerprint"))


class KeyFingerprint(models.Model):
    """By what a key is known that the database was kept with, since the first start. Tells nothing of the
    key.
    """

    # A name of the registry; for a key on a ring its number behind it.
    key = models.CharField(max_length=60, unique=True)
    fingerprint = models.CharField(max_length=64)

    objects = KeyFingerprints.as_manager()

    def __str__(self) -> str:
        return self.key


class CacheVersion(models.Model):
    """A mark that is another one once something published has changed; see core/cache_version.py, which alone
    reads and writes it.
    """

    # The office's key, without a foreign key since offices stand above; below 0 for what is counted there; 0
    # for what belongs to all of them.
    scope = models.BigIntegerField(primary_key=True)
    mark = models.BigIntegerField()

    def __str__(self) -> str:
        return f"cache version {self.scope}"


# So begins the name of one worker's heartbeat, beside that of whichever worker was heard last ("worker").
WORKER_OF = "worker of "


class Heartbeat(models.Model):
    """When a program of ours last said that it runs."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


def last_sign_of(program: str) -> datetime | None:
    return Heartbeat.objects.filter(name=program).values_list("at", flat=True).first()
