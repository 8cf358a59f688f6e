"""What the tables of trainings keep of a person goes with the case it belongs to; rolls, points and days
stay, so that a draw can be recomputed for ever.
"""

from ongikar.cases.models import Case

from .models import Application, FollowUp, SchoolFeedback


def forget_applicant(case: Case) -> None:
    """Empty what tells of the person behind an application, or of who spoke for a school. Done twice it is
    done once.
    """
    for application in Application.objects.filter(case=case):
        application.facts, application.born_on = {}, None
        application.identity_index = application.person_key = ""
        application.name_en = None
        application.save(update_fields=["facts", "born_on", "identity_index", "person_key", "name_en"])
        for act in application.acts.all():
            act.words = ""
            act.save(update_fields=["words"])
        # Which group somebody belongs to is nobody's business any more.
        for claim in application.claims.all():
            claim.group, claim.reason = f"gone-{claim.pk}", ""
            claim.save(update_fields=["group", "reason"])
        for mark in application.marks.all():
            mark.reason = ""
            mark.save(update_fields=["reason"])
        for standing in application.standings.all():
            standing.reason = {}
            standing.save(update_fields=["reason"])
        for follow_up in FollowUp.objects.filter(application=application):
            follow_up.answer = follow_up.words = ""
            follow_up.save(update_fields=["answer", "words"])
        for objection in application.objections.all():
            objection.forget()
    SchoolFeedback.objects.filter(course__case=case).exclude(words="").update(words="")
