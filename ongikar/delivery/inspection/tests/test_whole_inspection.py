"""From the first answer to the report: score, devices, tasks, acknowledgement, letter, the next one."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ongikar.books.registry import book_named
from ongikar.cases.kinds import kind_of
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.inspection.answering import (
    GivenAnswer,
    record_answer,
    record_answers,
    record_photo,
    record_sighting,
)
from ongikar.delivery.inspection.beginning import begin_inspection
from ongikar.delivery.inspection.books import last_visits
from ongikar.delivery.inspection.comparison import compare, failed_items
from ongikar.delivery.inspection.findings import name_owner
from ongikar.delivery.inspection.finishing import cancel_inspection, finish_visit, reopen_visit
from ongikar.delivery.inspection.links import acknowledge, find_link, hand_out_link
from ongikar.delivery.inspection.merged_answers import merge_answers
from ongikar.delivery.inspection.models import Answer, Inspection, InspectionPhoto
from ongikar.delivery.inspection.report import finding_line
from ongikar.delivery.inspection.reporting import issue_report
from ongikar.delivery.inspection.retention import empty_inspection
from ongikar.delivery.inspection.transitions import ISSUED, TRANSITIONS, UNDER_WAY, VISITED
from ongikar.letters.models import Letter
from ongikar.papers.tests.hostile import picture
from ongikar.people.models import GONE
from ongikar.people.place_actions import close_place
from ongikar.places.actions import register_device
from ongikar.rules.bangla.text import digits
from ongikar.rules.case_transitions import KEPT
from ongikar.tasks.models import Task
from ongikar.tasks.words import task_number

from .inspections import BEGUN, CODE, GOOD, SEEN, case_of, lab_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def photo(karim):
    def photo(inspection, item="wires"):
        return record_photo(
            inspection,
            item=item,
            uuid=uuid4(),
            sha256="",
            file=SimpleUploadedFile("wires.jpg", picture(), "image/jpeg"),
            taken_at=SEEN,
            by=karim,
            now=SEEN,
        )

    return photo


@pytest.fixture
def visited(inspection, say_all, photo, actor):
    """Wires and locks fail."""
    say_all(inspection, **GOOD | {"wires": "no", "locks": "no"})
    photo(inspection)
    finish_visit(inspection, visited_on=SEEN.date(), actor=actor, now=SEEN + HOUR)
    return inspection


def issued(inspection, actor, karim, now=SEEN + 2 * HOUR, **more):
    post = inspection.case.post
    return issue_report(inspection, words="ল্যাব ভালো", signer=post, actor=actor, now=now, **more)


@pytest.mark.fast
def test_a_visit_ends_with_a_score_and_a_task_for_each_finding(visited, head):
    # earth 3, fire 1 of earth 3, wires 1, fire 1, locks 1; no CCTV.
    assert (visited.state, visited.score, visited.is_capped) == (VISITED, 66, False)
    assert (float(visited.passed), float(visited.applicable)) == (4, 6)
    wires, locks = visited.findings.order_by("id")
    assert (wires.words, wires.owner_contact, wires.due) == ("খোলা তার ঢাকা", head, date(2026, 12, 7))
    assert (locks.owner, locks.due) == (visited.case.post, date(2026, 11, 30))
    task = wires.task
    assert (task.origin, task.place, task.check_post) == ("finding", visited.place, visited.case.post)
    assert task.subject == visited.reference


def test_a_critical_fault_caps_the_score(inspection, say_all, actor):
    # Five of eight in order is 62, and earthing is critical.
    say_all(inspection, **GOOD | {"earth": "no", "cctv": "yes"}, cctv_works="yes")
    finish_visit(inspection, visited_on=SEEN.date(), actor=actor, now=SEEN)
    assert (inspection.score, inspection.is_capped) == (60, True)
    assert inspection.findings.get().is_critical


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"earth": "yes"}, "Not answered yet"),
        (GOOD | {"cctv": "yes"}, "The CCTV works"),
        (GOOD | {"wires": "no"}, "A photo is still wanted"),
    ],
)
def test_what_is_open_is_named_and_nothing_is_frozen(inspection, say_all, actor, answers, words):
    say_all(inspection, **answers)
    with pytest.raises(ActFault, match=words):
        finish_visit(inspection, visited_on=SEEN.date(), actor=actor, now=SEEN)
    inspection.refresh_from_db()
    assert (inspection.state, inspection.values) == (UNDER_WAY, {})


@pytest.mark.parametrize("day", [SEEN.date() + timedelta(days=1), BEGUN.date() - timedelta(days=1)])
def test_a_visit_is_neither_to_come_nor_before_its_application(inspection, say_all, actor, day):
    say_all(inspection, **GOOD)
    with pytest.raises(ActFault) as fault:
        finish_visit(inspection, visited_on=day, actor=actor, now=SEEN)
    assert fault.value.field == "visited_on"


def test_two_answers_that_differ_must_be_settled_first(inspection, say_all, actor, shirin):
    say_all(inspection, **GOOD)
    record_answer(
        inspection, item="fire", value="no", uuid=uuid4(), said_at=SEEN, by=shirin, now=SEEN, source="phone"
    )
    with pytest.raises(ActFault, match="Two answers differ"):
        finish_visit(inspection, visited_on=SEEN.date(), actor=actor, now=SEEN)


def test_what_comes_after_the_end_is_kept_and_counts_not(visited, karim):
    late = record_answer(
        visited, item="earth", value="no", uuid=uuid4(), said_at=SEEN, by=karim, now=SEEN + 2 * HOUR
    )
    assert late.is_late
    visited.refresh_from_db()
    assert (visited.values["earth"], visited.score) == ("yes", 66)


def test_devices_get_their_facts_and_the_broken_one_a_task(inspection, say_all, karim, actor, head):
    devices = [
        register_device(
            office=inspection.office, place=inspection.place, kind="desktop", actor=actor, now=BEGUN
        )
        for _ in range(3)
    ]
    say_all(inspection, **GOOD)
    for device, state in zip(devices, ("works", "faulty", "missing"), strict=True):
        record_sighting(
            inspection, device=device, state=state, uuid=uuid4(), said_at=SEEN, by=karim, now=SEEN
        )
    finish_visit(inspection, visited_on=SEEN.date(), actor=actor, now=SEEN + HOUR)
    for device in devices:
        device.refresh_from_db()
    assert [device.state for device in devices] == ["working", "faulty", "missing"]
    assert [device.facts.last().fact for device in devices] == ["seen", "fault", "missing"]
    faulty, missing = inspection.findings.order_by("id")
    assert (faulty.owner, missing.owner) == (inspection.case.post, head)
    issued(inspection, actor, karim, absent="প্রধান ছুটিতে", again_on=date(2026, 12, 20))
    outcome = inspection.case.outcome
    assert (outcome["computers"], outcome["working"], outcome["again_on"]) == (3, 1, "2026-12-20")


def test_the_officer_names_another_owner_and_day(inspection, say_all, photo, karim, actor):
    say_all(inspection, **GOOD | {"wires": "no"})
    photo(inspection)
    due = date(2026, 12, 20)
    name_owner(inspection, item="wires", owner=inspection.case.post, due=due, actor=actor, now=SEEN)
    for fault in ({"due": SEEN.date() - timedelta(days=3)}, {"item": "fire"}):
        given = {"item": "wires", "owner": inspection.case.post, "due": due} | fault
        with pytest.raises(ActFault):
            name_owner(inspection, **given, actor=actor, now=SEEN)
    finish_visit(inspection, visited_on=SEEN.date(), actor=actor, now=SEEN)
    task = Task.objects.get(origin="finding")
    assert (task.owner, task.clock.due_at.date()) == (inspection.case.post, due)


def test_the_report_is_issued_once_and_keeps_the_promise(visited, head, actor, karim):
    with pytest.raises(ActFault) as fault:
        issued(visited, actor, karim)
    assert fault.value.field == "absent"
    token = hand_out_link(visited, actor=actor, now=SEEN + HOUR)
    link = find_link(visited.office, token, SEEN + HOUR)
    assert link.contact == head
    acknowledge(
        visited,
        name=head.full_title,
        remarks="ঠিক করব",
        contact=head,
        actor=("contact", head.pk),
        now=SEEN + HOUR,
    )
    assert find_link(visited.office, token, SEEN + HOUR) is None
    with pytest.raises(ActFault):
        acknowledge(visited, name="আবার", actor=actor, now=SEEN + HOUR)
    letter = issued(visited, actor, karim)
    assert issued(visited, actor, karim) == letter
    assert (Letter.objects.filter(kind="inspection_report").count(), letter.recipients.get().contact) == (
        1,
        head,
    )
    visited.case.refresh_from_db()
    assert (visited.state, visited.case.state, visited.case.memo_number) == (ISSUED, KEPT, letter.memo_number)
    parts = dict(letter.texts.last().parts)
    assert "66" in parts["মোট নম্বর"] or "৬৬" in parts["মোট নম্বর"]
    assert "খোলা তার ঢাকা" in parts["ত্রুটি ও কাজ"]
    assert "ঠিক করব" in parts["প্রতিষ্ঠানের প্রধান"]
    assert TRANSITIONS.state_after(visited.acts.values_list("name", flat=True)) == ISSUED


def test_opened_again_a_fault_that_was_none_is_owed_no_more(visited, say_all, actor):
    wires = visited.findings.get(item="wires").task
    with pytest.raises(ActFault):
        reopen_visit(visited, reason=" ", actor=actor, now=SEEN + HOUR)
    reopen_visit(visited, reason="ভুল লেখা", actor=actor, now=SEEN + HOUR)
    shown = merge_answers(visited).shown_answers("wires")
    record_answers(
        visited,
        [GivenAnswer("wires", "yes", over=shown)],
        said_at=SEEN + HOUR,
        by=Answer.objects.first().by,
        now=SEEN + HOUR,
    )
    finish_visit(visited, visited_on=SEEN.date(), actor=actor, now=SEEN + 2 * HOUR)
    wires.refresh_from_db()
    assert (visited.score, wires.state) == (83, "dropped")
    assert visited.findings.get(item="locks").task.is_running


def test_the_failed_items_alone_are_looked_at_again(visited, service, say_all, actor, karim, lab):
    issued(visited, actor, karim, absent="ছিলেন না")
    failed = list(failed_items(visited))
    assert failed == ["wires", "locks"]
    later = SEEN + timedelta(days=20)
    case = case_of(service(CODE), lab, "again", reason="again")
    with pytest.raises(ActFault):
        begin_inspection(
            case=case, place=lab, version=visited.version, only_items=["fire"], actor=actor, now=later
        )
    again = begin_inspection(
        case=case, place=lab, version=visited.version, only_items=failed, actor=actor, now=later
    )
    assert again.previous == visited
    say_all(again, wires="yes", locks="yes")
    with pytest.raises(ActFault):
        say_all(again, fire="no")
    finish_visit(again, visited_on=later.date(), actor=actor, now=later)
    assert again.score == 100
    found = compare(again, "en")
    assert (list(found.fixed), found.still, found.new, found.before) == (["wires", "locks"], {}, {}, 66)


def test_what_the_next_visit_sees_put_right_is_done_by_that_and_what_it_does_not_still_runs(
    visited, head, service, say_all, actor, karim, lab, checklist
):
    acknowledge(visited, name=head.name, actor=actor, now=SEEN + HOUR)
    issued(visited, actor, karim)
    wires, locks = (row.task for row in visited.findings.order_by("id"))
    later = SEEN + timedelta(days=30)
    again = begin_inspection(
        case=case_of(service(CODE), lab, "again", now=later),
        place=lab,
        version=checklist,
        actor=actor,
        now=later,
    )
    say_all(again, **GOOD | {"locks": "na"})
    finish_visit(again, visited_on=later.date(), actor=actor, now=later)
    wires.refresh_from_db()
    locks.refresh_from_db()
    assert wires.state == "done"
    assert wires.clock.is_late(later), "its day was before"
    report, check = wires.acts.order_by("id")[1:]
    assert (report.name, check.name) == ("report", "verify")
    assert check.data["decided"] == list(again.reference)
    assert report.proofs.get(kind="record").subject_id == again.pk
    assert locks.state == "open", "what does not apply was not seen right"


def test_the_same_fault_at_two_visits_is_one_task_and_the_earlier_stays(
    visited, head, service, say_all, photo, actor, karim, lab, checklist
):
    acknowledge(visited, name=head.name, actor=actor, now=SEEN + HOUR)
    issued(visited, actor, karim)
    first = list(visited.findings.order_by("id"))
    later = SEEN + timedelta(days=3)
    again = begin_inspection(
        case=case_of(service(CODE), lab, "again", now=later),
        place=lab,
        version=checklist,
        actor=actor,
        now=later,
    )
    say_all(again, **GOOD | {each.item: "no" for each in first})
    for each in first:
        photo(again, each.item)
    finish_visit(again, visited_on=later.date(), actor=actor, now=later)
    second = list(again.findings.order_by("id"))
    assert [row.repeats for row in second] == first
    assert [(row.task, row.work, row.due, row.owner) for row in second] == [
        (None, row.task, row.due, row.owner) for row in first
    ]
    assert Task.objects.filter(origin="finding").count() == len(first)
    told = finding_line(second[0], second[0].words)
    assert task_number(first[0].task.number) in told
    assert "আগের পরিদর্শন থেকে বাকি" in told
    # Opened again, and one of them is no fault: the work of the earlier visit is still owed.
    reopen_visit(again, reason="ভুল লেখা", actor=actor, now=later + HOUR)
    say_all(again, **{first[0].item: "yes"})
    finish_visit(again, visited_on=later.date(), actor=actor, now=later + 2 * HOUR)
    assert [row.repeats for row in again.findings.all()] == first[1:]


def test_a_lab_that_closed_between_plan_and_visit_is_not_inspected(case, lab, checklist, actor):
    close_place(lab, last_day=BEGUN.date() - timedelta(days=1), actor=actor, now=BEGUN)
    with pytest.raises(ActFault) as fault:
        begin_inspection(case=case, place=lab, version=checklist, actor=actor, now=SEEN)
    assert fault.value.field == "place"
    assert not Inspection.objects.exists()


def test_one_that_was_cancelled_makes_room_for_another(inspection, case, lab, checklist, actor, karim):
    same = begin_inspection(case=case, place=lab, version=checklist, actor=actor, now=SEEN)
    assert same == inspection
    cancel_inspection(inspection, reason="রাস্তা ডুবে গেছে", actor=actor, now=SEEN)
    with pytest.raises(ActFault):
        record_answer(inspection, item="earth", value="no", uuid=uuid4(), said_at=SEEN, by=karim, now=SEEN)
    another = begin_inspection(case=case, place=lab, version=checklist, actor=actor, now=SEEN)
    assert another != inspection


def test_another_lab_has_its_own_series(visited, service, actor, office):
    other = lab_of(office, "নমুনা কলেজ, ল্যাব")
    case = case_of(service(CODE), other, "other")
    made = begin_inspection(case=case, place=other, version=visited.version, actor=actor, now=SEEN)
    assert made.previous is None


def test_the_register_of_labs_names_the_last_visit_by_that_day(visited, lab, office):
    labs = {line.texts[1]: line.texts[11] for line in book_named("labs").rows(office, 2026)}
    assert labs[lab.name] == digits(f"{SEEN.day}/{SEEN.month}/{SEEN.year} · 66/100")
    assert last_visits([lab.pk], SEEN.date() - timedelta(days=1)) == {}


def test_in_its_time_what_tells_of_people_goes_and_the_score_stays(visited, head, actor, karim):
    acknowledge(visited, name=head.full_title, remarks="ঠিক করব", actor=actor, now=SEEN + HOUR)
    device = register_device(
        office=visited.office, place=visited.place, kind="desktop", actor=actor, now=BEGUN
    )
    record_sighting(
        visited, device=device, state="faulty", note="রহিমের", uuid=uuid4(), said_at=SEEN, by=karim, now=SEEN
    )
    issued(visited, actor, karim)
    InspectionPhoto.objects.update(latitude="25.74", longitude="89.25", position_source="browser")
    for _ in range(2):
        empty_inspection(visited)
    visited.refresh_from_db()
    assert (visited.remarks, visited.words, visited.acknowledged_by, visited.score) == ("", "", GONE, 66)
    assert set(visited.acts.values_list("words", flat=True)) == {""}
    assert all(act.data == {} for act in visited.acts.all())
    assert set(visited.answers.values_list("note", flat=True)) == {""}
    assert visited.sightings.get().note == ""
    assert set(visited.findings.values_list("words", flat=True)) == {GONE}
    photo = visited.photos.get()
    assert (photo.latitude, photo.position_source, photo.paper.file.name) == (None, "none", "")
    assert visited.values["wires"] == "no"


def test_a_case_that_ends_otherwise_ends_its_inspection(inspection, case):
    for _ in range(2):
        kind_of(case.row).end(case, now=SEEN)
    inspection.refresh_from_db()
    assert inspection.state == "cancelled"
    assert inspection.finished_at == SEEN
