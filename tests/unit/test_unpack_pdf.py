"""Whatever a PDF holds is found, wherever it hangs and however it is packed; what cannot be read is said."""

from __future__ import annotations

import gzip
import io
import logging
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from builder.output.plain import BLOCK, decoded
from builder.output.unpack import Text, Unread, parts, texts

pytest.importorskip("pypdf")

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from builder.output.unpack.pdf import objects, reader

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "鹤鸣里三号楼的地下室渗水已由街道登记在册"


def all_text(data: bytes) -> str:
    """Join everything that was found, without what parts it."""
    found = (f.text for f in texts("a.pdf", data) if isinstance(f, Text))
    return "".join(decoded("\n".join(found)).replace(BLOCK, "\n").split("\n"))


def problems(data: bytes) -> list[str]:
    """Give the codes of what could not be read."""
    return [f.code for f in texts("a.pdf", data) if isinstance(f, Unread)]


def value_of(value: Any) -> Any:
    """Make an object of pypdf of a value that is none yet; a string that begins with a slash is a name."""
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, dict):
        return DictionaryObject({NameObject(key): value_of(item) for key, item in value.items()})
    if isinstance(value, list):
        return ArrayObject(map(value_of, value))
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    return ByteStringObject(value) if isinstance(value, bytes) else NumberObject(value)


def a_stream(data: bytes, **entries: Any) -> Any:
    """Make a packed stream."""
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update(value_of({f"/{key}": value for key, value in entries.items()}))
    return stream.flate_encode()


class Draft:
    """A PDF to be: one blank page, to which things are hung."""

    def __init__(self) -> None:
        self.writer = PdfWriter()
        self.page = self.writer.add_blank_page(200, 200)
        self.root = self.writer.root_object

    def add(self, value: Any) -> Any:
        """Add an object, and refer to it."""
        return self.writer._add_object(value_of(value))

    def hang(self, on: Any, **entries: Any) -> None:
        """Hang things on a dictionary."""
        on.update(value_of({f"/{key}": value for key, value in entries.items()}))

    def written(self) -> bytes:
        """Write it with each object by itself."""
        file = io.BytesIO()
        self.writer.write(file)
        return file.getvalue()


def packed(data: bytes) -> bytes:
    """Write a PDF anew, its objects but streams within one packed stream, as most programs do today."""
    reader = PdfReader(io.BytesIO(data))
    written: dict[int, bytes] = {}
    streams: dict[int, bytes] = {}
    for number in sorted(reader.xref[0]):
        value = reader.get_object(number)
        file = io.BytesIO()
        if value is not None:
            value.write_to_stream(file)
            (streams if hasattr(value, "get_data") else written)[number] = file.getvalue()
    out, places = b"%PDF-1.7\n", {}
    for number, text in streams.items():
        places[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    box, table = max(reader.xref[0]) + 1, max(reader.xref[0]) + 2
    head, body = b"", b""
    for index, (number, text) in enumerate(written.items()):
        head += b"%d %d " % (number, len(body))
        body += text + b" "
        places[number] = (2, box, index)
    content = zlib.compress(head + body)
    places[box] = (1, len(out), 0)
    out += b"%d 0 obj<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (
        *(box, len(written), len(head), len(content)),
        content,
    )
    places[table] = (1, len(out), 0)
    rows = b"".join(
        kind.to_bytes(1, "big") + one.to_bytes(4, "big") + two.to_bytes(2, "big")
        for kind, one, two in (places.get(number, (0, 0, 65535)) for number in range(table + 1))
    )
    root, info = reader.trailer.raw_get("/Root").idnum, reader.trailer.raw_get("/Info").idnum
    place = len(out)
    out += (
        b"%d 0 obj<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/Filter/FlateDecode/Length %d>>"
        b"stream\n%b\nendstream endobj\nstartxref\n%d\n%%%%EOF"
        % (table, table + 1, root, info, len(zlib.compress(rows)), zlib.compress(rows), place)
    )
    return out


def _in_the_value_of_a_field(pdf: Draft) -> None:
    pdf.hang(pdf.root, AcroForm={"/Fields": [pdf.add({"/FT": "/Tx", "/T": "a", "/V": SENTENCE})]})


