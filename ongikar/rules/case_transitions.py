"""State machine of a case: a table of which act may follow which.

A case is the fold of its acts. `state_after` replays them; a stored state is only a cache of that.
"""

from collections.abc import Iterable

from .transitions import STAY, Transition, Transitions, is_last_said, negate, was_not_done
from .transitions import TransitionFault as TransitionFault

RECEIVED, ACCEPTED, WAITING, ANSWERED = "received", "accepted", "waiting", "answered"
KEPT, REFUSED, REDIRECTED, WITHDRAWN, DROPPED = "kept", "refused", "redirected", "withdrawn", "dropped"

OPEN = frozenset({RECEIVED, ACCEPTED, WAITING, ANSWERED})
CLOSED = frozenset({KEPT, REFUSED, REDIRECTED, WITHDRAWN, DROPPED})
# Of several outcomes only one ends a case: a part given and news of what is not yet solved leave it open.
KEEP_PART, INFORM, ENOUGH = "keep_part", "inform", "enough"
ASK_DROP, DROP, REFUSE_DROP = "ask_drop", "drop", "refuse_drop"
REOPEN = "reopen"
# An answer is issued as a letter that somebody must carry: it keeps the promise when it has left. It may be
# kept back before that; and what had left may come back, so that it is owed again.
ISSUE_ANSWER, WITHHOLD_ANSWER, COME_BACK = "issue_answer", "withhold_answer", "come_back"
# The day of what takes place: named by either side until the other agrees (of kinds that say so).
PROPOSE_DAY, OFFER_DAY = "propose_day", "offer_day"
AGREE_DAY, TAKE_DAY = "agree_day", "take_day"
# In the order in which their buttons stand.
DAY_ACTS = (AGREE_DAY, TAKE_DAY, PROPOSE_DAY, OFFER_DAY)
HAND_OVER = "hand_over"
FILL_IN = "fill_in"
# A poor rating is not left alone: somebody sees to it and writes down what came of it.
RATE, HEED = "rate", "heed"
LOWEST_LEFT_ALONE = 3
# Somebody asked after it: by telephone, or at the office.
CALL, VISIT = "call", "visit"
CONTACTS = (CALL, VISIT)
# What was filed for somebody at a digital centre, and they say that they never asked for it.
DISOWN = "disown"
ASK_CORRECTION, CORRECT, REFUSE_CORRECTION = "ask_correction", "correct", "refuse_correction"
# The same was asked twice: one case follows the other (JOIN, and LEAD of the other), until they are parted or
# the other is answered, and it with it.
JOIN, LEAD, PART_CASE, UNLEAD, ANSWER_TOGETHER = "join", "lead", "part", "unlead", "answer_together"
# Two things were asked in one: the second becomes a case of its own.
SPLIT = "split"

