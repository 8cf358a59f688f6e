"""What `ongikar ledger verify` says of a row that is not as it was sealed: whose it is, which field, and both
values.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from ongikar.journal.raw_reads import model_of
from ongikar.journal.rules.row_seals import ExpectedRows, RowDifference
from ongikar.journal.sealed_columns import sealed_tables
from ongikar.rules.bangla.text import date_words, digits, time_words
from ongikar.rules.calendar.office_calendar import TZ

if TYPE_CHECKING:
    from ongikar.journal.rules.row_seals import RowDifference
    from ongikar.journal.state_check import Origin

# Table → what one row of it is called.
TABLES = {
    "clock_clock": ("ঘড়ি", "clock"),
    "clock_fact": ("ঘড়ির ঘটনা", "fact of the clock"),
    "clock_milestone": ("ঘড়ির মুহূর্ত", "moment of the clock"),
    "cases_case": ("আবেদন", "case"),
    "cases_act": ("আবেদনের কাজ", "act of the case"),
    "cases_earlierending": ("আগের সমাপ্তি", "earlier ending"),
    "cases_agentfiling": ("এজেন্টের আবেদন", "agent’s filing"),
    "people_applicant": ("আবেদনকারী", "applicant"),
    "papers_paper": ("কাগজ", "document"),
    "grievances_grievance": ("অভিযোগ", "complaint"),
    "grievances_act": ("অভিযোগের কাজ", "act of the complaint"),
    "grievances_offer": ("তৈরি অভিযোগ", "ready complaint"),
    "grievances_stage": ("অভিযোগের ধাপ", "tier of the complaint"),
    "notices_message": ("বার্তা", "message"),
    "charter_charterversion": ("চার্টারের সংস্করণ", "charter version"),
    "charter_service": ("চার্টারের সারি", "charter row"),
    "charter_tier": ("চার্টারের অভিযোগ স্তর", "tier of the charter"),
    "offices_calendarorder": ("দিনপঞ্জির আদেশ", "calendar order"),
    "offices_calendarversion": ("দিনপঞ্জির সংস্করণ", "calendar version"),
    "offices_serial": ("বইয়ের ক্রমিক", "serial of a book"),
    "offices_office": ("কার্যালয়", "office"),
    "offices_post": ("পদ", "post"),
    "people_holding": ("পদের দায়িত্ব", "posting"),
}
# Column → what it holds; others are named as they are.
COLUMNS = {
    "due_at": ("শেষ সময়", "due moment"),
    "started_at": ("গণনা শুরু", "start of counting"),
    "stopped_at": ("গণনা শেষ", "end of counting"),
    "calendar_version_id": ("দিনপঞ্জির সংস্করণ", "calendar version"),
    "outcome": ("ফল", "outcome"),
    "received_at": ("প্রাপ্তির সময়", "received"),
    "closed_at": ("সমাপ্তির সময়", "closed"),
    "state": ("অবস্থা", "state"),
    "service_id": ("চার্টারের সারি", "charter row"),
    "post_id": ("পদ", "post"),
    "number": ("নম্বর", "number"),
    "book_serial": ("বইয়ের ক্রমিক", "serial in the book"),
    "memo_number": ("স্মারক নম্বর", "memo number"),
    "answers": ("প্রশ্নের উত্তর", "answers"),
    "data": ("ঘটনার কথা", "what it says"),
    "kind": ("ধরন", "kind"),
    "at": ("সময়", "moment"),
    "words": ("কথা", "words"),
    "name": ("নাম", "name"),
    "mobile": ("মোবাইল", "mobile"),
    "decision": ("সিদ্ধান্ত", "decision"),
    "upheld": ("অভিযোগ ঠিক ছিল কি না", "upheld"),
    "partly": ("অভিযোগ কিছুটা ঠিক ছিল কি না", "partly upheld"),
    "remedy": ("প্রতিকার", "remedy"),
    "reasons": ("কারণ", "reasons"),
    "filed_at": ("জমার সময়", "filed"),
    "time": ("প্রতিশ্রুত সময়", "promised time"),
    "ceiling": ("সর্বোচ্চ সময়", "ceiling"),
    "limit": ("সময়সীমা", "limit"),
    "last": ("শেষ দেওয়া নম্বর", "last number given"),
    "sent_at": ("পাঠানোর সময়", "sent"),
    "status": ("পাঠানোর অবস্থা", "state of sending"),
    "sha256": ("কাগজের ছাপ", "fingerprint of the document"),
    "superior_id": ("ঊর্ধ্বতন পদ", "superior post"),
    "broke_before": ("আগে ভাঙা", "broken before"),
}
SAYS = {
    "bn": {
        "changed": "{whose}: {row}, {column}: {day} সিল হয়েছিল “{sealed}”, এখন লেখা “{stands}”",
        "hidden": (
            "{whose}: {row}, {column}: {day} যা সিল হয়েছিল, এখন তা নেই (ব্যক্তিগত বা দীর্ঘ লেখা, তাই দেখানো যায় না)"
        ),
        "deleted": "{whose}: {row} মুছে ফেলা হয়েছে; শেষ সিল {day}",
        "inserted": "{whose}: {row} কোনো কাজ ছাড়া ঢোকানো হয়েছে, সিল নেই",
        "beyond": "{whose}: {row}, {column}: ভুক্তি {entry} ({verb}) তা লিখেছে, অথচ এমন কাজে তা লেখা হয় না",
        "repeated": "{whose}: {row} দুবার নতুন বলে সিল হয়েছে",
    },
    "en": {
        "changed": "{whose}: {row}, {column}: sealed on {day} as “{sealed}”, now says “{stands}”",
        "hidden": (
            "{whose}: {row}, {column}: no longer what was sealed on {day} (of a person, or long: not shown)"
        ),
        "deleted": "{whose}: {row} was deleted; sealed last on {day}",
        "inserted": "{whose}: {row} was put in without any act and has no seal",
        "beyond": "{whose}: {row}, {column}: written by entry {entry} ({verb}), which writes no such thing",
        "repeated": "{whose}: {row} was sealed as new twice",
    },
}


def difference_words(each: "RowDifference", origin: "Origin | None", whose: str, language: str) -> str:
    """One line in the language."""
    from ongikar.journal.sealed_columns import VALUE, sealed_tables

    place = 0 if language == "bn" else 1
    name = TABLES.get(each.table, (each.table, each.table))[place]
    said = {
        "whose": digits(whose) if language == "bn" else whose,
        "row": f"{name} {digits(each.key) if language == 'bn' else each.key}",
        "day": "?",
        "column": COLUMNS.get(each.column, (each.column, each.column))[place],
    }
    if origin:
        said["day"] = moment_words(origin.at, language)
    what = each.what
    if what == "beyond":
        said |= {"verb": each.sealed, "entry": digits(str(each.stands), language)}
        said["column"] = said["column"] or ("পুরো সারি" if language == "bn" else "the whole row")
    if what == "changed":
        column = next(column for column in sealed_tables()[each.table].columns if column.name == each.column)
        if column.mode == VALUE:
            is_moment = each.column.endswith("_at") or each.column == "at"
            said["sealed"] = value_words(each.sealed, language, is_moment=is_moment)
            said["stands"] = value_words(each.stands, language, is_moment=is_moment)
        else:
            what = "hidden"
    return SAYS[language][what].format(**said)


def moment_words(micros: int, language: str) -> str:
    from ongikar.journal.raw_reads import as_moment

    try:
        at = as_moment(micros).astimezone(TZ)
    except OverflowError:
        return "?"
    return f"{date_words(at.date(), language, weekday=False)} {time_words(at.time(), language)}"


def value_words(value: Any, language: str, *, is_moment: bool) -> str:
    """A value as somebody reads it."""
    if value is None or value == "":
        return "ফাঁকা" if language == "bn" else "empty"
    if is_moment and isinstance(value, int):
        return moment_words(value, language)
    if isinstance(value, bool):
        return {"bn": ("না", "হ্যাঁ"), "en": ("no", "yes")}[language][value]
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return date_words(date.fromisoformat(value), language, weekday=False)
        except ValueError:
            pass
    return digits(str(value)) if language == "bn" else str(value)


# Columns that lead towards what a row belongs to, the nearest first.
WAYS = (
    ("case_id", "cases_case"),
    ("grievance_id", "grievances_grievance"),
    ("clock_id", "clock_clock"),
    ("version_id", "charter_charterversion"),
    ("office_id", "offices_office"),
)
SUBJECTS = {"case": "cases_case", "grievance": "grievances_grievance"}


class Subjects:
    """Names what differences are about. What was sealed comes first: the row itself may be gone or say
    something else.
    """

    def __init__(self, expected: ExpectedRows) -> None:
        self.expected = expected
        self.known: dict[tuple[str, str], str] = {}

    def of(self, each: RowDifference) -> str:
        return self.name(each.table, each.key)

    def name(self, table: str, key: str) -> str:
        if (table, key) not in self.known:
            self.known[table, key] = self.find(table, key)
        return self.known[table, key]

    def find(self, table: str, key: str) -> str:
        row = self.values(table, key)
        match table:
            case "cases_case" | "grievances_grievance":
                return str(row.get("number") or f"{table} {key}")
            case "charter_service":
                return str(row.get("code") or key)
            case "offices_office":
                return str(row.get("slug") or key)
            case "offices_serial":
                office, book, year = key.split(":", 2)
                return f"{self.name('offices_office', office)} {book} {year}"
            case "charter_charterversion":
                return f"{self.name('offices_office', str(row.get('office_id')))} {row.get('number', '')}"
            case "clock_clock":
                return self.owner_of_clock(key) or self.name("offices_office", str(row.get("office_id")))
            case "people_applicant":
                return self.applicants(key)
        if row.get("subject_type") in SUBJECTS:
            return self.name(SUBJECTS[row["subject_type"]], str(row["subject_id"]))
        for column, leads_to in WAYS:
            if row.get(column) is not None:
                return self.name(leads_to, str(row[column]))
        return f"{table} {key}"

    def values(self, table: str, key: str) -> dict[str, Any]:
        """What was sealed of a row; of one that was never sealed, what stands."""
        if sealed := self.expected.row(table, key):
            return sealed
        if sealed_tables()[table].natural_key or not key.isdecimal():
            return {}
        columns = [column.name for column in sealed_tables()[table].columns]
        rows = model_of(sealed_tables()[table])._base_manager.filter(pk=key)
        return rows.values(*columns).first() or {}

    def owner_of_clock(self, key: str) -> str:
        for table, rows in (
            ("cases_case", self.expected.tables.get("cases_case", {})),
            ("cases_earlierending", self.expected.tables.get("cases_earlierending", {})),
            ("grievances_stage", self.expected.tables.get("grievances_stage", {})),
        ):
            for owner, values in rows.items():
                if str(values.get("clock_id")) == key:
                    return self.name(table, owner)
        return ""

    def applicants(self, key: str) -> str:
        for table, column in (("cases_case", "applicant_id"), ("grievances_grievance", "complainant_id")):
            for owner, values in self.expected.tables.get(table, {}).items():
                if str(values.get(column)) == key:
                    return self.name(table, owner)
        return f"people_applicant {key}"
