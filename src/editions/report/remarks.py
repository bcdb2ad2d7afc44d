"""The remarks on clauses of EN 301 549, in the languages of the report: what is so by making, and what people must judge."""

from __future__ import annotations

from typing import Final

REMARKS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "conversion": (
            "Alternatives, long descriptions, header cells, languages and reading order of the source are carried into each "
            "edition; what an edition could not carry is among the findings."
        ),
        "alternatives": "Whether each alternative says what its picture or formula says needs human evaluation.",
        "sound": (
            "The sound files speak the text of the other editions. That the text is offered beside them is up to the publisher."
        ),
        "no-sound": "No sound file was made.",
        "no-video": "The editions hold no video and nothing live; what they link to was not evaluated.",
        "structure": (
            "Headings, lists, tables, notes and links are marked up where the source marks them. Whether it marks all that the "
            "eye sees needs human evaluation."
        ),
        "order": "The editions keep the order of the source; whether that order makes sense needs human evaluation.",
        "senses": "Whether the text points at things by shape, colour, place or sound alone needs human evaluation.",
        "orientation": "No edition is bound to one orientation of the screen.",
        "no-input": "The editions have no fields to fill in.",
        "colour": "Our style sheets say nothing by colour alone; pictures, and style sheets of the house, need human evaluation.",
        "no-autoplay": "No sound begins by itself: the reading system starts and stops the narration.",
        "contrast": ("Our style sheets keep 4.5 to 1; text in pictures, and style sheets of the house, need human evaluation."),
        "resize": "In the EPUB the reading system sets the size of the text; the PDF is enlarged as a page.",
        "text-pictures": "Whether a picture holds text that could be text needs human evaluation.",
        "reflow": (
            "The EPUB has no fixed lines. The PDF is laid out in pages; it reflows where the viewer can do so from its tags. "
            "Wide tables and formulas need human evaluation."
        ),
        "picture-contrast": "The contrast of what pictures show needs human evaluation.",
        "spacing": (
            "Nothing in the EPUB keeps a reader from setting the spacing; what becomes of wide content needs human evaluation."
        ),
        "no-interaction": "The editions hold no scripts, gestures, shortcuts or messages of their own.",
        "links-alone": (
            "The editions have no controls but links, which the reading system operates in the order of the text; their names "
            "are their words."
        ),
        "no-time": "Nothing in the editions has a time limit.",
        "moving": "Nothing moves unless a picture is animated: whether one moves or flashes needs human evaluation.",
        "title": "Whether the title says what the document is about needs human evaluation.",
        "links": "Whether the words of each link say where it leads needs human evaluation.",
        "headings": "Whether each heading says what follows needs human evaluation.",
        "focus": "The reading system shows the focus; our style sheets do not hide it.",
        "language": "Each edition says its language; whether it is the right one is checked as far as it can be recognised.",
        "passages": "Passages keep the language that the source gives them; those without a tag need human evaluation.",
        "parsing": "The files are written as well-formed XML and as PDF with a whole structure tree; ids are unique.",
    },
    "es": {
        "conversion": (
            "Los textos alternativos, las descripciones largas, las celdas de encabezado, los idiomas y el orden de lectura "
            "de la fuente pasan a cada edición; lo que una edición no pudo recoger figura entre los hallazgos."
        ),
        "alternatives": "Si cada alternativa dice lo que dice su imagen o su fórmula debe juzgarlo una persona.",
        "sound": (
            "Los archivos de sonido leen el texto de las demás ediciones. Ofrecer el texto junto a ellos depende de la editorial."
        ),
        "no-sound": "No se hizo ningún archivo de sonido.",
        "no-video": "Las ediciones no contienen vídeo ni nada en directo; no se ha evaluado aquello a lo que enlazan.",
        "structure": (
            "Los títulos, listas, tablas, notas y enlaces llevan marcas donde la fuente las lleva. Si marca todo lo que se ve "
            "debe juzgarlo una persona."
        ),
        "order": "Las ediciones conservan el orden de la fuente; si ese orden tiene sentido debe juzgarlo una persona.",
        "senses": "Si el texto señala algo solo por su forma, color, lugar o sonido debe juzgarlo una persona.",
        "orientation": "Ninguna edición obliga a una orientación de la pantalla.",
        "no-input": "Las ediciones no tienen campos que rellenar.",
        "colour": (
            "Nuestras hojas de estilo no dicen nada solo con color; las imágenes y las hojas de estilo de la casa debe "
            "juzgarlas una persona."
        ),
        "no-autoplay": "Ningún sonido empieza solo: el sistema de lectura inicia y detiene la narración.",
        "contrast": (
            "Nuestras hojas de estilo mantienen 4,5 a 1; el texto en imágenes y las hojas de estilo de la casa debe juzgarlos "
            "una persona."
        ),
        "resize": "En el EPUB el sistema de lectura fija el tamaño del texto; el PDF se amplía como página.",
        "text-pictures": "Si una imagen contiene texto que podría ser texto debe juzgarlo una persona.",
        "reflow": (
            "El EPUB no tiene líneas fijas. El PDF está compuesto en páginas; se reajusta donde el visor sabe hacerlo a partir "
            "de sus etiquetas. Las tablas y fórmulas anchas debe juzgarlas una persona."
        ),
        "picture-contrast": "El contraste de lo que muestran las imágenes debe juzgarlo una persona.",
        "spacing": (
            "Nada en el EPUB impide cambiar el espaciado; lo que ocurre con el contenido ancho debe juzgarlo una persona."
        ),
        "no-interaction": "Las ediciones no tienen scripts, gestos, atajos ni mensajes propios.",
        "links-alone": (
            "Las ediciones no tienen más controles que los enlaces, que el sistema de lectura recorre en el orden del texto; "
            "su nombre son sus palabras."
        ),
        "no-time": "Nada en las ediciones tiene límite de tiempo.",
        "moving": "Nada se mueve salvo una imagen animada: si alguna se mueve o destella debe juzgarlo una persona.",
        "title": "Si el título dice de qué trata el documento debe juzgarlo una persona.",
        "links": "Si las palabras de cada enlace dicen adónde lleva debe juzgarlo una persona.",
        "headings": "Si cada título dice lo que sigue debe juzgarlo una persona.",
        "focus": "El sistema de lectura muestra el foco; nuestras hojas de estilo no lo ocultan.",
        "language": "Cada edición dice su idioma; si es el correcto se comprueba hasta donde puede reconocerse.",
        "passages": "Los pasajes conservan el idioma que les da la fuente; los que no llevan marca debe juzgarlos una persona.",
        "parsing": "Los archivos son XML bien formado y PDF con un árbol de estructura completo; los identificadores son únicos.",
    },
    "pt": {
        "conversion": (
            "Os textos alternativos, as descrições longas, as células de cabeçalho, os idiomas e a ordem de leitura da fonte "
            "passam para cada edição; o que uma edição não pôde receber está entre os achados."
        ),
        "alternatives": "Se cada alternativa diz o que diz a sua imagem ou fórmula deve ser avaliado por uma pessoa.",
        "sound": ("Os arquivos de som leem o texto das outras edições. Oferecer o texto ao lado deles cabe a quem publica."),
        "no-sound": "Não se fez nenhum arquivo de som.",
        "no-video": "As edições não contêm vídeo nem nada ao vivo; não se avaliou aquilo a que os links levam.",
        "structure": (
            "Títulos, listas, tabelas, notas e links são marcados onde a fonte os marca. Se ela marca tudo o que se vê deve "
            "ser avaliado por uma pessoa."
        ),
        "order": "As edições conservam a ordem da fonte; se essa ordem faz sentido deve ser avaliado por uma pessoa.",
        "senses": "Se o texto aponta algo só por forma, cor, lugar ou som deve ser avaliado por uma pessoa.",
        "orientation": "Nenhuma edição obriga a uma orientação da tela.",
        "no-input": "As edições não têm campos para preencher.",
        "colour": (
            "As nossas folhas de estilo não dizem nada só pela cor; as imagens e as folhas de estilo da casa devem ser "
            "avaliadas por uma pessoa."
        ),
        "no-autoplay": "Nenhum som começa sozinho: o sistema de leitura inicia e para a narração.",
        "contrast": (
            "As nossas folhas de estilo mantêm 4,5 para 1; o texto em imagens e as folhas de estilo da casa devem ser "
            "avaliados por uma pessoa."
        ),
        "resize": "No EPUB o sistema de leitura define o tamanho do texto; o PDF é ampliado como página.",
        "text-pictures": "Se uma imagem contém texto que poderia ser texto deve ser avaliado por uma pessoa.",
        "reflow": (
            "O EPUB não tem linhas fixas. O PDF é composto em páginas; realinha-se onde o visualizador sabe fazê-lo a partir "
            "das etiquetas. Tabelas e fórmulas largas devem ser avaliadas por uma pessoa."
        ),
        "picture-contrast": "O contraste do que as imagens mostram deve ser avaliado por uma pessoa.",
        "spacing": (
            "Nada no EPUB impede mudar o espaçamento; o que acontece com o conteúdo largo deve ser avaliado por uma pessoa."
        ),
        "no-interaction": "As edições não têm scripts, gestos, atalhos nem mensagens próprias.",
        "links-alone": (
            "As edições não têm controles além dos links, que o sistema de leitura percorre na ordem do texto; os seus nomes "
            "são as suas palavras."
        ),
        "no-time": "Nada nas edições tem limite de tempo.",
        "moving": "Nada se move salvo uma imagem animada: se alguma se move ou pisca deve ser avaliado por uma pessoa.",
        "title": "Se o título diz de que trata o documento deve ser avaliado por uma pessoa.",
        "links": "Se as palavras de cada link dizem aonde ele leva deve ser avaliado por uma pessoa.",
        "headings": "Se cada título diz o que segue deve ser avaliado por uma pessoa.",
        "focus": "O sistema de leitura mostra o foco; as nossas folhas de estilo não o escondem.",
        "language": "Cada edição diz o seu idioma; se é o certo verifica-se até onde pode ser reconhecido.",
        "passages": "As passagens conservam o idioma que a fonte lhes dá; as que não têm marca devem ser avaliadas por uma pessoa.",
        "parsing": "Os arquivos são XML bem formado e PDF com uma árvore de estrutura completa; os identificadores são únicos.",
    },
}
"""Language -> key of a remark -> its words."""
