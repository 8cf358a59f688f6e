"""The demonstration's checklist, the stories of its inspections, and the plan of the next quarter."""

from datetime import timedelta

from ongikar.delivery.inspection.models import Inspection
from ongikar.delivery.inspection.planning import make_plan, next_quarter, quarter_of
from ongikar.journal.actions import Reference
from ongikar.offices.models import Place
from ongikar.questionnaires.actions import make_questionnaire, publish_version
from ongikar.questionnaires.models import Questionnaire, Version
from ongikar.rules.questionnaire.definition import Definition

from .chapters import Row
from .stories import Stories

CODE = "institutional-10"
# So long before the first inspection its checklist was published.
BEFORE = timedelta(days=20)
CHOICES = [
    {"name": "yes", "label": {"bn": "হ্যাঁ", "en": "Yes"}, "points": 1},
    {"name": "no", "label": {"bn": "না", "en": "No"}, "points": 0},
    {"name": "na", "label": {"bn": "প্রযোজ্য নয়", "en": "Not applicable"}},
]


class DemoInspections(Stories):
    """Its checklist is published before the first of them."""

    file, head = "demo_inspections.toml", "stories"

    def has_come(self, data: Row) -> bool:
        return Inspection.objects.filter(office=self.office).exists()

    def submission_of(self, number: int) -> str:
        return f"demo-inspection-{self.office.slug}-{number}"

    def name_of(self, number: int) -> str:
        return f"inspection {number}"

    def plan(self, data: Row) -> None:
        super().plan(data)
        self.known.once("checklist", lambda: self.publish_checklist(data))
        self.add(self.now, lambda at: self.plan_next_quarter())

    @property
    def actor(self) -> Reference:
        return self.holder(self.officer)

    def publish_checklist(self, data: Row) -> Version:
        at = self.steps[0].at - BEFORE
        checklist = make_questionnaire(
            office=self.office,
            slug=data["slug"],
            purpose=Questionnaire.CHECKLIST,
            title_bn=data["title_bn"],
            title_en=data["title_en"],
            actor=self.actor,
            now=at,
        )
        return publish_version(checklist, definition_of(data), actor=self.actor, now=at)

    def plan_next_quarter(self) -> None:
        first = next_quarter(quarter_of(self.today))
        make_plan(
            office=self.office,
            quarter=first,
            service_code=CODE,
            places=list(Place.objects.filter(office=self.office, kind=Place.LAB).order_by("pk")),
            first=self.calendar.next_open_day(first),
            a_day=2,
            actor=self.actor,
            now=self.now,
        )


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
    question: Row = {
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
        question["weight"] = int(next(word for word in words if word.isdigit()))
    return question | {flag: True for flag in ("critical", "photo") if flag in words}
