from django.apps import AppConfig


class GrievancesConfig(AppConfig):
    name = "ongikar.grievances"
    label = "grievances"

    def ready(self):
        from ongikar.books.registry import register
        from ongikar.cases.case_queries import SETS_OFF
        from ongikar.cases.citizen.track import applicant_proof
        from ongikar.cases.citizen.track.tracking import FINDERS, KEYED, PAGES
        from ongikar.cases.slots import CASE, HELD_ABOVE, MINE, ONCE, PRESSED_ONCE, TRACKING
        from ongikar.clock.rehearsal import OWNERS
        from ongikar.papers.access import reader_of

        from . import foresight, offer_views, parts
        from .complainant_access import complaint_by_id, find_grievance, find_subject, readable_grievance
        from .register import REGISTER
        from .rights import may_read_paper

        TRACKING.add(parts.for_the_citizen, order=10)
        CASE.add(parts.for_the_officer, order=10)
        MINE.add(parts.of_a_mobile)
        ONCE.add(parts.pressed_once)
        PRESSED_ONCE |= {"file": offer_views.file_once, "change": offer_views.change_once}
        HELD_ABOVE["is_complained_of"] = parts.complained
        if find_grievance not in FINDERS:
            FINDERS.append(find_grievance)
            KEYED.append(find_subject)
            applicant_proof.FINDERS.append(readable_grievance)
        PAGES["grievance"] = "grievance"
        applicant_proof.THINGS["grievance"] = complaint_by_id
        applicant_proof.THEN |= {"complain": "grievance_about", "complaint": "grievance"}
        reader_of("case")(may_read_paper)
        register(REGISTER)
        OWNERS["grievance"] = foresight.owners
        if foresight.complaints not in SETS_OFF:
            SETS_OFF.append(foresight.complaints)
