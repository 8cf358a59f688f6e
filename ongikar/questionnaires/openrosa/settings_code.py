"""The settings of ODK Collect as the square code it scans: JSON, compressed and in base64, as its
documentation wants it. Whoever reads the code reads the token: only its person sees it.
"""

import base64
import json
import zlib

from django.urls import reverse

from ongikar.core.i18n.say import language
from ongikar.offices.sites import site_of
from ongikar.questionnaires.models import Phone


def server_address(phone: Phone, token: str) -> str:
    """What the app puts /formList and /submission behind."""
    return f"{site_of(phone.office)}{reverse('odk_list', args=[token])}".removesuffix("/formList")


def settings_of(phone: Phone, token: str) -> dict[str, dict[str, object]]:
    return {
        "general": {
            "server_url": server_address(phone, token),
            "app_language": language(),
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
            # What the office could not take is still on the phone.
            "delete_send": False,
            # 1024 points a side: a photo of some 200 kB.
            "image_size": "small",
            "analytics": False,
        },
        "admin": {"change_server": False},
        "project": {"name": phone.office.name, "icon": "অ", "color": "#006a4e"},
    }


def settings_text(phone: Phone, token: str) -> str:
    plain = json.dumps(settings_of(phone, token), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(plain, 9)).decode()


def settings_code(phone: Phone, token: str) -> str:
    """As an SVG: as large as its frame, with the white rim that a camera needs."""
    import segno

    code = segno.make(settings_text(phone, token), error="l", micro=False)
    return code.svg_inline(border=3, omitsize=True, dark="#000")
