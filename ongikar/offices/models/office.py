"""An office: its names, its posts, its places."""

from typing import TYPE_CHECKING

from django.db import models

from ongikar.core.i18n.say import InTwoLanguages, language
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.rules.calendar.hours_words import hours_words

if TYPE_CHECKING:
    from .calendar import CalendarVersion


class Office(InTwoLanguages, models.Model):
    """One government office. Every owned row in the other apps names one."""

    slug = models.CharField(max_length=60, unique=True)
    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    department_bn = models.CharField(max_length=200)
    department_en = models.CharField(max_length=200)
    address_bn = models.CharField(max_length=300)
    address_en = models.CharField(max_length=300)
    geocode = models.CharField(max_length=8)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=120, blank=True)
    # What to do at once in an urgent matter, and whom to call: the [[urgent]] rows of office.toml
    # (office_files/urgent.py).
    urgent = models.JSONField(default=list, blank=True)
    # The name its pages answer at, such as ict.rangpursadar.example.gov.bd; empty: its short name
    # before the installation's.
    host = models.CharField(max_length=120, blank=True)
    # The office that answers where an address names none.
    is_default = models.BooleanField(default=False)
    # Whether the cases in it are a demonstration: messages then never leave the machine.
    is_demo = models.BooleanField(default=False)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["host"], condition=~models.Q(host=""), name="one_office_a_host")
        ]

    def __str__(self):
        return self.slug

    @property
    def name(self) -> str:
        return self.in_words("name")

    @property
    def department(self) -> str:
        return self.in_words("department")

    @property
    def address(self) -> str:
        return self.in_words("address")

    @property
    def hours_words(self) -> str:
        """The weekly hours in the page's language, read once for as long as this office is at hand."""
        if "_week" not in self.__dict__:
            latest = self.calendar_version()
            self._week = latest.data["week"] if latest else {}
        return hours_words(self._week, language())

    def calendar_version(self) -> "CalendarVersion":
        return self.calendars.order_by("-number").first()


class PostQuerySet(SealedQuerySet):
    def superiors(self) -> dict[int, int | None]:
        """Every post and the one above it, for the conflict rule."""
        return dict(self.values_list("pk", "superior_id"))


class Post(InTwoLanguages, models.Model):
    """A post of an office. Rights and duties belong to posts; people hold them from a date to a date."""

    OFFICER, ASSISTANT, GRO, APPEAL, CELL = "officer", "assistant", "gro", "appeal", "cell"
    # The committee's chair and the department see how the office keeps its word; an agent files for
    # others at a centre;
    # an auditor reads and changes nothing; an administrator sees to people and posts, never to cases.
    CHAIR, VIEWER, AGENT, AUDITOR, ADMIN = "chair", "viewer", "agent", "auditor", "admin"
    ROLES = (OFFICER, ASSISTANT, GRO, APPEAL, CELL, CHAIR, VIEWER, AGENT, AUDITOR, ADMIN)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    slug = models.CharField(max_length=60)
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    # Where the post sits, as it is written under its title: a superior post stands in another office.
    seat_bn = models.CharField(max_length=200, blank=True)
    seat_en = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20)
    # Where an agent sits: a Union Digital Centre. Other posts sit at the office itself.
    place = models.ForeignKey("Place", null=True, on_delete=models.PROTECT, related_name="posts")
    superior = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="subordinates")
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=120, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "slug"], name="one_post_a_slug")]

    def __str__(self):
        return self.slug

    @property
    def title(self) -> str:
        return self.in_words("title")

    @property
    def seat(self) -> str:
        return self.in_words("seat")


class Place(InTwoLanguages, models.Model):
    """A place the office serves: a lab in a school, a Union Digital Centre."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="places")
    slug = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "slug"], name="one_place_a_slug")]

    def __str__(self):
        return self.slug

    @property
    def name(self) -> str:
        return self.in_words("name")
