"""From the address that a messenger shows for a robot to its kind and its token; no other address gets through."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel.errors import Refused

WECOM, DINGTALK, FEISHU, LARK, FILE = "wecom", "dingtalk", "feishu", "lark", "file"
KINDS: dict[str, Any] = {
    WECOM: gettext_lazy("企业微信群机器人"),
    DINGTALK: gettext_lazy("钉钉群机器人"),
    FEISHU: gettext_lazy("飞书群机器人"),
    LARK: gettext_lazy("Lark 群机器人"),
    FILE: gettext_lazy("这台机器上的文件"),
}
# Host and path of the documented addresses; the token is the parameter, or (none) the last piece of the path.
_DOORS = {
    ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send"): (WECOM, "key"),
    ("oapi.dingtalk.com", "/robot/send"): (DINGTALK, "access_token"),
    ("open.feishu.cn", "/open-apis/bot/v2/hook"): (FEISHU, ""),
    ("open.larksuite.com", "/open-apis/bot/v2/hook"): (LARK, ""),
}
_TOKEN = {
    WECOM: r"[\w-]{8,100}",
    DINGTALK: r"[A-Za-z0-9]{8,100}",
    FEISHU: r"[\w-]{8,100}",
    LARK: r"[a-z0-9-]{8,100}",
}
_SECRET = r"[A-Za-z0-9]{8,100}"
_SIGNING = {DINGTALK, FEISHU, LARK}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a channel leads. The token is the whole secret: whoever has it may write into the group."""

    kind: str
    token: str
    secret: str = ""

    @property
    def tail(self) -> str:
        """What may be shown, to tell two of them apart."""
        return self.token[-4:]


def read_address(text: str, secret: str = "") -> Address:
    """The robot behind a pasted address; only its token is kept. Raises Refused with the field that is wrong."""
    text, secret = text.strip(), secret.strip()
    if text == FILE and settings.NOTICES_FILE:
        return Address(FILE, FILE)
    kind, token = _robot(text)
    if not kind or not re.fullmatch(_TOKEN[kind], token, re.ASCII):
        raise Refused(_("这不是群机器人的地址。在群设置里找到机器人，点复制，整段贴过来。"), "address")
    if secret and kind not in _SIGNING:
        raise Refused(_("企业微信的机器人没有密钥，这一格空着。"), "secret")
    if secret and not re.fullmatch(_SECRET, secret, re.ASCII):
        raise Refused(_("密钥只有字母和数字，看看是不是多抄了什么。"), "secret")
    return Address(kind, token, secret)


def _robot(text: str) -> tuple[str, str]:
    try:
        parts = urlsplit(text)
        foreign = parts.scheme != "https" or parts.netloc != parts.hostname
    except ValueError:
        return "", ""
    if foreign:  # http, a port, somebody's name before the host
        return "", ""
    path = parts.path.rstrip("/")
    above, _slash, last = path.rpartition("/")
    if door := _DOORS.get((parts.netloc, path)):
        given = parse_qs(parts.query).get(door[1], [])
        return (door[0], given[0]) if len(given) == 1 else ("", "")
    if door := _DOORS.get((parts.netloc, above)):
        return (door[0], last) if not door[1] else ("", "")
    return "", ""
