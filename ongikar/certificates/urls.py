"""The addresses of certificates: the desk's pages, and those that check one without an account."""

from django.urls import path, register_converter

from ongikar.rules.certificate_serial import CODE, SERIAL_IN_ADDRESS

from . import check_views


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
    path("c/", check_views.check, name="certificates_check"),
    path("c/<certificate_serial:serial>/", check_views.show_state, name="certificate_state"),
    path(
        "c/<certificate_serial:serial>-<certificate_code:secret>/",
        check_views.show_certificate,
        name="certificate_check",
    ),
]
