"""A fault goes from its report to the sheet that the institution signs, and the devices tell of it."""

from datetime import date

import pytest

from ongikar.cases import actions as case_actions
from ongikar.cases.actions import agreed_days, clock
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.support import actions
from ongikar.delivery.support.models import Job, JobAct, JobDevice, Sheet, Signature, standing_signature
from ongikar.delivery.support.rules import TriageFault
from ongikar.delivery.support.transitions import ENDED, REPORTED
from ongikar.delivery.support.triage import order_table
from ongikar.journal.models import Entry
from ongikar.journal.rules.row_seals import rows_from_text
from ongikar.people.models import GONE
from ongikar.places.actions.devices import DeviceFault
from ongikar.places.actions.parts import add_part, receive_part, take_back_movement
from ongikar.places.models import DeviceFact, PartMovement

from .conftest import CODE, FAULT, MONDAY, OUTCOME, SHEET, SUNDAY, TUESDAY, sign_sheet, write_sheet

pytestmark = pytest.mark.django_db


def fresh(job):
    return Job.objects.with_related().get(pk=job.pk)


def facts_of(device):
    return list(DeviceFact.objects.filter(device=device).order_by("pk").values_list("fact", "on"))


def keep(job, actor, now=MONDAY, **changes):
    case = Case.objects.get(pk=job.case_id)
    case_actions.keep(case, outcome=OUTCOME | changes, actor=actor, now=now)
    return case


@pytest.mark.fast
def test_a_fault_is_judged_looked_at_mended_signed_for_and_kept(signed, projector, actor):
    keep(signed, actor)
    job = fresh(signed)
    assert (job.state, job.ended_at, job.case.state) == (ENDED, MONDAY, "kept")
    assert [act.name for act in job.acts.all()] == [
        "open",
        "triage",
        "look",
        "result",
        "write",
        "sign",
        "end",
    ]
    assert facts_of(projector)[1:] == [("fault", SUNDAY.date()), ("repaired", MONDAY.date())]
    projector.refresh_from_db()
    assert projector.state == "working"
    told = {entry.verb for entry in Entry.objects.filter(subject_type="job", subject_id=job.pk)}
    assert told == {f"job.{act.name}" for act in job.acts.all()}


def test_what_anybody_reports_makes_no_device_faulty_until_the_office_judged_it(job, projector, actor):
    projector.refresh_from_db()
    assert (job.state, projector.state) == (REPORTED, "working")
    actions.triage_job(job, urgency="partly", effect="one", way="visit", actor=actor, now=SUNDAY)
    projector.refresh_from_db()
    assert projector.state == "faulty"
    said = DeviceFact.objects.get(device=projector, fact="fault")
    assert (said.subject_type, said.subject_id, said.words) == ("job", job.pk, FAULT)


def test_by_the_table_somebody_looks_in_time(triaged):
    # Partly, one device: three working days.
    assert triaged.look_by.isoformat() == "2026-11-25T17:00:00+06:00"
    assert triaged.looked_at is None


def test_judged_anew_the_device_is_not_faulty_twice(triaged, projector, actor):
    actions.triage_job(triaged, urgency="stopped", effect="many", way="remote", actor=actor, now=SUNDAY)
    assert triaged.look_by.isoformat() == "2026-11-22T17:00:00+06:00"
    assert [fact for fact, _ in facts_of(projector)].count("fault") == 1


def test_an_office_orders_another_table_from_a_day_on(job, office, actor):
    days = {name: dict.fromkeys(("many", "some", "one"), 2) for name in ("stopped", "partly", "can_wait")}
    for _ in range(2):
        order_table(office=office, since=SUNDAY.date(), days=days, submission="once", actor=actor, now=SUNDAY)
    actions.triage_job(job, urgency="partly", effect="one", way="visit", actor=actor, now=SUNDAY)
    assert job.look_by.isoformat() == "2026-11-24T17:00:00+06:00"
    assert office.triage_orders.count() == 1
    days["stopped"] = dict.fromkeys(("many", "some", "one"), 9)
    with pytest.raises(TriageFault):
        order_table(office=office, since=SUNDAY.date(), days=days, submission="two", actor=actor, now=SUNDAY)


def test_the_same_press_twice_is_one_act(job, actor):
    for _ in range(2):
        actions.triage_job(
            job, urgency="partly", effect="one", way="visit", submission="press", actor=actor, now=SUNDAY
        )
    assert JobAct.objects.filter(job=job, name="triage").count() == 1


def test_the_key_of_a_press_is_that_of_its_act_and_of_its_person_alone(mended, actor):
    seen = {"way": "visit", "on": MONDAY.date(), "words": "তার ভাঙা।", "now": MONDAY}
    for _ in range(2):
        actions.look(mended, submission="press", actor=actor, **seen)
    # Without a key the same words are another look.
    actions.look(mended, actor=actor, **seen)
    assert JobAct.objects.filter(job=mended, name="look").count() == 3
    for person, press in (
        (("user", actor[1] + 1), lambda who: actions.look(mended, submission="press", actor=who, **seen)),
        (actor, lambda who: write_sheet(mended, who, submission="press")),
    ):
        with pytest.raises(ActFault, match="something else before"):
            press(person)
    assert not Sheet.objects.exists()