def _in_the_usual_value_of_a_field(pdf: Draft) -> None:
    pdf.hang(pdf.root, AcroForm={"/Fields": [pdf.add({"/FT": "/Tx", "/T": "a", "/DV": SENTENCE})]})


def _in_the_name_of_a_field(pdf: Draft) -> None:
    pdf.hang(pdf.root, AcroForm={"/Fields": [pdf.add({"/FT": "/Tx", "/T": SENTENCE, "/TU": "a"})]})


def _in_the_hint_of_a_field(pdf: Draft) -> None:
    kids = [pdf.add({"/T": "b", "/TU": SENTENCE})]
    pdf.hang(pdf.root, AcroForm={"/Fields": [pdf.add({"/FT": "/Tx", "/T": "a", "/Kids": kids})]})


def _in_a_form_of_xml(pdf: Draft) -> None:
    form = pdf.add(a_stream(f"<xdp><value><text>{SENTENCE}</text></value></xdp>".encode()))
    pdf.hang(pdf.root, AcroForm={"/Fields": [], "/XFA": ["template", form]})


def _in_a_bookmark(pdf: Draft) -> None:
    above = pdf.writer.add_outline_item(title="a", page_number=0)
    pdf.writer.add_outline_item(title=SENTENCE, page_number=0, parent=above)


def _in_a_note(pdf: Draft) -> None:
    pdf.hang(pdf.page, Annots=[pdf.add({"/Type": "/Annot", "/Subtype": "/Text", "/Contents": SENTENCE})])


def _in_a_note_that_answers_one(pdf: Draft) -> None:
    popup = pdf.add({"/Type": "/Annot", "/Subtype": "/Popup", "/Contents": SENTENCE})
    pdf.hang(pdf.page, Annots=[pdf.add({"/Type": "/Annot", "/Subtype": "/Text", "/Popup": popup})])


def _in_a_note_with_markup(pdf: Draft) -> None:
    rich = f"<body><p>{SENTENCE[:6]}<b>{SENTENCE[6:]}</b></p></body>"
    pdf.hang(pdf.page, Annots=[pdf.add({"/Type": "/Annot", "/Subtype": "/FreeText", "/RC": rich})])


def _in_the_metadata(pdf: Draft) -> None:
    xmp = f"<?xpacket?><x:xmpmeta><rdf:li>{SENTENCE}</rdf:li></x:xmpmeta>".encode()
    pdf.hang(pdf.root, Metadata=pdf.add(a_stream(xmp, Type="/Metadata", Subtype="/XML")))


def _in_the_metadata_of_a_page(pdf: Draft) -> None:
    xmp = f"<x:xmpmeta>{SENTENCE}</x:xmpmeta>".encode("utf-16")
    pdf.hang(pdf.page, Metadata=pdf.add(a_stream(xmp, Type="/Metadata", Subtype="/XML")))


def _in_a_property_of_the_document(pdf: Draft) -> None:
    pdf.writer.add_metadata({"/Custom": SENTENCE})


def _in_an_enclosed_file(pdf: Draft) -> None:
    pdf.writer.add_attachment("a.gz", gzip.compress(SENTENCE.encode()))


def _in_a_file_pinned_to_a_page(pdf: Draft) -> None:
    file = pdf.add(a_stream(f'a,"{SENTENCE}"\n'.encode("gb18030"), Type="/EmbeddedFile"))
    spec = pdf.add({"/Type": "/Filespec", "/F": "a.csv", "/EF": {"/F": file}})
    pdf.hang(pdf.page, Annots=[pdf.add({"/Type": "/Annot", "/Subtype": "/FileAttachment", "/FS": spec})])


def _in_the_name_of_a_file(pdf: Draft) -> None:
    spec = pdf.add({"/Type": "/Filespec", "/UF": f"{SENTENCE}.txt", "/EF": {"/F": pdf.add(a_stream(b"x"))}})
    pdf.hang(pdf.root, AF=[spec])


def _in_what_a_picture_is_said_to_show(pdf: Draft) -> None:
    element = pdf.add({"/Type": "/StructElem", "/S": "/Figure", "/Alt": SENTENCE})
    pdf.hang(pdf.root, StructTreeRoot={"/Type": "/StructTreeRoot", "/K": [element]})


