-- CreateTable
CREATE TABLE "audit_event" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "staff_id" TEXT,
    "role" TEXT,
    "unit_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before_hmac" BYTEA,
    "after_hmac" BYTEA,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_subject_key" (
    "subject" TEXT NOT NULL,
    "key" BYTEA NOT NULL,

    CONSTRAINT "audit_subject_key_pkey" PRIMARY KEY ("subject")
);

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE INDEX "audit_event_staff_id_seq_idx" ON "audit_event"("staff_id", "seq");

-- CreateIndex
CREATE INDEX "audit_event_unit_id_seq_idx" ON "audit_event"("unit_id", "seq");

-- CreateIndex
CREATE INDEX "audit_event_action_seq_idx" ON "audit_event"("action", "seq");

-- CreateIndex
CREATE INDEX "audit_event_subject_seq_idx" ON "audit_event"("subject", "seq");

-- The trail only grows. ENABLE ALWAYS: also where session_replication_role switches ordinary triggers off.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Nhật ký chỉ được ghi thêm: không cho % trên bảng audit_event.', TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_event_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

ALTER TABLE "audit_event" ENABLE ALWAYS TRIGGER audit_event_append_only;
