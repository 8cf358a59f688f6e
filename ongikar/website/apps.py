from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "ongikar.website"
    label = "website"

    def ready(self):
        from .calendar.ending_part import calendar_ends
        from .slots import TODAY

        TODAY.add(calendar_ends, order=10)
