"""When this happens, do that: everything that follows from an act, in one table.

Dotted names below `ongikar`, read at run time, called as `reaction(todo, now=…)` by the worker after the commit.
Each must be safe to run twice.
"""

REACTIONS: dict[str, list[str]] = {
    "case.received": ["notices.reactions.tell_applicant", "notices.reactions.tell_officer"],
    "case.accepted": ["notices.reactions.tell_applicant"],
    "case.papers_asked": ["notices.reactions.tell_applicant"],
    "case.answered": ["notices.reactions.tell_applicant", "notices.reactions.tell_officer"],
    "case.kept": ["notices.reactions.tell_applicant"],
    "case.refused": ["notices.reactions.tell_applicant"],
    "case.redirected": ["notices.reactions.tell_applicant"],
    "case.handed_over": ["notices.reactions.tell_officer"],
    "case.withdrawn": ["notices.reactions.tell_officer"],
    "case.extended": ["notices.reactions.tell_applicant"],
    "case.event_came": ["notices.reactions.tell_applicant"],
    "case.step_kept": ["notices.reactions.tell_applicant"],
    "case.reopened": ["notices.reactions.tell_applicant"],
    "case.correction_asked": ["notices.reactions.tell_officer"],
    "case.corrected": ["notices.reactions.tell_applicant"],
    "case.correction_refused": ["notices.reactions.tell_applicant"],
    "case.nearing": ["notices.reactions.remind_officer"],
    "case.broken": [
        "grievances.reactions.offer_complaint",
        "notices.reactions.tell_broken",
        "notices.reactions.tell_superior",
    ],
    "grievance.filed": [
        "notices.reactions.tell_complainant",
        "notices.reactions.tell_decider",
        "notices.reactions.tell_respondent",
    ],
    "grievance.appealed": ["notices.reactions.tell_complainant", "notices.reactions.tell_decider"],
    "grievance.answered": ["notices.reactions.tell_decider"],
    "grievance.decided": [
        "grievances.reactions.offer_next_tier",
        "notices.reactions.tell_complainant",
        "notices.reactions.tell_respondent",
    ],
    "grievance.not_accepted": ["grievances.reactions.offer_next_tier", "notices.reactions.tell_complainant"],
    "grievance.redirected": ["grievances.reactions.offer_next_tier", "notices.reactions.tell_complainant"],
    "grievance.nearing": ["notices.reactions.remind_decider"],
    "grievance.broken": [
        "grievances.reactions.offer_next_tier",
        "notices.reactions.tell_complainant_broken",
    ],
    "case.moved": ["notices.moved_days.tell_of_case"],
    "grievance.moved": ["notices.moved_days.tell_of_grievance"],
    "calendar.ordered": ["clock.reproject.reproject"],
    "calendar.ending": ["notices.calendar_ends.tell_officer"],
    "charter.judged": ["notices.charter_digest.tell_officer"],
    "person.came_anew": ["notices.about_people.tell_person"],
    "person.password_changed": ["notices.about_people.tell_person"],
    "person.factor_added": ["notices.about_people.tell_person"],
    "person.codes_made": ["notices.about_people.tell_person"],
    "person.factor_removed": ["notices.about_people.tell_person"],
    "person.reset": ["notices.about_people.tell_person"],
    "person.changed": ["notices.about_people.tell_person"],
    "holding.ended": ["notices.vacant_posts.tell_superior"],
    "mobile_code.asked": ["notices.about_people.send_code"],
    "message.made": ["notices.reactions.send"],
}
