"""Who takes part, and which provinces belong to whom."""

from dataclasses import dataclass
from enum import StrEnum

from sales.words import Language


class Role(StrEnum):
    """The roles of the procedure."""

    COORDINATOR = "coordinator"  # 业务主管
    MANAGER = "manager"  # 业务经理（区域／片区经理）
    DIRECTOR = "director"  # 销售部长
    SALES_GM = "sales-gm"  # 销售总经理
    TECHNICAL = "technical"  # 技术中心 技术项目组
    OFFICE = "office"  # 销售内勤
    FINANCE = "finance"  # 财务
    PLANNING = "planning"  # 计划部
    ENGINEERING = "engineering"  # 技术部
    VICE_PRESIDENT = "vice-president"  # 主管副总
    GENERAL_MANAGER = "general-manager"  # 总经理
    DIVISION = "division"  # 其他事业部负责人
    MARKETING = "marketing"  # 销售策划


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the company."""

    id: str
    name: str
    email: str
    roles: frozenset[Role]
    regions: tuple[str, ...] = ()  # names of the regions a manager looks after
    language: Language | None = None  # None: the company's


@dataclass(frozen=True, slots=True)
class Region:
    """A sales region and its provinces, in short Chinese names (上海, 内蒙古)."""

    name: str
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """The regions and the people who look after them."""

    regions: tuple[Region, ...]
    people: tuple[Person, ...]

    def region_of(self, province: str) -> str:
        """Return the region that ``province`` (上海 or 上海市) belongs to, "" where none has it."""
        for region in self.regions:
            if any(province.startswith(name) for name in region.provinces):
                return region.name
        return ""

    def with_role(self, role: Role) -> tuple[Person, ...]:
        """Return everybody who has ``role``, in the order of the settings."""
        return tuple(person for person in self.people if role in person.roles)

    def manager_of(self, region: str) -> Person | None:
        """Return the manager who looks after ``region``, or None."""
        return next((p for p in self.with_role(Role.MANAGER) if region in p.regions), None)

    def person(self, id_: str) -> Person | None:
        """Return the person with this id, or None."""
        return next((p for p in self.people if p.id == id_), None)

    def by_email(self, email: str) -> Person | None:
        """Return the person with this mail address, whatever its case, or None."""
        return next((p for p in self.people if p.email.casefold() == email.casefold()), None)


@dataclass(frozen=True, slots=True)
class Company:
    """Whose paper the forms are printed on."""

    name: str
    name_en: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    logo: str = ""  # path of a picture, relative to the home; "" prints the place for it
    retention_note: str = ""  # printed in every footer
