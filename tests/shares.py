"""How many of its examples a test tries in `./test` where all of them take long; `./test --all` tries each.

Each of these stands beside quicker tests of the same law, or tries one more example of what the first has
shown. The figures are seconds of processor that all of them took (November 2026, an old office computer).
"""

from collections import defaultdict
from collections.abc import Iterable
from zlib import crc32

# Test → how many of its parametrized examples are tried, evenly spread; none of a test that has none.
TRIED = {
    # 18 and 27 s, by programs: operations/tests/test_backup_archive.py tries both on the file.
    "tests/backups/test_bad_backups.py::test_a_wrong_passphrase_and_a_right_one": 0,
    "tests/backups/test_bad_backups.py::test_one_byte_of_the_database_or_of_a_paper_changed": 0,
    # 25 s: the numbers after a restore; that the ledger and the counters come back is tried beside it.
    "tests/backups/test_restoring.py::test_no_number_is_given_twice": 0,
    # 14 and 34 s, of what only tests use.
    "tests/test_kept_rows.py::test_a_scene_comes_back_with_every_value_as_it_was": 0,
    "tests/test_kept_rows.py::test_the_whole_scene_is_kept_as_it_is_stored": 0,
    # 13 s: the forms are tried, which are where somebody is led on.
    "tests/attacks/test_redirects.py::test_no_page_leads_elsewhere": 0,
    # 12 s: the demonstration loaded once more.
    "ongikar/demo/tests/test_demo.py::test_one_came_by_a_slip_without_power_and_one_is_urgent": 0,
    # 22, 15, 12, 11, 11 and 8 s: one more form of what harms, or of what is read.
    "tests/attacks/test_uploads.py::test_what_is_something_else_is_refused_under_any_name": 5,
    "ongikar/rules/tests/test_charter_large.py::test_two_thousand_rows_are_all_read": 2,
    "ongikar/charter/tests/test_round_trip.py::test_any_charter_that_we_print_is_read_back_the_same": 2,
    "ongikar/charter/tests/test_documents_fuzz.py::test_long_noise_does_not_hang_the_reader": 3,
    "ongikar/charter/tests/test_charter_review.py::"
    "test_what_is_wrong_is_told_beside_its_field_and_nothing_is_kept": 6,
    "ongikar/charter/tests/test_charter_rows.py::"
    "test_what_is_wrong_is_told_beside_its_field_and_nothing_is_kept": 4,
    # 15 s: killed at the other moment.
    "ongikar/notices/tests/test_sending.py::test_a_worker_killed_while_sending_loses_nothing": 1,
    # 9 s: the same command of another name.
    "ongikar/operations/tests/test_before_the_first_run.py::"
    "test_without_a_database_a_command_says_how_to_make_one": 1,
    # 9, 7 and 7 s: every row of the made charter; each printed time is broken, kept and told somewhere.
    "tests/promises/test_every_promise.py::test_it_breaks_at_its_moment_and_the_right_to_complain_stays": 13,
    "tests/promises/test_every_promise.py::test_it_is_kept_in_time": 13,
    "tests/promises/test_every_promise.py::test_every_page_and_message_tells_the_day_and_why": 13,
    # 15 s: the pages are tried by the way in the browser.
    "ongikar/delivery/training/tests/test_whole_way.py::"
    "test_from_the_call_to_a_certificate_checked_from_the_printed_page": 1,
    # 290 s together: each begins with the programs, an office and a backup of its own.
    "tests/backups/test_bad_backups.py::test_cut_in_half": 0,
    "tests/backups/test_bad_backups.py::test_of_another_installation": 0,
    "tests/backups/test_bad_backups.py::test_two_backups_at_once": 0,
    "tests/backups/test_bad_backups.py::test_a_full_disk_during_a_backup": 0,
    "tests/backups/test_killed.py::test_in_the_middle_of_a_backup_nothing_half_written_counts": 0,
    "tests/backups/test_killed.py::test_at_each_step_of_its_exchange_an_upgrade_goes_on": 0,
    "tests/backups/test_restoring.py::test_messages_wait_for_a_persons_word": 0,
    "tests/backups/test_upgrading.py::test_while_a_program_runs_it_is_not_begun": 0,
    "tests/backups/test_upgrading.py::test_with_another_key_nothing_is_done": 0,
    "tests/backups/test_upgrading.py::test_where_the_copy_is_not_in_order_the_database_stands_as_it_was": 0,
    # 23 s: killed at each step; that a register is made again is tried in its own app.
    "tests/faults/test_exports_killed.py::test_killed_again_and_again_a_register_is_whole_in_the_end": 0,
    # 96 s: each kind of text in every third form.
    "tests/test_bad_input.py::test_any_text_is_taken_as_text_or_refused_with_a_sentence": 2,
    # 49 s: every page once more for each role.
    "tests/test_every_row_has_an_office.py::test_no_page_asks_for_rows_without_an_office": 3,
    # 39 s.
    "tests/test_other_offices.py::"
    "test_the_things_of_another_office_are_as_unknown_as_those_that_are_not_there": 3,
    # 23 and 12 s: all pages with one more spelling of the same attack.
    "tests/attacks/test_injection.py::test_a_template_is_told_as_it_was_typed": 1,
    "tests/attacks/test_injection.py::test_a_name_writes_no_header_of_a_mail_or_an_answer": 1,
    # 37 s: ten acts in four states by three wrong clocks.
    "ongikar/cases/tests/test_clock_set_back.py::"
    "test_an_officers_act_ends_in_no_fault_and_never_before_what_it_follows": 16,
    # 35 and 31 s: the whole demonstration is loaded.
    "ongikar/demo/tests/test_demo.py::"
    "test_a_row_the_office_would_not_take_is_told_with_its_line_and_nothing_is_kept": 1,
    "ongikar/demo/tests/test_demo.py::"
    "test_whenever_it_is_loaded_every_state_is_there_and_every_record_agrees": 1,
    # 20 s: the demonstration half, and then whole.
    "ongikar/demo/tests/test_demo.py::"
    "test_an_interrupted_loading_leaves_nothing_and_the_next_one_tells_case_by_case_to_the_last": 0,
    # 26 s.
    "ongikar/rules/tests/test_charter_large.py::test_what_is_no_charter_is_read_to_its_end_in_time": 5,
    # 31 and 14 s: weeks of an office by another throw of the dice.
    "ongikar/grievances/tests/test_hidden_lives.py::"
    "test_nothing_on_the_respondents_side_tells_who_complained": 1,
    "ongikar/grievances/tests/test_hidden_lives.py::"
    "test_with_number_and_four_figures_of_everybody_the_officer_finds_no_hidden_complaint": 1,
    # 14 s: a program for each.
    "tests/test_development.py::test_of_a_file_alone_only_the_programs_that_it_starts_are_set_up": 1,
    # 18 s: the page in the other language.
    "ongikar/charter/tests/test_charter_rows.py::"
    "test_a_row_that_was_added_before_is_proposed_when_the_next_document_is_read": 1,
}
# On PostgreSQL only with --all: whole lives of an office, and what is asked of the pages, not of a database.
ON_SQLITE_ALONE = frozenset(
    {
        "tests/promises/test_seals_of_random_lives.py",
        "tests/test_one_word_of_each_promise.py",
        "tests/test_log_of_random_lives.py",
        "tests/test_one_press.py::test_each_form_of_a_page_has_one_key",
        "tests/test_exported_office.py",
        "tests/test_charge_of_everything.py",
        "tests/test_reader_access.py",
        "ongikar/commands/tests/test_ledger_verify_rows.py",
        "tests/attacks/test_injection.py::test_a_template_is_told_as_it_was_typed",
        "tests/attacks/test_injection.py::test_a_name_writes_no_header_of_a_mail_or_an_answer",
        "tests/backups/test_restoring.py::test_onto_an_empty_machine_with_the_keys_from_their_own_file",
        "ongikar/delivery/meeting/tests/test_meeting_laws.py::"
        "test_each_open_decision_is_once_on_the_next_agenda_late_first",
        "ongikar/demo/tests/test_demo.py::"
        "test_whenever_it_is_loaded_every_state_is_there_and_every_record_agrees",
        "ongikar/commands/tests/test_ledger_state.py::"
        "test_a_thousand_random_edits_deletions_and_insertions_are_each_found_and_named",
        "ongikar/books/tests/test_register_files.py",
    }
)


