"""Old Office files, written on the spot: a compound file of streams and storages (MS-CFB, version 3)."""

from __future__ import annotations

import struct

SECTOR, SMALL, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file; a / in the name of a stream stands between a storage and what is in it."""
    paths = sorted({path[:at] for path in streams for at in range(len(path)) if path[at] == "/"} | set(streams))
    children: dict[str, list[int]] = {"": []}
    for number, path in enumerate(paths, 1):
        children.setdefault(path.rpartition("/")[0], []).append(number)
    body, fat, small, small_fat = bytearray(), list[int](), bytearray(), list[int]()
    places: dict[str, tuple[int, int]] = {}
    for path, data in streams.items():
        big = len(data) >= CUTOFF
        places[path] = (_put(data, *((body, fat, SECTOR) if big else (small, small_fat, SMALL))), len(data))
    small_start = _put(bytes(small), body, fat, SECTOR)
    small_fat_start = _put(b"".join(struct.pack("<I", one) for one in small_fat), body, fat, SECTOR, b"\xff")
    entries = [_entry("Root Entry", 5, children[""], 0, small_start, len(small))]
    siblings = {one: group[group.index(one) + 1 :] for group in children.values() for one in group}
    for number, path in enumerate(paths, 1):
        start, size = places.get(path, (0, 0))
        inside = [] if path in streams else children.get(path, [])
        after = siblings[number][0] if siblings[number] else FREE
        kind = 2 if path in streams else 1
        entries.append(_entry(path.rpartition("/")[2], kind, inside, after, start, size))
    while len(entries) % 4:
        entries.append(_entry("", 0, [], FREE, 0, 0))
    directory = _put(b"".join(entries), body, fat, SECTOR)
    fat_start = len(fat)
    fat_count = next(n for n in range(1, 110) if n * SECTOR // 4 >= fat_start + n)
    fat += [FAT] * fat_count
    body += b"".join(struct.pack("<I", one) for one in fat).ljust(fat_count * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIII", 0, fat_count, directory, 0, CUTOFF)
    header += struct.pack("<IIII", small_fat_start, 1 if small_fat else 0, END, 0)
    header += b"".join(struct.pack("<I", fat_start + n if n < fat_count else FREE) for n in range(109))
    return header + bytes(body)


def _put(data: bytes, body: bytearray, fat: list[int], size: int, fill: bytes = b"\0") -> int:
    """Write the data in sectors of this size; gives the first of them."""
    if not data:
        return END
    start, count = len(fat), -(-len(data) // size)
    body += data.ljust(count * size, fill)
    fat += [*range(start + 1, start + count), END]
    return start


def _entry(name: str, kind: int, inside: list[int], after: int, start: int, size: int) -> bytes:
    spelled = (name + "\0").encode("utf-16-le") if name else b""
    right = FREE if kind in (0, 5) else after
    child = inside[0] if inside else FREE
    return (
        spelled.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(spelled), kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def mail(properties: dict[int, str | bytes | int], prefix: str = "", header: int = 32) -> dict[str, bytes]:
    """The streams of an Outlook message, attachment (header 8) or recipient (header 8): property number to value."""
    streams: dict[str, bytes] = {}
    table = bytearray(header)
    for number, value in properties.items():
        if isinstance(value, int):
            table += struct.pack("<HHIq", 0x0040 if value > 2**31 else 0x0003, number, 6, value)
            continue
        kind = 0x001F if isinstance(value, str) else 0x0102
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        streams[f"{prefix}__substg1.0_{number:04X}{kind:04X}"] = data
        table += struct.pack("<HHIII", kind, number, 6, len(data) + (2 if kind == 0x1F else 0), 0)
    streams[f"{prefix}__properties_version1.0"] = bytes(table)
    return streams


def sheet(rows: list[list[str | float]], name: str = "Blad1", hidden: bool = False) -> bytes:
    """The stream Workbook of an old Excel file (BIFF8) with one sheet."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    cells = bytearray()
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                cells += record(0x0204, struct.pack("<HHH", y, x, 0) + text)
            else:
                cells += record(0x0203, struct.pack("<HHHd", y, x, 0, value))
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600))
    bound = struct.pack("<BBBB", 1 if hidden else 0, 0, len(name), 0) + name.encode("latin-1")
    place = len(start) + 4 + 4 + len(bound) + 4
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600)) + bytes(cells) + record(0x000A, b"")
    stream = start + record(0x0085, struct.pack("<I", place) + bound) + record(0x000A, b"") + body
    return stream.ljust(CUTOFF, b"\0")
