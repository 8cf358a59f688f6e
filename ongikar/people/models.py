"""People: those who sign in and hold posts, the mobile and e-mail address they had before a change, and
those who ask for a service without any account.
"""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models import Q, Value

from ongikar.core.crypto.encrypted_field import EncryptedTextField
from ongikar.core.crypto.key_ring import key_ring
from ongikar.core.i18n.say import LANGUAGES, InTwoLanguages, choices_of, say
from ongikar.journal.models import Entry
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.sorting import sort_key
from ongikar.rules.numbers import masked_identity

from .charge_documents import ChargeDocument
from .contact_changes import ContactChange
from .contact_words import ContactWord
from .contacts import GONE, Contact
from .rules import CHARGE_WORDS
from .sign_ins import SignIn

__all__ = [
    "GONE",
    "Applicant",
    "ChargeDocument",
    "Contact",
    "ContactChange",
    "ContactWord",
    "FormerAddress",
    "Holding",
    "HoldingQuerySet",
    "SignIn",
    "User",
]


class User(InTwoLanguages, AbstractUser):
    """Somebody who signs in. What they may do comes from the posts they hold, never from themselves."""

    name_bn = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    # Where they themselves are told: of a sign-in that may not be theirs, of a new password.
    mobile = models.CharField(max_length=16, blank=True)
    # The office whose administrator added the person; null where the machine's own command did. Until
    # somebody holds a post, it says whose administrator sees to the account.
    added_in = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # A sample person, usable only in a demonstration.
    is_demo = models.BooleanField(default=False)
    # The day and the posts held on it, where desk.py has asked for them along with the person.
    holdings_at_hand: "tuple[date, list[Holding]] | None" = None

    @property
    def name(self) -> str:
        return self.in_words("name") or self.get_full_name() or self.username

    @property
    def place_in_order(self) -> tuple[str, str]:
        """Where the few people of an office stand in a list of them."""
        return sort_key(self.name), self.username


class HoldingQuerySet(SealedQuerySet):
    def on(self, day: date | Value) -> Self:
        """Holdings in force on a day. Nobody keeps a right after the last day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Holding(models.Model):
    """A post held by a person from a date to a date, both included."""

    OWN, ADDITIONAL, ACTING, COVER = "own", "additional", "acting", "cover"
    CHARGES = (OWN, ADDITIONAL, ACTING, COVER)

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    charge = models.CharField(max_length=20, default=OWN, choices=choices_of(CHARGE_WORDS))
    # The order it was given by.
    memo_number = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_holding_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} holds {self.post_id} from {self.since}"


class Applicant(models.Model):
    """Who asks, as they gave themselves on one application: a citizen, or an institution through somebody."""

    CITIZEN, INSTITUTION, OFFICE = "citizen", "institution", "office"
    KINDS: ClassVar = {
        CITIZEN: ("নাগরিক", "Citizen"),
        INSTITUTION: ("প্রতিষ্ঠান", "Institution"),
        OFFICE: ("সরকারি দপ্তর", "Government office"),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="applicants", db_index=False)
    kind = models.CharField(max_length=20, default=CITIZEN, choices=choices_of(KINDS))
    name = models.CharField(max_length=200)
    institution = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # The language their messages and papers are written in.
    language = models.CharField(max_length=2, default="bn", choices=choices_of(LANGUAGES))
    # The number of the national ID card or birth registration, encrypted; and what an equality search for
    # it compares.
    identity = EncryptedTextField()
    encrypt_identity: Callable[[str], None]
    read_identity: Callable[[], str | None]
    identity_index = models.CharField(max_length=64, blank=True, default="")

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "mobile", "-id"], name="applicants_by_mobile"),
            models.Index(
                fields=["office", "identity_index"],
                name="applicants_by_identity",
                condition=~Q(identity_index=""),
            ),
        ]

    def __str__(self) -> str:
        return f"applicant {self.pk}"

    @property
    def shown_name(self) -> str:
        return self.institution or self.name

    @property
    def last_four(self) -> str:
        return self.mobile[-4:]

    def forget_identity(self) -> None:
        self.encrypt_identity("")
        self.save(update_fields=["identity", "identity_index"])

    @transaction.atomic
    def forget(self) -> None:
        """Empty all that tells who it was. The row stays, so that what was done for somebody still counts."""
        self.name = GONE
        self.institution = self.address = self.mobile = self.email = ""
        self.encrypt_identity("")
        self.save(
            update_fields=["name", "institution", "address", "mobile", "email", "identity", "identity_index"]
        )
        for forget in FORGOTTEN_WITH_APPLICANT:
            forget(self)

    @property
    def masked_identity(self) -> str:
        """All that any page shows of it; "" where none was given, and in words that it does not open."""
        if not self.identity:
            return ""
        whole = self.read_identity()
        return say(*UNREADABLE) if whole is None else masked_identity(whole)


# What apps above keep of somebody beside their row, such as words by which they are found: emptied with it.
FORGOTTEN_WITH_APPLICANT: list[Callable[[Applicant], None]] = []
# Shown in place of a number whose key is gone, or that was changed where it lies.
UNREADABLE = ("খোলা যায় না", "cannot be opened")


def identity_indexes(number: str) -> list[str]:
    """What a search for the number compares with `identity_index`."""
    return key_ring().blind_indexes(number, "identity")


class FormerAddress(models.Model):
    """Who takes over an account begins with its mobile: then only the old one reaches whoever it belongs to.

    The journal keeps no number, so it lies here until the message is made, and no longer.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The change by which it became a former one.
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    mobile = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return f"former address {self.pk}"
