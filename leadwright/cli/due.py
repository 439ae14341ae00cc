"""When a clock of the procedure runs out, for any start."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from leadwright.calendar import company_calendar, working_time
from leadwright.cli.language import SPOKEN, both
from leadwright.cli.output import say, show
from leadwright.cli.session import Home, settings_or_defaults
from leadwright.settings import Settings
from sales.clocks import Span, Unit, after
from sales.words import Failure, Words

app = typer.Typer()

LONGEST = 10_000  # of any unit; no clock of an office runs longer, and counting ends


@app.command(help=both("计算办理期限", "when a clock started at START runs out"))
def due(
    start: Annotated[
        str,
        typer.Argument(help=both("开始时间，如 2026-11-24T10:00", "e.g. 2026-11-24T10:00"), metavar="START"),
    ],
    working_days: Annotated[
        int | None, typer.Option(help=both("工作日数", "so many working days"), metavar="N")
    ] = None,
    working_hours: Annotated[
        float | None, typer.Option(help=both("工作小时数", "so many working hours"), metavar="N")
    ] = None,
    calendar_days: Annotated[
        int | None, typer.Option(help=both("日历日数", "so many calendar days"), metavar="N")
    ] = None,
    home: Home = None,
) -> None:
    """Print one ISO time; a year that the calendar lacks is said on standard error (I15)."""
    span = _span(
        {
            Unit.WORKING_DAYS: working_days,
            Unit.WORKING_HOURS: working_hours,
            Unit.CALENDAR_DAYS: calendar_days,
        }
    )
    settings = settings_or_defaults(home)
    begins = _moment(start, settings.zone)
    ends = _after(span, begins, settings)
    if span.unit is not Unit.CALENDAR_DAYS and (gap := company_calendar(settings).gap_between(begins, ends)):
        say(gap)
    show(ends.isoformat())


def _span(said: dict[Unit, float | None]) -> Span:
    """Return the one span that was asked for."""
    given = [Span(count, unit) for unit, count in said.items() if count is not None]
    if len(given) != 1:
        raise _wrong(
            Words(
                "请在 --working-days、--working-hours、--calendar-days 中写一个，且只写一个",
                "Give exactly one of --working-days, --working-hours and --calendar-days",
            )
        )
    if not 0 <= given[0].count <= LONGEST:  # "nan" is no number either
        raise _wrong(
            Words(
                f"--{given[0].unit} 要写 0 到 {LONGEST} 之间的数",
                f"--{given[0].unit} has to be 0 to {LONGEST}",
            )
        )
    return given[0]


def _moment(written: str, zone: ZoneInfo) -> datetime:
    """Return the time that START means: the company's own where it names no zone."""
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone)
    except (ValueError, OverflowError):
        raise _wrong(
            Words(
                f"“{written}”不是时间，请写成 2026-11-24T10:00 或 2026-11-24T10:00+08:00",
                f'"{written}" is no time; write it as 2026-11-24T10:00 or 2026-11-24T10:00+08:00',
            )
        ) from None


def _after(span: Span, start: datetime, settings: Settings) -> datetime:
    try:
        return after(span, start, working_time(settings))
    except OverflowError:
        raise Failure(
            Words(
                "期限超出了日历的范围（9999 年）。", "That is beyond the end of the calendar, the year 9999."
            )
        ) from None


def _wrong(words: Words) -> typer.BadParameter:
    return typer.BadParameter(words.in_(SPOKEN.get()))
