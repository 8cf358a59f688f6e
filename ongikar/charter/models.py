"""The charter as approved: versions, their services, tiers and expectations, and which version is in force on
a day.
"""

from datetime import date
from functools import cached_property, lru_cache

from django.db import models
from django.db.models import Q

from ongikar.core import cache_version
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import InTwoLanguages, choices_of
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.rules.promise import Promise
from ongikar.rules.promise.charter_time import CharterTime
from ongikar.rules.promise.undertaking import Undertaking

from .ladder_change.models import LadderDraft
from .review.models import ReviewDecision, Upload
from .undertakings import is_limit, running_first, time_of_row, undertaking_of_row

__all__ = ["CharterVersion", "LadderDraft", "ReviewDecision", "Service", "Tier", "Upload", "service_of"]


CATEGORY_NAMES = {
    "citizen": ("নাগরিক সেবা", "Citizen services"),
    "institutional": ("প্রাতিষ্ঠানিক সেবা", "Services to institutions"),
    "internal": ("অভ্যন্তরীণ সেবা", "Internal services"),
}


class VersionQuerySet(SealedQuerySet):
    def in_force(self, office: Office | int, day: date) -> "CharterVersion | None":
        """The published version of the office on a day."""
        return self.in_force_on(day).filter(office=office).order_by("-number").first()

    def in_force_on(self, day: date) -> "VersionQuerySet":
        """Of each office at most one, but for a day on which one gives way to the next: the higher number
        counts.
        """
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=day), effective_from__lte=day)


