"""The demonstration's letters out: written, signed, issued and sent by the real acts at past moments, between
those of its cases, so that the issue book stands in the order of its days.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from ongikar.journal.actions import Reference
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.actions import Addressee, Ties, Wording
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.letters.outgoing.reminders import draft_due_reminders
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.office_files.reading import OfficeFileFault, OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ

from .carrier import CARRIER
from .known import Known
from .timeline import Timeline

FILE = "demo_letters_out.toml"
BEGUN_AT, BETWEEN = time(10, 20), timedelta(minutes=20)
OFFICER_ACTS = frozenset({"sign", "return"})


class DemoLetters(Timeline):
    """The letters of the office's file; `live_until(moment)` does what was done with them by then."""

    def __init__(self, files: OfficeFiles, office: Office, now: datetime, known: Known | None = None) -> None:
        super().__init__()
        self.path, self.office, self.now = files.folder / FILE, office, now
        self.known = known or Known()
        rows = read_toml(self.path).get("letters", []) if self.path.exists() else []
        posts = office.posts.order_by("pk")
        self.officer = posts.filter(role=Post.OFFICER).first()
        self.assistant = posts.filter(role=Post.ASSISTANT).first() or self.officer
        today = now.astimezone(TZ).date()
        for row in rows:
            for moment, act in self.moments(row, today):
                self.add(moment, partial(self.act, row, act))

    def moments(self, row: dict[str, Any], today: date) -> Iterator[tuple[datetime, str]]:
        day = self.office.calendar.add_working_days(today, -row["begun"])
        at = datetime.combine(day, BEGUN_AT, TZ)
        for act in ("begin", *row["acts"]):
            yield at, act
            at += BETWEEN

    def act(self, row: dict[str, Any], act: str, at: datetime) -> None:
        draft_due_reminders(at)
        try:
            self.do(row, act, at)
        except LetterFault as fault:
            raise OfficeFileFault(
                self.path, 1, f"{row['key']}: {fault.bn}", f"{row['key']}: {fault}"
            ) from fault

    def actor(self, post: Post | None) -> Reference:
        holding = Holding.objects.filter(post=post).order_by("pk").first()
        return ("user", holding.user_id) if holding else ("command", None)

    def do(self, row: dict[str, Any], act: str, at: datetime) -> None:
        name, *facts = act.split("|")
        if name == "begin":
            self.known.keep(f"letter {row['key']}", self.begin(row, at))
            return
        letter: Letter = self.known.find(f"letter {row['key']}")
        by: dict[str, Any] = {
            "actor": self.actor(self.officer if name in OFFICER_ACTS else self.assistant),
            "now": at,
        }
        if name == "dispatch":
            place, channel, told = facts
            recipient = letter.recipients.get(position=int(place))
            said: dict[str, Any] = {"taken_by" if channel == "hand" else "reference": told}
            if channel == Dispatch.POST:
                said["carried_by"] = CARRIER
            dispatch(letter, recipient, channel=channel, **said, **by)
        elif name in ("return", "cancel"):
            act_of = {"return": actions.return_letter, "cancel": actions.cancel}[name]
            act_of(letter, reason=facts[0], **by)
        elif name == "dnothi":
            actions.issue(letter, dnothi_number=facts[0], **by)
        else:
            {"initial": actions.initial, "sign": actions.sign, "issue": actions.issue}[name](letter, **by)

    def begin(self, row: dict[str, Any], at: datetime) -> Letter:
        assert self.officer is not None, "an office with letters has an officer"
        return actions.draft_letter(
            office=self.office,
            kind=row["kind"],
            wording=Wording(row["subject_line"], row["body"].strip(), row.get("source", "")),
            drafter=self.assistant,
            signer=self.officer,
            recipients=[Addressee(**each) for each in row["to"]],
            submission=f"demo-letter-{self.office.slug}-{row['key']}",
            actor=self.actor(self.assistant),
            now=at,
            enclosures=[(title, None) for title in row.get("enclosures", ())],
            ties=Ties(
                replaces=self.known.get(f"letter {row.get('replaces', '')}"),
                remind_after=row.get("remind_after"),
            ),
        )
