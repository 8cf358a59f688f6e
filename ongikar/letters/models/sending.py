"""To whom a letter goes, how it went to each of them, and what goes with it."""

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant, Contact, User

from ..outgoing import words
from .letter import Letter


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
