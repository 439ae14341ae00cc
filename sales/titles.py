"""What the roles of the procedure are called, in the order in which the procedure names them."""

from collections.abc import Mapping
from types import MappingProxyType

from sales.people import Role
from sales.words import Words

ROLES: Mapping[Role, Words] = MappingProxyType(
    {
        Role.COORDINATOR: Words("业务主管", "sales coordinator"),
        Role.MANAGER: Words("业务经理", "regional manager"),
        Role.DIRECTOR: Words("销售部长", "sales director"),
        Role.SALES_GM: Words("销售总经理", "sales general manager"),
        Role.TECHNICAL: Words("技术项目组", "technical project group"),
        Role.OFFICE: Words("销售内勤", "sales office clerk"),
        Role.FINANCE: Words("财务", "finance"),
        Role.PLANNING: Words("计划部", "planning"),
        Role.ENGINEERING: Words("技术部", "engineering"),
        Role.VICE_PRESIDENT: Words("主管副总", "vice-president"),
        Role.GENERAL_MANAGER: Words("总经理", "general manager"),
        Role.DIVISION: Words("事业部负责人", "head of a division"),
        Role.MARKETING: Words("销售策划", "marketing"),
    }
)
