"""An answer keeps its promise once it left by the way that was asked for; what comes back is owed again."""

from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from django.db import connection

from ongikar.cases import actions
from ongikar.cases.actions.result_letter import letter_of
from ongikar.cases.kinds import OutcomeFault
from ongikar.cases.models import Case
from ongikar.clock import actions as clocks
from ongikar.clock.watch import watch_clocks
from ongikar.journal.outbox import run_due_entries
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing.dispatching import dispatch, record_result, withhold
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.notices.models import Message
from ongikar.rules import case_transitions

pytestmark = pytest.mark.django_db
GIVEN = {"words": "পাঁচটি ল্যাব চালু আছে।"}
DAY = timedelta(days=1)


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def asked(receive):
    """`asked("post")`: a question whose answer is wanted so."""

    def do(way, **options):
        answers = {"question": "কয়টি ল্যাব চালু আছে?", "form_wanted": "written", "receive_by": way}
        return receive(answers=answers, **options)

    return do


def fresh(case):
    return Case.objects.with_related().get(pk=case.pk)


def waiting_letter(case):
    return Letter.objects.get(pk=fresh(case).unsent_letter_id)


def post_it(case, actor, now, **told):
    letter = waiting_letter(case)
    told = {"channel": Dispatch.POST, "reference": "RL 123"} | told
    return dispatch(letter, letter.recipients.get(), actor=actor, now=now, **told)


def test_an_answer_wanted_by_post_keeps_nothing_before_it_is_posted(asked, actor, now):
    case = asked("post")
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    lying = fresh(case)
    assert (lying.state, lying.closed_at, lying.memo_number) == (case_transitions.RECEIVED, None, "")
    assert lying.clock.stopped_at is None
    letter = waiting_letter(case)
    assert (letter.state, letter.dispatched_at, Dispatch.objects.count()) == ("issued", None, 0)
    sent = post_it(case, actor, now + DAY)
    kept = fresh(case)
    assert (kept.state, kept.closed_at, kept.outcome) == ("kept", now + DAY, GIVEN)
    assert (kept.memo_number, letter_of(kept).pk) == (letter.memo_number, letter.pk)
    assert kept.clock.stopped_at == now + DAY
    # It stands in the book of what is carried, with its receipt and where it went.
    assert (sent.book_serial, sent.reference, sent.address) == (1, "RL 123", "হরিদেবপুর, রংপুর সদর")
    assert kept.acts.get(name="keep").data["reply_receipt"] == "RL 123"


@pytest.mark.parametrize(("way", "channel"), [("collect", "counter"), ("", "page")])
def test_what_nobody_carries_is_kept_with_the_press_by_its_own_way(asked, receive, actor, now, way, channel):
    case = asked(way) if way else receive()
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    assert fresh(case).state == "kept"
    assert [each.channel for each in Dispatch.objects.all()] == [channel]


def test_by_email_it_goes_to_the_address_that_was_given(asked, rahima, actor, now):
    case = asked("email", person=replace(rahima, email="rahima@example.com"))
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    assert (fresh(case).state, Dispatch.objects.get().channel) == ("kept", Dispatch.EMAIL)


@pytest.mark.parametrize(
    ("way", "address", "field", "says"),
    [
        ("email", "হরিদেবপুর, রংপুর সদর", "reply_way", "ই-মেইল ঠিকানা নেই"),
        # The name of a village alone stands in the district many times over.
        ("post", "হরিদেবপুর", "reply_way", "ডাকঘর ও উপজেলা"),
        ("post", "", "reply_way", "ডাকঘর ও উপজেলা"),
    ],
)
def test_without_an_address_it_is_said_at_once_what_else_is_possible(
    asked, rahima, actor, now, way, address, field, says
):
    case = asked(way, person=replace(rahima, address=address))
    with pytest.raises(OutcomeFault) as refused:
        actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    [missing] = refused.value.missing
    assert missing.field == field
    assert says in missing.words
    assert "কাউন্টারে" in missing.words
    assert (fresh(case).is_open, Letter.objects.count()) == (True, 0)


