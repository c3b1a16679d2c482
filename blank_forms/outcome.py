"""The outcome of filling a form: what was written, what stayed empty and why, and what agrees."""

from dataclasses import dataclass, field

from reference import vietnamese


@dataclass(frozen=True, slots=True)
class Gap:
    """Cells that stay as they were: where, under which label, and why."""

    where: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedCheck:
    """Something that the form itself says of its numbers, held against what was counted; a sentence for people."""

    where: str
    sentence: str
    agrees: bool


@dataclass(slots=True)
class Outcome:
    """The result of filling a form; `filled` counts the cells that got a value, `added` the rows that were put in."""

    filled: int = 0
    added: int = 0
    gaps: list[Gap] = field(default_factory=list)
    checks: list[PrintedCheck] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[PrintedCheck]:
        """List the checks that do not agree."""
        return [check for check in self.checks if not check.agrees]

    @property
    def sentence(self) -> str:
        """Say in one sentence what came of it."""
        empty = sum(1 for _ in self.gaps)
        parts = [f"Đã điền {vietnamese.number(self.filled)} ô"]
        if empty:
            parts.append(f"{vietnamese.number(empty)} chỗ để nguyên (có lý do)")
        if self.checks:
            agreeing = len(self.checks) - len(self.failures)
            parts.append(f"{vietnamese.number(agreeing)}/{vietnamese.number(len(self.checks))} phép cộng in sẵn khớp")
        return "; ".join(parts) + "."
