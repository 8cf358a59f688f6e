"""Two offices side by side and all that a page can be about: the scene for the tests of access and of bad
input.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from conftest import OFFICE
from ongikar.books.register_files import REGISTER_SHEET, register_arguments
from ongikar.books.register_filter import narrow_book
from ongikar.books.service_register import SERVICE_REGISTER
from ongikar.cases import actions
from ongikar.cases.actions import Person, agreed_days, corrections, drops, part_outcomes
from ongikar.cases.actions.attachments import SLIP_TITLE
from ongikar.cases.actions.task_lines import lines_of
from ongikar.cases.agent.filing import draft_token
from ongikar.cases.agent.offline import make_intake_pack
from ongikar.cases.models import (
    LEFT,
    LEFT_BY,
    LEFT_ON,
    AgentConsent,
    AgentFiling,
    Case,
    Draft,
    IntakePack,
    SlipRange,
)
from ongikar.cases.models.proofs import make_address
from ongikar.cases.paper_days import reserve_slips
from ongikar.certificates.actions import issue_certificate, record_print
from ongikar.certificates.models import Certificate
from ongikar.charter.models import Service
from ongikar.charter.models import Upload as CharterUpload
from ongikar.charter.review.actions import Officer, open_review
from ongikar.charter.review.ingest import ingest_document
from ongikar.clock.watch import watch_clocks
from ongikar.core.not_none import not_none
from ongikar.delivery.event import actions as events
from ongikar.delivery.event.models import Event, Voucher
from ongikar.delivery.event.national_days import national_days
from ongikar.delivery.lecture.models import Lecture
from ongikar.delivery.report.models import StandingReturn
from ongikar.delivery.report.returns import begin_return
from ongikar.demo.stories import go_on, play
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.exports.models import Export
from ongikar.exports.orders import order_export
from ongikar.gatherings.actions import (
    add_member,
    count_heads,
    open_gathering,
    open_roster,
    plan_gathering,
    record_gathering,
    reply_to,
)
from ongikar.gatherings.models import Gathering, Member, Reply
from ongikar.grievances import actions as grievances
from ongikar.grievances.actions import RemedyEntry
from ongikar.grievances.models import Grievance, Offer
from ongikar.journal.outbox import run_due_entries
from ongikar.letters.files.actions import open_file, put_up_note
from ongikar.letters.incoming.actions import mark_letter
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.incoming.scans import add_files
from ongikar.letters.models import Dispatch, File, Letter, Scan
from ongikar.letters.outgoing.actions import sign_and_issue
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.letters.tests.outgoing import begin as begin_letter
from ongikar.office_files import importing
from ongikar.offices.face import NewEmblem, set_face
from ongikar.offices.models import Emblem, Office, Place, Post
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean, clean_file
from ongikar.papers.models import Paper
from ongikar.people.charge_actions import write_charge_document
from ongikar.people.contact_actions import add_contact
from ongikar.people.models import ChargeDocument, Contact, Holding, User
from ongikar.people.place_actions import add_place
from ongikar.people.post_holders import holder_of
from ongikar.places.actions import add_part, begin_stocktake, receive_part, register_device
from ongikar.places.actions.importing import keep_list
from ongikar.places.models import Device, DeviceImport, PartMovement, Stocktake
from ongikar.questionnaires.actions import (
    invite_respondent,
    make_questionnaire,
    open_round,
    publish_version,
    save_draft,
    submit_response,
)
from ongikar.questionnaires.actions.phone_submissions import receive_submission
from ongikar.questionnaires.actions.phones import make_phone, phone_token
from ongikar.questionnaires.models import Phone, PhoneSubmission, Questionnaire, Response, Round
from ongikar.rti.models import InformationRequest
from ongikar.rules.questionnaire.definition import Choice, Definition, Question
from ongikar.rules.questionnaire.instance import read_instance
from ongikar.tasks.actions import give_task
from ongikar.tasks.actions.series import begin_series
from ongikar.tasks.links import make_feed, make_link
from ongikar.tasks.models import Series, Task
from ongikar.tasks.rules import DATE, MONTH, DayRule, Recurrence
from tests.applicants import show_proof
from tests.training_scene import OfficeTrainings, lead_trainings

from .scene_grievances import GrievanceThings, look_into_a_complaint
from .scene_hearings import follow_the_decision, hear_both_sides
from .scene_inspections import InspectionThings, inspect_labs
from .scene_jobs import JobThings, work_on_jobs
from .scene_ladder import change_ladder
from .scene_meetings import MeetingThings, hold_meetings
from .scene_purchases import PurchaseThings, advise_on_purchases
from .scene_rti import RtiThings, ask_for_information
from .scene_small import SmallThings, small_things
from .stories import STORIES

# A Sunday on which cases come, and another two weeks later, when the first promises are broken.
RECEIVED = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
NOW = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
RAHIMA = Person(name="রহিমা খাতুন", mobile="+8801700000001", address="হরিদেবপুর, রংপুর সদর")
JASHIM = Person(name="জসিম উদ্দিন", mobile="+8801700000002", address="মমিনপুর, রংপুর সদর")
IDENTITY = "9134567890"
QUESTIONS = {"question": "কয়টি ল্যাব চালু আছে?", "form_wanted": "written", "receive_by": "collect"}
CONTACT = {
    "kind": "citizen",
    "name": "রহিমা খাতুন",
    "village": "হরিদেবপুর",
    "union": "হরিদেবপুর ইউনিয়ন",
    "mobile": "০১৭০০০০০০০১",
}


def make_picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "JPEG")
    return drawn.getvalue()


@dataclass
class OfficeThings:
    """What one office has: a case in each state a page asks for, a paper, and complaints on their way."""

    office: Office
    received: Case
    waiting: Case
    kept: Case
    broken: Case
    offer: Offer
    complained: Grievance
    decided: Grievance
    paper: Paper
    complained_paper: Paper
    draft: Draft
    brought: Case
    parted: Case
    own: Case
    asked: Case
    cover: Holding
    upload: CharterUpload
    slips: SlipRange
    intake_pack: IntakePack
    # A register that its officer ordered, and that lies ready.
    export: Export
    # A report that was asked for by letter, and one that is owed every month.
    reported: Case
    standing: StandingReturn
    # An inspection whose report names work in a line.
    inspected: Case
    # Work that the office gave.
    work: "OfficeWork"
    # What it asks by questionnaires.
    asked_of_many: "Asked"
    # A letter in the diary, which lies in the file, and a page of another that is being scanned.
    letter: Letter
    file: File
    scan: Scan
    # The token of an address that opens once, sent to the mobile of `received`.
    once: str
    # A draft of the assistant's, and a letter on its way by post.
    letter_out: Letter
    sent: Dispatch
    # Outside the office: a contact, of which there is a double, and a place with a device, where stock is
    # being taken.
    contact: Contact
    place: Place
    device: Device
    stocktake: Stocktake
    # What lay on the assistant's desk, as it was written down to be signed.
    charge: ChargeDocument
    # A list of one device that waits to be looked at, and a spare part that came.
    device_list: DeviceImport
    movement: PartMovement
    # Its committee, with meetings in several states.
    meetings: MeetingThings
    # Labs that it inspects.
    inspections: InspectionThings
    # A workshop for which the office proposed another day.
    requested: Case
    # The office's own observance of a national day, with a programme, a head of its budget and a voucher.
    event: Event
    voucher: Voucher
    # A workshop that was held and reported, and advice out of which a class may be opened.
    reported_event: Event
    advised: Case
    # A certificate of the applicant of `received`.
    certificate: Certificate
    # A class that was given in another office's training.
    lecture: Lecture
    # Faults that were reported at its lab.
    jobs: JobThings
    # Batches of a training, each where another page of the desk is of use.
    trainings: OfficeTrainings
    # A system under way, initiatives, and what stays fresh.
    small: SmallThings
    # Purchases on which it gives advice.
    purchases: PurchaseThings
    # A complaint that is being looked into.
    grievances: GrievanceThings
    # Requests for information.
    rti: RtiThings

    @property
    def followed(self) -> list[Case | InformationRequest | Grievance]:
        """All that its applicant follows; of complaints that which is about no application."""
        return [*self.cases, self.brought, *self.rti.all, self.grievances.named]

    @property
    def cases(self) -> list[Case]:
        return [
            self.received,
            self.waiting,
            self.kept,
            self.broken,
            self.parted,
            self.requested,
            self.reported_event.case,
            self.lecture.case,
            self.trainings.school.case,
            self.small.rollout.case,
            self.jobs.signed.case,
            self.trainings.seated.case,
            self.trainings.objection.application.case,
            self.purchases.compared.case,
            self.complained.case,
            self.decided.case,
            self.grievances.looked_into.case,
        ]


@dataclass
class OfficeWork:
    """A task of the assistant, one of somebody outside with the token of its link, a series, the token of a
    calendar; and a class that is open now with a member of its roster.
    """

    task: Task
    outside: Task
    link: str
    series: Series
    feed: str
    gathering: Gathering
    member: Member


@dataclass
class Asked:
    """Questions of an office for applications, and a test that anyone answers, with a response of somebody
    who was invited and the key of another's address.
    """

    intake: Questionnaire
    test: Questionnaire
    round: Round
    response: Response
    key: str
    # A phone with its token, and what it sent that waits for somebody to look.
    phone: Phone
    phone_token: str
    sent: PhoneSubmission


@dataclass
class Scene:
    """Our office and another made from the same files; `others_case` is another citizen's."""

    ours: OfficeThings
    theirs: OfficeThings
    others_case: Case

    def browser(self, person: str) -> Client:
        """A browser of one of access_matrix.PEOPLE, or the counter's device once it was handed over."""
        if person == "counter":
            device = self.browser("assist")
            device.post(reverse("counter_hand_over"))
            return device
        if person == "reader":
            # Somebody who typed a number and four figures, as the officer of the case could.
            return browser_of_reader(self.ours.followed)
        if person in ("nobody", "citizen", "other"):
            return browser_of_applicant(
                {"nobody": [], "citizen": self.ours.followed, "other": [self.others_case]}[person]
            )
        client = Client()
        client.force_login(
            User.objects.get(username=USERNAMES.get(person, person)),
            backend=settings.AUTHENTICATION_BACKENDS[0],
        )
        return client


