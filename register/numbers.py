"""Lead numbers: without gaps and without doubles, however many write at once."""

from functools import cache

from sqlalchemy import Connection, Executable, bindparam

from register.once import inserting
from register.tables import lead_numbers
from sales.lead import lead_number


def next_number(c: Connection, year: int) -> str:
    """Return the next number of ``year``; it is taken when the caller's transaction commits, else free again.

    The year's row stays locked until then: a second writer waits for the outcome and skips no number.
    """
    serial: int = c.execute(_count_up(c.dialect.name), {"of_year": year}).scalar_one()
    return lead_number(year, serial)


@cache
def _count_up(dialect: str) -> Executable:
    first = inserting(dialect, lead_numbers).values(year=bindparam("of_year"), last=1)
    counted: Executable = first.on_conflict_do_update(
        index_elements=[lead_numbers.c.year], set_={"last": lead_numbers.c.last + 1}
    ).returning(lead_numbers.c.last)
    return counted
