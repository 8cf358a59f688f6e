"""Objections to a published list: made with a proof or by name, answered, told, and settled in time."""

from datetime import timedelta

import pytest
from django.test import Client

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import activate_language
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.models import Application, Batch, Draw, Freeze, Objection, ObjectionAnswer
from ongikar.delivery.training.tests.batches import refusal
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.people.models import GONE
from ongikar.rules.selection.rule import sha256
from tests.scene import browser_of_applicant

from .batches import (
    RULE,
    VALUE,
    actor_of,
    admit_all,
    apply,
    at,
    auditor_of,
    called_batch,
    closed_batch,
    type_twice,
    user_of,
)

pytestmark = pytest.mark.django_db
RESULT = "/training/T-2026-01/result/"
OBJECT = "/training/T-2026-01/objection/"
DESK = "/desk/training/T-2026-01/"
FROZEN_AT, DRAW_AT = at("2026-11-30"), at("2026-12-01", "10:00")


@pytest.fixture
def call(office, now, time_machine):
    """Six on the list and one turned down, who is missing from it; frozen on 30 November."""
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, rule=RULE)
    for place in range(7):
        apply(call, place, now, gender="female" if place == 1 else "male")
    last = Application.objects.get(roll=1007)
    actions.turn_down(
        Application.objects.select_related("call__batch").get(pk=last.pk),
        reason="বয়স কম লেখা ছিল",
        actor=actor_of("karim"),
        now=now,
    )
    admit_all(call, now)
    actions.close_call(call.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    mark(call)
    freeze(call)
    time_machine.move_to(FROZEN_AT + timedelta(hours=1), tick=False)
    return call


def mark(call):
    for application in Application.objects.filter(call=call, state=states.ELIGIBLE):
        for username in ("karim", "shirin"):
            actions.enter_mark(
                application,
                part="test",
                value=40,
                user=user_of(username),
                actor=actor_of(username),
                now=at("2026-11-29"),
            )


def freeze(call, now=FROZEN_AT):
    return actions.freeze_list(call.batch, actor=actor_of("karim"), now=now)


def desk_browser():
    client = Client()
    client.force_login(user_of("karim"), backend="ongikar.people.sign_in.StaffBackend")
    return client


def application(roll):
    return Application.objects.select_related("call__batch", "case").get(roll=roll)


def objected(call, *, now=None, token="a" * 22, **more):
    given = {"about": "left_out", "words": "আমার বয়স ২১, রসিদ আছে", "roll": 1007}
    return actions.object_to_list(
        Freeze.objects.select_related("batch").latest("pk"),
        submission=f"test-{token}",
        now=now or FROZEN_AT + timedelta(hours=1),
        **(given | ({"application": application(1007)} if "name" not in more else {}) | more),
    )


def answered(objection, *, is_accepted, now=None, reason="জন্মনিবন্ধন দেখা হয়েছে", roll=1007):
    return actions.answer_objection(
        objection,
        is_accepted=is_accepted,
        reason=reason,
        roll=roll,
        user=user_of("karim"),
        actor=actor_of("karim"),
        now=now or FROZEN_AT + timedelta(hours=2),
    )


def test_the_public_list_says_until_when_and_leads_to_the_form(call):
    page = Client().get(f"/en{RESULT}").content.decode()
    assert f'href="/en{OBJECT}"' in page
    assert "1\xa0December, 10:00" in page.partition('id="objections"')[2].partition("</section>")[0]
    assert "আপত্তি করুন" in Client().get(RESULT).content.decode()


@pytest.mark.parametrize("root", ["", "/en"])
def test_somebody_who_never_applied_objects_with_name_and_mobile_and_is_told_the_answer(
    call, time_machine, root
):
    form = {
        "name": "রহিমা সুলতানা",
        "mobile": "০১৭১২০০০৯৯৯",
        "about": "may_not",
        "roll": "১০০৩",
        "words": "তিনি গত বছর এই কোর্স করেছেন",
        "token": "b" * 22,
    }
    browser = Client()
    page = browser.get(f"{root}{OBJECT}").content.decode()
    assert 'name="submission" value=' in page
    answer = browser.post(f"{root}{OBJECT}", form)
    assert answer.url == f"{root}{RESULT}?objection=1#objections"
    assert ("objection 1" if root else "আপত্তি") in browser.get(answer.url).content.decode()
    # Eight presses are one objection.
    for _ in range(7):
        assert browser.post(f"{root}{OBJECT}", form).status_code == 302
    made = Objection.objects.get()
    assert (made.mobile, made.roll, made.language) == ("+8801712000999", 1003, "en" if root else "bn")
    changed = browser.post(f"{root}{OBJECT}", form | {"words": "অন্য কথা"})
    assert changed.status_code == 422
    assert "অন্য কথা" in changed.content.decode()
    assert Objection.objects.count() == 1
    public = Client().get(f"{root}{RESULT}").content.decode()
    assert "রহিমা সুলতানা" not in public
    assert "গত বছর" not in public
    desk = desk_browser()
    shown = desk.get(f"{root}{DESK}objections/").content.decode()
    assert "রহিমা সুলতানা" in shown
    assert "গত বছর" in shown
    sent = {"decision": "refuse", "roll": "", "reason": "নথি দেখা হয়েছে, তিনি করেননি"}
    assert desk.post(f"{root}{DESK}objections/{made.pk}/", sent).status_code == 302
    assert desk.post(f"{root}{DESK}objections/{made.pk}/", sent).status_code == 302
    assert desk.post(f"{root}{DESK}objections/{made.pk}/", sent | {"reason": "অন্য"}).status_code == 422
    assert ObjectionAnswer.objects.get().is_accepted is False
    run_due_entries(now=FROZEN_AT + timedelta(hours=3))
    told = Message.objects.filter(person=f"objector:{made.pk}").order_by("pk")
    assert [each.address for each in told] == ["+8801712000999"] * 2
    assert "নথি দেখা হয়েছে" in told[1].body or "নথি" in told[1].body
    assert told[1].language == ("en" if root else "bn")
    assert "নথি দেখা হয়েছে, তিনি করেননি" in Client().get(f"{root}{RESULT}").content.decode()


def test_whoever_applied_objects_from_their_page_only_with_the_proof(call, time_machine):
    case = application(1007).case
    browser = browser_of_applicant([case])
    page = browser.get(f"/track/{case.number}/").content.decode()
    assert f"/track/{case.number}/objection/" in page
    form = browser.get(f"/track/{case.number}/objection/")
    assert 'value="1007"' in form.content.decode() or 'value="১০০৭"' in form.content.decode()
    sent = {"about": "left_out", "roll": "1007", "words": "আমার বয়স ২১", "token": "c" * 22}
    stranger = Client()
    assert "/track/" in stranger.post(f"/track/{case.number}/objection/", sent).url
    assert not Objection.objects.exists()
    assert browser.post(f"/track/{case.number}/objection/", sent).url == f"/track/{case.number}/"
    made = Objection.objects.get()
    assert (made.application, made.name, made.mobile) == (application(1007), "", "")
    answered(made, is_accepted=False, reason="সনদে বয়স ১৭")
    run_due_entries(now=FROZEN_AT + timedelta(hours=3))
    told = Message.objects.filter(person=f"applicant:{case.applicant_id}", title="আপত্তির উত্তর")
    assert "সনদে বয়স ১৭" in told.get().body
    page = browser.get(f"/track/{case.number}/").content.decode()
    assert "সনদে বয়স ১৭" in page
    assert "গৃহীত হয়নি" in page


def test_four_figures_alone_read_but_do_not_object(call):
    case = application(1007).case
    reader = Client()
    reader.post("/track/", {"number": case.number, "last_four": case.applicant.last_four})
    assert reader.get(f"/track/{case.number}/").status_code == 200
    assert "/prove/" in reader.get(f"/track/{case.number}/objection/").url
    sent = {"about": "left_out", "words": "আমার বয়স ২১", "token": "d" * 22}
    answer = reader.post(f"/track/{case.number}/objection/", sent)
    assert answer.status_code == 422
    assert "আমার বয়স ২১" in answer.content.decode()
    assert not Objection.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"mobile": "01712"}, "mobile", "সংখ্যা"),
        ({"name": ""}, "name", "আপনার নাম, লিখুন"),
        ({"words": ""}, "words", "কী ভুল, কীভাবে জানেন, লিখুন"),
        ({"about": "nothing"}, "about", ""),
        ({"roll": "4711"}, "roll", "তালিকায় নেই"),
        ({"roll": "এক"}, "roll", ""),
    ],
)
def test_a_form_with_a_fault_says_so_beside_its_field_and_keeps_the_rest(call, changed, field, words):
    form = {
        "name": "রহিমা",
        "mobile": "01712000999",
        "about": "other",
        "words": "লেখা থাকবে",
        "token": "e" * 22,
    }
    answer = Client().post(OBJECT, form | changed)
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert "লেখা থাকবে" in answer.content.decode() or field == "words"
    assert not Objection.objects.exists()


