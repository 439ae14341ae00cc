"""The sample faxes: three sheets of invented customers, spoiled as fax machines do, and one cut short."""

from pathlib import Path

from tests.fixtures.scans.draw import Fax, write

HEFEI = (
    "传真件",
    "致：锐衡智能装备有限公司　销售部",
    "发件单位：合肥皖淝换热设备有限公司",
    "联系人：胡志远　　电话：0551-63782950",
    "传真：0551-63782951",
    "日期：2026年11月23日　　共1页",
    "",
    "主题：换热器管板自动焊设备询价",
    "",
    "贵公司：",
    "　　我公司拟采购管板自动焊机3台，用于换热器生产，",
    "主要参数如下：",
    "工件材料：316L不锈钢",
    "换热管规格：外径19至38毫米",
    "壁厚：2至3毫米",
    "焊接方法：脉冲氩弧焊",
    "地址：安徽省合肥市肥西县桃花工业园玉兰大道17号",
    "要求交货期：2027年2月底前",
    "预算：约人民币42万元",
    "",
    "　　请于一周内提供技术方案及报价。",
)
LIUZHOU = (
    "询　价　函",
    "致：锐衡智能装备有限公司",
    "发件单位：柳州桂工机械有限公司",
    "联系人：覃家明　　电话：0772-3619275",
    "日期：2026年11月23日　　共1页",
    "",
    "　　我公司拟购置装载机动臂焊接机器人工作站2套，",
    "要求双丝焊接，带变位机和焊缝跟踪。",
    "材质：Q355B",
    "板厚：12至40毫米",
    "工件重量：不超过2500公斤",
    "地址：广西柳州市柳南区航岭路9号",
    "交货期：合同签订后5个月",
    "",
    "　　请提供方案和报价。",
)
DALIAN = (
    "Dalian Haoyu Shipyard Equipment Co., Ltd.",
    "66 Bohai Road, Ganjingzi District, Dalian, Liaoning",
    "",
    "Fax to: Ruiheng Intelligent Equipment Co., Ltd.",
    "Date: 23 November 2026    Pages: 1",
    "Contact: Mr. Sun Lei    Phone: +86 411 8762 4130",
    "",
    "Subject: Enquiry for panel line welding machines",
    "",
    "Dear Sirs,",
    "We plan to purchase two fillet welding machines for ship",
    "panels. Our main parameters are:",
    "Material: AH36 steel plate",
    "Plate thickness: 8 to 25 mm",
    "Panel size: 12000 x 3000 mm",
    "Process: submerged arc and gas-shielded welding",
    "Delivery: before the end of May 2027",
    "Budget: about CNY 650,000",
    "",
    "Please send us your proposal and price.",
    "Yours faithfully,",
    "Sun Lei, Purchasing",
)

FAXES = (
    Fax("FAX-055163782951-20261123-0912.tif", (HEFEI,)),
    Fax("FAX-07723619276-20261123-0955.tif", (LIUZHOU,), lines_per_inch=98, turn=180),
    Fax("FAX-041187624131-20261123-1040.tif", (DALIAN,), turn=90),
)
CUT_SHORT = "FAX-unknown-20261123-1102.tif"
LEFT_OF_IT = 900  # bytes: the line broke before the machine had written where the page is


def draw(folder: Path) -> None:
    """Write all faxes into ``folder``; of the one that was cut short, what there is."""
    for fax in FAXES:
        write(fax, folder)
    whole = (folder / FAXES[0].name).read_bytes()
    (folder / CUT_SHORT).write_bytes(whole[:LEFT_OF_IT])
