"""Channels, a messenger on this machine, and a file instead of one."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from zhiye.kernel import clock, running
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.notices import commands, robots
from zhiye.notices.models import Channel, Notice
from zhiye.notices.telling import tell as told
from zhiye.notices.tests.robot_server import Messenger, messenger

BY = System("test")
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0190f0e0-1111-4222-8333-abcdef012345"
GROUP = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0190f0e0-1111-4222-8333-abcdef0group"


@pytest.fixture
def sink(tmp_path: Path, settings: Any) -> Callable[[], list[dict[str, Any]]]:
    """What was written instead of sent."""
    path = tmp_path / "notices.jsonl"
    settings.NOTICES_FILE = str(path)
    return lambda: [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def wecom(monkeypatch: pytest.MonkeyPatch) -> Iterator[Messenger]:
    """WeCom, answering on this machine."""
    with messenger() as server:
        address = f"{server.url}/cgi-bin/webhook/send?key={{key}}"
        monkeypatch.setattr(robots.WeCom, "notify_url", address)
        yield server


@pytest.fixture
def tell() -> Callable[..., Notice | None]:
    """Tell somebody something, as a command would."""

    def inside(*args: Any, **given: Any) -> Notice | None:
        with transaction.atomic(), running.start("test", new_id()):
            return told(*args, **given)

    return inside


@pytest.fixture
def own(cast: Any) -> Callable[..., Channel]:
    """A channel of one colleague, by log-in name."""

    def add(login: str = "shegong", **given: Any) -> Channel:
        channel: Channel = commands.add_own(
            BY, owner=cast.user(login), op=new_id(), **{"address": WECOM} | given
        )
        return channel

    return add


@pytest.fixture
def group(cast: Any) -> Channel:
    """The channel of the committee's group."""
    channel: Channel = commands.add_group(BY, committee=cast.committee, address=GROUP, op=new_id())
    return channel


@pytest.fixture
def clock_now() -> Callable[[], Any]:
    """What time it is in the invented street."""
    return clock.now
