-- AlterTable
ALTER TABLE "law_mark" ADD COLUMN     "publication_id" UUID;

-- CreateTable
CREATE TABLE "publication" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "unit_id" UUID,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "last_version" INTEGER NOT NULL,
    "live_version" INTEGER,
    "author_ids" UUID[],
    "since" TIMESTAMPTZ(3) NOT NULL,
    "live_at" TIMESTAMPTZ(3),
    "embargo_at" TIMESTAMPTZ(3),
    "due_on" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication_version" (
    "publication_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT,
    "data" JSONB NOT NULL,
    "author_ids" UUID[],
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "correction" TEXT,
    "restored_from" INTEGER,
    "live_at" TIMESTAMPTZ(3),

    CONSTRAINT "publication_version_pkey" PRIMARY KEY ("publication_id","number")
);

-- CreateTable
CREATE TABLE "publication_step" (
    "id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "verb" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "role" TEXT,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication_address" (
    "kind" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "publication_id" UUID NOT NULL,

    CONSTRAINT "publication_address_pkey" PRIMARY KEY ("kind","slug")
);

-- CreateIndex
CREATE INDEX "publication_kind_state_idx" ON "publication"("kind", "state");

-- CreateIndex
CREATE INDEX "publication_unit_id_idx" ON "publication"("unit_id");

-- CreateIndex
CREATE INDEX "publication_step_publication_id_at_idx" ON "publication_step"("publication_id", "at");

-- CreateIndex
CREATE INDEX "publication_step_at_idx" ON "publication_step"("at");

-- CreateIndex
CREATE INDEX "publication_address_publication_id_idx" ON "publication_address"("publication_id");

-- CreateIndex
CREATE INDEX "law_mark_publication_id_idx" ON "law_mark"("publication_id");

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_version" ADD CONSTRAINT "publication_version_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_step" ADD CONSTRAINT "publication_step_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_address" ADD CONSTRAINT "publication_address_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
