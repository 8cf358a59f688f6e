"""Between a complaint and its decision: taken on or not, looked into, asked."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ongikar.clock.watch import watch_clocks
from ongikar.grievances import actions
from ongikar.grievances.handling.destinations import Destination
from ongikar.grievances.models import Grievance, Inquiry, Question, Stage
from ongikar.grievances.parts import unanswered_complaints
from ongikar.grievances.transitions import GrievanceFault
from ongikar.letters.models import Dispatch
from ongikar.notices.models import Message
from ongikar.offices.models import Post
from ongikar.people.models import Contact, Holding
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault
from tests.applicants import show_proof

from .conftest import LATER, MINUTE

# Seven working days after the complaint was filed.
DUE = date(2026, 12, 15)
DAY = timedelta(days=1)


def stage_of(grievance):
    found = Grievance.objects.with_related().select_related("office").get(pk=grievance.pk)
    stage = found.current
    stage.grievance = found
    return stage


@pytest.fixture
def rahim(django_user_model):
    return django_user_model.objects.create_user("rahim", password="ongikar-demo")


@pytest.fixture
def inquirer(office, rahim):
    """A post beside the officer's, held by Rahim."""
    post = Post.objects.create(
        office=office,
        slug="assistant-programmer",
        title_bn="সহকারী প্রোগ্রামার",
        title_en="Assistant Programmer",
        role=Post.ASSISTANT,
    )
    Holding.objects.create(user=rahim, post=post, since=date(2026, 1, 1))
    return post


@pytest.fixture
def order(desk, salma, inquirer):
    """`order(grievance, …)`: Salma names the inquiry officer."""

    def do(grievance, **changes):
        asked = {"officer": inquirer, "terms": "নথি দেখুন।", "due": DUE, "submission": "once"} | changes
        return actions.order_inquiry(stage=stage_of(grievance), actor=desk(salma), now=LATER, **asked)

    return do


@pytest.fixture
def ask(desk, salma):
    def do(grievance, side, **changes):
        asked = {"words": "কবে গিয়েছিলেন?", "due": DUE, "submission": f"asked-{side}"} | changes
        return actions.ask(stage=stage_of(grievance), side=side, actor=desk(salma), now=LATER, **asked)

    return do


@pytest.mark.fast
def test_whoever_decides_takes_it_on_once_and_both_sides_read_it(
    filed, desk, signed_in, salma, karim, client, time_machine
):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    address = reverse("desk_grievance_act", args=[grievance.number, "accept"])
    for _ in range(2):
        signed_in(salma).post(address)
    assert stage_of(grievance).accepted_at.replace(microsecond=0) == LATER + MINUTE
    assert Grievance.objects.get().state == "accepted"
    assert grievance.acts.filter(name="accept").count() == 1
    html = show_proof(client, grievance).get(reverse("grievance", args=[grievance.number])).content.decode()
    assert "গ্রহণ করা হয়েছে, এখন দেখা হচ্ছে।" in html
    # Taken on, it still waits for the officer's answer.
    assert unanswered_complaints(desk(karim), grievance.office_id, 5) == [grievance]


def test_one_not_accepted_goes_out_as_a_letter_that_names_nobody_hidden(filed, desk, salma):
    grievance = filed(identity_hidden=True)
    stage = stage_of(grievance)
    words = f"{grievance.complainant.name} কোনো তথ্য দেননি।"
    actions.do_not_accept(stage=stage, reason_code="no_facts", words=words, actor=desk(salma), now=LATER)
    letter = stage_of(grievance).letter
    assert letter.memo_number
    told = f"{letter.texts.get().parts} {[each.name for each in letter.recipients.all()]}"
    assert grievance.complainant.name not in told
    assert "কোনো তথ্য" in told


def test_one_sent_to_another_office_goes_there_as_a_letter_with_a_copy_to_the_complainant(
    filed, desk, salma, office
):
    grievance = filed()
    contact = Contact.objects.create(
        office=office, organisation="ভূমি অফিস", post="সহকারী কমিশনার", since=date(2026, 1, 1)
    )
    to = Destination(contact=contact)
    facts = {"to": to, "words": "জমির বিষয়।", "actor": desk(salma), "now": LATER}
    with pytest.raises(GrievanceFault) as refused:
        actions.redirect_complaint(stage=stage_of(grievance), channel=Dispatch.EMAIL, **facts)
    assert refused.value.field == "channel"
    assert stage_of(grievance).is_open
    for way, field in ((Dispatch.POST, "channel"), (Dispatch.HAND, "carried_by")):
        # Nobody knows where the post should bring it, or who took it there.
        with pytest.raises(GrievanceFault) as refused:
            actions.redirect_complaint(stage=stage_of(grievance), channel=way, **facts)
        assert refused.value.field == field
    Contact.objects.filter(pk=contact.pk).update(address="কাছারি বাজার, রংপুর সদর")
    contact.refresh_from_db()
    actions.redirect_complaint(stage=stage_of(grievance), channel=Dispatch.POST, reference="RL 12", **facts)
    stage = stage_of(grievance)
    assert "ভূমি অফিস" in stage.reasons
    ways = Dispatch.objects.filter(recipient__letter=stage.letter).order_by("id")
    assert list(ways.values_list("channel", flat=True)) == [Dispatch.POST, Dispatch.PAGE]
    assert grievance.acts.get(name="redirect").data["contact"] == contact.pk


