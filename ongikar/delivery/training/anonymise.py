"""What the tables of trainings keep of a person goes with the case it belongs to; rolls, points and days
stay, so that a draw can be recomputed for ever.
"""

from ongikar.cases.models import Case
from ongikar.records.retention import forget_people

from .models import Application, FollowUp, SchoolCourse


def forget_applicant(case: Case) -> None:
    """Empty what tells of the person behind an application, or of who spoke for a school. Done twice it is
    done once.
    """
    for application in Application.objects.filter(case=case):
        forget_people(application)
        # Which group somebody belongs to is nobody's business any more.
        for claim in application.claims.all():
            claim.group = f"gone-{claim.pk}"
            claim.save(update_fields=["group"])
        for follow_up in FollowUp.objects.filter(application=application):
            follow_up.answer = follow_up.words = ""
            follow_up.save(update_fields=["answer", "words"])
        for objection in application.objections.all():
            objection.forget()
    for course in SchoolCourse.objects.filter(case=case):
        forget_people(course)
