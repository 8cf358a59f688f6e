"""The voice of the board: clips that somebody of the office recorded, joined; where one is missing, a program
that reads, where the office installed one. Chime and words stand in any case.
"""

import hashlib
import io
import shutil
import subprocess
import wave
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import STAFF_ROLES

from .models import VisitCall, VoiceClip
from .rules.spoken import call_sentence, clips_of_call, clips_to_record

# One kind of sound, so that clips are joined without being reckoned anew: what a voice needs, 32 KB a second.
RATE, WIDTH, CHANNELS = 16_000, 2, 1
MOST_SECONDS = 6
MOST_BYTES = 44 + 1_000 + MOST_SECONDS * RATE * WIDTH
# Seconds that a program may take over a sentence.
READS_WITHIN = 5
PROGRAM = "espeak-ng"
NOT_SOUND = (
    "এটি WAV শব্দ নয়, কিংবা ফাইলটি নষ্ট। “রেকর্ড করুন” চাপুন, কিংবা WAV ফাইল দিন।",
    "This is no WAV sound, or the file is damaged. Press “Record”, or give a WAV file.",
)
OTHER_SOUND = (
    "WAV হতে হবে ১৬ কিলোহার্টজ, ১৬ বিট, মনো।",
    "The WAV must be 16 kHz, 16 bit, mono.",
)
TOO_LONG = ("৬ সেকেন্ডের মধ্যে বলুন।", "Say it within 6 seconds.")
UNKNOWN = ("এই কথাটি বোর্ডে বলা হয় না।", "The board never says this.")


def read_clip(content: bytes) -> bytes:
    """Its frames alone: whatever else stood in the file is left behind. Raises ActFault."""
    if len(content) > MOST_BYTES:
        raise ActFault("sound", *TOO_LONG)
    try:
        with wave.open(io.BytesIO(content)) as sound:
            kind = (sound.getframerate(), sound.getsampwidth(), sound.getnchannels())
            frames = sound.readframes(MOST_SECONDS * RATE)
    except (wave.Error, EOFError, OSError) as fault:
        raise ActFault("sound", *NOT_SOUND) from fault
    if kind != (RATE, WIDTH, CHANNELS):
        raise ActFault("sound", *OTHER_SOUND)
    if not frames:
        raise ActFault("sound", *NOT_SOUND)
    return frames


def wav_of(frames: Iterable[bytes], rate: int = RATE) -> bytes:
    """A WAV file of these frames, one after another."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((CHANNELS, WIDTH, rate, 0, "NONE", ""))
        for each in frames:
            sound.writeframes(each)
    return file.getvalue()


def clips_of_office(office: Office) -> list[tuple[str, str]]:
    """Key and words of whatever the board may say there."""
    desks = Post.objects.filter(office=office, role__in=STAFF_ROLES).order_by("pk")
    return list(clips_to_record((post.pk, post.title_bn) for post in desks))


@transaction.atomic
def record_clip(office: Office, key: str, content: bytes, *, actor: Reference, now: datetime) -> VoiceClip:
    """Keep it in the place of an earlier one; the same again changes nothing. Raises ActFault."""
    if key not in dict(clips_of_office(office)):
        raise ActFault("sound", *UNKNOWN)
    frames = read_clip(content)
    sha256 = hashlib.sha256(frames).hexdigest()
    clip, _ = VoiceClip.objects.select_for_update().get_or_create(office=office, key=key)
    if clip.sha256 != sha256:
        clip.frames, clip.sha256, clip.recorded_at = frames, sha256, now
        clip.save(update_fields=["frames", "sha256", "recorded_at"])
        record(
            "voice.recorded",
            subject=("office", office.pk),
            actor=actor,
            office_id=office.pk,
            now=now,
            fields=[key],
        )
    return clip


def recorded_keys(office: Office) -> set[str]:
    return set(VoiceClip.objects.filter(office=office).values_list("key", flat=True))


def can_say(call: VisitCall, language: str) -> bool:
    """Whether there is a voice for it: all of its clips, or a program that reads."""
    if program():
        return bool(call_sentence(spoken_number(call), call.desk.title, language))
    if language != "bn":
        return False
    keys = set(clips_of_call(spoken_number(call), call.desk_id))
    return bool(keys) and VoiceClip.objects.filter(office=call.office_id, key__in=keys).count() == len(keys)


def say_call(call: VisitCall, language: str) -> bytes | None:
    """The call as a WAV file; None where nobody can say it. A recorded voice comes before a program's."""
    number = spoken_number(call)
    keys = clips_of_call(number, call.desk_id) if language == "bn" else []
    clips = dict(VoiceClip.objects.filter(office=call.office_id, key__in=keys).values_list("key", "frames"))
    if keys and clips.keys() >= set(keys):
        return wav_of(bytes(clips[key]) for key in keys)
    sentence = call_sentence(number, call.desk.title, language)
    return read_aloud(sentence, language) if sentence and program() else None


def spoken_number(call: VisitCall) -> int:
    """What the person reads off their token; 0 of one that was printed beforehand: its letter is not said."""
    return call.visit.token if call.visit.printed is None else 0


def program() -> str | None:
    """Where the office's administrator installed it; nothing needs it."""
    return shutil.which(PROGRAM)


@lru_cache(maxsize=64)
def read_aloud(sentence: str, language: str) -> bytes | None:
    """What the program makes of a sentence, in which every number is words; None where it failed."""
    try:
        ran = subprocess.run(
            [PROGRAM, "-v", language, "-s", "140", "--stdin", "--stdout"],
            input=sentence.encode(),
            capture_output=True,
            timeout=READS_WITHIN,
            check=True,
        )
        with wave.open(io.BytesIO(ran.stdout)) as sound:
            rate, frames = sound.getframerate(), sound.readframes(sound.getnframes())
    except (subprocess.SubprocessError, OSError, wave.Error, EOFError):
        return None
    return wav_of([frames], rate)