# By whom: "citizen", "officer", or "superior": a post above the one that answers for the case.
MOVE_LIST = (
    # A step finished before took the case on; an earlier day for the next may still be named.
    Transition("accept", frozenset({RECEIVED, ACCEPTED, ANSWERED}), ACCEPTED, "officer"),
    Transition("ask_for_papers", frozenset({RECEIVED, ACCEPTED, ANSWERED}), WAITING, "officer"),
    Transition("answer", frozenset({WAITING}), ANSWERED, "citizen"),
    Transition("keep", OPEN, KEPT, "officer"),
    # What was given is written down with what is left; nothing is counted as kept by it.
    Transition(KEEP_PART, OPEN, STAY, "officer"),
    Transition(INFORM, OPEN, STAY, "officer"),
    # The applicant wants no more than the part that was given.
    Transition(ENOUGH, OPEN, KEPT, "citizen"),
    Transition("refuse", OPEN, REFUSED, "officer"),
    Transition("redirect", frozenset({RECEIVED, ANSWERED}), REDIRECTED, "officer"),
    Transition("withdraw", OPEN, WITHDRAWN, "citizen"),
    # What the office owes by itself is dropped by a decision from above, never by whoever owes it.
    Transition(ASK_DROP, OPEN, STAY, "officer"),
    Transition(DROP, OPEN, DROPPED, "superior"),
    Transition(REFUSE_DROP, OPEN, STAY, "superior"),
    Transition(HAND_OVER, OPEN, STAY, "officer"),
    # What was left out at the counter is asked later; what the promise rests on never is.
    Transition(FILL_IN, OPEN, STAY, "officer"),
    Transition("note", OPEN | CLOSED, STAY, "officer"),
    # Who called or came is not proved by it, and nothing follows of it.
    *(Transition(contact, OPEN | CLOSED, STAY, "officer") for contact in CONTACTS),
    Transition(DISOWN, OPEN | CLOSED, STAY, "citizen"),
    Transition(RATE, frozenset({KEPT, REFUSED}), STAY, "citizen"),
    Transition(HEED, frozenset({KEPT, REFUSED}), STAY, "officer"),
    # Wrong data about a person are put right in any state, as long as they are held.
    Transition(ASK_CORRECTION, OPEN | CLOSED, STAY, "citizen"),
    Transition(CORRECT, OPEN | CLOSED, STAY, "officer"),
    Transition(REFUSE_CORRECTION, OPEN | CLOSED, STAY, "officer"),
    # The office names another day, the applicant does; each says yes to the other's. With a day agreed the
    # office has taken the case on.
    Transition(PROPOSE_DAY, frozenset({RECEIVED, ACCEPTED, ANSWERED}), STAY, "officer"),
    Transition(OFFER_DAY, frozenset({RECEIVED, ACCEPTED, ANSWERED}), STAY, "citizen"),
    Transition(AGREE_DAY, frozenset({RECEIVED, ACCEPTED, ANSWERED}), ACCEPTED, "officer"),
    Transition(TAKE_DAY, frozenset({RECEIVED, ACCEPTED, ANSWERED}), ACCEPTED, "citizen"),
    # What the clock allows besides, its ledger says (`ledger_steps`, `ledger_entry`).
    Transition("extend", frozenset({RECEIVED, ACCEPTED, ANSWERED}), STAY, "officer"),
    Transition("event_came", OPEN, STAY, "officer"),
    # Whoever has finished a step of the work has taken it on, with or without a word before.
    Transition("keep_step", frozenset({RECEIVED, ACCEPTED, ANSWERED}), ACCEPTED, "officer"),
    Transition(ISSUE_ANSWER, OPEN, STAY, "officer"),
    Transition(WITHHOLD_ANSWER, OPEN, STAY, "officer"),
    Transition(JOIN, OPEN, STAY, "officer"),
    Transition(LEAD, OPEN, STAY, "officer"),
    Transition(PART_CASE, OPEN, STAY, "officer"),
    Transition(UNLEAD, OPEN, STAY, "officer"),
    Transition(ANSWER_TOGETHER, OPEN, STAY, "officer"),
    Transition(SPLIT, OPEN, STAY, "officer"),
    # The letter that kept it came back, or the mail server refused it: the same promise is open again.
    Transition(COME_BACK, frozenset({KEPT}), ACCEPTED, "officer"),
    # What the citizen took back, only the citizen brings again, by a new application.
    Transition(REOPEN, frozenset({KEPT, REFUSED, REDIRECTED}), RECEIVED, "officer"),
)
ANSWERS_CORRECTION = frozenset({CORRECT, REFUSE_CORRECTION})
ANSWERS_DROP = frozenset({DROP, REFUSE_DROP})
# The office's own work, planned or internal: nobody asked for it, so nobody is refused, sent on, or takes
# it back.
NEVER_OF_OWN_WORK = frozenset(
    {"ask_for_papers", "refuse", "redirect", "withdraw", ENOUGH, JOIN, LEAD, SPLIT, DISOWN}
).union(DAY_ACTS, CONTACTS)
ONLY_OF_OWN_WORK = frozenset({ASK_DROP, DROP, REFUSE_DROP})


def is_act_available(act: str, *, is_own_work: bool) -> bool:
    """Whether an act exists at all for the office's own work, or for what somebody asked for."""
    return act not in (NEVER_OF_OWN_WORK if is_own_work else ONLY_OF_OWN_WORK)


