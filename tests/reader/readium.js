// Parses an EPUB as Readium and Thorium do, and prints its media overlays as JSON: one tree for each document.
// readium.js NODE_MODULES EPUB
const path = require('node:path')
const from = name => require(path.join(process.argv[2], 'r2-shared-js/dist/es8-es2017/src', name))
const { initGlobalConverters_GENERIC, initGlobalConverters_SHARED } = from('init-globals')
initGlobalConverters_GENERIC()
initGlobalConverters_SHARED()
const { EpubParsePromise, getAllMediaOverlays } = from('parser/epub')

const plain = node => ({
    text: node.Text ?? '',
    audio: node.Audio ?? '',
    roles: node.Role ?? [],
    children: (node.Children ?? []).map(plain),
})

const main = async () => {
    const publication = await EpubParsePromise(process.argv[3])
    console.log(JSON.stringify((await getAllMediaOverlays(publication)).map(plain)))
}
main().catch(error => { console.error(error); process.exitCode = 1 })
