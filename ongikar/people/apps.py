from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ongikar.people"
    label = "people"

    def ready(self):
        from allauth.account.signals import password_changed, user_logged_in
        from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

        from . import signed_in

        user_logged_in.connect(signed_in.keep_sign_in)
        password_changed.connect(signed_in.password_changed)
        authenticator_added.connect(signed_in.factor_added)
        authenticator_reset.connect(signed_in.codes_made)
        authenticator_removed.connect(signed_in.factor_removed)
