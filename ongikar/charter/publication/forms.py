"""The two official tables: eight columns for field offices, seven for headquarters. Which columns, and in
what words.
"""

from typing import NamedTuple

Words = tuple[str, str]


class FormColumn(NamedTuple):
    """`key`: the cell it holds, see cells.py. `width`: its part of the sheet, in percent."""

    key: str
    words: Words
    width: float


class OfficialForm(NamedTuple):
    name: str
    title: Words
    columns: tuple[FormColumn, ...]


SERIAL, NAME = ("ক্রমিক নং", "Serial no."), ("সেবার নাম", "Service name")

FIELD = OfficialForm(
    "field",
    ("মাঠ পর্যায়ের ৮ কলামের ছক", "The field offices’ table of 8 columns"),
    (
        FormColumn("number", SERIAL, 5),
        FormColumn("name", NAME, 15),
        FormColumn("time", ("সেবা প্রদানের সর্বোচ্চ সময়", "Longest time of service"), 11.5),
        FormColumn("papers", ("প্রয়োজনীয় কাগজপত্র", "Documents needed"), 15),
        FormColumn(
            "source",
            ("প্রয়োজনীয় কাগজপত্র / আবেদন ফরম প্রাপ্তিস্থান", "Where to get the documents or the form"),
            11,
        ),
        FormColumn(
            "fee",
            ("সেবামূল্য এবং পরিশোধ পদ্ধতি (যদি থাকে)", "Fee and how to pay it (if any)"),
            10.5,
        ),
        FormColumn(
            "responsible",
            (
                ("শাখার নামসহ দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি, রুম নম্বর, উপজেলা কোড, অফিসিয়াল টেলিফোন ও ই-মেইল"),
                "Responsible officer: post, section, room, upazila code, official telephone and e-mail",
            ),
            16,
        ),
        FormColumn(
            "superior",
            (
                "ঊর্ধ্বতন কর্মকর্তার পদবি, রুম নম্বর, উপজেলা কোডসহ অফিসিয়াল টেলিফোন ও ই-মেইল",
                "Superior officer: post, room, upazila code, official telephone and e-mail",
            ),
            16,
        ),
    ),
)
HEADQUARTERS = OfficialForm(
    "hq",
    ("সদর দপ্তরের ৭ কলামের ছক", "Headquarters’ table of 7 columns"),
    (
        FormColumn("number", SERIAL, 5),
        FormColumn("name", NAME, 19),
        FormColumn("method", ("সেবা প্রদান পদ্ধতি", "How the service is given"), 16),
        FormColumn(
            "papers_and_source",
            ("প্রয়োজনীয় কাগজপত্র এবং প্রাপ্তিস্থান", "Documents needed and where to get them"),
            19,
        ),
        FormColumn("fee", ("সেবামূল্য এবং পরিশোধ পদ্ধতি", "Fee and how to pay it"), 11),
        FormColumn("time", ("সেবা প্রদানের সময়সীমা", "Time of service"), 12),
        FormColumn(
            "responsible",
            (
                ("শাখার নামসহ দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি, রুম নম্বর, উপজেলা কোড, অফিসিয়াল টেলিফোন ও ই-মেইল"),
                "Responsible officer: post, section, room, upazila code, official telephone and e-mail",
            ),
            18,
        ),
    ),
)
FORMS = {form.name: form for form in (FIELD, HEADQUARTERS)}

EXPECTATION_COLUMNS = (
    FormColumn("number", SERIAL, 6),
    FormColumn(
        "expected",
        (
            "প্রতিশ্রুত/কাঙ্ক্ষিত সেবা প্রাপ্তির লক্ষ্যে করণীয়",
            "What to do so that the service can be given as promised",
        ),
        94,
    ),
)
TIER_COLUMNS = (
    FormColumn("number", SERIAL, 6),
    FormColumn("when", ("কখন যোগাযোগ করবেন", "When to contact"), 28),
    FormColumn("whom", ("কার সঙ্গে যোগাযোগ করবেন", "Whom to contact"), 24),
    FormColumn("address", ("যোগাযোগের ঠিকানা", "Address"), 28),
    FormColumn("limit", ("নিষ্পত্তির সময়সীমা", "Settled within"), 14),
)


def form_named(name: str) -> OfficialForm:
    """The form somebody asked for; the field form for any other word."""
    return FORMS.get(name, FIELD)
