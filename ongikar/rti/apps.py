"""Requests for information under the Right to Information Act 2009: a track of its own beside the services
and the grievances, with its own days and its own appeal.
"""

from django.apps import AppConfig


class RtiConfig(AppConfig):
    name = "ongikar.rti"
    label = "rti"
