"""Finds the columns of the official form that a table of services lacks: 8 columns in the field, 7 at headquarters.

The field form: serial, name, time, papers, where to get them, fee, officer, superior. Headquarters': serial, name,
method, papers and place in one, fee, time, officer. Source: the blank form printed by LGED Shariatpur for the field;
the charters of ministries and departments for the other.
"""

from collections.abc import Iterable, Iterator

from ongikar.rules.charter_lint.findings import Finding, finding

WORDS = {
    "serial": ("ক্রমিক নং", "serial number"),
    "name": ("সেবার নাম", "name of the service"),
    "method": ("সেবা প্রদান পদ্ধতি", "way of giving the service"),
    "time": ("সেবা প্রদানের সর্বোচ্চ সময়", "longest time"),
    "documents": ("প্রয়োজনীয় কাগজপত্র", "documents needed"),
    "place": ("কাগজপত্র/আবেদন ফরম প্রাপ্তিস্থান", "where to get the documents or the form"),
    "fee": ("সেবামূল্য এবং পরিশোধ পদ্ধতি", "fee and how to pay it"),
    "officer": ("দায়িত্বপ্রাপ্ত কর্মকর্তা", "responsible officer"),
    "superior": ("ঊর্ধ্বতন কর্মকর্তা", "superior officer"),
}
FIELD = ("serial", "name", "time", "documents", "place", "fee", "officer", "superior")
HEADQUARTERS = ("serial", "name", "method", "documents", "fee", "time", "officer")
FORMS = {
    FIELD: ("মাঠ পর্যায়ের ৮ কলাম", "8 columns, field offices"),
    HEADQUARTERS: ("সদর দপ্তরের ৭ কলাম", "7 columns, headquarters"),
}


# Papers and place in one column: the papers' heading names the place too.
MERGED = "প্রাপ্তি"


def judge_columns(columns: Iterable[tuple[str, str]], where: str) -> Iterator[Finding]:
    """`columns`: (kind, heading) of a table of services; of any other table nothing is asked.

    A column of remedies, of the form of 2007, names the superior.
    """
    headings = {"superior" if kind == "remedy" else kind: heading for kind, heading in columns}
    if "name" not in headings:
        return
    # Only headquarters' form has a way of giving the service and no superior.
    form = HEADQUARTERS if "method" in headings and "superior" not in headings else FIELD
    if MERGED in headings.get("documents", ""):
        headings["place"] = headings["documents"]
    missing = [column for column in form if column not in headings]
    if missing:
        bn, en = (", ".join(WORDS[column][tongue] for column in missing) for tongue in (0, 1))
        yield finding(
            "header.missing_columns", where, bn, FORMS[form][0], raw_en=en, suggestion_en=FORMS[form][1]
        )
