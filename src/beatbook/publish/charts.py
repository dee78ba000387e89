"""Charts and maps as SVG, drawn here so that the site needs no script and no inline style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 44


@dataclass(frozen=True, slots=True)
class Point:
    """One figure on a chart: where it stands on the axis (in years), its bounds, and what it says."""

    at: float
    low: float
    high: float
    best: float
    label: str
    link: str


def nice_step(span: float, ticks: int = 4) -> float:
    """A step of 1, 2, 2.5 or 5 times a power of ten that cuts ``span`` into about ``ticks`` parts."""
    raw = max(span, 1e-9) / ticks
    power: float = 10.0 ** len(str(int(raw))) / 10 if raw >= 1 else 1.0
    while power > raw:
        power /= 10
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= raw)


def series_chart(name: str, points: Sequence[Point]) -> str:
    """A chart of figures over time: a dot for the best value, a bar for its bounds, each a link to its words."""
    highest = max(max(p.high, p.best) for p in points)
    step = nice_step(highest or 1)
    top = step * (int(highest / step) + 1)
    first, last = min(p.at for p in points), max(p.at for p in points)
    room = max(last - first, 1.0) * 0.08
    first, last = first - room, last + room

    def x(at: float) -> float:
        return round(LEFT + (at - first) / (last - first) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM), 1)

    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(name)}: {len(points)} figures">'
    ]
    value = 0.0
    while value <= top + step / 1000:
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value)}" y2="{y(value)}"/>')
        parts.append(f'<text class="tick" x="{LEFT - 8}" y="{y(value) + 4}" text-anchor="end">{value:,.10g}</text>')
        value += step
    year_step = max(1, round((last - first) / 8))
    parts += [
        f'<text class="tick" x="{x(year)}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{year}</text>'
        for year in range(int(first), int(last) + 2)
        if first <= year <= last and year % year_step == 0
    ]
    for p in points:
        title = f"<title>{escape(p.label)}</title>"
        bar = (
            f'<line class="bar" x1="{x(p.at)}" x2="{x(p.at)}" y1="{y(p.low)}" y2="{y(p.high)}"/>'
            if p.high > p.low
            else ""
        )
        dot = f'<circle class="dot" cx="{x(p.at)}" cy="{y(p.best)}" r="5"/>'
        parts.append(f'<a href="{escape(p.link)}">{title}{bar}{dot}</a>')
    parts.append("</svg>")
    return "".join(parts)


def place_map(places: Sequence[tuple[str, float, float, int, str]]) -> str:
    """Places as dots on a plain grid (equirectangular): ``(name, lat, lon, mentions, link)``.

    Only points are given here: a country is not a dot.
    """
    if not places:
        return ""
    lats, lons = [p[1] for p in places], [p[2] for p in places]
    south, north = max(-90.0, min(lats) - 3), min(90.0, max(lats) + 3)
    west, east = max(-180.0, min(lons) - 4), min(180.0, max(lons) + 4)
    height = max(200, min(520, int(WIDTH * (north - south) / (east - west))))

    def x(lon: float) -> float:
        return round((lon - west) / (east - west) * WIDTH, 1)

    def y(lat: float) -> float:
        return round((north - lat) / (north - south) * height, 1)

    parts = [f'<svg class="map" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Map of {len(places)} places">']
    step = nice_step(east - west, 6)
    line = int(west / step) * step
    while line <= east:
        if line >= west:
            parts.append(f'<line class="grid" x1="{x(line)}" x2="{x(line)}" y1="0" y2="{height}"/>')
            parts.append(f'<text class="tick" x="{x(line) + 3}" y="{height - 6}">{_degrees(line, "E", "W")}</text>')
        line += step
    line = int(south / step) * step
    while line <= north:
        if line >= south:
            parts.append(f'<line class="grid" x1="0" x2="{WIDTH}" y1="{y(line)}" y2="{y(line)}"/>')
            parts.append(f'<text class="tick" x="4" y="{y(line) - 4}">{_degrees(line, "N", "S")}</text>')
        line += step
    taken: list[tuple[float, float]] = []
    for name, lat, lon, mentions, link in places:
        size = min(14, 4 + mentions)
        parts.append(
            f'<a href="{escape(link)}"><title>{escape(name)}: {mentions}</title>'
            f'<circle class="dot" cx="{x(lon)}" cy="{y(lat)}" r="{size}"/>'
        )
        if all(abs(x(lon) - a) > 70 or abs(y(lat) - b) > 14 for a, b in taken):
            end = x(lon) > WIDTH - 120
            at, anchor = (x(lon) - size - 3, "end") if end else (x(lon) + size + 3, "start")
            parts.append(f'<text class="label" x="{at}" y="{y(lat) + 4}" text-anchor="{anchor}">{escape(name)}</text>')
            taken.append((x(lon), y(lat)))
        parts.append("</a>")
    parts.append("</svg>")
    return "".join(parts)


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}°{positive if value >= 0 else negative}"
