"""The demonstration's letters in: diarised, marked and dealt with by the real acts at past moments, between
those of its cases, so that the diary stands in the order of its days.
"""

import io
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from ongikar.journal.actions import Reference
from ongikar.letters.files.actions import open_file, put_up_note
from ongikar.letters.incoming import actions
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.incoming.senders import contact_facts, find_sender
from ongikar.letters.models import File, Letter
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.papers.check import Clean
from ongikar.people.contact_actions import add_contact
from ongikar.people.models import Contact, Holding, User
from ongikar.rules.calendar.office_calendar import TZ

from .known import Known
from .timeline import Timeline

FILE = "demo_letters_in.toml"
CAME_AT, BETWEEN = time(9, 40), timedelta(minutes=20)
# Before the first letter came the files were open already.
FILES_OPENED = 20
MARK, MARK_ASSISTANT, BEGIN = "mark", "mark_assistant", "begin"
OFFICERS = frozenset({MARK, MARK_ASSISTANT, "answer", "file", "redirect"})


class DemoDiary(Timeline):
    """The letters of the office's file; `live_until(moment)` does what was done with them by then."""

    def __init__(self, files: OfficeFiles, office: Office, now: datetime, known: Known | None = None) -> None:
        super().__init__()
        path = files.folder / FILE
        data = read_toml(path) if path.exists() else {}
        self.office, self.now, self.rows = office, now, data.get("letters", [])
        posts = office.posts.order_by("pk")
        self.officer = posts.filter(role=Post.OFFICER).first()
        self.assistant = posts.filter(role=Post.ASSISTANT).first() or self.officer
        self.known = known or Known()
        if self.officer is None:
            return
        if file_rows := data.get("files", []):
            self.add(self.day(FILES_OPENED), lambda at: self.open_files(file_rows, at))
        for row in self.rows:
            for at, act in self.moments(row):
                self.add(at, partial(self.act, row, act))

    def file(self, key: str) -> File:
        found: File = self.known.find(f"file {key}")
        return found

    def day(self, before: int) -> datetime:
        day = self.office.calendar.add_working_days(self.now.astimezone(TZ).date(), -before)
        return datetime.combine(day, CAME_AT, TZ)

    def moments(self, row: dict[str, Any]) -> Iterator[tuple[datetime, str]]:
        at = self.day(row["came"] - row.get("entered", 0))
        for act in (BEGIN, *row["acts"]):
            yield at, act
            at += BETWEEN

    def act(self, row: dict[str, Any], act: str, at: datetime) -> None:
        if act == BEGIN:
            self.known.keep(f"diarised {row['key']}", self.enter(row, at))
        else:
            self.do(self.known.find(f"diarised {row['key']}"), act, at)

    def actor(self, post: Post | None) -> Reference:
        holding = Holding.objects.filter(post=post).order_by("pk").first()
        return ("user", holding.user_id) if holding else ("command", None)

    def open_files(self, rows: list[dict[str, Any]], at: datetime) -> None:
        actor = self.actor(self.assistant)
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
        kind, key = self.actor(post)
        if post and kind == "user" and key is not None:
            to = self.officer if post == self.assistant else None
            put_up_note(file, words=words, by=User.objects.get(pk=key), post=post, to=to, now=at)

    def enter(self, row: dict[str, Any], at: datetime) -> Letter:
        came, sender = self.day(row["came"]).date(), row["from"]
        calendar = self.office.calendar
        contact = None if "name_only" in sender else self.contact(sender, at)
        received = ReceivedLetter(
            subject_line=row["subject_line"],
            received_on=came,
            channel=row.get("channel", Letter.HAND),
            sender=contact,
            sender_name=sender.get("name_only", ""),
            their_memo=row["memo"],
            their_date=came - timedelta(days=row["written"]),
            due_on=calendar.add_working_days(came, row["due"]) if "due" in row else None,
            scan=sample_scan(row["pages"]) if "pages" in row else None,
        )
        return enter_letter(
            office=self.office,
            letter=received,
            submission=f"demo-diary-{self.office.slug}-{row['key']}",
            actor=self.actor(self.assistant),
            now=at,
        )

    def contact(self, sender: dict[str, str], at: datetime) -> Contact:
        title = ", ".join(filter(None, (sender["post"], sender["organisation"])))
        found = find_sender(self.office, title, at.date())
        return found or add_contact(
            office=self.office,
            facts=contact_facts(**sender),
            since=at.date(),
            actor=self.actor(self.assistant),
            now=at,
        )

    def do(self, letter: Letter, act: str, at: datetime) -> None:
        name, *facts = act.split("|")
        officer = self.officer
        assert officer is not None, "an office with letters has an officer"
        by: dict[str, Any] = {"actor": self.actor(officer if name in OFFICERS else self.assistant), "now": at}
        if name in (MARK, MARK_ASSISTANT):
            to = (self.assistant or officer) if name == MARK_ASSISTANT else officer
            actions.mark_letter(letter, to=to, by=officer, **by)
        elif name == "file":
            actions.file_letter(letter, file=self.file(facts[0]), words=facts[1], **by)
        elif name == "place":
            actions.place_letter(letter, file=self.file(facts[0]), **by)
        elif name == "remind":
            reminder = actions.Reminder(at.date(), facts[0])
            actions.note_reminder(letter, reminder=reminder, submission=f"demo {facts[0]}", **by)
        elif name == "correct":
            actions.correct_letter(
                letter, values={"sender_name": facts[0]}, reason="নামটি ভুল লেখা হয়েছিল", **by
            )
        else:
            {"answer": actions.answer_letter, "redirect": actions.redirect_letter}[name](
                letter, words=facts[0], **by
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
