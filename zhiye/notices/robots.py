"""Handing a text to a robot of a messenger, through apprise, and hearing what it answers.

apprise counts every HTTP 200 as sent, while all of these say no inside such an answer (a robot that was taken out
of its group: 200 with errcode 93000). So its classes know the addresses and the signatures here, and the last
step, the posting, is ours: no redirects, a short patience, and an answer that is read.
"""

import base64
import hashlib
import hmac
import logging
import time
from typing import Any
from urllib.parse import unquote

import requests
from apprise import AppriseAsset
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.lark import NotifyLark
from apprise.plugins.wecombot import NotifyWeComBot

from zhiye.notices.addresses import DINGTALK, FEISHU, LARK, WECOM, Address
from zhiye.notices.answers import STRANGE, UNREACHABLE, Answer, read_answer

PATIENCE = (4.0, 6.0)  # seconds to connect, and between two pieces of the answer
LONGEST = 4096  # bytes of an answer that are read
_ASSET = AppriseAsset(app_id="Zhiye", http_redirects=False)
logging.getLogger("apprise").setLevel(logging.ERROR)  # its notes below that hold tokens


class Robot:
    """What apprise's classes leave out: the answer."""

    kind = ""
    heard = Answer(STRANGE)

    def post(self, url: str, payload: dict[str, Any], params: dict[str, str] | None = None) -> bool:
        """Send, and keep in ``heard`` what came back."""
        try:
            with requests.post(
                url, json=payload, params=params, timeout=PATIENCE, allow_redirects=False, stream=True
            ) as response:
                body = response.raw.read(LONGEST, decode_content=True)
                self.heard = read_answer(self.kind, response.status_code, body)
        except (requests.RequestException, OSError):
            self.heard = Answer(UNREACHABLE)
        return self.heard.taken


class WeCom(Robot, NotifyWeComBot):
    """A robot in a WeCom group."""

    kind = WECOM

    def send(self, body: str, *_args: Any, **_options: Any) -> bool:
        """One text message."""
        return self.post(self.api_url, {"msgtype": "text", "text": {"content": body}})


class DingTalk(Robot, NotifyDingTalk):
    """A robot in a DingTalk group."""

    kind = DINGTALK

    def send(self, body: str, *_args: Any, **_options: Any) -> bool:
        """One text message, signed where the robot has a secret."""
        params = {"access_token": self.token}
        if self.secret:
            signing: Any = self  # apprise tells no types
            stamp, quoted = signing.get_signature()
            params |= {"timestamp": stamp, "sign": unquote(quoted)}  # quoted once, by requests
        payload = {"msgtype": "text", "text": {"content": body}}
        return self.post(self.notify_url.partition("?")[0], payload, params)


class Feishu(Robot, NotifyFeishu):
    """A robot in a Feishu group. apprise knows no signature for it."""

    kind = FEISHU
    secret = ""

    def send(self, body: str, *_args: Any, **_options: Any) -> bool:
        """One text message, signed where the robot has a secret."""
        payload = {"msg_type": "text", "content": {"text": body}} | signed(self.secret)
        return self.post(self.notify_url.format(token=self.token).rstrip("/"), payload)


class Lark(Robot, NotifyLark):
    """The same product under its name abroad."""

    kind = LARK
    secret = ""

    def send(self, body: str, *_args: Any, **_options: Any) -> bool:
        """One text message, signed where the robot has a secret."""
        payload = {"msg_type": "text", "content": {"text": body}} | signed(self.secret)
        return self.post(self.webhook_url, payload)


def signed(secret: str) -> dict[str, str]:
    """Feishu's 签名校验: the key of the digest is the second and the secret, what is digested is nothing."""
    if not secret:
        return {}
    second = str(int(time.time()))
    key = f"{second}\n{secret}".encode()
    return {"timestamp": second, "sign": base64.b64encode(hmac.digest(key, b"", hashlib.sha256)).decode()}


def hand_over(address: Address, text: str) -> Answer:
    """Send ``text`` to the robot at ``address``; answers what it said. Never raises for the network's sake."""
    robot = _robot(address)
    robot.notify(body=text)
    heard: Answer = robot.heard
    return heard


def _robot(address: Address) -> Any:
    robot: Any = _ROBOTS[address.kind]
    if address.kind == WECOM:
        return robot(key=address.token, asset=_ASSET)
    if address.kind == DINGTALK:
        return robot(token=address.token, secret=address.secret or None, asset=_ASSET)
    made = robot(token=address.token, asset=_ASSET)
    made.secret = address.secret
    return made


_ROBOTS: dict[str, type[Robot]] = {WECOM: WeCom, DINGTALK: DingTalk, FEISHU: Feishu, LARK: Lark}
