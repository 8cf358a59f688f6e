from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ongikar.people"
    label = "people"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, user_logged_in
        from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

        from . import auth_signals
        from .charge import register_charge
        from .contact_subjects import CONTACT_SEARCH, CONTACT_SUBJECT
        from .place_subjects import PLACE_CHARGE, PLACE_SEARCH, PLACE_SUBJECT
        from .search_sources import register_search
        from .subjects import register_subject

        for subject_type in (CONTACT_SUBJECT, PLACE_SUBJECT):
            register_subject(subject_type)
        for source in (CONTACT_SEARCH, PLACE_SEARCH):
            register_search(source)
        register_charge(PLACE_CHARGE)

        user_logged_in.connect(auth_signals.on_signed_in)
        password_changed.connect(auth_signals.on_password_changed)
        authenticator_added.connect(auth_signals.on_factor_added)
        authenticator_reset.connect(auth_signals.on_codes_made)
        authenticator_removed.connect(auth_signals.on_factor_removed)
