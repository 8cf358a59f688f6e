"""How a purchase is called: where it stands, its currency and taxes, and what stands in the way of an act."""

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, say
from ongikar.rules import case_transitions
from ongikar.rules.comparison import FAILS, MEETS, NOT_QUOTED, OPEN
from ongikar.rules.money import NEGATIVE, NO_NUMBER, NOUGHT, TOO_FINE, TOO_LARGE, amount_figures

from .models import Purchase, PurchaseLine
from .models.purchase import DOLLAR, TAKA, WITH_TAX, WITHOUT_TAX


class PurchaseFault(ActFault):
    """Why something cannot be done with a purchase."""


CURRENCY_WORDS = {TAKA: ("টাকা", "taka"), DOLLAR: ("মার্কিন ডলার", "US dollars")}
TAX_WORDS = {
    WITH_TAX: ("ভ্যাট ও আয়কর সহ", "VAT and income tax included"),
    WITHOUT_TAX: ("ভ্যাট ও আয়কর ছাড়া", "VAT and income tax not included"),
}
STANDING_WORDS = {
    MEETS: ("শর্ত মানে", "Meets all"),
    FAILS: ("শর্ত মানে না", "Fails"),
    OPEN: ("যাচাই বাকি", "Not judged"),
    NOT_QUOTED: ("দর দেয়নি", "Not quoted"),
}
# Of a bidder that left a line out, beside the total of all lines.
NOT_ALL_QUOTED = ("সব পণ্যে দর নেই", "Not all quoted")
AMOUNT_FAULTS = {
    NO_NUMBER: ("দর সংখ্যায় লিখুন, যেমন ৮৫,০০০", "Write the price in figures, such as 85,000"),
    NEGATIVE: ("দর ০-এর কম হয় না।", "A price is never below 0."),
    NOUGHT: (
        "০ কোনো দর নয়। দর না দিয়ে থাকলে ঘরটি খালি রেখে “দর দেয়নি”-তে দাগ দিন।",
        "0 is no price. Where none was quoted, leave the field empty and tick “not quoted”.",
    ),
    TOO_FINE: ("পয়সা দুই ঘর পর্যন্ত লিখুন, যেমন ৮৫,০০০.৫০", "Write at most two decimals, such as 85,000.50"),
    TOO_LARGE: ("দরটি খুব বড়। সংখ্যাটি মিলিয়ে দেখুন।", "This price is too large. Check the figure."),
}
ASKED, SPECIFIED, COMPARED, ADVISED, ENDED = "asked", "specified", "compared", "advised", "ended"
STATES = {
    ASKED: ("বিনির্দেশ বাকি", "Specification to be written"),
    SPECIFIED: ("বিনির্দেশ ঠিক হয়েছে", "Specified"),
    COMPARED: ("দর মেলানো হচ্ছে", "Quotations being compared"),
    ADVISED: ("পরামর্শ দেওয়া হয়েছে", "Advice given"),
    ENDED: ("পরামর্শ ছাড়া শেষ", "Ended without advice"),
}


def currency_words(currency: str) -> str:
    return say(*CURRENCY_WORDS[currency])


def tax_words(taxes: str) -> str:
    return say(*TAX_WORDS[taxes])


def basis_words(purchase: Purchase) -> str:
    """In what its prices are told: taka, VAT and income tax included."""
    return f"{currency_words(purchase.currency)}, {tax_words(purchase.taxes)}"


def figures(amount: int | None) -> str:
    return "" if amount is None else amount_figures(amount, language())


def state_of(purchase: Purchase, lines: list[PurchaseLine], *, has_quotations: bool) -> str:
    """Where it stands, folded from its rows: nothing of it is stored."""
    case = purchase.case
    if case.state == case_transitions.KEPT:
        return ADVISED
    if not case.is_open:
        return ENDED
    if has_quotations:
        return COMPARED
    return SPECIFIED if lines and all(line.is_specified for line in lines) else ASKED


def state_words(state: str) -> str:
    return say(*STATES[state])