def test_another_way_needs_its_reason_which_the_applicant_reads(asked, actor, now, client):
    case = asked("post")
    with pytest.raises(OutcomeFault) as refused:
        actions.keep(case, outcome=GIVEN, actor=actor, now=now, way=Dispatch.COUNTER)
    assert [missing.field for missing in refused.value.missing] == ["reply_reason"]
    why = "নিজে এসে নেবেন বলেছেন"
    actions.keep(case, outcome=GIVEN, actor=actor, now=now, way=Dispatch.COUNTER, way_reason=why)
    assert fresh(case).state == "kept"
    session = client.post("/track/", {"number": case.number, "last_four": "0001"}, follow=True)
    shown = session.content.decode()
    assert f"চেয়েছিলেন: ডাকে। কারণ: {why}।" in shown


def test_a_way_other_than_asked_at_the_dispatch_needs_its_reason_too(asked, actor, now):
    case = asked("post")
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    by_hand = {"channel": Dispatch.HAND, "reference": "", "taken_by": "রহিমা খাতুন"}
    with pytest.raises(LetterFault) as refused:
        post_it(case, actor, now, **by_hand)
    assert refused.value.field == "reason"
    assert fresh(case).is_open
    post_it(case, actor, now, **by_hand, reason="নিজে এসে নিলেন")
    assert fresh(case).acts.get(name="keep").data["reply_reason"] == "নিজে এসে নিলেন"


@pytest.mark.parametrize(
    ("channel", "field"),
    [(Dispatch.POST, "reference"), (Dispatch.HAND, "carried_by"), (Dispatch.DNOTHI, "reference")],
)
def test_no_line_is_written_without_what_shows_that_somebody_sent_it(asked, actor, now, channel, field):
    case = asked("post")
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    with pytest.raises(LetterFault) as refused:
        post_it(case, actor, now, channel=channel, reference="", reason="অন্য পথ")
    assert refused.value.field == field
    assert (fresh(case).is_open, Dispatch.objects.count()) == (True, 0)


def test_what_came_back_is_owed_again_under_the_clock_and_the_day_it_had(asked, actor, now):
    case = asked("post")
    due = case.clock.due_at
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    sent = post_it(case, actor, now + timedelta(hours=1))
    record_result(sent, result=Dispatch.RETURNED, words="ঠিকানায় কেউ নেই", actor=actor, now=now + DAY)
    owed = fresh(case)
    assert (owed.state, owed.closed_at, owed.memo_number) == (case_transitions.ACCEPTED, None, "")
    assert (owed.clock.due_at, owed.clock.stopped_at, owed.clock.outcome) == (due, None, "")
    assert waiting_letter(case).dispatched_at is None
    # It breaks when its day passes, as any open promise does.
    assert watch_clocks(due + timedelta(minutes=1))
    assert fresh(case).clock.is_late(due + timedelta(minutes=1))
    again = post_it(case, actor, due + DAY, reference="RL 124")
    kept = fresh(case)
    assert (kept.state, kept.outcome, kept.closed_at) == ("kept", GIVEN, due + DAY)
    assert kept.clock.is_late(due + DAY)
    assert (sent.book_serial, again.book_serial) == (1, 2)
    assert [act.name for act in kept.acts.all()][-4:] == ["issue_answer", "keep", "come_back", "keep"]


def test_what_was_kept_by_email_is_owed_again_when_it_bounced(asked, rahima, actor, now):
    case = asked("email", person=replace(rahima, email="rahima@example.com"))
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    sent = Dispatch.objects.select_related("recipient__letter__office").get()
    record_result(sent, result=Dispatch.FAILED, words="550 no such user", actor=actor, now=now + DAY)
    assert fresh(case).is_open
    post_it(case, actor, now + DAY, reason="ই-মেইল ঠিকানা ভুল")
    assert (fresh(case).state, fresh(case).outcome) == ("kept", GIVEN)


