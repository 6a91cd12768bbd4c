"""``zhiye user …``: accounts and roles from the shell."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from zhiye.accounts import commands as accounts
from zhiye.accounts.actor import roles
from zhiye.accounts.models import Membership, User
from zhiye.accounts.queries import managed_users, open_memberships, role_name
from zhiye.cli.passphrase import first_line
from zhiye.cli.ready import make_ready
from zhiye.flows.hand_over_work import hand_over_work
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

REFUSALS = (Refused, Forbidden, NotFound)
SHELL = System("command line", "命令行")


def arguments(parser: ArgumentParser) -> None:
    """One word for what to do, then whom and where."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    add = _act(acts, "add", "open an account and give its first role", _add)
    add.add_argument("--name", required=True, help="how colleagues call them")
    _role_and_place(add)
    _password(add)
    _act(acts, "list", "everybody with an account, and their roles", _list, login=False)
    _role_and_place(_act(acts, "grant", "give a role", _grant))
    _role_and_place(_act(acts, "end", "end a role", _end))
    over = _act(acts, "hand-over", "end all roles, give them to somebody else, close the account", _hand_over)
    over.add_argument("--to", metavar="LOGIN", help="who takes over")
    _password(_act(acts, "password", "a new first password", _reset))


def run(options: Namespace) -> int:
    """Do it."""
    make_ready()
    options.run_act(options)
    return 0


def _act(
    acts: "object", name: str, sentence: str, run_act: Callable[[Namespace], None], login: bool = True
) -> ArgumentParser:
    parser: ArgumentParser = acts.add_parser(name, help=sentence, description=sentence)  # type: ignore[attr-defined]
    parser.set_defaults(run_act=run_act)
    if login:
        parser.add_argument("login", help="log-in name")
    return parser


def _role_and_place(parser: ArgumentParser) -> None:
    parser.add_argument("--role", required=True, choices=sorted(roles()))
    parser.add_argument("--place", required=True, help="its name; 居民区/第1网格 when several are called so")


def _password(parser: ArgumentParser) -> None:
    parser.add_argument("--password-file", type=Path, help="its first line; without it a password is made up")


def _add(options: Namespace) -> None:
    given = first_line(options.password_file) if options.password_file else ""
    password = given or accounts.first_password()
    user = accounts.open_account(
        SHELL,
        username=options.login,
        name=options.name,
        role=options.role,
        place=find_place(options.place, options.role),
        password=password,
        op=new_id(),
    )
    print(_("开好了 %(login)s（%(name)s）。") % {"login": user.username, "name": user.name})
    _tell(given, password)


def _list(options: Namespace) -> None:
    for user in managed_users(SHELL):
        held = "，".join(f"{role_name(SHELL, m.role)} {m.place.name}" for m in open_memberships(SHELL, user))
        shut = "" if user.is_active else _("（已停用）")
        print(f"{user.username}  {user.name}{shut}  {held}".rstrip())


def _grant(options: Namespace) -> None:
    place = find_place(options.place, options.role)
    accounts.grant_role(SHELL, member=find_user(options.login), role=options.role, place=place, op=new_id())
    print(_("给好了。"))


def _end(options: Namespace) -> None:
    user, place = find_user(options.login), find_place(options.place, options.role)
    held = Membership.objects.filter(member=user, role=options.role, place=place, until=None).first()
    if held is None:
        raise Refused(_("他在这里没有这个职责，用 zhiye user list 看看有哪些。"))
    accounts.end_role(SHELL, membership=held, op=new_id())
    print(_("结束了。"))


def _hand_over(options: Namespace) -> None:
    successor = find_user(options.to) if options.to else None
    hand_over_work(SHELL, leaver=find_user(options.login), successor=successor, op=new_id())
    print(_("交接好了，原来的登录都停了。"))


def _reset(options: Namespace) -> None:
    given = first_line(options.password_file) if options.password_file else ""
    password = given or accounts.first_password()
    accounts.reset_password(SHELL, user=find_user(options.login), password=password, op=new_id())
    print(_("密码换好了。"))
    _tell(given, password)


def _tell(given: str, password: str) -> None:
    if not given:
        print(_("首次密码：%(password)s  请当面告诉本人。") % {"password": password})


def find_user(login: str) -> User:
    """The account of this log-in name. Raises Refused."""
    found = User.objects.filter(username__iexact=login).first()
    if found is None:
        raise Refused(_("没有叫“%(login)s”的账号，用 zhiye user list 看看有哪些。") % {"login": login})
    return found


def find_place(text: str, role: str) -> Place:
    """The standing place called ``text``: a name, a door or a code, ``/`` between it and what it stands in.

    Of several, those of a kind at which ``role`` can be held. Raises Refused when there is none or more than one.
    """
    *above, last = [word.strip() for word in text.split("/")]
    known = roles().get(role)
    for field in ("name", "door", "code"):
        found = [p for p in Place.objects.filter(valid_to=None, **{field: last}) if _stands_in(p, above)]
        found = [p for p in found if known and p.kind in known.at] or found
        if len(found) == 1:
            return found[0]
        if found:
            sentence = _("有 %(count)d 处叫“%(place)s”，前面加上居民区，比如 某某居民区/%(place)s。")
            raise Refused(sentence % {"count": len(found), "place": last})
    raise Refused(_("没有叫“%(place)s”的地方，看看名字对不对。") % {"place": text})


def _stands_in(place: Place, above: list[str]) -> bool:
    """Whether the names ``above`` are met, in order, on the way up from ``place``."""
    wanted, here = list(above), place.parent
    while wanted and here:
        if wanted[-1] in (here.name, here.code):
            wanted.pop()
        here = here.parent
    return not wanted