USERNAMES = {"assist": "shirin", "officer": "karim", "gro": "salma", "appeal": "rafiq", "cell": "nasreen"}


def browser_of_applicant(cases: Sequence[Case | InformationRequest]) -> Client:
    """A browser of whoever proved to be the applicant of these cases."""
    return show_proof(Client(), *cases)


def browser_of_reader(cases: Sequence[Case | InformationRequest | Grievance]) -> Client:
    """A browser that may read these cases, and has shown nothing more."""
    client = Client()
    for case in cases:
        sent = {"number": case.number, "last_four": not_none(case.person).last_four}
        client.post(reverse("track"), sent)
    return client


def officer_of(office: Office) -> User:
    return User.objects.get(
        holdings__post__office=office, holdings__post__role=Post.OFFICER, holdings__until=None
    )


def receive_request(
    office: Office,
    mark: str,
    *,
    now: datetime = RECEIVED,
    person: Person = RAHIMA,
    channel: str = Case.ONLINE,
) -> Case:
    service = Service.objects.get(version__office=office, version__effective_to=None, code="citizen-1")
    return actions.receive_case(
        service=service,
        person=person,
        answers=QUESTIONS,
        channel=channel,
        submission=f"a token long enough {office.slug} {mark}"[:64],
        now=now,
    )


