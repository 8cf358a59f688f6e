"""Requests for information of the scene: one that waits, one that was refused, one that is appealed."""

from dataclasses import dataclass
from datetime import datetime

from ongikar.cases.actions import Person
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.rti import actions
from ongikar.rti.models import InformationRequest


@dataclass
class RtiThings:
    """The requests of one office, each where another page is of use."""

    waiting: InformationRequest
    refused: InformationRequest
    appealed: InformationRequest

    @property
    def all(self) -> list[InformationRequest]:
        return [self.waiting, self.refused, self.appealed]


def ask_for_information(office: Office, person: Person, officer: User, now: datetime) -> RtiThings:
    """`officer` answers for the office."""
    things = RtiThings(*(ask(office, person, mark, now) for mark in ("waiting", "refused", "appealed")))
    actor = ("user", officer.pk)
    for asked in (things.refused, things.appealed):
        actions.answer(asked, "refuse", words="নথিটি নেই।", reason_code="not_held", actor=actor, now=now)
    # What was wrong in its address was put right, and the old one is kept.
    new = {"field": "address", "new": "গ্রাম: হরিদেবপুর"}
    actions.correct_applicant(things.appealed, **new, words="পরিচয়পত্র দেখে", actor=actor, now=now)
    actions.file_appeal(things.appealed, grounds="নথি আছে।", relief="কপি চাই।", more="আর কিছু নয়।", now=now)
    return things


def ask(office: Office, person: Person, mark: str, now: datetime) -> InformationRequest:
    return actions.file_request(
        office=office,
        person=person,
        asked=actions.RequestContent(
            text="ল্যাবের বরাদ্দের হিসাবের কপি চাই।",
            wanted_as="copy",
            parents="আব্দুর রহিম, ফাতেমা বেগম",
            recipient="করিমন নেছা",
            helper="জসিম উদ্দিন",
        ),
        now=now,
        submission=f"rti {office.slug} {mark}",
    )
