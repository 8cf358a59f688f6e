"""One letter, in or out: its text in versions, what was done with it, its pages while they are scanned; to
whom it goes, how it went to each of them, and what goes with it.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from ongikar.core.i18n.say import LANGUAGES, choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.letters.outgoing import words
from ongikar.offices.models import Office, Post
from ongikar.papers.models import Paper
from ongikar.people.models import GONE, Applicant, Contact, User

from ..outgoing.kinds import KINDS
from ..outgoing.words import ACTS as ACTS_OUT
from ..transitions import DIARISED, IN, ISSUED, OPEN_IN, OPEN_OUT, OUT, SUPERSEDED
from ..words import ACTS, CHANNELS, DIRECTIONS, STATE_WORDS
from .file import File


class LetterQuerySet(SealedQuerySet):
    def of_subject(self, reference: SubjectReference) -> "LetterQuerySet":
        """Those that belong to a thing, the oldest first."""
        return self.filter(subject_type=reference[0], subject_id=reference[1]).order_by("id")


class Letter(models.Model):
    """A letter that came in or goes out. `state` is a cache of the fold of its acts; lateness is computed.

    Both directions share a table, since each answers the other and both lie in one file in the order of
    their days.
    """

    SUBJECT = "letter"
    IN, OUT = IN, OUT
    # How a letter came.
    HAND, POST, EMAIL, DNOTHI = tuple(CHANNELS)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letters", db_index=False)
    direction = models.CharField(max_length=3, choices=choices_of(DIRECTIONS))
    # Which of the kinds of letters of the Secretariat Instructions; "" of one that came in.
    kind = models.CharField(
        max_length=20, blank=True, choices=[(each.name, each.words) for each in KINDS.values()]
    )
    file = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="letters")
    subject_line = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=choices_of(STATE_WORDS))
    # The line in the diary, or in the issue book once it is issued; null before, and of one issued elsewhere.
    fiscal_year = models.PositiveSmallIntegerField(null=True)
    book_serial = models.PositiveIntegerField(null=True)
    # What it belongs to: a case, a complaint; "" where it stands for itself.
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    # The letter of the other direction that it answers, and ours that it reminds of.
    answers = models.ForeignKey(
        "self", null=True, db_index=False, on_delete=models.PROTECT, related_name="answered_by"
    )
    reminder_of = models.ForeignKey(
        "self", null=True, db_index=False, on_delete=models.PROTECT, related_name="reminders"
    )
    # The day by which an answer is wanted: by the sender, or of the recipient.
    due_on = models.DateField(null=True)

    # Of one that came in: who sent it, as the contact was called then; their number and date; when it came.
    sender = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="letters_sent")
    sender_name = models.CharField(max_length=500, blank=True)
    their_memo = models.CharField(max_length=100, blank=True)
    their_date = models.DateField(null=True)
    received_on = models.DateField(null=True)
    channel = models.CharField(max_length=12, blank=True, choices=choices_of(CHANNELS))
    # The post it was marked to.
    marked = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    # Of one that goes out: who drafts it and who signs it; what it was issued under.
    drafter = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    signer = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    # Where an office above issues it, such as that of whoever decides on a complaint: the post in whose book
    # its letters are counted (offices/serials.py). Null: this office issues it, in its own book.
    issued_by = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    memo_number = models.CharField(max_length=100, blank=True)
    issued_at = models.DateTimeField(null=True)
    # Of the frozen text, from signing on.
    sha256 = models.CharField(max_length=64, blank=True)
    # When it had gone to everybody named in it; null while somebody still waits for it.
    dispatched_at = models.DateTimeField(null=True)
    # After this many days without an answer a reminder is drafted; null where no answer is wanted. The day on
    # which that falls is set at the issue, and empty again once it was answered or reminded of.
    remind_after = models.PositiveSmallIntegerField(null=True)
    remind_on = models.DateField(null=True)
    # The issued letter in whose place it goes.
    replaces = models.ForeignKey(
        "self", null=True, db_index=False, on_delete=models.PROTECT, related_name="replaced_by"
    )

    # When it was typed in, or the draft was begun.
    entered_at = models.DateTimeField()
    # Sent twice is entered once.
    submission = models.CharField(max_length=64, unique=True)
    # Folded words of subject, names and numbers, for the search.
    search = models.TextField(blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            # Whole, with 0 for the office's own book: an index of some rows would serve no page of the diary.
            models.UniqueConstraint(
                "office",
                "direction",
                "fiscal_year",
                "book_serial",
                Coalesce("issued_by", 0),
                name="one_letter_a_book_line",
            ),
            models.UniqueConstraint(
                fields=["issued_by", "fiscal_year", "book_serial"],
                condition=Q(issued_by__isnull=False),
                name="one_letter_a_line_of_an_office_above",
            ),
            # A file goes on for years, and its serials begin anew with each fiscal year.
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "memo_number"],
                condition=Q(direction=OUT) & ~Q(memo_number=""),
                name="one_letter_a_memo_number",
            ),
            models.CheckConstraint(
                condition=Q(direction=IN, book_serial__isnull=False, received_on__isnull=False, kind="")
                | Q(direction=OUT, received_on__isnull=True),
                name="a_letter_in_stands_in_the_diary",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ISSUED, SUPERSEDED]) | (Q(issued_at__isnull=False) & ~Q(sha256="")),
                name="an_issued_letter_is_frozen",
            ),
            models.CheckConstraint(
                condition=(Q(subject_type="") & Q(subject_id__isnull=True))
                | (~Q(subject_type="") & Q(subject_id__isnull=False)),
                name="a_letter_belongs_to_a_thing_or_to_none",
            ),
            models.CheckConstraint(
                condition=(Q(answers__isnull=True) | ~Q(answers=models.F("id")))
                & (Q(reminder_of__isnull=True) | ~Q(reminder_of=models.F("id")))
                & (Q(replaces__isnull=True) | ~Q(replaces=models.F("id"))),
                name="a_letter_never_answers_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "direction", "-id"], name="letters_newest"),
            models.Index(fields=["office", "direction", "state", "-id"], name="letters_by_state"),
            models.Index(fields=["subject_type", "subject_id"], name="letters_of_a_subject"),
            # What retention has yet to make forget what it said, by files and in none.
            models.Index(
                fields=["file", "id"],
                name="filed_letters_to_forget",
                condition=Q(file__isnull=False) & ~Q(subject_id__isnull=False) & ~Q(search=GONE),
            ),
            models.Index(
                fields=["office", "entered_at"],
                name="letters_to_forget",
                condition=~Q(subject_id__isnull=False) & ~Q(file__isnull=False) & ~Q(search=GONE),
            ),
            models.Index(fields=["file", "id"], name="letters_of_a_file"),
            # Most letters answer none: an index that held these too would be believed to find nothing.
            models.Index(fields=["answers"], name="letters_that_answer", condition=Q(answers__isnull=False)),
            models.Index(
                fields=["reminder_of"], name="letters_that_remind", condition=Q(reminder_of__isnull=False)
            ),
            models.Index(
                fields=["replaces"], name="letters_that_replace", condition=Q(replaces__isnull=False)
            ),
            # The same letter brought again is found before it is entered.
            models.Index(
                fields=["office", "their_memo"], name="letters_by_their_memo", condition=~Q(their_memo="")
            ),
            # What is open of what came, waits to be marked, to be answered, to be signed.
            models.Index(
                fields=["office", "-id"], name="open_letters_newest", condition=Q(state__in=OPEN_IN)
            ),
            models.Index(
                fields=["office", "-id"], name="open_letters_out_newest", condition=Q(state__in=OPEN_OUT)
            ),
            models.Index(fields=["office", "id"], name="letters_to_mark", condition=Q(state=DIARISED)),
            models.Index(
                fields=["office", "due_on", "id"],
                name="letters_to_answer",
                condition=Q(state__in=OPEN_IN, due_on__isnull=False),
            ),
            models.Index(
                fields=["marked", "due_on", "id"],
                name="open_letters_of_a_post",
                condition=Q(state__in=OPEN_IN),
            ),
            models.Index(fields=["signer", "id"], name="letters_to_sign", condition=Q(state__in=OPEN_OUT)),
            models.Index(fields=["drafter", "id"], name="letters_in_draft", condition=Q(state__in=OPEN_OUT)),
            models.Index(
                fields=["office", "issued_at", "id"],
                name="letters_to_dispatch",
                condition=Q(state=ISSUED, dispatched_at__isnull=True),
            ),
            models.Index(
                fields=["remind_on", "id"], name="letters_to_remind_of", condition=Q(remind_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def subject(self) -> SubjectReference | None:
        """What it belongs to."""
        return (self.subject_type, self.subject_id) if self.subject_id is not None else None

    @property
    def is_in(self) -> bool:
        return self.direction == IN

    @property
    def is_open(self) -> bool:
        return self.state in (OPEN_IN if self.is_in else OPEN_OUT)


class LetterText(models.Model):
    """One version of the text of a letter that goes out; the newest is the one that is signed."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, default="bn", choices=choices_of(LANGUAGES))
    subject_line = models.CharField(max_length=300)
    # What it refers to: the letter it answers, a law, an order.
    source = models.TextField(blank=True)
    body = models.TextField()
    # Labelled parts below the body, as [label, words]: what was given, how the time was counted.
    parts = models.JSONField(default=list)
    # Null of one that the program wrote: a reminder that fell due.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # All that the paper says but its number and date, since it was signed (outgoing/paper.py): the PDF is
    # made of this, whatever becomes of the names, posts and offices it was taken from.
    frozen = models.JSONField(default=dict)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "version"], name="one_text_a_version")]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"version {self.version} of letter {self.letter_id}"


