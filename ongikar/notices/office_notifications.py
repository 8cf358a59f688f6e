"""Notifications about accounts, vacant posts, the calendar's end and the charter: each a reaction that is safe to run twice."""

from datetime import date, datetime

from ongikar.cases.desks import open_on_desks
from ongikar.cases.models import Act, MobileCode
from ongikar.charter.charter_status import judged
from ongikar.charter.daily_check import key_of, last_entry
from ongikar.core.i18n.say import say_in
from ongikar.journal.models import ToDo
from ongikar.offices.models import Office, Post
from ongikar.people.desk import is_administrator
from ongikar.people.models import Applicant, FormerAddress, SignIn, User
from ongikar.people.sign_ins import browser_words
from ongikar.rules import case_transitions
from ongikar.rules.bangla import text
from ongikar.rules.bangla.text import date_words, digits, number
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.charter.lint import Finding
from ongikar.rules.charter.lint.findings import place_words

from . import recipients, wording
from .actions import make
from .models import Message
from .recipients import post
from .wording import Wording
from .wording.of_people import ADMINISTRATOR, OFFICER


def tell_person(todo: ToDo, *, now: datetime) -> None:
    """Whoever the account belongs to, where they are reached themselves: not at the post's mailbox, which others read."""
    entry = todo.entry
    user = User.objects.get(pk=entry.subject_id)
    office = (
        Office.objects.get(pk=entry.office_id)
        if entry.office_id
        else Office.objects.filter(is_default=True).get()
    )
    to = recipients.person(user)
    at = entry.at.astimezone(TZ)
    whom = OFFICER if is_administrator(user, entry.at.astimezone(TZ).date()) else ADMINISTRATOR
    facts = {
        "whom": say_in(to.tongue, *whom),
        "when": f"{text.date_words(at.date(), to.tongue)}, {text.time_words(at, to.tongue)}",
    }
    if sign_in := SignIn.objects.filter(pk=entry.facts.get("sign_in")).first():
        facts |= {"browser": browser_words(sign_in.browser), "address": sign_in.address}
    about = ("user", user.pk)
    make(
        todo=todo, office=office, about=about, to=to, wording=wording.PERSON[entry.verb], facts=facts, now=now
    )
    if former := FormerAddress.objects.filter(entry=entry).first():
        before = recipients.at_former(to, mobile=former.mobile, email=former.email)
        make(
            todo=todo, office=office, about=about, to=before, wording=wording.MOVED_AWAY, facts=facts, now=now
        )
        former.delete()


def tell_former_address(todo: ToDo, *, now: datetime) -> None:
    """The applicant whose mobile or e-mail was corrected, where they were reached till then."""
    entry = todo.entry
    act = (
        Act.objects.filter(case=entry.subject_id, name=case_transitions.CORRECT, at=entry.at)
        .order_by("-id")
        .first()
    )
    field = entry.facts.get("field")
    if act is None or field not in ("mobile", "email") or not act.data.get("old"):
        return
    case = act.case
    if to := recipients.applicant(case.applicant):
        before = recipients.at_former(to, **{field: act.data["old"]})
        facts = {"number": case.number}
        make(
            todo=todo, office=case.office, about=case.reference, to=before, wording=wording.MOVED_AWAY_OF_CASE, facts=facts,
            now=now,
        )  # fmt: skip


def send_code(todo: ToDo, *, now: datetime) -> None:
    """Only where somebody is known by the mobile, and while the code is good: whoever asked was told neither."""
    code = MobileCode.objects.select_related("office").get(pk=todo.entry.subject_id)
    known = Applicant.objects.filter(office=code.office, mobile=code.mobile).order_by("-id").first()
    if known is None or not code.is_good(now):
        return
    to = recipients.Recipient(
        f"mobile_code:{code.pk}", known.shown_name, known.language, ((Message.SMS, code.mobile),)
    )
    facts = {"code": text.digits(code.figures, to.tongue)}
    make(
        todo=todo, office=code.office, about=code.reference, to=to, wording=wording.MOBILE_CODE, facts=facts, now=now
    )  # fmt: skip


VACANT = Wording(
    ("পদ খালি থাকছে", "A post is left vacant"),
    (
        "{day} তারিখের পরে {post} পদে কেউ নেই; টেবিলে চলমান আবেদন {n}টি। কাউকে দায়িত্ব দিতে বলুন।",
        "After {day} nobody holds the post {post}; {n} open [case lies|cases lie] on its desk. See that it is given to somebody.",
    ),
    page=("today", "plain"),
)


def tell_of_vacant_post(todo: ToDo, *, now: datetime) -> None:
    """Nothing is told where somebody else holds the post too, or where nothing stands above it."""
    facts = todo.entry.facts
    if not facts.get("vacant"):
        return
    left = Post.objects.select_related("office", "superior__office").get(pk=facts["post"])
    if left.superior is None:
        return
    to = post(left.superior)
    made = {
        "day": date_words(date.fromisoformat(facts["until"]), to.tongue, weekday=False),
        "post": left.in_words("title", to.tongue),
        "n": digits(open_on_desks(left.office_id).get(left.pk, 0), to.tongue),
    }
    make(
        todo=todo,
        office=left.office,
        about=("office", left.office_id),
        to=to,
        wording=VACANT,
        facts=made,
        now=now,
    )


