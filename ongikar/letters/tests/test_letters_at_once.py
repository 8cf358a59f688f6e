"""Two people press at the same moment on one letter, and eight issue at once: one number each, and no gap."""

import random
from functools import partial

from django.db import transaction

from conftest import SUNDAY
from ongikar.letters.files.actions import open_file, put_up_note
from ongikar.letters.incoming.actions import answer_letter, file_letter
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import File, Letter
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.letters.tests.outgoing import KARIM, SHIRIN, begin
from ongikar.letters.transitions import ISSUED
from ongikar.offices.models import Office
from ongikar.rules.transitions import TransitionFault
from tests.at_once import one_of_two

WRITERS, EACH = 8, 4


def again(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def test_issue_pressed_twice_at_once_takes_one_number(two, office, now):
    letter, next_one = begin(office, now), begin(office, now)
    actions.sign(letter, actor=KARIM, now=now)
    mine, yours = again(letter), again(letter)
    two.meet("ongikar.letters.outgoing.drafting.may_follow")
    results = two.run(
        lambda: actions.issue(mine, actor=KARIM, now=now), lambda: actions.issue(yours, actor=SHIRIN, now=now)
    )
    assert isinstance(one_of_two(results)[1], LetterFault)
    assert (again(letter).state, again(letter).book_serial) == (ISSUED, 1)
    assert list(letter.acts.values_list("name", flat=True)) == ["draft", "sign", "issue"]
    actions.sign_and_issue(next_one, actor=KARIM, now=now)
    assert again(next_one).book_serial == 2


def test_a_letter_sent_from_two_pages_at_once_leaves_once(two, office, now):
    letter = begin(office, now)
    actions.sign_and_issue(letter, actor=KARIM, now=now)
    to, by_hand = letter.recipients.first(), {"channel": "hand", "carried_by": "পিয়ন"}
    send = [
        partial(dispatch, again(letter), to, **by_hand, actor=by, now=now, submission=key, seen=0)
        for by, key in ((KARIM, "his page"), (SHIRIN, "her page"))
    ]
    two.meet("ongikar.letters.outgoing.dispatching.check_way")
    refusal = one_of_two(two.run(*send))[1]
    assert isinstance(refusal, LetterFault)
    assert "not sent a second time" in str(refusal)
    assert to.dispatches.get().book_serial == 1
    assert [act.name for act in letter.acts.order_by("id")].count("dispatch") == 1


def test_of_signing_and_rewriting_one_text_only_one_is_done(two, office, now):
    letter = begin(office, now)
    mine, yours = again(letter), again(letter)
    wording = actions.Wording("অন্য", "অন্য লেখা")
    two.meet("ongikar.letters.outgoing.drafting.may_follow")
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
    two.meet("ongikar.letters.outgoing.drafting.write_text")
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


def enter(office: Office, submission: str) -> Letter:
    received = ReceivedLetter("তালিকা প্রেরণ", SUNDAY.date(), sender_name="শিক্ষা অফিস")
    return enter_letter(office=office, letter=received, submission=submission, actor=SHIRIN, now=SUNDAY)


def test_diary_serials_of_eight_writers_with_rollbacks_are_one_to_n(two):
    """Law 7 of the design, for the diary."""

    def write(writer: int) -> list[int]:
        chance, office, entered = random.Random(writer), Office.objects.get(slug="rangpur-sadar-ict"), []
        for n in range(EACH):
            with transaction.atomic():
                letter = enter(office, f"{writer} {n}")
                if chance.random() < 0.4:
                    transaction.set_rollback(True)
                else:
                    entered.append(letter.book_serial)
        return entered

    results = two.run(*(lambda writer=writer: write(writer) for writer in range(WRITERS)))
    assert [each for each in results if isinstance(each, Exception)] == []
    numbers = sorted(number for each in results for number in each)
    assert numbers == list(range(1, len(numbers) + 1))
    assert 0 < len(numbers) < WRITERS * EACH


def test_a_letter_entered_twice_at_once_stands_once_in_the_diary(two, office):
    two.meet("ongikar.letters.incoming.diary.next_number")
    first, second = two.run(lambda: enter(office, "pressed"), lambda: enter(office, "pressed"))
    assert first.pk == second.pk
    assert Letter.objects.filter(submission="pressed").count() == 1
    # The press that entered none gave its number back.
    assert enter(office, "next").book_serial == 2


def test_of_filing_and_answering_one_letter_only_one_is_done(two, office):
    letter = enter(office, "letter")
    file = open_file(
        office=office,
        number="05.55.8549.000.000.16.0002.26",
        title="ল্যাব",
        retention="ga",
        opened_on=SUNDAY.date(),
        actor=KARIM,
        now=SUNDAY,
    )
    mine, yours = again(letter), again(letter)
    two.meet("ongikar.letters.act_log.lock_letter")
    results = two.run(
        lambda: file_letter(mine, file=file, words="জানার জন্য", actor=KARIM, now=SUNDAY),
        lambda: answer_letter(yours, words="ফোনে", actor=SHIRIN, now=SUNDAY),
    )
    assert isinstance(one_of_two(results)[1], TransitionFault)
    assert letter.acts.count() == 2


def test_two_paragraphs_put_up_at_once_take_two_numbers(two, office):
    from ongikar.people.models import User

    file = open_file(
        office=office,
        number="05.55.8549.000.000.16.0003.26",
        title="ল্যাব",
        retention="ga",
        opened_on=SUNDAY.date(),
        actor=KARIM,
        now=SUNDAY,
    )
    karim, shirin = User.objects.get(username="karim"), User.objects.get(username="shirin")
    post = office.posts.get(role="officer")
    two.meet("ongikar.letters.files.actions.lock_file")
    notes = two.run(
        *(
            lambda by=by: put_up_note(
                File.objects.get(pk=file.pk), words="পাঠান।", by=by, post=post, to=None, now=SUNDAY
            )
            for by in (karim, shirin)
        )
    )
    assert sorted(note.serial for note in notes) == [1, 2]
