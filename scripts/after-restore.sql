-- After a restore the database believes that it is earlier than it is. Run this before the app touches it:
-- nothing that may have been sent or decided meanwhile happens a second time.
BEGIN;

-- What was on its way may have arrived: Sweep looks for it at OpenPhone, and tells operators of what is not there.
UPDATE outbound_replies
SET status = 'unknown', reason = 'restored', claimed_at = COALESCE(claimed_at, due_at)
WHERE status IN ('scheduled', 'sending');

-- What waited may have been answered.
WITH waiting AS (
    UPDATE pattern_execution_queue
    SET status = 'superseded', decided_at = now()
    WHERE status = 'pending'
    RETURNING execution_id
)
UPDATE pattern_execution_history
SET outcome = 'superseded', outcome_at = now()
WHERE id IN (SELECT execution_id FROM waiting) AND outcome = 'pending';

-- Decide and record, and do nothing, until a person ends it (docs/operations.md). Last: the switch withdraws what is scheduled.
UPDATE pattern_learning_config SET config_value = 'true' WHERE config_key IN ('shadow_mode', 'kill_switch');

COMMIT;
