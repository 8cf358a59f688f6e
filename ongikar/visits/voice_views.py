"""The voice of the board: recorded phrase by phrase by somebody of the office, and said by the board."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.http.headers import POLICY
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.office_calendar import TZ

from .models import VisitCall, VoiceClip
from .rights import for_counter_staff
from .voice import MOST_BYTES, TOO_LONG, clips_of_office, record_clip, recorded_keys, say_call, wav_of

WAV = "audio/wav"
# Of this page alone.
WITH_MICROPHONE = POLICY.replace("microphone=()", "microphone=(self)")


class SoundField(UploadField):
    """A WAV file; what is inside it is checked by voice.py."""

    widget = forms.ClearableFileInput(attrs={"accept": "audio/wav,.wav"})

    def clean(self, data: UploadedFile | None, initial: object = None) -> bytes:
        file = super().clean(data, initial)
        if file.size > MOST_BYTES:
            raise ValidationError(say(*TOO_LONG))
        content: bytes = file.read()
        return content


class ClipForm(Form):
    sound = SoundField(
        label=say_lazy("শব্দ (WAV)", "Sound (WAV)"),
        help_text=say_lazy(
            "১৬ কিলোহার্টজ, ১৬ বিট, মনো, ৬ সেকেন্ডের মধ্যে", "16 kHz, 16 bit, mono, within 6 seconds"
        ),
        missing=say_lazy("শব্দটি দিন", "Give the sound"),
    )


@for_counter_staff
@require_http_methods(["GET", "POST"])
def record_voice(request: StaffRequest) -> HttpResponse:
    """The phrase of the address, or the first that nobody has recorded; after each comes the next."""
    clips, kept = clips_of_office(request.office), recorded_keys(request.office)
    asked = request.GET.get("clip", "")
    at = next((place for place, (key, _) in enumerate(clips) if key == asked), -1)
    if at < 0:
        at = next((place for place, (key, _) in enumerate(clips) if key not in kept), 0)
    key, words = clips[at]
    form = ClipForm(*posted_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            record_clip(
                request.office,
                key,
                form.cleaned_data["sound"],
                actor=request.holder.actor,
                now=timezone.now(),
            )
        except ActFault as fault:
            add_fault(form, fault)
        else:
            after = next((key for key, _ in clips[at + 1 :] if key not in kept), "")
            return redirect(reverse("board_voice") + (f"?clip={after}" if after else ""))
    context = {
        "form": form,
        "key": key,
        "words": words,
        "number": at + 1,
        "is_recorded": key in kept,
        "clips": [(each, said, each in kept) for each, said in clips],
        "done": len(kept & dict(clips).keys()),
        "most": len(clips),
        "current": "counter",
    }
    response = render_form(request, "visits/voice.html", context)
    response["Permissions-Policy"] = WITH_MICROPHONE
    return response


@for_counter_staff
@require_safe
def play_clip(request: StaffRequest, slug: str) -> HttpResponse:
    """What was recorded, to be heard again."""
    clip = VoiceClip.objects.filter(office=request.office, key=slug).first()
    if clip is None:
        raise Http404
    return HttpResponse(wav_of([bytes(clip.frames)]), content_type=WAV)


@require_safe
def say_on_board(request: OfficeRequest, pk: int) -> HttpResponse:
    """A call of today as the board says it: whoever stands in the waiting room hears it anyway."""
    today = timezone.now().astimezone(TZ).date()
    calls = VisitCall.objects.select_related("visit", "desk")
    call = calls.filter(office=request.office, day=today, pk=pk).first()
    sound = say_call(call, language()) if call else None
    if sound is None:
        raise Http404
    response = HttpResponse(sound, content_type=WAV)
    response["Cache-Control"] = "public, max-age=300"
    return response
