"""How an answer reaches whoever asked: by the way that they asked for, or by another with the reason told."""

from dataclasses import dataclass
from typing import Any

from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.kinds.outcome_rules import Missing
from ongikar.cases.models import Case
from ongikar.core.i18n.say import language, say
from ongikar.letters.models import Dispatch, Recipient
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.letters.outgoing.ways import Sending, channel_words, check_address, possible_channels

# The fields of the answer page, beside which a fault is said, and what the act's data call them.
WAY, WAY_REASON = "reply_way", "reply_reason"
ASKED_WAY = "reply_asked"


@dataclass(frozen=True, slots=True)
class ReplyWay:
    """`asked`: the channel that the applicant asked for; "" where the service asks nothing of it. `channel`:
    the one that it goes by. `reason`: why not as asked.
    """

    asked: str
    channel: str
    reason: str = ""

    @property
    def is_carried(self) -> bool:
        """Whether somebody must take it out of the office before anything is kept."""
        return self.channel in Dispatch.CARRIED

    @property
    def facts(self) -> dict[str, Any]:
        """What the act tells of it; nothing where nobody asked for a way."""
        if not self.asked and not self.is_carried:
            return {}
        facts = {WAY: self.channel}
        if self.asked and self.channel != self.asked:
            facts |= {ASKED_WAY: self.asked, WAY_REASON: self.reason}
        return facts


def asked_way(case: Case) -> str:
    """The channel by which the applicant asked for the answer; the page of what was asked without one."""
    return kind_of(case.row).reply_channel(case) or Dispatch.PAGE


def reply_way(case: Case, channel: str = "", reason: str = "") -> ReplyWay:
    """How the answer is to go. Raises OutcomeFault, beside the field, where it cannot go so with what is
    known of the applicant, and where it goes otherwise than asked without a reason.
    """
    if case.applicant is None:
        # What the office owes by itself has a paper and nobody to send it to.
        return ReplyWay("", Dispatch.PAGE)
    asked = kind_of(case.row).reply_channel(case)
    chosen = channel or asked or Dispatch.PAGE
    try:
        check_address(reply_recipient(case), Sending(chosen), is_demo=case.office.is_demo)
    except LetterFault as fault:
        raise OutcomeFault([Missing(WAY, fault.words)]) from fault
    if asked and chosen != asked and not reason.strip():
        words = say(
            "চাওয়া হয়েছিল: {way}। অন্যভাবে দিলে কেন, লিখুন।",
            "Asked for: {way}. If it goes another way, write why.",
            way=channel_words(asked, language()),
        )
        raise OutcomeFault([Missing(WAY_REASON, words)])
    return ReplyWay(asked, chosen, reason.strip())


def reply_recipient(case: Case) -> Recipient:
    """Whoever asked, as the letter will address them; not written down."""
    who = case.applicant
    assert who is not None, "the office's own work is answered to nobody"
    return Recipient(name=who.name, address=who.address, email=who.email, applicant=who)


def offered_ways(case: Case) -> list[str]:
    """The channels among which whoever answers may choose, the one that was asked for first; none where the
    service asks nothing of it.
    """
    if case.applicant is None or not (asked := kind_of(case.row).reply_channel(case)):
        return []
    possible = possible_channels(reply_recipient(case), is_demo=case.office.is_demo)
    return [asked, *(each for each in possible if each != asked)]
