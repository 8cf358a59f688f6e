"""A questionnaire and its versions: one that was published is never written again."""

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import InTwoLanguages, choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.rules.questionnaire.definition import Definition


class QuestionnaireFault(ActFault):
    """Why something cannot be done with a questionnaire."""


class Questionnaire(InTwoLanguages, models.Model):
    """What is asked, for one purpose; its questions stand in its versions."""

    SUBJECT = "questionnaire"
    INTAKE, CHECKLIST, TEST, VIVA = "intake", "checklist", "test", "viva"
    FEEDBACK, OPINION, FOLLOW_UP = "feedback", "opinion", "follow_up"
    PURPOSES = (INTAKE, CHECKLIST, TEST, VIVA, FEEDBACK, OPINION, FOLLOW_UP)

    # Null: shared by all offices of the installation; they use it, and none changes it.
    office = models.ForeignKey(
        Office, null=True, on_delete=models.PROTECT, related_name="questionnaires", db_index=False
    )
    # The name by which a row of the charter or an office's file calls it.
    slug = models.SlugField(max_length=60, db_index=False)
    purpose = models.CharField(
        max_length=12,
        choices=choices_of(
            {
                INTAKE: ("আবেদনের বাড়তি প্রশ্ন", "Extra questions of an application"),
                CHECKLIST: ("যাচাই তালিকা", "Checklist"),
                TEST: ("পরীক্ষা", "Test"),
                VIVA: ("মৌখিক পরীক্ষা", "Viva"),
                FEEDBACK: ("মতামত (প্রশিক্ষণ বা সেবার)", "Feedback"),
                OPINION: ("জনমত", "Opinion"),
                FOLLOW_UP: ("পরে খোঁজ নেওয়া", "Follow-up"),
            }
        ),
    )
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    # Of extra questions of an application: the codes of the charter's rows with which they are asked, beside
    # the rows that name it in their own options.
    services = models.JSONField(default=list)
    made_at = models.DateTimeField()
    # Not offered for new rounds any more; the rounds that run go on.
    retired_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "slug"], name="one_questionnaire_a_slug"),
            models.UniqueConstraint(
                fields=["slug"], name="one_shared_questionnaire_a_slug", condition=Q(office__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"questionnaire {self.slug}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def title(self) -> str:
        return self.in_words("title")

    def newest_version(self) -> "Version | None":
        """The published one with the highest number; None before the first."""
        return self.light_versions().filter(state=Version.PUBLISHED).order_by("-number").first()

    def draft_version(self) -> "Version | None":
        return self.light_versions().filter(state=Version.DRAFT).first()

    def light_versions(self) -> QuerySet["Version"]:
        """Without the texts, of which one is a hundred kilobytes; they are read where they are needed."""
        return self.versions.defer(*Version.TEXTS)


class Version(models.Model):
    """The questions at one time. A draft may be written; what is published never is."""

    SUBJECT = "questionnaire_version"
    DRAFT, PUBLISHED = "draft", "published"
    TEXTS = ("definition", "sheet", "xform", "findings")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10,
        default=DRAFT,
        choices=choices_of({DRAFT: ("খসড়া", "Draft"), PUBLISHED: ("প্রকাশিত", "Published")}),
    )
    # The cells of the sheet it was read from, sheet by sheet; empty of one that was written on screen.
    sheet = models.JSONField(default=dict)
    # The questions as rules/questionnaire/definition.py reads them, and the digest of their canonical text.
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    # The same as an XForm, without points and without what is ours alone: no phone holds a test's answers.
    xform = models.TextField(blank=True)
    # What the standard's own checks remarked when it was published.
    findings = models.JSONField(default=list)
    # Raised by every change of a draft: whoever changes an older one is told.
    revision = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="one_version_a_number"),
            models.UniqueConstraint(
                fields=["questionnaire"], name="one_draft_a_questionnaire", condition=Q(state="draft")
            ),
            models.CheckConstraint(
                condition=Q(state="draft") ^ Q(published_at__isnull=False),
                name="a_published_version_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.questionnaire_id}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def is_published(self) -> bool:
        return self.state == self.PUBLISHED

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises TypeError for one that is published: answers point at what it asks."""
        if self.pk is not None and type(self).objects.filter(pk=self.pk, state=self.PUBLISHED).exists():
            raise TypeError("a published version is never written again")
        super().save(*args, **kwargs)

    @property
    def questions(self) -> Definition:
        """The questions, read once for each text in each process."""
        return definition_of(self.sha256, self)


# A published text never changes, so its digest is its key; a draft has another digest after each change.
KEPT_IN_MEMORY = 64
_read: dict[str, Definition] = {}


def definition_of(sha256: str, version: Version) -> Definition:
    definition = _read.get(sha256)
    if definition is None:
        if len(_read) >= KEPT_IN_MEMORY:
            _read.pop(next(iter(_read)))
        definition = _read[sha256] = Definition.from_data(version.definition)
    return definition
