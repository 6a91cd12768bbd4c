"""Line drawings, 24 by 24, stroke 2. Each is decoration beside a word: never a meaning of its own."""

SHAPES: dict[str, str] = {
    "today": '<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M8 3v4m8-4v4M4 10h16M9 15l2 2 4-4"/>',
    "building": '<path d="M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="m16 16 5 5"/>',
    "import": '<path d="M12 15V4M8 8l4-4 4 4M4 15v5h16v-5"/>',
    "more": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "pen": '<path d="m4 20 1-5L16 4l4 4L9 19zM14 6l4 4"/>',
    "care": '<path d="M5 21V8l7-5 7 5v13zM9 21v-6h6v6"/>',
    "phone": '<path d="M6 3h4l1 5-2 2c1 2 3 4 5 5l2-2 5 1v4c0 2-1 3-3 3C10 21 3 14 3 6c0-2 1-3 3-3z"/>',
    "microphone": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5 11a7 7 0 0 0 14 0M12 18v3"/>',
    "camera": '<path d="M4 7h4l2-3h4l2 3h4v13H4z"/><circle cx="12" cy="13" r="4"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3"/><path d="M7 14h10v7H7z"/>',
    "lock": '<rect x="5" y="11" width="14" height="10" rx="2"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/>',
    "cover": '<path d="M3 12s3-6 9-6 9 6 9 6-3 6-9 6-9-6-9-6zM4 20 20 4"/>',
    "eye": '<path d="M3 12s3-6 9-6 9 6 9 6-3 6-9 6-9-6-9-6z"/><circle cx="12" cy="12" r="2.5"/>',
    "scan": '<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M7 12h10"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 4-7 8-7s8 2 8 7"/>',
    "home": '<path d="m3 12 9-8 9 8M6 10v10h12V10"/>',
    "back": '<path d="m14 5-7 7 7 7"/>',
    "next": '<path d="m10 5 7 7-7 7"/>',
    "check": '<path d="m4 13 5 5L20 7"/>',
    "undo": '<path d="M4 9h10a5 5 0 0 1 0 10H8M8 5 4 9l4 4"/>',
    "case": '<path d="M8 4h8v3H8zM8 5H5v16h14V5h-3M9 12h6M9 16h4"/>',
    "report": '<path d="M4 20h16M7 20v-6M12 20V5M17 20v-9"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 9-9M16 7l3 3"/>',
    "exit": '<path d="M10 4H4v16h6M9 12h12M17 8l4 4-4 4"/>',
}


def drawing(name: str) -> str:
    """The inline SVG (trusted markup, hidden from screen readers). Raises KeyError for an unknown name."""
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{SHAPES[name]}</svg>'
