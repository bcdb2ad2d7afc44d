"""What a kind of input is to the fuzz run: its seeds, what is done to them, and the code that they go through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

Mutation = Callable[[bytes, Random], bytes]
"""What is done to the bytes of a file; the random number decides where and with what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A kind of input.

    ``says`` tells in words what goes through what. ``seeds`` returns good files by their names, which end in the file's
    suffix. ``run`` takes a mutated file, alone in its folder, through the code under test: it returns whether the file was
    accepted (False: refused with a clear line) and raises for whatever may not be. ``gentle`` are the mutations that mostly
    leave a file readable (none: all do); ``weight`` is how often the target is drawn; ``seconds`` of the processor bound a
    case, ``longest`` are the bytes above which a file no longer grows.
    """

    name: str
    says: str
    seeds: Callable[[], Mapping[str, bytes]]
    mutations: Mapping[str, Mutation]
    run: Callable[[Path], bool]
    weight: int
    gentle: tuple[str, ...] = ()
    seconds: int = 30
    longest: int = 200_000


class Broken(AssertionError):
    """A case that did not end as it has to; ``str()`` says how."""


class Overtime(Broken):
    """A case that took longer than it may."""
