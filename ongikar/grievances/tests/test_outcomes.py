"""What a decision leads to: its letter, its remedies as tasks, its rating, and what is recommended."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ongikar.grievances import actions
from ongikar.grievances.actions import RemedyEntry
from ongikar.grievances.declarations import remedy_tag
from ongikar.grievances.models import DecisionRating, Grievance, Recommendation
from ongikar.grievances.retention import anonymise_grievance
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.paper import printed_data
from ongikar.notices.models import Message
from ongikar.people.models import GONE
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks import actions as tasks
from ongikar.tasks.models import Task

from .conftest import LATER, MINUTE

DUE = date(2026, 12, 10)
DAY = timedelta(days=1)


def current(grievance):
    return Grievance.objects.with_related().select_related("office").get(pk=grievance.pk).current


@pytest.fixture
def remedied(filed, decide):
    """`remedied(words, …)`: decided, with something to do for the officer complained of."""

    def do(words="উত্তর দিতে হবে।", **choices):
        grievance = filed(**choices)
        decide(grievance, remedies=[RemedyEntry(words, grievance.respondent, DUE)], cause="neglect")
        return grievance

    return do


def sent_words(grievance, verb):
    rows = Message.objects.about(grievance.reference).filter(outbox_entry__entry__verb=verb)
    return [row.body for row in rows.filter(person__startswith="applicant:")]


def test_the_decision_goes_out_as_one_letter_with_its_memo_number(remedied):
    grievance = remedied()
    letter = Letter.objects.get(subject_type="grievance")
    paper = str(printed_data(letter))
    assert letter.memo_number
    assert letter.dispatched_at == LATER
    assert "রহিমা খাতুন" in paper
    assert "উত্তর দিতে হবে (" in paper
    assert current(grievance).letter == letter


def test_the_letter_of_a_hidden_complaint_and_its_task_tell_nothing_of_who_complained(remedied):
    grievance = remedied("রহিমা খাতুনকে ০১৭০০০০০০০১ নম্বরে জানান", identity_hidden=True)
    paper = str(printed_data(Letter.objects.get(subject_type="grievance")))
    task = Task.objects.get()
    for trace in ("রহিমা", "০১৭০০০০০০০১", "01700000001", grievance.case.number):
        assert trace not in paper + task.title + task.words
    assert "নাম গোপন" in paper


def test_a_remedy_is_done_for_the_complainant_only_once_it_was_checked(remedied, karim, salma, pass_time):
    grievance = remedied()
    task = Task.objects.get()
    assert (task.check_post, task.origin) == (current(grievance).post, "remedy")
    reported = LATER + DAY
    tasks.report_task(task, words="উত্তর দিয়েছি।", actor=("user", karim.pk), now=reported)
    task = Task.objects.get()
    pass_time(reported)
    assert remedy_tag(task, reported)[0] == "open"
    assert sent_words(grievance, "task.verified") == []
    tasks.verify_task(task, actor=("user", salma.pk), now=reported + DAY)
    pass_time(reported + DAY)
    look, words = remedy_tag(Task.objects.get(), reported + DAY)
    assert (look, "যাচাই" in words) == ("kept", True)
    assert "যাচাই হয়েছে" in sent_words(grievance, "task.verified")[0]


def test_a_remedy_that_is_late_is_told_to_the_complainant_and_to_whoever_decided(remedied, pass_time):
    grievance = remedied()
    pass_time(LATER + 10 * DAY)
    assert "হওয়ার কথা ছিল" in sent_words(grievance, "task.broken")[0]
    decider = current(grievance).post
    assert Message.objects.filter(
        outbox_entry__entry__verb="task.broken", person=f"post:{decider.pk}"
    ).exists()


def test_a_decision_is_rated_once_and_not_after_it_has_gone_up(remedied, pass_time):
    grievance = remedied()
    stage = current(grievance)
    for stars in (2, 5):
        actions.rate_decision(stage=stage, stars=stars, words="দেরি হলো", now=LATER + MINUTE)
    assert DecisionRating.objects.get().stars == 2
    assert grievance.acts.filter(name="rate").count() == 1
    pass_time(LATER + MINUTE)
    rated = Message.objects.filter(outbox_entry__entry__verb="grievance.rated", channel=Message.SMS)
    assert "৫-এ ২ দেওয়া হয়েছে" in rated.get().body
    actions.file_appeal(grievance=grievance, words="মানি না", now=LATER + DAY)
    DecisionRating.objects.all().delete()
    with pytest.raises(TransitionFault):
        actions.rate_decision(stage=current(grievance), stars=3, now=LATER + DAY)


def test_a_recommendation_becomes_an_initiative_that_names_nobody(remedied, desk, salma):
    grievance = remedied(identity_hidden=True)
    stage = current(grievance)
    for _ in range(2):
        made = actions.recommend(
            stage=stage,
            title="দেরি হলে আগে জানান",
            words="রহিমা খাতুনের মতো সবাইকে SMS দিন",
            submission="pressed once",
            actor=desk(salma),
            now=LATER + MINUTE,
        )
    assert Recommendation.objects.get() == made
    case = Recommendation.objects.get().case
    assert case.row.kind == "initiative"
    assert case.answers["title"] == "দেরি হলে আগে জানান"
    assert "রহিমা" not in str(case.answers)


def test_retention_empties_the_letter_and_the_remedies_with_the_complaint(remedied):
    grievance = remedied()
    anonymise_grievance(grievance)
    assert Task.objects.get().title == GONE
    assert Letter.objects.get(subject_type="grievance").subject_line == GONE


def test_each_door_hands_out_the_letter_to_whom_it_belongs(
    remedied, signed_in, salma, karim, shirin, time_machine
):
    grievance = remedied()
    time_machine.move_to(LATER + MINUTE)
    for person, door, answer in (
        (salma, "desk_grievance_paper", 200),
        (karim, "desk_complaint_paper", 200),
        (karim, "desk_grievance_paper", 403),
        (shirin, "desk_complaint_paper", 403),
    ):
        address = reverse(door, args=[grievance.number, "decision", 1])
        assert signed_in(person).get(address).status_code == answer, (person, door)
