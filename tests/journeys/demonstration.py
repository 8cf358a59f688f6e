"""One case of the demonstration for each thing a page can show, and the numbers that open it."""

import json
from datetime import datetime, timedelta

from ongikar.cases.actions.drops import open_drop_requests
from ongikar.cases.actions.task_lines import open_lines
from ongikar.cases.models import Act, Case, JoinedCase, SamePerson
from ongikar.cases.models.proofs import make_address
from ongikar.certificates.models import Certificate
from ongikar.certificates.rules.serial import CERTIFICATE
from ongikar.charter.models import Upload
from ongikar.delivery.event.models import BudgetLine, Event
from ongikar.delivery.performance.models import TYPED, Plan
from ongikar.delivery.procurement.models import Quotation
from ongikar.delivery.rollout.models import Rollout
from ongikar.delivery.support.actions import look, triage_job
from ongikar.delivery.support.models import Job, JobDevice, Sheet
from ongikar.delivery.training.models import Application, Batch, FollowUp
from ongikar.exports.models import Export
from ongikar.gatherings.models import Gathering, Member
from ongikar.grievances.models import Grievance
from ongikar.letters.models import Letter
from ongikar.lobbying.models import Influence
from ongikar.offices.models import Office
from ongikar.people.charge_actions import write_charge_document
from ongikar.people.contact_actions import add_contact, change_contact
from ongikar.people.models import Holding, User
from ongikar.people.place_actions import add_place, change_place
from ongikar.places.actions import begin_stocktake
from ongikar.places.models import Device, DeviceImport, PartMovement
from ongikar.questionnaires.actions.phone_submissions import receive_submission
from ongikar.questionnaires.actions.phones import make_phone
from ongikar.questionnaires.models import Questionnaire
from ongikar.records.actions import perform
from ongikar.rti.models import InformationRequest
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.instance import read_instance
from ongikar.tasks import transitions
from ongikar.tasks.links import make_link
from ongikar.tasks.models import Task
from ongikar.visits.models import Visit

from .demonstration_desks import desks_shown
from .demonstration_grievances import grievances
from .demonstration_meetings import inspections_shown, meetings_shown


def numbers(now: datetime) -> str:
    """JSON: what a case shows → its number, the last 4 digits of its mobile, and its grievance and offer, if
    any.

    Beside the states there are `late` (with `once`, the token of an address that opens once) and
    `kept_late`, a complaint ready to be sent; `part`, of which the rest is owed; `doubled`, which follows
    another, and `leading`, which that is; `answered together`, which followed another; `split`, of which
    `split off` is the second; `joined`, whose person is joined with another record; `influence`, the newest
    attempt; `tier-1`, `tier-2` and `tier-3`, where a complaint stands; `upload`, a charter under review;
    `person shirin` and the others, with their `user` and `holding`; tasks (work); `export making` and its
    other states; the code of each service, an open case of it; `line`, a line of work of a report, with its
    `digest`; and every case by its submission.
    """
    shown: dict[str, dict] = {}
    # The oldest of each has the longest story.
    for case in Case.objects.with_related().order_by("pk"):
        offer = case.offers.filter(filed_at=None).first()
        facts = case_keys(case, offer=offer and offer.pk)
        shown[case.submission] = facts
        if case.is_open:
            shown.setdefault(case.row.code, facts)
        if case.applicant and offer:
            shown.setdefault("late" if case.is_open else "kept_late", facts)
        elif case.is_given_in_part:
            shown.setdefault("part", facts)
        elif (case.applicant and not case.offers.exists()) or case.state == case_transitions.DROPPED:
            shown.setdefault(case.state, facts)
    for grievance in Grievance.objects.with_related().exclude(case=None).order_by("pk"):
        facts = case_keys(grievance.case, grievance=grievance.number)
        shown.setdefault(f"tier-{grievance.current.number}", facts)
    if case := open_drop_requests(Office.objects.get(is_default=True)).order_by("pk").first():
        shown["dropping"] = {"number": case.number}
    for joined in JoinedCase.objects.select_related("follower", "leader").order_by("pk"):
        if joined.ended_at is None:
            shown["doubled"] = {"number": joined.follower.number}
            shown["leading"] = {"number": joined.leader.number}
        else:
            shown["answered together"] = {"number": joined.follower.number}
    for act in Act.objects.filter(name=case_transitions.SPLIT).select_related("case"):
        shown["split"] = {"number": act.case.number}
        shown["split off"] = {"number": act.data["other"]}
    for pair in SamePerson.objects.select_related("one"):
        shown["joined"] = {"number": pair.one.cases.get().number}
    for attempt in Influence.objects.order_by("pk"):
        shown["influence"] = {"code": attempt.code}
    if "late" in shown:
        late = Case.objects.select_related("office").get(number=shown["late"]["number"])
        shown["late"]["once"] = make_address(late.office, late.reference, now)[1]
    for upload in Upload.objects.filter(state=Upload.OPEN):
        shown["upload"] = {"number": upload.pk}
    for holding in Holding.objects.filter(until=None).select_related("user"):
        shown[f"person {holding.user.username}"] = {"user": holding.user_id, "holding": holding.pk}
    line = next(iter(open_lines(Office.objects.get(is_default=True), now)[0]), None)
    if line:
        shown["line"] = {"number": line.case.number, "digest": line.digest}
    found = exports(now) | work(now) | gatherings() | questionnaires(now) | letters_in() | letters_out()
    found |= {"contact": contact_keys(now)} | meetings_shown(now) | inspections_shown() | trainings()
    found |= certificates() | stock() | small()
    write_budget(now)
    found |= trained() | purchases() | jobs(now) | rti() | grievances() | visits()
    return json.dumps(shown | found | desks_shown())


