"""The JSON Schemas (2020-12) of the open data, and the dictionary of all its fields: each field is described
once, in both languages, and a field that is not described fails the tests.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Meaning(NamedTuple):
    """One line of the dictionary."""

    file: str
    field: str
    type: str
    meaning_bn: str
    meaning_en: str


def field(type_: str | list[str], bn: str, en: str, **more: Any) -> Schema:
    """`type_`: as JSON Schema names it; a list where it may also be null."""
    return {"type": type_, "title": bn, "description": en, **more}


def table(fields: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object of exactly these fields."""
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def rows(of: Schema, bn: str, en: str) -> Schema:
    return field("array", bn, en, items=of)


def maybe(type_: str) -> list[str]:
    return [type_, "null"]


LICENCE = field("string", "যে শর্তে নেওয়া যায়", "The licence under which it may be taken", format="uri")
SLUG = field("string", "কার্যালয়ের নাম, ঠিকানায় যেমন", "The office, as addresses name it")
NAMES = {
    "name_bn": field("string", "নাম, বাংলায়", "Name in Bangla"),
    "name_en": field("string", "নাম, ইংরেজিতে", "Name in English"),
}
OFFICE = table({"slug": SLUG, **NAMES})
WHOLE = "integer"
FIGURES = {
    "promised": ("কথা দেওয়া হয়েছে; হারের ভাগ", "Promises: what the rate is a part of"),
    "in_time": ("সময়মতো রাখা", "Kept in time"),
    "kept_late": ("দেরিতে রাখা", "Kept late"),
    "open_late": ("দেরি, এখনো বাকি", "Late and still open"),
    "refused": ("নামঞ্জুর", "Refused"),
    "redirected": ("অন্য কার্যালয়ে পাঠানো", "Sent to another office"),
    "withdrawn": ("সময় থাকতে আবেদনকারী তুলে নিয়েছেন", "Withdrawn by the applicant before its day"),
    "withdrawn_late": ("সময় পেরোনোর পর তুলে নিয়েছেন", "Withdrawn after its day"),
    "dropped": ("ওপরের পদের সিদ্ধান্তে বাদ", "Dropped by a decision from above"),
}
LINE = {
    "month": field("string", "মাস", "Month, such as 2026-11", pattern="^[0-9]{4}-[0-9]{2}$"),
    "service": field(maybe("string"), "সেবার কোড; খালি: পুরো মাস", "Code of the service; null: the whole month"),
    **{
        name: field(
            maybe(WHOLE), f"{bn}; সংখ্যা ছোট হলে খালি", f"{en}; null where the numbers are small", minimum=0
        )
        for name, (bn, en) in FIGURES.items()
    },
}
ACCOUNT = table(
    {
        "licence": LICENCE,
        "office": field("object", "কার্যালয়", "The office") | OFFICE,
        "fiscal_year": field(
            "string", "অর্থবছর", "Fiscal year, such as 2026-27", pattern="^[0-9]{4}-[0-9]{2}$"
        ),
        "least_told": field(WHOLE, "এর চেয়ে কম কথার সংখ্যা বলা হয় না", "Of fewer promises no figures are told"),
        "rows": rows(table(LINE), "মাস ও সেবা ধরে", "By month and service"),
    }
)
CLOCK = "^[0-2][0-9]:[0-5][0-9]$"
DAY = {
    "date": field("string", "দিন", "Day", format="date"),
    "kind": field(
        "string",
        "দিনটি কেমন",
        "open, weekly (closed as each week), holiday, worked (an ordered working day), other_hours",
    ),
    "opens": field(maybe("string"), "কখন খোলে; বন্ধ থাকলে খালি", "When it opens; null if closed", pattern=CLOCK),
    "closes": field(
        maybe("string"), "কখন বন্ধ হয়; বন্ধ থাকলে খালি", "When it closes; null if closed", pattern=CLOCK
    ),
    "name_bn": field("string", "কেন, বাংলায়", "Why, in Bangla; empty on an ordinary day"),
    "name_en": field("string", "কেন, ইংরেজিতে", "Why, in English; empty on an ordinary day"),
    "provisional": field("boolean", "চাঁদ দেখার ওপর, এখনো চূড়ান্ত নয়", "Not yet certain: it follows the moon"),
}
CALENDAR = table(
    {
        "licence": LICENCE,
        "office": field("object", "কার্যালয়", "The office") | OFFICE,
        "year": field(WHOLE, "বছর", "Year"),
        "version": field(WHOLE, "ক্যালেন্ডারের সংস্করণ", "Version of the calendar"),
        "days": rows(table(DAY), "বছরের প্রতিটি দিন", "Each day of the year"),
    }
)
TEXT, TEXT_OR_NONE = "string", maybe("string")
TIME_REF, FEE_REF = {"$ref": "#/$defs/time"}, {"$ref": "#/$defs/fee"}
TIME = table(
    {
        "kind": field(TEXT, "কোন এককে, বা কেন গোনা যায় না", "A unit, or why no clock can count it"),
        "min": field(maybe(WHOLE), "কমপক্ষে", "At least", minimum=0),
        "max": field(maybe(WHOLE), "সর্বোচ্চ", "At most", minimum=0),
        "raw": field(TEXT, "যেমন ছাপা", "As printed"),
        "label": field(TEXT, "এর নাম", "What it is called"),
        "label_en": field(TEXT, "এর নাম, ইংরেজিতে", "What it is called, in English"),
        "trigger": field(TEXT, "কোন ঘটনা থেকে", "From which event it counts"),
        "qualifier": field(TEXT, "ছাপা শর্ত", "A printed qualification"),
        "condition": field(TEXT, "কোন ক্ষেত্রে", "In which case it holds"),
        "office_time": field("boolean", "অফিস সময়ে", "Counted in office hours"),
        "contradiction": field("boolean", "লেখাটি নিজের সঙ্গে মেলে না", "The print contradicts itself"),
        "cases": rows(TIME_REF, "কয়েকটি ক্ষেত্রে আলাদা", "One for each case"),
        "stages": rows(TIME_REF, "ধাপে ধাপে", "One step after another"),
        "ceiling": TIME_REF,
        "until": field(TEXT, "যে দিনে শেষ", "The day by which it ends"),
    },
    optional=(
        *("label", "label_en", "trigger", "qualifier", "condition", "office_time", "contradiction", "cases"),
        *("stages", "ceiling", "until", "min", "max"),
    ),
)
FEE = table(
    {
        "kind": field(TEXT, "কেমন", "free, amount, or what the print says instead"),
        "amount": field(maybe("number"), "টাকা", "Taka", minimum=0),
        "raw": field(TEXT, "যেমন ছাপা", "As printed"),
        "raw_en": field(TEXT, "ইংরেজিতে", "In English"),
        "max": field("number", "সর্বোচ্চ টাকা", "Taka at most", minimum=0),
        "percent": field("number", "শতকরা", "Percent"),
        "payment_methods": rows({"type": "string"}, "কীভাবে দেওয়া যায়", "How it can be paid"),
        "contradiction": field("boolean", "লেখাটি নিজের সঙ্গে মেলে না", "The print contradicts itself"),
        "cases": rows(FEE_REF, "কয়েকটি ক্ষেত্রে আলাদা", "One for each case"),
    },
    optional=("raw_en", "max", "percent", "payment_methods", "contradiction", "cases"),
)
OFFICER = table(
    {
        "post": field(TEXT_OR_NONE, "পদ", "The post, never its holder"),
        "phone": field(TEXT_OR_NONE, "পদের ফোন", "Telephone of the post, E.164"),
        "email": field(TEXT_OR_NONE, "পদের ই-মেইল", "E-mail of the post"),
        "geocode": field(TEXT_OR_NONE, "জিওকোড", "Geocode"),
        "raw": field(TEXT, "যেমন ছাপা", "As printed"),
    }
)
RESERVATION = {
    "type": "object",
    "title": "যা খোলা রেখে প্রকাশিত",
    "description": "What was published open: name, reason_bn, reason_en",
    "additionalProperties": {"type": ["string", "null"]},
}
SERVICE = table(
    {
        "code": field(TEXT, "কোড; সব সংস্করণে একই", "Code: the same in every version"),
        "category": field(TEXT_OR_NONE, "কার জন্য", "citizen, institutional or internal"),
        "number": field(WHOLE, "ক্রমিক নম্বর", "Number in the printed table"),
        "name": field(TEXT, "নাম, বাংলায়", "Name in Bangla"),
        "name_en": field(TEXT, "নাম, ইংরেজিতে", "Name in English"),
        "method": field(TEXT_OR_NONE, "কীভাবে দেওয়া হয়", "How it is given"),
        "time": TIME_REF,
        "documents": field("object", "কাগজপত্র", "Documents that it asks for")
        | table(
            {
                "items": rows({"type": "string"}, "একে একে", "One by one"),
                "raw": field(TEXT, "এক লাইনে", "In one line"),
            }
        ),
        "form_source": field(TEXT_OR_NONE, "ফরম কোথায়", "Where the form is to be had"),
        "fee": FEE_REF,
        "responsible": field("object", "দায়িত্বপ্রাপ্ত পদ", "The responsible post") | OFFICER,
        "superior": field("object", "ঊর্ধ্বতন পদ", "The post above") | OFFICER,
        "extras": field("object", "কার্যালয়ের নিজের কলাম", "Columns of the office’s own"),
        "reservations": rows(RESERVATION, "যা খোলা রেখে প্রকাশিত", "What was published open"),
    }
)
TIER = table(
    {
        "tier": field(WHOLE, "ধাপ", "Step", minimum=1),
        "when": field(TEXT, "কখন যাওয়া যায়", "When it is open"),
        "officer": field(TEXT, "কার কাছে", "Who hears it, a role"),
        "address": field(TEXT, "ঠিকানা, পুরো ঘর", "The whole printed cell"),
        "phone": field(TEXT_OR_NONE, "ফোন", "Telephone, E.164"),
        "email": field(TEXT_OR_NONE, "ই-মেইল", "E-mail"),
        "web": field(TEXT_OR_NONE, "ওয়েব", "Web"),
        "limit": TIME_REF,
        "extras": field("object", "নিজের কলাম", "Columns of its own"),
        "window_days": field(maybe(WHOLE), "আপিলের দিন", "Calendar days for an appeal"),
        "may_extend": field(WHOLE, "কত কার্যদিবস বাড়ানো যায়", "Working days by which it may be extended"),
        "alternate": field(TEXT_OR_NONE, "বদলে যে পদ", "The post that decides in its place"),
        "reservations": rows(RESERVATION, "যা খোলা রেখে প্রকাশিত", "What was published open"),
    },
    optional=("extras", "window_days", "may_extend", "alternate", "reservations"),
)
CHARTER = table(
    {
        "office": field("object", "কার্যালয়", "The office")
        | table(
            {
                "slug": SLUG,
                **NAMES,
                "department_bn": field(TEXT_OR_NONE, "অধিদপ্তর, বাংলায়", "Department in Bangla"),
                "department_en": field(TEXT_OR_NONE, "অধিদপ্তর, ইংরেজিতে", "Department in English"),
                "geocode": field(TEXT_OR_NONE, "জিওকোড", "Geocode of the upazila"),
                "phone": field(TEXT_OR_NONE, "কার্যালয়ের ফোন", "Telephone of the office, E.164"),
                "email": field(TEXT_OR_NONE, "কার্যালয়ের ই-মেইল", "E-mail of the office"),
            }
        ),
        "version": field("object", "সংস্করণ", "The version")
        | table(
            {
                "number": field(WHOLE, "নম্বর", "Number", minimum=1),
                "effective_from": field(TEXT, "যে দিন থেকে", "First day", format="date"),
                "effective_to": field(TEXT_OR_NONE, "যে দিন পর্যন্ত", "Last day; null while in force"),
                "published_at": field(TEXT, "কখন প্রকাশিত", "When it was published", format="date-time"),
                "approved_by": field(TEXT_OR_NONE, "যে পদ অনুমোদন করেছে", "The post that approved it"),
            }
        ),
        "title": field(TEXT_OR_NONE, "শিরোনাম", "Title"),
        "vision": field(TEXT_OR_NONE, "ভিশন", "Vision"),
        "mission": field(TEXT_OR_NONE, "মিশন", "Mission"),
        "services": rows(SERVICE, "সেবা", "Services"),
        "subordinate_offices": rows({"type": "string"}, "অধীন কার্যালয়", "Offices below"),
        "expectations": rows({"type": "string"}, "সেবাগ্রহীতার কাছে প্রত্যাশা", "What is expected of citizens"),
        "grievance_tiers": rows(TIER, "অভিযোগের ধাপ", "Steps for complaints"),
        "signatory": field(maybe("object"), "যে পদ সই করেছে", "The post that signed"),
        "reservations": rows(RESERVATION, "যা খোলা রেখে প্রকাশিত", "What was published open"),
        "findings": field("array", "সব সময় খালি", "Always empty here: what a reading of a document found"),
    }
) | {"$defs": {"time": TIME, "fee": FEE}}
# By the name of the file that each is of.
SCHEMAS: dict[str, Schema] = {"charter": CHARTER, "account": ACCOUNT, "calendar": CALENDAR}


