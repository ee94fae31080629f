// One job: the statements of a decision by signature, prepared, in one transaction. node decide.cjs LIBRARY CONNECTION
// has the library's workers do as many jobs as there are undecided messages, and writes the seconds that they took.
const { createHash } = require("node:crypto");
const { Pool } = require("pg");

const [library, connectionString] = process.argv.slice(2);
const concurrency = 24;
const pool = new Pool({ connectionString, max: concurrency });

const signatureOf = (text) =>
  createHash("md5").update(text.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, "").replace(/\s+/g, " ").trim()).digest("hex");

async function decide(id) {
  const client = await pool.connect();
  const query = (name, text, values) => client.query({ name, text, values });
  try {
    await client.query("BEGIN");
    await query("config", "SELECT config_key, config_value FROM pattern_learning_config", []);
    const { rows: [conversation] } = await query(
      "lock", "SELECT id FROM conversations WHERE id = (SELECT conversation_id FROM conversation_messages WHERE id = $1) FOR NO KEY UPDATE", [id]);
    const { rows: [message] } = await query(
      "message", "SELECT id, text, sent_at FROM conversation_messages WHERE conversation_id = $1 AND processed_at IS NULL ORDER BY sent_at, id", [conversation.id]);
    const { rows: [pattern] } = await query(
      "match",
      `SELECT p.id, p.version, p.confidence_score, p.response_template
       FROM decision_patterns p JOIN pattern_signatures s ON s.pattern_id = p.id
       WHERE s.signature = $1 AND p.deleted_at IS NULL`, [signatureOf(message.text)]);
    const { rows: [execution] } = await query(
      "execution",
      `INSERT INTO pattern_execution_history
           (pattern_id, pattern_version, message_id, conversation_id, customer_message, confidence, match_kind, decision_confidence,
            execution_mode, would_mode, outcome, response, reasons, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'signature', $6, 'suggest', 'suggest', 'pending', $7, '{}', now()) RETURNING id`,
      [pattern.id, pattern.version, message.id, conversation.id, message.text, pattern.confidence_score, pattern.response_template]);
    await query("processed", "UPDATE conversation_messages SET processed_at = now(), burst_id = id WHERE id = $1", [message.id]);
    await query(
      "waiting",
      `INSERT INTO pattern_execution_queue
           (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind, proposed_response, expires_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'suggestion', $7, now() + interval '1 hour', now())`,
      [execution.id, pattern.id, pattern.version, conversation.id, message.id, message.text, pattern.response_template]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

const libraries = {
  async graphile(ids, ended) {
    const { makeWorkerUtils, run } = require("graphile-worker");
    const { Logger } = require("graphile-worker");
    const logger = new Logger(() => () => {});
    const utils = await makeWorkerUtils({ connectionString, logger });
    await utils.migrate();
    await utils.release();
    await pool.query("SELECT graphile_worker.add_job('decide', json_build_object('id', id)) FROM unnest($1::text[]) AS id", [ids]);
    return async () => {
      await run({ connectionString, concurrency, logger, noHandleSignals: true, taskList: { decide: ({ id }) => decide(id).then(ended) } });
    };
  },
  async pgboss(ids, ended) {
    const PgBoss = require("pg-boss");
    const boss = new PgBoss({ connectionString, max: concurrency });
    await boss.start();
    await boss.createQueue("decide");
    await boss.insert(ids.map((id) => ({ name: "decide", data: { id } })));
    return async () => {
      for (let worker = 0; worker < 3; worker++) {
        await boss.work("decide", { batchSize: concurrency / 3, pollingIntervalSeconds: 0.5 },
          (jobs) => Promise.all(jobs.map((job) => decide(job.data.id).then(ended))));
      }
    };
  },
};

(async () => {
  const { rows } = await pool.query("SELECT id FROM conversation_messages WHERE processed_at IS NULL ORDER BY id");
  let left = rows.length;
  let began;
  const start = await libraries[library](rows.map((row) => row.id), () => {
    if (--left === 0) {
      console.log(Number(process.hrtime.bigint() - began) / 1e9);
      process.exit(0);
    }
  });
  began = process.hrtime.bigint();
  await start();
})();
