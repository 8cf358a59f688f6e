"""Pages of questionnaires for the desk. Their list is registered as this package is found."""

from . import questionnaire_list  # noqa: F401 -- registers
