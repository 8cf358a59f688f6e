"""No test reads from the process what another test's rows were: each cache is cleared between tests, or holds
no rows.
"""

import ast
from pathlib import Path

from tests.module_data import ROW_CACHES

PROGRAM = Path(__file__).parents[1] / "ongikar"
CACHES = {"cache", "lru_cache"}
# They know no model of an app.
ROWLESS = {"rules", "core"}
# What hangs on the program, on words, or on files alone: the same whatever rows there are.
WITHOUT_ROWS = {
    "cases.kinds.kind.kinds",
    "cases.desk.queue_address",
    "cases.officer.queue.pages.query_by_due",
    "cases.officer.queue.pages.query_few",
    "cases.officer.queue.pages.query_newest",
    "cases.officer.queue.selection.count_by_name",
    "cases.records.records_of_cases",
    "cases.similar_cases.significant_words",
    "certificates.key_ring._parse_keys",
    "certificates.key_ring._private",
    "certificates.key_ring.public_key",
    "certificates.template_files.template_files",
    "charter.desk.upload_views.read_document_once",
    "charter.web.public_views.read_findings",
    "charter.review.previous_decisions.previous_reading",
    "charter.service_presets.presets",
    "clock.open_clocks.fact_data",
    "clock.phases.day_rows",
    "delivery.advice.safety_steps.usual_steps",
    "delivery.event.national_days.national_days",
    "delivery.procurement.advice.limits",
    "delivery.procurement.library.brand_names",
    "delivery.procurement.library.library",
    "delivery.rollout.systems.system_plans",
    "delivery.support.triage.usual_tables",
    "delivery.training.models.call.read_rule",
    "delivery.upkeep.catalogue.sorts",
    "demo.lived.sample_sheet",
    "grievances.handling.redaction.mask_word",
    "grievances.handling.redaction.pattern_of",
    "grievances.house_rules.house_rules",
    "journal.actions.former_reactions",
    "journal.actions.reactions",
    "journal.actions.turns",
    "journal.ledger_keys._read",
    "journal.raw_reads.parse_micros",
    "journal.row_seals.seals_of",
    "journal.sealed_columns.sealed_tables",
    "journal.verb_lists.editions",
    "journal.verb_lists.row_filter",
    "knowledge.rules.answers.all_words",
    "knowledge.rules.answers.said_words",
    "notices.rules._clusters_as_unicode_has_them",
    "offices.folder_rules.rates_of_file",
    "offices.folder_rules.rules_of",
    "offices.rules.palette.nearest_that_does",
    "offices.rules.palette.palette",
    "offices.serials.count_up",
    "papers.pdf.render.compiler",
    "papers.receipt_key.private_key",
    "papers.receipt_key.public_pem",
    "people.section_counts.counts_query",
    "people.today_lines.counts_query",
    "places.importing.headings.kind_codes",
    "places.importing.headings.state_codes",
    "places.importing.sheet.as_bangla",
    "records.search.fold_once",
    "records.search.names_of_records",
    "records.search.texts_query",
    "rti.rules.phrases",
    "rti.track.track_of",
    "visitors.purposes.usual_purposes",
    "visits.settings.usual_data",
    "visits.settings.usual_rules",
    "visits.voice.read_aloud",
    "website.help.manual.heading_slugs",
    "website.help.manual.manual_page",
    "website.help.manual.markdown",
    "website.help.paragraphs.paragraph_of",
    "website.help.search.heading_stems",
    "website.help.search.index_of_manual",
    "website.help.search.texts_of",
    "website.page_search.keyed_pages",
    "website.staff_nav.menu_for",
}


def decorated_with_a_cache(folder):
    """`cases.kinds.kind.kinds`: every function of the program whose answers are remembered."""
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        if parts[0] in ROWLESS or {"tests", "migrations"} & set(parts):
            continue
        for each in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(each, ast.FunctionDef) and any(is_cache(one) for one in each.decorator_list):
                yield ".".join((*parts, each.name))


def is_cache(decorator):
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).rpartition(".")[2] in CACHES


def test_every_cache_of_the_program_is_cleared_between_tests_or_holds_no_rows():
    assert sorted(decorated_with_a_cache(PROGRAM)) == sorted(WITHOUT_ROWS.union(ROW_CACHES))
