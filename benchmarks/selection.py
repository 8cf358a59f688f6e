"""Five thousand applicants ranked, chosen and explained: `python -m benchmarks selection`. Goal: two seconds,
by the rules alone, and by the acts of the office in a demonstration that it prepares for itself.
"""

import random
import time
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.models import Application, Batch, Call, Claim
from ongikar.offices.models import Office, Post
from ongikar.people.models import User
from ongikar.rules.selection import Candidate, Rule, list_text, make_seed, parse_list, rank, select
from ongikar.rules.selection.explain import explain_all, why
from ongikar.rules.selection.rule import sha256

from .fill import fill
from .filled import in_new_demonstration

PEOPLE, SEATS, ROUNDS = 5_000, 200, 5
# In the database at hand: how it calls itself.
AT_HAND = "--at-hand"
EDUCATION = ("below_ssc", "ssc", "hsc", "degree")


def main(words: list[str]) -> None:
    if AT_HAND in words:
        draw_in_database()
        return
    rank_in_memory()
    print(in_new_demonstration("benchmarks", "selection", AT_HAND), end="")


def draw_in_database() -> None:
    """The list frozen, the value typed by two, everybody's place written with its reason."""
    office, now = Office.objects.get(is_default=True), timezone.now()
    users = [User.objects.get(username=name) for name in ("karim", "shirin")]
    who = {"actor": ("user", users[0].pk), "now": now}
    batch = called_batch(office, who)
    call = Call.objects.get(batch=batch)
    apply_all(office, call)
    actions.close_call(batch, actor=who["actor"], now=call.closes_at)
    steps = []
    for name, act in (
        ("frozen", lambda: actions.freeze_list(batch, actor=who["actor"], now=call.closes_at)),
        *(
            (
                "typed",
                lambda user=user: actions.type_value(
                    batch, values=["7a" * 32], user=user, actor=("user", user.pk), now=call.draw_at
                ),
            )
            for user in users
        ),
    ):
        began = time.process_time()
        act()
        steps.append(f"{name} {time.process_time() - began:.2f} s")
    chosen = call.batch.freezes.get().draw.standings.exclude(seat_sort="").count()
    print(f"{PEOPLE} applicants in the database, {chosen} chosen; processor: {', '.join(steps)}")


def called_batch(office: Office, who: dict) -> Batch:
    course = actions.make_course(
        office=office, title_bn="মাপার কোর্স", title_en="Measured", hours=50, submission="measured", **who
    )
    today = timezone.localdate()
    batch = actions.plan_batch(
        course=course,
        seats=SEATS,
        classes=10,
        starts_on=office.calendar.next_open_day(today, 40),
        ends_on=office.calendar.next_open_day(today, 80),
        post=office.posts.get(role=Post.OFFICER),
        submission="measured",
        **who,
    )
    actions.publish_call(
        batch,
        service=Service.objects.get(version__office=office, version__effective_to=None, code="citizen-6"),
        rule=Rule.from_data(
            {
                "seats": SEATS,
                "points": [{"from": "education", "ssc": 10, "hsc": 20, "degree": 25}],
                "tie": ["older"],
                "minimum": [{"group": "women", "seats": 80}],
                "set_aside": [{"group": "ethnic", "seats": 4}],
            }
        ),
        closes_at=who["now"] + timedelta(days=5),
        draw_at=who["now"] + timedelta(days=10),
        result_on=office.calendar.next_open_day(today, 20),
        **who,
    )
    return batch


def apply_all(office: Office, call: Call) -> None:
    """Everybody applied and was admitted; past the acts, which are not what is measured."""
    drawn = random.Random(1)  # sample data
    fill(office, PEOPLE)
    cases = Case.objects.filter(submission__startswith="fill-").order_by("pk")[:PEOPLE]
    made = QuerySet(Application).bulk_create(
        [
            Application(
                call=call,
                case=case,
                roll=1001 + n,
                facts={"education": drawn.choice(EDUCATION)},
                born_on=timezone.localdate() - timedelta(days=drawn.randint(6_600, 12_000)),
                state=states.ELIGIBLE,
                received_at=case.received_at,
            )
            for n, case in enumerate(cases)
        ],
        batch_size=500,
    )
    QuerySet(Claim).bulk_create(
        Claim(application=each, group=group, state=Claim.PROVED)
        for each in made
        for group in ("women", "ethnic")
        if drawn.random() < 0.3
    )


def rank_in_memory() -> None:
    drawn = random.Random(1)  # sample data
    rule = Rule.from_data(
        {
            "seats": SEATS,
            "points": [
                {"from": "test", "most": 60},
                {"from": "education", "ssc": 10, "hsc": 20, "degree": 25},
            ],
            "tie": ["test", "older"],
            "minimum": [{"group": "women", "seats": 80}, {"group": "disabled", "seats": 5}],
            "set_aside": [{"group": "ethnic", "seats": 4}],
        }
    )
    groups = ("women", "disabled", "ethnic")
    text = list_text(
        Candidate(
            1001 + n,
            drawn.randint(0, 85),
            (drawn.randint(0, 60), drawn.randint(0, PEOPLE)),
            frozenset(group for group in groups if drawn.random() < 0.3),
        )
        for n in range(PEOPLE)
    )
    best = min(once(rule, text) for _ in range(ROUNDS))
    print(
        f"{PEOPLE} applicants, {SEATS} seats: ranked, chosen and explained in both languages in {best:.2f} s"
    )


def once(rule: Rule, text: str) -> float:
    began = time.perf_counter()
    seed = make_seed(sha256(text), sha256(rule.canonical()), ["7a" * 32])
    ranked = rank(parse_list(text), seed)
    for reason in explain_all(rule, ranked, select(rule, ranked)):
        why(reason, "bn")
        why(reason, "en")
    return time.perf_counter() - began
