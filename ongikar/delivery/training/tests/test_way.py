"""The way of a batch: at which step it stands, what is owed of it, by whom and by when."""

import re
from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import actions, rules, states
from ongikar.delivery.training.actions.offering import free_seats
from ongikar.delivery.training.board import make_board
from ongikar.delivery.training.models import Batch
from ongikar.journal.state_check import expected_rows, find_differences

from .batches import RULE, actor_of, apply, at, called_batch, offering_batch, planned_batch
from .test_pages import browser

NOTHING = rules.BatchProgress(states.PLANNED)


@pytest.mark.fast
@pytest.mark.parametrize(
    ("progress", "at_step", "done"),
    [
        (NOTHING, rules.SELECTION, 0),
        (rules.BatchProgress(states.RANKED), rules.SELECTION, 0),
        (rules.BatchProgress(states.OFFERING), rules.SEATS, 1),
        (rules.BatchProgress(states.RUNNING), rules.CLASSES, 2),
        (rules.BatchProgress(states.FINISHED, unsettled=3), rules.CERTIFICATES, 5),
        (rules.BatchProgress(states.FINISHED, certificates=2, untold=2), rules.CERTIFICATES, 5),
        (rules.BatchProgress(states.CERTIFIED, untold=2), rules.AFTERWARDS, 6),
        (rules.BatchProgress(states.CERTIFIED), "", 7),
        (rules.BatchProgress(states.CANCELLED), "", 0),
    ],
)
def test_a_batch_stands_at_the_first_step_that_is_not_done(progress, at_step, done):
    assert rules.step_at(progress) == at_step
    assert len(rules.steps_done(progress)) == done


DAYS = rules.BatchDays(
    closes_at=at("2026-11-26", "17:00"),
    draw_at=at("2026-12-01", "10:00"),
    result_on=date(2026, 12, 2),
    starts_on=date(2026, 12, 20),
    ends_on=date(2027, 1, 27),
)
CLASS_ENDS = at("2026-12-20", "13:00")


@pytest.mark.fast
@pytest.mark.parametrize(
    ("state", "more", "owed", "due"),
    [
        (states.PLANNED, {}, "", None),
        (states.CALLED, {}, rules.APPLYING, DAYS.closes_at),
        (states.CLOSED, {}, rules.TO_SETTLE, DAYS.draw_at),
        (states.FROZEN, {}, rules.TO_DRAW, DAYS.draw_at),
        (states.RANKED, {}, rules.TO_PUBLISH, DAYS.result_on),
        (states.OFFERING, {}, rules.TO_BEGIN, DAYS.starts_on),
        (states.OFFERING, {"answer_by": CLASS_ENDS}, rules.TO_ANSWER, CLASS_ENDS),
        (states.RUNNING, {"class_ends": CLASS_ENDS}, rules.TO_RECORD, CLASS_ENDS),
        (states.RUNNING, {}, rules.TO_FINISH, DAYS.ends_on),
        (states.FINISHED, {"certificate_by": CLASS_ENDS}, rules.TO_CERTIFY, CLASS_ENDS),
        (states.CERTIFIED, {}, "", None),
        (states.CANCELLED, {}, "", None),
    ],
)
def test_what_is_owed_follows_from_the_state_and_the_published_days(state, more, owed, due):
    given = {name: getattr(DAYS, name) for name in DAYS.__slots__} | more
    asked = rules.what_is_owed(state, rules.BatchDays(**given), at("2026-11-20"))
    assert asked == (owed, due)


@pytest.mark.fast
def test_from_the_last_moment_of_applying_on_the_office_owes_that_the_call_is_closed():
    assert rules.what_is_owed(states.CALLED, DAYS, DAYS.closes_at)[0] == rules.TO_CLOSE
    assert rules.APPLYING in rules.OF_OTHERS
    assert rules.TO_CLOSE not in rules.OF_OTHERS


def way_at(batch, now):
    batch = Batch.objects.select_related("office", "course", "place", "post").get(pk=batch.pk)
    return make_board(batch, now).way


def look_of(way):
    return {step.name: step.look for step in way.steps}


@pytest.mark.django_db
def test_a_planned_batch_owes_its_call_and_names_who_writes_it(office, now):
    way = way_at(planned_batch(office, now), now)
    assert look_of(way)[rules.SELECTION] == "is"
    (owed, due), *others = way.owed
    assert (owed.what, owed.who, due.words, others) == (
        "ভর্তি বিজ্ঞপ্তি লিখুন",
        "মো. আব্দুল করিম",
        "",
        [],
    )
    assert way.certificates is None


@pytest.mark.django_db
def test_while_applications_come_in_the_checks_are_owed_by_the_office_and_the_rest_by_others(office, now):
    call = called_batch(office, now)
    way = way_at(call.batch, now)
    assert [owed.who for owed, _ in way.owed] == ["যে কেউ"]
    apply(call, 1, now)
    way = way_at(call.batch, now)
    assert [owed.what for owed, _ in way.owed] == ["যাচাই করুন", "আবেদন করা"]
    assert way.owed[0][0].due == call.draw_at
    assert way.steps[0].figure == "১টি আবেদন, ১টি যাচাই বাকি"


