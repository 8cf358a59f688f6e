"""How an inspection, a plan and a finding are named where something points at them."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Finding, Inspection, InspectionPlan
from .rights import READER_ROLES


def load_inspections(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Inspection.objects.filter(pk__in=list(keys)).select_related("place", "case")
    return {
        row.pk: SubjectLine(
            row.case.number,
            say("পরিদর্শন: {place}", "Inspection: {place}", place=row.place.name),
            reverse("inspection", args=[row.pk]),
            row.office_id,
        )
        for row in rows
    }


def load_findings(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Finding.objects.filter(pk__in=list(keys)).select_related("inspection")
    return {
        row.pk: SubjectLine(
            "", row.words, reverse("inspection", args=[row.inspection_id]), row.inspection.office_id
        )
        for row in rows
    }


def load_plans(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = InspectionPlan.objects.filter(pk__in=list(keys))
    return {
        row.pk: SubjectLine(
            "",
            say("পরিদর্শনের পরিকল্পনা, {day} থেকে", "Inspection plan from {day}", day=row.quarter),
            reverse("inspection_plan", args=[row.pk]),
            row.office_id,
        )
        for row in rows
    }


READABLE = readable_by_roles(READER_ROLES)
INSPECTION_SUBJECT = SubjectType(Inspection.SUBJECT, ("পরিদর্শন", "Inspection"), load_inspections, READABLE)
FINDING_SUBJECT = SubjectType(Finding.SUBJECT, ("পরিদর্শনের ত্রুটি", "Finding"), load_findings, READABLE)
PLAN_SUBJECT = SubjectType(
    InspectionPlan.SUBJECT, ("পরিদর্শনের পরিকল্পনা", "Inspection plan"), load_plans, READABLE
)
