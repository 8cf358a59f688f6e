"""The places an office serves, with the names they had: entered once, closed one day, never removed."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from ongikar.core.db.sort_keys import SortKeyField, WithSortKeys
from ongikar.core.i18n.say import InTwoLanguages, choices_of, language
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.rules.bangla.sorting import sort_key

from .office import Office


class PlaceQuerySet(SealedQuerySet):
    def open_on(self, day: date) -> Self:
        """Those that are offered for something new on a day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=day))

    def by_name(self, *first: str) -> Self:
        """In the order of their names in the language at hand, and of these columns before."""
        return self.order_by(*first, Place.name_order(), "pk")

    def by_union(self, most: int | None = None) -> list[Any]:
        """By union, and there by name; no office has more than some dozens of unions."""
        return sorted(self.by_name()[:most], key=lambda place: sort_key(place.union))


class Place(InTwoLanguages, WithSortKeys):
    """A place the office serves: a lab in a school, a Union Digital Centre, an office, a school."""

    LAB, CENTRE, OFFICE, SCHOOL = "lab", "udc", "office", "school"
    KINDS = (LAB, CENTRE, OFFICE, SCHOOL)
    KIND_WORDS: ClassVar = {
        LAB: ("ল্যাব", "Lab"),
        CENTRE: ("ডিজিটাল সেন্টার", "Digital centre"),
        OFFICE: ("সরকারি দপ্তর", "Government office"),
        SCHOOL: ("শিক্ষাপ্রতিষ্ঠান", "School or college"),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="places")
    slug = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=choices_of(KIND_WORDS))
    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    sort_key_bn = SortKeyField(of=["name_bn"])
    sort_key_en = SortKeyField(of=["name_en"])
    # The union or municipality it lies in, and of a school the number of the Ministry of Education.
    union = models.CharField(max_length=100, blank=True, default="")
    eiin = models.CharField(max_length=10, blank=True, default="")
    # Where it lies, as a phone measured it; and how somebody finds it who was never there.
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    address = models.CharField(max_length=200, blank=True, default="")
    # The institution's own telephone and e-mail; who answers for it is a contact.
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    # Since when it runs; null where nobody knows.
    opened_on = models.DateField(null=True)
    # The last day on which it was served; null while it is.
    closed_on = models.DateField(null=True)
    # Changed on screen: the office's file no longer says what it is called.
    was_changed = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "slug"], name="one_place_a_slug"),
            models.UniqueConstraint(
                fields=["office", "kind", "eiin"], condition=~Q(eiin=""), name="one_place_an_eiin"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_position_of_a_place_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["office", "kind", "sort_key_bn", "id"], name="places_by_name")]

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> str:
        return self.in_words("name")

    @staticmethod
    def name_order() -> str:
        """The column by which a list stands in the language at hand."""
        return f"sort_key_{language()}"


class PlaceName(InTwoLanguages, models.Model):
    """A name that a place had, with its last day: papers of that time bear it."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="former_names")
    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    until = models.DateField()

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"former name of place {self.place_id}"

    @property
    def name(self) -> str:
        return self.in_words("name")
