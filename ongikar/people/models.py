"""People: those who sign in and hold posts, and those who ask for a service without any account."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from ongikar.frame.say import InTwoLanguages
from ongikar.offices.models import Office, Post

from .sign_ins import SignIn

__all__ = ["Applicant", "Holding", "HoldingQuerySet", "SignIn", "User"]


class User(InTwoLanguages, AbstractUser):
    """Somebody who signs in. What they may do comes from the posts they hold, never from themselves."""

    name_bn = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    # Where they themselves are told: of a sign-in that may not be theirs, of a new password.
    mobile = models.CharField(max_length=16, blank=True)
    # A sample person, usable only in a demonstration.
    is_demo = models.BooleanField(default=False)

    @property
    def name(self) -> str:
        return self.in_words("name") or self.get_full_name() or self.username


class HoldingQuerySet(models.QuerySet):
    def on(self, day: date):
        """Holdings in force on a day. Nobody keeps a right after the last day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Holding(models.Model):
    """A post held by a person from a date to a date, both included."""

    OWN, ADDITIONAL, ACTING, COVER = "own", "additional", "acting", "cover"
    CHARGES = (OWN, ADDITIONAL, ACTING, COVER)

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    charge = models.CharField(max_length=20, default=OWN)
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

    def __str__(self):
        return f"{self.user_id} holds {self.post_id} from {self.since}"


class Applicant(models.Model):
    """Who asks, as they gave themselves on one application: a citizen, or an institution through somebody."""

    CITIZEN, INSTITUTION, OFFICE = "citizen", "institution", "office"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="applicants")
    kind = models.CharField(max_length=20, default=CITIZEN)
    name = models.CharField(max_length=200)
    institution = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # The language their messages and papers are written in.
    language = models.CharField(max_length=2, default="bn")

    class Meta:
        indexes = [models.Index(fields=["office", "mobile", "-id"], name="applicants_by_mobile")]

    def __str__(self):
        return f"applicant {self.pk}"

    @property
    def shown_name(self) -> str:
        return self.institution or self.name

    @property
    def last_four(self) -> str:
        return self.mobile[-4:]
