-- CreateTable
CREATE TABLE "paper_set" (
    "code" TEXT NOT NULL,
    "set" TEXT NOT NULL,
    "title" TEXT,
    "size" TEXT NOT NULL,
    "made_on" TEXT NOT NULL,
    "delete_on" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "forms" JSONB NOT NULL,

    CONSTRAINT "paper_set_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE INDEX "paper_set_delete_on_idx" ON "paper_set"("delete_on");
