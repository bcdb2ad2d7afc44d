"""Articles whose reports have something to say in every section."""

from __future__ import annotations

from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="9" height="9"/></svg>'


def full(folder: Path, lang: str = "en", *, alternative: str = "A black square &amp; nothing else") -> Path:
    """Write an article with pictures described and not, a formula, a table, a passage, and a translation.

    Without an ``alternative`` its first picture is silent.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dot.svg").write_text(SVG, "utf-8")
    alt = f"<alt-text>{alternative}</alt-text>" if alternative else ""
    path = folder / "full.xml"
    path.write_text(
        f"""<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"
 xml:lang="{lang}">
<front><article-meta><title-group><article-title>Salt &lt;b&gt; and sand</article-title></title-group>
<pub-date date-type="pub"><day>5</day><month>3</month><year>2024</year></pub-date></article-meta></front>
<body><sec><title>First</title><p>Some words, <named-content xml:lang="fr">un passage</named-content>, more words.</p>
<fig id="f1"><label>Figure 1</label><caption><p>What is seen.</p></caption>
<graphic xlink:href="dot.svg">{alt}<long-desc>A square that is wholly black, on white paper.</long-desc></graphic></fig>
<p><inline-graphic xlink:href="dot.svg"><alt-text>null</alt-text></inline-graphic></p>
<disp-formula><alternatives><mml:math><mml:mi>x</mml:mi></mml:math></alternatives><alt-text>x</alt-text></disp-formula>
</sec></body>
<sub-article article-type="translation" xml:lang="pt" id="pt"><front-stub><title-group>
<article-title>Sal e areia</article-title></title-group></front-stub><body><p>Uma frase.</p></body></sub-article></article>""",
        "utf-8",
    )
    return path
