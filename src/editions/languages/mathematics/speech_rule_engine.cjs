// Reads [[locale, MathML], …] as JSON, and writes what the speech-rule-engine (first argument: its folder) says of each.
"use strict";
const engine = require(process.argv[2]);

const input = require("node:fs").readFileSync(0, "utf8");

async function said(pairs) {
  const words = [];
  let current = "";
  for (const [locale, mathml] of pairs) {
    try {
      if (locale !== current) {
        await engine.setupEngine({ locale, domain: "clearspeak", modality: "speech", markup: "none" });
        current = locale;
      }
      words.push(engine.toSpeech(mathml));
    } catch {
      words.push("");
    }
  }
  return words;
}

said(JSON.parse(input)).then((words) => process.stdout.write(JSON.stringify(words)));
