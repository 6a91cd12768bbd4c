"""``zhiye user``: accounts from the shell, through the same commands as the pages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cast_builder import Cast
from zhiye.accounts.models import Membership, User
from zhiye.audit.models import AuditEntry

Zhiye = Callable[..., tuple[int, str, str]]
PASSWORD = "tingyu-kanhua-83"


@pytest.fixture
def committee(cast: Cast) -> str:
    return cast.committee.name


def roles_of(login: str) -> list[str]:
    held = Membership.objects.filter(member__username=login, until=None)
    return [f"{m.role}@{m.place.name}" for m in held.select_related("place")]


def add(zhiye: Zhiye, login: str, place: str, role: str = "worker", *more: str) -> tuple[int, str, str]:
    return zhiye("user", "add", login, "--name", "新同事", "--role", role, "--place", place, *more)


def test_add_opens_an_account_and_prints_a_first_password(zhiye: Zhiye, committee: str) -> None:
    code, out, _ = add(zhiye, "xinlai", committee)
    assert code == 0
    password = out.split("首次密码：")[1].split()[0]
    assert User.objects.get(username="xinlai").check_password(password)
    assert roles_of("xinlai") == [f"worker@{committee}"]


def test_the_trail_names_the_command_line(zhiye: Zhiye, committee: str) -> None:
    add(zhiye, "xinlai", committee)
    entry = AuditEntry.objects.filter(action="accounts.open").order_by("id").last()
    assert entry is not None
    assert entry.actor_key == "system:command line"


def test_a_password_can_come_from_a_file_and_is_not_printed(
    zhiye: Zhiye, committee: str, tmp_path: Path
) -> None:
    (tmp_path / "p").write_text(PASSWORD + "\nsecond line\n")
    code, out, _ = add(zhiye, "xinlai", committee, "worker", "--password-file", str(tmp_path / "p"))
    assert code == 0
    assert PASSWORD not in out
    assert "首次密码" not in out
    assert User.objects.get(username="xinlai").check_password(PASSWORD)


def test_a_weak_password_is_refused(zhiye: Zhiye, committee: str, tmp_path: Path) -> None:
    (tmp_path / "p").write_text("12345")
    code, _, err = add(zhiye, "xinlai", committee, "worker", "--password-file", str(tmp_path / "p"))
    assert code == 1
    assert "密码" in err
    assert not User.objects.filter(username="xinlai").exists()


def test_a_log_in_name_that_is_taken_is_refused(zhiye: Zhiye, committee: str) -> None:
    assert add(zhiye, "shuji", committee)[2] == "这个登录名有人用了，换一个。\n"


def test_list_tells_everybody_and_their_roles(zhiye: Zhiye, cast: Cast) -> None:
    code, out, _ = zhiye("user", "list")
    assert code == 0
    line = next(line for line in out.splitlines() if line.startswith("shuji "))
    assert "书记" in line
    assert len(out.splitlines()) == len(cast.users)


def test_grant_and_end_give_and_take_a_role(zhiye: Zhiye, committee: str) -> None:
    place = ("--role", "mediator", "--place", committee)
    assert zhiye("user", "grant", "shegong", *place)[0] == 0
    assert f"mediator@{committee}" in roles_of("shegong")
    assert zhiye("user", "end", "shegong", *place)[0] == 0
    assert f"mediator@{committee}" not in roles_of("shegong")
    assert "没有这个职责" in zhiye("user", "end", "shegong", *place)[2]


def test_a_role_at_the_wrong_kind_of_place_is_refused(zhiye: Zhiye, committee: str) -> None:
    code, _, err = zhiye("user", "grant", "shegong", "--role", "grid_worker", "--place", committee)
    assert (code, "不能放在这里" in err) == (1, True)


def test_hand_over_gives_the_roles_to_a_colleague(zhiye: Zhiye, committee: str) -> None:
    add(zhiye, "jieban", committee, "volunteer")
    code, _, _ = zhiye("user", "hand-over", "shegong", "--to", "jieban")
    assert code == 0
    assert roles_of("shegong") == []
    assert f"worker@{committee}" in roles_of("jieban")
    assert not User.objects.get(username="shegong").is_active
    assert "（已停用）" in zhiye("user", "list")[1]


def test_hand_over_to_nobody_just_closes(zhiye: Zhiye, cast: Cast) -> None:
    assert zhiye("user", "hand-over", "shegong")[0] == 0
    assert not User.objects.get(username="shegong").is_active


def test_password_makes_a_new_one(zhiye: Zhiye, cast: Cast) -> None:
    _, out, _ = zhiye("user", "password", "SheGong")
    password = out.split("首次密码：")[1].split()[0]
    assert User.objects.get(username="shegong").check_password(password)


@pytest.mark.parametrize("words", [("hand-over", "nobody"), ("password", "nobody")])
def test_an_unknown_log_in_name_is_told(zhiye: Zhiye, cast: Cast, words: tuple[str, ...]) -> None:
    code, _, err = zhiye("user", *words)
    assert (code, "没有叫“nobody”的账号" in err) == (1, True)


def test_a_place_is_found_by_name_door_or_what_it_stands_in(zhiye: Zhiye, cast: Cast, committee: str) -> None:
    add(zhiye, "louzu-a", "115", "building_helper")
    add(zhiye, "louzu-b", f"{committee}/第1网格", "grid_worker")
    assert roles_of("louzu-a") == [f"building_helper@{cast.building('115').name}"]
    assert roles_of("louzu-b") == ["grid_worker@第1网格"]


def test_a_name_of_several_places_asks_for_more(zhiye: Zhiye, committee: str) -> None:
    code, _, err = add(zhiye, "xinlai", "第1网格", "grid_worker")
    assert code == 1
    assert "处叫“第1网格”" in err


def test_an_unknown_place_is_told(zhiye: Zhiye, cast: Cast) -> None:
    code, _, err = add(zhiye, "xinlai", "哪里也不是")
    assert (code, "没有叫“哪里也不是”的地方" in err) == (1, True)


def test_a_missing_password_file_is_told(zhiye: Zhiye, committee: str, tmp_path: Path) -> None:
    (tmp_path / "blank").write_text("\n")
    for file, sentence in (("none", "打不开"), ("blank", "是空的")):
        code, _, err = add(zhiye, "xinlai", committee, "worker", "--password-file", str(tmp_path / file))
        assert (code, sentence in err) == (1, True)


def test_an_unknown_role_is_misuse(zhiye: Zhiye, committee: str) -> None:
    with pytest.raises(SystemExit) as stop:
        add(zhiye, "xinlai", committee, "king")
    assert stop.value.code == 2
