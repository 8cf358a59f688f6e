"""What proves that a browser is the applicant's: a code by SMS, an address that opens once, and the key
printed on a paper receipt.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models, transaction
from django.db.models import F

from ongikar.journal.actions import ANYONE, Reference, SubjectReference, record
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import latin_digits

GOOD_FOR = timedelta(minutes=5)
TRIES = 5
# How long a browser stays in after its code.
STAYS_IN = timedelta(hours=1)


class MobileCode(models.Model):
    """Asked for one mobile in one office, whether anybody is known by it or not. `used_at`: it was entered
    rightly.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="mobile_codes")
    mobile = models.CharField(max_length=16)
    # What makes each code another, though the mobile be the same.
    salt = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="mobile_codes_by_age")]

    def __str__(self) -> str:
        return f"code {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return ("mobile_code", self.pk)

    @property
    def figures(self) -> str:
        """Made anew each time from the installation's secret: a copy of the database opens nothing."""
        message = f"{self.pk} {self.mobile} {self.salt}".encode()
        made = hmac.new(settings.SECRET_KEY.encode(), b"ongikar mobile code " + message, hashlib.sha256)
        return f"{int.from_bytes(made.digest()[:8]) % 1_000_000:06}"

    def is_good(self, now: datetime) -> bool:
        return self.used_at is None and self.tries < TRIES and now < self.asked_at + GOOD_FOR

    def try_with(self, figures: str, now: datetime) -> bool:
        """One try. Of several at the same moment no more than five are counted in, and only one comes
        through.
        """
        mine = MobileCode.objects.filter(
            pk=self.pk, used_at=None, tries__lt=TRIES, asked_at__gt=now - GOOD_FOR
        )
        if not mine.update(tries=F("tries") + 1):
            return False
        if not hmac.compare_digest(figures.encode(), self.figures.encode()):
            return False
        return bool(MobileCode.objects.filter(pk=self.pk, used_at=None).update(used_at=now))

    def is_in(self, now: datetime) -> bool:
        """Whether the browser that entered it may still see the mobile's requests."""
        return self.used_at is not None and self.ended_at is None and now < self.used_at + STAYS_IN


def clear_codes(now: datetime) -> int:
    """Nothing of a code is left a day after: neither it nor the mobile it was asked for."""
    return MobileCode.objects.filter(asked_at__lt=now - timedelta(days=1)).delete()[0]


# As long as an appeal may take to be thought over.
ADDRESS_GOOD_FOR = timedelta(days=30)
# 96 bits, as 16 signs of an address.
BYTES = 12
# What stands for the token in a message that is not sent: as long, so that its SMS are counted rightly.
UNSENT = "x" * 16


class OneUseAddress(models.Model):
    """Good until its day or its first use, whichever is first, for one case or complaint."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="one_use_addresses")
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    good_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["good_until"], name="one_use_addresses_by_age")]

    def __str__(self) -> str:
        return f"one-use address {self.pk}"

    @property
    def subject(self) -> SubjectReference:
        return (self.subject_type, self.subject_id)

    def use(self, now: datetime) -> bool:
        """Use it up; of two presses at the same moment one comes through."""
        mine = OneUseAddress.objects.filter(pk=self.pk, used_at=None, good_until__gt=now)
        return bool(mine.update(used_at=now))


def make_address(office: Office, subject: SubjectReference, now: datetime) -> tuple[OneUseAddress, str]:
    """The row, and the token that stands in the address: the only time that it is known here."""
    token = secrets.token_urlsafe(BYTES)
    made = OneUseAddress.objects.create(
        office=office,
        subject_type=subject[0],
        subject_id=subject[1],
        digest=digest_of(token),
        made_at=now,
        good_until=now + ADDRESS_GOOD_FOR,
    )
    return made, token


def find_address(office: Office, token: str, now: datetime) -> OneUseAddress | None:
    """The address of this office with this token, while it is good and not used."""
    addresses = OneUseAddress.objects.filter(
        digest=digest_of(token), office=office, used_at=None, good_until__gt=now
    )
    return addresses.first()


def find_used_address(office: Office, token: str) -> OneUseAddress | None:
    """One that was used already: only whoever was sent it knows the token, and may hear so."""
    return OneUseAddress.objects.filter(digest=digest_of(token), office=office, used_at__isnull=False).first()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def clear_addresses(now: datetime) -> int:
    """Nothing of an address is left a day after its time."""
    return OneUseAddress.objects.filter(good_until__lt=now - timedelta(days=1)).delete()[0]


FIGURES, GROUP = 12, 4
# For a printer that jams and an answer that is lost on its way: so long, made again is made once.
PRINTED_ANEW = timedelta(minutes=10)


class PaperKey(models.Model):
    """One subject's key. `digest` is Django's password hash, so that a copy of the database opens nothing."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="paper_keys")
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=128)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="one_paper_key_a_subject")
        ]

    def __str__(self) -> str:
        return f"paper key {self.pk}"


@transaction.atomic
def make_key(office: Office, subject: SubjectReference, *, now: datetime, actor: Reference = ANYONE) -> str:
    """A new key for the subject, told here and never again; the one before, if any, opens nothing from now
    on.
    """
    figures = f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"
    made = key_made_at(subject)
    PaperKey.objects.update_or_create(
        subject_type=subject[0],
        subject_id=subject[1],
        defaults={"office": office, "digest": make_password(figures), "made_at": now},
    )
    if made is None or now >= made + PRINTED_ANEW:
        record("paper_key.made", subject=subject, actor=actor, office_id=office.pk, now=now)
    return figures


def key_made_at(subject: SubjectReference) -> datetime | None:
    """When the subject's key was made; None while it has none."""
    mine = PaperKey.objects.filter(subject_type=subject[0], subject_id=subject[1])
    return mine.values_list("made_at", flat=True).first()


def is_paper_key(subject: SubjectReference | None, typed: str) -> bool:
    """Whether the figures are the subject's key. Without a subject, or a key of it, the
    answer takes as long.
    """
    paper_key = subject and PaperKey.objects.filter(subject_type=subject[0], subject_id=subject[1]).first()
    if not paper_key:
        make_password(typed)
        return False
    return check_password(typed, paper_key.digest)


def normalise_key(typed: str) -> str:
    """The figures of a key as typed, in either script and with any gaps; "" where they are not as many as a
    key has.
    """
    figures = "".join(latin_digits(typed).replace("-", " ").split())
    return figures if len(figures) == FIGURES and figures.isascii() and figures.isdigit() else ""


def group_figures(figures: str) -> str:
    """৪৮২১ ০৯৭৩ ৫৫১৬: as it is read and typed."""
    return " ".join(figures[at : at + GROUP] for at in range(0, len(figures), GROUP))
