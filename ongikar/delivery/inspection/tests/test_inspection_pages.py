"""Pages of inspections: answered by parts, told what is wrong, seen by the head, planned for a quarter."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.inspection.answering import record_answer
from ongikar.delivery.inspection.finishing import finish_visit, reopen_visit
from ongikar.delivery.inspection.forms import OwnerForm
from ongikar.delivery.inspection.links import acknowledge
from ongikar.delivery.inspection.merged_answers import values_of
from ongikar.delivery.inspection.models import Answer, Inspection, InspectionPhoto, InspectionPlan
from ongikar.delivery.inspection.planning import make_plan, next_quarter, quarter_of
from ongikar.delivery.inspection.reporting import issue_report
from ongikar.gatherings.week_entries import week_entries
from ongikar.offices.models import Place
from ongikar.papers.tests.hostile import picture
from ongikar.people.models import Holding
from ongikar.people.place_actions import close_place
from ongikar.people.post_holders import holder_of
from ongikar.rules.calendar.office_calendar import TZ

from .inspections import CHECKLIST, CODE, GOOD, SEEN, checklist_of, lab_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, karim, inspection):
    client.force_login(karim)
    return client


def url(name, inspection, *more):
    return reverse(name, args=[inspection.pk, *more])


@pytest.mark.fast
def test_a_part_is_answered_and_the_next_one_comes(desk, inspection):
    page = desk.get(url("inspection_part", inspection, 1))
    assert page.status_code == 200
    assert "প্রতিটি কম্পিউটারে আর্থিং আছে" in page.content.decode()
    sent = {"v-earth": "yes", "v-wires": "no", "n-wires": "বোর্ডের নিচে খোলা", "v-fire": "yes"}
    answer = desk.post(url("inspection_part", inspection, 1), sent)
    assert answer.url == url("inspection_part", inspection, 2)
    assert values_of(inspection) == {"earth": "yes", "wires": "no", "fire": "yes"}
    # Sent again as it is shown by now, nothing more is written.
    shown = {f"s-{row.item}": str(row.uuid) for row in Answer.objects.all()}
    desk.post(url("inspection_part", inspection, 1), sent | shown)
    assert Answer.objects.count() == 3
    again = desk.get(url("inspection_part", inspection, 1)).content.decode()
    assert "বোর্ডের নিচে খোলা" in again
    assert "৭ ডিসেম্বর" in again or "ডিসেম্বর" in again


def test_what_another_phone_said_meanwhile_is_not_overwritten(desk, inspection, shirin):
    record_answer(
        inspection, item="earth", value="no", uuid=uuid4(), said_at=SEEN, by=shirin, now=SEEN, source="phone"
    )
    # The page was opened before that came: it shows nothing.
    desk.post(url("inspection_part", inspection, 1), {"v-earth": "yes"})
    page = desk.get(url("inspection", inspection)).content.decode()
    assert "দুই রকম উত্তর" in page
    chosen = Answer.objects.get(value="no")
    desk.post(url("choose_answer", inspection), {"answer": chosen.pk})
    assert values_of(inspection) == {"earth": "no"}


def test_a_photo_is_kept_with_its_item_and_one_that_is_none_is_told_beside_it(desk, inspection):
    good = SimpleUploadedFile("wires.jpg", picture(), "image/jpeg")
    desk.post(url("inspection_part", inspection, 1), {"v-wires": "no", "p-wires": good})
    photo = InspectionPhoto.objects.get()
    assert (photo.item, photo.position_source) == ("wires", "none")
    assert desk.get(reverse("paper", args=[photo.paper_id])).status_code in (200, 302)
    bad = SimpleUploadedFile("wires.jpg", b"no picture", "image/jpeg")
    answer = desk.post(url("inspection_part", inspection, 1), {"v-fire": "yes", "p-fire": bad})
    assert answer.status_code == 422
    assert "এটি ছবি বা PDF নয়" in answer.content.decode()
    # What was answered beside it is kept.
    assert values_of(inspection)["fire"] == "yes"


def test_a_number_that_is_none_is_told_beside_its_item_and_nothing_of_the_page_is_kept(desk, inspection):
    answer = desk.post(url("inspection_part", inspection, 2), {"v-locks": "yes", "v-pupils": "অনেক"})
    assert answer.status_code == 422
    assert "অনেক" in answer.content.decode()
    assert not Answer.objects.exists()


def test_the_whole_way_on_screen(desk, inspection, head, mailoutbox):
    desk.post(url("inspection_part", inspection, 0), {f"v-{name}": value for name, value in GOOD.items()})
    today = timezone.now().astimezone(TZ).date()
    assert desk.post(url("inspection_finish", inspection), {"visited_on": today}).url == url(
        "inspection", inspection
    )
    desk.post(url("inspection_acknowledge", inspection), {"name": "রহিমা সুলতানা", "remarks": "ধন্যবাদ"})
    answer = desk.post(url("inspection_issue", inspection), {"words": "সব ঠিক আছে"})
    assert answer.status_code == 302, answer.content.decode()
    inspection.refresh_from_db()
    assert (inspection.state, inspection.case.state) == ("issued", "kept")
    page = desk.get(url("inspection", inspection)).content.decode()
    assert "১০০-তে ১০০" in page


def test_the_head_acknowledges_by_a_link_that_then_opens_nothing(
    desk, client, inspection, head, karim, say_all
):
    say_all(inspection, **GOOD)
    finish_visit(inspection, visited_on=SEEN.date(), actor=("user", karim.pk), now=SEEN)
    made = desk.post(url("inspection_make_link", inspection)).content.decode()
    address = made.split("<code>")[1].split("</code>")[0]
    path = "/" + address.split("/", 3)[3]
    client.logout()
    page = client.get(path)
    assert page["Cache-Control"] == "private, no-store"
    assert "papers/" not in page.content.decode()
    assert client.post(path, {"name": " "}).status_code == 422
    assert client.post(path, {"name": head.full_title, "remarks": "দেখলাম"}).status_code == 200
    inspection.refresh_from_db()
    assert inspection.remarks == "দেখলাম"
    assert client.get(path).status_code == 404


def test_another_offices_inspection_and_a_wrong_item_are_not_found(desk, inspection):
    assert desk.get(url("inspection_part", inspection, 9)).status_code == 404
    assert desk.get(url("inspection_owner", inspection, "item-earth")).status_code == 404
    assert desk.post(url("choose_answer", inspection), {"answer": "x"}).status_code == 404


def test_what_was_found_is_not_given_to_a_post_that_nobody_holds(office):
    post, today = office.posts.get(role="assistant"), timezone.localdate()
    Holding.objects.filter(post=post).delete()
    form = OwnerForm({"owner": f"post-{post.pk}", "due": today.isoformat()}, office=office, today=today)
    assert "এই পদে এখন কেউ নেই" in form.errors["owner"][0]


def test_a_quarter_is_planned_by_union_and_opened_once(desk, inspection, office, karim):
    for name, union in (("ক ল্যাব", "মমিনপুর"), ("খ ল্যাব", "মমিনপুর"), ("গ ল্যাব", "চন্দনপাট")):
        lab_of(office, name, union=union)
    quarter = next_quarter(quarter_of(timezone.now().astimezone(TZ).date()))
    labs = [place.pk for place in office.places.filter(kind="lab").exclude(union="")]
    first = office.calendar.next_open_day(quarter)
    sent = {"quarter": quarter.isoformat(), "places": labs, "first": first.isoformat(), "a_day": "২"}
    answer = desk.post(reverse("inspection_plans_new"), sent)
    assert answer.status_code == 302, answer.content.decode()
    plan = InspectionPlan.objects.get()
    unions = [visit.place.union for visit in plan.visits.all()]
    assert unions == ["চন্দনপাট", "চন্দনপাট", "মমিনপুর", "মমিনপুর"]
    days = [visit.on for visit in plan.visits.all()]
    assert (days[0], days[1]) == (first, first)
    assert days[2] == office.calendar.next_open_day(first)
    gone = plan.visits.last()
    close_place(gone.place, last_day=first - timedelta(days=1), actor=("user", karim.pk), now=timezone.now())
    before = Case.objects.count()
    for _ in range(2):
        page = desk.post(reverse("inspection_plan_open", args=[plan.pk]), follow=True)
    assert Case.objects.count() == before + 3
    assert "জায়গাটি বন্ধ হয়েছে" in page.content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"places": []}, "অন্তত একটি জায়গা"),
        ({"first": "2001-01-01"}, "ত্রৈমাসিকের মধ্যে"),
        ({"a_day": "0"}, "১"),
    ],
)
def test_a_plan_that_cannot_be_is_told_beside_its_field(desk, inspection, change, says):
    quarter = next_quarter(quarter_of(timezone.now().astimezone(TZ).date()))
    sent = {
        "quarter": quarter.isoformat(),
        "places": [inspection.place_id],
        "first": inspection.office.calendar.next_open_day(quarter).isoformat(),
        "a_day": "3",
    }
    answer = desk.post(reverse("inspection_plans_new"), sent | change)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not InspectionPlan.objects.exists()


def test_days_of_a_plan_are_changed_and_places_left_out_on_a_page_of_its_own(desk, inspection, office, karim):
    labs = [lab_of(office, name) for name in ("ক ল্যাব", "খ ল্যাব")]
    quarter = next_quarter(quarter_of(timezone.now().astimezone(TZ).date()))
    first = office.calendar.next_open_day(quarter)
    plan = make_plan(
        office=office,
        quarter=quarter,
        service_code=CODE,
        places=labs,
        first=first,
        a_day=1,
        actor=("user", karim.pk),
        now=timezone.now(),
    )
    page, (one, other) = reverse("inspection_plan_arrange", args=[plan.pk]), plan.visits.all()
    assert f'name="day-{one.pk}"' in desk.get(page).text
    past = desk.post(page, {f"day-{one.pk}": "2001-01-01", "drop": [other.pk]})
    assert (past.status_code, list(past.context["form"].errors)) == (422, [f"day-{one.pk}"])
    assert plan.visits.count() == 2
    later = office.calendar.next_open_day(first + timedelta(days=20))
    moved = f"{later.day}/{later.month}/{later.year}"
    assert desk.post(page, {f"day-{one.pk}": moved, "drop": [other.pk]}).status_code == 302
    assert list(plan.visits.values_list("pk", "on", "position")) == [(one.pk, later, 1)]
    shown = desk.get(reverse("inspection_plan", args=[plan.pk])).text
    assert one.place.name in shown
    assert other.place.name not in shown


def test_a_page_says_what_comes_next_and_nothing_that_has_moved_on(desk, inspection, head, karim, say_all):
    say_all(inspection, **GOOD)
    page, issue = url("inspection", inspection), url("inspection_issue", inspection)
    assert issue not in desk.get(page).text
    finish_visit(inspection, visited_on=SEEN.date(), actor=("user", karim.pk), now=SEEN)
    waiting = desk.get(page).text
    assert "স্বীকৃতি ছাড়া জারি, কারণসহ" in waiting
    assert url("inspection_finish", inspection) not in waiting
    assert desk.get(url("inspection_finish", inspection)).url == page
    acknowledge(inspection, name=head.full_title, actor=("user", karim.pk), now=SEEN)
    seen = desk.get(page).text
    assert "প্রতিবেদন জারি করুন" in seen
    assert url("inspection_reopen", inspection) not in seen
    with pytest.raises(ActFault, match="moved on"):
        reopen_visit(inspection, reason="ভুল", actor=("user", karim.pk), now=SEEN)


def test_from_the_page_of_a_lab_an_inspection_of_the_offices_own_begins(desk, office, checklist):
    lab = lab_of(office, "নতুন ল্যাব")
    answer = desk.post(reverse("inspect_place", args=[lab.pk]))
    case = Case.objects.get(answers__place=lab.slug)
    assert answer.url == reverse("begin_inspection", args=[case.number])
    assert desk.post(answer.url, {"place": lab.pk, "version": checklist.pk}).status_code == 302
    made = Inspection.objects.get(place=lab)
    assert desk.post(reverse("inspect_place", args=[lab.pk])).url == url("inspection", made)
    assert made.case == case


def test_a_checklist_of_sixty_items_is_a_page_of_fifty_kilobytes(desk, inspection, office):
    """All sixty on one page, as it goes to a phone; a part of it is much less."""
    question = CHECKLIST["questions"][0]
    data = CHECKLIST | {
        "questions": [
            question | {"name": f"item_{n}", "group": "power" if n < 30 else "room", "critical": n % 10 == 0}
            for n in range(60)
        ]
    }
    version = checklist_of(office, "sixty", data)
    Inspection.objects.filter(pk=inspection.pk).update(version=version)
    page = desk.get(url("inspection_part", inspection, 0))
    assert page.content.count(b"<fieldset") == 60
    assert len(page.content) <= 50 * 1024


def test_the_paper_checklist_and_a_day_that_is_none(desk, inspection):
    pdf = desk.get(url("inspection_checklist_pdf", inspection))
    assert pdf.content.startswith(b"%PDF-")
    assert desk.post(url("inspection_finish", inspection), {"visited_on": "৩১/২/২০২৬"}).status_code == 422


def test_the_register_has_a_line_with_score_findings_and_memo(desk, inspection, head, karim, say_all):
    say_all(inspection, **GOOD | {"locks": "no"})
    finish_visit(inspection, visited_on=SEEN.date(), actor=("user", karim.pk), now=SEEN)
    page = desk.get("/en/desk/books/inspections/2026/").content.decode()
    for said in ("Sample High School lab", "83", "Lab checklist, version 1", "Visited, report to come"):
        assert said in page


def test_today_says_what_comes_next(desk, inspection, head, karim, say_all):
    assert "পরিদর্শন চলছে" in desk.get(reverse("today")).content.decode()
    say_all(inspection, **GOOD)
    finish_visit(inspection, visited_on=SEEN.date(), actor=("user", karim.pk), now=SEEN)
    assert "প্রধানের স্বীকৃতি বাকি" in desk.get(reverse("today")).content.decode()


def test_the_page_of_a_lab_has_the_chart_and_its_public_card_no_word_of_a_fault(
    desk, client, inspection, head, karim, say_all
):
    say_all(inspection, **GOOD | {"locks": "no"})
    actor = ("user", karim.pk)
    finish_visit(inspection, visited_on=SEEN.date(), actor=actor, now=SEEN)
    issue_report(
        inspection, words="তালা দুর্বল", absent="ছিলেন না", signer=inspection.case.post, actor=actor, now=SEEN
    )
    place = desk.get(reverse("place", args=[inspection.place_id])).content.decode()
    assert "পরিদর্শনের নম্বর" in place
    assert "১০০-তে ৮৩" in place
    client.logout()
    card = client.get(reverse("lab_card", args=[inspection.place.slug])).content.decode()
    assert "১০০-তে ৮৩" in card
    assert "তালা" not in card


def test_a_device_from_elsewhere_is_seen_by_its_number_and_a_wrong_one_is_told_beside_it(
    desk, inspection, device
):
    page = url("inspection_devices", inspection)
    seen = {f"v-{device.pk}": "faulty", f"n-{device.pk}": "পর্দা ভাঙা"}
    refused = desk.post(page, seen | {"number": "৯৯৯৯"})
    assert refused.status_code == 422
    assert "এই নম্বরের কোনো যন্ত্র নেই" in refused.content.decode()
    assert "পর্দা ভাঙা" in refused.content.decode()
    assert not inspection.sightings.exists()
    assert desk.post(page, seen | {"number": str(device.number)}).url == page
    assert {row.state for row in inspection.sightings.all()} == {"faulty", "works"}
    assert "No device has this number" in desk.post(f"/en{page}", {"number": "9999"}).content.decode()


def test_a_planned_visit_stands_on_its_day_in_the_week_until_its_place_closes(office, karim):
    now, lab = timezone.now(), lab_of(office, "ক ল্যাব")
    quarter = next_quarter(quarter_of(now.astimezone(TZ).date()))
    first = office.calendar.next_open_day(quarter)
    plan = make_plan(
        office=office,
        quarter=quarter,
        service_code=CODE,
        places=[lab],
        first=first,
        a_day=1,
        actor=("user", karim.pk),
        now=now,
    )
    begin = datetime.combine(first, time(), TZ)

    def shown():
        entries = week_entries(office, begin, begin + timedelta(days=1), holder_of(karim, first))
        return [(each.title, each.url, each.has_hours) for each in entries]

    assert shown() == [(lab.name, reverse("inspection_plan", args=[plan.pk]), False)]
    Place.objects.filter(pk=lab.pk).update(closed_on=first - timedelta(days=1))
    assert shown() == []
