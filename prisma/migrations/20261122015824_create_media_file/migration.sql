-- CreateTable
CREATE TABLE "media_file" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width_px" INTEGER,
    "height_px" INTEGER,
    "name" TEXT NOT NULL,
    "alt_text" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "unit_id" UUID,
    "uploaded_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "unused_since" TIMESTAMPTZ(3),

    CONSTRAINT "media_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media_use" (
    "media_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "public_from" TIMESTAMPTZ(3),

    CONSTRAINT "media_use_pkey" PRIMARY KEY ("media_id","subject")
);

-- CreateIndex
CREATE INDEX "media_file_sha256_idx" ON "media_file"("sha256");

-- CreateIndex
CREATE INDEX "media_file_unit_id_idx" ON "media_file"("unit_id");

-- CreateIndex
CREATE INDEX "media_file_unused_since_idx" ON "media_file"("unused_since");

-- CreateIndex
CREATE INDEX "media_use_subject_idx" ON "media_use"("subject");

-- AddForeignKey
ALTER TABLE "media_file" ADD CONSTRAINT "media_file_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media_file" ADD CONSTRAINT "media_file_uploaded_by_fkey" FOREIGN KEY ("uploaded_by") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media_use" ADD CONSTRAINT "media_use_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
