"""A packed file is opened only if it is what it says, and is no larger inside than it may be."""

import io
import os
import stat
import struct
import tempfile
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from painopiste.base.uploads.archives import looks_like, open_archive
from painopiste.base.uploads.limits import MEGABYTE, SENT, Unpacked
from painopiste.base.uploads.refusals import LONGEST_NAME, RefusedFile, shown

RULES = {"endings": frozenset({".zip"}), "inside": frozenset({".yaml", ".md"})}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


HONEST = packed({"programme.yaml": b"key: malli\n", "focus-areas/p1.yaml": b"key: p1\n"})


def refusal(content: bytes, name: str = "ohjelma.zip") -> str:
    before = set(os.listdir(tempfile.gettempdir()))
    with pytest.raises(RefusedFile) as refused:
        open_archive(name, content, **RULES)
    assert refused.value.status == 422
    assert {left for left in set(os.listdir(tempfile.gettempdir())) - before if left.startswith("tmp")} == set()
    return str(refused.value)


def test_an_honest_file_is_opened():
    assert open_archive("Ohjelma.ZIP", HONEST, **RULES) == {
        "programme.yaml": b"key: malli\n",
        "focus-areas/p1.yaml": b"key: p1\n",
    }


@given(
    st.dictionaries(
        st.from_regex(r"[a-zåäö0-9][a-zåäö0-9-]{0,20}\.yaml", fullmatch=True),
        st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=300).map(str.encode),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_text_was_packed_comes_out_as_it_went_in(parts):
    assert open_archive("a.zip", packed(parts), **RULES) == parts


def test_a_bomb_is_stopped_while_it_unpacks_and_takes_little_memory():
    bomb = packed({"programme.yaml": b" " * (300 * MEGABYTE)})
    assert len(bomb) < 400_000
    tracemalloc.start()
    said = refusal(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 1 MB when unpacked" in said
    assert peak < 4 * MEGABYTE


def test_what_is_packed_a_thousand_times_tighter_is_a_bomb_even_if_it_is_small():
    assert "packed more tightly" in refusal(packed({"programme.yaml": b" " * 900_000}))


def test_many_parts_that_are_too_much_together_are_stopped():
    parts = {f"{number}.yaml": os.urandom(700_000).hex()[:900_000].encode() for number in range(7)}
    content = packed(parts)
    assert len(content) < SENT
    assert "larger than 5 MB when unpacked" in refusal(content)


def test_a_part_that_lies_about_its_size_is_counted_as_it_unpacks():
    content = bytearray(packed({"programme.yaml": os.urandom(800_000).hex().encode()}))
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):  # where the unpacked size is written
        start = content.index(sign) + place
        content[start : start + 4] = struct.pack("<I", 100)
    refusal(bytes(content))


def test_more_than_two_hundred_parts_are_too_many():
    assert "more than 200 files" in refusal(packed({f"{number}.yaml": b"a: 1" for number in range(201)}))


def test_a_packed_file_within_a_packed_file_is_refused():
    assert "“sisä.zip”" in refusal(packed({"programme.yaml": b"a: 1", "sisä.zip": HONEST}))
    assert "not text" in refusal(packed({"programme.yaml": HONEST}))


@pytest.mark.parametrize(
    "name",
    [
        "../programme.yaml", "/etc/programme.yaml", "a/../../b.yaml", "a//b.yaml", "./a.yaml", "a/./b.yaml",
        "C:/a.yaml", "a\\..\\b.yaml", "a\u202egpj.yaml", "a\u0007.yaml", "a\n.yaml", "a\u200b.yaml", " a.yaml",
        "a /b.yaml", ".../b.yaml", "a/b/c/d/e.yaml", "x" * 200 + ".yaml",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_hides_something_is_refused(name):
    said = refusal(packed({"programme.yaml": b"a: 1", name: b"a: 1"}))
    assert "That name leads out of the folder" in said
    assert not [sign for sign in said if sign in "\u202e\u0007\n\u200b"]


def test_the_same_name_twice_is_refused_in_whatever_letters():
    for other in ("PROGRAMME.yaml", "ｐrogramme.yaml"):
        assert "stands there twice" in refusal(packed({"programme.yaml": b"a: 1", other: b"a: 2"}))


def test_a_link_is_refused():
    entry = zipfile.ZipInfo("programme.yaml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert "can't be used" in refusal(out.getvalue())


@pytest.mark.parametrize("ending", ["xlsx", "tar.gz", "7z", "yaml", "zip.exe", "zip ", "", "pdf"])
def test_another_ending_is_refused(ending):
    assert "its name must end in .zip" in refusal(HONEST, f"ohjelma.{ending}")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "gzip"),
        (b"key: malli\n", "text"),
        (b"\x7fELF\x02\x01\x01" + bytes(40), ""),
    ],
)
def test_another_kind_under_the_right_name_is_told(content, kind):
    assert kind in looks_like(content)
    said = refusal(content)
    assert "is not a ZIP file, though its name says so" in said
    assert kind in said


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n" + HONEST,
        b"<html><script>1</script></html>" + HONEST,
        HONEST + b"<html><script>1</script></html>",
        HONEST[:-2] + struct.pack("<H", 31) + b"<html><script>1</script></html>",
        HONEST + HONEST,
        HONEST[:40],
        HONEST[:-30],
        b"PK\x03\x04" + bytes(200),
        HONEST.replace(b"programme.yaml", b"..amme.yam\x00l", 1),
    ],
    ids=range(9),  # the bytes hold the time
)
def test_two_files_in_one_and_broken_files_are_refused(content):
    said = refusal(content)
    assert "damaged" in said or "is not a ZIP file" in said


