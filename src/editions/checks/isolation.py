"""How another program is run: within bounds of time, memory and output, without a network, and with nothing left of it.

On Linux the program gets a network of its own in which nobody else is, where the system lets us make one; everywhere its
proxies lead nowhere. Deliberately not here: what it may read, which is what this process may.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

MAX_OUTPUT: Final = 32 << 20
"""Bytes of what a program says that are read."""

MAX_FILE_BYTES: Final = 4 << 30
"""Bytes of the largest file that a program may write."""

NO_PROXY: Final = "http://127.0.0.1:9"  # the port of discard: nobody answers
_NO_NETWORK: Final = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NO_PROXY)
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP


class TooLong(Exception):
    """A program took too long, or said too much; ``str()`` says which."""


def run(command: Sequence[str], timeout: float, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, in a UTF-8 locale.

    Raises ``OSError`` where it does not start, ``TooLong`` beyond the bounds.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603 (a list, no shell: the caller's program)
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env={**os.environ, **_NO_NETWORK, "LC_ALL": "C.UTF-8", **environment},
            start_new_session=True,
            preexec_fn=_bound,
        )
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise TooLong(f"stopped after {timeout:g} seconds without an end") from None
        finally:
            _end(process)
        return subprocess.CompletedProcess(command, process.returncode, _said(output), _said(errors))


def _said(file: IO[bytes]) -> str:
    if file.seek(0, os.SEEK_END) > MAX_OUTPUT:
        raise TooLong(f"stopped: it said more than {MAX_OUTPUT >> 20} MB")
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program that has not ended, and whatever it has started: a browser that it drives is in a group of its own."""
    if process.poll() is not None:
        return
    with suppress(ProcessLookupError, PermissionError):
        os.kill(process.pid, signal.SIGSTOP)  # so that it starts nothing more
    for started in [*_below(process.pid), process.pid]:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(started, signal.SIGKILL)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _below(parent: int) -> Iterator[int]:
    """Yield the processes that a process has started, and those that these have."""
    for children in Path(f"/proc/{parent}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, children.read_text().split()):
                yield from _below(child)
                yield child


# In the new process, before it becomes the program.


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA):  # those of the command line: the timeout takes their place
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard, hard))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = MAX_FILE_BYTES if most == resource.RLIM_INFINITY else min(MAX_FILE_BYTES, most)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    if sys.platform == "linux":
        with suppress(OSError):
            _leave_network()


def _leave_network() -> None:
    """Go into a network of this process's own, in which it can reach itself alone. Raises ``OSError`` where that is not let."""
    user, group = os.getuid(), os.getgid()
    if user == 0:
        _unshare(_NEW_NETWORK)
    else:
        _unshare(_NEW_USER | _NEW_NETWORK)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(any_socket, _GET_FLAGS, request))[1]
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14x", b"lo", flags | _UP))


def _unshare(what: int) -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(what):
        raise OSError(ctypes.get_errno() or errno.EPERM, "unshare")
