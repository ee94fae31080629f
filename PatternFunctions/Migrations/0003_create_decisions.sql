-- Every use of a pattern, and every question for which there was none.
CREATE TABLE pattern_execution_history (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pattern_id          bigint REFERENCES decision_patterns (id) ON DELETE SET NULL,
    pattern_version     integer,
    message_id          text NOT NULL UNIQUE, -- the question's first message: a question is decided once
    conversation_id     bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    customer_message    text NOT NULL,
    confidence          numeric(5,4),
    match_kind          text NOT NULL CHECK (match_kind IN ('signature', 'similarity', 'none')),
    similarity          double precision,
    margin              double precision,
    match_probability   double precision,
    decision_confidence numeric NOT NULL,
    execution_mode      text NOT NULL CHECK (execution_mode IN ('auto', 'suggest', 'queue', 'shadow')),
    would_mode          text NOT NULL CHECK (would_mode IN ('auto', 'suggest', 'queue', 'shadow')),
    outcome             text NOT NULL CHECK (outcome IN ('pending', 'observed', 'approved', 'modified', 'rejected',
                            'sent', 'confirmed', 'contradicted', 'expired', 'superseded', 'cancelled', 'failed')),
    response            text,
    operator            text,
    reasons             jsonb NOT NULL,
    -- What a person answered instead, and whether the response would have said the same.
    human_response      text,
    human_similarity    double precision,
    human_agrees        boolean,
    created_at          timestamptz NOT NULL,
    outcome_at          timestamptz
);
CREATE INDEX pattern_execution_history_pattern ON pattern_execution_history (pattern_id, id DESC);
CREATE INDEX pattern_execution_history_conversation ON pattern_execution_history (conversation_id, id DESC);
-- Serves Sweep: automatic replies that nobody has contradicted yet.
CREATE INDEX pattern_execution_history_unjudged ON pattern_execution_history (conversation_id) WHERE outcome = 'sent';
CREATE INDEX pattern_execution_history_created ON pattern_execution_history (created_at DESC);

-- What waits for an operator.
CREATE TABLE pattern_execution_queue (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    execution_id      bigint NOT NULL REFERENCES pattern_execution_history (id) ON DELETE CASCADE,
    pattern_id        bigint REFERENCES decision_patterns (id) ON DELETE SET NULL,
    pattern_version   integer,
    conversation_id   bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    message_id        text NOT NULL,
    customer_message  text NOT NULL,
    kind              text NOT NULL CHECK (kind IN ('suggestion', 'approval', 'attention')),
    status            text NOT NULL DEFAULT 'pending'
                      CHECK (status IN ('pending', 'approved', 'modified', 'rejected', 'expired', 'superseded', 'cancelled')),
    proposed_response text,
    unfilled          text[] NOT NULL DEFAULT '{}',
    final_response    text,
    reason            text,
    decided_by        text,
    decided_at        timestamptz,
    idempotency_key   text, -- of the request that decided: its repetition gets the same answer
    expires_at        timestamptz NOT NULL,
    created_at        timestamptz NOT NULL
);
-- A question waits once; it comes back when its reply could not be sent, or was wrong.
CREATE UNIQUE INDEX pattern_execution_queue_waiting ON pattern_execution_queue (execution_id) WHERE status = 'pending';
CREATE INDEX pattern_execution_queue_execution ON pattern_execution_queue (execution_id);
CREATE INDEX pattern_execution_queue_pending ON pattern_execution_queue (created_at DESC) WHERE status = 'pending';
CREATE INDEX pattern_execution_queue_expiry ON pattern_execution_queue (expires_at) WHERE status = 'pending';
CREATE INDEX pattern_execution_queue_conversation ON pattern_execution_queue (conversation_id) WHERE status = 'pending';

-- A text to a customer. scheduled → sending (claimed) → sent | failed | unknown; unknown → sent | failed; scheduled → cancelled.
-- What was sent may still fail at the carrier: sent → failed, with OpenPhone's id and the carrier's reason.
CREATE TABLE outbound_replies (
    id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    execution_id         bigint NOT NULL REFERENCES pattern_execution_history (id) ON DELETE CASCADE,
    conversation_id      bigint NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    kind                 text NOT NULL CHECK (kind IN ('auto', 'approved', 'modified')),
    text                 text NOT NULL,
    status               text NOT NULL DEFAULT 'scheduled'
                         CHECK (status IN ('scheduled', 'sending', 'sent', 'unknown', 'failed', 'cancelled')),
    reason               text,
    gates                jsonb,
    openphone_message_id text UNIQUE,
    due_at               timestamptz NOT NULL,
    claimed_at           timestamptz,
    finished_at          timestamptz,
    created_at           timestamptz NOT NULL
);
-- A question has one text on its way at most; another one may follow when that was cancelled, failed, or was wrong.
CREATE UNIQUE INDEX outbound_replies_underway ON outbound_replies (execution_id) WHERE status IN ('scheduled', 'sending', 'unknown');
CREATE INDEX outbound_replies_execution ON outbound_replies (execution_id);
-- Cancelled by the kill switch, and not yet handed over to operators.
CREATE INDEX outbound_replies_withdrawn ON outbound_replies (id) WHERE status = 'cancelled' AND finished_at IS NULL;
CREATE INDEX outbound_replies_open ON outbound_replies (due_at) WHERE status IN ('scheduled', 'sending', 'unknown');
CREATE INDEX outbound_replies_conversation ON outbound_replies (conversation_id, id DESC);
