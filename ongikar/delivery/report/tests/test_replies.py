"""A report is kept by a letter that has gone to whom it was promised, item by item."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ongikar.cases import actions
from ongikar.cases.actions.result_letter import letter_of
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.models import Case
from ongikar.delivery.report.items import open_items
from ongikar.delivery.report.replies import begin_reply
from ongikar.letters.models import Dispatch, Letter, Recipient
from ongikar.letters.outgoing.actions import Addressee, Wording, issue, sign, write_recipients, write_text
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.offices.models import Post
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
CODE = "institutional-1"
ANSWERS = {
    "memo_number": "৫৬.০৪.৮৫০০.০০০.০১",
    "letter_date": "2026-11-20",
    "due_date": "2026-11-30",
    "items": "চালু ল্যাবের তালিকা\nপ্রশিক্ষণের সংখ্যা\n\nচালু ল্যাবের তালিকা",
}


@pytest.fixture
def case(receive, now):
    return receive(CODE, answers=ANSWERS, now=now)


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


def reply(case, office, actor, now, *, items=None, mark="one"):
    officer = office.posts.get(role=Post.OFFICER)
    return begin_reply(
        case,
        items=open_items(case) if items is None else items,
        drafter=officer,
        signer=officer,
        submission=mark,
        actor=actor,
        now=now,
    )


def issued(letter, actor, now):
    newest = letter.texts.last()
    wording = Wording(newest.subject_line, newest.body.replace("…", "৪২"), newest.source)
    write_text(letter, wording, actor=actor, now=now)
    sign(letter, actor=actor, now=now)
    issue(letter, actor=actor, now=now)
    return letter


def send(letter, actor, now, role=Recipient.TO):
    for recipient in letter.recipients.filter(role=role):
        dispatch(letter, recipient, channel=Dispatch.HAND, taken_by="অফিস সহায়ক", actor=actor, now=now)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_every_item_is_a_task_of_the_post_that_answers_for_it_due_with_the_letter(case):
    tasks = Task.objects.of_subject(case.reference)
    assert [task.title for task in tasks] == ["চালু ল্যাবের তালিকা", "প্রশিক্ষণের সংখ্যা"]
    assert {task.owner_post_id for task in tasks} == {case.post_id}
    assert {task.clock.due_at for task in tasks} == {case.clock.due_at}


def test_a_request_for_one_thing_is_one_piece_of_work(receive):
    case = receive(CODE, answers=ANSWERS | {"items": "চালু ল্যাবের তালিকা"})
    assert not Task.objects.of_subject(case.reference).exists()


def test_an_issued_letter_that_lies_in_the_office_keeps_nothing(case, office, actor, now):
    letter = issued(reply(case, office, actor, now), actor, now)
    assert letter.state == "issued"
    assert fresh(case).is_open
    send(letter, actor, now + timedelta(days=1))
    kept = fresh(case)
    assert (kept.state, kept.closed_at) == ("kept", now + timedelta(days=1))
    # The paper of the case is the letter that went, and no other was issued for it.
    assert kept.memo_number == letter.memo_number
    assert letter_of(kept).pk == letter.pk
    assert Letter.objects.filter(office=office, direction=Letter.OUT).count() == 1
    assert {task.state for task in Task.objects.of_subject(case.reference)} == {"done"}


def test_a_copy_that_lies_behind_keeps_nobody_waiting_and_one_through_does(case, office, actor, now):
    letter = reply(case, office, actor, now)
    mine = list(letter.recipients.all())
    letter.recipients.all().delete()
    write_recipients(
        letter,
        [
            Addressee(mine[0].name, applicant=mine[0].applicant),
            Addressee("জেলা প্রশাসক", role=Recipient.THROUGH),
            Addressee("নথি", role=Recipient.COPY),
        ],
    )
    issued(letter, actor, now)
    send(letter, actor, now)
    assert fresh(case).is_open
    send(letter, actor, now, Recipient.THROUGH)
    assert fresh(case).state == "kept"


@pytest.mark.fast
def test_a_letter_that_answers_one_item_gives_a_part_and_the_clock_runs_on(case, office, actor, now):
    [first, second] = open_items(case)
    letter = issued(reply(case, office, actor, now, items=[first]), actor, now)
    send(letter, actor, now)
    part = fresh(case)
    assert part.is_open
    assert part.outcome["left"] == second.title
    assert part.clock.stopped_at is None
    rest = issued(reply(part, office, actor, now, items=[second], mark="two"), actor, now)
    send(rest, actor, now + timedelta(days=2))
    assert fresh(case).state == "kept"
    assert fresh(case).memo_number == rest.memo_number


def test_the_draft_is_addressed_to_whoever_asked_and_names_their_letter(case, office, actor, now):
    letter = reply(case, office, actor, now)
    assert letter.recipients.get().applicant_id == case.applicant_id
    text = letter.texts.get()
    assert text.source == "স্মারক নং ৫৬.০৪.৮৫০০.০০০.০১, তারিখ শুক্রবার, ২০\u00a0নভেম্বর ২০২৬"
    assert reply(case, office, actor, now).pk == letter.pk


def test_what_ends_otherwise_leaves_no_item_owed(case, actor, now):
    actions.refuse(case, reason="এই তথ্য এখানে রাখা হয় না।", actor=actor, now=now)
    assert {task.state for task in Task.objects.of_subject(case.reference)} == {"dropped"}


def test_open_cases_of_before_are_adopted_once_and_no_clock_moves(receive, now):
    case = receive(CODE, answers=ANSWERS | {"items": "চালু ল্যাবের তালিকা"})
    Case.objects.filter(pk=case.pk).update(form_version=1, answers=ANSWERS)
    due = fresh(case).clock.due_at
    assert adopt_open_cases(now) == 1
    assert Task.objects.of_subject(case.reference).count() == 2
    assert fresh(case).clock.due_at == due
    assert fresh(case).form_version == 2
    assert adopt_open_cases(now) == 0
    assert Task.objects.of_subject(case.reference).count() == 2


def test_closed_cases_of_before_are_left_as_they_are(receive, karim, actor, now):
    case = receive(CODE, answers=ANSWERS | {"items": "চালু ল্যাবের তালিকা"})
    actions.keep(case, outcome={"words": "পাঠানো হলো।", "sent_by": "post"}, actor=actor, now=now)
    Case.objects.filter(pk=case.pk).update(form_version=1)
    assert adopt_open_cases(now) == 0
    assert fresh(case).form_version == 1


def test_the_button_leads_to_the_letter_and_keeps_nothing_by_itself(
    case, karim, client, settings, time_machine, now
):
    time_machine.move_to(now, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    keep = f"/desk/cases/{case.number}/keep/"
    assert client.get(keep).url == f"/desk/reply/{case.number}/"
    assert client.post(keep, {"words": "পাঠানো হলো।", "sent_by": "post", "given": "all"}).status_code == 302
    assert fresh(case).is_open
    answer = client.post(f"/desk/reply/{case.number}/", {"items": [], "language": "bn"})
    assert answer.status_code == 422
    items = [str(task.pk) for task in open_items(case)]
    made = client.post(f"/desk/reply/{case.number}/", {"items": items, "language": "bn"})
    assert made.url == client.get(keep).url
    assert "স্মারক নং ৫৬.০৪.৮৫০০.০০০.০১" in client.get(made.url).content.decode()


def test_a_draft_has_a_place_for_every_item_and_is_not_signed_before_they_are_filled(
    case, office, actor, now
):
    letter = reply(case, office, actor, now)
    body = letter.texts.get().body
    assert "১. চালু ল্যাবের তালিকা: …\n২. প্রশিক্ষণের সংখ্যা: …" in body
    assert body.startswith("উপর্যুক্ত বিষয় ও সূত্রের প্রেক্ষিতে জানানো যাচ্ছে যে,\n\n১.")
    with pytest.raises(LetterFault, match="still stands"):
        sign(letter, actor=actor, now=now)
    assert Letter.objects.get(pk=letter.pk).state == "draft"


def test_a_letter_begun_from_the_diary_answers_every_item(case, office, actor, now):
    letter = reply(case, office, actor, now)
    letter.reply_items.all().delete()
    send(issued(letter, actor, now), actor, now)
    assert fresh(case).state == "kept"


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ("hand", {"carried_by": "অফিস সহায়ক"}),
        ("post", {"reference": "RL 77"}),
        ("email", {}),
        ("dnothi", {"reference": "ডি-৭"}),
    ],
)
def test_a_report_is_kept_by_each_way_entered_in_either_language(
    receive, rahima, office, actor, signed_in, karim, now, time_machine, channel, told, root
):
    time_machine.move_to(now)
    case = receive(CODE, answers=ANSWERS, person=replace(rahima, email="rahima@example.com"))
    letter = issued(reply(case, office, actor, now), actor, now)
    way = f"{root}/desk/letters/out/{letter.pk}/dispatch/{letter.recipients.get().pk}/"
    desk = signed_in(karim)
    if told:
        assert desk.post(way, {"channel": channel, "token": "nothing to show"}).status_code == 422
        assert (fresh(case).is_open, Dispatch.objects.count()) == (True, 0)
    assert desk.post(way, {"channel": channel, "token": "sent", **told}).status_code == 302
    assert (fresh(case).state, Dispatch.objects.get().channel) == ("kept", channel)
