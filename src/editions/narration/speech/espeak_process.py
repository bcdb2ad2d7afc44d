"""The library's side of ``espeak_worker``: starts workers, asks them, ends them.

Nothing of eSpeak is loaded into the caller's process: it may have threads, it may fork, and eSpeak may crash.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editions.findings import EngineUnavailable, SpeechError
from editions.narration.speech import espeak_worker
from editions.narration.speech.espeak_worker import FAILED, HANG, LIMIT, REPLY, REQUEST, receive

SAMPLE_RATE = 22050
MAX_WORKERS = 12
"""Workers kept for one stream; a list of references may have as many languages as there are, a worker has some 15 MB."""

PATIENCE = 2 * HANG
"""Seconds to wait for a worker, which itself gives up each request after ``HANG``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundPiece:
    """What one fork speaks: ``voice`` as the library opens it, ``rate`` in words a minute (0: the voice's own)."""

    text: str
    voice: str
    rate: int


class Worker:
    """One running worker, for one voice. Raises ``EngineUnavailable`` where it does not start."""

    def __init__(self, library: Path, data: Path, voice: str, seats: int) -> None:
        # Isolated: a file named like a module in the caller's folder must never run.
        command = [sys.executable, "-I", "-S", espeak_worker.__file__, str(library), voice, str(seats)]
        self._socket, theirs = socket.socketpair()
        self._socket.settimeout(PATIENCE)
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 (our own file, no shell)
                    command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=data.parent
                )
            except OSError as error:
                self._socket.close()
                raise EngineUnavailable(f"eSpeak NG does not start: {error}.") from error
        self._greet()

    def _greet(self) -> None:
        try:
            status, content = self._reply()
        except SpeechError as error:
            self.end()
            raise EngineUnavailable(f"eSpeak NG does not start: {error}") from error
        if status or int(content) != SAMPLE_RATE:
            self.end()
            raise EngineUnavailable(f"eSpeak NG does not start: {content.decode(errors='replace')}. Reinstall espeakng-loader.")

    def ask(self, piece: SoundPiece) -> None:
        """Send a piece to be spoken."""
        text = piece.text.encode()
        try:
            self._socket.sendall(REQUEST.pack(piece.rate, len(text)) + text)
        except OSError as error:
            raise self._gone() from error

    def answer(self, piece: SoundPiece) -> bytearray:
        """Return the samples of the oldest piece that was asked for. Raises ``SpeechError``."""
        status, content = self._reply()
        if status:
            raise SpeechError(
                f"eSpeak NG {_how(status)} on “{piece.text[:60]}” (voice {piece.voice}). Change these words or the voice."
            )
        return content

    def _reply(self) -> tuple[int, bytearray]:
        try:
            head = receive(self._socket, REPLY.size)
            status, size = REPLY.unpack(head or REPLY.pack(FAILED, 0))
            content = receive(self._socket, size)
        except OSError as error:
            raise self._gone() from error
        if not head or len(content) < size:
            raise self._gone()
        return status, content

    def _gone(self) -> SpeechError:
        return SpeechError("The process that runs eSpeak NG has ended or does not answer. Build again, with more memory left.")

    def end(self) -> None:
        """End the worker, and with it whatever it is speaking; leaves no process behind."""
        self._socket.close()
        self._process.kill()
        self._process.wait()


class Workers:
    """The workers of one stream of speech: one a voice, so that each forks from a state that never changes."""

    def __init__(self, library: Path, data: Path) -> None:
        self._library, self._data = library, data
        self._seats = _cores()
        self._workers: dict[str, Worker] = {}

    def speak(self, pieces: Sequence[SoundPiece]) -> Iterator[bytearray]:
        """Yield the samples of each piece, in order, while the following ones are spoken on the other cores."""
        asked: deque[tuple[Worker, SoundPiece]] = deque()
        for piece in pieces:
            worker = self._worker(piece.voice, [busy for busy, _ in asked])
            worker.ask(piece)
            asked.append((worker, piece))
            if len(asked) > 2 * self._seats:
                yield _oldest(asked)
        while asked:
            yield _oldest(asked)

    def _worker(self, voice: str, busy: Sequence[Worker]) -> Worker:
        if voice not in self._workers:
            self._make_room(busy)
            self._workers[voice] = Worker(self._library, self._data, voice, self._seats)
        return self._workers[voice]

    def _make_room(self, busy: Sequence[Worker]) -> None:
        idle = [voice for voice, worker in self._workers.items() if worker not in busy]
        if len(self._workers) >= MAX_WORKERS and idle:
            self._workers.pop(idle[0]).end()

    def end(self) -> None:
        """End all workers."""
        while self._workers:
            self._workers.popitem()[1].end()


def _oldest(asked: deque[tuple[Worker, SoundPiece]]) -> bytearray:
    worker, piece = asked.popleft()
    return worker.answer(piece)


def _how(status: int) -> str:
    limits: dict[int, int] = {signal.SIGPROF: LIMIT, signal.SIGALRM: HANG}
    return f"took more than {limits[status]} seconds" if status in limits else "crashed"


def _cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
