-- CreateTable
CREATE TABLE "quiz_question" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "quiz_question_pkey" PRIMARY KEY ("id")
);