def visits() -> dict[str, dict]:
    """The newest visit to the counter in each state (`visit waiting` …)."""
    shown: dict[str, dict] = {}
    for visit in Visit.objects.order_by("-day", "-token"):
        shown.setdefault(f"visit {visit.state}", {"pk": visit.pk})
    return shown


def work(now: datetime) -> dict[str, dict]:
    """A task in each state (`task open` …), one that is late, and one of somebody outside with the token of a
    link.
    """
    shown: dict[str, dict] = {}
    for task in Task.objects.select_related("clock").order_by("pk"):
        facts = {"number": task.number}
        shown.setdefault(f"task {task.state}", facts)
        if task.is_running and task.clock.is_overdue(now):
            shown.setdefault("task late", facts)
        if task.is_outside and task.state == transitions.OPEN and "task outside" not in shown:
            shown["task outside"] = facts | {"link": make_link(task, now)[1]}
    return shown


def worked_on(job: Job, state: str, now: datetime) -> Job:
    """A job with a device on which somebody has looked; `state` "written": its sheet waits to be signed."""
    actor, day = ("user", User.objects.get(username="karim").pk), now.astimezone(TZ).date()
    triage_job(job, urgency="partly", effect="one", way="visit", actor=actor, now=now)
    device = Device.objects.filter(office=job.office, state="working").order_by("number").first()
    perform(job, JobDevice(job=job, device=device), actor=actor, now=now)
    look(job, way="visit", on=day, words="তার ভাঙা।", actor=actor, now=now)
    if state == "written":
        sheet = Sheet(job=job, way="visit", looked_on=day, found="তার ভাঙা।", done="বদলানো হলো।")
        perform(job, sheet, actor=actor, now=now)
    return job


def jobs(now: datetime) -> dict[str, dict]:
    """A job on which somebody has looked, and one whose sheet waits to be signed."""
    shown: dict[str, dict] = {}
    running = Job.objects.with_related().filter(ended_at__isnull=True)
    for name, state in (("job looked", "looked"), ("job written", "written")):
        # Asked again, it names the same ones.
        job = running.filter(state=state, devices__isnull=False).order_by("-pk").first()
        if job is None and (fresh := running.filter(state__in=("reported", "triaged")).last()):
            job = worked_on(fresh, state, now)
        if job is not None:
            shown[name] = {"number": job.pk}
    return shown


def gatherings() -> dict[str, dict]:
    """A gathering in each state (`gathering recorded` …), its roster, a member and the member's ticket."""
    shown: dict[str, dict] = {}
    # Those of the file; a meeting or an event has its own beside them.
    of_file = Gathering.objects.filter(roster__title__contains="কর্মশালা")
    for gathering in [*of_file.order_by("pk"), *Gathering.objects.order_by("pk")]:
        if member := Member.objects.filter(roster=gathering.roster_id).order_by("pk").first():
            facts = {"pk": gathering.pk, "roster": gathering.roster_id, "member": member.pk}
            facts["ticket"] = member.read_ticket()
            shown.setdefault(f"gathering {gathering.state}", facts)
    return shown


