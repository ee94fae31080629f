-- A night's decay is a row for each block of patterns and no longer one for each pattern: those were nine tenths of what
-- an idle pattern ever cost. People and scripts go on reading confidence_events, which is now a view of both.
ALTER TABLE confidence_events RENAME TO confidence_changes;
ALTER SEQUENCE confidence_events_id_seq RENAME TO confidence_changes_id_seq;
ALTER INDEX confidence_events_pkey RENAME TO confidence_changes_pkey;
ALTER INDEX confidence_events_pattern RENAME TO confidence_changes_pattern;
ALTER INDEX confidence_events_execution RENAME TO confidence_changes_execution;

-- Which patterns of a block lost how much in a night, the arrays in step with each other.
CREATE TABLE decay_blocks (
    block       bigint NOT NULL, -- pattern_id / 256
    id          bigint NOT NULL DEFAULT nextval('confidence_changes_id_seq'), -- in order with the other changes
    day         date NOT NULL REFERENCES decay_runs (day) ON DELETE CASCADE,
    places      smallint[] NOT NULL, -- pattern_id % 256
    versions    integer[] NOT NULL,
    losses      smallint[] NOT NULL, -- in ten thousandths, as exact as confidence_score
    scores      smallint[] NOT NULL, -- afterwards, in ten thousandths
    PRIMARY KEY (block, id)
);
-- A full block is a third of a page: it need not be compressed, or moved out of its row.
ALTER TABLE decay_blocks SET (toast_tuple_target = 4080);
CREATE INDEX decay_blocks_day ON decay_blocks (day);

-- confidence_score = 0.50 + the sum of delta, always.
CREATE VIEW confidence_events AS
SELECT id, pattern_id, version, kind, delta, confidence, execution_id, actor, created_at
FROM confidence_changes
UNION ALL
SELECT b.id, p.id, b.versions[place.i], 'decayed', (-b.losses[place.i] / 10000.0)::numeric(5,4), (b.scores[place.i] / 10000.0)::numeric(5,4),
       NULL::bigint, 'schedule', r.ran_at
FROM decision_patterns p
JOIN decay_blocks b ON b.block = p.id / 256
JOIN decay_runs r ON r.day = b.day
CROSS JOIN LATERAL array_position(b.places, (p.id % 256)::smallint) AS place (i)
WHERE place.i IS NOT NULL;

ALTER VIEW confidence_events ALTER COLUMN created_at SET DEFAULT now();
CREATE FUNCTION add_confidence_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO confidence_changes (pattern_id, version, kind, delta, confidence, execution_id, actor, created_at)
    VALUES (NEW.pattern_id, NEW.version, NEW.kind, NEW.delta, NEW.confidence, NEW.execution_id, NEW.actor, NEW.created_at)
    RETURNING id INTO NEW.id;
    RETURN NEW;
END $$;
CREATE TRIGGER confidence_events_added INSTEAD OF INSERT ON confidence_events
    FOR EACH ROW EXECUTE FUNCTION add_confidence_event();

-- Every pattern is written each night. With room beside it the new row stays in its page and no index is touched; the
-- room is what a night left behind anyway.
ALTER TABLE decision_patterns SET (fillfactor = 50);
