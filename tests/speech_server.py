"""A speech service on this machine that answers as Google's does: what each request gets is a list set by the test."""

from __future__ import annotations

import base64
import io
import json
import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import av
import numpy as np

RPC = "jQ1olc"


def tone(seconds: float = 0.4, rate: int = 24000, hertz: float = 440.0) -> bytes:
    """Return an MP3 with a tone between two silences of 0.2 seconds."""
    quiet = np.zeros(round(0.2 * rate), np.int16)
    wave = (12000 * np.sin(2 * math.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.int16)
    return mp3(np.concatenate([quiet, wave, quiet]), rate)


def mp3(samples: np.ndarray[tuple[int], np.dtype[np.int16]], rate: int) -> bytes:
    """Return mono samples as an MP3."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("mp3", rate=rate)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16p", layout="mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return file.getvalue()


def framed(audio: bytes) -> bytes:
    """Return an answer of the service with this audio, in its framing: a guard line, lengths, lines of JSON."""
    inner = json.dumps([base64.b64encode(audio).decode()] if audio else [], separators=(",", ":"))
    line = json.dumps([["wrb.fr", RPC, inner, None, None, None, "generic"], ["di", 77]], separators=(",", ":"))
    return f')]}}\'\n\n{len(line)}\n{line}\n25\n[["e",4,null,null,131]]\n'.encode()


class SpeechServer(ThreadingHTTPServer):
    """Answers by ``script``, one step a request, then by ``ok``; ``asked`` is what was asked for.

    Steps: ``ok``, ``empty`` (200 without audio), ``page`` (200 with HTML), ``garbage`` (audio that is none), ``silence``,
    ``hang``, ``drip``, ``cut``, a status, or a status with its ``Retry-After`` (``429:0``).
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: list[str] = []
        self.asked: list[tuple[str, str, bool | None]] = []
        self.times: list[float] = []
        self.done = threading.Event()
        self.tone = tone()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/speech"


class _Handler(BaseHTTPRequestHandler):
    server: SpeechServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        ((name, inner, _, _),) = json.loads(parse_qs(body)["f.req"][0])[0]
        assert name == RPC
        text, lang, slow, _ = json.loads(inner)
        self.server.asked.append((text, lang, slow))
        self.server.times.append(time.monotonic())
        step = self.server.script.pop(0) if self.server.script else "ok"
        getattr(self, f"_{step}", lambda: self._status(step))()

    def _answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _status(self, step: str) -> None:
        status, _, wait = step.partition(":")
        self._answer(int(status), b"<html>no</html>", **({"Retry_After": wait} if wait else {}))

    def _ok(self) -> None:
        self._answer(200, framed(self.server.tone))

    def _empty(self) -> None:
        self._answer(200, framed(b""))

    def _page(self) -> None:
        self._answer(200, b"<html>Before you continue</html>")

    def _garbage(self) -> None:
        self._answer(200, framed(b"this is no sound at all" * 30))

    def _silence(self) -> None:
        self._answer(200, framed(mp3(np.zeros(12000, np.int16), 24000)))

    def _hang(self) -> None:
        self.server.done.wait(10)

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "99999")
        self.end_headers()
        self.wfile.write(framed(self.server.tone)[:200])

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "99999")
        self.end_headers()
        while not self.server.done.wait(0.05):
            self.wfile.write(b" ")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[SpeechServer]:
    """Run a server for the length of a test."""
    with SpeechServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.done.set()
            server.shutdown()
            thread.join()
