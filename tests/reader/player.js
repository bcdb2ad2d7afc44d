// Opens book.epub in foliate-js and plays its media overlay to the end, jumping over the middle of each clip.
// What the reader shows is read off the page itself: each element that gains the book's active class.
import './foliate-js/view.js'

const LEFT = 0.1 // seconds of a clip that are still played after the jump
const TICK = 4 // milliseconds

const highlights = []
let audio = null // what plays now
let clip = null // the clip that foliate-js has come to, until its highlight is seen
let seen = null // the target of the clip seen last

// foliate-js makes its own Audio; this one stands in, so that it can be paced.
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

// Time stands still until a highlight is seen: on a busy machine the page may take longer than the clip.
// And a browser reports the time four times a second only, in which a short clip can pass unseen.
const pace = () => {
    if (!audio || audio.paused) return
    audio.playbackRate = clip ? 0 : 1
    audio.dispatchEvent(new Event('timeupdate'))
}

const record = (href, element) => {
    highlights.push({ document: href, id: element.id, text: element.textContent.trim(), time: audio.currentTime })
    if (!clip) return
    const rest = clip.end - LEFT
    seen = clip.text
    clip = null
    if (rest > audio.currentTime) audio.currentTime = rest
}

// Watches one content document for elements that gain the active class.
const watch = (doc, href, activeClass) => new doc.defaultView.MutationObserver(changes => {
    for (const { target, oldValue } of changes) {
        const had = (oldValue ?? '').split(/\s+/).includes(activeClass)
        if (!had && target.classList.contains(activeClass)) record(href, target)
    }
}).observe(doc, { subtree: true, attributes: true, attributeFilter: ['class'], attributeOldValue: true })

globalThis.play = async () => {
    const view = document.createElement('foliate-view')
    document.body.append(view)
    await view.open('book.epub')
    const { book, mediaOverlay } = view
    if (!mediaOverlay) throw new Error('the book has no media overlay')
    view.addEventListener('load', ({ detail: { doc, index } }) =>
        watch(doc, book.sections[index].id, book.media.activeClass))

    return new Promise((resolve, reject) => {
        mediaOverlay.addEventListener('error', ({ detail }) => reject(detail))
        mediaOverlay.addEventListener('highlight', ({ detail }) => { if (detail.text !== seen) clip = detail })
        // What foliate-js cannot highlight is an error of the page, which the test reports; time goes on.
        globalThis.addEventListener('unhandledrejection', () => { clip = null })
        // foliate-js calls this for every document, and at the end for one that is not there.
        const start = mediaOverlay.start.bind(mediaOverlay)
        mediaOverlay.start = async (index, ...rest) => index < book.sections.length ? start(index, ...rest) : resolve()
        setInterval(pace, TICK)
        mediaOverlay.start(0).catch(reject)
    })
}

globalThis.highlights = highlights
