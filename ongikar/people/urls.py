"""Addresses of signing in and of one's own account. What allauth offers beyond these is not there."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, reverse_lazy

from . import account_views
from .account_views import for_signed_in
from .fresh_factor import show_fresh_factor
from .second_factor import for_factor_setup

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-in/code/", factors.authenticate, name="mfa_authenticate"),
    path("sign-in/again/", for_signed_in(views.reauthenticate), name="account_reauthenticate"),
    path("sign-out/", account_views.sign_out, name="account_logout"),
    path("new-password/<str:key>/<str:seal>/", account_views.set_new_password, name="new_password"),
    path("me/", account_views.show_my_account, name="mfa_index"),
    path("me/again/", show_fresh_factor, name="fresh_factor"),
    path("me/password/", for_signed_in(views.password_change), name="account_change_password"),
    path("me/sign-ins/<int:sign_in_id>/end/", account_views.end_sign_in, name="end_sign_in"),
    path("me/app/", for_signed_in(for_factor_setup(app.activate_totp)), name="mfa_activate_totp"),
    path("me/app/remove/", for_signed_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/passkeys/add/", for_signed_in(for_factor_setup(passkeys.add_webauthn)), name="mfa_add_webauthn"),
    path(
        "me/passkeys/<int:pk>/remove/",
        for_signed_in(passkeys.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))),
        name="mfa_remove_webauthn",
    ),
    path("me/codes/", for_signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("me/codes/new/", for_signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
