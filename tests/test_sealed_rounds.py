"""Answers without a name are sealed with their round once it has closed: what is changed, added or deleted
afterwards is named with it, and nothing tells who answered what, or when.
"""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from ongikar.commands.ledger import verify_ledger
from ongikar.journal.actions import WORKER, seal_rest
from ongikar.journal.models import Entry
from ongikar.operations.worker import DUTIES
from ongikar.questionnaires import round_seals
from ongikar.questionnaires.actions.rounds import close_round, open_round
from ongikar.questionnaires.actions.submission import GRACE, submit_response
from ongikar.questionnaires.actions.versions import make_questionnaire, publish_version
from ongikar.questionnaires.models import AnonymousResponse, Questionnaire, QuestionnaireFault, Round
from ongikar.questionnaires.round_seals import SEALED, seal_closed_rounds, seal_round
from ongikar.questionnaires.tests.sheets import FEEDBACK_SURVEY, workbook
from ongikar.rules.bangla.text import digits
from ongikar.rules.questionnaire.round_seal import digest_of_answers

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=5)


@pytest.fixture
def questionnaire(office, now):
    made = make_questionnaire(
        office=office,
        slug="feedback",
        purpose=Questionnaire.FEEDBACK,
        title_bn="প্রশ্নমালা",
        title_en="Questions",
        actor=WORKER,
        now=now,
    )
    publish_version(made, workbook(survey=FEEDBACK_SURVEY), actor=WORKER, now=now)
    return made


@pytest.fixture
def answered(questionnaire, now):
    """A round without names that six people have answered."""
    opened = open_round(
        questionnaire=questionnaire,
        opens_at=datetime(2020, 1, 1, tzinfo=UTC),
        respondents=Round.LINK,
        anonymous=True,
        actor=WORKER,
        now=now,
    )
    for n in range(6):
        answer(opened, n, now)
    return opened


def answer(round, who, now):
    answers = {"useful": 1 + who % 5, "words": f"কথা {who}"}
    return submit_response(round=round, answers=answers, respondent=("user", who), now=now)


@pytest.fixture
def sealed(answered, now):
    close_round(answered, actor=WORKER, now=now)
    assert seal_closed_rounds(now + LATER) == 1
    answered.refresh_from_db()
    return answered


def said(capsys, language="en", *words):
    seal_rest()
    status = verify_ledger(["--language", language, *words])
    return status, capsys.readouterr().out.splitlines()


