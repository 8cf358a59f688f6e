"""The demonstration's checklist and inspections, lived through by the real acts at past moments."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import service_in_force
from ongikar.delivery.inspection.answering import GivenAnswer, record_answers, record_photo, record_sighting
from ongikar.delivery.inspection.beginning import begin_inspection
from ongikar.delivery.inspection.findings import head_of
from ongikar.delivery.inspection.finishing import finish_visit
from ongikar.delivery.inspection.links import acknowledge
from ongikar.delivery.inspection.models import DeviceSighting, Inspection
from ongikar.delivery.inspection.planning import make_plan, next_quarter, quarter_of
from ongikar.delivery.inspection.reporting import issue_report
from ongikar.journal.actions import Reference
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Place, Post
from ongikar.people.models import Holding, User
from ongikar.places.models import Device
from ongikar.questionnaires.actions import make_questionnaire, publish_version
from ongikar.questionnaires.models import Questionnaire, Version
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import Definition

from .carrier import carry_letter
from .known import Known
from .timeline import Story, Timeline

FILE = "demo_inspections.toml"
CODE = "institutional-10"
VISITED_AT = time(11, 20)
HOUR = timedelta(hours=1)
# So long before the first inspection its checklist was published.
BEFORE = timedelta(days=20)
SEEN = {"working": DeviceSighting.WORKS, "faulty": DeviceSighting.FAULTY, "missing": DeviceSighting.MISSING}
CHOICES = [
    {"name": "yes", "label": {"bn": "হ্যাঁ", "en": "Yes"}, "points": 1},
    {"name": "no", "label": {"bn": "না", "en": "No"}, "points": 0},
    {"name": "na", "label": {"bn": "প্রযোজ্য নয়", "en": "Not applicable"}},
]
Row = dict[str, Any]


def definition_of(data: Row) -> Definition:
    """The checklist of the file as a questionnaire."""
    return Definition.from_data(
        {
            "title": {"bn": data["title_bn"], "en": data["title_en"]},
            "groups": [
                {"name": group["name"], "label": {"bn": group["bn"], "en": group["en"]}}
                for group in data["groups"]
            ],
            "questions": [
                question_of(group["name"], item) for group in data["groups"] for item in group["items"]
            ],
            "choices": {"in_order": CHOICES},
        }
    )


def question_of(group: str, item: list[str]) -> Row:
    name, bn, en, said, fault_bn, fault_en = item
    words = said.split()
    owner = next((word for word in words if word in ("head", "office")), "")
    made: Row = {
        "name": name,
        "type": "select_one",
        "choices": "in_order",
        "group": group,
        "label": {"bn": bn, "en": en},
        "fault": {"bn": fault_bn, "en": fault_en},
        "task_owner": owner,
        "task_days": words[words.index(owner) + 1] if owner else "",
    }
    if words[0].isdigit() or (words[0] == "critical" and words[1].isdigit()):
        made["weight"] = int(next(word for word in words if word.isdigit()))
    return made | {flag: True for flag in ("critical", "photo") if flag in words}


@dataclass(frozen=True, slots=True)
class DemoInspections:
    office: Office
    user: User
    post: Post
    version: Version
    data: Row
    now: datetime
    known: Known

    @property
    def actor(self) -> Reference:
        return ("user", self.user.pk)

    def moment(self, days_ago: int) -> datetime:
        """Before noon of an open day; of today not yet to come."""
        day = self.now.astimezone(TZ).date() - timedelta(days=days_ago)
        calendar = self.office.calendar
        if days_ago and not calendar.is_open_day(day):
            day = calendar.previous_open_day(day)
        return min(self.now - 2 * HOUR, datetime.combine(day, VISITED_AT, TZ))

    def story(self, row: Row) -> Story:
        """Each act with its moment."""
        place = Place.objects.get(office=self.office, slug=row["place"])
        at = self.moment(row["days_ago"])
        service = service_in_force(self.office, CODE, self.now.astimezone(TZ).date())
        assert service is not None, f"no row {CODE} in the charter"
        name = f"inspection of {place.slug} {row['days_ago']}"

        def visit() -> Inspection:
            found: Inspection = self.known.find(name)
            return found

        def begin(begun: datetime) -> None:
            case = receive_case(
                service=service,
                person=None,
                answers={"place": place.slug, "reason": "planned", "visit_on": at.date().isoformat()},
                channel=Case.PLANNED,
                submission=f"demo-inspection-{place.pk}-{row['days_ago']}",
                now=begun,
                actor=self.actor,
            )
            inspection = begin_inspection(
                case=case, place=place, version=self.version, actor=self.actor, now=begun
            )
            self.known.keep(name, inspection)

        def look(at: datetime) -> None:
            record_answers(visit(), list(self.answers(row)), said_at=at, by=self.user, now=at)
            self.take_photos(visit(), row, at)
            if row["state"] == "visited" or "again_in" in row:
                self.see_devices(visit(), at)

        yield at - HOUR, begin
        yield at, look
        if row["state"] != "under_way":
            yield from self.end(visit, row, at)

    def answers(self, row: Row) -> Iterator[GivenAnswer]:
        notes = row.get("notes", {})
        for group in self.data["groups"]:
            if "groups" in row and group["name"] not in row["groups"]:
                continue
            for name, *_ in group["items"]:
                value = "na" if name in row["na"] else "no" if name in row["failed"] else "yes"
                yield GivenAnswer(name, value, notes.get(name, ""), uuid=uuid5(NAMESPACE_URL, f"{row}{name}"))

    def take_photos(self, made: Inspection, row: Row, at: datetime) -> None:
        """One of each fault that wants one."""
        for question in self.version.questions.questions:
            if question.photo and question.name in row["failed"]:
                record_photo(
                    made,
                    item=question.name,
                    uuid=uuid5(NAMESPACE_URL, f"{row}{question.name} photo"),
                    sha256="",
                    file=SimpleUploadedFile("photo.png", drawn_photo(), "image/png"),
                    taken_at=at,
                    latitude=25.744,
                    longitude=89.251,
                    accuracy_m=12,
                    by=self.user,
                    now=at,
                )

    def end(self, visit: Callable[[], Inspection], row: Row, at: datetime) -> Story:
        def report(issued: datetime) -> None:
            head = head_of(visit(), at.date())
            assert head is not None, f"nobody answers for {row['place']}"
            acknowledge(visit(), name=head.full_title, actor=self.actor, now=issued)
            letter = issue_report(
                visit(),
                words=row["words"],
                again_on=self.day(row["again_in"]) if "again_in" in row else None,
                signer=self.post,
                actor=self.actor,
                now=issued,
            )
            carry_letter(letter, actor=self.actor, now=issued)

        yield (
            at + HOUR / 2,
            lambda ended: finish_visit(visit(), visited_on=at.date(), actor=self.actor, now=ended),
        )
        if row["state"] == "issued":
            yield at + HOUR, report

    def day(self, ahead: int) -> date:
        return self.office.calendar.next_open_day(self.now.astimezone(TZ).date() + timedelta(days=ahead - 1))

    def see_devices(self, made: Inspection, at: datetime) -> None:
        """Each as it was known to be: nothing of the list changes."""
        for device in Device.objects.at(made.place).order_by("number"):
            record_sighting(
                made,
                device=device,
                state=SEEN[device.state],
                uuid=uuid5(NAMESPACE_URL, f"{self.office.slug} {device.number} {at.isoformat()}"),
                said_at=at,
                by=self.user,
                now=at,
            )


def drawn_photo() -> bytes:
    """A drawing that nobody takes for a real place."""
    from PIL import Image, ImageDraw

    made = io.BytesIO()
    picture = Image.new("RGB", (320, 240), "#b3d6c5")
    hills = [(0, 200), (110, 90), (190, 170), (250, 120), (320, 190), (320, 240), (0, 240)]
    ImageDraw.Draw(picture).polygon(hills, "#4b9c7e")
    picture.save(made, "PNG")
    return made.getvalue()


@transaction.atomic
def load_inspections(files: OfficeFiles, *, now: datetime) -> int:
    """Live through the office's demo_inspections.toml, all or nothing; how many there are, 0 on a second run.
    Only an office of demonstration takes them.
    """
    lived = plan_inspections(files, now=now)
    lived.live_until(now)
    return lived.many


def plan_inspections(files: OfficeFiles, *, now: datetime, known: Known | None = None) -> Timeline:
    """What the file says, still to be lived; nothing where it was, or the office is no demonstration."""
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path, known = files.folder / FILE, known or Known()
    if office is None or not path.exists():
        return Timeline()
    if not known.has_begun and Inspection.objects.filter(office=office).exists():
        return Timeline()
    post = Post.objects.filter(office=office, role=Post.OFFICER).order_by("pk").first()
    held = Holding.objects.on(now.astimezone(TZ).date()).filter(post=post).select_related("user").first()
    if post is None or held is None:
        return Timeline()
    data: Row = read_toml(path)
    actor: Reference = ("user", held.user.pk)
    earliest = now - timedelta(days=max(row["days_ago"] for row in data["inspections"])) - BEFORE

    def publish_checklist() -> Version:
        checklist = make_questionnaire(
            office=office,
            slug=data["slug"],
            purpose=Questionnaire.CHECKLIST,
            title_bn=data["title_bn"],
            title_en=data["title_en"],
            actor=actor,
            now=earliest,
        )
        return publish_version(checklist, definition_of(data), actor=actor, now=earliest)

    version = known.once("checklist", publish_checklist)
    work = DemoInspections(office, held.user, post, version, data, now, known)
    lived = Timeline(many=len(data["inspections"]))
    for row in data["inspections"]:
        lived.tell(work.story(row))
    lived.add(now, lambda at: plan_next_quarter(work))
    return lived


def plan_next_quarter(work: DemoInspections) -> None:
    first = next_quarter(quarter_of(work.now.astimezone(TZ).date()))
    make_plan(
        office=work.office,
        quarter=first,
        service_code=CODE,
        places=list(Place.objects.filter(office=work.office, kind=Place.LAB).order_by("pk")),
        first=work.office.calendar.next_open_day(first),
        a_day=2,
        actor=work.actor,
        now=work.now,
    )