EMBLEM = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'


def give_emblem(office: Office) -> None:
    emblem = NewEmblem(EMBLEM, Emblem.SVG)
    set_face(office, {}, emblem=emblem, is_of_screen=False, actor=("command", None), now=RECEIVED)
    office.refresh_from_db(fields=["emblem"])


def make_office_things(office: Office, hearing: User) -> OfficeThings:
    give_emblem(office)
    """Live the cases of an office through; `hearing` holds its first tier."""
    actor = ("user", officer_of(office).pk)
    waiting, kept, broken = (receive_request(office, mark) for mark in ("waiting", "kept", "broken"))
    actions.ask_for_papers(waiting, missing=["জাতীয় পরিচয়পত্র"], words="কপি দিন।", actor=actor, now=RECEIVED)
    actions.keep(kept, outcome={"words": "সাতটি ল্যাব চালু আছে।"}, actor=actor, now=RECEIVED + timedelta(days=1))
    complaints = []
    for mark in ("complained", "decided"):
        complaints.append(
            grievances.file_complaint(
                office=office,
                case=receive_request(office, mark),
                text="উত্তর পাইনি।",
                submission=f"{office.slug} {mark}",
                now=RECEIVED,
            )
        )
    hear_both_sides(complaints[1], hearing)
    grievances.decide(
        stage=complaints[1].stages.get(),
        decision="অভিযোগ সঠিক।",
        reasons="নথিতে কারণ নেই।",
        remedies=[RemedyEntry("উত্তর দিতে হবে।", complaints[1].respondent, date(2026, 12, 15))],
        cause="neglect",
        upheld=True,
        actor=holder_of(hearing, NOW.date()),
        now=NOW - timedelta(hours=1),
    )
    follow_the_decision(complaints[1], hearing, NOW - timedelta(minutes=30))
    watch_clocks(NOW)
    # A round ends after some seconds, done or not: on a busy machine it takes several.
    while run_due_entries(NOW):
        pass
    received = receive_request(office, "received", now=NOW)
    received.applicant.encrypt_identity(IDENTITY)
    received.applicant.save(update_fields=["identity", "identity_index"])
    corrections.ask_correction(kept, field="name", new="রহিমা বেগম", words="পরিচয়পত্রে আছে", now=NOW)
    paper, complained_paper = (
        keep_paper(
            office=office, subject=case.reference, title="ছবি", content=clean_file(make_picture()), now=NOW
        )
        for case in (received, complaints[0].case)
    )
    steps = {
        step: {name: [value] for name, value in typed.items()}
        for step, typed in (("questions", QUESTIONS), ("contact", CONTACT), ("papers", {"show": "1"}))
    }
    draft = Draft.objects.create(
        token=f"draft of {office.slug}", office=office, service_code="citizen-1", steps=steps, begun_at=NOW
    )
    brought = file_by_agent(office)
    parted, equipped = give_part(office), equip_lab(office)
    charge = hand_over_charge(office)
    own, asked = begin_own_work(office, "own"), ask_drop(office)
    cover = Holding.objects.create(
        user=User.objects.get(username="former"),
        post=office.posts.get(role=Post.ASSISTANT),
        charge=Holding.COVER,
        since=date(2026, 12, 20),
        until=date(2026, 12, 24),
    )
    change_ladder(office, officer_of(office), NOW)
    return OfficeThings(
        office,
        received,
        waiting,
        kept,
        broken,
        Offer.objects.get(case=broken),
        complaints[0],
        complaints[1],
        paper,
        complained_paper,
        draft,
        brought,
        parted,
        own,
        asked,
        cover,
        upload_charter(office),
        reserve_slips(
            office, count=4, user_id=officer_of(office).pk, now=RECEIVED, submission=f"slips of {office.slug}"
        ),
        take_forms_along(office),
        order_register(office),
        ask_for_report(office),
        owe_monthly_return(office),
        inspect_lab(office),
        give_work(office),
        ask_many(office),
        *diarise_letter(office),
        make_address(office, received.reference, NOW)[1],
        begin_letter(office, NOW),
        send_letter(office),
        contact=add_head_teacher(office, "রহীমা সুলতানা"),
        **equipped,
        charge=charge,
        **keep_stock(office),
        grievances=look_into_a_complaint(
            office, receive_request(office, "looked into"), RAHIMA, holder_of(hearing, NOW.date()), NOW
        ),
        meetings=hold_meetings(office, officer_of(office).pk, NOW),
        inspections=inspect_labs(office, officer_of(office).pk, NOW),
        requested=ask_for_workshop(office),
        **observe_victory_day(office),
        reported_event=hold_workshop(office),
        advised=ask_for_advice(office),
        certificate=give_certificate(office, received),
        lecture=give_lecture(office),
        jobs=work_on_jobs(office, equipped["place"], RAHIMA, ("user", officer_of(office).pk), NOW),
        trainings=lead_trainings(office, officer_of(office), RAHIMA),
        small=small_things(office, RAHIMA, NOW),
        purchases=advise_on_purchases(office, RAHIMA, NOW),
        rti=ask_for_information(office, RAHIMA, officer_of(office), RECEIVED),
    )


