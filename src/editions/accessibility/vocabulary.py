"""The words that the audit looks for, in each language: one table, read by the checks.

All are compared in lower case, whole words only. Where an article's language has no words here, English ones are looked for
alone; English words count in every language, since file and figure names often are English.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from editions.languages.tags import primary

FALLBACK: Final = "en"


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(","))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language.

    ``placeholders``: what only names the kind of thing. ``openings``: what a description needs not begin with. ``complex``:
    captions with these words stand under what holds more than one breath says. ``writing``: those under pictures of text.
    ``vague``: link words that say nothing. ``colours`` with ``things``, ``places`` with ``things``: what points by sight alone;
    ``adjective_last`` where the colour follows its thing.
    """

    placeholders: frozenset[str]
    openings: frozenset[str]
    complex: frozenset[str]
    writing: frozenset[str]
    vague: frozenset[str]
    colours: frozenset[str]
    things: frozenset[str]
    places: frozenset[str]
    adjective_last: bool = False


WORDS: Final[dict[str, Words]] = {
    "en": Words(
        placeholders=_words(
            "image, picture, photo, photograph, figure, fig, graphic, graph, chart, map, diagram, drawing, illustration, icon,"
            " logo, table, formula, equation, video, film, audio, sound, media, file, placeholder, alt, alt text, alt-text,"
            " description, untitled, none, n/a, na, todo, tbd, no description, no alt text"
        ),
        openings=_words(
            "image of, an image of, picture of, a picture of, photo of, a photo of, photograph of, graphic of, figure of,"
            " image showing, picture showing"
        ),
        complex=_words(
            "chart, charts, graph, graphs, plot, plots, histogram, diagram, flowchart, flow chart, map, maps, timeline, scheme,"
            " infographic, tree, network, scatterplot, scatter plot, boxplot, box plot, heatmap, heat map, curve, curves,"
            " spectrum, spectra, schematic, pie, bars, axis, axes, x-axis, y-axis, error bars, distribution"
        ),
        writing=_words("screenshot, screen shot, facsimile, questionnaire, scanned, manuscript, handwritten"),
        vague=_words(
            "here, click here, click, this, this link, this page, link, more, read more, see more, learn more,"
            " more information, see here, details, continue, download, website, page"
        ),
        colours=_words("red, green, blue, yellow, orange, purple, pink, grey, gray, black, white, brown, violet"),
        things=_words(
            "line, lines, curve, curves, bar, bars, dot, dots, circle, circles, arrow, arrows, box, boxes, area, areas,"
            " triangle, triangles, square, squares, column, columns, region, regions, symbols, points, cells"
        ),
        places=_words(
            "the table above, the table below, the figure above, the figure below, the picture above, the picture below,"
            " the chart above, the chart below, the map above, the map below, the graph above, the graph below,"
            " the image above, the image below, the box above, the box below, on the left, on the right,"
            " the picture on the left, the picture on the right, the following picture, shown above, shown below,"
            " top left, top right, bottom left, bottom right"
        ),
    ),
    "es": Words(
        placeholders=_words(
            "imagen, foto, fotografía, figura, fig, gráfico, gráfica, mapa, diagrama, dibujo, ilustración, icono, ícono,"
            " logo, logotipo, tabla, cuadro, fórmula, ecuación, vídeo, video, película, audio, sonido, archivo, fichero,"
            " descripción, sin título, sin descripción, ninguno, ninguna, texto alternativo"
        ),
        openings=_words("imagen de, una imagen de, foto de, una foto de, fotografía de, figura de, imagen que muestra"),
        complex=_words(
            "gráfico, gráficos, gráfica, gráficas, histograma, diagrama, flujograma, diagrama de flujo, mapa, mapas,"
            " cronología, esquema, infografía, árbol, red, curva, curvas, espectro, barras, eje, ejes, distribución"
        ),
        writing=_words("captura de pantalla, facsímil, cuestionario, escaneado, manuscrito, formulario"),
        vague=_words(
            "aquí, haga clic aquí, clic aquí, pulse aquí, este enlace, enlace, esta página, más, ver más, leer más,"
            " más información, saber más, véase aquí, detalles, descargar, página, sitio web"
        ),
        colours=_words(
            "rojo, roja, rojos, rojas, verde, verdes, azul, azules, amarillo, amarilla, amarillos, amarillas, naranja, morado,"
            " morada, rosa, gris, grises, negro, negra, negros, negras, blanco, blanca, blancos, blancas, violeta"
        ),
        things=_words(
            "línea, líneas, curva, curvas, barra, barras, punto, puntos, círculo, círculos, flecha, flechas, recuadro,"
            " recuadros, área, áreas, triángulo, triángulos, cuadrado, cuadrados, columna, columnas, zona, zonas"
        ),
        places=_words(
            "la tabla de arriba, la tabla de abajo, la figura de arriba, la figura de abajo, el cuadro de arriba,"
            " el cuadro de abajo, el gráfico de arriba, el gráfico de abajo, a la izquierda, a la derecha, la tabla anterior,"
            " la figura anterior, el gráfico anterior, la tabla siguiente, la figura siguiente, el gráfico siguiente,"
            " arriba a la izquierda, arriba a la derecha, abajo a la izquierda, abajo a la derecha"
        ),
        adjective_last=True,
    ),
    "pt": Words(
        placeholders=_words(
            "imagem, foto, fotografia, figura, fig, gráfico, mapa, diagrama, desenho, ilustração, ícone, logo, logotipo,"
            " tabela, quadro, fórmula, equação, vídeo, filme, áudio, som, arquivo, ficheiro, descrição, sem título,"
            " sem descrição, nenhum, nenhuma, texto alternativo"
        ),
        openings=_words("imagem de, uma imagem de, foto de, uma foto de, fotografia de, figura de, imagem que mostra"),
        complex=_words(
            "gráfico, gráficos, histograma, diagrama, fluxograma, mapa, mapas, cronologia, linha do tempo, esquema,"
            " infográfico, árvore, rede, curva, curvas, espectro, barras, eixo, eixos, distribuição"
        ),
        writing=_words("captura de tela, captura de ecrã, fac-símile, questionário, digitalizado, manuscrito, formulário"),
        vague=_words(
            "aqui, clique aqui, este link, link, esta página, mais, veja mais, ver mais, leia mais, ler mais, saiba mais,"
            " mais informações, veja aqui, detalhes, baixar, descarregar, página, site"
        ),
        colours=_words(
            "vermelho, vermelha, vermelhos, vermelhas, verde, verdes, azul, azuis, amarelo, amarela, amarelos, amarelas,"
            " laranja, roxo, roxa, rosa, cinza, cinzento, cinzenta, preto, preta, pretos, pretas, branco, branca, brancos,"
            " brancas, violeta"
        ),
        things=_words(
            "linha, linhas, curva, curvas, barra, barras, ponto, pontos, círculo, círculos, seta, setas, caixa, caixas, área,"
            " áreas, triângulo, triângulos, quadrado, quadrados, coluna, colunas, região, regiões"
        ),
        places=_words(
            "a tabela acima, a tabela abaixo, a figura acima, a figura abaixo, o quadro acima, o quadro abaixo,"
            " o gráfico acima, o gráfico abaixo, o mapa acima, o mapa abaixo, a imagem acima, a imagem abaixo,"
            " à esquerda, à direita, a tabela anterior, a figura anterior, a tabela seguinte, a figura seguinte"
        ),
        adjective_last=True,
    ),
    "fr": Words(
        placeholders=_words(
            "image, photo, photographie, figure, fig, graphique, carte, diagramme, dessin, illustration, icône, logo, tableau,"
            " formule, équation, vidéo, film, audio, son, fichier, description, sans titre, sans description, aucun, aucune"
        ),
        openings=_words("image de, une image de, photo de, une photo de, photographie de, figure de, image montrant"),
        complex=_words(
            "graphique, graphiques, histogramme, diagramme, organigramme, carte, cartes, chronologie, schéma, infographie,"
            " arbre, réseau, courbe, courbes, spectre, barres, axe, axes, distribution"
        ),
        writing=_words("capture d'écran, fac-similé, questionnaire, numérisé, manuscrit, formulaire"),
        vague=_words(
            "ici, cliquez ici, ce lien, lien, cette page, plus, voir plus, lire la suite, en savoir plus, détails, télécharger"
        ),
        colours=_words(
            "rouge, rouges, vert, verte, verts, vertes, bleu, bleue, bleus, bleues, jaune, jaunes, orange, violet, violette,"
            " rose, gris, grise, noir, noire, noirs, noires, blanc, blanche"
        ),
        things=_words(
            "ligne, lignes, courbe, courbes, barre, barres, point, points, cercle, cercles, flèche, flèches, cadre, zone,"
            " zones, triangle, triangles, carré, carrés, colonne, colonnes"
        ),
        places=_words(
            "le tableau ci-dessus, le tableau ci-dessous, la figure ci-dessus, la figure ci-dessous, le graphique ci-dessus,"
            " le graphique ci-dessous, la carte ci-dessus, la carte ci-dessous, à gauche, à droite"
        ),
        adjective_last=True,
    ),
    "de": Words(
        placeholders=_words(
            "bild, foto, fotografie, abbildung, abb, grafik, karte, diagramm, zeichnung, illustration, symbol, logo, tabelle,"
            " formel, gleichung, video, film, audio, ton, datei, beschreibung, ohne titel, keine, keine beschreibung"
        ),
        openings=_words("bild von, ein bild von, foto von, ein foto von, abbildung von, grafik von, bild zeigt"),
        complex=_words(
            "diagramm, diagramme, graph, histogramm, flussdiagramm, karte, karten, zeitleiste, schema, infografik, baum,"
            " netzwerk, kurve, kurven, spektrum, balken, achse, achsen, verteilung"
        ),
        writing=_words("bildschirmfoto, screenshot, faksimile, fragebogen, gescannt, handschrift, formular"),
        vague=_words("hier, hier klicken, dieser link, link, diese seite, mehr, weiterlesen, mehr erfahren, details, download"),
        colours=_words(
            "rote, roten, roter, grüne, grünen, grüner, blaue, blauen, blauer, gelbe, gelben, gelber, graue, grauen, schwarze,"
            " schwarzen, weiße, weißen, orange, orangefarbene, violette"
        ),
        things=_words(
            "linie, linien, kurve, kurven, balken, punkt, punkte, kreis, kreise, pfeil, pfeile, kasten, fläche, flächen,"
            " dreieck, dreiecke, quadrat, quadrate, säule, säulen, bereich, bereiche"
        ),
        places=_words(
            "die obige tabelle, die untenstehende tabelle, die tabelle oben, die tabelle unten, die obige abbildung,"
            " die abbildung oben, die abbildung unten, das diagramm oben, das diagramm unten, links im bild, rechts im bild"
        ),
    ),
}

KNOWN: Final = _words(
    "AIDS, AM, API, BBC, CD, CEO, CSS, DIY, DNA, DOI, DVD, EPUB, FAQ, GIF, GPS, HIV, HTML, HTTP, ID, ISBN, ISSN,"
    " IQ, JPEG, LED, ORCID, PC, PDF, PM, PNG, RNA, SIDA, SMS, TV, UK, UNESCO, UNICEF, URL, US, USA, USB, XML, ADN,"
    " ARN, VIH"
)
"""Short forms that are words by now, in every language here."""


@cache
def words(lang: str) -> tuple[Words, ...]:
    """Return the words to look for in a text of a language: its own, and English ones."""
    return tuple(WORDS[key] for key in dict.fromkeys((primary(lang), FALLBACK)) if key in WORDS)