def this_round(done: Iterable[str]) -> list[str]:
    """The acts since the case was last reopened, else all of them."""
    acts = list(done)
    return acts[round_begins(acts) :]


def round_begins(done: Iterable[str]) -> int:
    """The place of the first act since the case was last reopened."""
    acts = list(done)
    return len(acts) - acts[::-1].index(REOPEN) if REOPEN in acts else 0


# Whether the last thing said about a correction was the citizen's asking for it, and about dropping the work
# the officer's.
awaits_correction = is_last_said(ASK_CORRECTION, ANSWERS_CORRECTION)
awaits_drop = is_last_said(ASK_DROP, ANSWERS_DROP)


# Whether a case is answered together with another, and by itself no more.
follows_another = is_last_said(JOIN, frozenset({PART_CASE, ANSWER_TOGETHER, REOPEN}))


def is_answered_alone(done: Iterable[str]) -> bool:
    """Neither with another case nor by a letter that is issued already."""
    acts = list(done)
    return not (follows_another(acts) or awaits_dispatch(acts))


def awaits_dispatch(done: Iterable[str]) -> bool:
    """Whether the answer is issued and lies in the office still, or came back to it."""
    said = [act for act in this_round(done) if act in LETTER_ACTS]
    return said[-1:] in ([ISSUE_ANSWER], [COME_BACK])


# Which of them was done last says where the letter of a case lies.
LETTER_ACTS = frozenset({ISSUE_ANSWER, WITHHOLD_ANSWER, COME_BACK, "keep"})


def last_day_act(done: Iterable[str]) -> str:
    """The last act about the day of what takes place since the case was last reopened; "" before any: the day
    is then the one that was applied for.
    """
    return next((act for act in reversed(this_round(done)) if act in DAY_ACTS), "")


def taken_on_by(done: Iterable[str], talks: bool, is_owed_then: bool) -> tuple[str, ...]:
    """The acts by which a case is taken on. Where a day is talked about (`talks`), whoever agrees on the day
    of what takes place has accepted; a visit, on which nothing is owed, is named when there is to be one.
    """
    if not talks:
        return ("accept",)
    if is_owed_then:
        return DAY_ACTS
    answer = (AGREE_DAY,) if last_day_act(done) else ()
    return ("accept", *answer, *DAY_ACTS[1:])


TRANSITIONS = Transitions(
    "case",
    ("receive", RECEIVED),
    MOVE_LIST,
    {
        CORRECT: awaits_correction,
        REFUSE_CORRECTION: awaits_correction,
        ASK_CORRECTION: negate(awaits_correction),
        DROP: awaits_drop,
        REFUSE_DROP: awaits_drop,
        ASK_DROP: negate(awaits_drop),
        ENOUGH: lambda done: KEEP_PART in this_round(done),
        TAKE_DAY: lambda done: last_day_act(done) == PROPOSE_DAY,
        AGREE_DAY: lambda done: last_day_act(done) in ("", OFFER_DAY),
        # Once until it is reopened, and once in the life of a case.
        "accept": lambda done: "accept" not in this_round(done),
        DISOWN: was_not_done(DISOWN),
        RATE: was_not_done(RATE),
        # Whoever rated is served anew once the case is reopened.
        HEED: is_last_said(RATE, frozenset({HEED, REOPEN})),
        # What is said to be given in a letter that is issued is neither refused nor sent elsewhere beside it.
        ISSUE_ANSWER: is_answered_alone,
        WITHHOLD_ANSWER: awaits_dispatch,
        KEEP_PART: negate(awaits_dispatch),
        "refuse": is_answered_alone,
        "redirect": is_answered_alone,
        "keep": negate(follows_another),
        # Whatever was told of one in part was not told of the other.
        JOIN: is_answered_alone,
        LEAD: is_answered_alone,
        PART_CASE: follows_another,
        ANSWER_TOGETHER: follows_another,
        SPLIT: is_answered_alone,
    },
)
MOVES = TRANSITIONS.moves
state_after = TRANSITIONS.state_after


def may_follow(state: str, act: str, done: Iterable[str] = ()) -> bool:
    """Whether `act` may follow in `state`, after the acts `done`, in order."""
    return TRANSITIONS.may_follow(state, act, done)