def _in_what_a_passage_stands_for(pdf: Draft) -> None:
    element = pdf.add({"/Type": "/StructElem", "/S": "/Span", "/ActualText": SENTENCE})
    pdf.hang(pdf.root, StructTreeRoot={"/Type": "/StructTreeRoot", "/K": element})


def _in_what_a_passage_stands_for_on_the_page(pdf: Draft) -> None:
    text = SENTENCE.encode("utf-16").hex().encode()
    content = b"/Span<</MCID 0/ActualText<%b>>>BDC EMC" % text
    pdf.hang(pdf.page, Contents=pdf.add(a_stream(content)), Resources={"/Font": {}})


def _in_a_script(pdf: Draft) -> None:
    pdf.hang(pdf.root, OpenAction=pdf.add({"/S": "/JavaScript", "/JS": f"app.alert('{SENTENCE}')"}))


def _in_a_long_script(pdf: Draft) -> None:
    script = pdf.add(a_stream(f"app.alert('{SENTENCE}');".encode() * 9))
    pdf.hang(pdf.root, OpenAction=pdf.add({"/S": "/JavaScript", "/JS": script}))


def _in_the_name_of_a_layer(pdf: Draft) -> None:
    pdf.hang(pdf.root, OCProperties={"/OCGs": [pdf.add({"/Type": "/OCG", "/Name": SENTENCE})]})


def _in_a_name(pdf: Draft) -> None:
    pdf.hang(pdf.root, PieceInfo={"/Some": NameObject(f"/{SENTENCE}")})


def _in_a_string_of_a_chinese_program(pdf: Draft) -> None:
    pdf.hang(pdf.root, Some=SENTENCE.encode("gb18030"))


def _in_nothing_that_hangs_on_anything(pdf: Draft) -> None:
    pdf.add({"/Some": SENTENCE})


LATIN = "TheleakybasementofHemingCourtnumberthree"
WORDS = f"BT /F 12 Tf 9 9 Td ({LATIN}) Tj ET".encode()
HELVETICA = {"/Font": {"/F": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}}


def _on_the_page(pdf: Draft) -> None:
    pdf.hang(pdf.page, Contents=pdf.add(a_stream(WORDS)), Resources=HELVETICA)


def _in_a_form_that_the_page_draws(pdf: Draft) -> None:
    form = pdf.add(a_stream(WORDS, Type="/XObject", Subtype="/Form", Resources=HELVETICA))
    pdf.hang(pdf.page, Contents=pdf.add(a_stream(b"/X Do")), Resources={"/XObject": {"/X": form}})


def _in_a_form_with_the_fonts_of_the_page(pdf: Draft) -> None:
    form = pdf.add(a_stream(WORDS, Type="/XObject", Subtype="/Form"))
    pdf.hang(pdf.page, Contents=pdf.add(a_stream(b"/X Do")), Resources={**HELVETICA, "/XObject": {"/X": form}})


def _in_a_form_that_nothing_draws(pdf: Draft) -> None:
    form = pdf.add(a_stream(WORDS, Type="/XObject", Subtype="/Form", Resources=HELVETICA))
    pdf.hang(pdf.page, Contents=pdf.add(a_stream(b"q Q")), Resources={"/XObject": {"/X": form}})


def _in_the_looks_of_a_field(pdf: Draft) -> None:
    looks = pdf.add(a_stream(WORDS, Subtype="/Form"))
    field = pdf.add({"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx", "/AP": {"/N": looks}})
    pdf.hang(pdf.root, AcroForm={"/Fields": [field], "/DR": HELVETICA})
    pdf.hang(pdf.page, Annots=[field])


def _on_a_page_that_was_taken_out(pdf: Draft) -> None:
    pdf.add({"/Type": "/Page", "/Contents": pdf.add(a_stream(WORDS)), "/Resources": HELVETICA})