def test_a_sheet_that_is_sent_again_is_the_version_that_it_wrote(mended, actor):
    first = write_sheet(mended, actor, submission="press")
    write_sheet(mended, actor, done="অন্য কথা।")
    assert write_sheet(mended, actor, submission="press") == first
    assert mended.sheets.count() == 2


def test_what_a_device_tells_of_a_job_is_sealed_under_its_own_entry(job, projector, actor):
    actions.triage_job(job, urgency="partly", effect="one", way="visit", actor=actor, now=SUNDAY)
    fact, act = Entry.objects.order_by("-id")[:2][::-1]
    assert (fact.verb, act.verb) == ("device.fault", "job.triage")
    assert set(rows_from_text(fact.rows)) == {"places_device", "places_devicefact"}
    assert set(rows_from_text(act.rows)) == {"support_job", "support_jobact", "support_jobdevice"}


def test_nothing_is_written_of_a_job_that_nobody_looked_at(triaged, actor):
    with pytest.raises(ActFault):
        write_sheet(triaged, actor)
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 24)])
def test_nobody_looks_before_the_report_or_on_a_day_to_come(triaged, actor, day):
    with pytest.raises(ActFault) as fault:
        actions.look(triaged, way="visit", on=day, words="দেখা হলো।", actor=actor, now=MONDAY)
    assert fault.value.field == "on"
    assert fresh(triaged).looked_at is None


def test_a_visit_keeps_nothing_until_the_institution_signed(written, actor):
    with pytest.raises(OutcomeFault) as fault:
        keep(written, actor)
    assert [each.field for each in fault.value.missing] == ["how"]


def test_a_sheet_written_anew_is_signed_anew(signed, actor):
    assert standing_signature(signed.case) is not None
    write_sheet(signed, actor, done="আরও একটি তার বদলানো হলো।")
    assert standing_signature(signed.case) is None
    with pytest.raises(OutcomeFault):
        keep(signed, actor)
    first, second = Sheet.objects.filter(job=signed)
    assert first.sha256 != second.sha256
    assert Signature.objects.get().sheet == first


def test_nobody_signs_a_version_that_is_not_the_newest(written, actor):
    shown = written.sheets.get()
    write_sheet(written, actor, found="অন্য কিছু।")
    with pytest.raises(ActFault):
        sign_sheet(written, shown, actor)
    assert not Signature.objects.exists()


def test_what_is_done_after_the_signature_takes_another_sheet(signed, actor):
    each = JobDevice.objects.select_related("device").get(job=signed)
    actions.record_result(
        signed, each, result="faulty", on=MONDAY.date(), words="আবার বন্ধ", actor=actor, now=MONDAY
    )
    assert signed.state == "looked"
    with pytest.raises(OutcomeFault) as fault:
        keep(signed, actor, how="remote")
    assert [missing.field for missing in fault.value.missing] == ["fixed"]


@pytest.mark.parametrize(
    ("result", "state", "fact"),
    [
        ("mended", "working", "repaired"),
        ("condemned", "condemned", "condemned"),
        ("fine", "working", "corrected"),
        ("faulty", "faulty", "fault"),
    ],
)
def test_what_became_of_a_device_stands_in_its_history(triaged, projector, actor, result, state, fact):
    each = JobDevice.objects.select_related("device").get(job=triaged)
    actions.record_result(
        triaged, each, result=result, on=MONDAY.date(), words="দেখা হয়েছে", actor=actor, now=MONDAY
    )
    projector.refresh_from_db()
    assert projector.state == state
    assert facts_of(projector)[-1][0] == fact


def test_what_has_no_result_yet_is_not_called_mended(triaged, actor):
    with pytest.raises(OutcomeFault) as fault:
        keep(triaged, actor, how="remote")
    assert [each.field for each in fault.value.missing] == ["fixed"]


def test_mended_across_the_counter_its_device_was_faulty_and_is_mended(job, projector, actor):
    keep(job, actor, how="counter", signed_by="", now=MONDAY)
    assert [fact for fact, _ in facts_of(projector)][1:] == ["fault", "repaired"]
    assert fresh(job).looked_at == MONDAY
    assert JobDevice.objects.get(job=job).result == "mended"


def test_what_was_refused_leaves_its_devices_as_they_were(job, projector, actor):
    case_actions.refuse(Case.objects.get(pk=job.case_id), reason="অন্য কার্যালয়ের", actor=actor, now=MONDAY)
    assert fresh(job).state == ENDED
    assert len(facts_of(projector)) == 1


