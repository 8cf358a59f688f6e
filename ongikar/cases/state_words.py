"""The state of a case as a tag: which of the site's state marks, and the words beside it."""

from datetime import datetime

from ongikar.frame.say import say
from ongikar.offices.opening import when_it_opens
from ongikar.rules import moves
from ongikar.rules.promise import working_days_late

from .models import Case

# State of an open case that is neither late nor due today, and of a closed one.
OPEN = {
    moves.RECEIVED: ("open", "পেয়েছি, এখনো দেখা হয়নি", "Received, not yet reviewed"),
    moves.ACCEPTED: ("open", "গৃহীত, কাজ চলছে", "Accepted, in progress"),
    moves.WAITING: ("wait", "আপনার কাগজের অপেক্ষা", "Waiting for your documents"),
    moves.ANSWERED: ("open", "কাগজ পেয়েছি, এখনো দেখা হয়নি", "Documents received, not yet reviewed"),
}
# Of what lies on the desk while nobody sits there.
WHILE_CLOSED = {
    moves.RECEIVED: ("পেয়েছি; কার্যালয় বন্ধ, খুলবে {when}", "Received; the office is closed and opens {when}"),
    moves.ANSWERED: (
        "কাগজ পেয়েছি; কার্যালয় বন্ধ, খুলবে {when}", "Documents received; the office is closed and opens {when}",
    ),
}  # fmt: skip
SHUT = {
    moves.REFUSED: ("shut", "নামঞ্জুর (কারণসহ)", "Refused, with the reason"),
    moves.REDIRECTED: ("shut", "অন্য কার্যালয়ের কাজ", "Another office’s work"),
    moves.WITHDRAWN: ("shut", "তুলে নেওয়া হয়েছে", "Withdrawn"),
    moves.DROPPED: ("shut", "ওপরের সিদ্ধান্তে বাদ", "Dropped by a decision from above"),
}
# Of an open case that is neither late nor due today: a part is given, the rest is owed.
PART = ("open", "কিছু দেওয়া হয়েছে, বাকি আছে", "A part is given, the rest is owed")


def state_of(case: Case, now: datetime) -> tuple[str, str]:
    """(mark, words) in the page's language. Being late outweighs every other state of an open case."""
    late = case.clock.is_late(now)
    if case.state == moves.WITHDRAWN and late:
        return "late", say("সময় পেরোনোর পর তুলে নেওয়া হয়েছে", "Withdrawn after its day had passed")
    if case.state in SHUT:
        mark, *words = SHUT[case.state]
        return mark, say(*words)
    if case.state == moves.KEPT:
        return (
            ("late", say("দেরিতে দেওয়া হয়েছে", "Given late"))
            if late
            else ("kept", say("কথা রাখা হয়েছে", "Promise kept"))
        )
    if late:
        return "late", late_words(case, now)
    if (
        case.state != moves.WAITING
        and case.clock.due(now).date() == now.astimezone(case.clock.calendar.tz).date()
    ):
        return "today", say("আজ শেষ দিন", "Due today")
    if case.state == moves.RECEIVED and case.endings_before:
        return "open", say("আবার খোলা হয়েছে", "Reopened")
    if case.is_given_in_part and case.state != moves.WAITING:
        mark, *words = PART
        return mark, say(*words)
    mark, *words = OPEN[case.state]
    if case.state in WHILE_CLOSED and (when := when_it_opens(case.clock.calendar, now)):
        return mark, say(*WHILE_CLOSED[case.state], when=when)
    return mark, say(*words)


def late_words(case: Case, now: datetime) -> str:
    """৪ কার্যদিবস দেরি হয়েছে. A day named since, or that of a later step, may lie ahead: then only that one was missed."""
    if not case.clock.is_overdue(now):
        return say("আগের একটি দিন পেরিয়ে গেছে", "An earlier day was missed")
    days = working_days_late(case.clock.calendar, case.clock.due(now), now)
    if not days:
        return say("আজ দেরি হয়েছে", "Late today")
    return say(
        "{n} কার্যদিবস দেরি হয়েছে",
        "Late by {n} working days" if days > 1 else "Late by {n} working day",
        n=days,
    )