@pytest.mark.django_db
def test_answers_about_seats_are_owed_by_whoever_was_offered_one_and_are_no_lateness_of_the_office(
    office, now
):
    call = offering_batch(office, now)
    later = at("2026-12-02", "12:00")
    way = way_at(call.batch, later)
    (owed, due), *_ = way.owed
    assert owed.is_by_others
    assert due.look == ""
    passed = owed.due + timedelta(days=2)
    assert way_at(call.batch, passed).owed[0][1].look == "wait"
    assert look_of(way)[rules.SELECTION] == "done"
    assert look_of(way)[rules.SEATS] == "is"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("root", "words"), [("", ("এখন:", "যার কাছে যা বাকি")), ("/en", ("Now:", "Who owes what"))]
)
def test_the_page_shows_the_way_and_one_primary_button(office, now, time_machine, root, words):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now)
    apply(call, 1, now)
    page = browser("karim").get(f"{root}/desk/training/{call.batch.number}/").content.decode()
    assert all(each in page for each in words)
    assert page.count('aria-current="step"') == 1
    main = page[page.index("<main") : page.index("</main")]
    assert main.count('class="btn"') == 1
    reader = browser("mahbub").get(f"{root}/desk/training/{call.batch.number}/").content.decode()
    main = reader[reader.index("<main") : reader.index("</main")]
    assert main.count('class="btn') == 0


@pytest.mark.django_db
def test_applicants_stand_in_a_table_with_points_seat_schooling_and_state(office, now, time_machine):
    call = offering_batch(office, now, people=6, rule=RULE, seats=4)
    time_machine.move_to(at("2026-12-02", "12:00"), tick=False)
    desk = browser("karim")
    page = " ".join(desk.get(f"/en/desk/training/{call.batch.number}/?show=all").content.decode().split())
    assert page.count('<td class="first">') == 6
    assert page.count("open seat") >= 4
    assert len(re.findall(r">\s*HSC\s*<", page)) == 6
    assert "60 ·" in page, "forty of the test and twenty of schooling"
    assert page.count(f'href="/en/training/{call.batch.number}/result/?roll=') == 6
    waiting = desk.get(f"/en/desk/training/{call.batch.number}/?show=waiting").content.decode()
    assert waiting.count('<td class="first">') == 2
    assert 'name="answer"' not in waiting
    todo = desk.get(f"/en/desk/training/{call.batch.number}/").content.decode()
    assert todo.count('value="accept"') == 4


def plan_of(batch, **changed):
    return {
        "course": str(batch.course_id),
        "place_words": batch.place_words,
        "seats": str(batch.seats),
        "classes": str(batch.classes),
        "starts_on": batch.starts_on.isoformat(),
        "ends_on": batch.ends_on.isoformat(),
        "token": "c" * 22,
        **changed,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("", "শুরু ২০ ডিসেম্বর ২০২৬; শেষ তার আগে হতে পারে না। মিলিয়ে দেখুন।"),
        ("/en", "It begins on 20 December 2026 and cannot end before that. Check the days."),
    ],
)
@pytest.mark.parametrize("page", ["new", "change"])
def test_a_last_class_before_the_first_is_said_beside_it_and_nothing_is_lost(
    office, now, time_machine, page, root, words
):
    time_machine.move_to(now, tick=False)
    desk, batch = browser("karim"), planned_batch(office, now, seats=4)
    address = (
        f"{root}/desk/training/new/" if page == "new" else f"{root}/desk/training/{batch.number}/change/"
    )
    sent = plan_of(batch, starts_on="২০/১২/২০২৬", ends_on="১৯-১২-২৬", place_words="ল্যাব ৯")
    answer = desk.post(address, sent)
    assert answer.status_code == 422
    shown = HTMLParser(answer.content.decode())
    field = shown.css_first("[name=ends_on]")
    beside = [shown.css_first(f"#{key}") for key in field.attributes["aria-describedby"].split()]
    assert words in " ".join(" ".join(each.text().split()) for each in beside if each)
    assert field.attributes["value"] == "১৯-১২-২৬"
    assert shown.css_first("[name=place_words]").attributes["value"] == "ল্যাব ৯"
    assert "starts_on" not in answer.context["form"].errors
    assert (Batch.objects.count(), Batch.objects.get().place_words) == (1, batch.place_words)
    # On one day it may begin and end.
    assert desk.post(address, sent | {"ends_on": "২০/১২/২০২৬"}).status_code == 302


@pytest.mark.django_db
def test_of_the_days_of_a_batch_the_form_says_how_long_they_are(office, now, time_machine):
    time_machine.move_to(now, tick=False)
    batch = planned_batch(office, now, seats=4)
    page = browser("karim").get(f"/desk/training/{batch.number}/change/")
    shown = HTMLParser(page.content.decode())
    (typed,) = shown.css('[data-since]:has([name="ends_on"])')
    assert typed.attributes["data-since"] == shown.css_first("[name=starts_on]").attributes["id"]