def schema(name: str, address: str) -> Schema:
    """The whole schema, as it is served at its address."""
    return {"$schema": DIALECT, "$id": address, "title": f"{name}.json", **SCHEMAS[name]}


def meanings() -> Iterator[Meaning]:
    """Every field of every file: of JSON as a path, of CSV as the heading of its column."""
    for name, whole in SCHEMAS.items():
        yield from fields_of(f"{name}.json", whole, "")
        for shared, part in whole.get("$defs", {}).items():
            yield from fields_of(f"{name}.json", part, f"({shared}).")
    for name, columns in TABLES.items():
        for column, (type_, bn, en) in columns.items():
            yield Meaning(name, column, type_, bn, en)


def fields_of(file: str, of: Schema, path: str) -> Iterator[Meaning]:
    for name, each in of.get("properties", {}).items():
        if reference := each.get("$ref", ""):
            shared = reference.rpartition("/")[2]
            yield Meaning(file, f"{path}{name}", f"({shared})", "", "")
            continue
        types = each["type"] if isinstance(each["type"], list) else [each["type"]]
        yield Meaning(file, f"{path}{name}", " or ".join(types), each["title"], each["description"])
        inner = each.get("items", each)
        yield from fields_of(file, inner, f"{path}{name}{'[]' if 'items' in each else ''}.")


