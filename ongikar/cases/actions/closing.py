"""The acts that end a case: kept, refused, sent elsewhere, withdrawn. Each is one transaction, with the
letter that says so.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.kinds.checklist import end_checklist
from ongikar.cases.kinds.outcome_rules import Missing
from ongikar.cases.models import UNSENT, Case
from ongikar.cases.register_counts import count_lateness
from ongikar.clock import actions as clocks
from ongikar.core import cache_version
from ongikar.core.i18n.say import language
from ongikar.journal.actions import ANYONE, Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.dispatching import dispatch, dispatch_by_itself
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .act_log import add_act, lock_for_act, proof_data, record_act
from .attachments import PAPERS, Papers, store_attachments
from .joined_cases import copies_of, end_joinings, lock_followers, release_followers
from .reply_ways import ReplyWay, asked_way, reply_way
from .result_letter import issue_result_letter

# A withdrawal is the citizen's own word, and what is dropped was decided by a post above.
WITHOUT_LETTER = frozenset({"withdraw", case_transitions.DROP})
# What ends so takes no other case with it that was to be answered together with it.
ENDED_BY_APPLICANT = frozenset({"withdraw", case_transitions.ENOUGH})
# In an act's data: what was given was said, and not written.
BY_WORD = "by_word"
# In the data of an act by which an answer is issued: the letter, its number, and what it is kept with once
# that has left.
LETTER, MEMO, OUTCOME = "letter", "memo", "outcome"
NO_FACTS: Mapping[str, Any] = MappingProxyType({})


@transaction.atomic
def keep(
    case: Case,
    *,
    outcome: Mapping[str, Any],
    actor: Reference,
    now: datetime,
    papers: Papers = (),
    by_word: bool = False,
    letter: Letter | None = None,
    way: str = "",
    way_reason: str = "",
) -> None:
    """The promise is kept: what was given is written down and the clock stops. Where the answer goes by a
    letter that somebody must carry, it is issued, and the promise is kept when that has left
    (sent_letters.py).

    `by_word`: said to whoever asked, across the counter or by phone; then no letter is issued. `letter`: the
    one that it is kept by, which has left; else one is issued now and goes by `way`, the channel of a
    dispatch: by itself the one that was asked for, another with `way_reason`. Raises OutcomeFault where the
    kind of service says that this outcome keeps no promise, or where the letter cannot go that way.

    Whatever is answered together with it has the same outcome, in a letter of its own that goes as its own
    applicant asked, and is judged by its own promise.
    """
    lock_followers(case)
    keep_one(
        case,
        outcome=outcome,
        actor=actor,
        now=now,
        papers=papers,
        by_word=by_word,
        letter=letter,
        way=way,
        way_reason=way_reason,
    )
    for follower in release_followers(case, actor=actor, now=now):
        with naming_case(follower):
            keep_one(follower, outcome=outcome, actor=actor, now=now, papers=copies_of(papers))


@contextmanager
def naming_case(follower: Case) -> Iterator[None]:
    """What stands against an outcome is said of the case on whose page it is not being written."""
    try:
        yield
    except OutcomeFault as fault:
        number = digits(follower.number, language())
        raise OutcomeFault([Missing("", f"{number}: {each.words}") for each in fault.missing]) from fault


def keep_one(
    case: Case,
    *,
    outcome: Mapping[str, Any],
    actor: Reference,
    now: datetime,
    papers: Papers = (),
    by_word: bool = False,
    letter: Letter | None = None,
    way: str = "",
    way_reason: str = "",
) -> None:
    """As `keep`, of this case alone."""
    kind = kind_of(case.row)
    if missing := kind.missing(case, outcome, now=now):
        raise OutcomeFault(missing)
    if by_word or letter is not None:
        keep_case(case, outcome, actor=actor, now=now, papers=papers, by_word=by_word, letter=letter)
        return
    going = reply_way(case, way, way_reason)
    papers = (*papers, *kind.enclosures(case, now=now))
    if going.is_carried:
        issue_answer(case, outcome, going, papers=papers, actor=actor, now=now)
    else:
        keep_case(case, outcome, actor=actor, now=now, papers=papers, going=going)


def keep_case(
    case: Case,
    outcome: Mapping[str, Any],
    *,
    actor: Reference,
    now: datetime,
    papers: Papers = (),
    by_word: bool = False,
    letter: Letter | None = None,
    going: ReplyWay | None = None,
    facts: Mapping[str, Any] = NO_FACTS,
) -> None:
    """End it as kept by what was judged before. `facts`: how the letter left, for the act to tell."""
    close_case(
        case,
        "keep",
        "kept",
        outcome=outcome,
        words=str(outcome.get("words", "")),
        actor=actor,
        now=now,
        papers=papers,
        by_word=by_word,
        letter=letter,
        going=going,
        facts=facts,
    )


def issue_answer(
    case: Case,
    outcome: Mapping[str, Any],
    going: ReplyWay,
    *,
    papers: Papers,
    actor: Reference,
    now: datetime,
) -> None:
    """The answer is signed and lies ready for whoever carries it: nothing is kept yet, and the clock runs."""
    lock_for_act(case, case_transitions.ISSUE_ANSWER)
    with store_attachments(case, case_transitions.ISSUE_ANSWER, papers, now=now) as attachments:
        letter = issue_result_letter(
            case,
            outcome=outcome,
            papers=attachments.get(PAPERS, ()),
            channel=going.channel,
            submission=f"case {case.pk} answer {Letter.objects.of_subject(case.reference).count() + 1}",
            actor=actor,
            now=now,
        )
        enter_issued_answer(case, letter, outcome, going, actor=actor, now=now, facts=attachments)


def enter_issued_answer(
    case: Case,
    letter: Letter,
    outcome: Mapping[str, Any],
    going: ReplyWay,
    *,
    actor: Reference,
    now: datetime,
    facts: Mapping[str, Any] = NO_FACTS,
) -> None:
    """The act that says by which letter a case will be kept when it has left, and with which outcome."""
    data = {
        **facts,
        **going.facts,
        LETTER: letter.pk,
        MEMO: letter.memo_number,
        OUTCOME: dict(outcome),
    }
    add_act(case, case_transitions.ISSUE_ANSWER, actor=actor, now=now, words=going.reason, data=data)
    case.outcome = {**case.outcome, UNSENT: letter.pk}
    case.save(update_fields=["outcome"])
    record_act("answer_issued", case, actor, now, of="letter", of_id=letter.pk)


@transaction.atomic
def refuse(case: Case, *, reason: str, actor: Reference, now: datetime, papers: Papers = ()) -> None:
    """Refused, with the reason in writing; and whatever is answered together with it."""
    lock_followers(case)
    outcome = {"reason": reason}
    close_case(case, "refuse", "refused", outcome=outcome, words=reason, actor=actor, now=now, papers=papers)
    for follower in release_followers(case, actor=actor, now=now):
        enclosed = copies_of(papers)
        close_case(
            follower,
            "refuse",
            "refused",
            outcome=outcome,
            words=reason,
            actor=actor,
            now=now,
            papers=enclosed,
        )


@transaction.atomic
def redirect(
    case: Case, *, to: str, actor: Reference, now: datetime, papers: Papers = (), by_word: bool = False
) -> None:
    """Not this office's work: says whose it is. `by_word`: as for `keep`."""
    lock_followers(case)
    close_case(
        case,
        "redirect",
        "redirected",
        outcome={"to": to},
        words=to,
        actor=actor,
        now=now,
        papers=papers,
        by_word=by_word,
    )
    for follower in release_followers(case, actor=actor, now=now):
        enclosed = copies_of(papers)
        outcome = {"to": to}
        close_case(
            follower,
            "redirect",
            "redirected",
            outcome=outcome,
            words=to,
            actor=actor,
            now=now,
            papers=enclosed,
        )