def hand_over_charge(office: Office) -> ChargeDocument:
    """What lay on the assistant's desk while nobody held it, to be signed by whoever comes."""
    post = office.posts.get(role=Post.ASSISTANT)
    return write_charge_document(
        post, leaves=None, comes=None, actor=("user", officer_of(office).pk), now=NOW
    )


def give_lecture(office: Office) -> Lecture:
    """A class that was given, with a line of the tour book and its honorarium; the host has yet to answer."""
    submission = f"lecture {office.slug}"
    lecture: Lecture = play(
        office, STORIES["lecture"], received=RECEIVED, submission=submission, person=RAHIMA
    )
    return lecture


def observe_victory_day(office: Office) -> dict[str, Any]:
    actor = ("user", officer_of(office).pk)
    row = Service.objects.get(version__office=office, version__effective_to=None, code="institutional-2")
    day = national_days(office.slug)["victory"]
    case = events.observe_day(
        office=office, service=row, day=day, on=date(2026, 12, 16), actor=actor, now=NOW
    )
    event = go_on(case, STORIES["observance"], since=NOW)
    voucher = Voucher.objects.select_related("line").get(line__event=event)
    return {"event": event, "voucher": voucher}


def give_certificate(office: Office, case: Case) -> Certificate:
    """Of a training that the applicant of a case attended."""
    made = issue_certificate(
        office=office,
        template_key="course",
        statement={
            "name": ("রহিমা খাতুন", "Rahima Khatun"),
            "course": ("আউটসোর্সিং প্রশিক্ষণ", "Outsourcing training"),
            "time": ("৫০ ঘণ্টা", "50 hours"),
        },
        subject=case.reference,
        holder=("applicant", case.applicant_id),
        actor=("user", officer_of(office).pk),
        now=NOW,
    )
    record_print(made, language="bn", receiver="রহিমা খাতুন", user=officer_of(office), now=NOW)
    return made


def ask_for_workshop(office: Office) -> Case:
    """A requisition whose day the office cannot keep: it proposed another."""
    case = receive_requisition(office, "requested", "2026-12-20", NOW)
    begins = datetime.fromisoformat("2026-12-22T11:00:00+06:00")
    actor = ("user", officer_of(office).pk)
    agreed_days.propose_day(case, begins=begins, words="সেদিন হলটি খালি নেই।", actor=actor, now=NOW)
    return case


