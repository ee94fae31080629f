-- Who changed what. Append-only, and a chain: each entry's hash covers the one before, so that a change or a gap shows.
CREATE TABLE audit_log (
    id            bigint PRIMARY KEY, -- without gaps; given by the trigger below
    actor         text NOT NULL,
    role          text NOT NULL,
    source        text NOT NULL, -- the caller's address
    action        text NOT NULL,
    subject       text NOT NULL,
    before        jsonb,
    after         jsonb,
    created_at    timestamptz NOT NULL,
    previous_hash bytea NOT NULL,
    hash          bytea NOT NULL
);
CREATE INDEX audit_log_subject ON audit_log (subject, id);

-- Where the chain ends: without it, entries cut off at the end would not be missed.
CREATE TABLE audit_head (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    id      bigint NOT NULL,
    hash    bytea NOT NULL
);
INSERT INTO audit_head (id, hash) VALUES (0, sha256(''));

CREATE FUNCTION audit_hash(entry audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(entry.previous_hash || convert_to(jsonb_build_array(
        entry.id, entry.actor, entry.role, entry.source, entry.action, entry.subject, entry.before, entry.after,
        extract(epoch FROM entry.created_at))::text, 'UTF8'))
$$;

CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Puts writers in a line until each commits: an entry is written last in its transaction, so the line is short.
    PERFORM pg_advisory_xact_lock(hashtext('audit_log'));
    SELECT id + 1, hash INTO STRICT NEW.id, NEW.previous_hash FROM audit_head;
    NEW.hash := audit_hash(NEW);
    UPDATE audit_head SET id = NEW.id, hash = NEW.hash;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_log_chain BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION chain_audit();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_follows BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();

-- What is wrong with the chain; no rows if nothing is.
CREATE FUNCTION verify_audit() RETURNS TABLE (id bigint, problem text) LANGUAGE sql STABLE AS $$
    WITH chain AS (
        SELECT a.id, a.hash, a.previous_hash, audit_hash(a) AS computed,
               lag(a.id, 1, 0::bigint) OVER (ORDER BY a.id) AS id_before,
               lag(a.hash, 1, sha256('')) OVER (ORDER BY a.id) AS hash_before
        FROM audit_log a
    )
    SELECT c.id,
           CASE WHEN c.id <> c.id_before + 1 THEN 'entries before it are missing'
                WHEN c.hash <> c.computed THEN 'it was changed'
                ELSE 'it does not follow from the one before' END
    FROM chain c
    WHERE c.id <> c.id_before + 1 OR c.hash <> c.computed OR c.previous_hash <> c.hash_before
    UNION ALL
    SELECT h.id, 'the last entry is missing or another one'
    FROM audit_head h
    LEFT JOIN audit_log a ON a.id = h.id
    WHERE h.id > 0 AND a.hash IS DISTINCT FROM h.hash
    UNION ALL
    SELECT a.id, 'it comes after the end'
    FROM audit_log a, audit_head h
    WHERE a.id > h.id
$$;

-- Settings that are changed by hand. Deferred to the commit, so that the line of writers is not held up.
CREATE FUNCTION audit_config_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR NEW.config_value <> OLD.config_value THEN
        INSERT INTO audit_log (actor, role, source, action, subject, before, after, created_at)
        VALUES (session_user, 'sql', COALESCE(host(inet_client_addr()), 'local'), 'config.changed',
                'config/' || COALESCE(NEW.config_key, OLD.config_key),
                CASE WHEN TG_OP <> 'INSERT' THEN jsonb_build_object('value', OLD.config_value) END,
                CASE WHEN TG_OP <> 'DELETE' THEN jsonb_build_object('value', NEW.config_value) END, now());
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pattern_learning_config_audited AFTER INSERT OR UPDATE OR DELETE ON pattern_learning_config
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (current_setting('patterns.writer', true) IS DISTINCT FROM 'app')
    EXECUTE FUNCTION audit_config_by_hand();

-- Patterns whose say over customers is changed by hand.
CREATE FUNCTION audit_pattern_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := jsonb_build_object('is_active', OLD.is_active, 'auto_executable', OLD.auto_executable,
        'requires_confirmation', OLD.requires_confirmation, 'response_template', OLD.response_template, 'retired', OLD.deleted_at IS NOT NULL);
    now_is jsonb := jsonb_build_object('is_active', NEW.is_active, 'auto_executable', NEW.auto_executable,
        'requires_confirmation', NEW.requires_confirmation, 'response_template', NEW.response_template, 'retired', NEW.deleted_at IS NOT NULL);
BEGIN
    IF was <> now_is THEN
        INSERT INTO audit_log (actor, role, source, action, subject, before, after, created_at)
        VALUES (session_user, 'sql', COALESCE(host(inet_client_addr()), 'local'), 'pattern.changed', 'patterns/' || NEW.id, was, now_is, now());
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER decision_patterns_audited AFTER UPDATE ON decision_patterns
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (current_setting('patterns.writer', true) IS DISTINCT FROM 'app')
    EXECUTE FUNCTION audit_pattern_by_hand();
