-- CreateTable
CREATE TABLE "outcome_sender" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "province_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mapping" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "closed_at" TIMESTAMPTZ(3),
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outcome_sender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome_sender_key" (
    "id" TEXT NOT NULL,
    "sender_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "secret" TEXT,
    "public_key" TEXT,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "outcome_sender_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome_request" (
    "key_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" INTEGER,
    "answer" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outcome_request_pkey" PRIMARY KEY ("key_id","request_id")
);

-- CreateTable
CREATE TABLE "outcome_upload" (
    "id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "rows" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outcome_upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome_batch" (
    "id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "key_id" TEXT,
    "staff_id" UUID,
    "rows" INTEGER NOT NULL,
    "months" TEXT[],
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outcome_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome_tally" (
    "batch_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "commune_id" UUID NOT NULL,
    "behaviour" TEXT NOT NULL,
    "vehicle" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "fines_vnd" BIGINT,
    "points" INTEGER,
    "processing_days" DOUBLE PRECISION,

    CONSTRAINT "outcome_tally_pkey" PRIMARY KEY ("batch_id","month","commune_id","behaviour","vehicle","source","result")
);

-- CreateTable
CREATE TABLE "outcome_contribution" (
    "batch_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "count" INTEGER NOT NULL,
    "contributors" INTEGER,
    "cap_per_person" INTEGER,

    CONSTRAINT "outcome_contribution_pkey" PRIMARY KEY ("batch_id","month","unit_id")
);

-- CreateTable
CREATE TABLE "crash_tally" (
    "batch_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "crash_tally_pkey" PRIMARY KEY ("batch_id","month","measure")
);

-- CreateTable
CREATE TABLE "outcome_area" (
    "code" TEXT NOT NULL,
    "province_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "outcome_area_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "outcome_area_commune" (
    "area_code" TEXT NOT NULL,
    "commune_id" UUID NOT NULL,
    "from_on" TEXT,
    "to_on" TEXT,

    CONSTRAINT "outcome_area_commune_pkey" PRIMARY KEY ("area_code","commune_id")
);

-- CreateTable
CREATE TABLE "release_draft" (
    "id" UUID NOT NULL,
    "province_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "corrects" INTEGER,
    "mark" TEXT NOT NULL,
    "is_safe" BOOLEAN NOT NULL,
    "content" JSONB NOT NULL,
    "kept" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "staff_id" UUID NOT NULL,

    CONSTRAINT "release_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "number" INTEGER NOT NULL,
    "province_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "corrects" INTEGER,
    "publication_id" UUID,
    "version" INTEGER,
    "content" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "manifest_hash" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "package" BYTEA NOT NULL,
    "kept" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "live_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_reason" TEXT,

    CONSTRAINT "release_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE UNIQUE INDEX "outcome_sender_unit_id_key" ON "outcome_sender"("unit_id");

-- CreateIndex
CREATE INDEX "outcome_sender_key_sender_id_idx" ON "outcome_sender_key"("sender_id");

-- CreateIndex
CREATE INDEX "outcome_request_received_at_idx" ON "outcome_request"("received_at");

-- CreateIndex
CREATE INDEX "outcome_upload_created_at_idx" ON "outcome_upload"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "outcome_batch_sender_id_file_hash_key" ON "outcome_batch"("sender_id", "file_hash");

-- CreateIndex
CREATE INDEX "outcome_tally_month_idx" ON "outcome_tally"("month");

-- CreateIndex
CREATE INDEX "outcome_contribution_unit_id_idx" ON "outcome_contribution"("unit_id");

-- CreateIndex
CREATE INDEX "outcome_area_commune_commune_id_idx" ON "outcome_area_commune"("commune_id");

-- CreateIndex
CREATE INDEX "release_draft_province_id_month_idx" ON "release_draft"("province_id", "month");

-- CreateIndex
CREATE INDEX "release_province_id_month_idx" ON "release"("province_id", "month");

-- CreateIndex
CREATE INDEX "release_live_at_idx" ON "release"("live_at");

-- AddForeignKey
ALTER TABLE "outcome_sender" ADD CONSTRAINT "outcome_sender_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_sender" ADD CONSTRAINT "outcome_sender_province_id_fkey" FOREIGN KEY ("province_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_sender_key" ADD CONSTRAINT "outcome_sender_key_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "outcome_sender"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_request" ADD CONSTRAINT "outcome_request_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "outcome_sender_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_upload" ADD CONSTRAINT "outcome_upload_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "outcome_sender"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_batch" ADD CONSTRAINT "outcome_batch_sender_id_fkey" FOREIGN KEY ("sender_id") REFERENCES "outcome_sender"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_tally" ADD CONSTRAINT "outcome_tally_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "outcome_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_contribution" ADD CONSTRAINT "outcome_contribution_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "outcome_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "crash_tally" ADD CONSTRAINT "crash_tally_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "outcome_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_area" ADD CONSTRAINT "outcome_area_province_id_fkey" FOREIGN KEY ("province_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_area_commune" ADD CONSTRAINT "outcome_area_commune_area_code_fkey" FOREIGN KEY ("area_code") REFERENCES "outcome_area"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_area_commune" ADD CONSTRAINT "outcome_area_commune_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_province_id_fkey" FOREIGN KEY ("province_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
