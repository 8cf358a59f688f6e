"""The list is frozen: everything about everybody is settled, and its hash is fixed before the draw can
be known.
"""

from datetime import datetime

from django.db.models import Count, Q

from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import states
from ongikar.delivery.training.doubles import open_doubles
from ongikar.delivery.training.models import Application, Batch, Call, Claim, Freeze
from ongikar.delivery.training.models.call import rule_of
from ongikar.journal.actions import Reference
from ongikar.records.actions import carry_out
from ongikar.rules.selection import Candidate, Rule, list_text
from ongikar.rules.selection.points import older_than, points_of, tie_values
from ongikar.rules.selection.rule import sha256

from .calling import call_of
from .marking import marks_of
from .objecting import OPEN_FOR, require_answered


def freeze_list(batch: Batch, *, actor: Reference, now: datetime) -> Freeze:
    """Fix the list with its hash and that of the rule; raises ActFault while anything is open, and once
    the value of the draw could be known.
    """
    with carry_out(batch, batch.act(states.FREEZE), actor=actor, now=now) as act:
        call = call_of(batch)
        require_settled(call)
        require_answered(batch)
        if now >= call.draw_at:
            raise ActFault(
                "",
                "লটারির সময় হয়ে গেছে: এখন তালিকা চূড়ান্ত করলে ফল আগে জানা থাকতে পারে। আগে লটারির নতুন সময় ঠিক করুন।",
                "The moment of the draw has come: a list frozen now could be made to its outcome."
                " Set a new moment of the draw first.",
            )
        text = list_text(candidates_of(call))
        freeze = Freeze.objects.create(
            batch=batch,
            ordinal=batch.freezes.count() + 1,
            list_text=text,
            list_sha256=sha256(text),
            rule_sha256=call.rule_sha256,
            at=now,
            by_id=actor[1],
            objections_until=max(call.draw_at, now + OPEN_FOR),
        )
        act.data = {"list": freeze.list_sha256, "rule": freeze.rule_sha256, "freeze": freeze.ordinal}
        act.facts = {"keys": [freeze.list_sha256]}
    return freeze


def require_settled(call: Call) -> None:
    """Nothing about anybody is open: who may take part, doubles, claims, marks."""
    count = Application.objects.filter(call=call).aggregate(
        received=Count("pk", filter=Q(state=states.RECEIVED)),
        doubles=Count("pk", filter=Q(state=states.DOUBLE, case__closed_at__isnull=True)),
    )
    if count["received"]:
        raise ActFault(
            "",
            "{n}টি আবেদন যোগ্য কি না, ঠিক করা বাকি।",
            "Still to be settled: whether {n} [application|applications] may take part.",
            n=count["received"],
        )
    if count["doubles"] or open_doubles(call):
        raise ActFault(
            "",
            "একই ব্যক্তির একাধিক আবেদন মেটানো বাকি।",
            "Applications of one person twice are still to be settled.",
        )
    claims = Claim.objects.filter(
        application__call=call, application__state__in=states.FREEZABLE, state=Claim.CLAIMED
    )
    if open_claims := claims.count():
        raise ActFault("", "{n}টি দাবি যাচাই বাকি।", "Still to be checked: {n} [claim|claims].", n=open_claims)
    require_marked(call)


def require_marked(call: Call) -> None:
    if not rule_of(call).most:
        return
    unmarked = Application.objects.filter(call=call, state=states.ELIGIBLE).count()
    if unmarked:
        raise ActFault(
            "",
            "{n} জনের নম্বর বাকি: দুজন পরীক্ষকই নম্বর দেবেন, বা অনুপস্থিত লিখবেন।",
            "Marks are missing for {n} [applicant|applicants]: both markers give one, or write that"
            " they were absent.",
            n=unmarked,
        )


def candidates_of(call: Call) -> list[Candidate]:
    """Those on the list, with what the ranking goes by."""
    rule = rule_of(call)
    # Where the rule counts marks, whoever has none is not on the list.
    wanted = [states.TESTED] if rule.most else list(states.FREEZABLE)
    listed = list(Application.objects.filter(call=call, state__in=wanted).order_by("roll"))
    groups = proved_groups(call, rule)
    marks = marks_of([each.pk for each in listed]) if rule.most else {}
    older = older_than({each.roll: each.born_on for each in listed})
    candidates = []
    for each in listed:
        given = {part: marks[each.pk, part].value or 0 for part in rule.most}
        points = points_of(rule, each.facts.get("education", ""), given)
        candidates.append(
            Candidate(
                each.roll,
                sum(points.values()),
                tie_values(rule, points, older[each.roll]),
                groups.get(each.pk, frozenset()),
            )
        )
    return candidates


def proved_groups(call: Call, rule: Rule) -> dict[int, frozenset[str]]:
    """The groups that count: `{application: groups}`."""
    by_application: dict[int, set[str]] = {}
    proved = Claim.objects.filter(application__call=call, state=Claim.PROVED, group__in=rule.groups)
    for key, group in proved.values_list("application_id", "group"):
        by_application.setdefault(key, set()).add(group)
    return {key: frozenset(groups) for key, groups in by_application.items()}


def parts_of(call: Call) -> dict[int, dict[str, int]]:
    """Points of each on the list by what gave them, `{roll: {source: points}}`: for the reasons."""
    rule = rule_of(call)
    listed = list(Application.objects.filter(call=call, state__in=[*states.FREEZABLE, states.WAITING]))
    marks = marks_of([each.pk for each in listed]) if rule.most else {}
    return {
        each.roll: points_of(
            rule,
            each.facts.get("education", ""),
            {part: marks[each.pk, part].value or 0 for part in rule.most if (each.pk, part) in marks},
        )
        for each in listed
    }
