// node lint.cjs NODE_MODULES OPENAPI.json: what the linter's recommended rules find, a line each.
const { join } = require("node:path");
const { createConfig, lint } = require(join(process.argv[2], "@redocly/openapi-core"));

(async () => {
  const config = await createConfig({
    extends: ["recommended-strict"],
    rules: {
      // Nobody has licensed this API to anybody.
      "info-license": "off",
      // Where it runs is the business's.
      "no-server-example.com": "off",
      "no-empty-servers": "off",
      // patterns/test and patterns/{id}: the routes take {id} for a number only.
      "no-ambiguous-paths": "off",
    },
  });
  const problems = await lint({ ref: process.argv[3], config });
  process.stdout.write(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0].pointer})\n`).join(""));
})();
