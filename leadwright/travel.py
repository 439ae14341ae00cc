"""How the domain's types travel between processes: as JSON, and back as the same frozen types."""

from pydantic import TypeAdapter

from sales.judgement import Judgement
from sales.letter import Letter, PendingPage
from sales.people import Company, Territory
from sales.returned import Returned
from sales.slip import Slip

LETTER: TypeAdapter[Letter] = TypeAdapter(Letter)
JUDGEMENT: TypeAdapter[Judgement] = TypeAdapter(Judgement)
COMPANY: TypeAdapter[Company] = TypeAdapter(Company)
TERRITORY: TypeAdapter[Territory] = TypeAdapter(Territory)
FORMS: TypeAdapter[tuple[Returned, ...]] = TypeAdapter(tuple[Returned, ...])
PENDING_PAGES: TypeAdapter[tuple[PendingPage, ...]] = TypeAdapter(tuple[PendingPage, ...])
SLIPS: TypeAdapter[tuple[Slip, ...]] = TypeAdapter(tuple[Slip, ...])
