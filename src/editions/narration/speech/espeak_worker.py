"""One voice of eSpeak NG in a process of its own: ``espeak_worker.py LIBRARY VOICE SEATS``, in the folder that holds its data.

What eSpeak says depends on what it said before, and it cannot be set back. So this process only loads the library and sets the
voice, once; each request is spoken by a fork of it, which starts from that same state and ends. A fork also cannot crash
anything but itself, and two alarms end it (``LIMIT``, ``HANG``).

It stands alone (standard library only, run by its path, isolated), because a small process forks in less than a millisecond.
Requests come and replies go, in the same order, through the socket that is standard input; its end is the end of this process.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import select
import signal
import socket
import struct
import sys
from collections import deque
from typing import NoReturn

LIMIT = 20
"""Seconds of processor time after which a request is given up: a minute of speech takes some 0.06."""

HANG = 200
"""Seconds after which it is given up even if it does nothing. Long, as a busy machine may let it wait."""

REQUEST = struct.Struct("<iI")
"""Words a minute (0: the voice's own), bytes of UTF-8 text that follow."""

REPLY = struct.Struct("<BI")
"""0, or the signal that ended the fork, or ``FAILED``; bytes of 16-bit samples that follow."""

FAILED = 255
DONT_EXIT, SYNCHRONOUS, UTF8, RATE = 0x8000, 2, 1, 1
BUFFER_MS = 1000
PARENT_DEATH_SIGNAL = 1
SET_PIPE_SIZE, PIPE_SIZE = 1031, 1 << 20
SCRATCH = memoryview(bytearray(PIPE_SIZE))
LINUX = sys.platform == "linux"
LIBC = ctypes.CDLL(None)

Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Fork:
    """A request while it is spoken: the process, the pipe that it writes to, what has arrived."""

    def __init__(self, process: int, pipe: int) -> None:
        self.process, self.pipe = process, pipe
        self.samples = bytearray()
        self.status: int | None = None

    def read(self) -> None:
        """Take what has arrived; at its end learn how the process ended, which also leaves no zombie."""
        size = os.readv(self.pipe, [SCRATCH])
        self.samples += SCRATCH[:size]
        if not size:
            os.close(self.pipe)
            code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
            self.status = FAILED if code > 0 else -code


def load(library: str, voice: str) -> tuple[ctypes.CDLL, int]:
    """Return the library with the voice set, and its sample rate. Raises ``OSError`` where either is missing.

    The data is always ``./espeak-ng-data``: a path of 160 characters or more would be refused.
    """
    espeak = ctypes.CDLL(library)
    rate = espeak.espeak_Initialize(SYNCHRONOUS, BUFFER_MS, b".", DONT_EXIT)
    if rate <= 0:
        raise OSError("its data cannot be read")
    if espeak.espeak_SetVoiceByName(voice.encode()) != 0:
        raise OSError(f"its voice {voice} cannot be read")
    return espeak, rate


def speak(espeak: ctypes.CDLL, pipe: int, rate: int, text: bytes) -> None:
    """Write the samples of a text to a pipe."""
    with open(pipe, "wb") as out:

        def take(samples: int | None, count: int, _events: int | None) -> int:
            if samples and count > 0:
                out.write(ctypes.string_at(samples, 2 * count))
            return 0

        callback = Callback(take)
        espeak.espeak_SetSynthCallback(callback)
        if rate:
            espeak.espeak_SetParameter(RATE, rate, 0)
        espeak.espeak_Synth(text, ctypes.c_size_t(len(text) + 1), 0, 1, 0, UTF8, None, None)


def start(espeak: ctypes.CDLL, rate: int, text: bytes) -> Fork:
    """Begin to speak a request."""
    parent = os.getpid()
    reading, writing = _pipe()
    process = os.fork()
    if process == 0:
        _speak_and_end(espeak, parent, writing, rate, text)
    os.close(writing)
    return Fork(process, reading)


def _pipe() -> tuple[int, int]:
    """A pipe that holds a sentence, so that a fork need not wait for its reader. Only Linux has large ones, and not always."""
    reading, writing = os.pipe()
    if LINUX:
        with contextlib.suppress(OSError):
            fcntl.fcntl(writing, SET_PIPE_SIZE, PIPE_SIZE)
    return reading, writing


def _speak_and_end(espeak: ctypes.CDLL, parent: int, pipe: int, rate: int, text: bytes) -> NoReturn:
    code = 1
    try:
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        signal.alarm(HANG)
        _die_with(parent)
        speak(espeak, pipe, rate, text)
        code = 0
    finally:
        os._exit(code)


def _die_with(parent: int) -> None:
    """Ask Linux to end this process with its parent; elsewhere the alarm does, a little later."""
    if LINUX:
        LIBC.prctl(PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def serve(espeak: ctypes.CDLL, peer: socket.socket, seats: int) -> None:
    """Speak requests, as many as there are seats at a time, until the peer hangs up."""
    running: deque[Fork] = deque()
    while True:
        waiting = {fork.pipe: fork for fork in running if fork.status is None}
        listen = [peer.fileno()] if len(running) < seats else []
        for ready in select.select([*waiting, *listen], [], [])[0]:
            if ready in waiting:
                waiting[ready].read()
            elif head := receive(peer, REQUEST.size):
                rate, size = REQUEST.unpack(head)
                running.append(start(espeak, rate, bytes(receive(peer, size))))
            else:
                return
        while running and running[0].status is not None:
            done = running.popleft()
            reply(peer, done.status or 0, done.samples)


def receive(peer: socket.socket, size: int) -> bytearray:
    """Return exactly so many bytes, or none where the peer has hung up."""
    found = bytearray(size)
    rest = memoryview(found)
    while rest:
        got = peer.recv_into(rest)
        if not got:
            return bytearray()
        rest = rest[got:]
    return found


def reply(peer: socket.socket, status: int, content: bytes | bytearray) -> None:
    """Send a reply, whole."""
    peer.sendall(REPLY.pack(status, len(content)))
    peer.sendall(content)


def _take_signals() -> None:
    """Whatever the caller ignores or blocks: alarms end forks, ended forks are waited for, Ctrl-C is for the caller alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def main(library: str, voice: str, seats: str) -> None:
    """Greet with the sample rate or with the reason why there is none, then serve."""
    _take_signals()
    peer = socket.socket(fileno=0)
    try:
        espeak, rate = load(library, voice)
    except OSError as error:
        reply(peer, FAILED, str(error).encode())
        return
    reply(peer, 0, str(rate).encode())
    try:
        serve(espeak, peer, int(seats))
    except ConnectionError:
        return


if __name__ == "__main__":
    main(*sys.argv[1:])
