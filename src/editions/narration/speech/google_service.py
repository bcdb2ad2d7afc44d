"""Sending requests to Google's speech service: verified, limited in time, at a measured pace, patient within bounds."""

from __future__ import annotations

import email.utils
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import gtts
import requests
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from editions.findings import EngineUnavailable, SpeechError

PATH = "_/TranslateWebserverUi/data/batchexecute"
TOO_MANY = 429
RESUME = "Build again later: it resumes where it stopped. Or use --engine espeak."
OFFLINE = "Google's speech service cannot be reached ({}); use --engine espeak, or connect to the network and build again."
MAX_BYTES = 1 << 23
"""Bytes of an answer: 200 characters are some 100 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLimits:
    """How the service is treated.

    At most ``per_second`` requests start in a second (one: a reader's pace; the service names no limit and blocks those who
    hurry). ``timeout`` seconds for an answer, whole. A failed request is sent ``tries`` times, after ``backoff``, twice that, …
    seconds, or after as long as the service asks for, if that is not more than ``patience`` seconds.
    """

    per_second: float = 1.0
    timeout: float = 20.0
    tries: int = 4
    backoff: float = 2.0
    patience: float = 120.0


class Service:
    """The service at its address; ``url`` takes its place in tests."""

    def __init__(self, url: str | None, limits: ServiceLimits) -> None:
        self._url, self._limits = url, limits
        self._next = 0.0

    def ask(self, domain: str, body: str, text: str) -> bytes:
        """Return the answer to a request about a text. Raises ``EngineUnavailable``, ``SpeechError``."""
        problem = ""
        for attempt in range(self._limits.tries):
            try:
                return self._once(domain, body)
            except _Failed as failed:
                problem = failed.problem
                if attempt + 1 < self._limits.tries:
                    self._wait(failed, attempt)
        raise SpeechError(f"Google's speech service {problem} on “{text[:60]}”, {self._limits.tries} times. {RESUME}")

    def _wait(self, failed: _Failed, attempt: int) -> None:
        asked = failed.retry_after if failed.retry_after is not None else self._limits.backoff * 2**attempt
        if asked > self._limits.patience:
            raise SpeechError(f"Google's speech service {failed.problem} and asks to wait {asked:.0f} seconds. {RESUME}")
        time.sleep(asked)

    def _once(self, domain: str, body: str) -> bytes:
        self._keep_pace()
        url = self._url or f"https://translate.google.{domain}/{PATH}"
        until = time.monotonic() + self._limits.timeout
        try:
            with requests.Session() as session, self._post(session, url, body) as answer:
                return _content(answer, until)
        except HTTPError as error:
            raise _Failed("broke off") from error
        except requests.RequestException as error:
            if _unreachable(error):
                raise EngineUnavailable(OFFLINE.format(_reason(error))) from error
            raise _Failed(f"broke off ({_reason(error)})") from error

    def _post(self, session: requests.Session, url: str, body: str) -> requests.Response:
        # No redirects: they lead to pages for people (consent, captcha), which have no audio.
        headers = gtts.gTTS.GOOGLE_TTS_HEADERS
        timeout = self._limits.timeout
        return session.post(url, data=body, headers=headers, timeout=timeout, stream=True, allow_redirects=False)

    def _keep_pace(self) -> None:
        time.sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + 1 / self._limits.per_second


class _Failed(Exception):
    """A request that may succeed when it is sent again, after ``retry_after`` seconds where the service says so."""

    def __init__(self, problem: str, retry_after: float | None = None) -> None:
        super().__init__(problem)
        self.problem, self.retry_after = problem, retry_after


def _content(answer: requests.Response, until: float) -> bytes:
    status = answer.status_code
    if status == TOO_MANY or status >= 500:
        raise _Failed(f"answered {status} {answer.reason}", _retry_after(answer.headers.get("Retry-After", "")))
    if status != 200:
        raise SpeechError(f"Google's speech service answered {status} {answer.reason}: it refuses requests like ours. {RESUME}")
    found = bytearray()
    # Each read returns what has come: a service that sends drop by drop must not outlast the limit.
    while part := answer.raw.read1(1 << 16, decode_content=True):
        found += part
        if time.monotonic() > until or len(found) > MAX_BYTES:
            raise _Failed("took too long" if len(found) <= MAX_BYTES else "answered without end")
    return bytes(found)


def _retry_after(header: str) -> float | None:
    """Seconds to wait from a ``Retry-After`` header: a number or a date (RFC 9110, 10.2.3); None where it says nothing."""
    if header.strip().isdecimal():
        return float(header)
    try:
        when = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (when.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _unreachable(error: requests.RequestException) -> bool:
    """No connection came about, so that a second try would not either: no network, no name, no trust, a wrong address."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError | requests.exceptions.ProxyError | ValueError):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


def _reason(error: requests.RequestException) -> str:
    """The reason in a few words, without the library's nested wording."""
    names = {
        requests.exceptions.SSLError: "its certificate is not trusted",
        requests.exceptions.ProxyError: "the proxy refuses",
        requests.Timeout: "no answer in time",
        requests.ConnectionError: "no connection",
    }
    return next((words for kind, words in names.items() if isinstance(error, kind)), type(error).__name__)
