// Reads [{ train: [[text, pattern]], test: [text] }], writes for each split [{ pattern, score }] and the milliseconds taken.
const { readFileSync, writeFileSync } = require("node:fs");
const { containerBootstrap } = require("@nlpjs/core");
const { Nlp } = require("@nlpjs/nlp");
const { LangEn } = require("@nlpjs/lang-en");

(async () => {
  const [input, output] = process.argv.slice(2);
  const results = [];
  for (const { train, test } of JSON.parse(readFileSync(input, "utf8"))) {
    const container = await containerBootstrap();
    container.use(Nlp);
    container.use(LangEn);
    const nlp = container.get("nlp");
    nlp.settings.autoSave = false;
    nlp.settings.log = false;
    nlp.addLanguage("en");
    for (const [text, pattern] of train) {
      nlp.addDocument("en", text, pattern);
    }
    await nlp.train();
    const start = performance.now();
    const patterns = [];
    for (const text of test) {
      patterns.push((await nlp.process("en", text)).intent);
    }
    results.push({ patterns, milliseconds: performance.now() - start });
  }
  writeFileSync(output, JSON.stringify(results));
})();
