-- History that is brought in: from a file, or from OpenPhone itself.
CREATE TABLE imports (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source         text NOT NULL CHECK (source IN ('messages', 'contacts', 'openphone')),
    -- running → waiting (for an admin to start the analysis) → running → finished; a rollback may follow anything.
    status         text NOT NULL DEFAULT 'running'
                   CHECK (status IN ('running', 'waiting', 'finished', 'cancelled', 'rolling_back', 'rolled_back')),
    phase          text NOT NULL CHECK (phase IN ('loading', 'pairing', 'grouping', 'analysing', 'rolling_back')),
    -- Where the phase stands. It is written together with what it stands for, so that work goes on from here after a crash.
    position       text NOT NULL DEFAULT '',
    done           bigint NOT NULL DEFAULT 0, -- of the phase, in its own unit
    total          bigint,
    phase_seconds  double precision NOT NULL DEFAULT 0,
    content_hash   text,
    blob_name      text, -- the upload, until it is loaded
    since          timestamptz NOT NULL, -- older messages are left out
    until          timestamptz NOT NULL, -- and so are younger ones: they come as live traffic
    rows_read      bigint NOT NULL DEFAULT 0,
    rows_added     bigint NOT NULL DEFAULT 0,
    rows_known     bigint NOT NULL DEFAULT 0,
    rows_left_out  bigint NOT NULL DEFAULT 0,
    rows_bad       bigint NOT NULL DEFAULT 0,
    pairs          bigint NOT NULL DEFAULT 0,
    groups         bigint NOT NULL DEFAULT 0,
    estimated_usd  numeric,
    stopped_because text,
    created_by     text NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    next_at        timestamptz NOT NULL, -- when work is due: Sweep announces what is overdue
    finished_at    timestamptz
);
-- The same file is the same import, unless that one was taken back.
CREATE UNIQUE INDEX imports_content ON imports (content_hash) WHERE status NOT IN ('cancelled', 'rolling_back', 'rolled_back');
CREATE INDEX imports_open ON imports (next_at) WHERE status IN ('running', 'rolling_back');

-- The first rows that could not be used, each with its line; the rest is counted in imports.rows_bad.
CREATE TABLE import_problems (
    import_id bigint NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line      bigint NOT NULL,
    reason    text NOT NULL,
    PRIMARY KEY (import_id, line)
);

-- The threads that an import reads from OpenPhone, one after another.
CREATE TABLE import_threads (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id       bigint NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    phone_number_id text NOT NULL,
    participants    text[] NOT NULL,
    is_read         boolean NOT NULL DEFAULT false,
    UNIQUE (import_id, phone_number_id, participants)
);

-- Which import brought a row that live traffic has not brought since. Without a foreign key: it would be checked for
-- each of a million rows, and an import's row is never deleted.
ALTER TABLE conversation_messages ADD COLUMN import_id bigint;
ALTER TABLE contacts ADD COLUMN import_id bigint;

-- What an import proposes: a group of like questions with like answers. A person approves, edits or rejects it.
CREATE TABLE import_staging (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id         bigint NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    -- grouped → pending | set_aside (by the analysis) → approved | rejected (by a person)
    status            text NOT NULL DEFAULT 'grouped' CHECK (status IN ('grouped', 'pending', 'set_aside', 'approved', 'rejected')),
    reason            text, -- why it was set aside
    pattern_type      text,
    trigger_text      text,
    trigger_keywords  text[] NOT NULL DEFAULT '{}',
    response_template text,
    required_actions  text[] NOT NULL DEFAULT '{}',
    created_from      text,
    pairs             integer NOT NULL DEFAULT 0,
    wordings          integer NOT NULL DEFAULT 0,
    operators         integer NOT NULL DEFAULT 0,
    first_at          timestamptz,
    last_at           timestamptz,
    -- The share of its answers that say the same as the typical one.
    alike             double precision NOT NULL DEFAULT 0,
    -- Of pattern_learning_examples, where the words are: the first question, by which the others were found, and the
    -- pair with the typical answer, which is analysed.
    leader_id         bigint NOT NULL,
    typical_id        bigint,
    -- A pattern that was there already and asks the same, or nearly.
    duplicate_of      bigint REFERENCES decision_patterns (id) ON DELETE SET NULL,
    pattern_id        bigint REFERENCES decision_patterns (id) ON DELETE SET NULL,
    decided_by        text,
    decided_at        timestamptz
);
CREATE INDEX import_staging_import ON import_staging (import_id, pairs DESC, id);

-- The pairs of an import are examples like those of live traffic, but nobody waits for them to be analysed one by one.
ALTER TABLE pattern_learning_examples
    ADD COLUMN import_id bigint,
    ADD COLUMN staging_id bigint REFERENCES import_staging (id) ON DELETE SET NULL,
    DROP CONSTRAINT pattern_learning_examples_status_check,
    ADD CONSTRAINT pattern_learning_examples_status_check
        CHECK (status IN ('waiting', 'learned', 'evidence', 'not_reusable', 'refused', 'imported'));
CREATE INDEX pattern_learning_examples_import ON pattern_learning_examples (import_id, id) WHERE import_id IS NOT NULL;
CREATE INDEX pattern_learning_examples_staging ON pattern_learning_examples (staging_id) WHERE staging_id IS NOT NULL;
