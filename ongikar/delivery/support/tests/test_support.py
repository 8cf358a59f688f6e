"""Something does not work: where, what, how badly; and the job sheet that closes it."""

import pytest

from ongikar.cases import actions
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.core.i18n.say import override_language
from ongikar.delivery.support.books import COLUMNS, support_lines
from ongikar.delivery.support.models import Job, JobAct
from ongikar.offices.models import Place

LAB, UDC, OFFICE = "citizen-3", "citizen-4", "institutional-7"
FAULT = {"device": "computer", "fault": "চালু হয় না", "urgency": "stopped"}
SHEET = {
    "how": "visit",
    "visited_on": "2026-11-22",
    "found": "পাওয়ার সাপ্লাই নষ্ট",
    "words": "বদলানো হলো",
    "fixed": "yes",
    "signed_by": "প্রধান শিক্ষক",
}


@pytest.fixture
def lab(office):
    return Place.objects.create(
        office=office, slug="h-lab", kind="lab", name_bn="হরিদেবপুর ল্যাব", name_en="Haridebpur lab"
    )


@pytest.fixture
def centre(office):
    return Place.objects.create(
        office=office, slug="m-udc", kind="udc", name_bn="মমিনপুর সেন্টার", name_en="Mominpur centre"
    )


def asked(service, code, **answers):
    row = service(code)
    return kind_of(row).intake_form(FAULT | answers, service=row)


@pytest.mark.parametrize(("tongue", "name"), [("bn", "হরিদেবপুর ল্যাব"), ("en", "Haridebpur lab")])
def test_a_lab_service_offers_the_labs_and_no_digital_centre(service, lab, centre, tongue, name):
    with override_language(tongue):
        offered = dict(asked(service, LAB).fields["place"].choices)
    assert offered[lab.slug] == name
    assert centre.slug not in offered


def test_a_service_about_no_place_asks_for_none(service):
    assert "place" not in asked(service, OFFICE).fields
    assert asked(service, OFFICE).is_valid()


def test_the_list_begins_with_nothing_chosen(service, lab):
    """A list box with no empty line would choose the first lab for them."""
    fields = asked(service, LAB).fields
    assert next(iter(fields["place"].choices))[0] == next(iter(fields["device"].choices))[0] == ""


def test_a_place_not_on_the_list_is_written_by_name(service):
    form = asked(service, LAB, place="other")
    assert not form.is_valid()
    assert form.errors["place_name"] == ["জায়গাটির নাম লিখুন"]
    assert asked(service, LAB, place="other", place_name="নতুন বিদ্যালয়").is_valid()


def test_the_place_of_another_office_cannot_be_chosen(service, lab):
    assert "place" in asked(service, LAB, place="some-other-lab").errors


def test_the_facts_name_the_place_in_each_language(receive, lab):
    case = receive(LAB, answers=FAULT | {"place": lab.slug})
    seen = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            seen.append(kind_of(case.row).facts(case)[0])
    assert seen == [("কোন ল্যাব", "হরিদেবপুর ল্যাব"), ("Which lab", "Haridebpur lab")]


def at_fault(case, now, **answers):
    return {each.field: each.words for each in kind_of(case.row).missing(case, SHEET | answers, now=now)}


def test_a_visit_is_signed_for_by_the_institution_and_has_its_day(receive, now):
    case = receive(LAB)
    # And the sheet that was signed (test_jobs.py).
    assert set(at_fault(case, now, signed_by="", visited_on="")) == {"signed_by", "visited_on", "how"}
    assert at_fault(case, now, signed_by="", visited_on="", how="remote") == {}
    assert set(at_fault(case, now)) == {"how"}
    case.form_version = 1
    assert at_fault(case, now) == {}


@pytest.mark.parametrize("day", ["2025-11-22", "2026-11-21", "2026-11-23"])
def test_a_job_sheet_is_not_written_before_the_visit_nor_for_one_before_the_request(receive, now, day):
    assert set(at_fault(receive(LAB), now, visited_on=day)) == {"visited_on", "how"}


@pytest.mark.parametrize("fixed", ["partly", "no"])
def test_what_is_not_fixed_keeps_no_promise_through_any_door(receive, karim, now, fixed):
    case = receive(LAB)
    assert set(at_fault(case, now, fixed=fixed, how="remote")) == {"fixed"}
    with pytest.raises(OutcomeFault):
        actions.keep(
            case, outcome=SHEET | {"fixed": fixed, "how": "remote"}, actor=("user", karim.pk), now=now
        )
    case.refresh_from_db()
    assert (case.state, case.clock.stopped_at) == ("received", None)


@pytest.fixture
def mended(receive, karim, now):
    def do(code, **answers):
        case = receive(code, answers=FAULT | answers)
        actions.keep(case, outcome=SHEET | {"how": "brought"}, actor=("user", karim.pk), now=now)
        return case

    return do


def test_the_officer_sees_the_earlier_jobs_of_the_place(mended, receive, lab, django_assert_num_queries):
    mended(LAB, place=lab.slug)
    mended(LAB, place="other", place_name="অন্য বিদ্যালয়")
    case = receive(LAB, answers=FAULT | {"place": lab.slug})
    # The rows of the charter are remembered from the first case on.
    kind_of(case.row).panel(case)
    with django_assert_num_queries(2):
        _, context = kind_of(case.row).panel(case)
    assert [row["given"] for row in context["earlier"]] == ["বদলানো হলো"]


def test_jobs_at_places_not_on_the_list_are_told_apart_by_name(mended, receive):
    mended(LAB, place="other", place_name="ক বিদ্যালয়")
    case = receive(LAB, answers=FAULT | {"place": "other", "place_name": "খ বিদ্যালয়"})
    assert kind_of(case.row).panel(case) is None


def test_an_offices_trouble_shows_earlier_jobs_on_the_same_device(mended, receive):
    mended(OFFICE)
    mended(OFFICE, device="printer")
    case = receive(OFFICE, answers=FAULT)
    assert len(kind_of(case.row).panel(case)[1]["earlier"]) == 1


def test_a_case_that_names_no_place_has_no_earlier_jobs(mended, receive):
    mended(LAB)
    case = receive(LAB, answers={"fault": "কাউন্টারে বলা কথা"})
    assert kind_of(case.row).panel(case) is None


def test_the_support_register_says_where_what_and_who_signed(mended, receive, lab, office):
    mended(LAB, place=lab.slug)
    before = receive(LAB, answers=FAULT | {"place": lab.slug})
    JobAct.objects.filter(job__case=before).delete()
    Job.objects.filter(case=before).delete()
    first, second = support_lines(office, 2026)[:5]
    headings = [bangla for bangla, _ in COLUMNS]
    told, of_before = (dict(zip(headings, line.texts, strict=True)) for line in (first, second))
    assert told["কোথায়"] == of_before["কোথায়"] == "হরিদেবপুর ল্যাব"
    assert told["স্বাক্ষর"] == "প্রধান শিক্ষক"
    assert told["কী পাওয়া গেল, কী করা হলো"] == "পাওয়ার সাপ্লাই নষ্ট · বদলানো হলো"
    # What came before there were jobs is told by its form.
    assert (told["বিবরণী নম্বর"], of_before["বিবরণী নম্বর"]) == ("২০২৬-২৭/১", "")
    assert of_before["কতটা জরুরি"] == "কাজ পুরো বন্ধ"
