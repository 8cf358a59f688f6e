"""A note of what the office knows: a question and its answer in both languages, in versions. Who reads it is
the fold of its acts.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import InTwoLanguages, choices_of, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.subjects import register_referring_model
from ongikar.records.models import UNSEALED_KEY, ActRow, Entry, StatedRecord
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .checks import require_nobody
from .reply_texts import ReplyText as ReplyText

LONGEST_ANSWER = 5000
# For longer nobody says ahead when a note is read again.
MOST_YEARS = 5
# The columns that a version keeps.
WORDS = ("question_bn", "answer_bn", "question_en", "answer_en", "find_by")


class NoteWords(InTwoLanguages, models.Model):
    """What a note says. Either language may be missing as long as it is a draft; what is public has
    Bangla.
    """

    question_bn = models.CharField(
        say_lazy("প্রশ্ন, বাংলায়", "Question, in Bangla"),
        max_length=200,
        blank=True,
        help_text=say_lazy("মানুষ যেভাবে জিজ্ঞেস করে", "As people ask it"),
    )
    answer_bn = models.TextField(
        say_lazy("উত্তর, বাংলায়", "Answer, in Bangla"), max_length=LONGEST_ANSWER, blank=True
    )
    question_en = models.CharField(
        say_lazy("প্রশ্ন, ইংরেজিতে", "Question, in English"), max_length=200, blank=True
    )
    answer_en = models.TextField(
        say_lazy("উত্তর, ইংরেজিতে", "Answer, in English"), max_length=LONGEST_ANSWER, blank=True
    )
    find_by = models.CharField(
        say_lazy("আর কী বলে খোঁজে", "What else it is looked for by"),
        max_length=300,
        blank=True,
        help_text=say_lazy("কমা দিয়ে, যেমন ওয়াইফাই, নেট নাই", "With commas, such as wifi, no net"),
    )

    class Meta:
        abstract = True

    @property
    def question(self) -> str:
        return self.in_words("question") or self.question_en

    @property
    def answer(self) -> str:
        return self.in_words("answer") or self.answer_en

    def words(self) -> dict[str, str]:
        """By column."""
        return {name: getattr(self, name) for name in WORDS}


class Note(NoteWords, StatedRecord):
    """What the office knows about one question."""

    SUBJECT, TRANSITIONS = "note", transitions.TRANSITIONS
    IS_KEYED, UNSEALED = True, UNSEALED_KEY

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="notes", db_index=False)
    # The charter row that it is about, by its code in any version; "" of what is about none.
    service_code = models.CharField(say_lazy("কোন সেবা", "Which service"), max_length=40, blank=True)
    state = models.CharField(
        max_length=10, default=transitions.DRAFT, choices=choices_of(transitions.STATE_WORDS)
    )
    # When somebody is to read whether it still holds.
    review_on = models.DateField(say_lazy("আবার কবে দেখা হবে", "To be read again on"), null=True, blank=True)
    # Of which such day a task was given; of each one once.
    review_given_for = models.DateField(null=True)
    version = models.PositiveSmallIntegerField(default=1)
    # The case from whose question and answer it was made.
    subject_type = models.CharField(max_length=20, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(say_lazy("শেষ বদল", "Last changed"))
    by_id = models.PositiveBigIntegerField(null=True)
    # Sent twice is begun once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("জানা উত্তর", "note")
        verbose_name_plural = say_lazy("জানা উত্তর", "Notes")
        indexes = [
            models.Index(fields=["office", "-id"], name="notes_newest"),
            models.Index(fields=["office", "state", "-id"], name="notes_by_state"),
            models.Index(
                fields=["review_on", "id"],
                name="notes_to_read_again",
                condition=Q(review_on__isnull=False),
            ),
            models.Index(
                fields=["subject_type", "subject_id"],
                name="notes_of_a_subject",
                condition=Q(subject_id__isnull=False),
            ),
        ]

    def check_opening(self, now: datetime) -> None:
        require(
            self.question_bn or self.question_en,
            "question_bn",
            "প্রশ্নটি লিখুন, বাংলায় বা ইংরেজিতে।",
            "Write the question, in Bangla or in English.",
        )
        self.check_review(now)

    def check_review(self, now: datetime) -> None:
        if self.review_on is None:
            return
        today = now.astimezone(TZ).date()
        require(self.review_on > today, "review_on", "আজকের পরের কোনো দিন লিখুন।", "Write a day after today.")
        require(
            self.review_on <= today + timedelta(days=366 * MOST_YEARS),
            "review_on",
            "দিনটি মিলিয়ে দেখুন।",
            "Check the day.",
        )

    def check_change(self, now: datetime) -> None:
        is_open = self.state in transitions.OPEN
        require(is_open, "", "তুলে রাখা নোট বদলানো যায় না।", "A retired note cannot be changed.")
        self.check_review(now)

    def enter_change(self, now: datetime) -> tuple[str, ...]:
        self.changed_at = now
        return ("changed_at",)

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.made_at = self.changed_at = now
        self.by_id = actor[1]

    def in_words(self, field: str = "question", tongue: str | None = None) -> str:
        return super().in_words(field, tongue)

    @property
    def subject(self) -> tuple[str, int] | None:
        return (self.subject_type, self.subject_id) if self.subject_id is not None else None

    def take_words(self, words: Mapping[str, str], now: datetime) -> bool:
        """Whether they are others than it has; its columns then, under its lock."""
        if self.words() == dict(words):
            return False
        for name, value in words.items():
            setattr(self, name, value)
        self.version += 1
        self.changed_at = now
        return True


class NoteVersion(NoteWords, Entry):
    """The words of a note as they stood from a moment on. None is ever changed."""

    PARENT, VERB = "note", "words_changed"

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()

    class Meta(Entry.Meta):
        verbose_name = say_lazy("লেখা", "wording")
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="one_version_of_note_a_number")
        ]

    def check_act(self, now: datetime) -> None:
        note = self.note
        require(
            note.state in transitions.OPEN,
            "",
            "তুলে রাখা নোট বদলানো যায় না।",
            "A retired note cannot be changed.",
        )
        require_words(self, is_public=note.state == transitions.PUBLIC)
        if note.state in transitions.SHARED:
            require_nobody(note.office, note.subject, self.words())
        require(
            note.take_words(self.words(), now),
            "",
            "কিছুই বদলায়নি।",
            "Nothing was changed.",
        )
        self.number = note.version

    def follow_act(self, actor: Reference, now: datetime) -> None:
        self.note.save(update_fields=[*WORDS, "version", "changed_at"])

    def in_words(self, field: str = "question", tongue: str | None = None) -> str:
        return super().in_words(field, tongue)


def require_words(words: NoteWords, *, is_public: bool) -> None:
    """What a note cannot do without."""
    if is_public:
        require(
            words.question_bn,
            "question_bn",
            "সবার জন্য হলে বাংলায় প্রশ্নটি লাগে।",
            "A public note needs its question in Bangla.",
        )
        require(
            words.answer_bn,
            "answer_bn",
            "সবার জন্য হলে বাংলায় উত্তর লাগে।",
            "A public note needs its answer in Bangla.",
        )
        require(
            bool(words.question_en) == bool(words.answer_en),
            "answer_en" if words.question_en else "question_en",
            "ইংরেজিতে প্রশ্ন ও উত্তর দুটিই লিখুন, নইলে দুটিই খালি রাখুন।",
            "Write both question and answer in English, or neither.",
        )
        return
    require(
        words.question_bn or words.question_en,
        "question_bn",
        "প্রশ্নটি লিখুন, বাংলায় বা ইংরেজিতে।",
        "Write the question, in Bangla or in English.",
    )


class NoteAct(ActRow):
    """One act (transitions.py)."""

    PARENT = "note"

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=10, choices=choices_of(transitions.ACT_WORDS))

    def check_act(self, now: datetime) -> None:
        if self.name == transitions.RETIRE:
            require(self.words, "words", "কেন তুলে রাখছেন, লিখুন।", "Write why it is retired.")


class NoteUse(Entry):
    """One press by which a note did its work. It tells of nobody; what was pressed twice counts once."""

    HELPED, NOT_HELPED, ANSWERED, TAKEN = "helped", "not_helped", "answered", "taken"
    SORTS = {
        HELPED: ("কাজে লেগেছে", "It helped"),
        NOT_HELPED: ("কাজে লাগেনি", "It did not help"),
        ANSWERED: ("আবেদন না করেই উত্তর পাওয়া গেছে", "It answered a question without an application"),
        TAKEN: ("উত্তরে নেওয়া হয়েছে", "Taken into an answer"),
    }
    PARENT, VERB = "note", "used"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="note_uses", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="uses", db_index=False)
    sort = models.CharField(max_length=10, choices=choices_of(SORTS))
    # Of what was being asked, where it was on the form of a service.
    service_code = models.CharField(max_length=40, blank=True)

    class Meta(Entry.Meta):
        verbose_name = say_lazy("কাজে লাগা", "use")
        indexes = [
            models.Index(fields=["note", "sort"], name="uses_of_a_note"),
            models.Index(fields=["office", "sort", "at"], name="uses_by_sort"),
        ]

    def check_act(self, now: datetime) -> None:
        allowed = transitions.SHARED if self.sort == self.TAKEN else {transitions.PUBLIC}
        require(
            self.note.state in allowed,
            "",
            "এই লেখাটি আর সবার জন্য নেই।",
            "This note is no longer public.",
        )


register_referring_model(Note)
