"""An office: its names, posts and places, and its calendar in versions: its files and every order since."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from ongikar.core.i18n.say import InTwoLanguages, choices_of, language
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.rules.setting_versions import Data, Version, version_on
from ongikar.rules.calendar.hours_words import hours_words
from ongikar.rules.calendar.office_calendar import Calendar, read_calendar
from ongikar.rules.calendar.orders import SCOPES

# Of an emblem's SHA-256, in its address.
EMBLEM_DIGITS = 16


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
    # (office_files/office.py).
    urgent = models.JSONField(default=list, blank=True)
    # Numbers at the foot of every public page: whose, and which.
    foot_numbers = models.JSONField(default=list, blank=True)
    # The name its pages answer at, such as ict.rangpursadar.example.gov.bd; empty: its short name
    # before the installation's.
    host = models.CharField(max_length=120, blank=True)
    # The office that answers where an address names none.
    is_default = models.BooleanField(default=False)
    # Whether the cases in it are a demonstration: messages then never leave the machine.
    is_demo = models.BooleanField(default=False)
    # Its own face; empty: as every office looks. `emblem`: the SHA-256 of one of its own (emblem.py).
    emblem = models.CharField(max_length=64, blank=True, default="")
    colour = models.CharField(max_length=7, blank=True, default="")
    # Lines at the head and at the foot of its letters.
    head_bn = models.CharField(max_length=200, blank=True, default="")
    head_en = models.CharField(max_length=200, blank=True, default="")
    foot_bn = models.CharField(max_length=200, blank=True, default="")
    foot_en = models.CharField(max_length=200, blank=True, default="")
    # Its page elsewhere, as its letters name it; and what its memo numbers begin with, "" for the geocode.
    website = models.CharField(max_length=120, blank=True, default="")
    memo_start = models.CharField(max_length=30, blank=True, default="")
    # Whether names and face were last set on screen: what its files say of them is then older.
    has_face_of_screen = models.BooleanField(default=False)
    # A cache: of each setting that was changed its versions, the fold of the rows (models/setting.py).
    settings = models.JSONField(default=dict, blank=True)
    # The versions of settings that its files bring, in the shape of that cache: earlier than the screen’s.
    settings_of_files = models.JSONField(default=dict, blank=True)
    # The first day of which it owes what the calendar brings; null of an office that was made before there
    # was such a day: nothing of the past is kept from it (decision 091).
    owes_since = models.DateField(null=True)
    # While its demonstration is being made: how many of the cases came, of how many (decision 096).
    demo_done = models.PositiveSmallIntegerField(null=True)
    demo_total = models.PositiveSmallIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["host"], condition=~models.Q(host=""), name="one_office_a_host")
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_being_made(self) -> bool:
        """Whether the rest of its demonstration is still to be lived."""
        return self.demo_total is not None

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
    def emblem_address(self) -> str:
        """Where browsers ask for it: of another emblem elsewhere, so that each may be kept for long."""
        return reverse("emblem", args=[self.emblem[:EMBLEM_DIGITS]])

    @property
    def shades_address(self) -> str:
        return reverse("face_css", args=[self.colour.removeprefix("#")])

    @property
    def urgent_numbers(self) -> list[tuple[str, str]]:
        """Of the foot of public pages, each with its name in the language at hand."""
        return [(each[f"name_{language()}"] or each["name_bn"], each["number"]) for each in self.foot_numbers]

    @property
    def letter_head(self) -> str:
        return self.in_words("head")

    @property
    def letter_foot(self) -> str:
        return self.in_words("foot")

    def setting_versions(self, name: str) -> list[Version]:
        """All that was entered of a setting, in that order."""
        return [(date.fromisoformat(since), data) for since, data in self.settings.get(name, ())]

    def setting(self, name: str, day: date) -> Data | None:
        """What was changed of a setting and is in force on a day; None where files and program still hold."""
        return version_on(self.setting_versions(name), day)

    def owes_from(self, day: date) -> date:
        """The day itself, or the first of which the office owes anything, where that is later."""
        return max(day, self.owes_since) if self.owes_since else day

    def is_owed(self, begins: date) -> bool:
        """Whether it owes what the calendar brings for a time that begins on a day: a month in which the
        office was made was not all its own, and nothing is owed of it.
        """
        return self.owes_from(begins) == begins

    @property
    def hours_words(self) -> str:
        """The weekly hours in the page's language, read once for as long as this office is at hand."""
        if "_week" not in self.__dict__:
            latest = self.calendar_version()
            self._week = latest.data["week"] if latest else {}
        return hours_words(self._week, language())

    def calendar_version(self) -> "CalendarVersion | None":
        """The newest; none in an office that is being set up."""
        return self.calendars.order_by("-number").first()

    @property
    def calendar(self) -> Calendar:
        """The newest calendar of an office that serves: it has one."""
        newest = self.known_calendar()
        assert newest is not None, f"{self.slug} has no calendar"
        return newest

    def known_calendar(self) -> Calendar | None:
        """The newest calendar; none in an office that is being set up."""
        # Not the row, which holds every day of it: what has been read once is known by its key.
        newest = self.calendars.order_by("-number").values_list("pk", flat=True).first()
        return None if newest is None else calendar_of(newest)