def receive_requisition(office: Office, mark: str, held_on: str, now: datetime) -> Case:
    row = Service.objects.get(version__office=office, version__effective_to=None, code="institutional-2")
    return actions.receive_case(
        service=row,
        person=RAHIMA,
        answers={
            "sort": "workshop",
            "topic": "নিরাপদ ইন্টারনেট",
            "held_on": held_on,
            "begins_at": "10:00:00",
            "place": "নমুনা কলেজ মিলনায়তন",
            "audience": 60,
            "wanted": "একজন বক্তা",
        },
        channel=Case.ONLINE,
        submission=f"{mark} {office.slug}",
        now=now,
    )


def hold_workshop(office: Office) -> Event:
    case, actor = receive_requisition(office, "held", "2026-12-01", RECEIVED), ("user", officer_of(office).pk)
    actions.accept(case, actor=actor, now=RECEIVED)
    event = Event.objects.get(case=case)
    ended = datetime.fromisoformat("2026-12-01T12:00:00+06:00")
    count_heads(event.gathering, counted=40, actor=actor, now=ended)
    record_gathering(event.gathering, actor=actor, now=ended)
    outcome = {"held_on": "2026-12-01", "attended": 40, "expense": 0, "words": "কর্মশালা হয়েছে।"}
    actions.keep(case, outcome=outcome, actor=actor, now=ended)
    return Event.objects.select_related("case").get(pk=event.pk)


def ask_for_advice(office: Office) -> Case:
    row = Service.objects.get(version__office=office, version__effective_to=None, code="citizen-5")
    return actions.receive_case(
        service=row,
        person=RAHIMA,
        answers={"topic": "account", "when": "before", "question": "আইডি হ্যাক হয়েছিল।"},
        channel=Case.COUNTER,
        submission=f"advised {office.slug}",
        now=NOW,
    )


def add_head_teacher(office: Office, name: str) -> Contact:
    """A contact in whose organisation and post there is another one."""
    for each in (name, "লাভলী বেগম"):
        contact = add_contact(
            office=office,
            facts={"organisation": "নমুনা বালিকা বিদ্যালয়", "post": "প্রধান শিক্ষক", "name": each},
            since=date(2026, 1, 1),
            actor=("user", officer_of(office).pk),
            now=NOW,
        )
    return contact


LAB_NAME = "নমুনা বালিকা বিদ্যালয় ল্যাব"


def enter_lab(office: Office) -> Place:
    return add_place(
        office=office,
        facts={"kind": Place.LAB, "name_bn": LAB_NAME, "union": "চন্দনপাট"},
        actor=("user", officer_of(office).pk),
        now=NOW,
    )


def equip_lab(office: Office) -> dict[str, Any]:
    """The place, a device that stands there, and the count that has begun."""
    place = enter_lab(office)
    # As with tasks: the numbers of another office must mean nothing in the first.
    spare = Device.objects.exclude(office=office).count()
    *_, device = (
        register_device(
            office=office,
            place=place,
            kind="desktop",
            serial_no=f"PF2X {nth} {office.slug}",
            actor=("user", officer_of(office).pk),
            now=NOW,
        )
        for nth in range(spare + 1)
    )
    stocktake = begin_stocktake(place, by=officer_of(office), now=NOW)
    return {"place": place, "device": device, "stocktake": stocktake}


def sheet_of_devices() -> SimpleUploadedFile:
    """A list of one device, for the lab of the scene."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((("Device", "Serial number", "Place"), ("UPS", "UPS-77", LAB_NAME))):
            for column, words in enumerate(cells):
                sheet.write_string(row, column, words)
    return SimpleUploadedFile("devices.xlsx", made.getvalue())


def keep_stock(office: Office) -> dict[str, Any]:
    officer = officer_of(office)
    kept = keep_list(office=office, upload=sheet_of_devices(), on=NOW.date(), user=officer, now=NOW)
    by: dict[str, Any] = {"actor": ("user", officer.pk), "now": NOW}
    mouse = add_part(office=office, name_bn="মাউস", name_en="Mouse", **by)
    movement = receive_part(part=mouse, quantity=5, source="নমুনা সরবরাহকারী", **by)
    return {"device_list": kept, "movement": movement}


def send_letter(office: Office) -> Dispatch:
    actor = ("user", officer_of(office).pk)
    letter = begin_letter(office, RECEIVED)
    sign_and_issue(letter, actor=actor, now=RECEIVED)
    first = letter.recipients.first()
    return dispatch(letter, first, channel=Dispatch.POST, reference="RL 0", actor=actor, now=RECEIVED)


# Posts that no office file of ours has: one of each, and somebody of the same name who holds it.
SEEN_BY_POST = (Post.CHAIR, Post.VIEWER, Post.AGENT, Post.AUDITOR, Post.ADMIN)


def fill_posts(office: Office, mark: str = "") -> None:
    for role in SEEN_BY_POST:
        post, _ = Post.objects.get_or_create(
            office=office,
            slug=f"the {role}",
            defaults={"role": role, "title_bn": f"নমুনা {role}", "title_en": role},
        )
        user = User.objects.create(username=f"{mark}{role}")
        Holding.objects.create(user=user, post=post, since=date(2024, 1, 1))


def file_by_agent(office: Office) -> Case:
    """A case that the office's agent brought."""
    post = office.posts.filter(role=Post.AGENT).last()
    case = receive_request(office, "brought", now=NOW, channel=Case.AGENT)
    AgentFiling.objects.create(case=case, post=post, consent_at=NOW)
    AgentConsent.objects.create(case=case, way=AgentConsent.CODE, given_at=NOW)
    lay_signed_slip_aside(post)
    return case


