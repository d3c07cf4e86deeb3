# ruff: noqa: S311, E501  (chance is for variety here; long lines are data)
"""Odd files, made in code: what a folder of reports may hold besides reports.

`odd_inputs()` yields a name for the test, a file name and the bytes. Nothing is stored, and the
same files come each time.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Sequence

Odd = tuple[str, str, bytes]

LANGUAGES = {
    "english": "The minister refused the draft. “It is not ready,” she told Mr. Lee at 5 p.m. "
    "Monday. Talks go on.",
    "french": "Le ministre a refusé l’accord. « Nous verrons bien », a-t-il déclaré à Genève.",
    "german": "Der Minister lehnte den Entwurf ab. „Wir müssen weiterreden“, sagte er in Köln.",
    "spanish": "El ministro rechazó la propuesta. «¿Por qué mañana?», preguntó la señora Núñez.",
    "polish": "Minister odrzucił umowę. „Zobaczymy później”, powiedział rzecznik w Łodzi.",
    "czech": "Ministr odmítl dohodu. „Uvidíme později,“ řekl mluvčí vlády v Plzni.",
    "turkish": "Bakan anlaşmayı reddetti. “Göreceğiz,” dedi sözcü, görüşmeler sürüyor.",
    "russian": "Министр отказался подписать соглашение. «Посмотрим», — сказал он в среду.",
    "ukrainian": "Міністр відмовився підписати угоду. «Побачимо», — сказав він у середу в Києві.",
    "greek": "Ο υπουργός αρνήθηκε τη συμφωνία. «Θα δούμε», είπε στην Αθήνα.",
    "arabic": "رفض الوزير الاتفاق. «سنرى»، قال المتحدث في القاهرة. هل انتهت المحادثات؟ لا.",
    "hebrew": "השר דחה את ההסכם. ״נראה״, אמר הדובר בירושלים. השיחות נמשכות.",
    "chinese": "部长拒绝签署协议。“我们会看到，”他在北京说。谈判仍在继续！",
    "traditional chinese": "部長拒絕簽署協議。「我們會看到，」他在北京說。談判仍在繼續！",
    "japanese": "大臣は合意への署名を拒否した。「様子を見よう」と東京で述べた。協議は続く。",
    "korean": "장관은 합의 서명을 거부했다. “두고 보겠다”고 그는 서울에서 말했다.",
    "hindi": "मंत्री ने समझौते से इनकार किया। उन्होंने दिल्ली में कहा कि बातचीत जारी है।",
    "thai": "รัฐมนตรีปฏิเสธข้อตกลง และกล่าวว่าการเจรจายังดำเนินต่อไป",
    "vietnamese": "Bộ trưởng từ chối thỏa thuận. “Chúng ta sẽ xem,” ông nói ở Hà Nội.",
}
LEGACY = {
    "french": ("cp1252", "iso8859_15", "mac_roman"),
    "german": ("cp1252", "cp850"),
    "spanish": ("cp1252",),
    "polish": ("cp1250", "iso8859_2"),
    "czech": ("cp1250", "iso8859_2"),
    "turkish": ("cp1254",),
    "russian": ("cp1251", "koi8_r", "cp866", "iso8859_5"),
    "ukrainian": ("cp1251", "koi8_u"),
    "greek": ("cp1253",),
    "arabic": ("cp1256",),
    "hebrew": ("cp1255",),
    "chinese": ("gb18030",),
    "traditional chinese": ("big5",),
    "japanese": ("cp932", "euc_jp", "iso2022_jp"),
    "korean": ("cp949",),
    "thai": ("cp874",),
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def paragraph(number: int, words: int = 40) -> str:
    """An English paragraph of two sentences, a different one for each number."""
    rng = random.Random(number)
    nouns = ["draft", "river", "minister", "treaty", "harbour", "council", "price", "border"]
    verbs = ["refused", "offered", "signed", "doubted", "wanted", "discussed"]
    first = " ".join(f"the {rng.choice(nouns)} {rng.choice(verbs)}" for _ in range(words // 6))
    second = " ".join(
        f"a {rng.choice(nouns)} of the {rng.choice(nouns)}" for _ in range(words // 8)
    )
    return f"On day {number}, {first}. “It was {second},” the envoy said."


def wrapped(text: str, width: int = 72, gap: str = "\n") -> str:
    """Text broken at a column."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return gap.join([*lines, line])


