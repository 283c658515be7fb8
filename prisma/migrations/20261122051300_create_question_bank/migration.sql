-- CreateTable
CREATE TABLE "bank_question" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "unit_id" UUID,
    "text" TEXT NOT NULL,
    "task" JSONB NOT NULL,
    "kind" TEXT NOT NULL,
    "explanation" TEXT NOT NULL DEFAULT '',
    "provision" TEXT,
    "levels" TEXT[],
    "topic" TEXT NOT NULL DEFAULT '',
    "difficulty" INTEGER NOT NULL DEFAULT 2,
    "scene" TEXT,
    "media_id" UUID,
    "external_id" TEXT,
    "name" TEXT,
    "tags" TEXT[],
    "category" TEXT,
    "folded" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_set" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "unit_id" UUID,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "levels" TEXT[],
    "items" TEXT[],
    "sharing" TEXT NOT NULL DEFAULT 'private',
    "publication_id" UUID,
    "folded" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_set_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bank_question_owner_id_archived_at_updated_at_idx" ON "bank_question"("owner_id", "archived_at", "updated_at");

-- CreateIndex
CREATE INDEX "bank_question_owner_id_hash_idx" ON "bank_question"("owner_id", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "bank_set_code_key" ON "bank_set"("code");

-- CreateIndex
CREATE UNIQUE INDEX "bank_set_publication_id_key" ON "bank_set"("publication_id");

-- CreateIndex
CREATE INDEX "bank_set_owner_id_archived_at_updated_at_idx" ON "bank_set"("owner_id", "archived_at", "updated_at");

-- CreateIndex
CREATE INDEX "bank_set_unit_id_sharing_idx" ON "bank_set"("unit_id", "sharing");

-- AddForeignKey
ALTER TABLE "bank_question" ADD CONSTRAINT "bank_question_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_set" ADD CONSTRAINT "bank_set_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_set" ADD CONSTRAINT "bank_set_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