@transaction.atomic
def withdraw(case: Case, *, words: str, now: datetime, actor: Reference = ANYONE, proof: str = "") -> None:
    lock_followers(case)
    close_case(case, "withdraw", "withdrawn", outcome={}, words=words, actor=actor, now=now, proof=proof)


def close_case(
    case: Case,
    act: str,
    verb: str,
    *,
    outcome: Mapping[str, Any],
    words: str,
    actor: Reference,
    now: datetime,
    papers: Papers = (),
    ending: str = "",
    proof: str = "",
    by_word: bool = False,
    letter: Letter | None = None,
    going: ReplyWay | None = None,
    facts: Mapping[str, Any] = NO_FACTS,
) -> None:
    """End a case by one act, and with the letter that says so.

    `ending`: what the promise came to, where the entry of the journal is called otherwise. `proof`: how a
    citizen was known, of what is done in their name. `by_word`: it was said and not written, so it has no
    letter and no memo number. `letter`: the one that was issued for it before. `going`: how one that is
    issued now goes; by itself as was asked for, and where somebody must carry that, it waits to be
    dispatched.
    """
    with store_attachments(case, act, papers, now=now) as attachments:
        data = {**outcome, **attachments, **proof_data(proof), **facts, **(going.facts if going else {})}
        if by_word:
            data |= {BY_WORD: True}
        entered = add_act(case, act, actor=actor, now=now, words=words, data=data)
        if act in ENDED_BY_APPLICANT:
            end_joinings(case, actor=actor, now=now)
        case.outcome = dict(outcome)
        case.closed_at = now
        clocks.stop(case.clock, outcome=ending or verb, now=now)
        if case.state == case_transitions.KEPT:
            count_lateness(case, case.clock, 1)
        if letter:
            case.memo_number = letter.memo_number
        elif act not in WITHOUT_LETTER and not by_word:
            # As late as can be: whoever takes a memo number holds the issue book until the COMMIT.
            issued = issue_result_letter(
                case,
                papers=entered.data.get(PAPERS, ()),
                channel=going.asked if going else asked_way(case),
                submission=f"case {case.pk} act {entered.pk}",
                actor=actor,
                now=now,
            )
            send_result_letter(issued, going, actor=actor, now=now)
            case.memo_number = issued.memo_number
        case.save(update_fields=["outcome", "closed_at", "memo_number"])
        kind = kind_of(case.row)
        kind.end(case, now=now)
        end_checklist(case, kind.checklist, now=now)
        cache_version.invalidate(cache_version.figures_of(case.office_id))
        record_act(verb, case, actor, now)


def send_result_letter(letter: Letter, going: ReplyWay | None, *, actor: Reference, now: datetime) -> None:
    """What needs nobody to carry it goes at once; a refusal that was wanted by post waits for the post."""
    if going is None:
        dispatch_by_itself(letter, actor=actor, now=now)
        return
    for recipient in letter.recipients.all():
        dispatch(letter, recipient, channel=going.channel, reason=going.reason, actor=actor, now=now)
