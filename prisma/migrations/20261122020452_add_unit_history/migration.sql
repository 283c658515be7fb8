-- AlterTable
ALTER TABLE "unit" ADD COLUMN     "content_hash" TEXT,
ADD COLUMN     "end_reason" TEXT,
ADD COLUMN     "folded" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "is_sample" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "school_levels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "sort_key" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "valid_from" DROP NOT NULL;

-- CreateTable
CREATE TABLE "unit_name" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "from_on" TEXT,
    "official_name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "acts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "confidence" TEXT NOT NULL DEFAULT 'verified',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_place" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "from_on" TEXT,
    "parent_id" UUID,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_headcount" (
    "unit_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "unit_headcount_pkey" PRIMARY KEY ("unit_id","year")
);

-- CreateTable
CREATE TABLE "unit_lineage" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "on_day" TEXT NOT NULL,
    "share_ppm" INTEGER,
    "reason" TEXT NOT NULL,
    "acts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "confidence" TEXT NOT NULL DEFAULT 'verified',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_lineage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_import" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "rows" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unit_name_unit_id_idx" ON "unit_name"("unit_id");

-- CreateIndex
CREATE INDEX "unit_place_unit_id_idx" ON "unit_place"("unit_id");

-- CreateIndex
CREATE INDEX "unit_lineage_from_id_idx" ON "unit_lineage"("from_id");

-- CreateIndex
CREATE INDEX "unit_lineage_to_id_idx" ON "unit_lineage"("to_id");

-- CreateIndex
CREATE INDEX "unit_import_created_at_idx" ON "unit_import"("created_at");

-- CreateIndex
CREATE INDEX "unit_sort_key_id_idx" ON "unit"("sort_key", "id");

-- AddForeignKey
ALTER TABLE "unit_name" ADD CONSTRAINT "unit_name_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_place" ADD CONSTRAINT "unit_place_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_headcount" ADD CONSTRAINT "unit_headcount_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_lineage" ADD CONSTRAINT "unit_lineage_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_lineage" ADD CONSTRAINT "unit_lineage_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
