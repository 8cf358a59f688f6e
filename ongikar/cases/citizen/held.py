"""All that the office holds about the person of one case, as they may see it: told, masked where others could look on."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from ongikar.frame.say import language, say
from ongikar.journal.models import Entry
from ongikar.offices.retention import Rule, rules_of
from ongikar.papers.reading import READ
from ongikar.rules.bangla import date_words, digits
from ongikar.rules.numbers import masked_email, masked_mobile

from ..act_words import FIELDS
from ..correction_history import corrections_in, old_values
from ..kinds import kind_of
from ..models import Case


class Line(NamedTuple):
    """One thing that is held: what it is, what stands there, and what stood there before it was corrected."""

    what: str
    value: str
    old: Sequence[str] = ()


class HeldAbout:
    """Whoever knows a number and four figures sees this: so a mobile and an e-mail are known again, but not learned."""

    def __init__(self, case: Case):
        self.case, self.person = case, case.applicant

    @cached_property
    def given(self) -> list[Line]:
        person = self.person
        old = old_values(corrections_in(self.case.acts.all(), {}), masked)
        lines = [
            Line(say(*FIELDS[name]), masked(name, value), old.get(name, ()))
            for name in FIELDS
            if (value := getattr(person, name))
        ]
        if person.identity:
            lines.append(
                Line(
                    say("পরিচয়পত্রের নম্বর", "number of the identity document"),
                    digits(person.masked_identity, language()),
                )
            )
        return lines

    @cached_property
    def answers(self) -> list[Line]:
        return [Line(question, answer) for question, answer in kind_of(self.case.row).facts(self.case)]

    @cached_property
    def readings(self) -> list[datetime]:
        """When somebody of the office read a paper of the case, the latest first."""
        entries = Entry.objects.filter(
            verb=READ, subject_type="paper", subject_id__in=[paper.pk for paper in self.case.papers], actor_type="user"
        )  # fmt: skip
        return list(entries.order_by("-id").values_list("at", flat=True)[:20])

    @cached_property
    def whole_readings(self) -> list[datetime]:
        """When the whole number of the identity paper was read."""
        entries = Entry.objects.filter(
            verb="case.identity_read", subject_type="case", subject_id=self.case.pk
        )
        return list(entries.order_by("-id").values_list("at", flat=True)[:20])

    @cached_property
    def rules(self) -> list[tuple[str, str, str]]:
        """How long each class is kept, and until which day where the case has ended."""
        closed = self.case.closed_at and timezone.localdate(self.case.closed_at)
        return [
            (say(rule.bn, rule.en), kept_for(rule.days), until(rule, closed) if closed else "")
            for rule in rules_of(self.case.office.slug).values()
            if rule.counts_from_closing
        ]


def masked(field: str, value: str) -> str:
    """A value as its owner knows it again."""
    if field == "mobile":
        return digits(masked_mobile(value), language())
    return masked_email(value) if field == "email" else value


def kept_for(days: int) -> str:
    """In years where they are whole: nobody knows what 1,095 days are."""
    years, rest = divmod(days, 365)
    if rest or not years:
        return say("{n} দিন", "{n} [day|days]", n=days)
    return say("{n} বছর", "{n} [year|years]", n=years)


def until(rule: Rule, closed: date) -> str:
    day = date_words(rule.last_day(closed), language())
    return say("{day} পর্যন্ত", "until {day}", day=day)
