"""What happened, its seal, and what is still to be done about it."""

from datetime import datetime
from typing import Any, Never, TypedDict

from django.db import models
from django.db.models import Q


class NeverChanged(models.QuerySet):
    def update(self, **kwargs: Any) -> Never:
        raise TypeError("a journal entry is never changed")

    def delete(self) -> Never:
        raise TypeError("a journal entry is never deleted")


class OnlyAdded(models.Model):
    """A row that is written once. The database refuses the rest by itself, whoever asks."""

    objects = NeverChanged.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a journal entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("a journal entry is never deleted")


# Of a due day that moved. `from` is a word of Python, so it stands in no class.
MoveFacts = TypedDict("MoveFacts", {"from": str, "to": str}, total=False)


class RestoreFacts(TypedDict, total=False):
    """A restore from a backup, as one chain has it; journal/restores.py says what stands for what."""

    backup: str
    sha256: str
    made_at: str
    restored_at: str
    last_entry: int
    number: int
    link: str
    gaps: list[list[Any]]
    signature: str


class KeyedFacts(TypedDict, total=False):
    """Of the ledger itself; journal/keyed_ledger.py says what stands for what."""

    identity: str
    ends: dict[str, list[Any]]
    lost: list[int]
    key: int
    untrusted_from: int | None


class EntryFacts(MoveFacts, total=False):
    """What an entry may say besides who, when and what: references and figures, ISO days and moments, and
    words of our own. A key that is not listed is a type error: a person's name, number or words belong in no
    entry.
    """

    # References: keys of rows; of papers, by the type of what they belong to.
    sign_in: int
    user: int
    post: int
    from_post: int | None
    to_post: int | None
    order: int
    of: str
    of_id: int | None

    # Figures and numbers.
    version: int
    tier: int
    stars: int
    working_days: int
    count: int
    services: int
    cells: int
    added: int
    removed: int
    score: int
    open: int
    new: int
    seconds: int
    sign_ins: int
    first: int
    last: int
    slip: int
    rows: int
    adoption: int
    marks: dict[str, int]

    # Days and moments.
    day: str
    since: str
    until: str | None
    begins: str
    last_day: str | None

    # Words of our own: names of fields and questions, codes.
    reason: str
    field: str
    fields: list[str]
    names: list[str]
    keys: list[str]
    what: str
    how: str
    moment: str
    fault: str
    factor: str
    charge: str
    table: str
    digest: str
    columns: dict[str, list[str]]
    reactions: dict[str, list[str]]
    restore: RestoreFacts
    keyed: KeyedFacts
    # Roots of ledgers as they are printed.
    roots: list[str]

    # Yes or no.
    waits: bool
    vacant: bool
    upheld: bool
    is_over: bool
    second_factor: bool


class Entry(OnlyAdded):
    """One act: who, when, what. References only, never a name or a number of a person.

    Actor, office and subject are (type, id) without foreign keys, so that the journal knows no app above it
    and outlives what it tells of.
    """

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    office_id = models.PositiveBigIntegerField(null=True)
    actor_type = models.CharField(max_length=20)
    actor_id = models.PositiveBigIntegerField(null=True)
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    facts: "models.Field[EntryFacts, EntryFacts]" = models.JSONField(default=dict)
    # What the act wrote, row by row: journal/rules/row_seals.py says how. Null where it wrote nothing that is
    # sealed.
    rows = models.TextField(null=True)
    # What only the holder of a key can write beside it (journal/rules/entry_macs.py); null before there were
    # such.
    mac = models.BinaryField(max_length=26, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="entries_of_a_subject"),
            models.Index(fields=["office_id", "id"], name="entries_of_an_office"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_type}:{self.subject_id}"


class Seal(OnlyAdded):
    """One entry's place in the chain of its office: journal/rules/hash_chain.py says how its link follows
    from the one before.

    Without a foreign key, as the journal's own references: an entry gone leaves its seal behind, which tells
    of it.
    """

    entry_id = models.PositiveBigIntegerField(primary_key=True)
    # The office; 0 for what belongs to none.
    chain = models.PositiveBigIntegerField()
    # 1, 2, 3 without a gap. With `link` only ever made from the one before, two workers cannot both append.
    number = models.PositiveBigIntegerField()
    sealed_at = models.DateTimeField()
    link = models.BinaryField(max_length=32)
    # As an entry's.
    mac = models.BinaryField(max_length=18, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_seal_a_number")]
        indexes = [models.Index(fields=["chain", "sealed_at", "number"], name="seals_by_day")]

    def __str__(self) -> str:
        return f"seal {self.chain}/{self.number} of entry {self.entry_id}"


# How soon what follows from an entry is done: somebody waits for it at this moment; as it comes; or after
# everything else, as what goes out in a digest or to everybody at once.
URGENT, ORDINARY, CAN_WAIT = range(3)


class OutboxQuerySet(models.QuerySet):
    def due(self, now: datetime) -> "OutboxQuerySet":
        """Not done, not given up, due for a try, and in nobody's hands: oldest first."""
        return self.filter(next_try__lte=now).order_by("next_try", "id")


class OutboxEntry(models.Model):
    """One reaction owed to one entry. Written in the entry's own transaction: the only outbox there is."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="outbox_entries", db_index=False)
    reaction = models.CharField(max_length=80)
    # Whose it is, 0 for no office's, and how soon (outbox.py): both stand in the entry's own verb and office,
    # and here so that one index finds what each office is owed next.
    office_id = models.PositiveBigIntegerField(default=0, db_default=0)
    turn = models.PositiveSmallIntegerField(default=ORDINARY, db_default=ORDINARY)
    # The one column the worker looks at: when to try next; null when done or given up.
    next_try = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Since when a worker has it in hand; null once that worker has said how it went. See journal/outbox.py.
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    fault = models.TextField(blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "reaction"], name="one_outbox_entry_a_reaction")
        ]
        indexes = [
            models.Index(
                fields=["next_try", "id"], name="outbox_entries_to_try", condition=Q(next_try__isnull=False)
            ),
            models.Index(
                fields=["office_id", "turn", "next_try", "id"],
                name="outbox_entries_by_turn",
                condition=Q(next_try__isnull=False),
            ),
            # What an administrator must see, and the metrics count every few seconds: next to nothing is in
            # either, however many entries there are.
            models.Index(
                fields=["given_up_at"],
                name="outbox_entries_given_up",
                condition=Q(given_up_at__isnull=False),
            ),
            models.Index(
                fields=["id"],
                name="outbox_entries_failing",
                condition=Q(attempts__gt=0, next_try__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} for entry {self.entry_id}"