@pytest.mark.django_db
def test_a_plan_is_changed_with_what_stood_there_before_until_its_call_is_out(office, now, time_machine):
    time_machine.move_to(now, tick=False)
    desk, batch = browser("karim"), planned_batch(office, now, seats=4)
    page = f"/desk/training/{batch.number}/"
    assert 'value="4"' in desk.get(f"{page}change/").content.decode()
    sent = plan_of(batch, seats="৬", starts_on="21/12/2026", place_words="ল্যাব ২")
    assert desk.post(f"{page}change/", sent).url == page
    batch.refresh_from_db()
    assert (batch.seats, batch.starts_on, batch.place_words) == (6, date(2026, 12, 21), "ল্যাব ২")
    assert [seat.number for seat in batch.seat_rows.order_by("number")] == [1, 2, 3, 4, 5, 6]
    shown = desk.get(page).content.decode()
    assert "আসন: ৪ → ৬" in shown
    assert "২০\u00a0ডিসেম্বর → ২১\u00a0ডিসেম্বর" in shown
    acts = batch.acts.filter(name=states.CHANGE)
    assert acts.get().data["changes"]["seats"] == ["4", "6"]
    # Sent again it changes nothing, and tells of nothing.
    assert desk.post(f"{page}change/", sent).status_code == 302
    assert acts.count() == 1
    # Fewer again: those above are offered to nobody.
    assert desk.post(f"{page}change/", sent | {"seats": "3"}).status_code == 302
    batch.refresh_from_db()
    assert [seat.number for seat in free_seats(batch)] == [1, 2, 3]
    of_batches = [each for each in find_differences(expected_rows()) if "training_" in str(each)]
    assert of_batches == []


@pytest.mark.django_db
def test_a_plan_that_cannot_be_meant_is_said_beside_its_field_and_nothing_is_lost(office, now, time_machine):
    time_machine.move_to(now, tick=False)
    desk, batch = browser("karim"), planned_batch(office, now)
    wrong = plan_of(batch, ends_on="2026-12-01", budget_head="৩২৫৭১০১")
    answer = desk.post(f"/desk/training/{batch.number}/change/", wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "শেষ তার আগে হতে পারে না" in page
    assert "৩২৫৭১০১" in page
    assert not batch.acts.filter(name=states.CHANGE).exists()


@pytest.mark.django_db
def test_a_course_that_is_exchanged_gives_the_batch_the_next_ordinal_of_it(office, now):
    batch = planned_batch(office, now)
    other = actions.make_course(
        office=office,
        title_bn="গ্রাফিক ডিজাইন",
        title_en="Graphic design",
        hours=20,
        submission="course-2",
        actor=actor_of("karim"),
        now=now,
    )
    assert actions.change_plan(batch, course=other, actor=actor_of("karim"), now=now) == ["course"]
    batch.refresh_from_db()
    assert (batch.course, batch.ordinal) == (other, 1)
    assert batch.acts.get(name=states.CHANGE).data["changes"]["course"][1] == "গ্রাফিক ডিজাইন"


@pytest.mark.django_db
def test_after_its_call_is_out_a_plan_is_changed_no_more(office, now):
    call = called_batch(office, now)
    with pytest.raises(ActFault):
        actions.change_plan(call.batch, seats=9, actor=actor_of("karim"), now=now)
    call.batch.refresh_from_db()
    assert call.batch.seats == 4


@pytest.mark.django_db
@pytest.mark.parametrize("root", ["", "/en"])
def test_whoever_applied_is_answered_with_the_reason_for_which_a_batch_is_cancelled(
    office, now, time_machine, root
):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now)
    cases = [apply(call, place, now).case for place in (1, 2)]
    desk, page = browser("karim"), f"{root}/desk/training/{call.batch.number}/"
    assert ("২টি আবেদনের" if not root else "2 applications") in desk.get(f"{page}cancel/").content.decode()
    assert desk.post(f"{page}cancel/", {"reason": ""}).status_code == 422
    assert desk.post(f"{page}cancel/", {"reason": "বরাদ্দ আসেনি"}).url == page
    shown = desk.get(page).content.decode()
    assert "বরাদ্দ আসেনি" in shown
    assert 'aria-current="step"' not in shown
    for case in cases:
        case.refresh_from_db()
        assert case.state == "refused"
        assert "বরাদ্দ আসেনি" in case.acts.latest("id").words
    # Pressed twice it is cancelled once.
    assert desk.post(f"{page}cancel/", {"reason": "বরাদ্দ আসেনি"}).status_code in (302, 422)
    assert call.batch.acts.filter(name=states.CANCEL).count() == 1


@pytest.mark.django_db
def test_no_way_of_planning_ends_a_batch_before_it_begins(office, now):
    batch = planned_batch(office, now)
    plan = {name: getattr(batch, name) for name in ("course", "seats", "classes", "starts_on", "post")}
    with pytest.raises(ActFault) as fault:
        actions.plan_batch(
            **plan,
            ends_on=batch.starts_on - timedelta(days=1),
            submission="another",
            actor=actor_of("karim"),
            now=now,
        )
    assert fault.value.field == "ends_on"
    assert Batch.objects.get() == batch