def lay_signed_slip_aside(post: Post) -> None:
    """What came with the first press of the form of an agent: the slip that the citizen signed."""
    draft = Draft.objects.create(
        token=draft_token(post, "pressed-at-the-centre"),
        office=post.office,
        service_code="citizen-1",
        begun_at=NOW,
    )
    keep_paper(
        office=post.office,
        subject=draft.reference,
        title=SLIP_TITLE,
        content=clean_file(make_picture()),
        now=NOW,
        brought_by="agent",
    )


def take_forms_along(office: Office) -> IntakePack:
    """The forms of the office's agent on a phone."""
    post = office.posts.filter(role=Post.AGENT).last()
    return make_intake_pack(office, post, user=post.holdings.last().user, now=NOW)


def give_part(office: Office) -> Case:
    """A case of which a part was given and the rest is owed."""
    case = receive_request(office, "parted", now=NOW)
    part_outcomes.keep_part(
        case,
        outcome={"words": "৩৬টি ল্যাব চালু।"},
        actor=("user", officer_of(office).pk),
        now=NOW,
        left={LEFT: "বন্ধ ল্যাবের তালিকা", LEFT_BY: "শিরিন আক্তার", LEFT_ON: "2026-12-08"},
    )
    return case


def ask_drop(office: Office) -> Case:
    """The office's own work, of which its officer asks that it be dropped."""
    case = begin_own_work(office, "asked")
    drops.ask_drop(case, reason="অর্থ বরাদ্দ এ বছর বাতিল হয়েছে।", actor=("user", officer_of(office).pk), now=NOW)
    return case


def ask_for_report(office: Office) -> Case:
    """A letter asked for two things."""
    row = Service.objects.get(version__office=office, version__effective_to=None, code="institutional-1")
    return actions.receive_case(
        service=row,
        person=RAHIMA,
        answers={
            "memo_number": "৫৬.০৪.৮৫০০.০০০.০১",
            "letter_date": "2026-11-20",
            "due_date": "2026-12-10",
            "items": "চালু ল্যাবের তালিকা\nপ্রশিক্ষণের সংখ্যা",
        },
        channel=Case.LETTER,
        submission=f"reported {office.slug}",
        now=NOW,
        actor=("user", officer_of(office).pk),
    )


def owe_monthly_return(office: Office) -> StandingReturn:
    contact = Contact.objects.create(
        office=office, organisation="জেলা আইসিটি কার্যালয় (নমুনা)", since=date(2026, 1, 1)
    )
    return begin_return(
        office=office,
        service_code="institutional-1",
        title="ল্যাবের মাসিক প্রতিবেদন",
        contact=contact,
        rule=Recurrence(MONTH, due=DayRule(DATE, 5, following=True)),
        starts_on=NOW.date(),
        submission=f"return of {office.slug}",
        actor=("user", officer_of(office).pk),
        now=NOW,
    )


INSPECTED = {
    "visited_on": NOW.date().isoformat(),
    "computers": 10,
    "working": 9,
    "internet": "good",
    "used": "daily",
    "score": 80,
    "words": "একটি কম্পিউটার নষ্ট।",
    "tasks": "কম্পিউটার সারানো, অফিস সহকারী, ১৫ ডিসেম্বর ২০২৬",
}


def inspect_lab(office: Office) -> Case:
    """A lab was inspected; the report names work in a line, as it was written before tasks."""
    actor = ("user", officer_of(office).pk)
    row = Service.objects.get(version__office=office, version__effective_to=None, code="institutional-10")
    case = actions.receive_case(
        service=row,
        person=RAHIMA,
        answers={"reason": "planned"},
        channel=Case.COUNTER,
        submission=f"inspected {office.slug}",
        now=NOW,
        actor=actor,
    )
    actions.keep(case, outcome=INSPECTED, actor=actor, now=NOW)
    return case


def line_of(case: Case) -> str:
    """The digest of the one line of work in the report of an inspection."""
    [found] = lines_of(case)
    return found.digest


