"""When this happens, do that: everything that follows from an act, in one table.

Dotted names below `ongikar`, read at run time, called as `reaction(outbox_entry, now=…)` by the worker
after the commit. Each must be safe to run twice.
"""

from ongikar.journal.models import CAN_WAIT, URGENT

REACTIONS: dict[str, list[str]] = {
    "case.received": ["notices.reactions.notify_applicant", "notices.reactions.notify_officer"],
    "case.accepted": ["notices.reactions.notify_applicant"],
    "case.papers_asked": ["notices.reactions.notify_applicant"],
    "case.answered": ["notices.reactions.notify_applicant", "notices.reactions.notify_officer"],
    "case.kept": ["notices.reactions.notify_applicant", "letters.reactions.close_letters_of_case"],
    "case.part_kept": ["notices.reactions.notify_applicant"],
    "case.informed": ["notices.reactions.notify_applicant"],
    "case.enough_said": [
        "notices.reactions.notify_applicant",
        "notices.reactions.notify_officer",
        "letters.reactions.close_letters_of_case",
    ],
    "case.drop_asked": ["notices.reactions.notify_drop_decider"],
    "case.dropped": ["notices.reactions.notify_officer", "letters.reactions.close_letters_of_case"],
    "case.drop_refused": ["notices.reactions.notify_officer"],
    "case.refused": ["notices.reactions.notify_applicant", "letters.reactions.close_letters_of_case"],
    "case.redirected": ["notices.reactions.notify_applicant", "letters.reactions.close_letters_of_case"],
    "case.handed_over": ["notices.reactions.notify_officer"],
    "case.withdrawn": [
        "notices.reactions.notify_applicant",
        "notices.reactions.notify_officer",
        "letters.reactions.close_letters_of_case",
    ],
    "case.rated": ["notices.reactions.notify_applicant"],
    "case.extended": ["notices.reactions.notify_applicant"],
    "case.event_came": ["notices.reactions.notify_applicant"],
    "case.step_kept": ["notices.reactions.notify_applicant"],
    "case.reopened": ["notices.reactions.notify_applicant"],
    "case.correction_asked": ["notices.reactions.notify_applicant", "notices.reactions.notify_officer"],
    "case.corrected": [
        "notices.reactions.notify_applicant",
        "notices.office_notifications.notify_former_address",
    ],
    "case.correction_refused": ["notices.reactions.notify_applicant"],
    "case.nearing": ["notices.reactions.remind_officer"],
    "case.broken": [
        "grievances.reactions.offer_complaint",
        "notices.reactions.notify_of_breach",
        "notices.reactions.notify_superior",
    ],
    "grievance.filed": [
        "notices.reactions.notify_complainant",
        "notices.reactions.notify_decider",
        "notices.reactions.notify_respondent",
    ],
    "grievance.appealed": ["notices.reactions.notify_complainant", "notices.reactions.notify_decider"],
    "grievance.answered": ["notices.reactions.notify_decider"],
    "grievance.decided": [
        "grievances.reactions.offer_next_tier",
        "notices.reactions.notify_complainant",
        "notices.reactions.notify_respondent",
    ],
    "grievance.not_accepted": [
        "grievances.reactions.offer_next_tier",
        "notices.reactions.notify_complainant",
    ],
    "grievance.redirected": ["grievances.reactions.offer_next_tier", "notices.reactions.notify_complainant"],
    "grievance.nearing": ["notices.reactions.remind_decider"],
    "grievance.broken": [
        "grievances.reactions.offer_next_tier",
        "notices.reactions.notify_complainant_of_breach",
    ],
    "case.moved": ["notices.reactions.notify_of_moved_case"],
    "grievance.moved": ["notices.reactions.notify_of_moved_grievance"],
    "task.given": ["notices.tasks.notify_task_owner"],
    "task.transferred": ["notices.tasks.notify_task_owner"],
    "task.reported": ["notices.tasks.notify_task_checker"],
    "task.finished": ["notices.tasks.notify_task_giver", "letters.reactions.close_letter_of_task"],
    "task.returned": ["notices.tasks.notify_task_owner"],
    "task.verified": ["notices.tasks.notify_task_owner"],
    "task.time_asked": ["notices.tasks.notify_task_giver"],
    "task.time_refused": ["notices.tasks.notify_task_owner"],
    "task.extended": ["notices.tasks.notify_task_owner"],
    "task.handed_back": ["notices.tasks.notify_task_giver"],
    "task.dropped": ["notices.tasks.notify_task_owner"],
    "task.reopened": ["notices.tasks.notify_task_owner"],
    "task.nearing": ["notices.tasks.notify_task_owner"],
    "task.broken": [
        "notices.tasks.notify_task_owner",
        "notices.tasks.notify_task_giver",
        "notices.tasks.notify_task_superior",
    ],
    "task.moved": ["notices.tasks.notify_task_owner"],
    "task_check.nearing": ["notices.tasks.notify_task_checker"],
    "task_check.broken": ["notices.tasks.notify_task_checker", "notices.tasks.notify_task_superior"],
    "calendar.ordered": ["clock.recalculate_deadlines.recalculate_deadlines"],
    "calendar.ending": ["notices.office_notifications.notify_of_calendar_end"],
    "charter.judged": ["notices.office_notifications.notify_of_open_charter"],
    "person.came_anew": ["notices.office_notifications.notify_account_owner"],
    "person.password_changed": ["notices.office_notifications.notify_account_owner"],
    "person.factor_added": ["notices.office_notifications.notify_account_owner"],
    "person.codes_made": ["notices.office_notifications.notify_account_owner"],
    "person.factor_removed": ["notices.office_notifications.notify_account_owner"],
    "person.reset": ["notices.office_notifications.notify_account_owner"],
    "person.changed": ["notices.office_notifications.notify_account_owner"],
    "holding.ended": ["notices.office_notifications.notify_of_vacant_post"],
    "mobile_code.asked": ["notices.office_notifications.send_code"],
    "letter.dispatched": ["notices.letters.send_letter"],
    "message.made": ["notices.reactions.send_due_message"],
}

# How soon: whoever asked for a code waits for it, and what concerns everybody at once waits for everything
# else. What a reaction makes keeps the turn of what it follows from; any other verb is done as it comes.
TURNS: dict[str, int] = {
    "mobile_code.asked": URGENT,
    "person.came_anew": URGENT,
    "person.reset": URGENT,
    "case.moved": CAN_WAIT,
    "grievance.moved": CAN_WAIT,
    "task.moved": CAN_WAIT,
    "calendar.ending": CAN_WAIT,
    "charter.judged": CAN_WAIT,
}
