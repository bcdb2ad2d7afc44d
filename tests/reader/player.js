// Opens book.epub in foliate-js and plays its media overlay to the end, as fast as the browser can.
// What the reader shows is read off the page itself: each element that gains the book's active class.
import './foliate-js/view.js'

const FAST = 16 // the highest rate that Chromium plays
const SEEN_AT_EACH_END = 0.5 // seconds of a clip that are played before and after the jump over its middle

const highlights = []
let audio = null // what plays now
let clip = null // the clip that foliate-js plays, until its highlight is seen

// foliate-js makes its own Audio: this one stands in, so that it can be paced.
const NativeAudio = globalThis.Audio
globalThis.Audio = function (url) {
    const made = new NativeAudio(url)
    let dropped = false
    made.pause = () => {
        dropped = true
        NativeAudio.prototype.pause.call(made)
    }
    // A clip that ends just before its file makes foliate-js 1.0.1 go on twice, by `timeupdate` and by `ended`.
    made.addEventListener('ended', event => { if (dropped) event.stopImmediatePropagation() })
    audio = made
    return made
}

// A browser reports the time four times a second, in which a whole clip passes at this rate.
const pace = () => {
    if (!audio || audio.paused) return
    audio.playbackRate = clip ? 1 : FAST
    audio.dispatchEvent(new Event('timeupdate'))
}

const record = (href, element) => {
    highlights.push({ document: href, id: element.id, text: element.textContent.trim(), time: audio.currentTime })
    if (!clip) return
    const { begin, end } = clip
    clip = null
    if (end - begin > 3 * SEEN_AT_EACH_END) jump(begin + SEEN_AT_EACH_END, end - SEEN_AT_EACH_END)
}

const jump = (from, to) => {
    const playing = audio
    const check = setInterval(() => {
        if (audio !== playing || playing.currentTime >= to) clearInterval(check)
        else if (playing.currentTime >= from) playing.currentTime = to
    }, 4)
}

// Watches one content document for elements that gain the active class.
const watch = (doc, href, activeClass) => new doc.defaultView.MutationObserver(changes => {
    for (const { target, oldValue } of changes) {
        const had = (oldValue ?? '').split(/\s+/).includes(activeClass)
        if (!had && target.classList.contains(activeClass)) record(href, target)
    }
}).observe(doc, { subtree: true, attributes: true, attributeFilter: ['class'], attributeOldValue: true })

const play = async () => {
    const view = document.createElement('foliate-view')
    document.body.append(view)
    await view.open('book.epub')
    const { book, mediaOverlay } = view
    if (!mediaOverlay) throw new Error('the book has no media overlay')
    view.addEventListener('load', ({ detail: { doc, index } }) =>
        watch(doc, book.sections[index].id, book.media.activeClass))

    return new Promise((resolve, reject) => {
        mediaOverlay.addEventListener('error', ({ detail }) => reject(detail))
        mediaOverlay.addEventListener('highlight', ({ detail }) => { clip = detail })
        const start = mediaOverlay.start.bind(mediaOverlay)
        mediaOverlay.start = async (index, ...rest) => index < book.sections.length ? start(index, ...rest) : resolve(highlights)
        setInterval(pace, 4)
        mediaOverlay.setRate(1)
        mediaOverlay.start(0).catch(reject)
    })
}

globalThis.highlights = highlights
globalThis.play = play
