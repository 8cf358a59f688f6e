"""The attendance list of one gathering: its rows with what stands and what was struck through, as it is
shown, read back from a form, and saved. Kinds include its template, gatherings/parts/attendance_list.html.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.people.models import User
from ongikar.rules.bangla.text import latin_digits

from .actions import ListedMark, ListFault, mark_list
from .actions.counting import open_claims
from .models import Gathering, Mark, Member, Reply
from .words import MARKS, hour_words


@dataclass(slots=True)
class ListRow:
    """One member on the list. `number`: stays theirs on this roster. `struck`: earlier marks, in words."""

    member: Member
    number: int
    value: str = ""
    minutes: str = ""
    was: int = 0
    words: str = ""
    struck: list[str] = field(default_factory=list)
    is_claim: bool = False
    # Said by a mobile number alone: nothing is chosen for them till somebody who sees the room chooses.
    is_without_ticket: bool = False
    reply: Reply | None = None
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def reply_words(self) -> str:
        """What they answered, with whoever comes instead."""
        return self.reply.in_words if self.reply else ""

    @property
    def role(self) -> str:
        return "" if self.member.role == Member.PARTICIPANT else self.member.get_role_display()


class AttendanceList:
    """The rows of a gathering's day. With `data` they say what was typed, right or wrong."""

    def __init__(self, gathering: Gathering, data: Mapping[str, str] | None = None) -> None:
        self.gathering = gathering
        self.rows = rows_of(gathering)
        self.counts = {code: sum(row.value == code for row in self.rows) for code in MARKS}
        self.there = sum(self.counts[code] for code in Mark.THERE)
        if data is not None:
            self.read(data)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(code, say(*words)) for code, words in MARKS.items()]

    @property
    def faulty(self) -> list[ListRow]:
        return [row for row in self.rows if row.faults]

    def read(self, data: Mapping[str, str]) -> None:
        for row in self.rows:
            row.value = data.get(f"v{row.member.pk}", row.value)
            row.minutes = data.get(f"m{row.member.pk}", row.minutes).strip()[:6]
            row.was = key_of(data.get(f"w{row.member.pk}", str(row.was)))

    def marks_to_save(self) -> list[ListedMark]:
        """What is to be saved; a row that cannot be read is given its fault."""
        marks = []
        for row in self.rows:
            if not row.value:
                continue
            minutes, typed = None, latin_digits(row.minutes)
            if row.value not in MARKS:
                row.faults["value"] = say("তালিকা থেকে বেছে নিন", "Choose from the list")
                continue
            if row.value in (Mark.LATE, Mark.LEFT_EARLY):
                if not (typed.isascii() and typed.isdigit()):
                    row.faults["minutes"] = say("কত মিনিট ছিলেন, সংখ্যায় লিখুন", "Write the minutes as a number")
                    continue
                minutes = int(typed)
            marks.append(ListedMark(row.member, row.value, minutes, row.was))
        return marks

    def save(self, *, via: str = Mark.LIST, nonce: str, actor: Reference, now: datetime) -> int | None:
        """How many marks were written; None where the list has faults, and then nothing was.

        Raises GatheringFault where the gathering itself takes no marks.
        """
        listed = self.marks_to_save()
        if self.faulty:
            return None
        try:
            return mark_list(self.gathering, listed, via=via, nonce=nonce, actor=actor, now=now)
        except ListFault as fault:
            for row in self.rows:
                if row_fault := fault.faults.get(row.member.pk):
                    row.faults[row_fault.field or "value"] = say(row_fault.bn, row_fault.en)
            return None


def key_of(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def rows_of(gathering: Gathering) -> list[ListRow]:
    """Those who belong to it on its day, in the order in which they came onto the roster."""
    everybody = list(gathering.roster.members.order_by("id"))
    marks: dict[int, list[Mark]] = defaultdict(list)
    for mark in Mark.objects.filter(gathering=gathering).order_by("id"):
        marks[mark.member_id].append(mark)
    claims = {mark.pk for mark in open_claims(gathering)}
    replies = {reply.member_id: reply for reply in Reply.objects.filter(gathering=gathering).order_by("id")}
    people = names_of(mark for each in marks.values() for mark in each)
    return [
        list_row(member, number, marks[member.pk], claims, replies.get(member.pk), people)
        for number, member in enumerate(everybody, 1)
        if member.is_member_on(gathering.day) or marks[member.pk]
    ]


def names_of(marks: Iterable[Mark]) -> dict[int, str]:
    """Who wrote these marks, of those with an account."""
    keys = {mark.by_id for mark in marks if mark.by_type == "user" and mark.by_id}
    return {user.pk: user.name for user in User.objects.filter(pk__in=keys)} if keys else {}


def list_row(
    member: Member,
    number: int,
    marks: list[Mark],
    claims: set[int],
    reply: Reply | None,
    people: Mapping[int, str],
) -> ListRow:
    last = marks[-1] if marks else None
    is_without_ticket = bool(last and last.is_without_ticket)
    return ListRow(
        member,
        number,
        value=last.value if last and not is_without_ticket else "",
        minutes=str(last.minutes) if last and last.minutes is not None and not is_without_ticket else "",
        was=last.pk if last else 0,
        words=mark_line(last, people) if last else "",
        struck=[mark_line(mark, people) for mark in marks[:-1]],
        is_claim=bool(last and last.pk in claims),
        is_without_ticket=is_without_ticket,
        reply=reply,
    )


def mark_line(mark: Mark, people: Mapping[int, str]) -> str:
    """উপস্থিত, সকাল ১০টা ২ মিনিট, টিকিট দেখে, শিরীন আক্তার."""
    by = people.get(mark.by_id or 0, "") if mark.by_type == "user" else ""
    parts = (mark.get_value_display(), hour_words(mark.at), mark.get_via_display(), by)
    return ", ".join(filter(None, parts))