def straight(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def entries(round):
    return Entry.objects.filter(subject_type="round", subject_id=round.pk, verb=SEALED)


def change(round):
    row = AnonymousResponse.objects.filter(round=round).first()
    answers = json.dumps(row.answers | {"useful": 6 - row.answers["useful"] or 5, "words": "x"})
    straight("UPDATE questionnaires_anonymousresponse SET answers = %s WHERE id = %s", answers, row.pk)


def change_day(round):
    row = AnonymousResponse.objects.filter(round=round).first()
    straight("UPDATE questionnaires_anonymousresponse SET day = '2020-01-01' WHERE id = %s", row.pk)


def add(round):
    AnonymousResponse.objects.create(
        round=round, version=round.version, answers={"useful": 5}, day=date(2026, 11, 22)
    )


def delete(round):
    row = AnonymousResponse.objects.filter(round=round).first()
    straight("DELETE FROM questionnaires_anonymousresponse WHERE id = %s", row.pk)


@pytest.mark.parametrize(("harm", "left"), [(change, 6), (change_day, 6), (add, 7), (delete, 5)])
def test_an_answer_changed_added_or_deleted_afterwards_is_named_with_its_round(capsys, sealed, harm, left):
    assert said(capsys)[0] == 0
    harm(sealed)
    status, lines = said(capsys)
    assert status == 1
    assert lines[0].startswith(f"questionnaire “Questions”, round {sealed.pk}: answers without a name were")
    assert lines[0].endswith(f"sealed were 6, now there are {left}")
    assert "faults: 1" in lines[-1]
    status, lines = said(capsys, "bn")
    assert status == 1
    assert lines[0].startswith(f"প্রশ্নমালা “প্রশ্নমালা”, পর্ব {digits(str(sealed.pk))}: নাম ছাড়া উত্তর")
    assert lines[0].endswith(f"সিলে ছিল ৬টি, এখন {digits(str(left))}টি")


def test_of_one_office_only_its_rounds_are_compared(capsys, sealed, office):
    change(sealed)
    assert said(capsys, "en", "--office", office.slug)[0] == 1
    assert list(round_seals.find_changed_rounds(office.pk + 1)) == []


def test_an_open_round_is_not_sealed_and_what_was_on_its_way_is(capsys, answered, now):
    assert seal_closed_rounds(now + LATER) == 0
    change(answered)
    assert said(capsys)[0] == 0
    close_round(answered, actor=WORKER, now=now)
    answer(answered, 7, now + GRACE / 2)
    assert seal_closed_rounds(now + GRACE) == 0
    assert seal_closed_rounds(now + LATER) == 1
    assert entries(answered).get().facts["count"] == 7
    assert said(capsys)[0] == 0


def test_a_round_that_closes_by_its_hour_is_sealed_without_anybody_closing_it(questionnaire, now):
    opened = open_round(
        questionnaire=questionnaire,
        opens_at=now - LATER,
        closes_at=now,
        anonymous=True,
        actor=WORKER,
        now=now - LATER,
    )
    assert seal_closed_rounds(now + LATER) == 1
    assert entries(opened).get().facts["count"] == 0
    assert "sealing rounds of answers that have closed" in dict(DUTIES)


def test_it_is_sealed_once_whatever_comes_by_again(sealed, now):
    change(sealed)
    assert seal_closed_rounds(now + LATER) == 0
    assert seal_round(sealed.pk, now + LATER) == 0
    # Nor by whoever makes the worker believe that it was not.
    straight("UPDATE questionnaires_round SET sealed_at = NULL WHERE id = %s", sealed.pk)
    seal_closed_rounds(now + 2 * LATER)
    assert [each.round.pk for each in round_seals.find_changed_rounds()] == [sealed.pk]


def test_nothing_comes_after_the_seal_as_a_second_one_would_tell_of_it(sealed, now):
    with pytest.raises(QuestionnaireFault, match="counted and sealed"):
        submit_response(
            round=sealed, answers={"useful": 5}, respondent=("user", 99), now=now + LATER, as_it_is=True
        )


def test_the_entry_tells_how_many_and_one_digest_at_the_moment_of_the_closing_and_nothing_of_anybody(
    sealed, now
):
    entry = entries(sealed).get()
    assert set(entry.facts) == {"count", "digest"}
    assert entry.at == now + LATER
    text = json.dumps(entry.facts) + (entry.rows or "")
    keys = AnonymousResponse.objects.values_list("pk", flat=True)
    assert not any(str(key) in text for key in keys)
    assert "কথা" not in text


def test_the_digest_is_the_same_in_whatever_order_they_came_and_needs_the_key(questionnaire, now):
    rows = [(3, {"a": 1, "b": 2}), (8, {"b": 1})]
    assert digest_of_answers(1, rows, b"k") == digest_of_answers(1, [(3, {"b": 2, "a": 1}), rows[1]], b"k")
    assert len({digest_of_answers(1, rows, key)[1] for key in (b"", b"k", b"l")}) == 3
    assert digest_of_answers(1, rows, b"k") != digest_of_answers(2, rows, b"k")
    # Two lists never have one text.
    assert digest_of_answers(1, [("a\n", "b")], b"k") != digest_of_answers(1, [("a", "\nb")], b"k")


def test_without_the_key_of_the_digests_rounds_are_not_judged_and_none_is_called_changed(
    capsys, sealed, settings, tmp_path
):
    seal_rest()
    settings.ONGIKAR_KEY_FOLDER = tmp_path / "gone"
    status = verify_ledger(["--language", "en"])
    assert status == 4
    assert "round" not in capsys.readouterr().out