def page(body: str, head: str = "", *, attributes: str = "") -> str:
    """A page with a menu, an article and a foot."""
    return (
        f"<!DOCTYPE html>\n<html{attributes}><head><title>A draft is refused | The Example</title>"
        f"{head}</head><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav>\n"
        f"<main><article><h1>A draft is refused</h1>\n{body}\n</article></main>"
        "<footer>© 2025 The Example. All rights reserved.</footer></body></html>"
    )


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", packed: bool = False) -> bytes:
    """A PDF with lines of text on its pages; a page without lines holds a drawing."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for index, lines in enumerate(pages):
        drawn = b"BT /F1 11 Tf 72 760 Td 14 TL\n" if lines else b"0 0 m 100 100 l S\n"
        for line in lines:
            shown = line.encode("cp1252", "replace")
            for mark in (b"\\", b"(", b")"):
                shown = shown.replace(mark, b"\\" + mark)
            drawn += b"(" + shown + b") Tj T*\n"
        drawn += b"ET" if lines else b""
        stored = zlib.compress(drawn) if packed else drawn
        how = b" /Filter /FlateDecode" if packed else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * index)
        )
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stored), how, stored))
    if title:
        objects.append(b"<< /Title (" + title.encode("cp1252") + b") >>")
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b" /Info %d 0 R" % len(objects) if title else b""
    size = len(objects) + 1
    return out + b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        info,
        start,
    )


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([["The minister refused."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def odd_inputs(*, large: bool = True) -> Iterator[Odd]:
    """Some 260 files; `large` for the one of 5 MB as well."""
    yield from _encodings()
    yield from _texts()
    yield from _pages()
    yield from _pdfs()
    yield from _others()
    if large:
        line = " ".join(paragraph(n) for n in range(5000)) + " "
        yield "one line of 5 MB", "large.txt", (line * (5_000_000 // len(line) + 1)).encode()


def _encodings() -> Iterator[Odd]:
    for language, text in LANGUAGES.items():
        for encoding in UNICODE:
            yield f"{language} in {encoding}", f"{language}.txt", text.encode(encoding)
        for encoding in LEGACY.get(language, ()):
            short, long = text.encode(encoding, "replace"), (text + "\n") * 30
            yield f"{language} in {encoding}", f"{language}.txt", short
            yield (
                f"long {language} in {encoding}",
                f"{language}.txt",
                long.encode(encoding, "replace"),
            )
        yield f"page in {language}", f"{language}.html", page(f"<p>{text}</p>" * 5).encode()
    latin = LANGUAGES["french"].encode("cp1252")
    yield "declared encoding", "d.html", b"<meta charset=iso-8859-1><p>" + latin + b"</p>"
    yield "encoding nobody knows", "d.html", b"<meta charset=x-none><p>" + latin + b"</p>"
    yield "encoding that is none", "d.html", b"<meta charset=rot13><p>" + latin + b"</p>"
    yield "UTF-8 with one wrong byte", "w.txt", "« Œuvre d’été » ".encode() * 9 + b"\xe9t\xe9."
    yield "UTF-16 cut within a letter", "c.txt", "The draft. 😀".encode("utf-16")[:-1]
    yield "half a surrogate pair", "s.txt", b"\xff\xfeT\x00h\x00\x00\xd8e\x00 \x00e\x00"
    yield "byte order mark alone", "b.txt", b"\xef\xbb\xbf"
    yield "two byte order marks", "b.txt", b"\xef\xbb\xbf\xef\xbb\xbfThe draft was refused."
    yield "overlong UTF-8", "o.txt", b"The \xc0\xaf draft \xed\xa0\x80 was refused."


_TEXTS = {
    "empty": "",
    "white space": " \n\t\r\n \u00a0\u3000\u2003\n",
    "invisible characters": "\u200b\u200e\u2060\ufeff",
    "one letter": "a",
    "one full stop": ".",
    "full stops": ". " * 500,
    "no full stop": "the draft " * 400,
    "one word of a megabyte": "a" * 1_000_000,
    "open quotation": "“" * 3000 + "The draft.",
    "all kinds of line ends": "One.\r\nTwo.\rThree.\nFour.\u2028Five.\u0085Six.\x0bSeven.\x0cEight.",
    "old Mac line ends": "The draft was refused.\rThe talks go on.\r",
    "right to left marks": "\u202bרפض\u202c The \u200fdraft\u200f was \u202erefused\u202c.",
    "Arabic and English": LANGUAGES["arabic"] + "\n\n" + LANGUAGES["english"],
    "combining marks": "Le\u0301a refusa. " + "z" + "\u0300" * 400 + " a parle\u0301.",
    "emoji": "👩🏽‍🚀 The draft 🇺🇦 was refused. 👍 Talks go on! 🎉🎉",
    "mathematical letters": "𝐓𝐡𝐞 𝐝𝐫𝐚𝐟𝐭 𝐰𝐚𝐬 𝐫𝐞𝐟𝐮𝐬𝐞𝐝. 𝐓𝐚𝐥𝐤𝐬 𝐠𝐨 𝐨𝐧.",
    "astral letters": "𒀀𒀁 𐤀𐤁. 𓀀𓀁! The draft.",
    "tabs": "Party\tOffer\tDate\nNorth\t12,000 t\t2025-02-16\nSouth\t9.5 %\t2025-02-17",
    "csv": 'party,offer\n"North","12,000 t"\n"South","no offer"\n',
    "json": '{"title": "A draft", "text": "The minister refused."}',
    "json in a list": "[" * 5000 + '"' + "]" * 5000,
    "yaml": "parties:\n  north: {name: North}\nissues: []\n",
    "markdown": "# A draft is refused\n\n*The minister* refused [the draft](http://x.y/z).\n\n- one\n- two",
    "a program": "def f(x):\n    return x  # The draft was refused.\n\nprint(f(1))\n",
    "addresses": "https://www.example.org/a.b?c=d&e=f\nwww.example.org\njo@example.org\n",
    "abbreviations only": "Mr. U.S. a.m. No. St. Sen. Gen. J. F. K. etc. e.g. i.e.",
    "all capitals": "KYIV, FEB 16 - THE U.S. SAID NO. GEN. LEE LEFT. THE TALKS GO ON.",
    "script in text": "The minister <script>alert(1)</script> refused < 3 and > 2 drafts & left.",
    "control characters": "The draft\x07 was\x1b[31m refused by the minister of trade and commerce, "
    "who had been asked to sign it on the spot and said that she would rather not do so at all. " * 3,
    "transcript": "SECRETARY LEE: We refuse the draft.\n\nQ: Why?\n\nA: It is not ready.\n\n"
    "MS. NÚÑEZ (through interpreter): Thank you.",
    "transcript in lines": "Q: Why?\nA: It is not ready.\nQ: When will it be?\nA: Nobody knows.",
    "chat": "[16/02/2025, 09:30] Jo: no\n[16/02/2025, 09:31] Al: ok\n",
    "subtitles": "1\n00:00:01,000 --> 00:00:02,000\nThe draft was refused.\n\n2\n"
    "00:00:03,000 --> 00:00:04,000\nTalks go on.\n",
    "verse": "The draft lay on the table,\nThe minister looked away;\nNobody there was able\nTo "
    "find a word to say.",
    "quoted mail": "> > The draft was refused.\n> Why?\nNobody knows.",
    "mail": "From: Jo <jo@example.org>\nTo: al@example.org\nSubject: The draft\nDate: Sun, 16 Feb "
    "2025 09:30:00 +0000\n\n" + wrapped(paragraph(1)) + "\n\n" + wrapped(paragraph(2)),
    "only furniture": "READ MORE\n\nADVERTISEMENT\n\nShare\n\n© 2025 The Example",
    "two dates": "Published: 16 February 2025\nUpdated: 17 February 2025\n\nThe draft was refused.",
    "ambiguous date": "Published: 03/04/2025\n\nThe draft was refused.",
    "impossible date": "Published: 31 February 2025\n\nThe draft was refused.",
    "dateline": "KYIV, Feb 16, 2025 (Reuters) - The draft was refused. Talks go on.",
    "many blank lines": "The draft was refused." + "\n" * 50_000 + "Talks go on.",
    "many short lines": "a\n" * 3_000,
    "dots and lines": "1. The price . . . . . . . 3\n2. The date ........... 4\n______________",
    "text that says it is a page": "To end a paragraph, write </p>. The draft used <br> too.",
    "text that begins with a bracket": "[ The draft is refused Opens in new window ]\n\nTalks go on.",
}  # fmt: skip


def _texts() -> Iterator[Odd]:
    for name, text in _TEXTS.items():
        yield name, "odd.txt", text.encode()
    for width in (20, 40, 60, 72, 80, 100):
        for gap in ("\n\n", "\n", "\n    "):
            text = gap.join(wrapped(paragraph(n)) for n in range(6))
            again = gap.join(wrapped(paragraph(n), width) for n in range(6))
            yield f"wrapped at {width}, {gap!r}", "wire.txt", again.encode()
            yield (
                f"wrapped at {width} with CRLF, {gap!r}",
                "wire.txt",
                again.replace("\n", "\r\n").encode(),
            )
        yield f"capitals at {width}", "wire.txt", wrapped(text, width).upper().encode()
    yield "long lines", "l.txt", "\n".join(paragraph(n) for n in range(30)).encode()


_ARTICLE = "\n".join(f"<p>{paragraph(n)}</p>" for n in range(6))
_PAGES = {
    "article": page(_ARTICLE),
    "article without ends of tags": page(_ARTICLE.replace("</p>", "")),
    "article in one line": page(_ARTICLE).replace("\n", ""),
    "article in capitals": page(_ARTICLE).upper(),
    "article with entities": page(
        _ARTICLE.replace("“", "&ldquo;").replace("”", "&#8221;").replace("the ", "the&nbsp;")
    ),
    "article in br": page(_ARTICLE.replace("<p>", "").replace("</p>", "<br><br>")),
    "article in pre": "<html><body><pre>" + wrapped(paragraph(1)) + "</pre></body></html>",
    "article right to left": page(f"<p>{LANGUAGES['arabic']}</p>" * 6, attributes=" dir='rtl'"),
    "article in tables": "<table><tr><td>" + _ARTICLE + "</td><td>Home</td></tr></table>",
    "table": "<html><body><table>" + "<tr><td>North</td><td>12 %</td></tr>" * 40 + "</table></body>",
    "list of links": "<html><body><ul>" + "<li><a href='#'>A draft</a></li>" * 40 + "</ul></body>",
    "no body": "<html><head><title>The draft</title></head></html>",
    "nothing visible": "<html><body><script>var a = 'The draft';</script></body></html>",
    "hidden": "<html><body><p hidden>The draft was refused.</p><p>Talks go on.</p></body></html>",
    "comments": "<html><body><!-- The draft --><p>Talks<!-- a > b --> go on.</p><!-- never closed",
    "cut in a tag": page(_ARTICLE)[:900] + "<p class=",
    "cut in an entity": "<html><body><p>The draft &am",
    "wrong entities": "<p>&nosuch; &#xD800; &#0; &#99999999; &amp &ampx; &notit; &; && &lt;b&gt;</p>",
    "unclosed quotation": "<html><body><p class='a>The draft was refused.</p><p>Talks go on.</p>",
    "tags within words": "<p>The mi<b>nis</b>ter re<i>fu</i>sed.</p><p>T<!-- -->alks.</p>",
    "frameset": "<html><frameset><frame src='a'></frameset></html>",
    "XHTML": '<?xml version="1.0" encoding="UTF-8"?>\n' + page(_ARTICLE),
    "entity bomb": '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<html><body><p>&b; The '
    "draft was refused.</p></body></html>",
    "feed": '<?xml version="1.0"?><rss><channel><item><title>A</title></item></channel></rss>',
    "svg": '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>A</text></svg>',
    "nested": "<div>" * 100_000 + "The draft" + "</div>" * 100_000,
    "stray ends": "</p></div></b>" * 5000 + "<p>The draft was refused.</p>",
    "many tags": "<b><i>" * 400 + "The draft was refused." + "</b>" * 5000,
    "angle brackets": "<html>" + "<" * 100_000 + "p>The draft",
    "CDATA": "<html><body><![CDATA[ The draft ]]><p>Talks go on.</p></body></html>",
    "JSON-LD": page(
        _ARTICLE,
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A draft", '
        '"datePublished": "2025-02-16T09:30:00+02:00", "publisher": {"@type": "Organization", '
        '"name": "The Example"}}</script>',
    ),
    "broken JSON-LD": page(_ARTICLE, '<script type="application/ld+json">{"headline": "A</script>'),
    "transcript": page("<p><b>Q:</b> Why?</p><p><b>SECRETARY LEE:</b> It is not ready.</p>" * 8),
    "cookies": page("<div class=cookie><p>We use cookies to improve our site.</p></div>" + _ARTICLE),
}  # fmt: skip


def _pages() -> Iterator[Odd]:
    for name, text in _PAGES.items():
        yield f"page: {name}", "odd.html", text.encode()
    yield "page called text", "odd.txt", _PAGES["article"].encode()
    yield "text called page", "odd.html", paragraph(1).encode()
    yield "page with NUL", "odd.html", b"<html><p>The\x00 draft</p></html>"
    yield "page in UTF-16", "odd.html", _PAGES["article"].encode("utf-16")


def _pdfs() -> Iterator[Odd]:
    whole = [wrapped(paragraph(n), 60).split("\n") for n in range(3)]
    good = pdf(whole, title="A draft is refused")
    yield "PDF", "odd.pdf", good
    yield "packed PDF", "odd.pdf", pdf(whole, packed=True)
    yield "PDF called text", "odd.txt", good
    yield "text called PDF", "odd.pdf", paragraph(1).encode()
    yield (
        "PDF with heads",
        "odd.pdf",
        pdf([["The Example", *p, str(i)] for i, p in enumerate(whole)]),
    )
    yield "PDF with one blank page", "odd.pdf", pdf([whole[0], [], whole[1]])
    yield "scanned PDF", "odd.pdf", pdf([[], []])
    yield "PDF without pages", "odd.pdf", pdf([])
    yield "locked PDF", "odd.pdf", locked_pdf()
    yield "PDF head alone", "odd.pdf", b"%PDF-1.7\n"
    yield "PDF after white space", "odd.pdf", b"\n\n" + good
    for share in (10, 40, 70, 95):
        yield f"PDF cut at {share} %", "odd.pdf", good[: len(good) * share // 100]
    rng = random.Random(0)
    for number in range(12):
        data = bytearray(good)
        for _ in range(20):
            data[rng.randrange(9, len(data))] = rng.randrange(256)
        yield f"damaged PDF {number}", "odd.pdf", bytes(data)
    bomb = zlib.compress(zlib.compress(b"(a) Tj " * 1_000))
    yield (
        "PDF that unfolds",
        "odd.pdf",
        pdf([["x"]])
        .replace(b"<< /Length", b"<< /Filter [/FlateDecode /FlateDecode] /Length")
        .replace(b"BT /F1 11 Tf 72 760 Td 14 TL\n(x) Tj T*\nET", bomb),
    )
    loop = good.replace(b"/Kids [4 0 R", b"/Kids [2 0 R")
    yield "PDF that leads back to itself", "odd.pdf", loop


def _others() -> Iterator[Odd]:
    rng = random.Random(1)
    heads = {
        "PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff\xe0", "GIF": b"GIF89a",
        "TIFF": b"II*\x00", "gzip": b"\x1f\x8b\x08", "Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "RTF": b"{\\rtf1\\ansi The draft.}", "ZIP": b"PK\x03\x04" + bytes(26) + b"a.txt",
        "Word docx": b"PK\x03\x04" + bytes(26) + b"word/document.xml",
        "ODT": b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "program": b"\x7fELF\x02\x01", "film": b"\x00\x00\x00\x18ftypmp42", "WebP": b"RIFFabcdWEBP",
        "database": b"SQLite format 3\x00", "Parquet": b"PAR1", "7-Zip": b"7z\xbc\xaf\x27\x1c",
    }  # fmt: skip
    for name, head in heads.items():
        yield f"{name} file", "odd.bin", head + rng.randbytes(200)
    for number in range(8):
        yield f"random bytes {number}", "odd.dat", rng.randbytes(10 ** (number % 4 + 1))
    yield "NUL bytes", "odd.txt", bytes(1000)
    yield "text with NUL", "odd.txt", b"The draft\x00 was refused."
    yield "control bytes", "odd.txt", bytes(range(1, 32)) * 20
    yield "high bytes", "odd.txt", bytes(range(128, 256)) * 4
    yield (
        "mail archive",
        "odd.eml",
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nThe draft.\n--x--\n"
        ),
    )
