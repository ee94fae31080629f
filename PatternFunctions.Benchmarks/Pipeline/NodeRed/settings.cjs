// A flow as one would draw it: webhook in, look the answer up, keep what was decided, answer.
const { Pool } = require("pg");

module.exports = {
  flowFile: "flow.json",
  httpAdminRoot: false,
  uiPort: Number(process.env.FLOW_PORT),
  uiHost: "127.0.0.1",
  logging: { console: { level: "warn" } },
  functionGlobalContext: { pool: new Pool({ connectionString: process.env.FLOW_DATABASE, max: 24 }), crypto: require("node:crypto") },
};
