"""The minutes: written by themselves from what the sitting recorded, corrected in versions, approved by the
chair, issued by the secretary.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.actions.sent_letters import keep_by_letter
from ongikar.cases.kinds import OutcomeFault
from ongikar.cases.models import Case, case_of_key
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.people.models import User
from ongikar.records.actions import carry_out, require_transition
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task

from .agenda import number_pair
from .calling import require_words
from .committees import names_on, seat_of, seats_on
from .letters import issue_minutes_letter, outcome_of
from .models import Decision, Meeting, Membership, Minutes, MinutesLink
from .transitions import APPROVE, CIRCULATE, ISSUE, RETURN, REWRITE

MOST_DISCUSSION = 8000


def digest_of(data: Mapping[str, Any]) -> str:
    """The hash of a version, by which an approved text is known again."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def owner_title(owned: Decision | Task) -> list[str]:
    """Whose a decision is, in both languages, as it is printed."""
    if owned.owner_post:
        return [owned.owner_post.title_bn, owned.owner_post.title_en]
    contact = not_none(owned.owner_contact)
    return [contact.title, contact.title]


def compose(meeting: Meeting) -> dict[str, Any]:
    """All that the minutes say, from the rows of the sitting: nothing in it is read again later."""
    committee, last = meeting.committee, meeting.confirms
    decisions = meeting.decisions.select_related("owner_post", "owner_contact", "task").order_by("serial")
    by_item: dict[int, list[dict[str, Any]]] = {}
    for decision in decisions:
        by_item.setdefault(decision.item_id, []).append(
            {
                "number": [meeting.number, decision.serial],
                "words": decision.words,
                "owner": owner_title(decision),
                "due": decision.due.isoformat(),
                "task": not_none(decision.task).number,
            }
        )
    rulings = meeting.rulings.select_related(
        "task__decision__meeting", "task__owner_post", "task__owner_contact"
    ).order_by("id")
    attendance = meeting.attendance.select_related("seat").order_by("seat__position", "seat_id")
    return {
        "committee": [committee.name_bn, committee.name_en],
        "order": committee.order_words,
        "number": meeting.number,
        "title": meeting.title,
        "month": meeting.case.answers.get("month", "") if meeting.case else "",
        "place": meeting.place,
        "starts_at": meeting.starts_at.isoformat(),
        "haste": meeting.haste,
        "quorum": meeting.quorum,
        "attendance": [
            {
                "name": row.name,
                "capacity": row.seat.capacity,
                "value": row.value,
                "delegate": row.delegate,
                "votes": row.seat.is_voting,
            }
            for row in attendance
        ],
        "confirmed": {"number": last.number, "how": meeting.confirmation, "words": meeting.corrections}
        if last
        else {},
        "earlier": [
            {
                "number": number_pair(row.task),
                "words": row.task.title,
                "owner": owner_title(row.task),
                "ruling": row.ruling,
                "until": row.until.isoformat() if row.until else "",
                "said": row.words,
                "standing": row.standing,
            }
            for row in rulings
        ],
        "items": [
            {
                "key": item.pk,
                "subject": item.subject,
                "discussion": item.discussion,
                "decisions": by_item.get(item.pk, []),
            }
            for item in meeting.items.all()
        ],
    }


def write_version(
    meeting: Meeting, data: Mapping[str, Any], *, note: str, actor: Reference, now: datetime
) -> Minutes:
    newest = meeting.minutes.order_by("-version").values_list("version", flat=True).first() or 0
    return Minutes.objects.create(
        meeting=meeting,
        version=newest + 1,
        data=dict(data),
        sha256=digest_of(data),
        note=note,
        by_id=actor[1] if actor[0] == "user" else None,
        written_at=now,
    )


def newest_minutes(meeting: Meeting) -> Minutes | None:
    return meeting.minutes.order_by("-version").first()


def write_first_minutes(meeting: Meeting, *, actor: Reference, now: datetime) -> Minutes:
    """When the sitting ends; in its transaction."""
    return write_version(meeting, compose(meeting), note="", actor=actor, now=now)


def rewrite_minutes(
    meeting: Meeting, *, discussions: Mapping[int, str], note: str, actor: Reference, now: datetime
) -> Minutes:
    """The next version: other words for what was said. What was decided is not words: those are tasks."""
    with transaction.atomic():
        meeting.lock()
        require_transition(meeting, REWRITE)
        newest = not_none(newest_minutes(meeting))
        items = [
            {**item, "discussion": discussions.get(item["key"], item["discussion"]).strip()}
            for item in newest.data["items"]
        ]
        is_short = all(len(item["discussion"]) <= MOST_DISCUSSION for item in items)
        require(is_short, "note", "আলোচনা ছোট করুন।", "Shorten the discussion.")
        if items == newest.data["items"]:
            return newest
        with carry_out(
            meeting, meeting.act(REWRITE, require_words("note", note)), actor=actor, now=now
        ) as act:
            data = {**newest.data, "items": items}
            made = write_version(meeting, data, note=act.words, actor=actor, now=now)
            act.data = act.facts = {"version": made.version}
        return made


