from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "ongikar.website"
    label = "website"

    def ready(self) -> None:
        from .today_parts import TODAY, calendar_ending_part, clock_warning_part, unanswered_complaints_part

        TODAY.add(clock_warning_part, order=1)
        TODAY.add(unanswered_complaints_part, order=5)
        TODAY.add(calendar_ending_part, order=10)
