"""The demonstration's requests for information, lived through by the real acts at past moments, between those
of the cases.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from ongikar.clock.watch import watch_clocks
from ongikar.core.not_none import not_none
from ongikar.journal.outbox import run_due_entries
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.desk import HeldPosts, desk_of
from ongikar.people.models import Holding
from ongikar.rti import actions
from ongikar.rti.models import InformationRequest
from ongikar.rules.calendar.office_calendar import TZ

from .case_file import case_applicant, moment_of_act
from .known import Known
from .timeline import Timeline

FILE = "demo_rti.toml"
Row = dict[str, Any]


class DemoRti(Timeline):
    """What stands in the office's file; `live_until(moment)` does what was done by then."""

    def __init__(self, files: OfficeFiles, now: datetime, known: Known | None = None) -> None:
        super().__init__(before_each=watch_clocks, after_each=run_due_entries)
        self.now, path, self.known = now, files.folder / FILE, known or Known()
        self.office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
        if self.office is None or not path.exists():
            return
        if not self.known.has_begun and InformationRequest.objects.filter(office=self.office).exists():
            return
        self.applicants = files.demo.get("applicants", [])
        for place, row in enumerate(read_toml(path).get("requests", [])):
            self.at(row, partial(self.file, place, row))
            for act in row.get("acts", []):
                self.at(act, partial(self.act, place, act))

    def at(self, when: Row, do: Callable[[datetime], object]) -> None:
        """Plan an act for `before` office days before today."""
        moment = moment_of_act(
            not_none(self.office).calendar,
            before=when["before"],
            at=time.fromisoformat(when["at"]),
            now=self.now,
        )
        self.add(moment, do)

    def desk(self, post: Post, at: datetime) -> HeldPosts:
        """The desk of whoever holds a post."""
        holding = not_none(Holding.objects.filter(post=post).select_related("user").order_by("pk").first())
        return desk_of(holding.user, at.astimezone(TZ).date())

    def file(self, place: int, row: Row, at: datetime) -> None:
        office = not_none(self.office)
        made = actions.file_request(
            office=office,
            person=case_applicant(self.applicants[row["applicant"] - 1], row),
            asked=actions.RequestContent(
                text=row["text"], wanted_as=row["wanted_as"], is_urgent=row.get("is_urgent", False)
            ),
            channel=row.get("channel", InformationRequest.ONLINE),
            submission=f"demo-rti-{office.slug}-{place}",
            now=at,
        )
        self.known.keep(f"request {place}", made)

    def act(self, place: int, row: Row, at: datetime) -> None:
        """One act of the file, by whoever it is up to."""
        asked, name, words = self.again(place), row["act"], row["words"]
        officer = self.desk(asked.post, at)
        match name:
            case "appeal":
                actions.file_appeal(asked, grounds=words, relief=row["relief"], now=at)
            case "price":
                pages = row["pages"]
                actions.name_price(asked, pages=pages, price=2 * pages, words=words, actor=officer, now=at)
            case "paid":
                actions.note_payment(asked, receipt=words, actor=officer, now=at)
            case "extend":
                actions.extend_time(asked, words=words, actor=officer, now=at)
            case "order":
                by: date = (at + timedelta(days=row["days"])).astimezone(TZ).date()
                above = self.desk(asked.appeal.post, at)
                actions.decide_appeal(asked, ordered=True, words=words, by=by, actor=above, now=at)
            case _:
                reason = row.get("reason", "")
                actions.answer(asked, name, words=words, reason_code=reason, actor=officer, now=at)

    def again(self, place: int) -> InformationRequest:
        rows = InformationRequest.objects.with_all().select_related("office")
        return rows.get(pk=self.known.find(f"request {place}").pk)
