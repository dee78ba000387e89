"""Write the sample beat's web archive: `python tools/sample/make_warc.py`. The same pages give the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TARGET = Path(__file__).resolve().parents[2] / "examples/crossings/clippings/herald-crawl.warc.gz"
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Tinder Box Herald</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="The Tinder Box Herald">
<meta property="article:published_time" content="{date}"></head>
<body><header><a href="/">The Tinder Box Herald (a made-up newspaper)</a></header>
<article><h1>{title}</h1><p class="meta">{printed}</p>{body}</article></body></html>
"""
PAGES = [
    (
        "https://tinder-box-herald.example/2019/mill-rescue",
        "Stranger jumps into the mill race",
        "2019-06-06",
        "6 June 2019",
        "<p>A man from the Lantern House rescued a nine-year-old boy in Larkenfold on Tuesday, "
        "the Larkenfold Bugle reported."
        "</p><p>The man, who came from North Korea, will not give his name.</p>",
    ),
    (
        "https://tinder-box-herald.example/2019/arrivals",
        "Fewer arrivals than eight years ago",
        "2019-06-20",
        "20 June 2019",
        "<p>In 2018 South Korea took in 1,137 people from the North; in 2011 it was 2,706, "
        "the Unification Ministry says.</p>"
        "<p>In the first three months of 2019 fewer than 230 people arrived, according to the ministry.</p>",
    ),
    (
        "https://tinder-box-herald.example/2019/list-found",
        "Stolen list turns up in a skip",
        "2019-07-24",
        "24 July 2019",
        "<p>Police found the computers stolen from the Lantern House in Larkenfold in a skip on Tuesday, "
        "Director Tamsin Brook "
        "said. It is not known whether anybody had read the list with 58 names.</p>",
    ),
]


def main() -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, (link, title, date, printed, body) in enumerate(PAGES, 1):
        page = PAGE.format(title=title, date=date, printed=printed, body=body).encode()
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            link,
            "response",
            payload=io.BytesIO(page),
            http_headers=head,
            warc_headers_dict={
                "WARC-Date": "2019-10-01T00:00:00Z",
                "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
            },
        )
        writer.write_record(record)
    data = bytearray(out.getvalue())
    TARGET.write_bytes(bytes(data))
    print(f"{TARGET.name}: {len(PAGES)} pages, {len(data)} bytes")


if __name__ == "__main__":
    main()