def test_an_inquiry_ordered_twice_by_one_press_is_one_and_two_are_refused(filed, order):
    grievance = filed()
    assert order(grievance) == order(grievance)
    with pytest.raises(GrievanceFault):
        order(grievance, submission="another")
    assert Inquiry.objects.get().is_open
    assert stage_of(grievance).accepted_at == LATER


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (LATER.date(), "tomorrow"),
        # A Friday; and after the decision is due.
        (date(2026, 12, 11), "closed"),
        (date(2027, 2, 22), "up to"),
    ],
)
def test_a_report_is_due_on_a_working_day_before_the_decision(filed, order, due, says):
    with pytest.raises(GrievanceFault) as refused:
        order(filed(), due=due)
    assert says in refused.value.en


def test_nobody_below_the_officer_complained_of_is_named(filed, order, office):
    below = Post.objects.get(office=office, role=Post.ASSISTANT, slug="office-assistant")
    with pytest.raises(GrievanceFault) as refused:
        order(filed(), officer=below)
    assert refused.value.field == "officer"
    assert not Inquiry.objects.exists()


def test_nothing_is_decided_while_the_inquiry_is_open(filed, order, decide, desk, salma, rahim):
    grievance = filed()
    inquiry = order(grievance)
    with pytest.raises(GrievanceFault):
        decide(grievance)
    with pytest.raises(PermissionDenied):
        actions.report_inquiry(
            inquiry=inquiry, report="—", actor=desk(grievance_holder(grievance)), now=LATER
        )
    for _ in range(2):
        actions.report_inquiry(inquiry=inquiry, report="চিঠি দেরিতে গেছে।", actor=desk(rahim), now=LATER)
    assert grievance.acts.filter(name="report_inquiry").count() == 1
    with pytest.raises(TransitionFault):
        actions.end_inquiry(stage=stage_of(grievance), reason="—", actor=desk(salma), now=LATER)
    decide(grievance)
    assert stage_of(grievance).outcome == "decided"


def grievance_holder(grievance):
    return Holding.objects.filter(post=grievance.respondent).first().user


def test_the_inquiry_officer_reads_no_hidden_name_and_reports_on_a_page_of_their_own(
    filed, order, signed_in, rahim, karim, salma, time_machine
):
    grievance = filed(identity_hidden=True)
    inquiry = order(grievance)
    time_machine.move_to(LATER + MINUTE)
    page = reverse("desk_inquiry", args=[inquiry.pk])
    html = signed_in(rahim).get(page).content.decode()
    assert "নাম গোপন" in html
    assert grievance.complainant.name not in html
    assert signed_in(karim).get(page).status_code == 403
    browser = signed_in(rahim)
    assert browser.post(page, {"report": ""}).status_code == 422
    assert browser.post(page, {"report": "দেরি হয়েছে।"}).url == page
    assert (
        "দেরি হয়েছে।"
        in signed_in(salma).get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    )


def test_an_inquiry_takes_the_days_of_the_charter_once(filed, order, desk, salma):
    grievance = filed()
    stage = stage_of(grievance)
    facts = {"reason": "সাক্ষী দূরে।", "actor": desk(salma), "now": LATER}
    with pytest.raises(GrievanceFault):
        actions.extend(stage=stage, **facts)
    order(grievance)
    allowed = stage.clock.running.undertaking.may_extend
    assert allowed == 10
    before = stage.clock.due_at
    actions.extend(stage=stage, **facts)
    calendar = stage.grievance.office.calendar
    assert stage.clock.due_at.date() == calendar.add_working_days(before.date(), allowed)
    with pytest.raises(LedgerFault):
        actions.extend(stage=stage, **facts)


def test_the_clock_waits_for_the_complainant_and_never_for_the_officer(filed, ask):
    grievance = filed()
    before = stage_of(grievance).clock.due_at
    ask(grievance, Question.RESPONDENT)
    assert not stage_of(grievance).clock.running.waiting_since
    question = ask(grievance, Question.COMPLAINANT)
    assert stage_of(grievance).clock.running.waiting_since
    with pytest.raises(GrievanceFault):
        ask(grievance, Question.COMPLAINANT, submission="second")
    later = LATER + 2 * DAY
    question.stage = stage_of(grievance)
    for _ in range(2):
        actions.reply(question=question, words="রবিবার।", now=later)
    clock = stage_of(grievance).clock
    assert not clock.running.waiting_since
    assert clock.due_at > before
    assert grievance.acts.filter(name="reply").count() == 1


