"""The rows of the fill: for each table one statement, made of the rows of `growth_case` and
`growth_complaint`.

A row's key is the highest that was there and the number of its case, so that each table knows the keys of the
others without asking.
"""

from collections.abc import Iterator

from .dialect import Dialect
from .work_tables import DAY, LEAST_OPEN, OPEN_SHARE

# Keys are given in bands of the number of cases: the second row of a case in a table lies in the second band.
RECEIVED, MADE, KEPT, FILED, DECIDER, LETTERS, COMPLAINANT, RESPONDENT = range(8)


def complaints(cases: int, offices: int, every: int) -> str:
    """One complaint for every so many cases of an office; the newest are open."""
    each = max(cases // offices // every, 1)
    open_ = min(max(LEAST_OPEN, each // OPEN_SHARE), each)
    return f"""
        CREATE TEMP TABLE growth_complaint AS
        SELECT row_number() OVER (ORDER BY n) AS c, growth_case.*, limit_data, k / {every} AS g,
            k / {every} >= {each - open_} AS is_undecided,
            CASE WHEN k / {every} >= {each - open_} THEN {DAY} * (12 - (k / {every}) % 40) + n % 3600
                 ELSE received - 20 * {DAY} END AS day_due,
            CASE WHEN k / {every} >= {each - open_} THEN NULL ELSE received - 15 * {DAY} END AS decided,
            k / {every} + 1 + grievance_line AS line
        FROM growth_case JOIN (SELECT place AS at_place, grievance_line, limit_data FROM growth_office)
            AS lines ON lines.at_place = growth_case.place
        WHERE k % {every} = 0
    """


def statements(dialect: Dialect, base: dict[str, int], cases: int, *, mark: str) -> Iterator[tuple[str, str]]:
    """(table, statement), in the order in which rows stand on one another. `mark`: of this fill alone."""
    at, figures, json = dialect.moment, dialect.figures, dialect.json

    def key(table: str, number: str = "n", band: int = 0) -> str:
        return f"{base[table] + band * cases} + {number}"

    mobile = f"'+8801' || {figures('300000000 + n', 9)}"
    received = f"{at('received')}"
    yield (
        "people_applicant",
        f"""SELECT {key("people_applicant")}, office_id, 'citizen', name, '', address, {mobile}, '', 'bn',
            '', ''
        FROM growth_case JOIN growth_person USING (i)""",
    )
    yield (
        "clock_clock",
        f"""SELECT {key("clock_clock")}, office_id, 'case', calendar_id, {received}, {at("due")},
            CASE WHEN is_open AND due < 0 AND state <> 'waiting' THEN {at("due")} END,
            CASE WHEN NOT is_open THEN {at("stopped")} END,
            CASE WHEN is_open THEN '' ELSE state END, false
        FROM growth_case""",
    )
    yield (
        "clock_fact",
        f"""SELECT {key("clock_fact")}, {key("clock_clock")}, 'started', {received}, {json("promise")}
        FROM growth_case""",
    )
    yield (
        "clock_fact",
        f"""SELECT {key("clock_fact", band=1)}, {key("clock_clock")}, 'stopped', {at("stopped")},
            {json('\'{"outcome": "kept"}\'')}
        FROM growth_case WHERE NOT is_open""",
    )
    yield (
        "clock_milestone",
        f"""SELECT {key("clock_milestone")}, {key("clock_clock")},
            CASE WHEN is_open AND due >= 0 THEN 'broken' ELSE 'nearing' END,
            {at("due")}, {at("due")} FROM growth_case""",
    )
    yield (
        "cases_case",
        f"""SELECT {key("cases_case")}, office_id, service_id, {key("people_applicant")},
            {key("clock_clock")},
            post_id, post_id, geocode || '-26-' || {figures("k + 1", 7)}, fiscal_year, book_line, channel,
            {received}, NULL, '', state, 1, {json('\'{"question": "কয়টি ল্যাব চালু আছে?"}\'')},
            {json("CASE WHEN is_open THEN '{}' ELSE '{\"words\": \"৭টি ল্যাব চালু আছে।\"}' END")}, '',
            CASE WHEN NOT is_open THEN {at("stopped")} END, NULL, NULL, false, NULL,
            '{mark}-' || {figures("n", 9)}, folded || ' ' || substr({mobile}, 2) || ' ' || sounds
        FROM growth_case JOIN growth_person USING (i)""",
    )
    yield (
        "cases_act",
        f"""SELECT {key("cases_act")}, {key("cases_case")}, 'receive', {received}, 'citizen', NULL, '',
            {json("'{}'")} FROM growth_case""",
    )
    yield (
        "cases_act",
        f"""SELECT {key("cases_act", band=1)}, {key("cases_case")}, CASE state WHEN 'kept'
            THEN 'keep' ELSE 'refuse'
            END, {at("stopped")}, 'user', NULL, '৭টি ল্যাব চালু আছে।', {json("'{}'")}
        FROM growth_case WHERE NOT is_open""",
    )
    yield (
        "papers_paper",
        f"""SELECT {key("papers_paper")}, office_id, 'case', {key("cases_case")}, 'জাতীয় পরিচয়পত্র',
            'growth/' || n || '.jpg', 'image/jpeg', 20000, '', {received}, 'citizen' FROM growth_case""",
    )
    yield from journal(dialect, key, received, cases)
    yield from complaint_rows(dialect, key, mark)


def journal(dialect: Dialect, key, received: str, cases: int) -> Iterator[tuple[str, str]]:
    """Entries and their seals, what was owed after them, and the messages that were made of it."""
    at, figures, none = dialect.moment, dialect.figures, dialect.json("'{}'")

    def entry(band: int, moment: str, verb: str, subject: str, subject_key: str, where: str = "true") -> str:
        return f"""SELECT {key("journal_entry", band=band)}, {moment}, '{verb}', office_id, 'citizen', NULL,
            '{subject}', {subject_key}, {none}, NULL, NULL FROM growth_case WHERE {where}"""

    def owed_rows(band: int, of: int, reaction: str, moment: str, where: str = "true") -> str:
        return f"""SELECT {key("journal_outboxentry", band=band)}, {key("journal_entry", band=of)},
            '{reaction}', office_id, 1, NULL, 1, NULL,
            {moment}, NULL, '' FROM growth_case WHERE {where}"""

    ended = at("stopped")
    yield "journal_entry", entry(RECEIVED, received, "case.received", "case", key("cases_case"))
    yield "journal_entry", entry(MADE, received, "message.made", "message", key("notices_message"))
    yield "journal_entry", entry(KEPT, ended, "case.kept", "case", key("cases_case"), "NOT is_open")
    yield "journal_outboxentry", owed_rows(RECEIVED, RECEIVED, "notices.reactions.notify_applicant", received)
    yield "journal_outboxentry", owed_rows(MADE, MADE, "notices.reactions.send_due_message", received)
    yield "journal_outboxentry", owed_rows(KEPT, RECEIVED, "notices.reactions.notify_officer", received)
    # Whatever an entry owes was done: else the worker would put it back (journal/owed_reactions.py).
    for band, reaction in (
        (FILED, "notices.reactions.notify_applicant"),
        (LETTERS, "letters.reactions.close_letters_of_case"),
    ):
        yield "journal_outboxentry", owed_rows(band, KEPT, reaction, ended, "NOT is_open")
    for band, where in ((RECEIVED, "true"), (MADE, "true"), (KEPT, "NOT is_open")):
        yield (
            "journal_seal",
            f"""SELECT {key("journal_entry", band=band)}, office_id, {1_000_000_000 + band * cases} + n,
                {ended if band == KEPT else received}, {dialect.link("n")}, NULL
            FROM growth_case WHERE {where}""",
        )
    for band, person, channel, address in (
        (
            0,
            f"'applicant:' || ({key('people_applicant')})",
            "sms",
            f"'+8801' || {figures('300000000 + n', 9)}",
        ),
        (1, "'post:' || post_id", "console", "''"),
    ):
        yield (
            "notices_message",
            f"""SELECT {key("notices_message", band=band)}, office_id,
                {key("journal_outboxentry", band=KEPT if band else RECEIVED)}, 'case', {key("cases_case")},
                {person}, '{channel}', {address}, 'bn', 'আবেদন পাওয়া গেছে',
                'আপনার আবেদন পাওয়া গেছে। শেষ দিন ১০ ডিসেম্বর ২০২৬। http://127.0.0.1:8000/track/', {received},
                {received}, 'sent', 1, '', '', NULL, NULL FROM growth_case""",
        )


def complaint_rows(dialect: Dialect, key, mark: str) -> Iterator[tuple[str, str]]:
    """A complaint for each row of `growth_complaint`, with its first stage and what was done."""
    at, figures, json = dialect.moment, dialect.figures, dialect.json
    yield (
        "clock_clock",
        f"""SELECT {key("clock_clock", "c", 1)}, office_id, 'grievance', calendar_id, {at("received")},
            {at("day_due")}, CASE WHEN is_undecided AND day_due < 0 THEN {at("day_due")} END,
            CASE WHEN NOT is_undecided THEN {at("decided")} END,
            CASE WHEN is_undecided THEN '' ELSE 'decided' END, false FROM growth_complaint""",
    )
    yield (
        "clock_fact",
        f"""SELECT {key("clock_fact", "c", 2)}, {key("clock_clock", "c", 1)}, 'started', {at("received")},
            {json("limit_data")} FROM growth_complaint""",
    )
    yield (
        "clock_fact",
        f"""SELECT {key("clock_fact", "c", 3)}, {key("clock_clock", "c", 1)}, 'stopped', {at("decided")},
            {json('\'{"outcome": "decided"}\'')} FROM growth_complaint WHERE NOT is_undecided""",
    )
    yield (
        "grievances_grievance",
        f"""SELECT {key("grievances_grievance", "c")}, office_id, {key("cases_case")},
            {key("people_applicant")},
            post_id, geocode || '-26-9-' || {figures("g + 1", 7)}, fiscal_year, line, 'citizen',
            CASE c % 3 WHEN 0 THEN 'delay' WHEN 1 THEN 'quality' ELSE 'refusal' END,
            'কথা দেওয়া দিনে উত্তর পাইনি। দুই বার কার্যালয়ে গিয়েছি।', c % 7 = 3, false, {at("received")},
            'online',
            CASE WHEN is_undecided THEN 'filed' ELSE 'decided' END, '{mark}-' || {figures("c", 9)}
        FROM growth_complaint""",
    )
    yield (
        "grievances_act",
        f"""SELECT {key("grievances_act", "c")}, {key("grievances_grievance", "c")}, 'file', {at("received")},
            'citizen', NULL, 'উত্তর পাইনি।', {json("'{}'")} FROM growth_complaint""",
    )
    yield (
        "grievances_act",
        f"""SELECT {key("grievances_act", "c", 1)}, {key("grievances_grievance", "c")}, 'decide',
            {at("decided")},
            'user', NULL, 'অভিযোগ সঠিক।', {json("'{}'")} FROM growth_complaint WHERE NOT is_undecided""",
    )
    yield (
        "grievances_stage",
        f"""SELECT {key("grievances_stage", "c")}, {key("grievances_grievance", "c")}, 1, tier_id, tier_post,
            {key("clock_clock", "c", 1)}, {at("received")}, 'complainant', 'উত্তর পাইনি।', '',
            CASE WHEN NOT is_undecided THEN {at("decided")} END,
            CASE WHEN is_undecided THEN '' ELSE 'decided' END,
            CASE WHEN NOT is_undecided THEN true END, '', '', '', '', NULL FROM growth_complaint""",
    )
    yield (
        "grievances_offer",
        f"""SELECT {key("grievances_offer", "c")}, office_id, {key("cases_case")}, NULL, tier_id,
            {at("received")},
            'উত্তর পাইনি।', {at("received")} FROM growth_complaint""",
    )
    entry = key("journal_entry", "c", FILED)
    yield (
        "journal_entry",
        f"""SELECT {entry}, {at("received")}, 'grievance.filed', office_id, 'citizen', NULL, 'grievance',
            {key("grievances_grievance", "c")}, {json("'{\"tier\": 1}'")}, NULL, NULL
        FROM growth_complaint""",
    )
    yield (
        "journal_seal",
        f"""SELECT {entry}, office_id, 8000000000 + c, {at("received")}, {dialect.link("c")}, NULL
        FROM growth_complaint""",
    )
    for band, reaction in (
        (DECIDER, "notify_decider"),
        (COMPLAINANT, "notify_complainant"),
        (RESPONDENT, "notify_respondent"),
    ):
        yield (
            "journal_outboxentry",
            f"""SELECT {key("journal_outboxentry", "c", band)}, {entry}, 'notices.reactions.{reaction}',
                office_id, 1, NULL, 1, NULL, {at("received")}, NULL, '' FROM growth_complaint""",
        )
    yield (
        "notices_message",
        f"""SELECT {key("notices_message", "c", 2)}, office_id, {key("journal_outboxentry", "c", DECIDER)},
            'grievance',
            {key("grievances_grievance", "c")}, 'post:' || tier_post, 'console', '', 'bn', 'নতুন অভিযোগ',
            'নতুন অভিযোগ এসেছে। শেষ দিন ১০ ডিসেম্বর ২০২৬।', {at("received")}, {at("received")}, 'sent', 1,
            '', '',
            NULL, NULL FROM growth_complaint""",
    )
