"""Where a note may be sent: this machine and private networks, unless the machine's keeper says otherwise."""

import ipaddress
import socket
from urllib.parse import urlsplit


class Unreachable(Exception):
    """The server was not reached, not in time, or may not be spoken to."""


def allowed_address(url: str, anywhere: bool) -> tuple[str, int]:
    """The number and port to connect to. Raises ``Unreachable`` when any number of the name is not allowed."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as wrong:
        raise Unreachable("name not found") from wrong
    numbers = [str(one[4][0]) for one in found]
    if not numbers or not (anywhere or all(map(is_near, numbers))):
        raise Unreachable("not a private address")
    return numbers[0], port


def is_near(number: str) -> bool:
    """Whether an IP address is this machine or of a private network (RFC 1918, RFC 4193, link-local left out)."""
    try:
        address = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback:
        return True
    nets = _NEAR_4 if address.version == 4 else _NEAR_6
    return any(address in net for net in nets)


_NEAR_4 = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_NEAR_6 = tuple(map(ipaddress.ip_network, ("fc00::/7",)))
