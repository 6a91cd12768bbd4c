"""From a pasted address to a kind and a token; nothing else gets through."""

import pytest

from zhiye.kernel.errors import Refused
from zhiye.notices.addresses import Address, read_address

KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"


@pytest.mark.parametrize(
    ("text", "kind", "token"),
    [
        (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}", "wecom", KEY),
        (f"  https://qyapi.weixin.qq.com/cgi-bin/webhook/send/?key={KEY} ", "wecom", KEY),
        ("https://oapi.dingtalk.com/robot/send?access_token=" + "a1" * 32, "dingtalk", "a1" * 32),
        (f"https://open.feishu.cn/open-apis/bot/v2/hook/{KEY}", "feishu", KEY),
        (f"https://open.larksuite.com/open-apis/bot/v2/hook/{KEY}/", "lark", KEY),
    ],
)
def test_the_documented_addresses_are_read(text, kind, token):
    assert read_address(text) == Address(kind, token)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "不知道",
        KEY,
        f"http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}",
        f"https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key={KEY}",
        f"https://qyapi.weixin.qq.com@10.0.0.1/cgi-bin/webhook/send?key={KEY}",
        f"https://me@qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}",
        f"https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key={KEY}",
        f"https://qyapi.weixin.qq.com/cgi-bin/webhook/upload_media?key={KEY}",
        f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}&key=another-key-12345",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=short",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=../../../etc/passwd",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send/" + KEY,
        f"https://open.feishu.cn/open-apis/bot/v2/hook/{KEY}/../../../x",
        "https://open.feishu.cn/open-apis/bot/v2/hook?key=" + KEY,
        "https://open.feishu.cn/open-apis/bot/v2/hook/一二三四五六七八",
        "http://127.0.0.1:8000/",
        "file:///etc/passwd",
        "https://[::1",
        "file",
    ],
)
def test_no_other_address_gets_through(text):
    with pytest.raises(Refused) as told:
        read_address(text)
    assert told.value.field == "address"


def test_the_file_is_there_only_where_the_machine_has_one(settings):
    settings.NOTICES_FILE = "/tmp/anything"
    assert read_address("file").kind == "file"


def test_a_secret_belongs_to_those_that_sign():
    ding = "https://oapi.dingtalk.com/robot/send?access_token=" + "a1" * 32
    assert read_address(ding, " SECa1b2c3d4 ").secret == "SECa1b2c3d4"
    for text, secret in [
        (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}", "SECa1b2c3d4"),
        (ding, "SEC a1"),
    ]:
        with pytest.raises(Refused) as told:
            read_address(text, secret)
        assert told.value.field == "secret"


def test_only_the_tail_may_be_shown():
    assert Address("wecom", KEY).tail == "5aaa"