def ask_many(office: Office) -> Asked:
    """Two questionnaires written by the office, and one round with a sealed answer."""
    actor = ("user", officer_of(office).pk)
    choices = (Choice("yes", {"bn": "হ্যাঁ", "en": "Yes"}, 1.0), Choice("no", {"bn": "না", "en": "No"}, 0.0))
    knows = Question("knows", "select_one", label={"bn": "জানেন?", "en": "Do you know?"}, choices="yesno")
    pay = Question("pay", "integer", label={"bn": "আয় কত?", "en": "Income?"}, sealed=True)
    title = {"bn": "যাচাই", "en": "Check"}
    made = {}
    for purpose, questions in (("test", (knows, pay)), ("intake", (knows,))):
        made[purpose] = make_questionnaire(
            office=office, slug=f"scene-{purpose}", purpose=purpose, title_bn="যাচাই", actor=actor, now=NOW
        )
        definition = Definition(title, (), questions, {"yesno": choices})
        publish_version(made[purpose], definition, actor=actor, now=NOW)
        save_draft(made[purpose], definition, actor=actor, now=NOW)
    round = open_round(
        questionnaire=made["test"],
        opens_at=RECEIVED,
        respondents=Round.ANYONE,
        once=False,
        actor=actor,
        now=NOW,
    )
    user = ("user", officer_of(office).pk)
    response = submit_response(round=round, answers={"knows": "yes", "pay": 1}, respondent=user, now=NOW)
    key = invite_respondent(round, user)
    phone = make_phone(office=office, user=officer_of(office), name="ফোন", actor=user, now=NOW)
    return Asked(
        made["intake"],
        made["test"],
        round,
        response,
        key,
        phone,
        phone_token(phone),
        send_by_phone(phone, round),
    )


def send_by_phone(phone: Phone, round: Round) -> PhoneSubmission:
    """A form without an answer that the test may not keep open: it waits to be looked at."""
    text = f'<data id="round-{round.pk}" version="1"><knows>perhaps</knows><pay>7</pay></data>'.encode()
    return receive_submission(
        phone=phone, content=text, instance=read_instance(text), files={}, is_incomplete=False, now=NOW
    )


def give_work(office: Office) -> OfficeWork:
    """Work that the officer gave to the assistant and to somebody outside, and what comes each month."""
    officer, assistant = (office.posts.get(role=role) for role in (Post.OFFICER, Post.ASSISTANT))
    contact = Contact.objects.create(
        office=office,
        organisation="রংপুর নমুনা কলেজ",
        post="অধ্যক্ষ",
        mobile="+8801700000077",
        since=date(2026, 1, 1),
    )
    given = {
        "office": office,
        "given_by": officer,
        "check": officer,
        "actor": ("user", officer_of(office).pk),
    }
    # Each office counts its own tasks: the numbers of another must mean nothing in the first.
    spare = Task.objects.exclude(office=office).count()
    *_, task, outside = (
        give_task(
            title="আর্থিং ঠিক করা",
            owner=owner,
            due=date(2026, 12, 15),
            submission=f"task {nth} of {office.slug}",
            now=NOW,
            **given,
        )
        for nth, owner in enumerate([*[assistant] * spare, assistant, contact])
    )
    series = begin_series(
        title="মাসিক প্রতিবেদন",
        owner=assistant,
        rule=Recurrence("month"),
        starts_on=date(2027, 1, 1),
        submission=f"series of {office.slug}",
        now=NOW,
        **given,
    )
    feed = make_feed(officer, actor=given["actor"], now=NOW)
    gathering, member = begin_gathering(office, given["actor"])
    return OfficeWork(task, outside, make_link(outside, NOW)[1], series, feed, gathering, member)


def begin_gathering(office: Office, actor: tuple[str, int]) -> tuple[Gathering, Member]:
    """A class that is open at the moment of the scene, and one of its roster."""
    roster = open_roster(office=office, subject=None, title="ব্যাচ ১", actor=actor, now=NOW)
    member = add_member(roster, name="সুমন রায়", mobile="+8801700000088", actor=actor, now=NOW)
    gathering = plan_gathering(
        office=office,
        sort=Gathering.SESSION,
        title="প্রথম ক্লাস",
        place="ল্যাব",
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=2),
        roster=roster,
        actor=actor,
        now=NOW,
    )
    said = {"answer": Reply.DELEGATE, "delegate": "সুমনের ভাই", "words": "জ্বর"}
    reply_to(gathering, member, **said, actor=(Member.SUBJECT, member.pk), now=NOW)
    open_gathering(gathering, actor=actor, now=NOW)
    return gathering, member


