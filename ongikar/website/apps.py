from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "ongikar.website"
    label = "website"

    def ready(self):
        from .slots import TODAY
        from .today_parts import calendar_ends, clock_is_off, complaints_to_answer

        TODAY.add(clock_is_off, order=1)
        TODAY.add(complaints_to_answer, order=5)
        TODAY.add(calendar_ends, order=10)