def test_nothing_is_drawn_while_the_window_runs_an_objection_waits_or_a_correction_is_due(call, time_machine):
    activate_language("en")
    made = objected(call)
    typed = {"values": [VALUE], "user": user_of("karim"), "actor": actor_of("karim")}
    with pytest.raises(ActFault) as refused:
        actions.type_value(call.batch, now=DRAW_AT + timedelta(minutes=5), **typed)
    assert refused.value.words == "1 objection still to be answered. Answer first."
    answered(made, is_accepted=True)
    with refusal("not corrected yet"):
        actions.type_value(call.batch, now=DRAW_AT + timedelta(minutes=5), **typed)
    time_machine.move_to(DRAW_AT + timedelta(minutes=5), tick=False)
    desk = desk_browser()
    assert "Correct the list" in desk.get(f"/en{DESK}").content.decode()
    assert "not corrected yet" in desk.post(f"/en{DESK}draw/", {"value_1": VALUE}).content.decode()
    assert not Draw.objects.exists()


def test_a_list_frozen_just_before_its_draw_stays_open_to_objections_for_half_a_day(
    office, now, time_machine
):
    activate_language("en")
    time_machine.move_to(now, tick=False)
    call = closed_batch(office, now, rule=RULE)
    freeze(call, at("2026-12-01", "09:59"))
    typed = {"values": [VALUE], "user": user_of("karim"), "actor": actor_of("karim")}
    with pytest.raises(ActFault) as refused:
        actions.type_value(call.batch, now=at("2026-12-01", "21:58"), **typed)
    assert "until Tuesday, 1 December 2026, 9:59 pm" in refused.value.words.replace("\xa0", " ")
    outsider = {"application": None, "name": "রহিমা", "mobile": "+8801712000999", "roll": None}
    objected(call, now=at("2026-12-01", "21:58"), **outsider)
    with refusal("over"):
        objected(call, now=at("2026-12-01", "21:59"), token="z" * 22, **outsider)


