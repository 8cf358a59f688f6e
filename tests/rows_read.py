"""How many rows of growing tables each statement reads, as the database itself counts them, and how many it
gives.

PostgreSQL explains every statement that it runs (auto_explain, with what each step read and threw away).
SQLite counts the steps of its machine, some ten of which read a row; how many rows a statement gave, it is
asked afterwards.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

# What grows with the cases of an office, the years, or the visitors.
GROWING = frozenset(
    {
        *(
            f"cases_{name}"
            for name in ("case", "act", "earlierending", "kindline", "draft", "answerdraft", "slip")
        ),
        *(f"cases_{name}" for name in ("sameperson", "samepersonact", "joinedcase")),
        *(
            f"cases_{name}"
            for name in ("agentfiling", "agentconsent", "mobilecode", "oneuseaddress", "paperkey")
        ),
        *(f"cases_{name}" for name in ("intakepack", "fieldfiling")),
        *(f"clock_{name}" for name in ("clock", "fact", "milestone")),
        *(f"journal_{name}" for name in ("entry", "seal", "outboxentry")),
        *(f"grievances_{name}" for name in ("grievance", "act", "stage", "offer", "reading")),
        *(f"rti_{name}" for name in ("informationrequest", "rtiact", "rtiappeal")),
        *(f"grievances_{name}" for name in ("hearing", "remedy", "bookline")),
        *(f"tasks_{name}" for name in ("task", "taskact", "taskproof", "tasklink", "series")),
        *(f"questionnaires_{name}" for name in ("round", "response", "anonymousresponse", "answered")),
        *(f"questionnaires_{name}" for name in ("responsedraft", "invitation")),
        *(f"gatherings_{name}" for name in ("gathering", "roster", "member", "mark", "reply")),
        *(f"certificates_{name}" for name in ("certificate", "statuschange", "certificateprint")),
        *(f"meeting_{name}" for name in ("meeting", "agendaitem", "decision", "ruling", "minutes")),
        *(f"training_{name}" for name in ("batch", "call", "application", "completion", "followup")),
        *(f"training_{name}" for name in ("traininghours", "labuse", "offer", "standing", "mark")),
        *(f"training_{name}" for name in ("schoolcourse", "schoolfeedback")),
        *(f"event_{name}" for name in ("event", "programme", "budgetline", "voucher")),
        *(f"lecture_{name}" for name in ("lecture", "tourentry", "honorarium", "material")),
        *(f"places_{name}" for name in ("device", "devicefact", "importrow", "part", "partmovement")),
        *(f"rollout_{name}" for name in ("rollout", "rolloutsite", "rolloutstep", "sitefigure")),
        *(f"performance_{name}" for name in ("plan", "indicator", "reading")),
        *(f"initiative_{name}" for name in ("initiative", "initiativeact", "measurement", "spreadplace")),
        *(f"places_{name}" for name in ("deviceimport", "stocktake", "stocktakeline")),
        *(
            f"support_{name}"
            for name in ("job", "jobact", "jobdevice", "jobline", "jobpack", "sheet", "signature")
        ),
        *(f"inspection_{name}" for name in ("inspection", "inspectionact", "answer", "finding")),
        *(f"inspection_{name}" for name in ("inspectionphoto", "devicesighting", "offlinepack")),
        *(f"inspection_{name}" for name in ("acknowledgelink", "inspectionplan", "plannedvisit")),
        *(f"procurement_{name}" for name in ("purchase", "purchaseline", "pricenote")),
        *(f"procurement_{name}" for name in ("quotation", "quotationline", "bidderchange")),
        *(f"questionnaires_{name}" for name in ("phone", "phonesubmission")),
        *(f"letters_{name}" for name in ("letter", "lettertext", "letteract", "recipient", "dispatch")),
        *(f"letters_{name}" for name in ("enclosure", "file", "noteparagraph", "scan")),
        *(f"gatherings_{name}" for name in ("gatheringact", "headcount", "invitation")),
        *(f"grievances_{name}" for name in ("hearingparty", "inquiry", "question", "recommendation")),
        *(f"grievances_{name}" for name in ("dossier", "decisionrating", "decisiondraft")),
        *(f"meeting_{name}" for name in ("attendance", "meetingact", "minuteslink")),
        *(f"training_{name}" for name in ("applicationact", "batchact", "batchround", "claim", "draw")),
        *(f"training_{name}" for name in ("drawentry", "freeze", "nomination", "seat")),
        *(f"training_{name}" for name in ("objection", "objectionanswer")),
        *(
            f"people_{name}"
            for name in ("contact", "contactchange", "contactword", "formeraddress", "signin")
        ),
        "cases_tasklinedecision",
        "certificates_certificateorder",
        "lecture_hostfeedback",
        "report_replyitem",
        *("core_attempt", "core_press"),
        "django_session",
        "exports_export",
        "upkeep_upkeepitem",
        *("appointments_booking", "appointments_bookingact"),
        "visitors_visitor",
        *("knowledge_note", "knowledge_noteact", "knowledge_noteuse", "knowledge_noteversion"),
        "lobbying_influence",
        *(f"agreements_{name}" for name in ("agreement", "agreementact", "agreementtable", "line")),
        "agreements_quarterreading",
        *("tours_tour", "tours_touract", "tours_tourbookline", "tours_tourstop"),
        *("visits_visit", "visits_visitact", "visits_visitcall", "visits_counterday"),
        "notices_message",
        "papers_paper",
        "people_applicant",
    }
)
# What does not grow, and why: every other table stands above.
_ACCOUNTS = "some for each person who works here"
_CHARTER = "of each version of the charter, of which an office publishes a few in its life"
_OFFICE = "what an office is: some dozens of rows, changed by an order or by hand"
_DJANGO = "Django's own list, as long as the program"
SMALL = {
    **dict.fromkeys((f"auth_{name}" for name in ("group", "group_permissions", "permission")), _DJANGO),
    "django_content_type": _DJANGO,
    **dict.fromkeys(("account_emailaddress", "account_emailconfirmation", "mfa_authenticator"), _ACCOUNTS),
    **dict.fromkeys(("people_user", "people_user_groups", "people_user_user_permissions"), _ACCOUNTS),
    "offices_emblem": "one for each emblem that an office had",
    "visits_voiceclip": "one for each phrase of the board",
    "people_holding": "some for each person who works here, in a life of posts",
    "people_chargedocument": "one for each time a post changes hands",
    "records_savedfilter": "a dozen at most for each post and list",
    "tasks_postfeed": "one calendar address of each post that asked for it",
    **dict.fromkeys((f"charter_{name}" for name in ("charterversion", "service", "tier")), _CHARTER),
    **dict.fromkeys((f"charter_{name}" for name in ("upload", "reviewdecision", "ladderdraft")), _CHARTER),
    **dict.fromkeys((f"offices_{name}" for name in ("office", "post", "place", "placename")), _OFFICE),
    **dict.fromkeys(
        (f"offices_{name}" for name in ("calendarorder", "calendarversion", "settingchange")), _OFFICE
    ),
    "offices_serial": "one row for each book and year",
    "clock_promisetally": "of each service and month one for each way in which a promise can end",
    "clock_tallychange": "the worker adds them up and deletes them, in each round",
    "demo_demolife": "one for each office whose demonstration is still being made",
    "clock_owedtally": "one for each office of before, until the worker has counted its months",
    "cases_registeryear": "one row for each register and year of an office",
    "cases_registercount": "sums of a year by month, service and outcome, and what was not added to them yet",
    "grievances_stagecount": "sums by month and tier, and what was not added to them yet",
    "grievances_owedstagecount": "one for each office of before, until the worker has counted it",
    "appointments_availability": "the hours of the posts of an office that see people",
    "cases_fieldcounter": "one for each post of an agent",
    "knowledge_replytext": "written by hand, some dozens",
    "cases_sliprange": "one for each block of slips that was printed",
    **dict.fromkeys(
        ("certificates_certificatetemplate", "certificates_signingkey"),
        "a few versions of what a certificate says, and the keys there ever were",
    ),
    **dict.fromkeys(("questionnaires_questionnaire", "questionnaires_version"), "made by hand, some dozens"),
    **dict.fromkeys(
        ("meeting_committee", "meeting_membership"), "the committees of an upazila and who sits there"
    ),
    **dict.fromkeys(
        ("procurement_specitem", "procurement_specversion"), "sorts of things an office describes"
    ),
    "support_triageorder": "one for each time an office orders another table of its urgencies",
    "grievances_stakeholdermeeting": "one for each year of an office",
    "training_course": "courses that an office offers",
    "report_standingreturn": "one for each return that an office sends regularly",
    **dict.fromkeys(
        ("clock_machineclock", "core_heartbeat", "core_cacheversion", "core_keyfingerprint"),
        "one row for each machine, process, kind of page or key",
    ),
}
# The words by which cases, letters and files are found, kept beside them by the database itself.
WORDS = frozenset({"cases_office_words", "letters_office_words", "letters_file_office_words"})
# One row found by an index, a few columns of it given: what SQLite's machine takes at least.
STEPS_A_ROW = 10
# Of a statement that read no more than this nobody asks how many rows it gave.
LITTLE = 1_000
# So often SQLite tells that it goes on.
BEAT = 100
LOUD = (
    "LOAD 'auto_explain'",
    "SET auto_explain.log_min_duration = 0",
    "SET auto_explain.log_analyze = on",
    "SET auto_explain.log_timing = off",
    "SET auto_explain.log_format = json",
    "SET auto_explain.log_level = notice",
    "SET client_min_messages = notice",
)


@dataclass
class Reading:
    """One statement: the rows of growing tables that it read, about, and those that it gave."""

    sql: str
    read: int = 0
    given: int = 0
    plan: Any = ""


@dataclass
class Readings:
    """What was asked while it watched."""

    each: list[Reading] = field(default_factory=list)

    def beyond(self, times: int, least: int) -> list[Reading]:
        """The statements that read more than so many times what they gave; `least` is read by any."""
        return [one for one in self.each if one.read > max(times * one.given, least)]


@contextmanager
def watched_rows() -> Iterator[Readings]:
    found = Readings()
    if connection.vendor == "sqlite":
        with _steps_counted(found):
            yield found
        return
    connection.ensure_connection()
    with connection.cursor() as cursor:
        for statement in LOUD:
            cursor.execute(statement)

    def listen(told) -> None:
        _, is_plan, text = (told.message_primary or "").partition("plan:\n")
        if is_plan:
            found.each.append(_reading(json.loads(text)))

    connection.connection.add_notice_handler(listen)
    try:
        yield found
    finally:
        connection.connection.remove_notice_handler(listen)
        with connection.cursor() as cursor:
            cursor.execute("SET auto_explain.log_min_duration = -1")


def _reading(told: dict) -> Reading:
    plan = told["Plan"]
    return Reading(
        told["Query Text"], _rows_read(plan), round(plan["Actual Rows"] * plan["Actual Loops"]), plan
    )


def _rows_read(node: dict, table: str = "") -> int:
    """Of this step and those below it. What an index gives to a bitmap is of the bitmap's table."""
    table = node.get("Relation Name", table)
    read = 0
    if table in GROWING | WORDS and "Scan" in node["Node Type"]:
        rows = node["Actual Rows"] + sum(
            node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck", "Join Filter")
        )
        read = round(rows * node["Actual Loops"])
    return read + sum(_rows_read(each, table) for each in node.get("Plans", ()))


@contextmanager
def _steps_counted(found: Readings) -> Iterator[None]:
    connection.ensure_connection()
    database = connection.connection

    def begin(sql: str) -> None:
        found.each.append(Reading(sql[:40_000]))

    def go_on() -> int:
        if found.each:
            found.each[-1].read += BEAT // STEPS_A_ROW
        return 0

    database.set_trace_callback(begin)
    database.set_progress_handler(go_on, BEAT)
    try:
        yield
    finally:
        database.set_trace_callback(None)
        database.set_progress_handler(None, 0)
    for one in found.each:
        if one.read > LITTLE and one.sql.startswith("SELECT"):
            one.given = _count_given(one.sql)


def _count_given(sql: str) -> int:
    """SQLite tells no rows: whoever read much is asked again how many it gave."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql})", None)
        return cursor.fetchone()[0]
