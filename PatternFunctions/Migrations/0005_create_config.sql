-- The rules' numbers and switches. A plain UPDATE of config_value holds at once, everywhere, without a restart.
CREATE TABLE pattern_learning_config (
    config_key   text PRIMARY KEY,
    config_value text NOT NULL,
    value_type   text NOT NULL,
    min_value    numeric,
    max_value    numeric,
    description  text NOT NULL,
    updated_at   timestamptz NOT NULL DEFAULT now(),
    updated_by   text NOT NULL DEFAULT current_user
);

-- Who and when, for changes by hand in psql, too.
CREATE FUNCTION note_config_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    NEW.updated_by := current_user;
    RETURN NEW;
END $$;
CREATE TRIGGER pattern_learning_config_changed BEFORE UPDATE ON pattern_learning_config
    FOR EACH ROW WHEN (current_setting('patterns.writer', true) IS DISTINCT FROM 'app')
    EXECUTE FUNCTION note_config_change();

-- Throwing the kill switch withdraws what is scheduled, and so does releasing it: nothing is re-armed. Here, because
-- people throw it by hand in psql, too. Operators get the questions (Replies/KillSwitch.cs).
CREATE FUNCTION withdraw_scheduled_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE outbound_replies SET status = 'cancelled', reason = 'kill_switch' WHERE kind = 'auto' AND status = 'scheduled';
    RETURN NULL;
END $$;
CREATE TRIGGER pattern_learning_config_kill_switch AFTER UPDATE OF config_value ON pattern_learning_config
    FOR EACH ROW WHEN (NEW.config_key = 'kill_switch' AND NEW.config_value <> OLD.config_value)
    EXECUTE FUNCTION withdraw_scheduled_replies();

-- As in Settings/ConfigDefinitions.cs; a test compares the two.
INSERT INTO pattern_learning_config (config_key, config_value, value_type, min_value, max_value, description) VALUES
    ('enabled', 'false', 'boolean', NULL, NULL, 'Off: messages are acknowledged and nothing of them is kept.'),
    ('shadow_mode', 'true', 'boolean', NULL, NULL, 'On: everything is decided and recorded, nothing is sent or shown to operators.'),
    ('kill_switch', 'false', 'boolean', NULL, NULL, 'On: no automatic reply goes out, not even one already scheduled.'),
    ('auto_execute_threshold', '0.95', 'number', 0, 1, 'Decision confidence from which a reply may go out by itself.'),
    ('suggest_threshold', '0.75', 'number', 0, 1, 'Decision confidence from which an operator is shown a suggestion.'),
    ('queue_threshold', '0.50', 'number', 0, 1, 'Decision confidence from which a reply waits for approval.'),
    ('min_executions_for_auto', '20', 'whole_number', 1, 100000, 'Successes that a pattern needs before it may answer by itself.'),
    ('auto_min_success_lower_bound', '0.85', 'number', 0, 1, 'Success rate that the evidence must prove (95 % lower bound) for automatic replies.'),
    ('auto_min_match_probability', '0.98', 'number', 0, 1, 'Probability that the message is the pattern''s question, for automatic replies.'),
    ('auto_min_similarity_lower_bound', '0.95', 'number', 0, 1, 'Share of right matches by similarity that the business''s own labels must prove (95 % lower bound) for automatic replies.'),
    ('auto_max_recent_rejections', '0', 'whole_number', 0, 20, 'Rejections allowed among a pattern''s last 20 verdicts, for automatic replies.'),
    ('auto_min_distinct_operators', '1', 'whole_number', 1, 100, 'Different operators who must have approved a pattern, for automatic replies.'),
    ('never_auto_topics', 'refund, injury, legal, complaint, medical, emergency', 'list', NULL, 4000, 'Pattern types and words that are never answered automatically.'),
    ('low_risk_types', 'faq, hours, gift_cards', 'list', NULL, 4000, 'Pattern types whose answers do little harm if wrong: no others answer by themselves; all for every type.'),
    ('max_auto_replies_per_conversation_per_hour', '3', 'whole_number', 0, 1000, 'Automatic replies to one conversation within an hour.'),
    ('max_auto_replies_per_hour', '20', 'whole_number', 0, 100000, 'Automatic replies to everyone within an hour.'),
    ('quiet_hours', 'off', 'time_range', NULL, NULL, 'Hours on the customer''s clock without automatic replies, such as 21:00-08:00, or off.'),
    ('quiet_hours_types', 'all', 'list', NULL, 4000, 'Pattern types that keep the quiet hours; all for every type.'),
    ('time_zone', 'UTC', 'time_zone', NULL, NULL, 'The business''s time zone, such as America/New_York; also used when a customer''s is not known.'),
    ('confidence_approved', '0.15', 'number', 0, 1, 'What an approval adds to a pattern''s confidence.'),
    ('confidence_modified', '0.10', 'number', 0, 1, 'What an approval with changes adds to a pattern''s confidence.'),
    ('confidence_rejected', '0.20', 'number', 0, 1, 'What a rejection takes from a pattern''s confidence.'),
    ('confidence_decay_daily', '0.01', 'number', 0, 1, 'What a day without use takes from a pattern''s confidence.'),
    ('confidence_decay_floor', '0.50', 'number', 0, 1, 'Disuse alone takes no pattern below this, so that operators still get to judge it; 0 lets it fade.'),
    ('burst_window_seconds', '5', 'whole_number', 0, 120, 'Texts of a customer so close together are one question.'),
    ('auto_send_delay_seconds', '20', 'whole_number', 0, 3600, 'How long an automatic reply can be cancelled before it goes out.'),
    ('takeover_minutes', '240', 'whole_number', 1, 43200, 'How long a person''s message keeps automation out of a conversation.'),
    ('learning_window_minutes', '120', 'whole_number', 1, 10080, 'A later reply is no answer to learn from.'),
    ('answer_window_seconds', '300', 'whole_number', 0, 3600, 'Texts of one side so close together are one question or one answer to learn from.'),
    ('suggestion_expiry_minutes', '60', 'whole_number', 1, 10080, 'How long a suggestion waits for an operator.'),
    ('automated_reply_suffix', '[Automated Response]', 'text', NULL, 100, 'Ends every automatic reply; empty for none.'),
    ('escalation_keywords', 'manager, supervisor, owner, complaint, emergency, ambulance, police', 'list', NULL, 4000, 'Words that bring an operator at once.'),
    ('retention_days', '365', 'whole_number', 1, 36500, 'How long customers'' texts are kept.'),
    ('ai_daily_budget_usd', '5', 'number', 0, 10000, 'US dollars a day that analyses by the model may cost; what exceeds them waits.');
