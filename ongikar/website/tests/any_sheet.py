"""Charters made up by Hypothesis as the official paper wants them, each with what its services are meant to
say.
"""

from typing import Any, NamedTuple

from hypothesis import strategies as st

from ongikar.charter.publication.official_table import EXPECTATION_COLUMNS, FIELD, TIER_COLUMNS
from ongikar.charter.publication.sheet import HEADINGS, Sheet, SheetRow, SheetTable, widths
from ongikar.rules.bangla.text import digits

# Conjuncts of every height, reph, ya-phala, marks before and after, য় ড় ঢ়; none of them begins a heading
# or counts a time.
WORDS = [
    "স্বয়ংসম্পূর্ণ",
    "ট্র্যাকিং",
    "উদ্ভাবনী",
    "দ্বিতীয়",
    "ক্ষুদ্র",
    "নিবন্ধন",
    "কেন্দ্র",
    "উজ্জ্বল",
    "তত্ত্বাবধায়ক",
    "কর্তৃত্ব",
    "চাঁদ",
    "হ্রাস",
    "কুণ্ডু",
    "প্রশিক্ষণ",
    "পরামর্শ",
    "ভূমি",
    "খতিয়ান",
    "উত্তরাধিকার",
    "মৎস্য",
    "শস্য",
    "বীজ",
    "সঞ্চয়",
    "ঋণ",
    "প্রতিবন্ধী",
    "বিদ্যুৎ",
    "সংযোগ",
    "গ্রন্থাগার",
    "স্বাস্থ্য",
    "টিকা",
    "পুষ্টি",
    "ক্রীড়া",
    "সংস্কৃতি",
    "বৃক্ষ",
    "ল্যাব",
    "ই-নথি",
    "পোর্টাল",
    "রেজিস্টার",
    "মাসিক",
    "গাড়ি",
    "দৃঢ়",
    "আষাঢ়",
    "নৌকা",
    "ঐতিহ্য",
    "ঔষধ",
    "পৃষ্ঠপোষক",
    "ICT",
    "UDC",
    "বিজ্ঞপ্তি",
]
PAPERS = [
    "আবেদনপত্র",
    "জাতীয় পরিচয়পত্র",
    "পাসপোর্ট আকারের ছবি",
    "চেয়ারম্যানের প্রত্যয়ন",
    "খতিয়ানের অনুলিপি",
    "জন্ম নিবন্ধন সনদ",
    "ব্যাংক হিসাব বিবরণী",
    "পূর্বের লাইসেন্স",
]
PLACES = ["উপজেলা কার্যালয়, রংপুর সদর, রংপুর", "ইউনিয়ন ডিজিটাল সেন্টার", "সংশ্লিষ্ট দপ্তরের ওয়েবসাইট"]
POSTS = [
    "উপজেলা আইসিটি অফিসার",
    "উপজেলা কৃষি কর্মকর্তা",
    "সহকারী কমিশনার (ভূমি)",
    "উপ-পরিচালক (প্রশাসন)",
    "প্রধান শিক্ষক",
]
# As printed, and what it comes to.
TIMES = (
    ("তাৎক্ষণিক", ("immediate", None)),
    ("৩ কার্যদিবস", ("working_days", 3)),
    ("০৭ (সাত) কার্যদিবস", ("working_days", 7)),
    ("৩০ দিন", ("calendar_days", 30)),
    ("২৪ ঘণ্টা", ("hours", 24)),
    ("১-৭ কার্যদিবস", ("working_days", 7)),
    ("নীতিমালা অনুযায়ী", ("per_policy", None)),
    ("তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)", ("immediate_or_working_days", None)),
)
FEES = (
    ("বিনামূল্যে", ("free", None)),
    ("১০০ টাকা", ("fixed", 100)),
    ("৫০/-", ("fixed", 50)),
    ("বিদ্যমান সরকারী নীতিমালা অনুযায়ী", ("per_schedule", None)),
)
CATEGORIES = (
    ("citizen", "২.১) নাগরিক সেবা"),
    ("institutional", "২.২) প্রাতিষ্ঠানিক সেবা"),
    ("internal", "২.৩) অভ্যন্তরীণ সেবা"),
)
MOST_ROWS = 40


class ExpectedSheet(NamedTuple):
    """A sheet and the services, tiers and expectations that a reader should find on it."""

    sheet: Sheet
    services: list[dict[str, Any]]
    tiers: list[dict[str, Any]]
    expectations: list[str]