def circulate_minutes(meeting: Meeting, *, actor: Reference, now: datetime) -> Minutes:
    """The newest version goes to the chair to be approved."""
    with carry_out(meeting, meeting.act(CIRCULATE), actor=actor, now=now) as act:
        require_chair(meeting, now)
        newest = not_none(newest_minutes(meeting))
        act.data = {"version": newest.version, "sha256": newest.sha256}
        act.facts = {"version": newest.version}
    return newest


def chair_on(meeting: Meeting, now: datetime) -> Membership | None:
    """Whoever has the chair of the committee today: the post or the contact, whoever presided."""
    return seat_of(seats_on(meeting.committee, now.astimezone(TZ).date()), Membership.CHAIR)


def require_chair(meeting: Meeting, now: datetime) -> Membership:
    chair = chair_on(meeting, now)
    if chair is None:
        raise ActFault(
            "",
            "কমিটিতে এখন সভাপতি নেই, তাই অনুমোদন করার কেউ নেই। নতুন সভাপতি কে, আগে তা কমিটির পাতায় লিখুন।",
            "The committee has no chair now, so nobody can approve. First enter on the committee’s page who"
            " it is.",
        )
    return chair


def require_chair_acts(meeting: Meeting, chair: Membership, actor: Reference, posts: Sequence[int]) -> None:
    """Only the chair approves: whoever holds the post today, or the contact by its link."""
    by_post = chair.post_id is not None and chair.post_id in posts
    by_link = chair.contact_id is not None and actor == ("contact", chair.contact_id)
    if not (by_post or by_link):
        raise ActFault(
            "",
            "কার্যবিবরণী অনুমোদন করেন কমিটির এখনকার সভাপতি।",
            "Minutes are approved by the present chair of the committee.",
        )


def approve_minutes(
    meeting: Meeting,
    *,
    version: int,
    actor: Reference,
    now: datetime,
    posts: Sequence[int] = (),
) -> None:
    """The chair stands by one version. `posts`: those that the person holds today.

    Where the chair changed hands since the sitting, the present one approves and the act says who presided.
    Raises ActFault for a version that was replaced meanwhile, and for whoever is not the chair.
    """
    with carry_out(meeting, meeting.act(APPROVE), actor=actor, now=now) as act:
        chair = require_chair(meeting, now)
        require_chair_acts(meeting, chair, actor, posts)
        newest = not_none(newest_minutes(meeting))
        require(
            newest.version == version,
            "",
            "এর মধ্যে কার্যবিবরণীর নতুন সংস্করণ হয়েছে। আগে সেটি পড়ুন।",
            "There is a newer version of the minutes by now. Read that first.",
        )
        act.data = {"version": newest.version, "sha256": newest.sha256, "seat": chair.pk}
        if who := presided_by_another(meeting, chair, now):
            act.data["presided"] = who
        act.facts = {"version": newest.version}
        end_links(meeting, now)


def presided_by_another(meeting: Meeting, chair: Membership, now: datetime) -> str:
    """Who had the chair at the sitting, where that was somebody else; "" where it was the same."""
    row = meeting.attendance.filter(seat__capacity=Membership.CHAIR).select_related("seat").first()
    if row is None:
        return ""
    if row.seat_id != chair.pk:
        return row.name
    present = names_on([chair], now.astimezone(TZ).date())[chair.pk]
    return row.name if present != row.name else ""


def return_minutes(
    meeting: Meeting, *, reason: str, actor: Reference, now: datetime, posts: Sequence[int] = ()
) -> None:
    """The chair sends them back with what is to be changed."""
    with carry_out(meeting, meeting.act(RETURN, require_words("reason", reason)), actor=actor, now=now):
        require_chair_acts(meeting, require_chair(meeting, now), actor, posts)
        end_links(meeting, now)


def end_links(meeting: Meeting, now: datetime) -> None:
    MinutesLink.objects.filter(minutes__meeting=meeting, revoked_at__isnull=True).update(revoked_at=now)


@transaction.atomic
def issue_minutes(meeting: Meeting, *, user: User, posts: Sequence[int], now: datetime) -> None:
    """The secretary issues what the chair approved: a letter with its memo number, to every member; and the
    promise of the month is kept by it.
    """
    actor: Reference = ("user", user.pk)
    with carry_out(meeting, meeting.act(ISSUE), actor=actor, now=now) as act:
        secretary = seat_of(seats_on(meeting.committee, now.astimezone(TZ).date()), Membership.SECRETARY)
        signer = secretary.post if secretary else None
        if signer is None or signer.pk not in posts:
            raise ActFault(
                "",
                "কার্যবিবরণী জারি করেন কমিটির সদস্যসচিব।",
                "Minutes are issued by the secretary of the committee.",
            )
        newest = not_none(newest_minutes(meeting))
        letter = issue_minutes_letter(meeting, newest, signer=signer, actor=actor, now=now)
        meeting.letter, act.facts = letter, {"version": newest.version}
    case = meeting.case
    if case is None or not case.is_open:
        return
    try:
        keep_by_letter(case, letter, outcome=outcome_of(meeting, newest), actor=actor, now=now)
    except OutcomeFault as fault:
        words = " ".join(each.words for each in fault.missing)
        raise ActFault("", words, words) from fault


def case_of_meeting(key: int) -> Case | None:
    """None of a meeting beside the monthly series that nobody asked for."""
    case_id = Meeting.objects.values_list("case_id", flat=True).get(pk=key)
    return case_of_key(case_id) if case_id else None
