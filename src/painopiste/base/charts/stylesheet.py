"""The style sheet that lets a chart inside a page follow the reader's colours.

A drawing carries the light colours itself, so it is right in a PDF too; the style sheet overrides them by class.
"""

from __future__ import annotations

from pathlib import Path

from painopiste.base.charts.tones import DARK, LIGHT, TONES, Ground

FILE = Path(__file__).parent / "static" / "charts" / "charts.css"


def stylesheet() -> str:
    """Write the style sheet; `charts.css` holds exactly this."""
    light, dark = _variables(LIGHT, dark=False), _variables(DARK, dark=True)
    dark_page = ':root:not([data-color-scheme="light"], [data-color-scheme="dark"]) .pp-chart'
    return "\n".join(
        [
            "/* Colours of charts inside a page, made by painopiste.base.charts.stylesheet (a test keeps it so). */",
            f".pp-chart {{ {light} }}",
            f'[data-color-scheme="dark"] .pp-chart {{ {dark} }}',
            f"@media (prefers-color-scheme: dark) {{ {dark_page} {{ {dark} }} }}",
            f'@media print {{ .pp-chart, [data-color-scheme="dark"] .pp-chart {{ {light} }} }}',
            # Where the reader has set colours of their own, the drawing keeps its own on white paper: both would mix.
            f"@media (forced-colors: active) {{ .pp-chart, [data-color-scheme] .pp-chart {{ forced-color-adjust: none; "
            f"background: #ffffff; {light} }} }}",
            ".pp-chart { display: block; width: 100%; height: auto; max-width: 60rem; }",
            ".pp-chart text { font-family: var(--ds-font-family, 'Source Sans 3 Variable', sans-serif); }",
            *_rules(),
            "",
        ]
    )


def _variables(ground: Ground, *, dark: bool) -> str:
    names = {
        "paper": ground.paper,
        "text": ground.text,
        "quiet": ground.quiet,
        "axis": ground.axis,
        "grid": ground.grid,
    }
    for name, tone in TONES.items():
        shade = tone.dark if dark else tone.light
        names |= {f"{name}-fill": shade.fill, f"{name}-ink": shade.ink, f"{name}-lines": shade.lines}
    return " ".join(f"--pp-{name.replace('_', '-')}: {value};" for name, value in names.items())


def _rules() -> list[str]:
    rules = [f".pp-chart .pp-{name} {{ fill: var(--pp-{name}); }}" for name in ("paper", "text", "quiet")]
    rules += [f".pp-chart .pp-{name} {{ stroke: var(--pp-{name}); }}" for name in ("axis", "grid")]
    rules += [".pp-chart .pp-edge { stroke: var(--pp-paper); }"]
    for name in (name.replace("_", "-") for name in TONES):
        rules += [
            f".pp-chart .pp-fill-{name} {{ fill: var(--pp-{name}-fill); }}",
            f".pp-chart .pp-ink-{name} {{ fill: var(--pp-{name}-ink); }}",
            f".pp-chart .pp-lines-{name} {{ stroke: var(--pp-{name}-lines); }}",
            f".pp-chart .pp-stroke-{name} {{ stroke: var(--pp-{name}-fill); }}",
        ]
    return rules
