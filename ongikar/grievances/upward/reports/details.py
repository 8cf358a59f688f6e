"""What the quarterly report tells beside the disposal: who complained of what, how it was handled, what came
of it. Of a hidden name neither the service nor the institution is told apart.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet

from ongikar.books.account import start_of_day
from ongikar.books.cells import language_digits, number_cell
from ongikar.books.registry import Cell, RegisterLine, Words
from ongikar.core.i18n.say import say
from ongikar.grievances.house_rules import house_rules
from ongikar.grievances.models import (
    DecisionRating,
    Hearing,
    HearingParty,
    Inquiry,
    Recommendation,
    Remedy,
    Stage,
)
from ongikar.grievances.upward.repeated_complaints import post_names, repeated_complaints, service_names
from ongikar.grievances.words import ABOUT, KINDS
from ongikar.offices.models import Office
from ongikar.tasks import transitions as task_states

from .counting import keys_of_posts, stages_of_office
from .tables import ReportTable

COUNT: Words = ("সংখ্যা", "Count")
HIDDEN = ""


def detail_tables(office: Office, first: date, until: date, now: datetime) -> list[ReportTable]:
    begin, end = start_of_day(first), min(start_of_day(until), now)
    stages = stages_of_office(office)
    came = stages.filter(number=1, filed_at__gte=begin, filed_at__lt=end)
    closed = stages.filter(closed_at__gte=begin, closed_at__lt=end)
    posts, services, rules = post_names(office), service_names(office, now), house_rules(office.slug)
    is_open = Q(grievance__identity_hidden=False, grievance__anonymous=False)
    hidden = came.exclude(is_open).count()
    of_service = [*counts(came.filter(is_open), "grievance__case__service__code")]
    if hidden:
        of_service.append((HIDDEN, hidden))

    def service(code: Any) -> str:
        if code == HIDDEN:
            return say("নাম গোপন বা নাম ছাড়া", "Name hidden or not given")
        return services.get(code, code) if code else say("কোনো আবেদন নিয়ে নয়", "About no application")

    return [
        table("kinds", say("কে অভিযোগ করেছেন", "Who complained"), counts(came, "grievance__kind"), KINDS.get),
        table("about", say("কী নিয়ে", "About what"), counts(came, "grievance__about"), ABOUT.get),
        table(
            "posts",
            say("কোন পদের কাজ নিয়ে", "About whose work"),
            counts(came, "grievance__respondent"),
            lambda pk: posts.get(str(pk), ""),
        ),
        table("services", say("কোন সেবা নিয়ে", "About which service"), of_service, service),
        table("causes", say("মূল কারণ", "Root causes"), counts(closed.exclude(cause=""), "cause"), rules.cause),
        handling_table(keys_of_posts(office), stages, closed, begin, end),
        repeated_table(office, now),
    ]


def counts(stages: QuerySet[Stage], by: str) -> Iterable[tuple[Any, int]]:
    """How many of each, the most frequent first."""
    return stages.values_list(by).annotate(many=Count("pk")).order_by("-many", by)


def table(key: str, title: str, rows: Iterable[tuple[Any, int]], words: Callable[[Any], Any]) -> ReportTable:
    lines = [RegisterLine((str(words(code) or code), number_cell(many))) for code, many in rows]
    return ReportTable(key, title, (("বিষয়", "What"), COUNT), lines)


def handling_table(
    posts: list[int], stages: QuerySet[Stage], closed: QuerySet[Stage], begin: datetime, end: datetime
) -> ReportTable:
    """How complaints of all tiers were handled in the period, and what came of them."""
    within = {"gte": begin, "lt": end}

    def during(field: str) -> dict[str, datetime]:
        return {f"{field}__{name}": moment for name, moment in within.items()}

    inquiries = Inquiry.objects.filter(stage__post__in=posts, **during("ordered_at"))
    reported = Inquiry.objects.filter(stage__post__in=posts, **during("reported_at"))
    heard = Hearing.objects.filter(stage__post__in=posts, **during("recorded_at"))
    absent = HearingParty.objects.filter(hearing__in=heard, attended=HearingParty.ABSENT)
    remedies = Remedy.objects.filter(stage__post__in=posts)
    given = remedies.filter(**during("task__given_at"))
    done = remedies.filter(task__state=task_states.DONE, **during("task__ended_at"))
    late = remedies.filter(task__given_at__lt=end, task__clock__due_at__lt=end).filter(
        Q(task__ended_at__isnull=True) | Q(task__ended_at__gte=end)
    )
    rated = DecisionRating.objects.filter(stage__post__in=posts, **during("at"))
    advice = Recommendation.objects.filter(stage__post__in=posts, **during("made_at"))
    mean = rated.aggregate(mean=Avg("stars"))["mean"]
    lines = [
        (say("অভিযোগ সঠিক পাওয়া গেছে", "Upheld"), closed.filter(upheld=True).count()),
        (say("অভিযোগ সঠিক পাওয়া যায়নি", "Not upheld"), closed.filter(upheld=False).count()),
        (say("তদন্তের আদেশ", "Inquiries ordered"), inquiries.count()),
        (say("তদন্ত প্রতিবেদন এসেছে", "Inquiries reported"), reported.count()),
        (say("শুনানি হয়েছে", "Hearings held"), heard.count()),
        (say("শুনানিতে কোনো পক্ষ আসেনি", "Sides that did not come to a hearing"), absent.count()),
        (say("আপিল: অভিযোগকারীর", "Appeals by complainants"), appeals(stages, begin, end, Stage.COMPLAINANT)),
        (
            say("আপিল: যাঁর বিরুদ্ধে অভিযোগ, তাঁর", "Appeals by the officer complained of"),
            appeals(stages, begin, end, Stage.RESPONDENT),
        ),
        (say("প্রতিকারের কাজ দেওয়া হয়েছে", "Remedies asked for"), given.count()),
        (say("প্রতিকার যাচাই করে শেষ", "Remedies done and checked"), done.count()),
        (say("প্রতিকার সময় পেরিয়েও বাকি", "Remedies past their day"), late.count()),
        (say("সেবা সহজ করার সুপারিশ", "Recommendations"), advice.count()),
        (
            say("সুপারিশ থেকে উদ্যোগ", "Recommendations that became initiatives"),
            advice.filter(case__isnull=False).count(),
        ),
        (say("সিদ্ধান্তের মূল্যায়ন", "Decisions rated"), rated.count()),
    ]
    made = [RegisterLine((words, number_cell(count))) for words, count in lines]
    if mean is not None:
        made.append(RegisterLine((say("গড় মূল্যায়ন (৫-এ)", "Mean rating (of 5)"), mean_cell(mean))))
    title = say("কীভাবে দেখা হয়েছে, কী ফল", "How they were handled, and what came of it")
    return ReportTable("handling", title, (("কাজ", "What"), COUNT), made)


def mean_cell(mean: float) -> Cell:
    """৪.২: cut to one decimal, never rounded up."""
    return Cell.of(language_digits(f"{int(mean * 10) / 10:.1f}"))


def appeals(stages: QuerySet[Stage], begin: datetime, end: datetime, by: str) -> int:
    return stages.filter(number__gt=1, filed_at__gte=begin, filed_at__lt=end, brought_by=by).count()


def repeated_table(office: Office, now: datetime) -> ReportTable:
    found = [RegisterLine((each.words, number_cell(each.count))) for each in repeated_complaints(office, now)]
    title = say("বারবার আসা অভিযোগ (আজ পর্যন্ত)", "Complaints that come again (to this day)")
    return ReportTable("repeated", title, (("কী", "What"), COUNT), found)
