"""The unit that a headline names: 91 headlines as offices, firms, schools and charities word them."""

import pytest

from reports.importer.units import detect_unit

TITLES = [
    ("云山市临江区人民政府办公室2024年上半年政务公开工作总结", "云山市临江区人民政府办公室"),
    ("关于南桥镇2023年度乡村振兴工作的总结", "南桥镇"),
    ("南桥镇2023年乡村振兴工作总结", "南桥镇"),
    ("2023年南桥镇乡村振兴工作总结", "南桥镇"),
    ("城东街道办事处2024年第一季度安全生产工作总结", "城东街道办事处"),
    ("城东街道2024年第一季度安全生产工作总结", "城东街道"),
    ("区教育局2022年教育工作总结", "区教育局"),
    ("县卫健委2021年工作总结", "县卫健委"),
    ("县住房和城乡建设局关于2023年工作情况的报告", "县住房和城乡建设局"),
    ("华晨机械有限公司设备部2024年3月工作总结", "华晨机械有限公司设备部"),
    ("华晨机械有限公司2024年工作总结和2025年工作计划", "华晨机械有限公司"),
    ("人力资源部2023年年终总结", "人力资源部"),
    ("财务科年终工作总结", "财务科"),
    ("阳光社区居委会2023年工作总结", "阳光社区居委会"),
    ("阳光社区2023年度工作总结", "阳光社区"),
    ("大柳树村村民委员会2022年工作报告", "大柳树村村民委员会"),
    ("大柳树村2022年扶贫工作总结", "大柳树村"),
    ("第三小学2023—2024学年度第一学期德育工作总结", "第三小学"),
    ("市第一人民医院护理部2023年工作总结", "市第一人民医院护理部"),
    ("蓝天救援队2023年度志愿服务总结", "蓝天救援队"),
    ("绿洲小区业主委员会2023年工作总结", "绿洲小区业主委员会"),
    ("智慧园区项目组第12周周报", "智慧园区项目组"),
    ("研发中心平台组2024年第二季度工作总结", "研发中心平台组"),
    ("中共清源县委宣传部2023年工作总结", "中共清源县委宣传部"),
    ("清源县委组织部2023年工作总结", "清源县委组织部"),
    ("共青团清源县委员会2023年工作总结", "共青团清源县委员会"),
    ("县总工会2023年工作总结", "县总工会"),
    ("高速公路三标段项目经理部2023年度总结", "高速公路三标段项目经理部"),
    ("清源县消防救援大队上半年工作总结", "清源县消防救援大队"),
    ("滨海新区税务局第二税务所2024年上半年工作总结", "滨海新区税务局第二税务所"),
    ("2024年度计算机学院工会工作总结", "计算机学院工会"),
    ("计算机学院2024年招生工作总结", "计算机学院"),
    ("图书馆2023年工作总结", "图书馆"),
    ("学生会2023年度工作总结", "学生会"),
    ("校团委2023年工作总结", "校团委"),
    ("防汛抗旱指挥部办公室2024年防汛工作总结", "防汛抗旱指挥部办公室"),
    ("清源县人民法院2023年工作总结", "清源县人民法院"),
    ("清源县人民检察院工作报告", "清源县人民检察院"),
    ("鼎盛物业服务有限公司秩序维护部2023年工作总结", "鼎盛物业服务有限公司秩序维护部"),
    ("农商银行城关支行2023年工作总结", "农商银行城关支行"),
    ("供电所2023年营销工作总结", "供电所"),
    ("社区党支部2023年党建工作总结", "社区党支部"),
    ("销售部2023年工作总结", "销售部"),
    ("个人年度工作总结", None),
    ("2023年度个人工作总结", None),
    ("教师述职报告", None),
    ("关于开展环境整治工作的总结", None),
    ("季度工作总结", None),
    ("2023年安全生产工作总结", None),
    ("乡村振兴工作总结", None),
    ("城市管理工作总结", None),
    ("社区工作总结", None),
    ("学校安全工作总结", None),
    ("医院年终工作总结", None),
    ("党支部工作总结", None),
    ("公司年度工作总结", None),
    ("疫情防控工作总结", None),
    ("垃圾分类试点项目总结", None),
    ("老旧小区改造项目阶段总结", None),
    ("全县春耕生产工作总结", None),
    ("我局2023年工作总结", None),
    ("香港青年協會2023年度工作報告", "香港青年協會"),
    ("新北市立圖書館113年度工作成果報告", "新北市立圖書館"),
    ("台南市安平區公所上半年工作報告", "台南市安平區公所"),
    ("仁愛社區發展協會110年度工作總結", "仁愛社區發展協會"),
    ("Finance Department Annual Work Summary 2023", "Finance Department"),
    ("Annual Report of the Riverside Library 2022", "Riverside Library"),
    ("Quarterly report: Customer Support Team, Q2 2024", "Customer Support Team"),
    ("Oakfield Primary School: Summary of the Spring Term 2023", "Oakfield Primary School"),
    ("Work Summary of Nanqiao Town in the First Half of 2021", "Nanqiao Town"),
    ("Summary of the Work of the Municipal Health Bureau in 2020", "Municipal Health Bureau"),
    ("Health Bureau's 2020 Work Summary", "Health Bureau"),
    ("2019 Annual Work Summary of Lihua Chemical Co., Ltd.", "Lihua Chemical Co., Ltd."),
    ("Northgate Community Association – Annual Report 2022/23", "Northgate Community Association"),
    ("What we did in 2023", None),
    ("Annual Work Summary", None),
    ("Personal Work Summary 2022", None),
    ("Summary of work in the first half of the year", None),
    ("Street office work summary", None),
    ("Quarterly work summary", None),
    ("Community work summary 3", None),
    ("IT Team Weekly Report, Week 14", "IT Team"),
    ("Housing and Regeneration Directorate: Performance Report, Q3 2023/24", "Housing and Regeneration Directorate"),
    ("UNDP Country Office Annual Summary 2021", "UNDP Country Office"),
    ("School of Nursing annual review 2022", "School of Nursing"),
    ("Annual review of the Faculty of Engineering, 2022", "Faculty of Engineering"),
    ("St Mary's Hospital Pharmacy Department monthly report, May 2023", "St Mary's Hospital Pharmacy Department"),
    ("Millbrook Parish Council Half-Yearly Report", "Millbrook Parish Council"),
    ("Volunteer programme: year-end summary", None),
    ("Project Phoenix close-out report", None),
    ("白水县人大常委会2023年工作总结", "白水县人大常委会"),
    ("市三中2023年工作总结", "市三中"),
    ("白水工务段第三季度安全工作总结", "白水工务段"),
    ("2025年第三季度柳桥镇工作总结", "柳桥镇"),
    ("第一季度度假区管委会工作总结", "度假区管委会"),
    ("竹坑里辦公處第三季工作報告", "竹坑里辦公處"),
    ("市立大安國民中學校慶活動總結", "市立大安國民中學"),
    ("Friends of Penrose Park: annual report", "Friends of Penrose Park"),
    ("Greenfield Primary PTA Annual Report", "Greenfield Primary PTA"),
    ("Reading Week in the Lower School", None),
    ("【暖心篇】把大家的事当自己的事办", None),
    ("Progress Report on the Flood Defence Project", None),
]


