"""The voice of the board: what is recorded, how it is joined, and who hears it."""

import io
import wave

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ongikar.core.forms.faults import ActFault
from ongikar.journal.models import Entry
from ongikar.visits import voice
from ongikar.visits.models import VoiceClip
from ongikar.visits.rules.spoken import call_sentence, clips_of_call, number_key
from tests.started import SECONDS

from .conftest import SHIRIN, minutes

pytestmark = pytest.mark.django_db
PAGE = reverse("board_voice")


def sound(value: int, *, rate=voice.RATE, channels=1, frames=160) -> bytes:
    """A WAV of so many frames, each the same: told apart when they are joined."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((channels, 2, rate, 0, "NONE", ""))
        written.writeframes(value.to_bytes(2, "little") * frames * channels)
    return file.getvalue()


def frames_of(content: bytes) -> bytes:
    with wave.open(io.BytesIO(content)) as opened:
        assert (opened.getframerate(), opened.getsampwidth(), opened.getnchannels()) == (16_000, 2, 1)
        return opened.readframes(opened.getnframes())


@pytest.fixture(autouse=True)
def no_program(monkeypatch):
    """Whatever stands on the machine; `read_aloud` itself is tried where the program is."""
    monkeypatch.setattr(voice, "program", lambda: None)


@pytest.fixture
def record(office):
    def do(key, value=1, minute=0):
        return voice.record_clip(office, key, sound(value), actor=SHIRIN, now=minutes(minute))

    return do


@pytest.fixture
def call(arrive, call_next, assistant_post):
    """A token of the day that is called, after so many that left."""
    arrive()
    return call_next(1).calls.get()


@pytest.mark.parametrize(
    ("token", "keys"),
    [
        (7, ["token", "number-7", "desk-5"]),
        (20, ["token", "number-20", "desk-5"]),
        (100, ["token", "number-1", "hundred", "desk-5"]),
        (923, ["token", "number-9", "hundred", "number-23", "desk-5"]),
        (0, []),
        (1000, []),
    ],
)
def test_a_call_is_joined_of_a_few_clips(token, keys):
    assert clips_of_call(token, 5) == keys


def test_a_program_is_handed_words_and_no_figures():
    assert call_sentence(23, "অফিস সহকারী", "bn") == "টোকেন নম্বর তেইশ। অফিস সহকারী, এখানে আসুন।"
    assert call_sentence(105, "Desk", "en") == "Token number one hundred five. Desk, please come."
    assert call_sentence(1000, "Desk", "en") == ""


@pytest.mark.fast
def test_with_all_its_clips_a_call_is_said_and_without_one_of_them_it_is_not(office, record, call):
    token, number, desk = clips_of_call(1, call.desk_id)
    record(token, 1), record(number, 2)
    assert not voice.can_say(call, "bn")
    assert voice.say_call(call, "bn") is None
    record(desk, 3)
    assert voice.can_say(call, "bn")
    said = frames_of(voice.say_call(call, "bn"))
    assert said == b"".join(value.to_bytes(2, "little") * 160 for value in (1, 2, 3))
    # In English nobody recorded anything.
    assert not voice.can_say(call, "en")


def test_it_stands_on_the_board_and_whoever_is_there_hears_it(office, record, call):
    board = reverse("visit_board")
    with time_machine.travel(minutes(2), tick=False):
        assert "data-voice" not in Client().get(board).text
        for key in clips_of_call(1, call.desk_id):
            record(key)
        assert f'data-voice="{reverse("board_call", args=[call.pk])}"' in Client().get(board).text
        heard = Client().get(reverse("board_call", args=[call.pk]))
    assert (heard.status_code, heard["Content-Type"]) == (200, "audio/wav")
    assert len(frames_of(heard.content)) == 3 * 320
    # Of yesterday nobody calls anybody.
    with time_machine.travel(minutes(24 * 60), tick=False):
        assert Client().get(reverse("board_call", args=[call.pk])).status_code == 404


def test_said_anew_it_takes_the_place_of_what_was_there_and_the_same_changes_nothing(office, record):
    record("token", 1)
    record("token", 1, minute=1)
    assert Entry.objects.filter(verb="voice.recorded").count() == 1
    record("token", 2, minute=2)
    clip = VoiceClip.objects.get()
    assert bytes(clip.frames)[:2] == b"\2\0"
    assert clip.recorded_at == minutes(2)
    assert Entry.objects.filter(verb="voice.recorded").count() == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no WAV sound"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "no WAV sound"),
        (b"\xff\xfb\x90" * 100, "no WAV sound"),
        (sound(1, rate=44_100), "16 kHz"),
        (sound(1, channels=2), "16 kHz"),
        (sound(1, frames=0), "no WAV sound"),
        (sound(1, frames=7 * 16_000), "within 6 seconds"),
    ],
    ids=["nothing", "half a head", "an MP3", "another rate", "stereo", "silence of no length", "too long"],
)
def test_what_cannot_be_joined_is_refused_with_what_to_do(office, content, says):
    with pytest.raises(ActFault) as caught:
        voice.record_clip(office, "token", content, actor=SHIRIN, now=minutes(0))
    assert says in caught.value.en
    assert not VoiceClip.objects.exists()


def test_whatever_the_board_never_says_is_no_clip(office):
    for key in ("", "number-100", "desk-0", "../x"):
        with pytest.raises(ActFault):
            voice.record_clip(office, key, sound(1), actor=SHIRIN, now=minutes(0))


def test_phrase_after_phrase_is_recorded_and_can_be_heard(signed_in, shirin, office):
    page = signed_in(shirin)
    opened = page.get(PAGE)
    assert "টোকেন নম্বর" in opened.text
    kept = page.post(f"{PAGE}?clip=token", {"sound": SimpleUploadedFile("clip.wav", sound(4), "audio/wav")})
    assert kept.status_code == 302
    following = page.get(kept.url)
    assert "এখানে আসুন" in following.text
    assert "১টি রেকর্ড হয়েছে" in following.text
    heard = page.get(reverse("board_voice_clip", args=["token"]))
    assert frames_of(heard.content) == b"\4\0" * 160
    assert page.get(reverse("board_voice_clip", args=[number_key(9)])).status_code == 404


@pytest.mark.parametrize(("root", "words"), [("", "শব্দটি দিন"), ("/en", "Give the sound")])
def test_without_a_sound_the_page_asks_for_it_beside_its_field(signed_in, shirin, root, words):
    answer = signed_in(shirin).post(f"{root}{PAGE}?clip=number-3", {})
    assert answer.status_code == 422
    assert words in answer.text
    assert "তিন" in answer.text


@pytest.mark.needs("espeak-ng")
def test_where_a_clip_is_missing_a_program_reads_where_there_is_one(office, call, monkeypatch):
    monkeypatch.undo()
    assert voice.program()
    assert voice.READS_WITHIN < SECONDS
    for language in ("bn", "en"):
        assert voice.can_say(call, language)
        with wave.open(io.BytesIO(voice.say_call(call, language))) as said:
            seconds = said.getnframes() / said.getframerate()
        assert 1 < seconds < 10


def test_a_program_that_fails_leaves_chime_and_words(office, call, monkeypatch):
    monkeypatch.setattr(voice, "program", lambda: "/bin/false")
    monkeypatch.setattr(voice, "PROGRAM", "/bin/false")
    voice.read_aloud.cache_clear()
    assert voice.say_call(call, "bn") is None
