"""Versions that never change, rounds, and answers that are taken once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ongikar.charter.documents.faults import DocumentFault
from ongikar.journal.actions import WORKER
from ongikar.journal.models import Entry
from ongikar.operations.retention import purge_due
from ongikar.questionnaires.actions import (
    AFTER_SUBMISSION,
    AnswersRefused,
    SheetRefused,
    close_round,
    has_answered,
    invite_respondent,
    open_round,
    publish_version,
    response_for,
    retire_questionnaire,
    save_draft,
    submit_response,
    void_response,
)
from ongikar.questionnaires.actions.rounds import respondent_of_key
from ongikar.questionnaires.filling.drafts import begin_draft, submit_timed_drafts
from ongikar.questionnaires.models import (
    AnonymousResponse,
    Answered,
    Questionnaire,
    QuestionnaireFault,
    Response,
    ResponseDraft,
    Version,
)

from .sheets import FEEDBACK_SURVEY, TEST_CHOICES, TEST_SHEET, TEST_SURVEY, workbook

GOOD = {"knows": "yes", "since": "২০২০", "capital": "dhaka"}


@pytest.mark.fast
def test_a_test_is_published_answered_and_scored(test_questions, round_of, now):
    round = round_of(test_questions, pass_percent=60)
    made = submit_response(round=round, answers=GOOD, respondent=("user", 7), now=now)
    assert (made.score, made.score_of, made.percent, made.has_passed) == (Decimal(2), Decimal(2), 100, True)
    assert response_for(round, ("user", 7)) == made
    assert response_for(round, ("user", 8)) is None
    assert Entry.objects.filter(verb="response.submitted", subject_id=made.pk).exists()


def test_what_is_not_asked_is_not_kept(test_questions, round_of, now):
    answers = GOOD | {"knows": "no", "since": "gone", "nobody": "asked"}
    made = submit_response(round=round_of(test_questions), answers=answers, respondent=("user", 7), now=now)
    assert made.answers == {"knows": "no", "capital": "dhaka"}


def test_what_was_left_open_is_refused_question_by_question(test_questions, round_of, now):
    with pytest.raises(AnswersRefused) as caught:
        submit_response(
            round=round_of(test_questions), answers={"knows": "yes"}, respondent=("user", 7), now=now
        )
    assert [problem.name for problem in caught.value.problems] == ["since", "capital"]
    assert not Response.objects.exists()


def test_a_choice_that_is_not_offered_is_refused(test_questions, round_of, now):
    with pytest.raises(AnswersRefused):
        submit_response(round=round_of(test_questions), answers=GOOD | {"capital": "delhi"}, now=now)


def test_a_respondent_answers_once_and_again_after_it_was_voided(test_questions, round_of, now):
    round = round_of(test_questions)
    made = submit_response(round=round, answers=GOOD, respondent=("user", 7), now=now)
    with pytest.raises(QuestionnaireFault) as caught:
        submit_response(round=round, answers=GOOD, respondent=("user", 7), now=now)
    assert "already" in str(caught.value)
    void_response(made, reason="ভুল করে", actor=WORKER, now=now)
    assert response_for(round, ("user", 7)) is None
    again = submit_response(round=round, answers=GOOD, respondent=("user", 7), now=now)
    assert response_for(round, ("user", 7)) == again


def test_the_same_instance_is_taken_once(test_questions, round_of, now):
    round = round_of(test_questions)
    sent = {"round": round, "answers": GOOD, "respondent": ("user", 7), "instance_id": "uuid:1", "now": now}
    assert submit_response(**sent) == submit_response(**sent)
    assert Response.objects.count() == 1


def test_nothing_is_taken_before_it_opens_or_after_it_closes(test_questions, round_of, now):
    for round in (
        round_of(test_questions, opens_at=now + timedelta(hours=1)),
        round_of(test_questions, opens_at=now - timedelta(days=2), closes_at=now - timedelta(days=1)),
    ):
        with pytest.raises(QuestionnaireFault):
            submit_response(round=round, answers=GOOD, respondent=("user", 7), now=now)
    running = round_of(test_questions)
    close_round(running, actor=WORKER, now=now)
    close_round(running, actor=WORKER, now=now + timedelta(hours=1))
    assert running.closes_at == now
    with pytest.raises(QuestionnaireFault):
        submit_response(round=running, answers=GOOD, respondent=("user", 7), now=now + timedelta(minutes=5))


def test_apps_above_hear_of_answers_in_their_transaction(test_questions, round_of, now):
    heard = []

    def follow(response, *, now):
        heard.append(response)

    AFTER_SUBMISSION.append(follow)
    try:
        made = submit_response(round=round_of(test_questions), answers=GOOD, respondent=("user", 7), now=now)
    finally:
        AFTER_SUBMISSION.remove(follow)
    assert heard == [made]


def test_a_sealed_answer_lies_encrypted(every_type, round_of, now):
    made = submit_response(
        round=round_of(every_type), answers={"pay": 12_345, "t": "লেখা"}, respondent=("user", 7), now=now
    )
    made.refresh_from_db()
    assert made.answers == {"t": "লেখা", "sum": 0}
    assert "12345" not in made.sealed_answers
    assert made.read_sealed_answers() == '{"pay": 12345}'


# ---- anonymous ----


def test_an_anonymous_response_joins_to_nobody_by_key_order_or_time(feedback_questions, round_of, now):
    round = round_of(feedback_questions, anonymous=True)
    before = Entry.objects.count()
    for number in range(20):
        submit_response(round=round, answers={"useful": 1 + number % 5}, respondent=("user", number), now=now)
    assert not Response.objects.exists()
    # No entry tells of any: its moment and its place among the others would be those of the person.
    assert Entry.objects.count() == before
    rows = list(AnonymousResponse.objects.values())
    # A day and no moment, and nothing that names a person.
    assert set(rows[0]) == {
        "id",
        "version_id",
        "answers",
        "score",
        "score_of",
        "via",
        "round_id",
        "day",
    }
    given = [row["answers"]["useful"] for row in AnonymousResponse.objects.order_by("id").values()]
    who = list(Answered.objects.order_by("id").values_list("respondent_id", flat=True))
    # Neither the keys of the answers nor those of who has answered are in the order in which they came.
    assert given != [1 + number % 5 for number in range(20)]
    assert who != list(range(20))
    assert not {row["id"] for row in rows} & set(Answered.objects.values_list("id", flat=True))


def test_a_person_answers_an_anonymous_round_once(feedback_questions, round_of, now):
    round = round_of(feedback_questions, anonymous=True)
    submit_response(round=round, answers={"useful": 5}, respondent=("user", 7), now=now)
    assert has_answered(round, ("user", 7))
    assert response_for(round, ("user", 7)) is None
    with pytest.raises(QuestionnaireFault):
        submit_response(round=round, answers={"useful": 1}, respondent=("user", 7), now=now)
    assert AnonymousResponse.objects.count() == 1


def test_an_anonymous_round_asks_for_no_file_and_counts_no_minutes(every_type, feedback_questions, round_of):
    with pytest.raises(QuestionnaireFault, match="files"):
        round_of(every_type, anonymous=True)
    with pytest.raises(QuestionnaireFault, match="timed"):
        round_of(feedback_questions, anonymous=True, minutes=10)


# ---- versions ----


def test_publishing_changes_no_earlier_response_score_or_version(test_questions, round_of, now):
    round = round_of(test_questions)
    made = submit_response(round=round, answers=GOOD, respondent=("user", 7), now=now)
    first = Version.objects.get()
    stood = Version.objects.filter(pk=first.pk).values().get(), Response.objects.values().get()
    # The points turned round, a question gone, one of another type.
    choices = TEST_CHOICES.replace("| 2", "| 0").replace("Sylhet    | 0", "Sylhet    | 5")
    survey = TEST_SURVEY.replace("text             | since", "integer          | since")
    second = publish_version(test_questions, workbook(survey=survey, choices=choices), actor=WORKER, now=now)
    assert second.number == 2
    assert (Version.objects.filter(pk=first.pk).values().get(), Response.objects.values().get()) == stood
    # A round of the newest asks the newest; what was begun with the first ends with it.
    late = submit_response(round=round, answers=GOOD | {"since": 2020}, respondent=("user", 8), now=now)
    assert (late.version, late.score, late.score_of) == (second, Decimal(0), Decimal(5))
    old = submit_response(round=round, answers=GOOD, respondent=("user", 9), version=first, now=now)
    assert old.score == made.score


def test_a_published_version_is_never_written_again(test_questions):
    version = Version.objects.get()
    version.definition = {}
    with pytest.raises(TypeError, match="never written again"):
        version.save(update_fields=["definition"])


def test_publishing_the_same_again_is_the_same_version(test_questions, now):
    again = publish_version(test_questions, workbook(**TEST_SHEET), actor=WORKER, now=now)
    assert again.number == 1
    assert Version.objects.count() == 1


def test_what_is_wrong_publishes_nothing(test_questions, now):
    broken = TEST_SURVEY.replace("${knows} = 'yes'", "foo(${nobody}")
    with pytest.raises(SheetRefused) as caught:
        publish_version(test_questions, workbook(survey=broken, choices=TEST_CHOICES), actor=WORKER, now=now)
    assert [(fault.sheet, fault.row) for fault in caught.value.faults] == [("survey", 3)]
    assert Version.objects.count() == 1


def test_a_test_without_points_and_an_application_that_repeats_are_refused(make, now):
    with pytest.raises(SheetRefused, match="points"):
        make("test", survey=FEEDBACK_SURVEY)
    survey = "type|name|label\nbegin repeat|r|R\ntext|a|A\nend repeat||"
    with pytest.raises(SheetRefused, match="again and again"):
        make("intake", Questionnaire.INTAKE, survey=survey)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(test_questions, now, content):
    with pytest.raises(DocumentFault):
        publish_version(test_questions, content, actor=WORKER, now=now)


def test_the_xform_holds_no_points(test_questions):
    version = Version.objects.get()
    assert "<h:html" in version.xform
    assert "points" not in version.xform


def test_a_draft_that_somebody_changed_meanwhile_is_not_overwritten(test_questions, now):
    definition = Version.objects.get().questions
    save_draft(test_questions, definition, revision=0, actor=WORKER, now=now)
    draft = save_draft(test_questions, definition, revision=1, actor=WORKER, now=now)
    assert draft.revision == 2
    with pytest.raises(QuestionnaireFault, match="meanwhile"):
        save_draft(test_questions, definition, revision=1, actor=WORKER, now=now)


# ---- rounds ----


def test_an_address_is_its_respondents_and_the_same_when_asked_again(test_questions, round_of):
    round = round_of(test_questions)
    key = invite_respondent(round, ("applicant", 3))
    assert invite_respondent(round, ("applicant", 3)) == key
    assert invite_respondent(round, ("applicant", 4)) != key
    assert respondent_of_key(round, key) == ("applicant", 3)
    assert respondent_of_key(round, "another") is None
    assert respondent_of_key(round_of(test_questions), key) is None


def test_a_round_of_nothing_published_or_not_used_any_more_is_not_opened(office, test_questions, now):
    retire_questionnaire(test_questions, actor=WORKER, now=now)
    with pytest.raises(QuestionnaireFault, match="not used"):
        open_round(questionnaire=test_questions, opens_at=now, actor=WORKER, now=now)
    unpublished = Questionnaire(office=office, slug="none", purpose="test", title_bn="ক", made_at=now)
    unpublished.pk = 10**6
    with pytest.raises(QuestionnaireFault, match="not been published"):
        open_round(questionnaire=unpublished, opens_at=now, actor=WORKER, now=now)


@pytest.mark.parametrize("is_closed", [False, True])
def test_whose_time_is_over_sends_what_there_is(test_questions, round_of, now, is_closed):
    closes_at = now - timedelta(minutes=9) if is_closed else None
    round = round_of(test_questions, minutes=30, closes_at=closes_at)
    ResponseDraft.objects.create(
        answers={"capital": "dhaka"},
        round=round,
        version=Version.objects.get(),
        respondent_type="user",
        respondent_id=7,
        key_hash="x",
        begun_at=now - timedelta(minutes=40),
        ends_at=now - timedelta(minutes=10),
        saved_on=now.date(),
    )
    assert submit_timed_drafts(now) == 1
    made = response_for(round, ("user", 7))
    assert (made.score, made.score_of) == (Decimal(2), Decimal(2))
    assert not ResponseDraft.objects.exists()
    assert submit_timed_drafts(now) == 0


def test_a_draft_in_its_time_is_left_alone(test_questions, round_of, now):
    draft, _ = begin_draft(round_of(test_questions, minutes=30), ("user", 7), now)
    assert submit_timed_drafts(now + timedelta(minutes=30)) == 0
    assert ResponseDraft.objects.get() == draft


# ---- how long it is kept ----


def test_answers_are_emptied_when_their_time_is_over_and_the_score_stays(
    every_type, test_questions, round_of, office, now
):
    made = submit_response(round=round_of(test_questions), answers=GOOD, respondent=("user", 7), now=now)
    sealed = submit_response(round=round_of(every_type), answers={"pay": 5}, respondent=("user", 7), now=now)
    begin_draft(round_of(test_questions), ("user", 8), now)
    purge_due(office, now + timedelta(days=40))
    assert not ResponseDraft.objects.exists()
    made.refresh_from_db()
    assert made.answers == GOOD
    purge_due(office, now + timedelta(days=365 * 6))
    made.refresh_from_db()
    sealed.refresh_from_db()
    assert (made.answers, made.percent, sealed.sealed_answers) == ({}, 100, "")