class PostQuerySet(SealedQuerySet):
    def superiors(self) -> dict[int, int | None]:
        """Every post and the one above it, for the conflict rule."""
        return dict(self.values_list("pk", "superior_id"))


class Post(InTwoLanguages, models.Model):
    """A post of an office. Rights and duties belong to posts; people hold them from a date to a date."""

    OFFICER, ASSISTANT, GRO, APPEAL, CELL = "officer", "assistant", "gro", "appeal", "cell"
    # The committee's chair and the department see how the office keeps its word; an agent files for others
    # at a centre; an auditor reads and changes nothing; an administrator sees to people and posts, never to
    # cases.
    CHAIR, VIEWER, AGENT, AUDITOR, ADMIN = "chair", "viewer", "agent", "auditor", "admin"
    ROLES: ClassVar = {
        OFFICER: ("কর্মকর্তা", "Officer"),
        ASSISTANT: ("সহকারী", "Assistant"),
        GRO: ("অভিযোগ নিষ্পত্তি কর্মকর্তা", "Grievance redress officer"),
        APPEAL: ("আপিল কর্মকর্তা", "Appeal officer"),
        CELL: ("অভিযোগ ব্যবস্থাপনা সেল", "Grievance management cell"),
        CHAIR: ("আইসিটি কমিটির সভাপতি", "Chair of the ICT committee"),
        VIEWER: ("পরিবীক্ষণ কর্মকর্তা", "Monitoring officer"),
        AGENT: ("ডিজিটাল সেন্টারের উদ্যোক্তা", "Entrepreneur of a digital centre"),
        AUDITOR: ("নিরীক্ষক", "Auditor"),
        ADMIN: ("প্রশাসক", "Administrator"),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    slug = models.CharField(max_length=60)
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    # Where the post sits, as it is written under its title: a superior post stands in another office.
    seat_bn = models.CharField(max_length=200, blank=True)
    seat_en = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=choices_of(ROLES))
    # Where an agent sits: a Union Digital Centre. Other posts sit at the office itself.
    place = models.ForeignKey("Place", null=True, on_delete=models.PROTECT, related_name="posts")
    superior = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="subordinates")
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=120, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "slug"], name="one_post_a_slug")]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        return self.in_words("title")

    @property
    def seat(self) -> str:
        return self.in_words("seat")

    @property
    def is_elsewhere(self) -> bool:
        """Whether it sits in another office than the one whose list of posts it stands on: a post that
        decides, at a seat of which none of those who do the office's work is.
        """
        if self.role not in (self.GRO, self.APPEAL, self.CELL) or self.seat_bn in ("", self.office.name_bn):
            return False
        at_work = Post.objects.filter(office=self.office_id, role__in=(self.OFFICER, self.ASSISTANT))
        return not at_work.filter(seat_bn=self.seat_bn).exists()