def begin_own_work(office: Office, mark: str) -> Case:
    """What the charter undertakes for the office itself, begun by its officer."""
    return actions.receive_case(
        service=Service.objects.get(version__office=office, version__effective_to=None, code="internal-3"),
        person=None,
        answers={"title": "ল্যাবের দরজায় নম্বর"},
        channel=Case.PLANNED,
        submission=f"{mark} {office.slug}",
        now=NOW,
        actor=("user", officer_of(office).pk),
    )


def order_register(office: Office, now: datetime = NOW) -> Export:
    """The service register of this year as a spreadsheet, ordered by the office's officer and ready."""
    shown = narrow_book(SERVICE_REGISTER, office, 2026, {})
    order_export(
        maker=REGISTER_SHEET,
        arguments=register_arguments(SERVICE_REGISTER.slug, 2026, shown),
        title=("সেবা রেজিস্টার", "Service register"),
        lines=len(shown.rows),
        office=office,
        user=officer_of(office),
        now=now,
    )
    leased = lease_next_export(now)
    make_leased_export(leased.pk, leased.lease, lambda: now)
    return Export.objects.get(pk=leased.pk)


def diarise_letter(office: Office, now: datetime = NOW) -> tuple[Letter, File, Scan]:
    """A letter that wants an answer, marked to the officer, and what lies about it."""
    officer = officer_of(office)
    actor, post = ("user", officer.pk), office.posts.get(role=Post.OFFICER)
    file = open_file(
        office=office,
        number="05.55.8549.000.000.16.0002.26",
        title="ল্যাবের তালিকা",
        retention=File.GA,
        opened_on=now.date(),
        actor=actor,
        now=now,
    )
    received = ReceivedLetter(
        "ল্যাবের তালিকা প্রেরণ", now.date(), sender_name="উপজেলা শিক্ষা অফিস", due_on=date(2026, 12, 10)
    )
    letter = enter_letter(
        office=office,
        letter=received,
        file=file,
        submission=f"letter of {office.slug}",
        actor=actor,
        now=now,
    )
    mark_letter(letter, to=post, by=post, actor=actor, now=now)
    put_up_note(file, words="তালিকা তৈরি আছে।", by=officer, post=post, to=post, now=now)
    scan = add_files(None, [clean_file(make_picture())], office=office, user=officer, now=now)
    return letter, file, scan


def upload_charter(office: Office, now: datetime = NOW) -> CharterUpload:
    """The office's own charter, brought again, with its document among the papers."""
    content = (OFFICE / "charter.txt").read_bytes()
    post = office.posts.get(role=Post.OFFICER)
    upload, _ = open_review(
        office=office,
        document=ingest_document(content, "charter.txt"),
        key=f"upload of {office.slug}",
        officer=Officer(("user", officer_of(office).pk), post, {"bn": "কর্মকর্তা", "en": "Officer"}),
        now=now,
    )
    with transaction.atomic():
        keep_paper(
            office=office,
            subject=("charter_upload", upload.pk),
            title="charter",
            content=Clean(content, "text/plain", ".txt"),
            now=now,
        )
    return upload


def second_office(files) -> Office:
    """Another office made from the same files; its officer is `foreign`, and `hearer` holds
    its first tier.
    """
    files.office |= {"slug": "mithapukur-ict", "default": False}
    importing.load_office(files, now=datetime.fromisoformat("2025-01-01T09:00:00+06:00"), is_demo=True)
    office = Office.objects.get(slug="mithapukur-ict")
    for username, role in (("foreign", Post.OFFICER), ("hearer", Post.GRO)):
        user = User.objects.create(username=username)
        Holding.objects.create(user=user, post=office.posts.get(role=role), since=date(2024, 1, 1))
    return office


def make_scene(files) -> Scene:
    """The office that is there and another beside it, lived through to NOW."""
    office = Office.objects.get(slug="rangpur-sadar-ict")
    theirs = second_office(files)
    User.objects.create(username="super", is_superuser=True, is_staff=True)
    former = User.objects.create(username="former")
    Holding.objects.create(
        user=former,
        post=office.posts.get(role=Post.OFFICER),
        since=date(2024, 1, 1),
        until=NOW.date() - timedelta(days=1),
    )
    fill_posts(office)
    fill_posts(theirs, "their ")
    return Scene(
        make_office_things(office, User.objects.get(username="salma")),
        make_office_things(theirs, User.objects.get(username="hearer")),
        receive_request(office, "another citizen's", person=JASHIM),
    )


def row_counts() -> dict[str, int]:
    """How many rows each table of ours has: what an answer that refuses must leave as it was."""
    counted = (
        f"(SELECT count(*) FROM {connection.ops.quote_name(model._meta.db_table)})" for model in our_models()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counted)}")
        return dict(zip((model._meta.label for model in our_models()), cursor.fetchone(), strict=True))


def our_models() -> list:
    return [
        model
        for app in apps.get_app_configs()
        if app.name.startswith("ongikar")
        for model in app.get_models()
    ]