def test_reopened_it_is_promised_looked_at_and_signed_for_anew(signed, actor, projector):
    case = keep(signed, actor)
    clock.reopen(case, reason="আবার নষ্ট", actor=actor, now=TUESDAY)
    first, second = Job.objects.filter(case=case).order_by("round")
    assert (first.state, second.state, second.round) == (ENDED, REPORTED, 2)
    assert second.book_serial == first.book_serial + 1
    assert [each.device for each in second.devices.all()] == [projector]
    assert standing_signature(case) is None
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(OutcomeFault):
        case_actions.keep(case, outcome=OUTCOME | {"visited_on": "2026-11-24"}, actor=actor, now=TUESDAY)
    second = fresh(second)
    actions.triage_job(second, urgency="stopped", effect="one", way="visit", actor=actor, now=TUESDAY)
    assert second.look_by.isoformat() == "2026-11-25T17:00:00+06:00"
    # A day after its repair it failed again.
    assert facts_of(projector)[-1] == ("fault", TUESDAY.date())


def test_a_visit_is_named_by_the_office_and_moves_no_due_day(triaged, actor):
    case = Case.objects.prefetch_related("acts").get(pk=triaged.case_id)
    kind = kind_of(case.row)
    due = case.clock.due_at
    late = due.replace(hour=11, minute=0) + (TUESDAY - SUNDAY) * 5
    agreed_days.propose_day(case, begins=late, words="গাড়ি নেই", actor=actor, now=SUNDAY)
    agreed_days.take_day(Case.objects.get(pk=case.pk), begins=late, now=SUNDAY)
    case = Case.objects.prefetch_related("acts").get(pk=case.pk)
    assert (case.state, case.clock.due_at) == ("accepted", due)
    assert kind.agrees_on_day
    assert not kind.takes_place


def test_the_closing_form_begins_with_the_signed_sheet(signed):
    known = kind_of(signed.case.row).known_outcome(signed.case)
    assert known == {
        "how": "visit",
        "visited_on": "2026-11-23",
        "found": SHEET["found"],
        "words": SHEET["done"],
        "signed_by": "মো. আমিনুল হক, প্রধান শিক্ষক",
    }


def test_an_open_case_of_before_gets_its_job_and_a_closed_one_keeps_its_form(receive, lab, actor):
    open_case, closed = (
        receive(CODE, answers={"place": lab.slug, "device": "printer", "fault": FAULT, "urgency": "partly"})
        for _ in range(2)
    )
    JobAct.objects.all().delete()
    Job.objects.all().delete()
    Case.objects.update(form_version=1)
    closed.refresh_from_db()
    # Under its old form a visit was signed for in words.
    case_actions.keep(closed, outcome=OUTCOME, actor=actor, now=MONDAY)
    for _ in range(2):
        adopt_open_cases(now=TUESDAY)
    assert [job.case for job in Job.objects.all()] == [open_case]
    assert Job.objects.get().place == lab
    open_case.refresh_from_db()
    assert open_case.form_version == 2


def test_a_number_that_nobody_has_is_kept_as_it_was_typed(reported):
    job = reported(device_number="9999")
    assert not job.devices.exists()
    assert job.case.answers["device_number"] == "9999"


def test_with_the_case_whoever_signed_is_forgotten(signed, actor):
    case = keep(signed, actor)
    for _ in range(2):
        kind_of(case.row).anonymise(case)
    signature = Signature.objects.select_related("paper").get()
    assert (signature.name, signature.post, bool(signature.paper.file)) == (GONE, "", False)
    assert Sheet.objects.get().found == ""
    assert not JobAct.objects.exclude(words="").exists()


@pytest.fixture
def cable(office, actor):
    part = add_part(office=office, name_bn="এইচডিএমআই তার", name_en="HDMI cable", actor=actor, now=SUNDAY)
    receive_part(part=part, quantity=3, actor=actor, now=SUNDAY)
    return part


def test_a_part_that_is_built_in_comes_from_the_stock_and_stands_on_the_sheet(
    triaged, cable, projector, actor
):
    for _ in range(2):
        actions.use_parts(
            triaged, part=cable, quantity=2, device=projector, submission="once", actor=actor, now=MONDAY
        )
    cable.refresh_from_db()
    used = PartMovement.objects.get(movement="used")
    assert (cable.balance, used.device, used.place) == (1, projector, triaged.place)
    sheet = write_sheet(triaged, actor)
    assert sheet.data["parts"] == [
        {"name": ["এইচডিএমআই তার", "HDMI cable"], "unit": [cable.unit_bn, cable.unit_en], "quantity": 2}
    ]
    # Taken back in the stock book, it stands on no later sheet.
    take_back_movement(used, words="লাগেনি", actor=actor, now=MONDAY)
    assert write_sheet(triaged, actor).data["parts"] == []


def test_more_than_there_is_cannot_be_used_and_nothing_is_written(triaged, cable, actor):
    with pytest.raises(DeviceFault) as fault:
        actions.use_parts(triaged, part=cable, quantity=4, actor=actor, now=MONDAY)
    assert fault.value.field == "quantity"
    assert not JobAct.objects.filter(name="use_part").exists()
    assert fresh(triaged).state == "triaged"