@pytest.mark.parametrize("root", ["", "/en"])
def test_an_accepted_objection_leads_to_a_corrected_list_with_what_changed_and_why(call, time_machine, root):
    made = objected(call)
    first = Freeze.objects.get()
    assert "1007|" not in first.list_text
    desk = desk_browser()
    sent = {"decision": "accept", "roll": "1007", "reason": "জন্মনিবন্ধনে বয়স ২১, ভুল তোলা হয়েছিল"}
    assert desk.post(f"{root}{DESK}objections/{made.pk}/", sent).status_code == 302
    assert f"{root}{DESK}correct/" in desk.get(f"{root}{DESK}").content.decode()
    assert desk.post(f"{root}{DESK}correct/", {"draw_on": "2026-12-01"}).url == f"{root}{DESK}settle/"
    call.refresh_from_db()
    assert call.draw_at == DRAW_AT
    page = desk.get(f"{root}{DESK}settle/").content.decode()
    assert 'value="reconsider"' in page
    assert (
        desk.post(
            f"{root}{DESK}settle/", {"act": "reconsider", "roll": "1007", "reason": "আপত্তি"}
        ).status_code
        == 302
    )
    desk.post(f"{root}{DESK}settle/", {"act": "admit", "roll": "1007"})
    mark(call)
    desk.post(f"{root}{DESK}freeze/")
    second = Freeze.objects.latest("pk")
    assert "1007|" in second.list_text
    assert second.ordinal == 2
    # The first stays as it was, with its hash.
    first.refresh_from_db()
    assert sha256(first.list_text) == first.list_sha256
    whole = Client()
    whole.force_login(auditor_of(call.batch.office))
    assert whole.get("/training/T-2026-01/files/list-1.txt").content.decode() == first.list_text
    page = Client().get(f"{root}{RESULT}").content.decode()
    assert ("Roll 1007: put on the list" if root else "রোল ১০০৭: তালিকায় যোগ হয়েছে") in page
    assert "জন্মনিবন্ধনে বয়স ২১, ভুল তোলা হয়েছিল" in page
    for each in (first, second):
        assert each.list_sha256 in page
    assert application(1007).case.is_open
    run_due_entries(now=FROZEN_AT + timedelta(hours=3))
    assert Message.objects.filter(title__contains="নতুন করে প্রকাশ").count() == 7
    draw = type_twice(call, DRAW_AT + timedelta(minutes=5))
    assert draw.freeze == second
    assert Batch.objects.get().state == states.RANKED


def test_the_number_of_a_corrected_list_lies_ahead_of_it(call):
    activate_language("en")
    answered(objected(call), is_accepted=True)
    late = DRAW_AT + timedelta(hours=1)
    with refusal("must lie ahead"):
        actions.correct_list(call.batch, draw_at=DRAW_AT, actor=actor_of("karim"), now=late)
    actions.correct_list(call.batch, draw_at=late + timedelta(days=1), actor=actor_of("karim"), now=late)
    call.refresh_from_db()
    assert call.draw_at == late + timedelta(days=1)
    assert Batch.objects.get().state == states.CLOSED