@pytest.mark.parametrize(("title", "unit"), TITLES)
def test_unit_of_a_headline(title, unit):
    found = detect_unit(title, [], [])
    assert (found[0] if found else None) == unit


@pytest.mark.parametrize(
    ("named", "letterhead", "unit"),
    [
        (["报送单位：河东区水务局"], [], "河东区水务局"),
        (["Prepared by: Parks Department"], [], "Parks Department"),
        (["云溪镇人民政府"], [], "云溪镇人民政府"),
        (["Published by Harrow Vale District Council on 14 February"], [], "Harrow Vale District Council"),
        (["晴朗青年空间"], [], "晴朗青年空间"),
        ([], ["Esk Valley Mills"], "Esk Valley Mills"),
        ([], ["第12期"], None),
        (["Ann Porter, Head of Operations, Kestrel Couriers"], [], "Kestrel Couriers"),
        (["Prepared by: Ann Porter, Kestrel Couriers"], [], "Kestrel Couriers"),
        (["Ann Porter, Clerk to Easton Parish Council"], [], "Easton Parish Council"),
        (["Tom Hill, Chair, Easton Bowls Club"], [], "Easton Bowls Club"),
        (["文/学生资助中心 李敏"], [], "学生资助中心"),
        (["文/李敏", "图/区融媒体中心"], [], None),
        (["撰文｜云溪镇人民政府"], [], "云溪镇人民政府"),
        (["清源寺管理委員會（印）"], [], "清源寺管理委員會"),
        (["水文測量船白鷺號　船長　陳海生"], [], "水文測量船白鷺號"),
        (["MV Grey Heron"], [], "MV Grey Heron"),
        (["Ward 3A, Elm Hospital"], [], "Ward 3A, Elm Hospital"),
        (["Signed for the Dockers' Union, East Branch"], [], "Dockers' Union, East Branch"),
        (["For and on behalf of Easton Rowing Club"], [], "Easton Rowing Club"),
        (["受文者：教育部國民教育署"], [], None),
        (["For the Director of Nursing, Elm Health Board"], [], None),
        (["Gareth Price  Director of Environmental Services"], [], None),
    ],
)
def test_unit_of_a_document_without_one_in_its_title(named, letterhead, unit):
    found = detect_unit("工作总结", named, [], (), letterhead)
    assert (found[0] if found else None) == unit


def test_unit_named_by_its_kind_alone_gives_way_to_the_body_that_signs():
    title = "Annual Summary of the Learning Resource Centre"
    assert detect_unit(title, ["Easton Community College"], []) == ("Easton Community College", "title")
    assert detect_unit(title, [], []) == ("Learning Resource Centre", "title")


@pytest.mark.parametrize(
    ("signature", "unit"),
    [("白水云上印染", "白水云上印染"), ("李晓明", None), ("感谢大家的支持", None)],
)
def test_signature_longer_than_a_persons_name_is_a_body(signature, unit):
    found = detect_unit("工作总结", [signature], [], signature=signature)
    assert (found[0] if found else None) == unit


@pytest.mark.parametrize(
    ("title", "opening", "unit"),
    [
        ("晴岚县竹溪镇供水站工作情况", "", "晴岚县竹溪镇供水站"),
        ("晴岚县2024年工作总结", "", "晴岚县"),
        ("2024年工作总结", "2024年，晴岚县围绕三项任务抓落实。", "晴岚县"),
        ("2024年工作总结", "一年来，在晴岚县委、县政府的正确领导下，各项工作有了进展。", None),
        ("Work Summary 2024", "Under the guidance of Lockwater Trust, the wardens mended two weirs.", None),
    ],
)
def test_known_unit_is_not_taken_for_what_belongs_to_it_or_is_led_by_it(title, opening, unit):
    found = detect_unit(title, [], [opening], ["晴岚县", "Lockwater Trust"])
    assert (found[0] if found else None) == unit


def test_known_unit_goes_before_everything():
    found = detect_unit("晴岚工坊2023年工作总结", ["云溪镇人民政府"], [], ["晴岚工坊"])
    assert found == ("晴岚工坊", "title (known unit)")
