"""The demonstration's letters: those in are diarised, marked and dealt with, those out are written, signed,
issued and sent, by the real acts at past moments, between those of its cases, so that diary and issue book
stand in the order of their days. And who carries a letter to those who have no e-mail address.
"""

import io
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from ongikar.journal.actions import Reference
from ongikar.letters.files.actions import open_file, put_up_note
from ongikar.letters.incoming import actions as diary
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.incoming.senders import contact_facts, find_sender
from ongikar.letters.models import Dispatch, File, Letter
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.actions import Addressee, Ties, Wording
from ongikar.letters.outgoing.dispatching import dispatch, waiting_recipients
from ongikar.letters.outgoing.reminders import draft_due_reminders
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.office_files.reading import OfficeFileFault
from ongikar.offices.models import Post
from ongikar.papers.check import Clean
from ongikar.people.contact_actions import add_contact
from ongikar.people.models import Contact, User

from .chapters import Chapter, Row

CARRIER = "অফিস সহায়ক (নমুনা)"
CAME_AT, BEGUN_AT, BETWEEN = time(9, 40), time(10, 20), timedelta(minutes=20)
# How many office days before the day at hand the files were open already.
FILES_OPENED = 20
MARK, MARK_ASSISTANT, BEGIN = "mark", "mark_assistant", "begin"
OFFICERS = frozenset({MARK, MARK_ASSISTANT, "answer", "file", "redirect", "sign", "return"})


def carry_letter(letter: Letter, *, actor: Reference, now: datetime) -> None:
    """Enter in the peon book that it was carried to everybody who waits for it still."""
    for recipient in waiting_recipients(letter):
        dispatch(letter, recipient, channel=Dispatch.HAND, carried_by=CARRIER, actor=actor, now=now)


class DemoDiary(Chapter):
    """The letters that came in, and the files in which they are put."""

    file = "demo_letters_in.toml"

    def has_come(self, data: Row) -> bool:
        """As the cases, with which it is planned."""
        return False

    def plan(self, data: Row) -> None:
        if self.officer is None:
            return
        if file_rows := data.get("files", []):
            self.add(self.moment(-FILES_OPENED, CAME_AT), lambda at: self.open_files(file_rows, at))
        for row in data.get("letters", []):
            for at, act in self.moments(row):
                self.add(at, partial(self.act, row, act))

    def file_of(self, key: str) -> File:
        file: File = self.known.find(f"file {key}")
        return file

    def moments(self, row: Row) -> Iterator[tuple[datetime, str]]:
        at = self.moment(row.get("entered", 0) - row["came"], CAME_AT)
        for act in (BEGIN, *row["acts"]):
            yield at, act
            at += BETWEEN

    def act(self, row: Row, act: str, at: datetime) -> None:
        if act == BEGIN:
            self.known.keep(f"diarised {row['key']}", self.enter(row, at))
        else:
            self.do(self.known.find(f"diarised {row['key']}"), act, at)

    def open_files(self, rows: list[Row], at: datetime) -> None:
        actor = self.holder(self.assistant)
        for row in rows:
            file = open_file(
                office=self.office,
                number=row["number"],
                title=row["title"],
                retention=row["retention"],
                opened_on=at.date(),
                actor=actor,
                now=at,
            )
            self.known.keep(f"file {row['key']}", file)
            for place, words in enumerate(row["notes"]):
                self.put_up(
                    file, words, self.assistant if place % 2 == 0 else self.officer, at + BETWEEN * place
                )

    def put_up(self, file: File, words: str, post: Post | None, at: datetime) -> None:
        """The assistant puts up to the officer, whose own word goes to nobody."""
        kind, key = self.holder(post)
        if post and kind == "user" and key is not None:
            to = self.officer if post == self.assistant else None
            put_up_note(file, words=words, by=User.objects.get(pk=key), post=post, to=to, now=at)

    def enter(self, row: Row, at: datetime) -> Letter:
        came, sender = self.office_day(-row["came"]), row["from"]
        contact = None if "name_only" in sender else self.contact(sender, at)
        received = ReceivedLetter(
            subject_line=row["subject_line"],
            received_on=came,
            channel=row.get("channel", Letter.HAND),
            sender=contact,
            sender_name=sender.get("name_only", ""),
            their_memo=row["memo"],
            their_date=came - timedelta(days=row["written"]),
            due_on=self.calendar.add_working_days(came, row["due"]) if "due" in row else None,
            scan=sample_scan(row["pages"]) if "pages" in row else None,
        )
        return enter_letter(
            office=self.office,
            letter=received,
            submission=f"demo-diary-{self.office.slug}-{row['key']}",
            actor=self.holder(self.assistant),
            now=at,
        )

    def contact(self, sender: dict[str, str], at: datetime) -> Contact:
        title = ", ".join(filter(None, (sender["post"], sender["organisation"])))
        return find_sender(self.office, title, at.date()) or add_contact(
            office=self.office,
            facts=contact_facts(**sender),
            since=at.date(),
            actor=self.holder(self.assistant),
            now=at,
        )

    def do(self, letter: Letter, act: str, at: datetime) -> None:
        name, *facts = act.split("|")
        officer = self.officer
        assert officer is not None, "an office with letters has an officer"
        by: dict[str, Any] = {
            "actor": self.holder(officer if name in OFFICERS else self.assistant),
            "now": at,
        }
        if name in (MARK, MARK_ASSISTANT):
            to = (self.assistant or officer) if name == MARK_ASSISTANT else officer
            diary.mark_letter(letter, to=to, by=officer, **by)
        elif name == "file":
            diary.file_letter(letter, file=self.file_of(facts[0]), words=facts[1], **by)
        elif name == "place":
            diary.place_letter(letter, file=self.file_of(facts[0]), **by)
        elif name == "remind":
            reminder = diary.Reminder(at.date(), facts[0])
            diary.note_reminder(letter, reminder=reminder, submission=f"demo {facts[0]}", **by)
        elif name == "correct":
            diary.correct_letter(letter, values={"sender_name": facts[0]}, reason="নামটি ভুল লেখা হয়েছিল", **by)
        else:
            {"answer": diary.answer_letter, "redirect": diary.redirect_letter}[name](
                letter, words=facts[0], **by
            )


