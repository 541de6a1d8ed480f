"""The drawings of the icons: strokes on a grid of 24 x 24, made for Bekal."""

ICONS: dict[str, str] = {
    "home": '<path d="M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z"/>',
    "left": '<path d="m14 5-7 7 7 7"/>',
    "right": '<path d="m9 5 7 7-7 7"/>',
    "ask": '<path d="M4 5h16v11H11l-5 4v-4H4z"/><path d="M8.5 9h7M8.5 12h4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19c.8-3.5 3.3-5 6.5-5s5.7 1.5 6.5 5"/>'
        '<path d="M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c1.9.7 3 2.2 3.5 4.5"/>'
    ),
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7"/>',
    "cross": '<path d="m6.5 6.5 11 11m0-11-11 11"/>',
    "star": (
        '<path d="m12 4 2.5 5 5.5.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.5-.8z"'
        ' fill="currentColor"/>'
    ),
    "bulb": (
        '<path d="M9 17h6m-5 3h4M12 3a6 6 0 0 0-3.5 10.9c.5.4.5 1 .5 1.6h6'
        'c0-.6 0-1.2.5-1.6A6 6 0 0 0 12 3z"/>'
    ),
    "play": '<path d="M8 5.5v13l11-6.5z" fill="currentColor"/>',
    "sound": (
        '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z" fill="currentColor"/>'
        '<path d="M15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11"/>'
    ),
    "video": (
        '<rect x="3" y="6" width="12.5" height="12" rx="2"/><path d="m15.5 11 5.5-3v8l-5.5-3"/>'
    ),
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>',
    "file": '<path d="M6 3.5h8l4 4v13H6z"/><path d="M14 3.5v4h4M9 12h6m-6 4h4"/>',
    "shield": '<path d="M12 3 5 5.5V11c0 4.5 3 8 7 10 4-2 7-5.5 7-10V5.5z"/>'
    '<path d="m8.5 12 2.5 2.5 4.5-5"/>',
    "warning": '<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5m0 2.7v.1"/>',
    "whatsapp": (
        '<path d="M12 3.5a8.5 8.5 0 0 0-7.3 12.8L3.5 20.5l4.3-1.1A8.5 8.5 0 1 0 12 3.5z"/>'
        '<path d="M9 8.5c0 3.5 3 6.5 6.5 6.5l.5-2-2-1-1 1c-1-.4-2-1.4-2.4-2.4l1-1-1-2z"'
        ' fill="currentColor" stroke="none"/>'
    ),
    "hand": (
        '<path d="M12 20a6 6 0 0 0 6-6V9.5m-6 10.5a6 6 0 0 1-5-2.7L4.2 13.5a1.4 1.4 0 0 1'
        " 2.3-1.5L8 14V5.5a1.5 1.5 0 0 1 3 0V11m0-6.5a1.5 1.5 0 0 1 3 0V11m0-4.5"
        'a1.5 1.5 0 0 1 3 0V11"/>'
    ),
    "skills": (
        '<circle cx="12" cy="9" r="5.5"/><path d="m9.8 9 1.6 1.7 2.9-3.2"/>'
        '<path d="m8.5 13.8-1.5 7 5-2.5 5 2.5-1.5-7"/>'
    ),
    "certificate": (
        '<path d="M4 4.5h16v11H4z"/><path d="M7.5 8.5h9M7.5 11.5h4"/>'
        '<path d="M14 15.5V21l2-1.3 2 1.3v-5.5"/>'
    ),
    "book": (
        '<path d="M12 6.5C10 5 7.5 4.5 4 4.5v14c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-14'
        'c-3.5 0-6 .5-8 2zm0 0v14"/>'
    ),
    "stall": '<path d="M4.5 9.5h15l-1.5-5H6zM5.5 9.5V20h13V9.5M10 20v-5.5h4V20"/>',
    "list": '<path d="M9.5 6.5H20M9.5 12H20M9.5 17.5H20M4 6.5h1.5M4 12h1.5M4 17.5h1.5"/>',
    "pencil": '<path d="m4 20 1-4.5L16 4.5l3.5 3.5-11 11z"/><path d="m13.5 7 3.5 3.5"/>',
    "key": '<circle cx="8" cy="14.5" r="4"/><path d="M11 11.5 19.5 4M16 7l2.5 2.5"/>',
    "globe": (
        '<circle cx="12" cy="12" r="8.5"/>'
        '<path d="M3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17z"/>'
    ),
    "leave": '<path d="M10 4.5H5v15h5M10 12h10m-4-4 4 4-4 4"/>',
    "stamp": (
        '<path d="M9.5 13.5c0-3-2-4-2-6.5a4.5 4.5 0 0 1 9 0c0 2.5-2 3.5-2 6.5"/>'
        '<path d="M5 13.5h14v4H5zM6.5 20.5h11"/>'
    ),
    "replace": (
        '<path d="M19 9A7.5 7.5 0 0 0 5.5 8M5 4.5V8h3.5M5 15a7.5 7.5 0 0 0 13.5 1m.5 3.5V16h-3.5"/>'
    ),
    "bell": ('<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15z"/><path d="M10 21h4M12 5V3"/>'),
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "camera": (
        '<path d="M3.5 7.5h4l1.5-2.5h6l1.5 2.5h4V19h-17z"/><circle cx="12" cy="13" r="3.5"/>'
    ),
    "text": '<path d="M5 6.5h14M5 11h14M5 15.5h9"/>',
    "up": '<path d="m5 14 7-7 7 7"/>',
    "down": '<path d="m5 9 7 7 7-7"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "bin": '<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10 11v5.5m4-5.5v5.5"/>',
    "eye": (
        '<path d="M2.5 12c5-7.5 14-7.5 19 0-5 7.5-14 7.5-19 0z"/><circle cx="12" cy="12" r="3"/>'
    ),
    "send": '<path d="M4 12 20 4.5 15.5 20l-4-6.5z"/><path d="M11.5 13.5 20 4.5"/>',
}