def trainings() -> dict[str, dict]:
    """A batch in each state (`batch offering` …), and an application with a seat offered (`seated`)."""
    shown: dict[str, dict] = {}
    for batch in Batch.objects.order_by("pk"):
        shown.setdefault(f"batch {batch.state}", {"number": batch.number})
        shown.setdefault("course", {"number": batch.course_id})
    nominated = Batch.objects.filter(call__audience="nominated").first()
    if nominated:
        shown["batch nominated"] = {"number": nominated.number}
    seated = (
        Application.objects.filter(state="offered").select_related("case__applicant").order_by("pk").first()
    )
    return shown | ({"seated": case_keys(seated.case)} if seated else {})


def certificates() -> dict[str, dict]:
    """A certificate in each state (`certificate revoked` …), with its number and its code."""
    shown: dict[str, dict] = {}
    for certificate in Certificate.objects.filter(mark=CERTIFICATE).order_by("pk"):
        facts = {"serial": certificate.serial, "code": certificate.check_code}
        shown.setdefault(f"certificate {certificate.state}", facts)
    return shown


def questionnaires(now: datetime) -> dict[str, dict]:
    """By its purpose each questionnaire (`asked test` …), with its round, the token of it, and a response."""
    shown: dict[str, dict] = {}
    for asked in Questionnaire.objects.order_by("pk"):
        facts = {"pk": asked.pk}
        if round := asked.rounds.order_by("pk").first():
            response = round.responses.order_by("pk").first()
            facts |= {"round": round.pk, "token": round.token, "response": response and response.pk}
        shown[f"asked {asked.purpose}"] = facts
    if "asked test" in shown:
        shown["asked test"]["sent"] = sent_by_phone(now)
    return shown


def sent_by_phone(now: datetime) -> int:
    """A form that a phone sent and nobody has looked at."""
    office, shirin = Office.objects.get(is_default=True), User.objects.get(username="shirin")
    phone = make_phone(office=office, user=shirin, name="শিরীনের ফোন", actor=("user", shirin.pk), now=now)
    text = b'<data id="round-0" version="1"><knows>perhaps</knows></data>'
    kept = receive_submission(
        phone=phone, content=text, instance=read_instance(text), files={}, is_incomplete=False, now=now
    )
    return kept.pk


def stock() -> dict[str, dict]:
    """The list of devices that was brought, a lab where one is broken and stock is being taken, and a spare
    part with its first movement.
    """
    kept, movement = DeviceImport.objects.first(), PartMovement.objects.order_by("pk").first()
    broken = Device.objects.filter(state="faulty").order_by("number").first()
    if kept is None or movement is None or broken is None:
        return {}
    stocktake = begin_stocktake(
        broken.place, by=User.objects.get(username="shirin"), now=broken.registered_at
    )
    devices = {
        "list": kept.pk,
        "lab": broken.place_id,
        "slug": broken.place.slug,
        "device": broken.number,
        "stocktake": stocktake.pk,
    }
    return {"devices": devices, "stock": {"part": movement.part_id, "line": movement.pk}}


def contact_keys(now: datetime) -> dict:
    """A contact with a double, and a place that had another name."""
    office, day = Office.objects.get(is_default=True), now.astimezone(TZ).date()
    actor = ("user", User.objects.get(username="shirin").pk)
    facts = {"organisation": "নমুনা বালিকা বিদ্যালয়", "post": "প্রধান শিক্ষক", "mobile": "+8801700000012"}
    first, _ = (
        add_contact(office=office, facts=facts | {"name": name}, since=day, actor=actor, now=now)
        for name in ("রহীমা সুলতানা", "লাভলী বেগম")
    )
    change_contact(first, facts={"name": "রহিমা সুলতানা"}, words="বানান ঠিক করা", actor=actor, now=now)
    lab = {"kind": "lab", "name_bn": "নমুনা ল্যাব", "name_en": "Sample lab", "union": "চন্দনপাট"}
    place = add_place(office=office, facts=lab, actor=actor, now=now)
    change_place(place, facts=lab | {"name_bn": "নমুনা বালিকা বিদ্যালয় ল্যাব"}, actor=actor, now=now)
    post, karim = office.posts.get(role="officer"), User.objects.get(username="karim")
    charge = write_charge_document(post, leaves=karim, comes=None, actor=actor, now=now)
    return {"contact": first.pk, "place": place.pk, "post": post.pk, "charge": charge.pk}


def write_budget(now: datetime) -> None:
    """An event that is planned has a head of its budget."""
    planned = Event.objects.filter(case__closed_at=None).order_by("pk").first()
    if planned is None:
        # An office without the demonstration.
        return
    actor = ("user", User.objects.get(username="karim").pk)
    line = BudgetLine(event=planned, head="আপ্যায়ন", planned=3000)
    perform(planned, line, submission="shown", actor=actor, now=now)


