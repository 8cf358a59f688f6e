"""What the office holds of whoever complained: for them alone, and not for whoever knows the number and four
figures. First the person, then all that was written down while the complaint was handled.
"""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.act_words import FIELD_NAMES
from ongikar.cases.actions.corrections import former_values
from ongikar.cases.citizen.my_data import DataLine, mask_value
from ongikar.cases.models import Case
from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.rules.calendar.office_calendar import TZ

from ..hearing.words import hearings_of, party_words, said_parts, when_words, where_words
from ..inquiry.parts import officer_words
from ..models import DecisionRating, Dossier, Grievance, Question, Stage
from ..rights import complainant_proof, readable_complaints
from ..words import stage_title
from .party_acts import corrections_of_complaints

# What a correction may be asked of; the institution only where there is one.
FIELDS = tuple(FIELD_NAMES)


def held_lines(grievance: Grievance) -> list[DataLine]:
    """The person, each field as its owner knows it again: a mobile and an e-mail are never shown whole. What
    was put right stands before it, crossed out.
    """
    person = grievance.complainant
    lines = []
    if person:
        made = corrections_of_complaints([grievance.pk]).get(grievance.pk, [])
        old = former_values(made, mask_value)
        lines = [
            DataLine(say(*FIELD_NAMES[name]), mask_value(name, value), old.get(name, ()))
            for name in FIELDS
            if (value := getattr(person, name))
        ]
    given = (
        (say("পদ", "post"), grievance.service_post),
        (say("চাকরির পরিচিতি নম্বর", "service number"), grievance.service_no),
    )
    return lines + [DataLine(what, value) for what, value in given if value]


def held_records(grievance: Grievance) -> list[DataLine]:
    """What was written down of the complaint, in the order of its tiers: what they said and were asked, who
    looked into it, who came to a hearing and what was said, what they thought of the decision, and what went
    beyond the office.
    """
    return [
        line
        for stage in sorted(grievance.stages.all(), key=lambda each: each.number)
        for line in records_of_stage(grievance, stage)
        if line.value
    ]


def records_of_stage(grievance: Grievance, stage: Stage) -> Iterator[DataLine]:
    stage.grievance = grievance
    if stage.brought_by == Stage.COMPLAINANT:
        yield DataLine(stage_title(stage), stage.words if stage.number > 1 else grievance.text)
        yield DataLine(say("দেরিতে আপিলের কারণ", "why the appeal came late"), stage.late_reason)
    for question in stage.questions.filter(side=Question.COMPLAINANT):
        yield DataLine(say("আপনাকে প্রশ্ন", "question to you"), question.words)
        yield DataLine(say("আপনার উত্তর", "your answer"), question.answer)
    for inquiry in stage.inquiries.select_related("post", "contact"):
        day = day_words(inquiry.ordered_at)
        yield DataLine(say("তদন্ত", "inquiry"), f"{officer_words(inquiry)}, {day}")
    for hearing in hearings_of(stage):
        where = where_words(hearing.gathering_of(Stage.COMPLAINANT))
        yield DataLine(say("শুনানি", "hearing"), f"{when_words(hearing, Stage.COMPLAINANT)}, {where}")
        for party in hearing.parties.all():
            yield DataLine(party.get_side_display(), party_words(party, with_name=True))
        yield from (DataLine(title, words) for title, words in said_parts(hearing))
        yield DataLine(say("আপনি আলাদা যা বলেছেন", "what you said apart"), hearing.record_apart)
    rating = DecisionRating.objects.filter(stage=stage).first()
    if rating:
        yield DataLine(
            say("সিদ্ধান্তে আপনার মত", "your opinion of the decision"),
            say("৫-এ {n}", "{n} of 5", n=rating.stars) + (f": {rating.words}" if rating.words else ""),
        )
    for dossier in Dossier.objects.filter(stage=stage):
        sent = f", {dossier.reference_there}" if dossier.reference_there else ""
        yield DataLine(
            say("শেষ ধাপের পূর্ণ নথি", "whole record for the last step"), f"{day_words(dossier.made_at)}{sent}"
        )


def day_words(moment: datetime) -> str:
    return say("{day}", "{day}", day=moment.astimezone(TZ).date())


def held_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    """On the page on which the complaint is followed: the way to all that is held."""
    grievance = stage.grievance
    if not complainant_proof(request, grievance, now):
        return None
    return "grievances/personal_data.html", {"grievance": grievance, "lines": held_lines(grievance)}


def held_of_case_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On the page of what is held about an applicant: each complaint about it that this browser may know of,
    with what its handling wrote down.
    """
    filed = list(Grievance.objects.with_related().select_related("office").filter(case=case))
    known = [
        each
        for each in readable_complaints(request, case, filed, now)
        if complainant_proof(request, each, now)
    ]
    return ("grievances/personal_data_of_case.html", {"complaints_held": known}) if known else None