def test_parts_that_share_their_packing_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.yaml", os.urandom(1000).hex())
        second = archive.filelist[0]
        copy = zipfile.ZipInfo("b.yaml")
        for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type", "flag_bits"):
            setattr(copy, name, getattr(second, name))
        archive.filelist.append(copy)
        archive.NameToInfo["b.yaml"] = copy
    assert "damaged" in refusal(out.getvalue())


def test_a_file_that_is_too_large_or_empty_is_not_looked_at():
    assert "larger than 5 MB" in refusal(b"PK\x03\x04" + bytes(SENT))
    assert "is empty" in refusal(b"")


def test_a_workbook_with_four_hundred_thousand_rows_is_refused_under_any_name(tmp_path):
    import xlsxwriter

    place = tmp_path / "rivit.xlsx"
    with xlsxwriter.Workbook(str(place), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(400_000):
            sheet.write_number(row, 0, 1)
    content = place.read_bytes()
    assert "must end in .zip" in refusal(content, "rivit.xlsx")
    tracemalloc.start()
    assert "rivit.zip" in refusal(content, "rivit.zip")
    assert tracemalloc.get_traced_memory()[1] < 4 * MEGABYTE
    tracemalloc.stop()


def opened_or_refused(content: bytes) -> None:
    """Anything else is an exception that nobody catches."""
    with suppress(RefusedFile):
        parts = open_archive("a.zip", content, **RULES)
        assert sum(map(len, parts.values())) <= Unpacked().total


@given(st.binary(max_size=300))
@example(HONEST)
def test_whatever_comes_is_opened_or_refused_and_nothing_else(content):
    opened_or_refused(content)


@given(st.integers(0, len(HONEST) - 1), st.integers(0, 255))
@example(HONEST.index(b"PK\x01\x02") + 46, 0)  # a part without a name, of which Python's own is_dir() fails
def test_an_honest_file_with_one_byte_changed_is_opened_or_refused(place, byte):
    content = HONEST[:place] + bytes([byte]) + HONEST[place + 1 :]
    opened_or_refused(content)


@given(st.text(max_size=300))
@example("../../etc/passwd")
@example("C:\\Users\\x\\ohjelma.zip")
@example("tosi\u202epiz.exe")
def test_a_name_is_shown_without_folders_and_without_what_is_not_seen(name):
    told = shown(name)
    assert len(told) <= LONGEST_NAME
    assert not set(told) & {"\u202e", "\u200b", "\n", "\r", "\x00", "\t"}
    assert told
    assert not set(told) & {"/", "\\"}


def test_the_limits_leave_room_for_the_largest_real_programme():
    folder = Path(__file__).parents[5] / "programmes" / "fi-internal-security-2019"
    sizes = [file.stat().st_size for file in folder.rglob("*.yaml")]
    assert len(sizes) * 5 < Unpacked().parts
    assert sum(sizes) * 10 < Unpacked().total
    assert max(sizes) * 10 < Unpacked().part
