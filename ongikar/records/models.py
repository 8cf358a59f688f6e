"""The bases of rows that acts write: ordinary abstract models, and what an act asks of a row before and after
it is written (actions.py).
"""

from collections.abc import Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any, ClassVar

from django.db import models

from ongikar.core.i18n.say import say_lazy
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.journal.sealed_columns import DIGEST, KEYED, VALUE
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import Transitions

# A text that may be longer is sealed as a digest.
LONGEST_VALUE = 64
# Of the name of a saved filter: as much as stands beside others above a list.
MOST_NAME = 40
UNSEALED_KEY = {"submission": "the key by which a form sent twice is taken once; nothing is promised by it"}


class Row(models.Model):
    """Whatever an act writes and seals."""

    # The columns that tell of a person, each with what is left of it with the person gone (retention.py).
    PERSONAL_DATA: ClassVar[Mapping[str, Any]] = {}
    # All columns are sealed (journal/sealed_columns.py) but these, each with its reason. A long text is
    # sealed as a digest, what tells of a person with the key of the installation; or as `SEALED_AS` says.
    UNSEALED: ClassVar[Mapping[str, str]] = {}
    SEALED_AS: ClassVar[Mapping[str, str]] = {}

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"

    @classmethod
    def sealed_columns(cls) -> dict[str, str]:
        """How each of its columns is sealed, but for the key and what is not sealed, by its attribute."""
        columns = (each for each in cls._meta.concrete_fields if not each.primary_key)
        return {
            each.attname: cls.SEALED_AS.get(each.name) or sealed_as(each, each.name in cls.PERSONAL_DATA)
            for each in columns
            if each.name not in cls.UNSEALED
        }

    @property
    def record(self) -> Any:
        """Whose acts write it."""
        return self

    def facts_of_act(self) -> Mapping[str, Any]:
        """References and figures for the entry of the journal."""
        return {}

    def check_change(self, now: datetime) -> None:
        """Raise ActFault where it may not become what it is now. Its record is locked by then."""

    def enter_change(self, now: datetime) -> tuple[str, ...]:
        """What else is written when it changed, such as when: the names of those columns."""
        return ()

    def in_words(self) -> str:
        """The row as a page tells it in one line, in the language at hand."""
        return str(self)


def sealed_as(column: models.Field, is_personal: bool) -> str:
    if is_personal:
        return KEYED
    is_long = isinstance(column, models.TextField) or (column.max_length or 0) > LONGEST_VALUE
    return DIGEST if is_long else VALUE


class Record(Row):
    """What has a page of its own at the desk: an office's, with acts that may be done with it."""

    SUBJECT: ClassVar[str]
    # What its acts are called by in the journal, where that is not its name.
    VERBS_OF: ClassVar[str] = ""
    # Which act may follow which, of a record whose state is the fold of its `acts`.
    TRANSITIONS: ClassVar[Transitions | None] = None

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    def check_opening(self, now: datetime) -> None:
        """Raise ActFault where its own rule refuses one that begins by itself (`actions.open_once`)."""

    def enter_who(self, actor: Reference, now: datetime) -> None:
        """Who begins it, and when, of one whose columns keep that."""

    def lock(self) -> None:
        """Two at once act in turn, each on the columns as the other left them. Whatever stands above the
        record is locked before it.
        """
        fresh = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        for column in self._meta.concrete_fields:
            setattr(self, column.attname, getattr(fresh, column.attname))

    def acts_under_lock(self) -> list[str]:
        """The names of its acts in their order, asked of the database anew, whatever was read before."""
        acts: Any = self.acts  # type: ignore[attr-defined]  # of whichever record has a table of acts
        return list(acts.order_by("pk").values_list("name", flat=True))

    def state_under_lock(self) -> str:
        """The state to which its acts have led."""
        if self.TRANSITIONS is None:
            raise TypeError(f"{type(self).__name__} has no table of acts")
        return self.TRANSITIONS.state_after(self.acts_under_lock())

    def keep_state(self, state: str) -> None:
        """What an act leaves on the record itself: nothing, unless columns of it say where it stands."""

    def state_of_acts(self) -> str:
        """The fold of its acts, in the order in which they were written, as they were read with it."""
        if self.TRANSITIONS is None:
            raise TypeError(f"{type(self).__name__} has no table of acts")
        acts = sorted((act.pk, act.name) for act in self.acts.all())  # type: ignore[attr-defined]
        return self.TRANSITIONS.state_after(name for _, name in acts)


class StatedRecord(Record):
    """One whose column `state` keeps the fold of its acts, since an index or a constraint asks for it.

    What an act changes of it while it is locked (`actions.carry_out`) is written with the new state, and no
    column beside.
    """

    # A column, as wide as the names of its states.
    state: Any

    class Meta:
        abstract = True

    def lock(self) -> None:
        super().lock()
        self.as_locked = {
            column.attname: getattr(self, column.attname) for column in self._meta.concrete_fields
        }

    def state_under_lock(self) -> str:
        return self.state_of_acts()

    def state_of_acts(self) -> str:
        return str(self.state)

    def keep_state(self, state: str) -> None:
        self.state = state
        changed = [name for name, value in self.as_locked.items() if getattr(self, name) != value]
        if changed:
            self.save(update_fields=changed)


class Numbered(models.Model):
    """A gap-free number of a book, an office and a fiscal year: given by the act that writes the row. What
    belongs to a record has a column `office` of its own.
    """

    # As offices/serials.py has it.
    BOOK: ClassVar[str]

    fiscal_year = models.PositiveSmallIntegerField(say_lazy("অর্থবছর", "Fiscal year"))
    book_serial = models.PositiveIntegerField(say_lazy("ক্রমিক", "No."))

    class Meta:
        abstract = True

    def day_of_number(self, now: datetime) -> date:
        """In whose fiscal year it counts."""
        return now.astimezone(TZ).date()