phrases = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(" ".join)
# One cell in a few is longer than a page is high.
long_lists = st.integers(8, 45).map(
    lambda many: [f"{PAPERS[n % len(PAPERS)]} {WORDS[n % len(WORDS)]}" for n in range(many)]
) | st.integers(20, 40).map(lambda many: ["ছবি"] * many)
papers = st.lists(st.sampled_from(PAPERS), unique=True, max_size=5) | long_lists
officers = st.builds(
    lambda post, figures, box: {"post": post, "phone": f"+88017{figures}", "email": f"{box}@example.gov.bd"},
    st.sampled_from(POSTS),
    st.integers(10_000_000, 99_999_999),
    st.sampled_from(("info", "uno.rangpur", "office_1", "ict-2")),
)
services = st.fixed_dictionaries(
    {
        "name": phrases,
        "time": st.sampled_from(TIMES),
        "papers": papers,
        "source": st.sampled_from(PLACES),
        "fee": st.sampled_from(FEES),
        "responsible": officers,
        "superior": st.none() | officers,
    }
)


@st.composite
def sheets(draw: st.DrawFn, most: int = MOST_ROWS) -> ExpectedSheet:
    """Any charter of 1 to `most` services in up to three categories, each name once."""
    rows = draw(st.lists(services, min_size=1, max_size=most, unique_by=lambda row: row["name"]))
    cuts = sorted(draw(st.lists(st.integers(0, len(rows)), min_size=2, max_size=2)))
    parts = [rows[: cuts[0]], rows[cuts[0] : cuts[1]], rows[cuts[1] :]]
    grouped = [
        (category, [row | {"category": category[0], "number": n} for n, row in enumerate(part, 1)])
        for category, part in zip(CATEGORIES, parts, strict=True)
        if part
    ]
    expected = draw(st.lists(phrases, min_size=1, max_size=6, unique=True))
    tiers = [{"tier": n, "when": draw(phrases), "whom": draw(phrases), **draw(officers)} for n in range(1, 4)]
    return ExpectedSheet(
        compose_sheet(grouped, expected, tiers), [row for _, part in grouped for row in part], tiers, expected
    )


def compose_sheet(
    grouped: list[tuple[tuple[str, str], list[dict]]], expected: list[str], tiers: list[dict]
) -> Sheet:
    columns = [column.words[0] for column in FIELD.columns]
    return Sheet(
        language="bn",
        office=["তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর", "উপজেলা কার্যালয়, রংপুর সদর", "রংপুর সদর, রংপুর"],
        title="সিটিজেন চার্টার",
        edition="সংস্করণ ২, ১ জুলাই ২০২৭ থেকে কার্যকর",
        headings={n: f"{digits(n)}. {bn}" for n, (bn, _) in HEADINGS.items()},
        vision=("ভিশন", "সেবা সবার দোরগোড়ায় পৌঁছে দেওয়া।"),
        mission=("মিশন", "দক্ষ মানবসম্পদ ও নির্ভরযোগ্য অবকাঠামো।"),
        services=[
            SheetTable(heading, columns, widths(FIELD.columns), list(map(sheet_row, part)))
            for (_, heading), part in grouped
        ],
        subordinate="আওতাধীন কোনো দপ্তর নেই।",
        expectations=SheetTable(
            "",
            [column.words[0] for column in EXPECTATION_COLUMNS],
            widths(EXPECTATION_COLUMNS),
            [SheetRow("", [[digits(n)], [each]]) for n, each in enumerate(expected, 1)],
            is_numbered=False,
        ),
        tiers=SheetTable(
            "", [column.words[0] for column in TIER_COLUMNS], widths(TIER_COLUMNS), list(map(tier_row, tiers))
        ),
        signed="স্বাক্ষরিত",
        signatory=["এস. এম. আইনুল ইসলাম", "উপজেলা আইসিটি অফিসার", "রংপুর সদর, রংপুর"],
    )


def sheet_row(row: dict[str, Any]) -> SheetRow:
    names = row["papers"]
    numbered = (
        [f"{digits(n)}. {name}" for n, name in enumerate(names, 1)] if len(names) > 1 else names or ["নেই"]
    )
    return SheetRow(
        "",
        [
            [digits(row["number"])],
            [row["name"]],
            [row["time"][0]],
            numbered,
            [row["source"]],
            [row["fee"][0]],
            officer_lines(row["responsible"]),
            officer_lines(row["superior"]) if row["superior"] else ["-"],
        ],
    )


def tier_row(tier: dict[str, Any]) -> SheetRow:
    return SheetRow(
        "", [[digits(tier["tier"])], [tier["when"]], [tier["whom"]], officer_lines(tier), ["৩০ কার্যদিবস"]]
    )


def officer_lines(officer: dict[str, str]) -> list[str]:
    """As an office prints them: the telephone with its country, the figures of the page."""
    return [officer["post"], "উপজেলা কোড: ৮৫৪৯", f"ফোন: {digits(officer['phone'])}", officer["email"]]
