"""What is to be done next from the first class to the last certificate: the board says it as long as anything
is owed, by whom and by when.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.words import hour_words, span_words, time_words

from . import states, words
from .after.certifying import OwedCertificates, owed_certificates
from .after.sessions import sessions_of
from .models import Batch, Call

# The act by which whoever still waits is answered.
CLOSE_WAITING = "close_waiting"


@dataclass(frozen=True, slots=True)
class Next:
    """`act`: of the desk, which does it; `url`: else the page on which it is done; neither: there is nothing
    but to wait. `is_owed`: whether the office owes what the button leads to, or it only shows; `due`: by
    when, where that is another day than the one of the state of the batch (rules.what_is_owed).
    """

    heading: str
    words: str
    button: str = ""
    act: str = ""
    url: str = ""
    is_owed: bool = True
    due: date | None = None


def next_when_running(batch: Batch, call: Call, counts: Counter, now: datetime) -> Next:
    """Each class is written down, then the course is finished."""
    sessions = sessions_of(batch)
    if counts[states.WAITING] and is_past_last_offer(call, sessions):
        return close_waiting(counts)
    coming = [each for each in sessions if each.state in transitions.COMING]
    over = [each for each in coming if each.ends_at < now]
    if over:
        return Next(
            say("ক্লাসের উপস্থিতি লিখুন", "Write the attendance of the classes"),
            say(
                "{n}টি ক্লাসের সময় পেরিয়েছে, উপস্থিতি লেখা হয়নি। প্রথমটি {when}।",
                "The attendance of {n} past [class|classes] is not written. The first was on {when}.",
                n=len(over),
                when=time_words(over[0].starts_at),
            ),
            say("উপস্থিতি লিখুন", "Write attendance"),
            url=reverse("batch_attendance", args=[batch.number]),
        )
    if coming and (coming[0].is_open(now) or coming[0].day == words.day_of(now)):
        return todays_class(batch, coming[0], sessions.index(coming[0]) + 1, now)
    if coming:
        return Next(
            say("ক্লাস চলছে", "The classes are running"),
            say(
                "{all}টি ক্লাসের {done}টি হয়েছে। পরেরটি {when}।",
                "{done} of {all} classes were held. The next is on {when}.",
                all=len(sessions),
                done=len(sessions) - len(coming),
                when=time_words(coming[0].starts_at),
            ),
            say("ক্লাসের পাতা", "Classes"),
            url=reverse("batch_classes", args=[batch.number]),
            is_owed=False,
        )
    if not sessions:
        return Next(
            say("কোনো ক্লাস হয়নি", "No class was held"),
            say(
                "সব ক্লাস বাতিল বা খাতা থেকে কাটা। ব্যাচটি বাতিল করুন; সবাই কারণসহ উত্তর পাবেন।",
                "Every class was cancelled or struck. Cancel the batch: everybody is told the reason.",
            ),
            say("ব্যাচ বাতিল করুন", "Cancel the batch"),
            act="cancel",
        )
    return Next(
        say("কোর্স শেষ করুন", "Finish the course"),
        say(
            "{n}টি ক্লাসের উপস্থিতি লেখা আছে। শেষ করলে প্রত্যেকের ফল হিসাব হয়, আর সনদের দিন গোনা শুরু হয়।",
            "The attendance of {n} [class|classes] is written. Once finished everybody’s result is settled,"
            " and the days for the certificates begin to count.",
            n=len(sessions),
        ),
        say("কোর্স শেষ করুন", "Finish the course"),
        act="finish",
    )


def todays_class(batch: Batch, session: Gathering, number: int, now: datetime) -> Next:
    """Its attendance is written on the sheet of the whole batch, from shortly before it begins."""
    url, span = reverse("batch_attendance", args=[batch.number]), span_words(session)
    if session.is_open(now):
        return Next(
            say("আজকের ক্লাসের উপস্থিতি লিখুন", "Write the attendance of today’s class"),
            say("ক্লাস {n}: {span}।", "Class {n}: {span}.", n=number, span=span),
            say("উপস্থিতি লিখুন", "Write attendance"),
            url=url,
        )
    return Next(
        say("আজকের ক্লাস", "Today’s class"),
        say(
            "ক্লাস {n}: {span}। উপস্থিতি লেখা যাবে {from_} থেকে।",
            "Class {n}: {span}. Attendance can be written from {from_}.",
            n=number,
            span=span,
            from_=hour_words(session.opens_at),
        ),
        say("উপস্থিতির পাতা", "Attendance sheet"),
        url=url,
        is_owed=False,
    )


def is_past_last_offer(call: Call, sessions: list[Gathering]) -> bool:
    """Whether the class before which a seat could still be offered was held."""
    held = sum(each.state == transitions.RECORDED for each in sessions)
    return held >= call.last_offer_class


def close_waiting(counts: Counter) -> Next:
    """Whoever still waits gets no seat any more, and is owed that answer."""
    return Next(
        say("অপেক্ষার তালিকার উত্তর দিন", "Answer the waiting list"),
        say(
            "{n} জন এখনো অপেক্ষায়, আর আসন দেওয়া যায় না। প্রত্যেকে কারণসহ লিখিত উত্তর পাবেন।",
            "{n} [person is|people are] still waiting and no seat can be offered any more. Each is answered"
            " in writing, with the reason.",
            n=counts[states.WAITING],
        ),
        say("উত্তর দিন, তালিকা শেষ করুন", "Answer, and close the list"),
        act=CLOSE_WAITING,
    )


def next_when_finished(batch: Batch, call: Call, counts: Counter, now: datetime) -> Next:
    if counts[states.ENROLLED]:
        return Next(
            say("ফল হিসাব হচ্ছে", "The results are being settled"),
            say(
                "{n} জনের ফল বাকি; এক মিনিট পরে পাতাটি আবার খুলুন।",
                "The results of {n} [person|people] are to come; open the page again in a minute.",
                n=counts[states.ENROLLED],
            ),
        )
    owed = owed_certificates(batch, now)
    if owed.count:
        return give_certificates(batch, owed)
    if counts[states.WAITING]:
        return close_waiting(counts)
    if batch.overstated_since:
        return overstated_step(batch)
    if counts[states.COMPLETED]:
        return Next(say("সনদ দেওয়া হয়েছে", "The certificates are given"), all_done_words(counts))
    return Next(
        say("এখানে আর কিছু করার নেই", "Nothing more to do here"),
        say("কেউ কোর্সটি শেষ করেননি।", "Nobody completed the course."),
    )


def next_when_certified(batch: Batch, call: Call, counts: Counter, now: datetime) -> Next:
    """Ordered is not given: as long as somebody who passed holds none, it is owed."""
    return next_when_finished(batch, call, counts, now)


def all_done_words(counts: Counter) -> str:
    return say(
        "যে {n} জন কোর্স শেষ করেছেন, প্রত্যেকে সনদ পেয়েছেন।",
        "Each of the {n} [person|people] who completed the course has a certificate.",
        n=counts[states.COMPLETED],
    )


def give_certificates(batch: Batch, owed: OwedCertificates) -> Next:
    """How many, by whom, by when."""
    told = [
        say(
            "{n} জনের সনদ বাকি। দায়িত্বে: {post}।",
            "{n} [certificate is|certificates are] owed. Responsible: {post}.",
            n=owed.count,
            post=batch.post.title,
        )
    ]
    if owed.due_at is not None:
        day = words.long_day(owed.due_at)
        told.append(
            say(
                "শেষ দিন ছিল {day}; এখনো দেওয়া যায়।",
                "They were due by {day}; they can still be given.",
                day=day,
            )
            if owed.is_late
            else say("শেষ দিন {day}।", "They are due by {day}.", day=day)
        )
    if owed.without_english:
        told.append(
            say(
                "{n} জনের ইংরেজি নাম নেই; চাইলে আগে ক্লাসের পাতায় লিখুন।",
                "{n} [person has|people have] no name in English; if wanted, write it first on the page of"
                " classes.",
                n=owed.without_english,
            )
        )
    return Next(
        say("সনদ দিন", "Give the certificates"),
        " ".join(told),
        say("সনদ দিন", "Give the certificates"),
        act="certify",
    )


def overstated_step(batch: Batch) -> Next:
    return Next(
        say("কিছু সনদে খাতার চেয়ে বেশি ঘণ্টা লেখা", "Some certificates say more hours than the class book"),
        say(
            "সনদ দেওয়ার পর ক্লাস খাতা থেকে কাটা হয়েছে। কোনটি ঠিক করে নতুন দেবেন বা বাতিল করবেন, আপনি ঠিক করুন;"
            " নিজে থেকে কিছু বদলায় না।",
            "A class was struck after they were given. Decide which to replace or revoke; nothing changes by"
            " itself.",
        ),
        say("সনদগুলো দেখুন", "See these certificates"),
        url=f"{reverse('batch_classes', args=[batch.number])}#overstated",
        due=batch.overstated_since,
    )
