"""The addresses of certificates: the desk's pages, and those that check one without an account."""

from django.urls import path, register_converter

from ongikar.certificates.rules.serial import CODE, SERIAL_IN_ADDRESS

from . import check_views, desk_views, key_views, template_views


class SerialConverter:
    regex = SERIAL_IN_ADDRESS.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CodeConverter(SerialConverter):
    regex = CODE.pattern


register_converter(SerialConverter, "certificate_serial")
register_converter(CodeConverter, "certificate_code")

urlpatterns = [
    path("desk/certificates/", desk_views.certificates, name="certificates"),
    path("desk/certificates/new/", desk_views.certificate_new, name="certificate_new"),
    path("desk/certificates/templates/", template_views.certificate_templates, name="certificate_templates"),
    path(
        "desk/certificates/templates/<slug:name>/",
        template_views.certificate_template,
        name="certificate_template",
    ),
    path("desk/certificates/<certificate_serial:serial>/", desk_views.certificate, name="certificate"),
    path(
        "desk/certificates/<certificate_serial:serial>/print/",
        desk_views.certificate_print,
        name="certificate_print",
    ),
    path(
        "desk/certificates/<certificate_serial:serial>/<slug:act>/",
        desk_views.certificate_act,
        name="certificate_act",
    ),
    path("c/", check_views.check, name="certificates_check"),
    path("c/offline/", key_views.show_offline, name="certificates_offline"),
    path("c/revoked.txt", key_views.show_revoked, name="certificates_revoked"),
    path("c/status/<int:year>", key_views.show_status_list, name="certificate_status_list"),
    path("c/keys/<slug:digest>.pem", key_views.show_pem, name="certificate_key"),
    path("c/<certificate_serial:serial>/", check_views.show_state, name="certificate_state"),
    path(
        "c/<certificate_serial:serial>-<certificate_code:secret>/",
        check_views.show_certificate,
        name="certificate_check",
    ),
    path(
        "c/<certificate_serial:serial>-<certificate_code:secret>/badge",
        key_views.show_badge,
        name="certificate_badge",
    ),
]