def purchases() -> dict[str, dict]:
    """A purchase whose quotations are compared, with an item."""
    quotation = Quotation.objects.select_related("purchase").order_by("pk").first()
    if quotation is None:
        return {}
    line = quotation.purchase.lines.first()
    return {"purchase compared": {"number": quotation.purchase_id, "line": line.pk}}


def trained() -> dict[str, dict]:
    """Batches from the first class on: `classes running`, and one that is certified with a follow-up."""
    shown = {f"classes {batch.state}": {"number": batch.number} for batch in Batch.objects.order_by("-pk")}
    follow_up = FollowUp.objects.filter(application__call__batch__state="certified").order_by("pk").first()
    if follow_up:
        shown["classes certified"]["follow-up"] = follow_up.pk
    return shown


def letters_in() -> dict[str, dict]:
    """The sample letters of the diary by their keys, with the file each lies in: `diary lab-list`."""
    shown = {}
    for letter in Letter.objects.filter(submission__startswith="demo-diary-").order_by("pk"):
        key = letter.submission.removeprefix(f"demo-diary-{letter.office.slug}-")
        shown[f"diary {key}"] = {"number": letter.pk, "file": letter.file_id}
    return shown


def letters_out() -> dict[str, dict]:
    """The sample letters by their keys, with the first they are for and its dispatch: `letter trainers`."""
    shown = {}
    for letter in Letter.objects.filter(submission__startswith="demo-letter-").order_by("pk"):
        first = letter.recipients.first()
        sent = first and first.dispatches.first()
        key = letter.submission.removeprefix(f"demo-letter-{letter.office.slug}-")
        shown[f"letter {key}"] = {
            "number": letter.pk,
            "recipient": first and first.pk,
            "dispatch": sent and sent.pk,
        }
    return shown


def exports(now: datetime) -> dict[str, dict]:
    """An order of a register by the assistant in each state that its page can show."""
    assistant, office = User.objects.get(username="shirin"), Office.objects.get(is_default=True)
    states = {
        "making": {"lines_done": 1_250, "leased_until": now + timedelta(days=30)},
        "ready": {"ready_at": now, "file_name": "services-2026.zip", "size": 1_250_000},
        "gone": {"ready_at": now, "removed_at": now},
        "failed": {"failed_at": now, "fault": "memory"},
    }
    shown = {}
    for state, columns in states.items():
        made, _ = Export.objects.get_or_create(
            order_digest=state,
            defaults=columns
            | {
                "office": office,
                "asked_by": assistant,
                "asked_at": now,
                "maker": "register_volumes",
                "arguments": {"slug": "services", "year": "2026"},
                "language": "bn",
                "title_bn": "সেবা রেজিস্টার, ২০২৬–২৭ · PDF, বাংলায়",
                "title_en": "Service register, 2026–27 · PDF, in Bangla",
                "lines": 4_800,
            },
        )
        shown[f"export {state}"] = {"number": made.pk}
    return shown


def case_keys(case: Case, **more) -> dict:
    return {"number": case.number, "last_four": case.applicant.mobile[-4:] if case.applicant else "", **more}


def rti() -> dict[str, dict]:
    """A request for information in each state, and one that is appealed."""
    shown: dict[str, dict] = {}
    for asked in InformationRequest.objects.select_related("appeal", "applicant").order_by("pk"):
        state = "appealed" if hasattr(asked, "appeal") else asked.state
        facts = {"number": asked.number, "last_four": asked.applicant.mobile[-4:]}
        shown.setdefault(f"rti {state}", facts)
        if asked.awaits_price:
            shown["rti priced"] = facts
    return shown


def small() -> dict[str, dict]:
    """A system that is asked for; plans of performance with what was read of an indicator."""
    shown: dict[str, dict] = {}
    for rollout in Rollout.objects.filter(case__closed_at=None, plan="").order_by("pk")[:1]:
        shown["system asked"] = {"number": rollout.pk}
    for plan in Plan.objects.filter(case__closed_at=None) | Plan.objects.filter(letter__isnull=False):
        state = "plan reported" if plan.letter_id else "plan open"
        living = plan.indicators.filter(removed_at__isnull=True)
        computed, typed = living.exclude(measure=TYPED).first(), living.filter(measure=TYPED).first()
        if computed and typed:
            shown.setdefault(state, {"number": plan.pk, "computed": computed.pk})
    return shown