Column = tuple[str, str, str]


def column_of(part: Schema) -> Column:
    types = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return types[0], part["title"], part["description"].replace("null", "empty")


def both(bn: str, en: str, **names: str) -> dict[str, Column]:
    """A pair of columns, one a language."""
    return {
        f"{name}_{tongue}": ("string", f"{bn}, {in_bn}", f"{en} in {in_en}")
        for name in names.values()
        for tongue, in_bn, in_en in (("bn", "বাংলায়", "Bangla"), ("en", "ইংরেজিতে", "English"))
    }


def officer_columns(name: str, bn: str, en: str) -> dict[str, Column]:
    return {
        name: ("string", f"{bn}: পদ", f"{en}: the post"),
        f"{name}_phone": ("string", f"{bn}: পদের ফোন", f"{en}: telephone of the post, E.164"),
        f"{name}_email": ("string", f"{bn}: পদের ই-মেইল", f"{en}: e-mail of the post"),
    }


TABLES: dict[str, dict[str, Column]] = {
    "account.csv": {name: column_of(part) for name, part in LINE.items()},
    "calendar.csv": {name: column_of(part) for name, part in DAY.items()},
    "charter.csv": {
        **{name: column_of(SERVICE["properties"][name]) for name in ("code", "category", "number")},
        **both("নাম", "Name", of="name"),
        "time_printed": ("string", "সময়, যেমন ছাপা", "The time as printed"),
        "time_kind": ("string", "যে সীমা মানা হয়, তার একক", "Unit of the limit that holds"),
        "time_most": ("integer", "যে সীমা মানা হয়", "The limit that holds"),
        **both("কাগজপত্র", "Documents", of="papers"),
        **both("ফরম কোথায়", "Where the form is", of="where"),
        "fee_kind": ("string", "খরচ কেমন", "Kind of fee"),
        "fee_taka": ("number", "টাকা", "Taka"),
        "fee_printed": ("string", "খরচ, যেমন ছাপা", "The fee as printed"),
        **officer_columns("officer", "দায়িত্বপ্রাপ্ত", "Responsible"),
        **officer_columns("superior", "ঊর্ধ্বতন", "Superior"),
    },
    "ladder.csv": {
        "tier": ("integer", "ধাপ", "Step"),
        **both("কখন যাওয়া যায়", "When it is open", of="when"),
        **both("কার কাছে", "Who hears it", of="title"),
        **both("পদ", "The post", of="post"),
        "limit_unit": ("string", "সীমার একক", "Unit of the limit"),
        "limit_amount": ("integer", "সীমা", "The limit"),
        "may_extend_working_days": ("integer", "কত কার্যদিবস বাড়ানো যায়", "Working days it may be extended by"),
        "appeal_window_days": (
            "integer",
            "আপিলের দিন; খালি: কার্যালয়ের নিয়মে",
            "Days for an appeal; empty: by the rules",
        ),
        **both("বদলে যে পদ", "The post in its place", of="alternate"),
        **both("ঠিকানা", "Address", of="address"),
        "phone": ("string", "ফোন", "Telephone, E.164"),
        "email": ("string", "ই-মেইল", "E-mail"),
        "web": ("string", "ওয়েব", "Web"),
    },
}