PLACES = (
    *(_in_the_value_of_a_field, _in_the_usual_value_of_a_field, _in_the_name_of_a_field, _in_the_hint_of_a_field),
    *(_in_a_form_of_xml, _in_a_bookmark, _in_a_note, _in_a_note_that_answers_one, _in_a_note_with_markup),
    *(_in_the_metadata, _in_the_metadata_of_a_page, _in_a_property_of_the_document),
    *(_in_an_enclosed_file, _in_a_file_pinned_to_a_page, _in_the_name_of_a_file),
    *(_in_what_a_picture_is_said_to_show, _in_what_a_passage_stands_for, _in_what_a_passage_stands_for_on_the_page),
    *(_in_a_script, _in_a_long_script, _in_the_name_of_a_layer, _in_a_name),
    *(_in_a_string_of_a_chinese_program, _in_nothing_that_hangs_on_anything),
)
DRAWN = (
    *(
        _on_the_page,
        _in_a_form_that_the_page_draws,
        _in_a_form_with_the_fonts_of_the_page,
        _in_a_form_that_nothing_draws,
    ),
    *(_in_the_looks_of_a_field, _on_a_page_that_was_taken_out),
)


@pytest.mark.parametrize("pack", [bytes, packed], ids=["plain", "packed"])
@pytest.mark.parametrize("hide", PLACES, ids=lambda hide: hide.__name__.strip("_"))
def test_a_text_is_found_wherever_it_hangs(hide: Callable[[Draft], None], pack: Callable[[bytes], bytes]) -> None:
    """The objects of a document are all looked at, not only those to which a viewer would come."""
    pdf = Draft()
    hide(pdf)
    data = pack(pdf.written())

    assert SENTENCE in all_text(data)
    assert [] == problems(data)


@pytest.mark.parametrize("pack", [bytes, packed], ids=["plain", "packed"])
@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__.strip("_"))
def test_a_text_is_found_wherever_it_is_drawn(draw: Callable[[Draft], None], pack: Callable[[bytes], bytes]) -> None:
    """Pages and whatever is drawn like one: by them, by a note, by nothing."""
    pdf = Draft()
    draw(pdf)
    data = pack(pdf.written())

    assert LATIN in all_text(data)
    assert [] == problems(data)


def changed(data: bytes, text: str = "Nothing to see") -> bytes:
    """Overwrite the text of a page, and append the change: what it replaces stays in the file."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    content = writer.pages[0].raw_get("/Contents")
    writer._replace_object(content, a_stream(WORDS.replace(LATIN.encode(), text.encode())))
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_what_a_change_replaced_is_found() -> None:
    """A passage painted out or written over is in the file as it was before, and anyone can take off the change."""
    pdf = Draft()
    _on_the_page(pdf)
    data = changed(pdf.written())

    assert LATIN not in PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert LATIN in all_text(data)
    assert LATIN in all_text(changed(data, "Nothing at all"))
    assert [] == problems(data)


def test_the_first_part_of_a_file_for_slow_lines_is_no_document() -> None:
    """Its table names what comes after it, so that by itself it would count as damaged."""
    front = b"%PDF-1.3\n1 0 obj<</Linearized 1>>endobj\nxref\n0 0\ntrailer<</Prev 999>>\nstartxref\n40\n%%EOF\n"
    whole = front + b"xref\nstartxref\n%d\n%%%%EOF" % len(front)

    assert [] == reader.earlier_ends(whole)
    assert [len(front) - 1] == reader.earlier_ends(whole.replace(b"Linearized", b"Else______"))


def test_too_many_changes_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is a document of its own to read."""
    monkeypatch.setattr(reader, "MAX_REVISIONS", 2)
    pdf = Draft()
    _on_the_page(pdf)
    data = pdf.written()
    for number in range(4):
        data = changed(data, f"Change {number}")

    assert ["A006"] == problems(data)


def a_page_in(font: dict[str, Any], shown: bytes) -> bytes:
    """Make a page that shows some bytes in a font."""
    pdf = Draft()
    content = pdf.add(a_stream(b"BT /F 12 Tf 9 9 Td <%b> Tj ET" % shown.hex().encode()))
    pdf.hang(pdf.page, Contents=content, Resources={"/Font": {"/F": pdf.add({"/Type": "/Font", **font})}})
    return pdf.written()


