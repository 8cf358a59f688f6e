"""Two people press at the same moment on one letter, and eight issue at once: one number each, and no gap."""

import random

import pytest
from django.db import transaction

from conftest import SUNDAY
from ongikar.letters.models import Letter
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.letters.states import ISSUED
from ongikar.letters.tests.outgoing import KARIM, SHIRIN, begin
from ongikar.offices.models import Office

from .at_once import TwoConnections, committed_copy, copied_database
from .test_at_once import one_of_two

WRITERS, EACH = 8, 4


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), committed_copy(tmp_path_factory.mktemp("at-once")) as settings:
        yield settings


@pytest.fixture
def two(committed, db, tmp_path, monkeypatch):
    with copied_database(committed, tmp_path) as settings:
        each = TwoConnections(settings, monkeypatch)
        with each.connected():
            yield each


def again(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def test_issue_pressed_twice_at_once_takes_one_number(two, office, now):
    letter, next_one = begin(office, now), begin(office, now)
    actions.sign(letter, actor=KARIM, now=now)
    mine, yours = again(letter), again(letter)
    two.meet("ongikar.letters.outgoing.actions.may_follow")
    results = two.run(
        lambda: actions.issue(mine, actor=KARIM, now=now), lambda: actions.issue(yours, actor=SHIRIN, now=now)
    )
    assert isinstance(one_of_two(results)[1], LetterFault)
    assert (again(letter).state, again(letter).book_serial) == (ISSUED, 1)
    assert list(letter.acts.values_list("name", flat=True)) == ["draft", "sign", "issue"]
    actions.sign_and_issue(next_one, actor=KARIM, now=now)
    assert again(next_one).book_serial == 2


def test_of_signing_and_rewriting_one_text_only_one_is_done(two, office, now):
    letter = begin(office, now)
    mine, yours = again(letter), again(letter)
    wording = actions.Wording("অন্য", "অন্য লেখা")
    two.meet("ongikar.letters.outgoing.actions.may_follow")
    results = two.run(
        lambda: actions.sign(mine, actor=KARIM, now=now),
        lambda: actions.rewrite(
            yours,
            wording=wording,
            recipients=(),
            ties=actions.Ties(),
            signer=yours.signer,
            actor=SHIRIN,
            now=now,
        ),
    )
    # Written first, the new text is what is signed; signed first, nothing is written any more.
    stored = again(letter)
    if isinstance(results[1], LetterFault):
        assert stored.texts.count() == 1
    else:
        assert stored.texts.count() == 2
        assert list(stored.acts.values_list("name", flat=True)) == ["draft", "rewrite", "sign"]
    from ongikar.letters.outgoing.paper import is_as_signed, text_of

    assert is_as_signed(stored)
    assert text_of(stored).frozen


def test_a_draft_sent_twice_at_once_is_one_letter(two, office, now):
    two.meet("ongikar.letters.outgoing.actions.write_text")
    first, second = two.run(
        lambda: begin(office, now, submission="pressed"), lambda: begin(office, now, submission="pressed")
    )
    assert first.pk == second.pk
    assert Letter.objects.filter(submission="pressed").count() == 1


def test_memo_numbers_of_eight_writers_with_rollbacks_are_one_to_n(two):
    """Law 7 of the design, for the issue book."""

    def write(writer: int) -> list[int]:
        chance, office, issued = random.Random(writer), Office.objects.get(slug="rangpur-sadar-ict"), []
        for n in range(EACH):
            with transaction.atomic():
                letter = begin(office, SUNDAY, submission=f"{writer} {n}")
                actions.sign_and_issue(letter, actor=KARIM, now=SUNDAY)
                if chance.random() < 0.4:
                    transaction.set_rollback(True)
                else:
                    issued.append(letter.book_serial)
        return issued

    results = two.run(*(lambda writer=writer: write(writer) for writer in range(WRITERS)))
    faults = [each for each in results if isinstance(each, Exception)]
    assert faults == []
    numbers = sorted(number for each in results for number in each)
    assert numbers == list(range(1, len(numbers) + 1))
    assert 0 < len(numbers) < WRITERS * EACH