def test_a_copy_delivered_or_a_second_dispatch_that_stands_owes_nothing_again(asked, actor, now):
    case = asked("post")
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    letter = waiting_letter(case)
    first = post_it(case, actor, now)
    to = letter.recipients.get()
    dispatch(letter, to, channel=Dispatch.POST, reference="RL 124", actor=actor, now=now)
    record_result(first, result=Dispatch.RETURNED, actor=actor, now=now + DAY)
    assert fresh(case).state == "kept"


def test_an_issued_answer_is_kept_back_and_written_anew(asked, actor, now):
    case = asked("post")
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    # What a signed letter says is given is not refused beside it.
    with pytest.raises(case_transitions.TransitionFault):
        actions.refuse(case, reason="নেই", actor=actor, now=now)
    withhold(waiting_letter(case), reason="সংখ্যা ভুল ছিল", actor=actor, now=now)
    assert (fresh(case).is_open, fresh(case).unsent_letter_id) == (True, None)
    actions.keep(case, outcome={"words": "ছয়টি।"}, actor=actor, now=now)
    post_it(case, actor, now)
    assert fresh(case).outcome == {"words": "ছয়টি।"}
    assert [letter.book_serial for letter in Letter.objects.order_by("id")] == [1, 2]


def test_the_answer_to_what_was_taken_back_is_not_sent(asked, actor, now):
    case = asked("post")
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    letter = waiting_letter(case)
    actions.withdraw(case, words="লাগবে না", now=now)
    with pytest.raises(LetterFault, match="took the application back"):
        dispatch(
            letter, letter.recipients.get(), channel=Dispatch.POST, reference="RL 1", actor=actor, now=now
        )
    assert Dispatch.objects.count() == 0
    withhold(letter, reason="আবেদন তুলে নেওয়া হয়েছে", actor=actor, now=now)
    with pytest.raises(LetterFault):
        dispatch(
            letter, letter.recipients.get(), channel=Dispatch.POST, reference="RL 1", actor=actor, now=now
        )


def test_a_refusal_wanted_by_post_waits_for_the_post_and_is_told_at_once(asked, actor, now):
    case = asked("post")
    actions.refuse(case, reason="তালিকাটি এ দপ্তরে নেই", actor=actor, now=now)
    assert fresh(case).state == "refused"
    letter = letter_of(fresh(case))
    assert (letter.dispatched_at, Dispatch.objects.count()) == (None, 0)


@pytest.mark.parametrize("root", ["", "/en"])
def test_from_the_answer_page_over_the_label_to_kept(asked, signed_in, karim, now, time_machine, root):
    time_machine.move_to(now)
    case = asked("post")
    desk = signed_in(karim)
    page = desk.get(f"{root}/desk/cases/{case.number}/keep/").content.decode()
    asked_for = "Asked for: By post" if root else "চেয়েছেন: ডাকে"
    assert asked_for in page
    given = {"given": "all", "words": "পাঁচটি।", "reply_way": "post"}
    answer = desk.post(f"{root}/desk/cases/{case.number}/keep/", given)
    letter = waiting_letter(case)
    assert answer.url.endswith(f"{root}/desk/letters/out/{letter.pk}/")
    shown = desk.get(answer.url).content.decode()
    assert ("Asked for:" if root else "চেয়েছেন:") in shown
    assert ("The promise is kept when this has left" if root else "এটি গেলে কথা রাখা হবে") in shown
    to = letter.recipients.get()
    label = desk.get(f"{root}/desk/letters/out/{letter.pk}/label/{to.pk}/")
    text = pypdfium2.PdfDocument(label.content)[0].get_textpage().get_text_range()
    for part in ("হরিদেবপুর", "৮৫৪৯.২৬২৭.০০০১"):
        assert part in text
    for page in (f"{root}/desk/cases/{case.number}/", f"{root}/desk/cases/?tab=open"):
        assert ("Send the answer" if root else "উত্তর পাঠান") in desk.get(page).content.decode()
    way = f"{root}/desk/letters/out/{letter.pk}/dispatch/{to.pk}/"
    nothing = desk.post(way, {"channel": "post", "token": "one"})
    assert nothing.status_code == 422
    assert desk.post(way, {"channel": "post", "reference": "RL ৫", "token": "one"}).status_code == 302
    assert fresh(case).state == "kept"
    seen = desk.get(f"{root}/desk/cases/{case.number}/").content.decode()
    assert (
        "The answer has left: By post, receipt RL 5" if root else "উত্তর দেওয়া হয়েছে: ডাকে, রসিদ RL ৫"
    ) in seen