def composite(encoding: str, **more: Any) -> dict[str, Any]:
    """Make a font of many characters under a predefined encoding, nothing of it enclosed."""
    inner = {"/Type": "/Font", "/Subtype": "/CIDFontType0", "/BaseFont": "/STSong-Light"}
    font = {"/Subtype": "/Type0", "/BaseFont": "/STSong-Light", "/Encoding": encoding, "/DescendantFonts": [inner]}
    return font | {f"/{key}": value for key, value in more.items()}


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("/GB-EUC-H", "gb2312"),
        ("/GBpc-EUC-H", "gb2312"),
        ("/GBK-EUC-H", "gbk"),
        ("/GBKp-EUC-H", "gbk"),
        ("/GBKp-EUC-V", "gbk"),
        ("/GBK2K-H", "gb18030"),
        ("/UniGB-UCS2-H", "utf-16-be"),
        ("/UniGB-UTF16-H", "utf-16-be"),
        ("/UniCNS-UCS2-H", "utf-16-be"),
        ("/UniJIS-UCS2-V", "utf-16-be"),
    ],
)
def test_the_usual_encodings_of_chinese_are_read(encoding: str, codec: str) -> None:
    """A page is read in each of them without a remark."""
    data = a_page_in(composite(encoding), SENTENCE.encode(codec))

    assert SENTENCE in all_text(data)
    assert [] == problems(data)


