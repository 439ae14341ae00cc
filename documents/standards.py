"""What a proposal says unless the technical group says otherwise: standard clauses, and the usual equipment,
components and utilities of each product line (P3.1).
"""

from collections.abc import Mapping

from sales.words import Language, Words

CLAUSES: Mapping[str, Words] = {
    "training": Words(
        "设备安装调试期间，我方技术人员在用户现场对操作、维修人员进行免费培训，内容包括设备操作、"
        "焊接工艺调整、日常保养和常见故障排除，使其能够独立操作和维护设备。",
        "During commissioning our engineers train the customer's operators and maintenance staff on site, "
        "free of charge, in operation, adjustment of the welding process, routine maintenance and "
        "troubleshooting, until they can run and maintain the equipment by themselves.",
    ),
    "acceptance": Words(
        "预验收在我方工厂进行，双方按技术协议检验设备外观、配置、精度和空载运行，并试焊用户提供的工件；"
        "终验收在用户现场进行，设备安装调试完毕、连续正常运行后，由双方签署验收报告。",
        "Preliminary acceptance takes place at our works: appearance, configuration, accuracy and dry run "
        "are checked against the technical agreement, and workpieces supplied by the customer are welded. "
        "Final acceptance takes place at the customer's site after commissioning and continuous normal "
        "operation; both parties sign the report.",
    ),
    "service": Words(
        "质量保证期为终验收合格之日起12个月。质保期内因设计、制造原因造成的故障，我方免费修理或更换；"
        "接到用户通知后24小时内答复，需要到现场的，48小时内派人出发。质保期满后终身提供有偿服务和备件。",
        "The warranty period is 12 months from final acceptance. Faults in design or manufacture are "
        "repaired or made good by replacement, free of charge, within it. We answer within 24 hours of being "
        "notified and, where a visit is needed, set out within 48 hours. After the warranty period we "
        "provide service and spare parts against payment for the life of the equipment.",
    ),
}

EQUIPMENT: Mapping[str, tuple[Words, ...]] = {
    "single-machine": (
        Words("焊接主机", "Welding machine"),
        Words("焊接电源及送丝系统", "Power source and wire feeder"),
        Words("焊枪及调节机构", "Torch and its adjustment"),
        Words("工件支承及夹紧装置", "Workpiece support and clamping"),
        Words("电气控制系统", "Electrical control"),
    ),
    "welding-line": (
        Words("上料装置", "Loading unit"),
        Words("输送装置", "Conveyor"),
        Words("组对（拼装）机", "Assembly and tacking machine"),
        Words("焊接主机", "Welding machine"),
        Words("翻转／变位装置", "Turning unit"),
        Words("矫正装置", "Straightening unit"),
        Words("卸料装置", "Unloading unit"),
        Words("整线电气控制系统", "Line control system"),
        Words("焊接除尘系统", "Fume extraction"),
    ),
    "welding-robot": (
        Words("弧焊机器人", "Arc welding robot"),
        Words("机器人控制柜及示教器", "Robot controller and teach pendant"),
        Words("焊接电源及送丝系统", "Power source and wire feeder"),
        Words("焊枪及防碰撞传感器", "Torch with collision sensor"),
        Words("变位机", "Positioner"),
        Words("机器人底座／行走机构", "Robot base or track"),
        Words("工装夹具", "Fixtures"),
        Words("清枪剪丝站", "Torch cleaning station"),
        Words("安全防护系统", "Safety fence and guards"),
    ),
}

COMPONENTS: Mapping[str, tuple[Words, ...]] = {
    "single-machine": (
        Words("焊接电源", "Power source"),
        Words("可编程控制器（PLC）", "PLC"),
        Words("触摸屏", "Touch panel"),
        Words("伺服／变频驱动", "Servo or inverter drives"),
        Words("减速机", "Gear units"),
        Words("气动元件", "Pneumatics"),
    ),
    "welding-line": (
        Words("焊接电源", "Power source"),
        Words("可编程控制器（PLC）及现场总线", "PLC and field bus"),
        Words("人机界面", "Operator panel"),
        Words("伺服电机及驱动器", "Servo motors and drives"),
        Words("减速机", "Gear units"),
        Words("液压系统", "Hydraulics"),
        Words("气动元件", "Pneumatics"),
        Words("低压电器", "Switchgear"),
    ),
    "welding-robot": (
        Words("机器人本体", "Robot"),
        Words("焊接电源", "Power source"),
        Words("焊枪", "Torch"),
        Words("变位机伺服电机", "Positioner servo motors"),
        Words("减速机及回转支承", "Gear units and slewing bearings"),
        Words("可编程控制器（PLC）", "PLC"),
        Words("激光／电弧跟踪传感器", "Laser or arc sensor"),
        Words("安全光栅及门锁", "Light curtains and door locks"),
    ),
}

UTILITIES = (
    Words("电源", "Power supply"),
    Words("压缩空气", "Compressed air"),
    Words("保护气体", "Shielding gas"),
    Words("冷却水", "Cooling water"),
    Words("地基及占地", "Foundation and floor space"),
    Words("环境条件", "Ambient conditions"),
)

ONE, UNIT = Words("1", "1"), Words("套", "set")


def clauses(language: Language) -> dict[str, str]:
    """Return the standard clauses, by field of the proposal."""
    return {name: words.in_(language) for name, words in CLAUSES.items()}


def rows(line: str, language: Language) -> dict[str, str]:
    """Return what stands in the proposal's tables, by place; a product line of the settings has no equipment
    of its own.
    """
    return {
        **_column("equipment", "name", EQUIPMENT.get(line, ()), language),
        **_column("equipment", "count", (ONE,) * len(EQUIPMENT.get(line, ())), language),
        **_column("equipment", "unit", (UNIT,) * len(EQUIPMENT.get(line, ())), language),
        **_column("components", "component", COMPONENTS.get(line, ()), language),
        **_column("utilities", "utility", UTILITIES, language),
    }


def _column(items: str, name: str, column: tuple[Words, ...], language: Language) -> dict[str, str]:
    return {f"{items}.{row}.{name}": words.in_(language) for row, words in enumerate(column)}
