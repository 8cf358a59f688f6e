from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "ongikar.delivery.performance"
    label = "performance"

    def ready(self) -> None:
        from ongikar.books.registry import register_book
        from ongikar.cases.actions.sent_letters import CASES_BEHIND
        from ongikar.cases.slots import CASE
        from ongikar.papers.access import register_reader
        from ongikar.people.subjects import register_subject
        from ongikar.people.today_lines import register_today

        from .models import Plan
        from .parts import PLAN_SUBJECT, may_read_proof, officers_plan_part, plans_counted, today_of_plans
        from .register import REGISTER
        from .reporting import case_of_plan

        CASE.add(officers_plan_part, order=5)
        CASES_BEHIND[Plan.SUBJECT] = case_of_plan
        register_subject(PLAN_SUBJECT)
        register_today("performance", today_of_plans, order=65, counts={"plans": plans_counted})
        register_book(REGISTER)
        register_reader(PLAN_SUBJECT.name)(may_read_proof)
