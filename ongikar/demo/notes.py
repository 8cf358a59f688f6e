"""The demonstration's notes, written and shared by the real acts: public ones, one of the office alone, one
that is a draft and one that was retired; and what people said of them.
"""

from datetime import datetime, time, timedelta
from functools import partial

from ongikar.journal.actions import ANYONE
from ongikar.knowledge import transitions
from ongikar.knowledge.actions import begin_note, count_use, do_act, share_note
from ongikar.knowledge.models import WORDS, Note, ReplyText
from ongikar.records.actions import ENTERED, open_once

from .chapters import Chapter, Row

AFTER = timedelta(minutes=10)
# By the last state of the file, by which act the note comes there.
SHARES = {
    transitions.INTERNAL: transitions.SHARE,
    transitions.PUBLIC: transitions.PUBLISH,
    transitions.RETIRED: transitions.PUBLISH,
}


class DemoNotes(Chapter):
    """The notes of the file."""

    file = "demo_notes.toml"

    def has_come(self, data: Row) -> bool:
        return Note.objects.filter(submission__startswith=self.mark("")).exists()

    def mark(self, place: int | str) -> str:
        return f"demo-note-{self.office.slug}-{place}"[:64]

    def plan(self, data: Row) -> None:
        self.many = len(data["notes"])
        for place, row in enumerate(data["texts"]):
            self.add(
                self.moment(row["day"], time.fromisoformat(row["at"])), partial(self.enter_text, place, row)
            )
        for place, row in enumerate(data["notes"]):
            begun = self.moment(row["day"], time.fromisoformat(row["at"]))
            self.add(begun, partial(self.begin, place, row))
            if row["state"] in SHARES:
                self.add(begun + AFTER, partial(self.share, place, SHARES[row["state"]]))
            for number, sort in enumerate(row.get("uses", ())):
                self.add(begun + AFTER * (number + 2), partial(self.use, place, number, sort))
            if row["state"] == transitions.RETIRED:
                self.add(begun + AFTER * 9, partial(self.retire, place, row["why"]))

    def enter_text(self, place: int, row: Row, at: datetime) -> None:
        words = {name: row.get(name, "").strip() for name in ("name", "text_bn", "text_en")}
        text = ReplyText(office=self.office, submission=f"{self.mark(place)}-text"[:80], **words)
        open_once(text, ENTERED, actor=self.holder(self.officer), now=at)

    def note(self, place: int) -> Note:
        return Note.objects.select_related("office").get(submission=self.mark(place))

    def begin(self, place: int, row: Row, at: datetime) -> None:
        words = {name: row.get(name, "").strip() for name in WORDS}
        note = Note(
            office=self.office,
            service_code=row.get("service", ""),
            review_on=(at + timedelta(days=row["review"])).date() if "review" in row else None,
            submission=self.mark(place),
            **words,
        )
        begin_note(note, actor=self.holder(self.assistant), now=at)

    def share(self, place: int, name: str, at: datetime) -> None:
        note = self.note(place)
        share_note(note, name, note.words(), actor=self.holder(self.officer), now=at)

    def use(self, place: int, number: int, sort: str, at: datetime) -> None:
        count_use(self.note(place), sort, submission=f"demo-{number}", actor=ANYONE, now=at)

    def retire(self, place: int, why: str, at: datetime) -> None:
        do_act(self.note(place), transitions.RETIRE, why, actor=self.holder(self.officer), now=at)