class CharterVersion(InTwoLanguages, models.Model):
    """One published version. Never changed: a changed charter is a new one, and running cases keep theirs."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="charters")
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    approved_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    # {"bn", "en"}: who held that post, where it was approved on screen.
    approver = models.JSONField(default=dict)
    title_bn = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    vision_bn = models.TextField()
    vision_en = models.TextField()
    mission_bn = models.TextField()
    mission_en = models.TextField()
    # [{"bn", "en"}]: what the office asks of the citizen.
    expectations = models.JSONField(default=list)
    # [{"name", "reason_bn", "reason_en"}]: what is published open, and why.
    reservations = models.JSONField(default=list)
    # [{"field", "from", "to", "finding", "reason_bn", "reason_en"}]: what was put right outside the rows.
    corrections = models.JSONField(default=list)
    signatory = models.JSONField(default=dict)
    # The document as published, and the fingerprint of the approved file it was loaded from.
    document = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_charter_a_number")]

    def __str__(self) -> str:
        return f"{self.office_id} charter {self.number}"


class Service(InTwoLanguages, models.Model):
    """One row of the charter: a promised service."""

    INTERNAL = "internal"
    CATEGORIES = ("citizen", "institutional", INTERNAL)

    version = models.ForeignKey(CharterVersion, on_delete=models.PROTECT, related_name="services")
    # The same across versions: citizen-1. Not every service of a later version need exist in an earlier one.
    code = models.CharField(max_length=40)
    category = models.CharField(max_length=20, choices=choices_of(CATEGORY_NAMES))
    number = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    # Which way of keeping a promise: a name in the registry of cases/kinds.
    kind = models.CharField(max_length=40)
    options = models.JSONField(default=dict)
    name_bn = models.TextField()
    name_en = models.TextField()
    short_bn = models.CharField(max_length=200)
    short_en = models.CharField(max_length=200)
    summary_bn = models.TextField()
    summary_en = models.TextField()
    time_raw = models.TextField()
    time = models.JSONField(default=dict)
    # The office's own limit, as a promise; null while it has set none.
    ceiling = models.JSONField(null=True)
    # By how many working days at most a promise under this row may once be extended; 0: not at all.
    may_extend = models.PositiveSmallIntegerField(default=0)
    # [{"bn", "en", "required", "provided_by_form"}].
    documents = models.JSONField(default=list)
    form_source_bn = models.TextField(blank=True)
    form_source_en = models.TextField(blank=True)
    fee = models.JSONField(default=dict)
    responsible = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    superior = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    # What people type to find it, in either language and any usual spelling.
    search_words = models.JSONField(default=list)
    corrections = models.JSONField(default=list)
    reservations = models.JSONField(default=list)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_service_a_code")]
        ordering = ["version", "position"]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        return self.in_words("name")

    @property
    def short(self) -> str:
        return self.in_words("short")

    @property
    def summary(self) -> str:
        return self.in_words("summary")

    @property
    def form_source(self) -> str:
        return self.in_words("form_source")

    @property
    def papers_left_open(self) -> dict[str, str] | None:
        """The reservation under which it is still open whether papers are needed; None where that was
        decided.
        """
        if self.documents:
            return None
        return next((each for each in self.reservations if each["name"] == "documents"), None)

    @cached_property
    def charter_time(self) -> CharterTime:
        """The time as printed, read for what a clock can count."""
        return time_of_row(self)

    def undertaking(self, *, case: int | None = None, letter_day: date | None = None) -> Undertaking:
        """What a clock under this row starts with. `case`: which of its several limits; `letter_day`: the
        letter's.
        """
        return undertaking_of_row(self, case, letter_day)

    @property
    def promise(self) -> Promise:
        """What a case under this row is promised at receipt, when nothing more is known of it: a countable
        print, else the ceiling, else that it is accepted by the next close.
        """
        return running_first(self.undertaking())

    @property
    def is_for_institutions(self) -> bool:
        """Whether the charter promises it to institutions: whoever asks for it does so for one."""
        return self.category == "institutional"

    @cached_property
    def has_limit(self) -> bool:
        """Whether a case starts with a day; without one, accepting names it."""
        return is_limit(self.promise)


class Tier(InTwoLanguages, models.Model):
    """One step of the grievance ladder that the charter prints."""

    version = models.ForeignKey(CharterVersion, on_delete=models.PROTECT, related_name="tiers")
    number = models.PositiveSmallIntegerField()
    when_bn = models.TextField()
    when_en = models.TextField()
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    limit = models.JSONField()
    # Who decides where the post is in conflict itself or nobody holds it; null: the next tier does.
    alternate = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    # Calendar days for an appeal against its decision; null: as the office's own rules say.
    window_days = models.PositiveSmallIntegerField(null=True)
    # By how many working days at most its time may once be extended, for an inquiry.
    may_extend = models.PositiveSmallIntegerField(default=10)
    address_bn = models.TextField(blank=True)
    address_en = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=120, blank=True)
    web = models.CharField(max_length=120, blank=True)
    reservations = models.JSONField(default=list)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_tier_a_number")]
        ordering = ["version", "number"]

    def __str__(self) -> str:
        return f"tier {self.number} of {self.version_id}"

    @property
    def title(self) -> str:
        return self.in_words("title")

    @property
    def when(self) -> str:
        return self.in_words("when")

    @property
    def address(self) -> str:
        return self.in_words("address")

    @property
    def promise(self) -> Promise:
        return Promise.from_data(self.limit)


SERVICE = CompiledQuery(
    lambda: Service.objects.filter(pk=CompiledQuery.parameter(0)).select_related(
        "version__office", "responsible", "superior"
    )
)


@lru_cache(maxsize=4096)
def service_of(service_id: int) -> Service:
    """A service with its posts and version. Published rows never change, so one reading
    serves the process.
    """
    (service,) = SERVICE(service_id)
    return service


class CharterInForce:
    """What a published version holds, as every page reads it; without a version an office has no charter yet.

    The rows are shared by all who ask in this process and are not to be changed.
    """

    def __init__(self, version: CharterVersion | None) -> None:
        self.version = version

    @cached_property
    def services(self) -> tuple[Service, ...]:
        return tuple(services_in_force(self.version))

    @cached_property
    def tiers(self) -> tuple[Tier, ...]:
        return tuple(self.version.tiers.select_related("post", "alternate")) if self.version else ()


def charter_in_force(office: Office, day: date) -> CharterInForce:
    """The charter that an office keeps on a day, read once for as long as nothing is published."""
    return charter_as_published(office.pk, day, cache_version.current_version(office.pk))


@lru_cache(maxsize=64)
def charter_as_published(office_id: int, day: date, content_version: int) -> CharterInForce:
    return CharterInForce(
        CharterVersion.objects.select_related("office", "approved_by").in_force(office_id, day)
    )


def version_in_force(office: Office, day: date) -> CharterVersion | None:
    return CharterVersion.objects.in_force(office, day)


def services_in_force(version: CharterVersion | None) -> list[Service]:
    """All services of a version in the charter's order, with their posts; none without a version."""
    if version is None:
        return []
    return list(version.services.select_related("responsible", "superior").order_by("position"))


def service_in_force(office: Office, code: str, day: date) -> Service | None:
    """The service that a code means on a day; None for an unknown or a dropped one."""
    return next((each for each in charter_in_force(office, day).services if each.code == code), None)
