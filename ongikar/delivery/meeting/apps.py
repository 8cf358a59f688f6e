from django.apps import AppConfig


class MeetingConfig(AppConfig):
    name = "ongikar.delivery.meeting"
    label = "meeting"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.actions.sent_letters import CASES_BEHIND
        from ongikar.people.charge import register_charge
        from ongikar.people.subjects import register_subject
        from ongikar.people.today_lines import register_today
        from ongikar.tasks.act_guards import DECIDED_BY_A_BODY

        from .charge import SEAT_CHARGE
        from .minutes import case_of_meeting
        from .models import Decision, Meeting
        from .registers import DECISION_REGISTER, MEETING_REGISTER
        from .subjects import COMMITTEE_SUBJECT, DECISION_SUBJECT, MEETING_SUBJECT
        from .today import today_of_meetings

        register_charge(SEAT_CHARGE)
        CASES_BEHIND[Meeting.SUBJECT] = case_of_meeting
        DECIDED_BY_A_BODY.add(Decision.SUBJECT)
        for subject in (COMMITTEE_SUBJECT, DECISION_SUBJECT, MEETING_SUBJECT):
            register_subject(subject)
        for book in (MEETING_REGISTER, DECISION_REGISTER):
            register_book(book)
        register_today("meetings", today_of_meetings, order=40)
