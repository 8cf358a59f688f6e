"""Contacts: posts and persons outside the office, to whom it writes and gives work."""

from collections.abc import Callable
from datetime import date
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q

from ongikar.core.db.sort_keys import SortKeyField, WithSortKeys
from ongikar.core.i18n.say import LANGUAGES, choices_of
from ongikar.core.slots import Slot
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place
from ongikar.rules.bangla.search import fold

MOST_SEARCH = 900
# What stands for a name that was purged.
GONE = "•••"
# What other apps show on the page of a contact: its letters, its tasks. Called with request, contact and now.
CONTACT = Slot("contact")
# What follows each writing of a contact, in its transaction (contact_words.py).
KEEP_WORDS: list[Callable[["Contact"], None]] = []


def register_contact_words(keep: Callable[["Contact"], None]) -> Callable[["Contact"], None]:
    KEEP_WORDS.append(keep)
    return keep


class ContactQuerySet(SealedQuerySet):
    def in_use(self, day: date) -> Self:
        """Those that are written to on a day: neither ended nor merged into another."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), merged_into__isnull=True)

    def by_name(self) -> Self:
        """By organisation, and there by post."""
        return self.order_by("office", "sort_key", "id")


class Contact(WithSortKeys):
    """A post outside the office with whoever holds it at present, or a person without a post.

    Letters, minutes and tasks copy the name as it was then: a contact tells who is reached now.
    """

    SUBJECT = "contact"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="contacts", db_index=False)
    organisation = models.CharField(max_length=200, blank=True)
    # The post there, as a letter addresses it; its present holder may be unknown.
    post = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # The language in which they are written to.
    language = models.CharField(max_length=2, default="bn", choices=choices_of(LANGUAGES))
    # The place of the office's own list that they answer for: the head of a school with a lab.
    place = models.ForeignKey(
        Place, null=True, on_delete=models.PROTECT, related_name="contacts", db_index=False
    )
    since = models.DateField()
    # The last day on which they are written to; null while they are.
    until = models.DateField(null=True)
    # Of two that were the same the one that goes on.
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    # The order of lists: by organisation, and there by post.
    sort_key = SortKeyField(of=["organisation", "post"])
    # The folded words of the columns above, by which one is found while typing.
    search = models.CharField(max_length=MOST_SEARCH, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(organisation="", post="", name=""), name="a_contact_is_called_something"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_contact_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "sort_key", "id"], name="contacts_by_organisation"),
            models.Index(fields=["office", "mobile"], name="contacts_by_mobile", condition=~Q(mobile="")),
            models.Index(
                fields=["office", "-id"],
                name="contacts_newest",
                condition=Q(merged_into__isnull=True),
            ),
            # Most are of no place and go on in no other: an index that held those, too, would look to SQLite
            # as if it told one row from another no better than the table.
            models.Index(
                fields=["place", "id"], name="contacts_of_a_place", condition=Q(place__isnull=False)
            ),
            models.Index(
                fields=["merged_into", "id"],
                name="contacts_merged",
                condition=Q(merged_into__isnull=False),
            ),
            # What is over and still tells of somebody (its `retention`).
            models.Index(
                fields=["office", "until"],
                name="contacts_ended",
                condition=Q(until__isnull=False) & ~Q(name=GONE),
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever writes a contact writes by what it is found, too."""
        self.search = self.search_words()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            for keep in KEEP_WORDS:
                keep(self)

    @property
    def is_in_use(self) -> bool:
        """Whether it is still written to: neither ended nor merged, whatever the day."""
        return self.until is None and self.merged_into_id is None

    @property
    def shown_mobile(self) -> str:
        """01700-000005: as it is read out at home; "" where none is known."""
        figures = self.mobile.removeprefix("+88")
        return f"{figures[:5]}-{figures[5:]}" if figures else ""

    def forget(self) -> None:
        """Empty all that tells who it was. The row stays, for what was sent there names it."""
        self.name = GONE
        self.address = self.mobile = self.email = ""
        self.save(update_fields=["name", "address", "mobile", "email"])
        self.changes.update(old="", new="", words="")

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def title(self) -> str:
        """As a list names it: the post and its organisation, else the name."""
        return ", ".join(filter(None, (self.post, self.organisation))) or self.name

    @property
    def full_title(self) -> str:
        """The same with who holds the post at present."""
        return ", ".join(dict.fromkeys(filter(None, (self.name, self.post, self.organisation))))

    def search_words(self) -> str:
        words = (self.organisation, self.post, self.name, self.mobile, self.email)
        return fold(" ".join(filter(None, words)))[:MOST_SEARCH]