ORDERS = ("calendar_orders", "plain")
ENDING = Wording(
    ("ছুটির তালিকা দিতে হবে", "The list of holidays must be entered"),
    (
        "ছুটির তালিকা {last_day} পর্যন্ত। পরের বছরের তালিকা না দিলে তার পরের সব শেষ তারিখ সাময়িক থাকবে।",
        "The list of holidays ends on {last_day}. Until the next year’s list is entered, every later due date is provisional.",
    ),
    page=ORDERS,
)
ENDED = Wording(
    ("ছুটির তালিকা শেষ হয়ে গেছে", "The list of holidays has ended"),
    (
        "ছুটির তালিকা {last_day} তারিখে শেষ হয়ে গেছে। নতুন তালিকা না দেওয়া পর্যন্ত পরের সব শেষ তারিখ সাময়িক।",
        "The list of holidays ended on {last_day}. Until the new list is entered, every later due date is provisional.",
    ),
    page=ORDERS,
)
NEVER = Wording(
    ("ছুটির তালিকা দিতে হবে", "The list of holidays must be entered"),
    (
        "এ বছরের ছুটির তালিকা দেওয়া হয়নি। তালিকা না দেওয়া পর্যন্ত সব শেষ তারিখ সাময়িক।",
        "The list of this year’s holidays has not been entered. Until it is, every due date is provisional.",
    ),
    page=ORDERS,
)


def tell_of_calendar_end(todo: ToDo, *, now: datetime) -> None:
    office, facts = Office.objects.get(pk=todo.entry.subject_id), todo.entry.facts
    wording = NEVER if not facts["last_day"] else ENDED if facts["is_over"] else ENDING
    for officer in office.posts.filter(role=Post.OFFICER).select_related("office"):
        to = post(officer)
        day = date.fromisoformat(facts["last_day"]) if facts["last_day"] else None
        make(
            todo=todo, office=office, about=("office", office.pk), to=to, wording=wording, now=now,
            facts={"last_day": date_words(day, to.tongue, weekday=False)} if day else {},
        )  # fmt: skip


PAGE = ("charter_lint", "plain")
MORE = ("{listed}", "{listed}")
NEW = Wording(
    ("চার্টারে নতুন {new}টি বিষয়", "New in the charter: {new}"),
    (
        "চার্টার যাচাই: নতুন {new}টি, মোট খোলা {open}টি। মান ১০০-তে {score}।",
        "Charter check: {new} new, {open} open in all. Score {score} of 100.",
    ),
    MORE,
    PAGE,
)
STILL_OPEN = Wording(
    ("চার্টারে {open}টি বিষয় খোলা", "Still open in the charter: {open}"),
    (
        "চার্টার যাচাই: {open}টি বিষয় এখনো খোলা, নতুন কিছু নেই। মান ১০০-তে {score}।",
        "Charter check: {open} still open, nothing new. Score {score} of 100.",
    ),
    MORE,
    PAGE,
)
# A letter lists as many as are read in one go; the page has them all.
MOST_LISTED = 12
NEW_MARK = ("নতুন: ", "New: ")


def tell_of_open_charter(todo: ToDo, *, now: datetime) -> None:
    """The figures are those of the entry; the list is judged again for its day, because the journal keeps no words."""
    facts = todo.entry.facts
    if not facts["open"]:
        return
    office = Office.objects.get(pk=todo.entry.subject_id)
    found = judged(office, date.fromisoformat(facts["day"]))
    before = last_entry(office.pk, before=todo.entry_id)
    known = set(before.facts["keys"]) if before else set()
    wording = NEW if facts["new"] else STILL_OPEN
    for officer in office.posts.filter(role=Post.OFFICER).select_related("office"):
        to = post(officer)
        told = {name: number(facts[name], to.tongue) for name in ("new", "open", "score")}
        listed = listing(found.pressing if found else [], known, to.tongue)
        make(
            todo=todo, office=office, about=("office", office.pk), to=to, wording=wording, now=now,
            facts=told | {"listed": listed},
        )  # fmt: skip


def listing(findings: list[Finding], known: set[str], tongue: str) -> str:
    """What is new first."""
    english = tongue == "en"
    fresh = [found for found in findings if key_of(found) not in known]
    old = [found for found in findings if key_of(found) in known]
    lines = [
        f"{mark}{place_words(found['where'], tongue)}: {found[f'message_{tongue}']}"
        for mark, group in ((NEW_MARK[english], fresh), ("", old))
        for found in group
    ]
    if len(lines) > MOST_LISTED:
        left = number(len(lines) - MOST_LISTED, tongue)
        lines = [*lines[:MOST_LISTED], f"and {left} more" if english else f"ও আরও {left}টি"]
    return "\n".join(lines)
