from django.apps import AppConfig


class GrievancesConfig(AppConfig):
    name = "ongikar.grievances"
    label = "grievances"

    def ready(self):
        from ongikar.books.registry import register
        from ongikar.cases.citizen.tracking import FINDERS
        from ongikar.cases.foresight import SETS_OFF
        from ongikar.cases.slots import CASE, HELD_ABOVE, MINE, TRACKING
        from ongikar.clock.rehearsing import OWNERS
        from ongikar.papers.readers import reader_of

        from . import foresight, parts
        from .case_papers import may_read_paper
        from .register import REGISTER
        from .tracking import find_grievance

        TRACKING.add(parts.for_the_citizen, order=10)
        CASE.add(parts.for_the_officer, order=10)
        MINE.add(parts.of_a_mobile)
        HELD_ABOVE["is_complained_of"] = parts.complained
        if find_grievance not in FINDERS:
            FINDERS.append(find_grievance)
        reader_of("case")(may_read_paper)
        register(REGISTER)
        OWNERS["grievance"] = foresight.owners
        if foresight.complaints not in SETS_OFF:
            SETS_OFF.append(foresight.complaints)
