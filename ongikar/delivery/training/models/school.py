"""A school asks for its students to be taught in a lab: its request, the classes that follow, its word."""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place


class SchoolCourse(models.Model):
    """What a school asked for. Its classes are gatherings about it, each with a roster of whoever teaches;
    each class that was held is a line of the lab's book.
    """

    SUBJECT = "school_course"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="school_courses", db_index=False
    )
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="school_course")
    # The lab that was named; none where the school wrote one that is not on the office's list.
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="school_courses")
    topic = models.CharField(max_length=200)
    school_class = models.CharField(max_length=60)
    # As many as the school said would come.
    students = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="school_courses_newest")]

    def __str__(self) -> str:
        return f"school course {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class SchoolFeedback(models.Model):
    """What the school says of its classes, once: on its own page, or told to the office."""

    course = models.OneToOneField(SchoolCourse, on_delete=models.PROTECT, related_name="feedback")
    # One to five.
    clear = models.PositiveSmallIntegerField()
    useful = models.PositiveSmallIntegerField()
    again = models.BooleanField()
    words = models.TextField(blank=True)
    via = models.CharField(max_length=10)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(clear__gte=1, clear__lte=5, useful__gte=1, useful__lte=5),
                name="school_feedback_is_of_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"feedback on school course {self.course_id}"
