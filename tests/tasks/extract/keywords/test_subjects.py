from tasks.document import Measure, Person, Role, Span
from tasks.extract.keywords.subjects import HEADLINED, MAIN, find_subjects


def _person(name: str, role: Role = Role.PRINCIPAL, times: int = 3) -> Person:
    spans: tuple[Span, ...] = tuple((at, at + len(name)) for at in range(0, 10 * times, 10))
    return Person(name=name, titles=(), role=role, scope=None, spans=spans)


def test_whom_the_headline_names_is_a_subject() -> None:
    people = (_person("丁若衡", Role.SPEAKER, times=1), _person("穆清川", Role.ATTENDEE))
    assert find_subjects(people, (), "丁若衡夺冠") == {"丁若衡": HEADLINED}


def test_a_main_person_who_is_named_often_is_a_subject() -> None:
    people = (_person("丁若衡"), _person("穆清川", times=2), _person("贺知夏", Role.SPEAKER))
    assert find_subjects(people, (), "山里的灯") == {"丁若衡": MAIN}


def test_who_gives_orders_is_a_subject_only_when_the_headline_says_so() -> None:
    order = Measure(speaker="丁若衡", text="要加快工程进度", span=(0, 7))
    assert find_subjects((_person("丁若衡"),), (order,), "全市供水工作会召开") == {}
    named = find_subjects((_person("丁若衡"),), (order,), "丁若衡检查供水")
    assert named == {"丁若衡": HEADLINED}
