-- What an admin says of the business, for templates: {{opening_hours}}, {{booking_link}}, {{bay_price}}.
CREATE TABLE business_facts (
    name        text PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('text', 'link', 'price', 'phone', 'hours')),
    value       text NOT NULL,
    description text NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    updated_by  text NOT NULL DEFAULT current_user
);

-- Facts that are changed by hand; customers are told them. As for settings (0005, 0007).
CREATE FUNCTION note_fact_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    NEW.updated_by := current_user;
    RETURN NEW;
END $$;
CREATE TRIGGER business_facts_changed BEFORE UPDATE ON business_facts
    FOR EACH ROW WHEN (current_setting('patterns.writer', true) IS DISTINCT FROM 'app')
    EXECUTE FUNCTION note_fact_change();

CREATE FUNCTION audit_fact_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_log (actor, role, source, action, subject, before, after, created_at)
    VALUES (session_user, 'sql', COALESCE(host(inet_client_addr()), 'local'), 'fact.changed',
            'facts/' || COALESCE(NEW.name, OLD.name),
            CASE WHEN TG_OP <> 'INSERT' THEN jsonb_build_object('kind', OLD.kind, 'value', OLD.value) END,
            CASE WHEN TG_OP <> 'DELETE' THEN jsonb_build_object('kind', NEW.kind, 'value', NEW.value) END, now());
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER business_facts_audited AFTER INSERT OR UPDATE OR DELETE ON business_facts
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (current_setting('patterns.writer', true) IS DISTINCT FROM 'app')
    EXECUTE FUNCTION audit_fact_by_hand();

-- A proposal that an admin does not want is kept, so that it is not made again.
ALTER TABLE pattern_versions DROP CONSTRAINT pattern_versions_status_check;
ALTER TABLE pattern_versions ADD CONSTRAINT pattern_versions_status_check
    CHECK (status IN ('current', 'proposed', 'former', 'dismissed'));
-- Since when it has been the current text, this time; null for the first one. Older examples say nothing against it.
ALTER TABLE pattern_versions ADD COLUMN adopted_at timestamptz;
CREATE INDEX pattern_versions_proposed ON pattern_versions (pattern_id) WHERE status = 'proposed';

-- A wording that came from an example stands and falls with it: when a person is forgotten, so are their words.
ALTER TABLE pattern_signatures ADD COLUMN example_id bigint REFERENCES pattern_learning_examples (id) ON DELETE CASCADE;
CREATE INDEX pattern_signatures_example ON pattern_signatures (example_id) WHERE example_id IS NOT NULL;

-- The version whose text says what the operator said; null if none does.
ALTER TABLE pattern_learning_examples ADD COLUMN pattern_version integer;

-- An older pattern that asks much the same, for a person to merge the two, or not.
ALTER TABLE decision_patterns ADD COLUMN similar_to bigint REFERENCES decision_patterns (id) ON DELETE SET NULL;
-- Where its wordings and examples went, when it was retired as another one's double.
ALTER TABLE decision_patterns ADD COLUMN merged_into bigint REFERENCES decision_patterns (id) ON DELETE SET NULL;
CREATE INDEX decision_patterns_similar ON decision_patterns (similar_to) WHERE similar_to IS NOT NULL;
-- Serves the limits on new patterns.
CREATE INDEX decision_patterns_created ON decision_patterns (created_at);

-- As in Settings/ConfigDefinitions.cs; a test compares the two.
INSERT INTO pattern_learning_config (config_key, config_value, value_type, min_value, max_value, description) VALUES
    ('locations', '', 'list', NULL, 4000, 'The business''s places; the one that a customer names is {{location}} in templates.'),
    ('near_duplicate_probability', '0.70', 'number', 0, 1, 'Match probability from which a new question is taken for another wording of a known one.'),
    ('proposal_min_examples', '3', 'whole_number', 2, 100, 'Conversations in which operators must have answered differently, and alike, for a new version to be proposed.'),
    ('max_new_patterns_per_hour', '60', 'whole_number', 0, 100000, 'Patterns learned within an hour; what exceeds them waits.'),
    ('max_new_patterns_per_customer_per_hour', '5', 'whole_number', 0, 100000, 'Patterns learned from one customer''s questions within an hour.'),
    ('max_new_patterns_per_operator_per_hour', '30', 'whole_number', 0, 100000, 'Patterns learned from one operator''s answers within an hour.'),
    ('max_analysis_attempts', '20', 'whole_number', 1, 1000, 'Failed analyses of one answer before it is left to a person.');

-- As in 0001, but for a wording that a retired pattern still holds: it goes to the new one.
CREATE OR REPLACE FUNCTION register_pattern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pattern_signatures (signature, pattern_id, wording, source, created_at)
    VALUES (NEW.pattern_signature, NEW.id, NEW.trigger_text, NEW.created_from, NEW.created_at)
    ON CONFLICT (signature) DO UPDATE
    SET pattern_id = EXCLUDED.pattern_id, wording = EXCLUDED.wording, source = EXCLUDED.source, created_at = EXCLUDED.created_at,
        example_id = NULL
    WHERE EXISTS (SELECT FROM decision_patterns p WHERE p.id = pattern_signatures.pattern_id AND p.deleted_at IS NOT NULL);
    INSERT INTO pattern_versions (pattern_id, version, response_template, created_by, created_at)
    VALUES (NEW.id, NEW.version, NEW.response_template, NEW.created_from, NEW.created_at);
    RETURN NEW;
END $$;
