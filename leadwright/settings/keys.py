"""Every key of ``leadwright.toml`` with its type and default; ``docs/settings.md`` says what each is for."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from leadwright.settings.section import Section
from leadwright.settings.servers import Mailbox, Smtp
from leadwright.settings.spans import allowed
from leadwright.settings.values import HOUR, DatabaseUrl, Email, Id, Share, Shifts, Size, Zone, shifts, zone
from sales.clocks import PROCEDURE, Allowance, Clock
from sales.people import Role
from sales.pricing import CENT, PriceRules
from sales.words import Language

FOLDER_POLL_SECONDS = 10.0
RULES = PriceRules()


class Company(Section):
    """``[company]``: what is printed at the head and the foot of every form."""

    name: str = ""
    name_en: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    logo: str = ""
    retention_note: str = ""


class Database(Section):
    """``[database]``: where the register is."""

    url: DatabaseUrl = "sqlite:///register.db"


class Archive(Section):
    """``[archive]``: where originals and documents are kept."""

    url: str = Field(default="archive", min_length=1)
    period: Literal["month", "quarter", "year"] = "month"


class Folder(Section):
    """``[[folder]]``: a folder into which scans and files are dropped."""

    path: str = Field(min_length=1)
    channel: Literal["fax", "phone", "mail", "forms", "web", "dealer", "search"]
    settle_seconds: float = Field(default=2, ge=0, le=HOUR)
    poll_seconds: float = Field(default=FOLDER_POLL_SECONDS, ge=1, le=HOUR)


class Person(Section):
    """``[[person]]``: somebody of the company."""

    id: Id
    name: str = Field(min_length=1)
    email: Email
    roles: tuple[Role, ...] = Field(min_length=1)
    regions: tuple[str, ...] = ()
    language: Language | None = None


class Region(Section):
    """``[[region]]``: a sales region."""

    name: str = Field(min_length=1)
    provinces: tuple[str, ...] = ()


class Reading(Section):
    """``[reading]``: the limits of the processes that read what strangers sent (I8)."""

    memory: Size = Size(512 * 1024 * 1024)
    seconds: float = Field(default=60, gt=0, le=HOUR)
    output: Size = Size(32 * 1024 * 1024)
    scan_memory: Size = Size(3 * 1024 * 1024 * 1024)
    scan_seconds: float = Field(default=60, gt=0, le=HOUR)
    ocr_threads: int = Field(default=2, ge=1)


class Classify(Section):
    """``[classify]``: what the company makes, and what its other divisions do (P1.3); each with telling
    words.
    """

    product_lines: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    divisions: dict[str, tuple[str, ...]] | None = None


class Clocks(Section):
    """``[clock]``: how long each task of the procedure has (P2.1, P2.3, P2.4, P3.2, P6)."""

    first_contact: Annotated[Allowance, allowed(Clock.FIRST_CONTACT)] = PROCEDURE[Clock.FIRST_CONTACT]
    request: Annotated[Allowance, allowed(Clock.REQUEST)] = PROCEDURE[Clock.REQUEST]
    decision: Annotated[Allowance, allowed(Clock.DECISION)] = PROCEDURE[Clock.DECISION]
    answer: Annotated[Allowance, allowed(Clock.ANSWER)] = PROCEDURE[Clock.ANSWER]
    proposal: Annotated[Allowance, allowed(Clock.PROPOSAL)] = PROCEDURE[Clock.PROPOSAL]
    review: Annotated[Allowance, allowed(Clock.REVIEW)] = PROCEDURE[Clock.REVIEW]
    review_on_site: Annotated[Allowance, allowed(Clock.REVIEW_ON_SITE)] = PROCEDURE[Clock.REVIEW_ON_SITE]


class Absence(Section):
    """``[[absence]]``: somebody is away, and somebody else decides for them (P2.3)."""

    person: Id
    deputy: Id
    from_: date = Field(alias="from")
    to: date


class Pricing(Section):
    """``[pricing]``: from the cost price to the quote (P3.6); shares are of one."""

    margin: Share = RULES.margin
    margins: dict[str, Share] = Field(default_factory=dict)
    floor_margin: Share = RULES.floor_margin
    dealer_discount: Share = Field(default=RULES.dealer_discount, lt=1)
    tax_rate: Share = Field(default=RULES.tax_rate, lt=1)
    rounding: Decimal = Field(default=RULES.rounding, ge=CENT, le=100_000, decimal_places=2)
    currency: str = Field(default=RULES.currency, pattern=r"^[A-Z]{3}$")
    validity_days: int = Field(default=RULES.validity_days, ge=1, le=365)
    delivery: str = ""
    place: str = ""
    payment: str = ""
    warranty: str = ""
    bank: str = ""
    notes: str = ""


class Reference(Section):
    """``[[reference]]``: a proposal for a standard product, ready to be sent (P3.1)."""

    name: str = Field(min_length=1)
    product_line: str = Field(min_length=1)
    file: str = Field(min_length=1)
    price: Decimal = Field(gt=0, lt=10**12, decimal_places=2)


class Calendar(Section):
    """``[calendar]``: when the company works."""

    country: str = Field(default="CN", pattern=r"^[A-Z]{2}$")
    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()
    hours: Shifts = shifts(["08:30-12:00", "13:00-17:30"])


class Keys(BaseSettings):
    """The whole file; ``LEADWRIGHT_DATABASE__URL`` in the environment goes before ``[database] url``."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        validate_default=False,
        env_prefix="LEADWRIGHT_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
    )

    language: Language = Language.ZH
    timezone: Zone = zone("Asia/Shanghai")
    company: Company = Company()
    database: Database = Database()
    archive: Archive = Archive()
    mailbox: tuple[Mailbox, ...] = ()
    smtp: Smtp | None = None
    folder: tuple[Folder, ...] = ()
    person: tuple[Person, ...] = ()
    region: tuple[Region, ...] = ()
    reading: Reading = Reading()
    classify: Classify = Classify()
    clock: Clocks = Clocks()
    absence: tuple[Absence, ...] = ()
    pricing: Pricing = Pricing()
    reference: tuple[Reference, ...] = ()
    calendar: Calendar = Calendar()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the environment first, so that a container can be told what the file does not say."""
        return env_settings, init_settings