class CalendarOrder(models.Model):
    """An order that changes some days: holidays, ordered working days, other hours, or taking such back.

    Only ever added; what it wrongly says is taken back by a later one. An order for several offices stands
    once in each. `days`, `windows` and `years` are as in the calendar's data, without what the order says
    of itself.
    """

    NATIONAL, DIVISION, DISTRICT, UPAZILA, OFFICE = SCOPES
    SCOPE_WORDS: ClassVar = {
        NATIONAL: ("সারা দেশ", "The whole country"),
        DIVISION: ("বিভাগ", "Division"),
        DISTRICT: ("জেলা", "District"),
        UPAZILA: ("উপজেলা", "Upazila"),
        OFFICE: ("এই কার্যালয়", "This office"),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="calendar_orders")
    # Pressed twice is ordered once.
    key = models.CharField(max_length=40)
    scope = models.CharField(max_length=10, choices=choices_of(SCOPE_WORDS))
    memo_number = models.CharField(max_length=60)
    memo_date = models.DateField()
    issuer = models.CharField(max_length=200)
    days = models.JSONField(default=list)
    windows = models.JSONField(default=list)
    # Whole years whose list it begins or completes: {"2027": "partial"} or "gazetted".
    years = models.JSONField(default=dict)
    entered_at = models.DateTimeField()
    # The person at the screen: the people app lies above this one.
    entered_by = models.PositiveBigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_calendar_order_a_press")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.memo_number} of {self.memo_date}"

    def mark_rows(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of this order with what it says of itself; `order` and `nth` lead back from a row of the
        calendar.
        """
        own = {"order": self.key, "memo": self.memo_number, "source": self.issuer, "scope": self.scope}
        return [row | own | {"nth": nth} for nth, row in enumerate(rows)]


class CalendarVersion(models.Model):
    """The office's whole calendar as it stood from one moment on. A new order makes a new version, never an
    edit.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="calendars")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    # What the office's files said by then: `data` without any order.
    files = models.JSONField(default=dict)
    # The order that made it; null where the files did.
    order = models.OneToOneField(CalendarOrder, null=True, on_delete=models.PROTECT, related_name="version")
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_calendar_a_number")]

    def __str__(self) -> str:
        return f"{self.office_id} calendar {self.number}"

    @property
    def said_by_files(self) -> dict[str, Any]:
        """What a later version begins from: a version made without files says all by itself."""
        return self.files or self.data

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.pk)


@lru_cache(maxsize=256)
def calendar_of(version_id: int) -> Calendar:
    """The calendar of a version. Versions never change, so one reading serves the life of the process."""
    data = CalendarVersion.objects.values_list("data", flat=True).get(pk=version_id)
    return read_calendar(json.dumps(data, sort_keys=True))


@lru_cache(maxsize=256)
def calendar_number(version_id: int) -> int:
    """The number of a version in its office's own count."""
    return CalendarVersion.objects.values_list("number", flat=True).get(pk=version_id)


@lru_cache(maxsize=256)
def calendar_made_at(version_id: int) -> datetime:
    """The moment a version was made: what began after it and runs under it has never been moved."""
    return CalendarVersion.objects.values_list("made_at", flat=True).get(pk=version_id)


@lru_cache(maxsize=256)
def calendar_numbered(office_id: int, number: int) -> int:
    """The key of an office's version by its number in the office's own count."""
    return CalendarVersion.objects.values_list("pk", flat=True).get(office=office_id, number=number)


def newest_calendars() -> models.QuerySet[Office, tuple[int, int]]:
    """Of every office that has one: its id and that of its newest calendar."""
    newest = CalendarVersion.objects.filter(office=models.OuterRef("pk")).order_by("-number").values("pk")[:1]
    offices = Office.objects.annotate(newest=models.Subquery(newest)).exclude(newest=None)
    return offices.order_by("pk").values_list("pk", "newest")


class Serial(models.Model):
    """The last number given in one book and year of an office."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="serials", db_index=False)
    book = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "book", "year"], name="one_serial_a_book")]

    def __str__(self) -> str:
        return f"{self.book} {self.year}: {self.last}"
