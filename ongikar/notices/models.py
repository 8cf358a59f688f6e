"""One message to one person: made from an outbox entry, once, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q, Value

from ongikar.core.i18n.say import LANGUAGES, choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.journal.models import OutboxEntry
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office


class MessageQuerySet(SealedQuerySet):
    def about(self, reference: tuple[str, int | Value]) -> "MessageQuerySet":
        """`reference`: its key, or what stands for the key in a compiled query."""
        return self.filter(subject_type=reference[0], subject_id=reference[1])


class Message(models.Model):
    """A text on its way. Unique by outbox entry, person and channel: a reaction run twice makes no second
    one.

    The person is a key ("applicant:7", "post:3"), so that the row of a message tells no name.
    """

    SMS, EMAIL, CONSOLE = "sms", "email", "console"
    # In a digest: what waited for one recipient goes out as one message, and this is a part of it.
    MADE, SENT, KEPT_IN_TRAY, FAILED, IN_DIGEST = "made", "sent", "kept_in_tray", "failed", "in_digest"
    # Since a restore, until a person says that it goes: it may have gone in the time that was lost.
    HELD = "held"
    CHANNELS: ClassVar = {
        SMS: ("SMS", "SMS"),
        EMAIL: ("ই-মেইল", "E-mail"),
        CONSOLE: ("কার্যালয়ের ট্রে", "Office tray"),
    }
    STATES: ClassVar = {
        MADE: ("পাঠানোর অপেক্ষায়", "Waiting to be sent"),
        SENT: ("পাঠানো হয়েছে", "Sent"),
        # Its channel is not set up, or what it tells was over before it could go.
        KEPT_IN_TRAY: ("পাঠানো হয়নি, শুধু পর্দায়", "Not sent, on screen only"),
        FAILED: ("যায়নি, আবার চেষ্টা হবে", "Not sent, will be retried"),
        HELD: ("ব্যাকআপ থেকে ফেরার পর অনুমতির অপেক্ষায়", "Waits for permission after a restore"),
        IN_DIGEST: ("অন্য খবরের সঙ্গে এক বার্তায়", "Sent together with others"),
    }
    # What a digest of several subjects is about: staff see its parts, each where it belongs.
    DIGEST = "digest"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="messages")
    outbox_entry = models.ForeignKey(OutboxEntry, on_delete=models.PROTECT, related_name="messages")
    # What it is about: ("case", id) or ("grievance", id).
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    person = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=choices_of(CHANNELS))
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=choices_of(LANGUAGES))
    title = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=12, choices=choices_of(STATES))
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True)
    # At whose hours it may go out (rules/calendar/message_hours.py); "" at any hour.
    hours = models.CharField(max_length=10, blank=True)
    # The end of the quiet hours it waits or waited for.
    not_before = models.DateTimeField(null=True)
    digest = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="collected", db_index=False
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outbox_entry", "person", "channel"], name="one_message_a_person_and_channel"
            )
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="messages_of_a_subject"),
            models.Index(fields=["office", "subject_type", "-id"], name="messages_newest"),
            models.Index(fields=["office", "person", "-id"], name="messages_of_a_person"),
            # What retention has yet to empty.
            models.Index(
                fields=["office", "made_at"], name="messages_to_empty", condition=~Q(body="", address="")
            ),
            models.Index(
                fields=["office", "channel", "address"],
                name="messages_that_wait",
                condition=Q(status="made", not_before__isnull=False),
            ),
            # Those that have yet to go: the worker compares them with their outbox entries.
            models.Index(fields=["id"], name="messages_made", condition=Q(status="made")),
            # Those of which a try failed: the same is asked of them.
            models.Index(fields=["id"], name="messages_failed", condition=Q(status="failed")),
            # Those that wait for a person's word since a restore.
            models.Index(fields=["id"], name="messages_held", condition=Q(status="held")),
            models.Index(fields=["digest"], name="parts_of_a_digest", condition=Q(digest__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return ("message", self.pk)
