from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "ongikar.website"
    label = "website"

    def ready(self):
        from .calendar.ending_part import calendar_ends
        from .complaints_part import complaints_to_answer
        from .machine_clock.part import clock_is_off
        from .slots import TODAY

        TODAY.add(clock_is_off, order=1)
        TODAY.add(complaints_to_answer, order=5)
        TODAY.add(calendar_ends, order=10)
