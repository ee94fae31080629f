-- A verdict can be taken back while its text has not gone out.
INSERT INTO pattern_learning_config (config_key, config_value, value_type, min_value, max_value, description) VALUES
    ('approved_send_delay_seconds', '5', 'whole_number', 0, 60, 'How long an approved reply can be taken back before it goes out.');

ALTER TABLE confidence_changes DROP CONSTRAINT confidence_events_kind_check;
ALTER TABLE confidence_changes ADD CONSTRAINT confidence_changes_kind_check
    CHECK (kind IN ('approved', 'modified', 'rejected', 'confirmed', 'contradicted', 'decayed', 'adjusted', 'undone'));
