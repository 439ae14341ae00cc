"""A decision that is asked for: on which papers, of whom, and what became of it (I11, I12)."""

from dataclasses import dataclass
from datetime import datetime

from sales.judgement import Verdict
from sales.lead import Stage
from sales.paper import DocumentKind, Version


@dataclass(frozen=True, slots=True)
class Paper:
    """One exact file that a decision binds to."""

    kind: DocumentKind
    version: int
    sha256: str

    @classmethod
    def of(cls, version: Version) -> "Paper":
        """Return what a decision about this version binds to."""
        return cls(version.kind, version.version, version.sha256)


@dataclass(frozen=True, slots=True)
class Approval:
    """A question to one person about exact papers; decided once, or made void by any change of them."""

    lead: str
    stage: Stage
    person: str  # id of who is asked
    papers: tuple[Paper, ...]
    code_hash: str  # SHA-256 of the one-time code in the mail that asks
    asked_at: datetime
    decided_at: datetime | None = None
    verdict: Verdict | None = None
    by: str = ""  # id of who decided: the person, or who stood in
    way: str = ""  # "mail", "scan", "command"
    remark: str = ""
    void_at: datetime | None = None  # the papers have changed, or somebody else has decided
    id: int = 0  # in the register

    @property
    def is_open(self) -> bool:
        """Whether it can still be decided."""
        return self.decided_at is None and self.void_at is None