class DemoLetters(Chapter):
    """The letters that went out."""

    file = "demo_letters_out.toml"

    def has_come(self, data: Row) -> bool:
        """As the cases, with which it is planned."""
        return False

    def plan(self, data: Row) -> None:
        for row in data.get("letters", []):
            for moment, act in self.moments(row):
                self.add(moment, partial(self.act, row, act))

    def moments(self, row: Row) -> Iterator[tuple[datetime, str]]:
        at = self.moment(-row["begun"], BEGUN_AT)
        for act in (BEGIN, *row["acts"]):
            yield at, act
            at += BETWEEN

    def act(self, row: Row, act: str, at: datetime) -> None:
        draft_due_reminders(at)
        try:
            self.do(row, act, at)
        except LetterFault as fault:
            raise OfficeFileFault(
                self.path, 1, f"{row['key']}: {fault.bn}", f"{row['key']}: {fault}"
            ) from fault

    def do(self, row: Row, act: str, at: datetime) -> None:
        name, *facts = act.split("|")
        if name == BEGIN:
            self.known.keep(f"letter {row['key']}", self.begin(row, at))
            return
        letter: Letter = self.known.find(f"letter {row['key']}")
        by: dict[str, Any] = {
            "actor": self.holder(self.officer if name in OFFICERS else self.assistant),
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

    def begin(self, row: Row, at: datetime) -> Letter:
        assert self.officer is not None, "an office with letters has an officer"
        return actions.draft_letter(
            office=self.office,
            kind=row["kind"],
            wording=Wording(row["subject_line"], row["body"].strip(), row.get("source", "")),
            drafter=self.assistant,
            signer=self.officer,
            recipients=[Addressee(**each) for each in row["to"]],
            submission=f"demo-letter-{self.office.slug}-{row['key']}",
            actor=self.holder(self.assistant),
            now=at,
            enclosures=[(title, None) for title in row.get("enclosures", ())],
            ties=Ties(
                replaces=self.known.get(f"letter {row.get('replaces', '')}"),
                remind_after=row.get("remind_after"),
            ),
        )


def sample_scan(pages: int) -> Clean:
    """White sheets with grey lines: what a scan looks like, and nothing of anybody's letter."""
    from PIL import Image, ImageDraw

    sheets = []
    for _ in range(pages):
        sheet = Image.new("L", (620, 877), "white")
        drawing = ImageDraw.Draw(sheet)
        for y in range(120, 760, 34):
            drawing.line((70, y, 550 - y % 5 * 60, y), fill=190, width=5)
        sheets.append(sheet)
    written = io.BytesIO()
    first, *rest = sheets
    first.save(written, "PDF", save_all=True, append_images=rest)
    return Clean(written.getvalue(), "application/pdf", ".pdf")
