"""The titles of EN 301 549's clauses, in the languages of the report."""

from __future__ import annotations

from typing import Final

_ROWS: Final = {
    "5.4": (
        "Preservation of accessibility information during conversion",
        "Conservación de la información de accesibilidad durante la conversión",
        "Preservação da informação de acessibilidade durante a conversão",
    ),
    "10.1.1.1": ("Non-text content", "Contenido no textual", "Conteúdo não textual"),
    "10.1.2.1": (
        "Audio-only and video-only (pre-recorded)",
        "Solo audio y solo vídeo (grabado)",
        "Apenas áudio e apenas vídeo (pré-gravado)",
    ),
    "10.1.2.2": ("Captions (pre-recorded)", "Subtítulos (grabado)", "Legendas (pré-gravadas)"),
    "10.1.2.3": (
        "Audio description or media alternative (pre-recorded)",
        "Audiodescripción o contenido multimedia alternativo (grabado)",
        "Audiodescrição ou mídia alternativa (pré-gravada)",
    ),
    "10.1.2.4": ("Captions (live)", "Subtítulos (en directo)", "Legendas (ao vivo)"),
    "10.1.2.5": ("Audio description (pre-recorded)", "Audiodescripción (grabado)", "Audiodescrição (pré-gravada)"),
    "10.1.3.1": ("Info and relationships", "Información y relaciones", "Informações e relações"),
    "10.1.3.2": ("Meaningful sequence", "Secuencia significativa", "Sequência com significado"),
    "10.1.3.3": ("Sensory characteristics", "Características sensoriales", "Características sensoriais"),
    "10.1.3.4": ("Orientation", "Orientación", "Orientação"),
    "10.1.3.5": ("Identify input purpose", "Identificación del propósito de la entrada", "Identificar o objetivo da entrada"),
    "10.1.4.1": ("Use of colour", "Uso del color", "Utilização de cores"),
    "10.1.4.2": ("Audio control", "Control del audio", "Controle de áudio"),
    "10.1.4.3": ("Contrast (minimum)", "Contraste (mínimo)", "Contraste (mínimo)"),
    "10.1.4.4": ("Resize text", "Cambio de tamaño del texto", "Redimensionar texto"),
    "10.1.4.5": ("Images of text", "Imágenes de texto", "Imagens de texto"),
    "10.1.4.10": ("Reflow", "Reajuste del texto", "Realinhamento"),
    "10.1.4.11": ("Non-text contrast", "Contraste no textual", "Contraste não textual"),
    "10.1.4.12": ("Text spacing", "Espaciado del texto", "Espaçamento de texto"),
    "10.1.4.13": (
        "Content on hover or focus",
        "Contenido señalado con el puntero o que tiene el foco",
        "Conteúdo em foco ou sob o cursor",
    ),
    "10.2.1.1": ("Keyboard", "Teclado", "Teclado"),
    "10.2.1.2": ("No keyboard trap", "Sin trampas para el foco del teclado", "Sem bloqueio do teclado"),
    "10.2.1.4": ("Character key shortcuts", "Atajos del teclado", "Atalhos de teclado por caractere"),
    "10.2.2.1": ("Timing adjustable", "Tiempo ajustable", "Ajustável por temporização"),
    "10.2.2.2": ("Pause, stop, hide", "Poner en pausa, detener, ocultar", "Colocar em pausa, parar, ocultar"),
    "10.2.3.1": (
        "Three flashes or below threshold",
        "Umbral de tres destellos o menos",
        "Três flashes ou abaixo do limite",
    ),
    "10.2.4.2": ("Document titled", "Documentos titulados", "Documento com título"),
    "10.2.4.3": ("Focus order", "Orden del foco", "Ordem do foco"),
    "10.2.4.4": (
        "Link purpose (in context)",
        "Propósito de los enlaces (en contexto)",
        "Finalidade do link (em contexto)",
    ),
    "10.2.4.6": ("Headings and labels", "Encabezados y etiquetas", "Cabeçalhos e rótulos"),
    "10.2.4.7": ("Focus visible", "Foco visible", "Foco visível"),
    "10.2.5.1": ("Pointer gestures", "Gestos con el puntero", "Gestos de acionamento"),
    "10.2.5.2": ("Pointer cancellation", "Cancelación del puntero", "Cancelamento de acionamento"),
    "10.2.5.3": ("Label in name", "Inclusión de la etiqueta en el nombre", "Rótulo no nome"),
    "10.2.5.4": ("Motion actuation", "Activación mediante movimiento", "Atuação em movimento"),
    "10.3.1.1": ("Language of document", "Idioma del documento", "Idioma do documento"),
    "10.3.1.2": ("Language of parts", "Idioma de las partes", "Idioma das partes"),
    "10.3.2.1": ("On focus", "Al recibir el foco", "Em foco"),
    "10.3.2.2": ("On input", "Al recibir entradas", "Em entrada"),
    "10.3.3.1": ("Error identification", "Identificación de errores", "Identificação do erro"),
    "10.3.3.2": ("Labels or instructions", "Etiquetas o instrucciones", "Rótulos e instruções"),
    "10.3.3.3": ("Error suggestion", "Sugerencia ante errores", "Sugestão de erro"),
    "10.3.3.4": (
        "Error prevention (legal, financial, data)",
        "Prevención de errores (legales, financieros, de datos)",
        "Prevenção de erro (legal, financeiro, dados)",
    ),
    "10.4.1.1": ("Parsing", "Procesamiento", "Análise"),
    "10.4.1.2": ("Name, role, value", "Nombre, función, valor", "Nome, função, valor"),
    "10.4.1.3": ("Status messages", "Mensajes de estado", "Mensagens de status"),
    "10.5": ("Caption positioning", "Posición de los subtítulos", "Posicionamento das legendas"),
    "10.6": (
        "Audio description timing",
        "Sincronización de la audiodescripción",
        "Sincronização da audiodescrição",
    ),
}

TITLES: Final = {number: dict(zip(("en", "es", "pt"), titles, strict=True)) for number, titles in _ROWS.items()}
"""Number of a clause -> language -> its title."""