def test_a_list_is_opened_by_its_office_only_for_an_accepted_objection_and_after_all_are_answered(call):
    activate_language("en")
    opened = {"draw_at": DRAW_AT, "actor": actor_of("karim"), "now": FROZEN_AT + timedelta(hours=3)}
    with refusal("No objection was accepted"):
        actions.correct_list(call.batch, **opened)
    first, second = objected(call), objected(call, token="y" * 22)
    answered(first, is_accepted=False)
    with refusal("No objection was accepted"):
        actions.correct_list(call.batch, **opened)
    third = objected(call, token="x" * 22)
    answered(second, is_accepted=True)
    with refusal("still to be answered"):
        actions.correct_list(call.batch, **opened)
    answered(third, is_accepted=False)
    actions.correct_list(call.batch, **opened)


def test_an_objection_is_not_left_behind_by_a_list_opened_from_above(call):
    activate_language("en")
    made = objected(call)
    actions.reopen_list(
        call.batch,
        reason="নম্বর ভুল",
        draw_at=DRAW_AT + timedelta(days=3),
        actor=actor_of("karim"),
        now=FROZEN_AT + timedelta(hours=2),
    )
    with refusal("still to be answered"):
        freeze(call, FROZEN_AT + timedelta(hours=3))
    answered(made, is_accepted=False, now=FROZEN_AT + timedelta(hours=3))
    assert freeze(call, FROZEN_AT + timedelta(hours=4)).ordinal == 2


def test_accepting_names_the_line_and_the_correction_is_to_it(call):
    activate_language("en")
    made = objected(call, roll=None, application=application(1001))
    with pytest.raises(ActFault, match="roll whose line"):
        answered(made, is_accepted=True, roll=None)
    with pytest.raises(ActFault, match="roll whose line"):
        answered(made, is_accepted=True, roll=999)
    assert not ObjectionAnswer.objects.exists()


def test_a_wrong_group_and_a_wrong_fact_are_put_right_on_the_corrected_list(call, time_machine):
    woman = application(1002)
    first = Freeze.objects.get()
    assert "1002|60|" in first.list_text
    answered(objected(call, about="group", roll=1002), is_accepted=True, roll=1002)
    desk = desk_browser()
    desk.post(f"{DESK}correct/", {"draw_on": "2026-12-03"})
    page = desk.get(f"{DESK}settle/").content.decode()
    assert 'value="claim_refused"' in page
    claim = woman.claims.get(group="women")
    desk.post(f"{DESK}settle/", {"act": "claim_refused", "claim": str(claim.pk), "reason": "আপত্তি ১"})
    facts = {"act": "put_right", "roll": "1002", "born_on": "2000-01-02", "education": "ssc", "reason": "সনদ"}
    desk.post(f"{DESK}settle/", facts)
    desk.post(f"{DESK}freeze/")
    assert Freeze.objects.count() == 2
    page = Client().get(f"/en{RESULT}").content.decode()
    assert "Roll 1002: points from 60 to 50, reserved groups changed" in page


def test_objections_wait_on_the_board_and_on_today(call, time_machine):
    objected(call)
    desk = desk_browser()
    assert "Answer 1 objection" in desk.get(f"/en{DESK}").content.decode()
    today = desk.get("/en/desk/today/").content.decode()
    assert "1 objection to the list" in today
    assert f"/en{DESK}objections/" in today
    answered(Objection.objects.get(), is_accepted=False)
    assert "objection to the list" not in desk.get("/en/desk/today/").content.decode()


def test_objecting_ends_with_the_draw_and_leads_to_a_complaint(call, time_machine):
    type_twice(call, DRAW_AT + timedelta(minutes=5))
    time_machine.move_to(DRAW_AT + timedelta(minutes=6), tick=False)
    page = Client().get(f"/en{OBJECT}").content.decode()
    assert "The time for objections to this list is over." in page
    assert "/en/grievances/" in page
    form = {"name": "রহিমা", "mobile": "01712000999", "about": "other", "words": "কথা", "token": "f" * 22}
    answer = Client().post(f"/en{OBJECT}", form)
    assert answer.status_code == 422
    assert "You can still complain" in answer.content.decode()


def test_what_an_objector_gave_is_forgotten_and_the_objection_still_counts(call):
    from ongikar.cases.actions.anonymise import anonymise_case
    from ongikar.delivery.training.retention import objections

    of_outsider = objected(call, application=None, name="রহিমা", mobile="+8801712000999", roll=None)
    mine = objected(call, token="w" * 22)
    answered(of_outsider, is_accepted=False, reason="রহিমার কথা ঠিক নয়")
    answered(mine, is_accepted=False)
    late = FROZEN_AT + timedelta(days=4000)
    assert list(objections(call.batch.office, late)) == [of_outsider]
    of_outsider.forget()
    anonymise_case(mine.application.case)
    assert not objections(call.batch.office, late).exists()
    for each in Objection.objects.all():
        assert (each.words, each.mobile) == ("", "")
        assert each.name in ("", GONE)
        assert each.answer.reason == ""
    assert "আপত্তি" in Client().get(RESULT).content.decode()