@pytest.mark.parametrize("root", ["", "/en"])
def test_whoever_asked_reads_that_it_is_written_and_not_sent_yet(
    asked, actor, now, client, time_machine, root
):
    time_machine.move_to(now)
    case = asked("post")
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    shown = client.post(
        f"{root}/track/", {"number": case.number, "last_four": "0001"}, follow=True
    ).content.decode()
    assert ("The answer is written and is to be sent" if root else "উত্তর লেখা হয়েছে, পাঠানো বাকি") in shown
    # What it says is read when it is given, not before.
    assert GIVEN["words"] not in shown


def test_the_clock_goes_on_under_the_calendar_of_now_after_it_came_back(asked, actor, now):
    case = asked("post")
    clocks.stop(case.clock, outcome="kept", now=now)
    due = case.clock.due_at
    clocks.revoke_stop(case.clock, reason="ফেরত এসেছে", now=now + DAY)
    assert (case.clock.due_at, case.clock.stopped_at, case.clock.look_at is not None) == (due, None, True)


def test_every_row_of_it_is_sealed_with_its_act(asked, actor, now):
    case = asked("post")
    actions.keep(case, outcome=GIVEN, actor=actor, now=now)
    sent = post_it(case, actor, now, carried_by="পিয়ন")
    record_result(sent, result=Dispatch.RETURNED, actor=actor, now=now + DAY)
    assert list(find_differences(expected_rows())) == []
    # Who is said to have carried it is changed in the database alone.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE letters_dispatch SET carried_by = %s WHERE id = %s", ["অন্য কেউ", sent.pk])
    assert [each.column for each in find_differences(expected_rows())] == ["carried_by"]


# How it is wanted → the channel, and what the message to the applicant says in either language.
TOLD = {
    "collect": ("counter", "উত্তর তৈরি, কার্যালয়ে এসে নিন", "the answer is ready, collect it at the office"),
    "post": ("post", "উত্তর ডাকে পাঠানো হয়েছে", "the answer was posted"),
    "email": ("email", "উত্তর ই-মেইলে পাঠানো হয়েছে", "the answer was sent by e-mail"),
}


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("way", TOLD)
def test_each_way_is_walked_to_kept_and_told_to_the_applicant_in_their_language(
    asked, rahima, signed_in, karim, now, time_machine, way, tongue
):
    time_machine.move_to(now)
    channel, *told = TOLD[way]
    root = "/en" if tongue == "en" else ""
    case = asked(way, person=replace(rahima, email="rahima@example.com", language=tongue))
    desk = signed_in(karim)
    given = {"given": "all", "words": "পাঁচটি।", "reply_way": channel}
    assert desk.post(f"{root}/desk/cases/{case.number}/keep/", given).status_code == 302
    if channel == "post":
        assert fresh(case).is_open
        letter = waiting_letter(case)
        way_out = f"{root}/desk/letters/out/{letter.pk}/dispatch/{letter.recipients.get().pk}/"
        desk.post(way_out, {"channel": "post", "reference": "RL 5", "token": "posted"})
    assert (fresh(case).state, Dispatch.objects.get().channel) == ("kept", channel)
    for _ in range(3):
        run_due_entries(now + timedelta(minutes=1))
    messages = Message.objects.filter(subject_type="case", person__startswith="applicant")
    assert any(told[tongue == "en"] in message.body for message in messages)