class RowOfRecord(Row):
    """What belongs to a record and is entered by one act of it."""

    # The column, or the way over columns, that leads to the record.
    PARENT: ClassVar[str]
    # Under which the entering stands in the journal, after the name of the record.
    VERB: ClassVar[str]
    # Whether what was sent before is known by the key of its form (`enter_key`).
    IS_KEYED: ClassVar[bool] = False

    class Meta:
        abstract = True

    @property
    def record(self) -> Any:
        return attrgetter(self.PARENT.replace("__", "."))(self)

    @classmethod
    def record_model(cls) -> type[Record]:
        """What its rows belong to."""
        model: Any = cls
        for name in cls.PARENT.split("__"):
            model = model._meta.get_field(name).related_model
        return model

    @property
    def verb(self) -> str:
        """Under which this row stands in the journal."""
        return self.VERB

    def enter_key(self, submission: str) -> None:
        """The key of the form, of a row that is known by it."""

    def find_known(self) -> Any:
        """The row that was written when the same was sent before; None where nothing was."""
        raise NotImplementedError

    def enter_who(self, actor: Reference, now: datetime) -> None:
        """Who writes it, and when."""
        raise NotImplementedError

    def check_act(self, now: datetime) -> None:
        """Raise ActFault where the row's own rule refuses it. Its record is locked by then."""

    def follow_act(self, actor: Reference, now: datetime) -> None:
        """What else the row brings: written after it, sealed by the same entry of the journal."""


class Entry(RowOfRecord):
    """One line, entered once however often its form is sent."""

    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    IS_KEYED, UNSEALED = True, UNSEALED_KEY

    # The key of the form: what is sent again under it was entered before.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def enter_key(self, submission: str) -> None:
        self.submission = submission

    def find_known(self) -> Any:
        return type(self).objects.filter(submission=self.submission).first()

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at, self.by_id = now, actor[1]


class OnceEntry(RowOfRecord):
    """Said once of a record, by whoever: what is sent again changes nothing. `PARENT` is unique."""

    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        abstract = True

    def find_known(self) -> Any:
        return type(self).objects.filter(**{self.PARENT: self.record}).first()

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at, (self.by_type, self.by_id) = now, actor


class ActRow(RowOfRecord):
    """One act of a record with a table of acts (`Record.TRANSITIONS`), only ever added. Related to its record
    as `acts`. `SAID`: the columns by which the same act pressed twice is known.
    """

    SAID: ClassVar[tuple[str, ...]] = ("name", "words")
    # What the journal calls those acts that are named otherwise in their table.
    VERBS: ClassVar[Mapping[str, str]] = {}

    name = models.CharField(max_length=30)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(say_lazy("কথা", "Words"), blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    @property
    def verb(self) -> str:
        return self.VERBS.get(self.name, self.name)

    def find_known(self) -> Any:
        last = type(self).objects.filter(**{self.PARENT: self.record}).order_by("-id").first()
        is_same = last and all(getattr(last, name) == getattr(self, name) for name in self.SAID)
        return last if is_same else None

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at, (self.by_type, self.by_id) = now, actor


class KeyedActRow(ActRow):
    """One act that may be done again in the same words: sent twice it is known by the key of its form."""

    IS_KEYED, UNSEALED = True, UNSEALED_KEY

    # None of what no form sent.
    submission = models.CharField(max_length=80, null=True, unique=True)

    class Meta(ActRow.Meta):
        abstract = True

    def enter_key(self, submission: str) -> None:
        self.submission = submission or None

    def find_known(self) -> Any:
        if not self.submission:
            return None
        rows: Any = type(self).objects.all()  # abstract, so its columns are known to no checker
        return rows.filter(submission=self.submission).first()


class Strikable(Row):
    """A wrong line stays readable, struck through with the reason: one of a record, or one that is a record
    itself.
    """

    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(
        say_lazy("কেন বাতিল", "Why it is struck through"), max_length=300, blank=True
    )

    class Meta:
        abstract = True

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None

    def check_strike(self, now: datetime) -> None:
        """Raise ActFault where the line may not be struck through. Its record is locked by then."""


class StrikableEntry(Strikable, Entry):
    """An entry that may be wrong."""

    class Meta(Entry.Meta):
        abstract = True


class ReplacingEntry(StrikableEntry):
    """Of its sort one line holds: a new one strikes the old one through, with a reason."""

    # The columns that tell the sorts of one record apart; none: there is one line of a record.
    SORTS: ClassVar[tuple[str, ...]] = ()

    class Meta(StrikableEntry.Meta):
        abstract = True


class PaperEntry(models.Model):
    """Mixed into an entry that came with a paper: the act keeps it (actions.py), the form asks for it. It
    need not come where the model lets the column be null.
    """

    PAPER_WORDS: ClassVar[Any] = say_lazy("ফাইল", "File")
    # What comes, before it is kept.
    content: Clean | None = None

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="%(class)s")

    class Meta:
        abstract = True

    @property
    def paper_title(self) -> str:
        raise NotImplementedError


class SavedFilter(models.Model):
    """By what a list was narrowed, kept under a name for whoever holds the post (saved_filters.py)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The list, by the name of its address.
    of_list = models.CharField(max_length=60)
    name = models.CharField(max_length=MOST_NAME)
    # What an address says of it, by name; never the mark of a page.
    words = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "of_list", "name"], name="one_saved_filter_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.of_list}: {self.name}"
