from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ongikar.people"
    label = "people"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, user_logged_in
        from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

        from . import auth_signals

        user_logged_in.connect(auth_signals.on_signed_in)
        password_changed.connect(auth_signals.on_password_changed)
        authenticator_added.connect(auth_signals.on_factor_added)
        authenticator_reset.connect(auth_signals.on_codes_made)
        authenticator_removed.connect(auth_signals.on_factor_removed)
