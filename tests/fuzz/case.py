"""One case of a fuzz run, as it is written down: a target, one of its seeds, and what is done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from fuzz.target import Target
from fuzz.targets import TARGETS

Step = tuple[str, int]
"""A mutation's name, and the number that decides where it strikes and with what."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is done to a seed of a target, step by step."""

    target: str
    seed: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        """The case as ``./dev fuzz --case`` takes it."""
        return f"{self.target}@{self.seed}@{','.join(f'{name}:{number}' for name, number in self.steps)}"

    @classmethod
    def parsed(cls, text: str) -> Case:
        """Return a case from how it is written."""
        target, rest = text.strip().split("@", 1)
        seed, steps = rest.rsplit("@", 1)
        parts = [step.partition(":") for step in steps.split(",") if step]
        return cls(target, seed, tuple((name, int(number)) for name, _, number in parts))

    @property
    def of(self) -> Target:
        """The target itself."""
        return TARGETS[self.target]

    @property
    def suffix(self) -> str:
        """The suffix of the file that it makes."""
        return Path(self.seed).suffix

    def without(self, at: int) -> Case:
        """Return the case with one step left out."""
        return replace(self, steps=self.steps[:at] + self.steps[at + 1 :])

    def content(self) -> bytes:
        """Return the bytes of the file that it makes. A seed that the target does not have is a path."""
        data = self.of.seeds().get(self.seed)
        data = Path(self.seed).read_bytes() if data is None else data
        for name, number in self.steps:
            if len(data) < self.of.longest:
                data = self.of.mutations[name](data, Random(number))
        return data
