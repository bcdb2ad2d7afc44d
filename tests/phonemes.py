"""What eSpeak NG would say, in its phonemes (IPA): ``phonemes.of(text, voice)``, each in a process of its own state."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import espeakng_loader

IPA, UTF8, SYNCHRONOUS, DONT_EXIT = 2, 1, 2, 0x8000


def of(text: str, voice: str) -> str:
    """Return the phonemes of a text, clauses divided by ``|``."""
    folder = Path(espeakng_loader.get_data_path()).absolute().parent
    made = subprocess.run(
        [sys.executable, __file__, espeakng_loader.get_library_path(), voice, text], cwd=folder, capture_output=True, check=True
    )
    return made.stdout.decode()


def main(library: str, voice: str, text: str) -> None:
    """Print the phonemes; the data of eSpeak NG lies in the working folder."""
    espeak = ctypes.CDLL(library)
    espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
    espeak.espeak_Initialize(SYNCHRONOUS, 0, b".", DONT_EXIT)
    assert espeak.espeak_SetVoiceByName(voice.encode()) == 0, voice
    buffer = ctypes.create_string_buffer(text.encode())
    rest = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    while rest.value:
        clauses.append((espeak.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, IPA) or b"").decode())
    os.write(1, " | ".join(clauses).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