def test_a_question_ends_by_itself_on_its_day_and_the_clock_goes_on_from_there(filed, ask):
    grievance = filed()
    question = ask(grievance, Question.COMPLAINANT)
    assert actions.end_due_questions(LATER + DAY) == 0
    # The worker comes by only days after it.
    late = datetime.fromisoformat("2026-12-20T11:00:00+06:00")
    assert actions.end_due_questions(late) == 1
    assert actions.end_due_questions(late) == 0
    question.refresh_from_db()
    assert question.ended_at == late
    running = stage_of(grievance).clock.running
    assert running.waits[0][1].astimezone(LATER.tzinfo).date() == DUE
    question.stage = stage_of(grievance)
    with pytest.raises(TransitionFault):
        actions.reply(question=question, words="রবিবার।", now=late)
    watch_clocks(late)


def test_the_complainant_answers_where_the_complaint_is_followed(filed, ask, client, time_machine):
    grievance = filed()
    question = ask(grievance, Question.COMPLAINANT)
    time_machine.move_to(LATER + MINUTE)
    page = reverse("grievance_reply", args=[grievance.number, question.pk])
    assert client.get(page).status_code == 302
    browser = show_proof(client, grievance)
    assert page in browser.get(reverse("grievance", args=[grievance.number])).content.decode()
    assert browser.post(page, {"words": ""}).status_code == 422
    for _ in range(2):
        assert browser.post(page, {"words": "রবিবার।"}).status_code == 302
    assert Question.objects.get().answer == "রবিবার।"
    assert browser.get(page).status_code == 302


def test_the_officer_is_asked_without_a_hidden_name(filed, ask, signed_in, karim, time_machine):
    grievance = filed(identity_hidden=True)
    question = ask(grievance, Question.RESPONDENT, words=f"{grievance.complainant.name}-কে কেন ফেরালেন?")
    time_machine.move_to(LATER + MINUTE)
    browser = signed_in(karim)
    page = reverse("desk_complaint_reply", args=[grievance.number, question.pk])
    for address in (page, reverse("desk_complaint", args=[grievance.number])):
        html = browser.get(address).content.decode()
        assert "কেন ফেরালেন?" in html
        assert grievance.complainant.name not in html
    browser.post(page, {"words": "ফেরাইনি।"})
    assert Question.objects.get().answer == "ফেরাইনি।"


def test_what_is_closed_waits_for_nothing(filed, ask, decide):
    grievance = filed()
    question = ask(grievance, Question.COMPLAINANT)
    decide(grievance)
    question.refresh_from_db()
    assert question.ended_at == LATER
    assert Stage.objects.get().clock.stopped_at == LATER


def test_each_of_them_is_told_in_a_message_that_says_nothing_of_whoever_complains(
    filed, order, ask, pass_time, desk, salma
):
    grievance = filed(identity_hidden=True)
    actions.accept(stage=stage_of(grievance), actor=desk(salma), now=LATER)
    inquiry = order(grievance)
    actions.extend(stage=stage_of(grievance), reason="সাক্ষী দূরে।", actor=desk(salma), now=LATER)
    for side in (Question.COMPLAINANT, Question.RESPONDENT):
        ask(grievance, side)
    actions.report_inquiry(inquiry=inquiry, report="দেরি হয়েছে।", actor=desk(salma), now=LATER)
    pass_time(LATER + MINUTE)
    told = Message.objects.filter(subject_type="grievance", subject_id=grievance.pk)
    verbs = {"accepted", "inquiry_ordered", "extended", "asked", "inquiry_reported"}
    made = told.values_list("outbox_entry__entry__verb", flat=True)
    assert verbs <= {verb.removeprefix("grievance.") for verb in made}
    complainant = grievance.complainant
    for message in told.exclude(address__in=[complainant.mobile, complainant.email or "-"]):
        assert complainant.name not in f"{message.title} {message.body}"
        assert "কবে গিয়েছিলেন" not in message.body


@pytest.mark.parametrize(
    ("root", "says"), [("", "তদন্ত চলছে"), ("/en", "The inquiry is open")], ids=["bn", "en"]
)
def test_a_decision_sent_while_the_inquiry_is_open_is_kept_and_told_why(
    filed, order, signed_in, salma, time_machine, root, says
):
    grievance = filed()
    order(grievance)
    time_machine.move_to(LATER + MINUTE)
    browser, page = signed_in(salma), f"{root}/desk/grievances/{grievance.number}/"
    assert f"{page}decide/" not in browser.get(page).content.decode()
    sent = {"upheld": "no", "decision": "সঠিক নয়।", "reasons": "নথিতে আছে।", "cause": "none"}
    answer = browser.post(f"{page}decide/", sent)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert says in html
    assert "নথিতে আছে।" in html
    assert stage_of(grievance).is_open
