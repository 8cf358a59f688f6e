"""What the office sees of loans and writes of them."""

from typing import Any

from ongikar.cases.record_desk import CaseAct, CaseDesk
from ongikar.records.acts import EnterAct
from ongikar.records.registry import register
from ongikar.records.words import State, label

from .models import Handover, Loan, Return

OPEN, OUT, BACK, NOT_LENT = "open", "out", "back", "not_lent"
NOT_YET = ("যন্ত্রটি এখনো দেওয়া হয়নি।", "The device was not handed over yet.")


@register
class LoanDesk(CaseDesk):
    model, kind = Loan, "loan"
    name, names, path = "loan", "loans", "loans"
    title, subtitle = "device", "number"
    list_display = ("handover", "state")
    nothing = ("কেউ কিছু ধার চাননি।", "Nobody has asked for a loan.")
    summary = ("handover", "condition")
    part = (("ধার", "The loan"), ("কে নিলেন, কবে ফেরত", "Who took it, and when it is due back"))
    states = {
        OPEN: State("চাওয়া হয়েছে", "Asked for"),
        OUT: State("দেওয়া হয়েছে", "Handed over", "today"),
        BACK: State("ফেরত এসেছে", "Came back", "done"),
        NOT_LENT: State("দেওয়া হয়নি", "Not lent", "shut"),
    }
    way, off_way = (OPEN, OUT, BACK), frozenset({NOT_LENT})
    acts = (
        CaseAct("keep", ("ধার দিন", "Lend it"), is_usual=True),
        EnterAct(Handover, "handover", ("কে নিলেন, লিখুন", "Enter who took it")),
        EnterAct(Return, "return", ("ফেরত নিন", "Take it back"), when=lambda loan: loan.is_out or NOT_YET),
    )

    def state_of(self, loan: Loan) -> str:
        if loan.returns.exists():
            return BACK
        if loan.is_out:
            return OUT
        return OPEN if loan.case.is_open else NOT_LENT

    @label("নম্বর", "Number")
    def number(self, loan: Loan) -> str:
        return self.number_words(loan)

    @label("কে নিলেন", "Taken by")
    def handover(self, loan: Loan) -> Any:
        return loan.handovers.all()

    @label("কেমন অবস্থায় ফেরত", "Came back")
    def condition(self, loan: Loan) -> Any:
        return loan.returns.all()
