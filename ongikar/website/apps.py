from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "ongikar.website"
    label = "website"
