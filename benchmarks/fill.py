"""Fill a database with cases, fast: the same rows that the acts would write, in bulk."""

import argparse
from datetime import timedelta
from itertools import batched

from django.utils import timezone

from ongikar.cases.models import Act, Case, Draft
from ongikar.cases.register_counts import count_year
from ongikar.clock.models import Clock, Fact
from ongikar.offices.models import Office, Serial
from ongikar.people.models import Applicant
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.clock import fold as ledger
from ongikar.rules.numbers import tracking_number
from ongikar.rules.promise import compute_due

OPEN_SHARE = 10  # one case in so many is still open, as in an office that keeps its word


SERIALS_A_YEAR = 50_000  # a tracking number has room for five figures of serial


def number_of(n: int) -> str:
    return tracking_number("8549", 2020 + n // SERIALS_A_YEAR, n % SERIALS_A_YEAR)


def fill(office: Office, count: int) -> None:
    """`count` cases over the last 300 days: one in ten open, the rest kept."""
    services = list(office.charters.order_by("-number").first().services.all())
    version = office.calendar_version()
    calendar, now, year = version.calendar, timezone.now(), fiscal_year(timezone.localdate())
    for batch in batched(range(1, count + 1), 2000):
        applicants, clocks = [], []
        for n in batch:
            mobile = f"+88017{n:08d}"
            applicants.append(
                Applicant(office=office, name=f"নমুনা ব্যক্তি {n}", mobile=mobile, address="রংপুর সদর")
            )
            received = now - timedelta(days=300) * (count - n) / count
            service = services[n % len(services)]
            due_at, still_open = compute_due(calendar, service.promise, received), n % OPEN_SHARE == 0
            clocks.append(
                Clock(
                    office=office,
                    topic="case",
                    calendar_version=version,
                    started_at=received,
                    due_at=due_at,
                    look_at=max(due_at, now + timedelta(days=1)) if still_open else None,
                    stopped_at=None if still_open else received + (due_at - received) / 2,
                    outcome="" if still_open else "kept",
                )
            )
        applicants, clocks = Applicant.objects.bulk_create(applicants), Clock.objects.bulk_create(clocks)
        cases, facts = [], []
        for n, applicant, clock in zip(batch, applicants, clocks, strict=True):
            service = services[n % len(services)]
            facts.append(
                Fact(
                    clock=clock,
                    kind="started",
                    at=clock.started_at,
                    data={"promise": service.promise.as_data(), ledger.CALENDAR: version.number},
                )
            )
            if clock.stopped_at:
                facts.append(Fact(clock=clock, kind="stopped", at=clock.stopped_at, data={"outcome": "kept"}))
            cases.append(
                Case(
                    office=office,
                    service=service,
                    applicant=applicant,
                    clock=clock,
                    post_id=service.responsible_id,
                    desk_id=service.responsible_id,
                    number=number_of(n),
                    fiscal_year=year - 5,
                    book_serial=n,
                    channel="online",
                    received_at=clock.started_at,
                    state="kept" if clock.stopped_at else "received",
                    answers={"question": "কয়টি ল্যাব চালু আছে?"},
                    outcome={"words": "৭টি"} if clock.stopped_at else {},
                    closed_at=clock.stopped_at,
                    submission=f"fill-{n}",
                    search=fold(f"{applicant.name} {applicant.mobile}"),
                )
            )
        Fact.objects.bulk_create(facts)
        cases = Case.objects.bulk_create(cases)
        acts = [Act(case=case, name="receive", at=case.received_at, by_type="citizen") for case in cases]
        acts += [
            Act(case=case, name="keep", at=case.closed_at, by_type="user", words="৭টি")
            for case in cases
            if case.closed_at
        ]
        Act.objects.bulk_create(acts)


def drafts(office: Office, count: int) -> None:
    """Applications filled in and not yet sent, for the submissions."""
    now = timezone.now()
    steps = {
        "questions": {
            "question": ["কয়টি ল্যাব চালু আছে?"],
            "form_wanted": ["written"],
            "receive_by": ["collect"],
        },
        "contact": {
            "kind": ["citizen"],
            "name": ["রহিমা খাতুন"],
            "village": ["হরিদেবপুর"],
            "union": ["হরিদেবপুর ইউনিয়ন"],
            "mobile": ["01700000001"],
        },
        "papers": {"show": ["1"]},
    }
    Draft.objects.bulk_create(
        [
            Draft(token=f"bench-{n:06d}", office=office, service_code="citizen-1", steps=steps, begun_at=now)
            for n in range(count)
        ],
        batch_size=2000,
    )


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.fill")
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--drafts", type=int, default=0)
    asked = parser.parse_args(words)
    office = Office.objects.get(is_default=True)
    have = Case.objects.filter(submission__startswith="fill-").count()
    if have == 0:
        fill(office, asked.cases)
        count_year(office.pk, fiscal_year(timezone.localdate()))
    drafts(office, asked.drafts)
    Serial.objects.get_or_create(office=office, book="tracking", year=timezone.localdate().year)
