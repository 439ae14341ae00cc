"""What a talk with the customer leaves open, as record and memo list it (P3.5), and who writes both."""

from dataclasses import dataclass
from typing import Annotated

from sales.blank import Blank, Format
from sales.people import Role
from sales.words import Words

# Manager and technical group go together; while the manager travels, the coordinator writes (P2.3, P3.5).
WRITERS = (Role.MANAGER, Role.TECHNICAL, Role.COORDINATOR)
OPTIONAL = Blank(WRITERS)
NEEDED = Blank(WRITERS, is_required=True)
DAY = Blank(WRITERS, Format.DATE, is_required=True)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What is still to be settled, by whom, until when."""

    matter: Annotated[str, Words("待解决事项", "Still open"), OPTIONAL]
    owner: Annotated[str, Words("责任人", "Owner"), OPTIONAL]
    due: Annotated[str, Words("完成日期", "Due"), Blank(WRITERS, Format.DATE)]
