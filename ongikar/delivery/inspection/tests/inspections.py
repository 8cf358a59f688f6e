"""A lab with a head, a checklist of seven items, and an inspection under way."""

from datetime import datetime
from typing import Any

from ongikar.cases.actions import receive_case
from ongikar.cases.models import Case
from ongikar.delivery.inspection.beginning import begin_inspection
from ongikar.delivery.inspection.models import Inspection
from ongikar.journal.actions import WORKER, record
from ongikar.offices.models import Office, Place
from ongikar.people.models import Contact, User
from ongikar.people.place_actions import add_place
from ongikar.questionnaires.actions import make_questionnaire, publish_version
from ongikar.questionnaires.models import Questionnaire, Version
from ongikar.rules.questionnaire.definition import Definition

CODE = "institutional-10"
# A Sunday; the visit is on the day after.
BEGUN = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
SEEN = datetime.fromisoformat("2026-11-23T11:30:00+06:00")


def item(name: str, group: str, bn: str, en: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "type": "select_one",
        "choices": "ok",
        "group": group,
        "label": {"bn": bn, "en": en},
    } | more


CHECKLIST = {
    "title": {"bn": "ল্যাবের যাচাই তালিকা", "en": "Lab checklist"},
    "groups": [
        {"name": "power", "label": {"bn": "বিদ্যুৎ ও নিরাপত্তা", "en": "Power and safety"}},
        {"name": "room", "label": {"bn": "ঘর", "en": "Room"}},
    ],
    "questions": [
        item(
            "earth",
            "power",
            "প্রতিটি কম্পিউটারে আর্থিং আছে",
            "Every computer is earthed",
            critical=True,
            weight=3,
        ),
        item(
            "wires",
            "power",
            "সব তার ঢাকা আছে",
            "All wires are covered",
            photo=True,
            finding={"bn": "খোলা তার ঢাকা", "en": "Cover the open wires"},
            task_owner="head",
            task_days="10",
        ),
        item(
            "fire",
            "power",
            "আগুন নেভানোর যন্ত্রের মেয়াদ আছে",
            "The extinguisher is in date",
            fault={"bn": "আগুন নেভানোর যন্ত্রের মেয়াদ শেষ", "en": "The extinguisher is out of date"},
        ),
        item("locks", "room", "ঘরে দুটি তালা আছে", "The room has two locks", task_owner="office", task_days="5"),
        item("cctv", "room", "সিসি ক্যামেরা আছে", "There is CCTV"),
        item("cctv_works", "room", "সিসি ক্যামেরা চলে", "The CCTV works", relevant="${cctv} = 'yes'"),
        {
            "name": "pupils",
            "type": "integer",
            "group": "room",
            "label": {"bn": "আজ কতজন ব্যবহার করেছে", "en": "How many used it today"},
        },
    ],
    "choices": {
        "ok": [
            {"name": "yes", "label": {"bn": "হ্যাঁ", "en": "Yes"}, "points": 1},
            {"name": "no", "label": {"bn": "না", "en": "No"}, "points": 0},
            {"name": "na", "label": {"bn": "প্রযোজ্য নয়", "en": "Not applicable"}},
        ]
    },
}
GOOD = {"earth": "yes", "wires": "yes", "fire": "yes", "locks": "yes", "cctv": "na"}


def lab_of(office: Office, name: str = "নমুনা উচ্চ বিদ্যালয়, ল্যাব", **facts: str) -> Place:
    facts = {
        "kind": "lab",
        "name_bn": name,
        "name_en": "Sample High School lab",
        "union": "চন্দনপাট",
        "eiin": "",
    } | facts
    return add_place(office=office, facts=facts, actor=WORKER, now=BEGUN)


def head_of_lab(place: Place, email: str = "head@sample.example") -> Contact:
    made = Contact.objects.create(
        office=place.office,
        organisation=place.name_bn,
        post="প্রধান শিক্ষক",
        name="রহিমা সুলতানা",
        email=email,
        place=place,
        since=BEGUN.date().replace(month=1),
    )
    record("contact.added", subject=made.reference, actor=WORKER, office_id=place.office_id, now=BEGUN)
    return made


def checklist_of(office: Office, slug: str = "lab-check", data: dict[str, Any] | None = None) -> Version:
    made = make_questionnaire(
        office=office,
        slug=slug,
        purpose=Questionnaire.CHECKLIST,
        title_bn="ল্যাবের যাচাই তালিকা",
        title_en="Lab checklist",
        actor=WORKER,
        now=BEGUN,
    )
    return publish_version(made, Definition.from_data(data or CHECKLIST), actor=WORKER, now=BEGUN)


def case_of(service: Any, place: Place, name: str = "1", now: datetime = BEGUN, **answers: Any) -> Case:
    """`service`: the row of the charter."""
    return receive_case(
        service=service,
        person=None,
        answers={"place": place.slug, "reason": "planned"} | answers,
        channel=Case.PLANNED,
        submission=f"inspection-{name}",
        now=now,
        actor=WORKER,
    )


def begun(
    case: Case, place: Place, version: Version, user: User, now: datetime = BEGUN, **more: Any
) -> Inspection:
    return begin_inspection(case=case, place=place, version=version, actor=("user", user.pk), now=now, **more)