class LetterAct(models.Model):
    """One act of a letter: what happened, when, by whom. Only ever added."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20, choices=[*choices_of(ACTS), *ACTS_OUT.items()])
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    # A correction's old values, a reminder's number and date.
    data = models.JSONField(default=dict)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} of letter {self.letter_id}"


class Scan(models.Model):
    """The pages of one letter as one person scans them. `pages`: of each the key of its file, which page of
    that file, and how far it is turned with the clock.
    """

    SUBJECT = "letter_scan"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    pages = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["office", "begun_at"], name="letter_scans_oldest")]

    def __str__(self) -> str:
        return f"scan {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class Recipient(models.Model):
    """One who is written to, as they were called then: a post, a contact, an applicant, or only a name."""

    TO, THROUGH, COPY = ROLES = tuple(words.ROLES)

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="recipients")
    role = models.CharField(max_length=8, default=TO, choices=words.ROLES)
    # The order in which they stand in the letter.
    position = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="letters_got")
    applicant = models.ForeignKey(Applicant, null=True, on_delete=models.PROTECT, related_name="letters_got")
    name = models.CharField(max_length=500)
    address = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # How it is to go, as the draft says; it may go otherwise.
    channel = models.CharField(max_length=8, blank=True, choices=words.CHANNELS)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "position"], name="one_recipient_a_place"),
            models.CheckConstraint(
                condition=Q(post__isnull=True, contact__isnull=True)
                | Q(post__isnull=True, applicant__isnull=True)
                | Q(contact__isnull=True, applicant__isnull=True),
                name="a_recipient_is_one_person",
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"recipient {self.position} of letter {self.letter_id}"


class Dispatch(models.Model):
    """A letter on its way to one recipient. Tried again it is another; only its result is added later."""

    HAND, POST, EMAIL, DNOTHI = CHANNELS = (words.HAND, words.POST, words.EMAIL, words.DNOTHI)
    # On a page of theirs, of which they are told: that of the application, or the desk of a post of this
    # office.
    PAGE = words.PAGE
    # It lies ready at the counter, of which its applicant is told.
    COUNTER = words.COUNTER
    # What somebody carries out of the office takes a line of the peon book.
    CARRIED = frozenset({HAND, POST})
    DELIVERED, RETURNED, FAILED = words.DELIVERED, words.RETURNED, words.FAILED

    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="dispatches")
    channel = models.CharField(max_length=8, choices=words.CHANNELS)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # The number of the post office, or that of D-Nothi.
    reference = models.CharField(max_length=100, blank=True)
    # Its line in the peon book; null of one that nobody carried, and of what went by post before that was
    # entered there.
    fiscal_year = models.PositiveSmallIntegerField(null=True)
    book_serial = models.PositiveIntegerField(null=True)
    # Counted in the books of this office.
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="dispatches", db_index=False)
    # Who carried it out of the office: to the recipient, or to the post office.
    carried_by = models.CharField(max_length=200, blank=True, default="", db_default="")
    # Who took it in hand.
    taken_by = models.CharField(max_length=200, blank=True)
    # Where it was sent by post, as the label says it.
    address = models.CharField(max_length=300, blank=True, default="", db_default="")
    # Why it went otherwise than was asked for, or once more.
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    proof = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=12, blank=True, choices=words.RESULTS)
    result_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_dispatch_a_line_of_the_peon_book"
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"dispatch {self.pk}"

    @property
    def is_standing(self) -> bool:
        """Whether it counts as sent: it neither came back nor was refused."""
        return self.result not in (self.RETURNED, self.FAILED)

    @property
    def is_of_program(self) -> bool:
        """Whether a program wrote this line with the letter's issue, before it was a person who enters what
        is carried: nobody is known to have carried or taken it. Reads recipient and letter.
        """
        told = self.carried_by or self.taken_by or self.reference or self.proof_id or self.result
        return self.channel in self.CARRIED and not told and self.at == self.recipient.letter.issued_at


class Enclosure(models.Model):
    """One paper that goes with a letter, or that came with it as its own sheets."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="enclosures")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    # Null of one that goes on paper only.
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="one_enclosure_a_place")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"enclosure {self.position} of letter {self.letter_id}"
