"""Notifications about accounts, vacant posts, the calendar's end and the charter: each a reaction that is
safe to run twice.
"""

from datetime import date, datetime

from ongikar.cases.desks import count_open_on_desk
from ongikar.cases.models import Act, MobileCode
from ongikar.charter.charter_status import charter_status_on, finding_key, last_entry
from ongikar.core.i18n.say import say_in
from ongikar.core.not_none import not_none
from ongikar.grievances import transitions as grievance_moves
from ongikar.grievances.models import Act as GrievanceAct
from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import Office, Post
from ongikar.people.models import Applicant, FormerAddress, SignIn, User
from ongikar.people.post_holders import is_administrator
from ongikar.people.sign_ins import browser_words
from ongikar.rules import case_transitions
from ongikar.rules.bangla import text
from ongikar.rules.bangla.text import date_words, digits, grouped_number
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.charter.lint import Finding
from ongikar.rules.charter.lint.findings import message_of, place_words

from . import wording
from .actions import (
    Recipient,
    account_recipient,
    applicant_recipient,
    former_recipient,
    make_messages,
    post_recipient,
)
from .models import Message
from .wording import Wording
from .wording.people_messages import ADMINISTRATOR, OFFICER


def notify_account_owner(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Whoever the account belongs to, where they are reached themselves: not at the post's mailbox, which
    others read.
    """
    entry = outbox_entry.entry
    user = User.objects.get(pk=entry.subject_id)
    office = (
        Office.objects.get(pk=entry.office_id)
        if entry.office_id
        else Office.objects.filter(is_default=True).get()
    )
    to = account_recipient(user)
    at = entry.at.astimezone(TZ)
    whom = OFFICER if is_administrator(user, entry.at.astimezone(TZ).date()) else ADMINISTRATOR
    facts = {
        "whom": say_in(to.tongue, *whom),
        "when": f"{text.date_words(at.date(), to.tongue)}, {text.time_words(at, to.tongue)}",
    }
    key = entry.facts.get("sign_in")
    if key and (sign_in := SignIn.objects.filter(pk=key).first()):
        facts |= {"browser": browser_words(sign_in.browser), "address": sign_in.address}
    about = ("user", user.pk)
    make_messages(
        outbox_entry=outbox_entry,
        office=office,
        about=about,
        to=to,
        wording=wording.PERSON[entry.verb],
        facts=facts,
        now=now,
    )
    if former := FormerAddress.objects.filter(entry=entry).first():
        before = former_recipient(to, mobile=former.mobile, email=former.email)
        make_messages(
            outbox_entry=outbox_entry,
            office=office,
            about=about,
            to=before,
            wording=wording.CONTACT_CHANGED,
            facts=facts,
            now=now,
        )
        former.delete()


def notify_former_address(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The applicant whose mobile or e-mail was corrected, where they were reached till then."""
    entry = outbox_entry.entry
    act = (
        Act.objects.filter(case=entry.subject_id, name=case_transitions.CORRECT, at=entry.at)
        .order_by("-id")
        .first()
    )
    field = entry.facts.get("field")
    if act is None or field not in ("mobile", "email") or not act.data.get("old"):
        return
    case = act.case
    if to := applicant_recipient(case.applicant):
        before = former_recipient(to, **{field: act.data["old"]})
        facts = {"number": case.number}
        make_messages(
            outbox_entry=outbox_entry,
            office=case.office,
            about=case.reference,
            to=before,
            wording=wording.CASE_CONTACT_CHANGED,
            facts=facts,
            now=now,
        )


def notify_former_address_of_complainant(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Whoever complains about no application, where they were reached till their mobile or e-mail was put
    right.
    """
    entry = outbox_entry.entry
    field = entry.facts.get("field")
    corrected = GrievanceAct.objects.filter(
        grievance=entry.subject_id, name=grievance_moves.CORRECT, at=entry.at
    )
    act = corrected.order_by("-id").first()
    if act is None or field not in ("mobile", "email") or not act.data.get("old"):
        return
    grievance = act.grievance
    if to := applicant_recipient(grievance.complainant):
        make_messages(
            outbox_entry=outbox_entry,
            office=grievance.office,
            about=grievance.reference,
            to=former_recipient(to, **{field: act.data["old"]}),
            wording=wording.COMPLAINT_CONTACT_CHANGED,
            facts={"number": grievance.number},
            now=now,
        )


def send_code(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Only where somebody is known by the mobile, and while the code is good: whoever asked
    was told neither.
    """
    code = MobileCode.objects.select_related("office").get(pk=outbox_entry.entry.subject_id)
    known = Applicant.objects.filter(office=code.office, mobile=code.mobile).order_by("-id").first()
    if known is None or not code.is_good(now):
        return
    to = Recipient(f"mobile_code:{code.pk}", known.shown_name, known.language, ((Message.SMS, code.mobile),))
    facts = {"code": text.digits(code.figures, to.tongue)}
    make_messages(
        outbox_entry=outbox_entry,
        office=code.office,
        about=code.reference,
        to=to,
        wording=wording.MOBILE_CODE,
        facts=facts,
        now=now,
    )


def send_consent_code(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """To the mobile that an agent typed, whoever has it: the sentence names who asks, and what for."""
    code = MobileCode.objects.select_related("office").get(pk=outbox_entry.entry.subject_id)
    if not code.is_good(now):
        return
    centre = Post.objects.get(pk=outbox_entry.entry.facts["post"])
    to = Recipient(f"mobile_code:{code.pk}", "", "bn", ((Message.SMS, code.mobile),))
    facts = {"code": text.digits(code.figures, to.tongue), "centre": centre.in_words("title", to.tongue)}
    make_messages(
        outbox_entry=outbox_entry,
        office=code.office,
        about=code.reference,
        to=to,
        wording=wording.CONSENT_CODE,
        facts=facts,
        now=now,
    )


VACANT_POST = Wording(
    ("পদ খালি থাকছে", "A post is left vacant"),
    (
        "{day} তারিখের পরে {post} পদে কেউ নেই; টেবিলে চলমান আবেদন {n}টি। কাউকে দায়িত্ব দিতে বলুন।",
        (
            "After {day} nobody holds the post {post}; {n} open [case lies|cases lie] on its desk. See that"
            " it is given to somebody."
        ),
    ),
    page=("today", "plain"),
)


def notify_of_vacant_post(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Nothing is told where somebody else holds the post too, or where nothing stands above it."""
    facts = outbox_entry.entry.facts
    if not facts.get("vacant"):
        return
    left = Post.objects.select_related("office", "superior__office").get(pk=facts["post"])
    if left.superior is None:
        return
    to = post_recipient(left.superior)
    made = {
        "day": date_words(date.fromisoformat(not_none(facts["until"])), to.tongue, weekday=False),
        "post": left.in_words("title", to.tongue),
        "n": digits(count_open_on_desk(left.pk), to.tongue),
    }
    make_messages(
        outbox_entry=outbox_entry,
        office=left.office,
        about=("office", left.office_id),
        to=to,
        wording=VACANT_POST,
        facts=made,
        now=now,
    )


CALENDAR_PAGE = ("calendar_orders", "plain")
CALENDAR_ENDING = Wording(
    ("ছুটির তালিকা দিতে হবে", "The list of holidays must be entered"),
    (
        "ছুটির তালিকা {last_day} পর্যন্ত। পরের বছরের তালিকা না দিলে তার পরের সব শেষ তারিখ সাময়িক থাকবে।",
        (
            "The list of holidays ends on {last_day}. Until the next year’s list is entered, every later due"
            " date is provisional."
        ),
    ),
    page=CALENDAR_PAGE,
)
CALENDAR_ENDED = Wording(
    ("ছুটির তালিকা শেষ হয়ে গেছে", "The list of holidays has ended"),
    (
        ("ছুটির তালিকা {last_day} তারিখে শেষ হয়ে গেছে। নতুন তালিকা না দেওয়া পর্যন্ত পরের সব শেষ তারিখ সাময়িক।"),
        (
            "The list of holidays ended on {last_day}. Until the new list is entered, every later due date is"
            " provisional."
        ),
    ),
    page=CALENDAR_PAGE,
)
CALENDAR_MISSING = Wording(
    ("ছুটির তালিকা দিতে হবে", "The list of holidays must be entered"),
    (
        "এ বছরের ছুটির তালিকা দেওয়া হয়নি। তালিকা না দেওয়া পর্যন্ত সব শেষ তারিখ সাময়িক।",
        "The list of this year’s holidays has not been entered. Until it is, every due date is provisional.",
    ),
    page=CALENDAR_PAGE,
)


def notify_of_calendar_end(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    office, facts = Office.objects.get(pk=outbox_entry.entry.subject_id), outbox_entry.entry.facts
    wording = (
        CALENDAR_MISSING if not facts["last_day"] else CALENDAR_ENDED if facts["is_over"] else CALENDAR_ENDING
    )
    for officer in office.posts.filter(role=Post.OFFICER).select_related("office"):
        to = post_recipient(officer)
        day = date.fromisoformat(facts["last_day"]) if facts["last_day"] else None
        make_messages(
            outbox_entry=outbox_entry,
            office=office,
            about=("office", office.pk),
            to=to,
            wording=wording,
            now=now,
            facts={"last_day": date_words(day, to.tongue, weekday=False)} if day else {},
        )


CHARTER_PAGE = ("charter_lint", "plain")
FINDINGS_TEXT = ("{listed}", "{listed}")
NEW_FINDINGS = Wording(
    ("চার্টারে নতুন {new}টি বিষয়", "New in the charter: {new}"),
    (
        "চার্টার যাচাই: নতুন {new}টি, মোট খোলা {open}টি। মান ১০০-তে {score}।",
        "Charter check: {new} new, {open} open in all. Score {score} of 100.",
    ),
    FINDINGS_TEXT,
    CHARTER_PAGE,
)
OPEN_FINDINGS = Wording(
    ("চার্টারে {open}টি বিষয় খোলা", "Still open in the charter: {open}"),
    (
        "চার্টার যাচাই: {open}টি বিষয় এখনো খোলা, নতুন কিছু নেই। মান ১০০-তে {score}।",
        "Charter check: {open} still open, nothing new. Score {score} of 100.",
    ),
    FINDINGS_TEXT,
    CHARTER_PAGE,
)
# A letter lists as many as are read in one go; the page has them all.
MOST_LISTED = 12
NEW_MARK = ("নতুন: ", "New: ")


def notify_of_open_charter(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The figures are those of the entry; the list is judged again for its day, because the journal keeps no
    words.
    """
    facts = outbox_entry.entry.facts
    if not facts["open"]:
        return
    office = Office.objects.get(pk=outbox_entry.entry.subject_id)
    status = charter_status_on(office, date.fromisoformat(facts["day"]))
    before = last_entry(office.pk, before=outbox_entry.entry_id)
    known = set(before.facts["keys"]) if before else set()
    wording = NEW_FINDINGS if facts["new"] else OPEN_FINDINGS
    for officer in office.posts.filter(role=Post.OFFICER).select_related("office"):
        to = post_recipient(officer)
        figures = {name: grouped_number(facts[name], to.tongue) for name in ("new", "open", "score")}
        listed = finding_list(status.pressing if status else [], known, to.tongue)
        make_messages(
            outbox_entry=outbox_entry,
            office=office,
            about=("office", office.pk),
            to=to,
            wording=wording,
            now=now,
            facts=figures | {"listed": listed},
        )


def finding_list(findings: list[Finding], known: set[str], tongue: str) -> str:
    """What is new first."""
    english = tongue == "en"
    fresh = [finding for finding in findings if finding_key(finding) not in known]
    old = [finding for finding in findings if finding_key(finding) in known]
    lines = [
        f"{mark}{place_words(finding['where'], tongue)}: {message_of(finding, tongue)}"
        for mark, group in ((NEW_MARK[english], fresh), ("", old))
        for finding in group
    ]
    if len(lines) > MOST_LISTED:
        left = grouped_number(len(lines) - MOST_LISTED, tongue)
        lines = [*lines[:MOST_LISTED], f"and {left} more" if english else f"ও আরও {left}টি"]
    return "\n".join(lines)
