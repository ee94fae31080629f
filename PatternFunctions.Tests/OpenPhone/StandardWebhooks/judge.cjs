// node judge.cjs NODE_MODULES CASES.json: how the reference implementation signs each case, and whether it accepts the
// case's own signature.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Webhook } = require(join(process.argv[2], "standardwebhooks"));

const judged = JSON.parse(readFileSync(process.argv[3], "utf8")).map(({ secret, id, timestamp, signature, body }) => {
  const webhook = new Webhook(secret);
  const payload = Buffer.from(body, "base64").toString("utf8");
  let isAccepted = true;
  try {
    webhook.verify(payload, { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature });
  } catch {
    isAccepted = false;
  }

  return { signature: webhook.sign(id, new Date(Number(timestamp) * 1000), payload), isAccepted };
});
process.stdout.write(JSON.stringify(judged));
