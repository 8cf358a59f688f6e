"""What every answer says to the browser beside Django's own: which powers no page of ours ever asks for."""

from django.http import HttpRequest, HttpResponse

# Nothing of the device is used, but for the camera that a person's own file chooser opens by itself.
UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope",
    "hid", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-create",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
# Passkeys are asked for at our own sign-in.
OWN = ("publickey-credentials-create", "publickey-credentials-get")
POLICY = ", ".join(
    [f"{power}=()" for power in UNUSED if power not in OWN] + [f"{power}=(self)" for power in OWN]
)
SAID = {
    "Permissions-Policy": POLICY,
    # No other site shows or counts what is ours; the opener policy comes from Django.
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class Headers:
    """Stands outermost, so that files and refusals say it too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in SAID.items():
            response.headers.setdefault(name, value)
        return response