def test_a_font_with_a_table_of_its_characters_is_read() -> None:
    """Numbers of glyphs are text where the font says of which."""
    table = a_stream(b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <9E64> endbfchar")
    data = a_page_in(composite("/Identity-H", ToUnicode=table), b"\0\1")

    assert "鹤" in all_text(data)
    assert [] == problems(data)


SYMBOLS = {"/Type": "/FontDescriptor", "/FontName": "/ABCDEF+Some", "/Flags": 4, "/FontFile2": a_stream(b"glyphs")}


@pytest.mark.parametrize(
    "font",
    [
        composite("/Identity-H"),
        composite("/HKscs-B5-H"),
        composite("/GBT-EUC-H"),
        composite("/Identity-H", ToUnicode=a_stream(b"nothing in it")),
        {"/Subtype": "/TrueType", "/BaseFont": "/ABCDEF+Some", "/FontDescriptor": SYMBOLS},
        {"/Subtype": "/Type1", "/BaseFont": "/Some", "/Encoding": {"/Differences": [32, "/g12", "/g13"]}},
        {"/Subtype": "/Type3", "/CharProcs": {"/a1": a_stream(b"q Q")}, "/Encoding": {"/Differences": [32, "/a1"]}},
    ],
    ids=["glyphs", "hong kong", "traditional", "no table", "symbols", "numbered", "drawn glyphs"],
)
def test_text_in_a_font_that_cannot_be_read_is_said(font: dict[str, Any]) -> None:
    """What is legible on the page and noise to a program was not looked at, and that is told."""
    assert ["A009"] == problems(a_page_in(font, b"\x20\x21"))


def test_text_in_a_font_that_is_missing_is_said() -> None:
    """A viewer takes some font instead, and shows what the reader gives up."""
    pdf = Draft()
    pdf.hang(pdf.page, Contents=pdf.add(a_stream(WORDS)))

    assert ["A009"] == problems(pdf.written())


def test_a_stream_of_unknown_make_is_said() -> None:
    """What cannot be unpacked is not taken for empty."""
    pdf = Draft()
    stream = DecodedStreamObject()
    stream.set_data(b"something")
    stream.update(value_of({"/Filter": "/SomeDecode"}))
    pdf.hang(pdf.root, Some=pdf.writer._add_object(stream))

    assert ["A009"] == problems(pdf.written())


def test_a_damaged_stream_is_said() -> None:
    """A file that is enclosed and does not open counts as unread; the rest is read."""
    pdf = Draft()
    stream = a_stream(SENTENCE.encode() * 9)
    stream._data = b"\x78\x9c" + b"\xff" * 40
    pdf.hang(pdf.root, Some=pdf.writer._add_object(stream), Other=SENTENCE)
    data = packed(pdf.written())

    assert ["A005"] == problems(data)
    assert SENTENCE in all_text(data)


def test_a_broken_table_is_said_and_the_objects_are_looked_for() -> None:
    """Where the place of the objects is lost, some may be too."""
    pdf = Draft()
    _in_a_bookmark(pdf)
    data = pdf.written()
    broken = data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF"

    assert "A005" in problems(broken)


def test_a_packed_document_cut_short_is_said() -> None:
    """Without its table a packed document is never taken for an empty one."""
    pdf = Draft()
    _in_a_bookmark(pdf)
    data = packed(pdf.written())

    assert [code for code in problems(data[:-150]) if code.startswith("A")]


def test_circles_end() -> None:
    """Objects may hold each other, and pages and forms may draw themselves."""
    pdf = Draft()
    first, second = pdf.add({"/Some": "a"}), pdf.add({"/Some": SENTENCE})
    pdf.hang(first.get_object(), Next=second, Kids=[first, second])
    pdf.hang(second.get_object(), Next=first)
    form = pdf.add(a_stream(b"/X Do " + WORDS, Type="/XObject", Subtype="/Form", Resources=HELVETICA))
    pdf.hang(form.get_object()["/Resources"], XObject={"/X": form})
    pdf.hang(pdf.page, Contents=pdf.add(a_stream(b"/X Do")), Resources={"/XObject": {"/X": form}})
    pdf.hang(pdf.root, Some=first)
    data = packed(pdf.written())

    assert SENTENCE in all_text(data)
    assert LATIN in all_text(data)


def test_forms_that_draw_each_other_many_times_are_said() -> None:
    """Twenty forms, each drawing the next one twice, are a million: what was left out is told."""
    pdf = Draft()
    form = pdf.add(a_stream(b"q Q", Type="/XObject", Subtype="/Form", Resources=HELVETICA))
    for _ in range(20):
        inner = {**HELVETICA, "/XObject": {"/X": form}}
        form = pdf.add(a_stream(b"/X Do /X Do", Type="/XObject", Subtype="/Form", Resources=inner))
    pdf.hang(pdf.page, Contents=pdf.add(a_stream(b"BT ET /X Do")), Resources={"/XObject": {"/X": form}})

    assert ["A006"] == problems(packed(pdf.written()))


def test_deep_nesting_ends() -> None:
    """Lists within lists end somewhere, and what is deeper than can be read is said."""
    pdf = Draft()
    pdf.hang(pdf.root, Some="deepest")
    data = pdf.written().replace(b"(deepest)", b"[" * 50_000 + b"]" * 50_000)

    assert problems(data)


def test_a_long_chain_is_followed_to_its_end() -> None:
    """A chain of objects, such as that of bookmarks, is no nesting."""
    pdf = Draft()
    link = pdf.add({"/Title": SENTENCE})
    for _ in range(3000):
        link = pdf.add({"/Next": link})
    pdf.hang(pdf.root, Outlines=link)

    assert SENTENCE in all_text(packed(pdf.written()))


def test_too_many_objects_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk through a document ends."""
    monkeypatch.setattr(objects, "MAX_OBJECTS", 1000)
    pdf = Draft()
    pdf.hang(pdf.root, Some=[["/a"]] * 2000)

    assert ["A006"] == problems(pdf.written())


def test_a_bomb_within_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document encloses counts towards what it may unpack to, as does what it draws."""
    monkeypatch.setattr(parts, "MAX_UNPACKED", 100_000)
    pdf = Draft()
    pdf.writer.add_attachment("a.txt", bytes(1_000_000))
    drawn = Draft()
    drawn.hang(drawn.page, Contents=drawn.add(a_stream(b" " * 1_000_000)))

    assert ["A006"] == problems(packed(pdf.written()))
    assert ["A006"] == problems(packed(drawn.written()))


def test_a_locked_document_is_said() -> None:
    """A password keeps the audit out; where none is asked of a reader, none is of it."""
    pdf = Draft()
    _in_a_bookmark(pdf)
    pdf.writer.encrypt("password", algorithm="RC4-128")
    free = Draft()
    _in_a_bookmark(free)
    free.writer.encrypt("", "owner", algorithm="RC4-128")

    assert ["A007"] == problems(pdf.written())
    assert SENTENCE in all_text(free.written())
    assert [] == problems(free.written())


def test_nothing_is_logged_for_those_who_did_not_ask(capfd: pytest.CaptureFixture[str]) -> None:
    """What the reader has to say goes into the report, and its log is left as it was."""
    before = [*logging.getLogger("pypdf").handlers]
    problems(a_page_in(composite("/HKscs-B5-H"), b"ab"))

    assert ("", "") == tuple(capfd.readouterr())
    assert before == logging.getLogger("pypdf").handlers
