"""A letter is drafted, initialled, signed and issued; what is signed stands for ever; the book has no gap."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from conftest import SUNDAY
from ongikar.journal.models import Entry
from ongikar.letters.models import Dispatch, File, Letter, Recipient
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.actions import Ties, Wording
from ongikar.letters.outgoing.dispatching import dispatch, record_result
from ongikar.letters.outgoing.paper import digest_of, is_as_signed, letter_pdf, printed_data, text_of
from ongikar.letters.outgoing.transitions import ACTS, LetterFault, may_follow, state_after
from ongikar.letters.transitions import CANCELLED, DRAFT, INITIALLED, ISSUED, SIGNED, SUPERSEDED
from ongikar.offices.models import Office, Post
from ongikar.papers.check import Clean

from .outgoing import KARIM, SHIRIN, begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(office, now):
    return lambda **options: begin(office, now, **options)


def acts(letter):
    return list(letter.acts.values_list("name", flat=True))


@pytest.mark.fast
def test_from_the_draft_to_the_peon_book(draft, now):
    letter = draft()
    assert (letter.state, letter.memo_number) == (DRAFT, "")
    actions.initial(letter, actor=SHIRIN, now=now)
    assert letter.state == INITIALLED
    actions.sign(letter, actor=KARIM, now=now)
    assert letter.state == SIGNED
    assert letter.sha256 == digest_of(text_of(letter).frozen)
    actions.issue(letter, actor=SHIRIN, now=now)
    assert (letter.state, letter.memo_number, letter.book_serial) == (ISSUED, "8549.2627.0001", 1)
    uno, district = letter.recipients.all()
    by_hand = dispatch(letter, uno, channel=Dispatch.HAND, actor=SHIRIN, now=now, taken_by="সিএ, ইউএনও কার্যালয়")
    assert (by_hand.book_serial, by_hand.result) == (1, Dispatch.DELIVERED)
    assert letter.dispatched_at is None
    dispatch(letter, district, channel=Dispatch.EMAIL, actor=SHIRIN, now=now + timedelta(hours=1))
    assert letter.dispatched_at == now + timedelta(hours=1)
    assert acts(letter) == ["draft", "initial", "sign", "issue", "dispatch", "dispatch"]
    entries = Entry.objects.filter(subject_type="letter", subject_id=letter.pk).order_by("id")
    assert [entry.verb.removeprefix("letter.") for entry in entries] == [
        *("drafted", "initialled", "signed", "issued", "dispatched", "dispatched")
    ]


def test_where_drafter_and_signer_are_one_it_is_one_press_and_the_skipped_initials_are_recorded(draft, now):
    letter = draft(actor=KARIM)
    actions.sign_and_issue(letter, actor=KARIM, now=now)
    assert (letter.state, letter.memo_number) == (ISSUED, "8549.2627.0001")
    assert letter.acts.get(name="sign").data["skipped"] is True


def test_a_changed_text_is_a_draft_again_and_earlier_versions_stay(draft, now, office):
    letter = draft()
    actions.initial(letter, actor=SHIRIN, now=now)
    officer = letter.signer
    actions.rewrite(
        letter,
        wording=Wording("নতুন বিষয়", "নতুন লেখা।"),
        recipients=(),
        actor=KARIM,
        now=now,
        ties=Ties(),
        signer=officer,
    )
    assert (letter.state, letter.subject_line) == (DRAFT, "নতুন বিষয়")
    assert [text.body for text in letter.texts.all()] == ["তালিকা সঙ্গে দেওয়া হলো।", "নতুন লেখা।"]
    assert not letter.recipients.exists()


def test_what_is_signed_is_not_rewritten_and_what_is_issued_not_cancelled(draft, now):
    letter = draft()
    actions.sign(letter, actor=KARIM, now=now)
    with pytest.raises(LetterFault):
        actions.rewrite(
            letter,
            wording=Wording("অন্য", "অন্য"),
            recipients=(),
            actor=SHIRIN,
            now=now,
            ties=Ties(),
            signer=letter.signer,
        )
    actions.issue(letter, actor=KARIM, now=now)
    with pytest.raises(LetterFault):
        actions.cancel(letter, reason="ভুল", actor=KARIM, now=now)
    assert Letter.objects.get(pk=letter.pk).state == ISSUED


def test_it_is_returned_with_a_reason_and_cancelled_before_the_issue(draft, now):
    letter = draft()
    actions.initial(letter, actor=SHIRIN, now=now)
    actions.return_letter(letter, reason="তারিখ ভুল", actor=KARIM, now=now)
    assert (letter.state, letter.acts.last().words) == (DRAFT, "তারিখ ভুল")
    actions.cancel(letter, reason="আর লাগবে না", actor=SHIRIN, now=now)
    assert Letter.objects.get(pk=letter.pk).state == CANCELLED


def test_a_letter_without_words_is_not_signed(draft, now):
    letter = draft(body="  ")
    with pytest.raises(LetterFault, match="no text"):
        actions.sign(letter, actor=KARIM, now=now)
    assert Letter.objects.get(pk=letter.pk).sha256 == ""


def test_a_wet_signed_scan_is_kept(draft, now):
    letter = draft()
    scan = Clean(b"%PDF-1.4 signed", "application/pdf", ".pdf")
    actions.sign(letter, actor=KARIM, now=now, scan=scan)
    act = letter.acts.get(name="sign")
    assert act.data["how"] == "paper"
    from ongikar.papers.models import Paper

    assert Paper.objects.get(pk=act.data["paper"]).sha256 == scan.sha256


def test_a_letter_of_a_file_bears_its_number_and_the_next_serial(draft, now, office):
    file = File.objects.create(
        office=office, number="56.04.8549.000.16.001.26", title="বিবিধ", opened_on=now.date()
    )
    first, second = draft(file=file), draft()
    for letter in (first, second):
        actions.sign_and_issue(letter, actor=KARIM, now=now)
    assert (first.memo_number, second.memo_number) == ("56.04.8549.000.16.001.26-1", "8549.2627.0002")
    # The year after, the same file has a letter under the same serial.
    later = now + timedelta(days=300)
    third = draft(file=file)
    actions.sign_and_issue(third, actor=KARIM, now=later)
    assert (third.memo_number, third.fiscal_year) == (first.memo_number, 2027)


def test_one_issued_in_dnothi_takes_no_number_of_ours(draft, now):
    theirs, ours = draft(), draft()
    actions.sign(theirs, actor=KARIM, now=now)
    actions.issue(theirs, actor=KARIM, now=now, dnothi_number="05.55.8549.000-77")
    actions.sign_and_issue(ours, actor=KARIM, now=now)
    assert (theirs.memo_number, theirs.book_serial) == ("05.55.8549.000-77", None)
    assert ours.book_serial == 1


def test_the_one_in_its_place_supersedes_it_when_issued(draft, now):
    old = draft()
    actions.sign_and_issue(old, actor=KARIM, now=now)
    new = draft(replaces=old)
    assert Letter.objects.get(pk=old.pk).state == ISSUED
    actions.sign_and_issue(new, actor=KARIM, now=now)
    assert Letter.objects.get(pk=old.pk).state == SUPERSEDED


def test_the_letter_in_the_diary_is_answered_by_the_issue(draft, now, office):
    from datetime import date

    from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter

    came = enter_letter(
        office=office,
        letter=ReceivedLetter("তালিকা", date(2026, 11, 22)),
        submission="came",
        actor=SHIRIN,
        now=now,
    )
    letter = draft(answers=came)
    actions.sign(letter, actor=KARIM, now=now)
    assert Letter.objects.get(pk=came.pk).state == "diarised"
    actions.issue(letter, actor=KARIM, now=now)
    assert Letter.objects.get(pk=came.pk).state == "answered"


def test_it_goes_only_where_it_can(draft, now):
    letter = draft()
    uno = letter.recipients.first()
    with pytest.raises(LetterFault):
        dispatch(letter, uno, channel=Dispatch.HAND, actor=SHIRIN, now=now)
    actions.sign_and_issue(letter, actor=KARIM, now=now)
    with pytest.raises(LetterFault, match="no e-mail"):
        dispatch(letter, uno, channel=Dispatch.EMAIL, actor=SHIRIN, now=now)
    with pytest.raises(LetterFault, match="D-Nothi"):
        dispatch(letter, uno, channel=Dispatch.DNOTHI, actor=SHIRIN, now=now)
    assert not Dispatch.objects.exists()
    sent = dispatch(letter, uno, channel=Dispatch.POST, actor=SHIRIN, now=now, reference="RL 123")
    record_result(sent, result=Dispatch.RETURNED, actor=SHIRIN, now=now, words="ঠিকানা ভুল")
    with pytest.raises(LetterFault, match="entered before"):
        record_result(sent, result=Dispatch.DELIVERED, actor=SHIRIN, now=now)


def test_the_paper_says_who_signs_and_never_changes(draft, now, office):
    letter = draft()
    assert "mark" in printed_data(letter)
    actions.sign_and_issue(letter, actor=KARIM, now=now)
    before = letter_pdf(letter)
    Post.objects.filter(pk=letter.signer_id).update(title_bn="অন্য পদ")
    Recipient.objects.filter(letter=letter).update(name="অন্য কেউ")
    Office.objects.filter(pk=office.pk).update(name_bn="অন্য কার্যালয়")
    again = Letter.objects.get(pk=letter.pk)
    assert letter_pdf(again) == before
    data = printed_data(again)
    assert data["signer"][:2] == ["মো. আব্দুল করিম", "উপজেলা আইসিটি অফিসার"]
    assert data["date_bangla"]
    assert data["copies"] == ["জেলা আইসিটি অফিসার, রংপুর"]


def test_numbers_have_no_gap_whatever_is_rolled_back(draft, now):
    first, second, third = draft(), draft(), draft()
    actions.sign_and_issue(first, actor=KARIM, now=now)
    with transaction.atomic():
        actions.sign_and_issue(second, actor=KARIM, now=now)
        transaction.set_rollback(True)
    third = Letter.objects.get(pk=third.pk)
    actions.sign_and_issue(third, actor=KARIM, now=now)
    assert (first.book_serial, third.book_serial) == (1, 2)


class Laws(TestCase):
    """Whatever is pressed in whatever order: law 9 of the design, and the state is the fold of the acts."""

    @given(
        st.lists(
            st.sampled_from(["rewrite", "initial", "return", "sign", "issue", "cancel", "rename"]),
            max_size=12,
        )
    )
    def test_an_issued_text_keeps_its_hash(self, presses):
        office = Office.objects.get(slug="rangpur-sadar-ict")
        letter = begin(office, SUNDAY)
        signed_as = frozen = None
        for n, press in enumerate(presses):
            try:
                with transaction.atomic():
                    press_one(letter, press, n)
            except LetterFault:
                assert not may_follow(Letter.objects.get(pk=letter.pk).state, press)
            letter = Letter.objects.get(pk=letter.pk)
            assert letter.state == state_after(letter.acts.values_list("name", flat=True))
            if letter.sha256 and signed_as is None:
                signed_as, frozen = letter.sha256, text_of(letter).frozen
            assert (letter.sha256 or None) == signed_as
            if frozen is not None:
                assert text_of(letter).frozen == frozen
                assert is_as_signed(letter)
            assert bool(letter.memo_number) == (letter.state == ISSUED)


def press_one(letter, press, n):
    everyone = {"actor": KARIM, "now": SUNDAY + timedelta(minutes=n)}
    if press == "rewrite":
        wording = Wording(f"বিষয় {n}", f"লেখা {n}")
        actions.rewrite(letter, wording=wording, recipients=(), ties=Ties(), signer=letter.signer, **everyone)
    elif press == "rename":
        Post.objects.filter(pk=letter.signer_id).update(title_bn=f"পদ {n}")
    elif press == "return":
        actions.return_letter(letter, reason="কারণ", **everyone)
    elif press == "cancel":
        actions.cancel(letter, reason="কারণ", **everyone)
    else:
        {"initial": actions.initial, "sign": actions.sign, "issue": actions.issue}[press](letter, **everyone)


def test_every_act_of_the_table_is_done_by_somebody():
    assert all(act.roles for act in ACTS.values())
    assert state_after(["draft", "initial", "rewrite", "sign", "issue", "dispatch"]) == ISSUED


def test_the_task_of_an_answer_is_done_by_its_issue(draft, now, office):
    from datetime import date

    from ongikar.letters.incoming.actions import mark_letter
    from ongikar.letters.incoming.diary_views import ReceivedLetter, enter_letter
    from ongikar.tasks.models import Task

    due = date(2026, 11, 29)
    came = enter_letter(
        office=office,
        letter=ReceivedLetter("তালিকা", date(2026, 11, 22), due_on=due),
        submission="came for an answer",
        actor=SHIRIN,
        now=now,
    )
    officer = Post.objects.filter(office=office, role=Post.OFFICER).first()
    mark_letter(came, to=officer, by=officer, due=due, actor=KARIM, now=now)
    task = Task.objects.of_subject(came.reference).get()
    letter = draft(answers=came)
    actions.sign_and_issue(letter, actor=KARIM, now=now + timedelta(hours=1))
    assert Task.objects.get(pk=task.pk).ended_at == now + timedelta(hours=1)
    assert came.acts.model.objects.get(letter=came, name="answer").data == {"letter": letter.pk}
