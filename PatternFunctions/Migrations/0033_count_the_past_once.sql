-- Insights count days that are over once and keep the figures in memory. What still changes of those days leaves its
-- transaction here, and whatever was counted before is counted anew (Insights/PastFigures.cs). Rows are only added, so
-- that nobody waits for anybody; retention takes away what is older than any figures that are kept.
CREATE TABLE past_changes (
    changed_in xid8 PRIMARY KEY,
    changed_at timestamptz NOT NULL
);

CREATE FUNCTION note_past_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO past_changes (changed_in, changed_at) VALUES (pg_current_xact_id(), now()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

-- An answer is judged a day after it was sent. What is older than a day and a half has come to rest, so that these seldom
-- fire; figures are kept of days that ended three days ago: a first answer is looked for within a day of its question.
CREATE TRIGGER pattern_execution_history_added_to_past AFTER INSERT ON pattern_execution_history
    FOR EACH ROW WHEN (NEW.created_at < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();
CREATE TRIGGER pattern_execution_history_changed_in_past AFTER UPDATE ON pattern_execution_history
    FOR EACH ROW WHEN (LEAST(OLD.created_at, NEW.created_at) < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();
CREATE TRIGGER pattern_execution_history_gone_from_past AFTER DELETE ON pattern_execution_history
    FOR EACH ROW WHEN (OLD.created_at < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();

CREATE TRIGGER pattern_execution_queue_added_to_past AFTER INSERT ON pattern_execution_queue
    FOR EACH ROW WHEN (NEW.decided_at < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();
CREATE TRIGGER pattern_execution_queue_changed_in_past AFTER UPDATE ON pattern_execution_queue
    FOR EACH ROW WHEN (LEAST(OLD.decided_at, NEW.decided_at) < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();
CREATE TRIGGER pattern_execution_queue_gone_from_past AFTER DELETE ON pattern_execution_queue
    FOR EACH ROW WHEN (OLD.decided_at < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();

CREATE TRIGGER outbound_replies_added_to_past AFTER INSERT ON outbound_replies
    FOR EACH ROW WHEN (NEW.created_at < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();
CREATE TRIGGER outbound_replies_changed_in_past AFTER UPDATE ON outbound_replies
    FOR EACH ROW WHEN (LEAST(OLD.created_at, NEW.created_at) < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();
CREATE TRIGGER outbound_replies_gone_from_past AFTER DELETE ON outbound_replies
    FOR EACH ROW WHEN (OLD.created_at < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();

-- An import copies a million of them, and says so itself (Imports/MessageLoader.cs).
CREATE TRIGGER conversation_messages_added_to_past AFTER INSERT ON conversation_messages
    FOR EACH ROW WHEN (NEW.import_id IS NULL AND NEW.sent_at < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();
CREATE TRIGGER conversation_messages_changed_in_past AFTER UPDATE ON conversation_messages
    FOR EACH ROW WHEN (LEAST(OLD.sent_at, NEW.sent_at) < now() - interval '36 hours') EXECUTE FUNCTION note_past_change();
-- By thousands, and never while a text is on its way.
CREATE TRIGGER conversation_messages_gone AFTER DELETE ON conversation_messages
    FOR EACH STATEMENT EXECUTE FUNCTION note_past_change();

-- Serves the insights' verdicts; without it they read every one that there ever was.
CREATE INDEX pattern_execution_queue_decided ON pattern_execution_queue (decided_at) WHERE decided_at IS NOT NULL;
