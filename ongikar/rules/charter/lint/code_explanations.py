"""Content of the page of the codes: what each means, why it matters, what to do. `docs/lint.md` is generated
from it.
"""

import string

from ongikar.rules.bangla.text import digits

from .advice import ADVICE
from .codes import CODES, Code
from .grade import BY_SERVICE, WEIGHT

SEVERITY = {
    "error": ("ভুল: যেমন ছাপা আছে, তেমন রাখা বা গোনা যায় না", "error: cannot be kept or counted as printed"),
    "warning": (
        "সতর্কতা: নাগরিক ভুল বুঝতে বা কার্যালয়ে পৌঁছাতে না পারেন",
        "warning: may mislead people, or keep them from reaching the office",
    ),
    "note": ("মন্তব্য: পরের সংস্করণে ঠিক করার মতো", "note: worth correcting at the next version"),
}
# The first word of a code → what it is about.
PARTS = {
    "charter": ("চার্টার", "The charter"),
    "office": ("কোন কার্যালয়ের দলিল", "Whose document it is"),
    "text": ("লেখা", "The text"),
    "layout": ("সাজানো", "The layout"),
    "header": ("ছকের শিরোনাম", "Headings of the table"),
    "serial": ("ক্রমিক", "Serial numbers"),
    "row": ("সারি", "Rows"),
    "name": ("সেবার নাম", "Names of services"),
    "service": ("সেবা", "Services"),
    "time": ("সময়", "The time"),
    "documents": ("কাগজপত্র", "Documents"),
    "place": ("স্থান", "Places"),
    "fee": ("সেবামূল্য", "The fee"),
    "officer": ("দায়িত্বপ্রাপ্ত কর্মকর্তা", "The responsible officer"),
    "superior": ("ঊর্ধ্বতন কর্মকর্তা", "The superior officer"),
    "email": ("ই-মেইল", "E-mail"),
    "phone": ("ফোন", "Phones"),
    "post": ("পদ", "Posts"),
    "scheme": ("ব্যবস্থা ও বিধি", "Schemes and rules"),
    "tier": ("অভিযোগের ধাপ", "Grievance tiers"),
    "reservation": ("যা এখনো ঠিক হয়নি", "Not settled yet"),
    "spelling": ("বানান", "Spelling"),
}


class _Dots(dict[str, str]):
    """Where a finding names the printed words, the page has three dots."""

    def __missing__(self, name: str) -> str:
        return "…"


def explained_page() -> str:
    """The page as Markdown, Bangla before English, in the order of a charter's parts."""
    lines = [
        "# চার্টার যাচাই · What the lint finds in a charter",
        "",
        "<!-- `ongikar charter codes > docs/lint.md` prints this page; a test holds it to the table. -->",
        "",
        (
            "`ongikar charter lint ফাইল` চার্টারের প্রতিটি ভুল দেখায়: কোড, কত গুরুতর, কোথায়, কী করা যায়।"
            " ভুল থাকলে প্রস্থান-মান ১।"
        ),
        "",
        (
            "`ongikar charter lint FILE` shows every fault of a charter: its code, how grave it is, where it"
            " stands, what to do. With an"
        ),
        (
            "error the exit status is 1. `--before FILE` also compares with the version before; `--office"
            " FOLDER` asks whether the document is"
        ),
        "that office’s own; `--json` is for programs.",
        "",
        "## মান · The score",
        "",
        (
            f"মান = ১০০ × ভিত্তি ÷ (ভিত্তি + ওজন)। ভিত্তি: প্রতি সেবায় {digits(BY_SERVICE)}। ওজন: ভুল"
            f" {digits(WEIGHT['error'])}, সতর্কতা {digits(WEIGHT['warning'])}, মন্তব্য"
            f" {digits(WEIGHT['note'])}। কিছু ঠিক করলে মান কমে না; ভুল ঠিক করলে মন্তব্যের চেয়ে কম বাড়ে না।"
        ),
        "",
        (
            f"Score = 100 × base ÷ (base + weight). The base is {BY_SERVICE} for each service; an error"
            f" weighs {WEIGHT['error']}, a warning {WEIGHT['warning']}, a note {WEIGHT['note']}. To put"
            " something"
        ),
        "right never lowers the score, and an error raises it at least as much as a note.",
    ]
    for part, (bn, en) in PARTS.items():
        lines += ["", f"## {bn} · {en}"]
        for code, of in CODES.items():
            if code.split(".")[0] == part:
                lines += ["", *code_entry(code, of)]
    return "\n".join(lines) + "\n"


def explained_codes() -> list[dict[str, str]]:
    """The same for programs, in the same order."""
    in_order = [code for part in PARTS for code in CODES if code.split(".")[0] == part]
    return [
        {
            "code": code,
            "severity": CODES[code].severity,
            "bn": _fill(CODES[code].bn),
            "en": _fill(CODES[code].en),
            "why_bn": ADVICE[code].why_bn,
            "why_en": ADVICE[code].why_en,
            "do_bn": ADVICE[code].do_bn,
            "do_en": ADVICE[code].do_en,
        }
        for code in in_order
    ]


def code_entry(code: str, of: Code) -> list[str]:
    advice, (bn, en) = ADVICE[code], SEVERITY[of.severity]
    return [
        f"### `{code}`",
        "",
        f"- **{bn}।** {_fill(of.bn)} কেন দরকার: {advice.why_bn} যা করবেন: {advice.do_bn}।",
        f"- **{_capital(en)}.** {_fill(of.en)} Why it matters: {advice.why_en} What to do: {advice.do_en}.",
    ]


def _fill(message: str) -> str:
    said = string.Formatter().vformat(message, (), _Dots()).rstrip()
    return said if said.endswith(("।", ".", "…")) else f"{said}…"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
