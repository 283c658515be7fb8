-- CreateTable
CREATE TABLE "service_key" (
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "service_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "service_key_purpose_idx" ON "service_key"("purpose");