def name_of(nodeid: str) -> str:
    """The test without its example."""
    return nodeid.partition("[")[0]


def left_to_all(nodeids: Iterable[str]) -> set[str]:
    """Those of these tests, in their order, that `./test` leaves to `./test --all`."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for nodeid in nodeids:
        by_name[name_of(nodeid)].append(nodeid)
    left: set[str] = set()
    for name, most in TRIED.items():
        examples = by_name.get(name, [])
        tried = {examples[place * len(examples) // most] for place in range(most)} if examples else set()
        left.update(set(examples) - tried)
    return left


def is_on_sqlite_alone(nodeid: str) -> bool:
    name = name_of(nodeid)
    return name in ON_SQLITE_ALONE or name.partition("::")[0] in ON_SQLITE_ALONE


# What is about two at once, a law of the database, or a plan, is tried on both.
ALWAYS_ON_POSTGRES = ("at_once", "_laws", "restore", "sealed", "plans_of")


def is_shared_by_postgres(nodeid: str) -> bool:
    """Whether a test of an app is run on PostgreSQL in a whole run of `./test`: every twelfth, the same each
    time. Every page and every kind is tried there by the tests of the whole tree.
    """
    return any(word in name_of(nodeid) for word in ALWAYS_ON_POSTGRES) or crc32(nodeid.encode()) % 12 == 0
